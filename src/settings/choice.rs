//! Settings that are one of a few named values: variant, link name and label side by side.

use crate::words::panels;
use crate::words::settings::{
    activation, data, init, input, loss, norm, place, rule, switch, tied,
};

/// Defines an enum with a link name and a label for every variant.
macro_rules! choices {
    ($(#[$outer:meta])* pub enum $kind:ident {
        $($(#[$inner:meta])* $variant:ident = $name:literal, $label:expr;)+
    }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $kind { $($(#[$inner])* $variant,)+ }

        impl $kind {
            /// Every value, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Every value as text, in the same order.
            pub const CHOICES: &'static [Choice] = &[$(Choice { name: $name, label: $label }),+];

            /// The name in links and files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The name for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The value with this link name, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

/// One named value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The name in links and files.
    pub name: &'static str,
    /// The name for people.
    pub label: &'static str,
}

choices! {
    /// An activation function A; its mathematics is in `network/activation.rs`.
    pub enum Activation {
        /// A(a) = a
        Linear = "linear", activation::LINEAR;
        /// 1 / (1 + exp(-a))
        #[default]
        Sigmoid = "sigmoid", activation::SIGMOID;
        /// tanh a
        Tanh = "tanh", activation::TANH;
        /// max(a, 0), with A'(0) = 0
        Relu = "relu", activation::RELU;
        /// a for a > 0, otherwise the setting `slope` times a
        LeakyRelu = "leaky-relu", activation::LEAKY_RELU;
        /// a for a > 0, otherwise exp(a) - 1
        Elu = "elu", activation::ELU;
        /// the self-normalising unit: a multiple of ELU with another alpha
        Selu = "selu", activation::SELU;
        /// a Phi(a) with the exact normal distribution function
        Gelu = "gelu", activation::GELU;
        /// a sigmoid(a)
        Silu = "silu", activation::SILU;
        /// log(1 + exp(a))
        Softplus = "softplus", activation::SOFTPLUS;
        /// a / (1 + |a|)
        Softsign = "softsign", activation::SOFTSIGN;
        /// erf a
        Erf = "erf", activation::ERF;
        /// a tanh(softplus(a))
        Mish = "mish", activation::MISH;
        /// sin a
        Sin = "sin", activation::SIN;
        /// arctan a
        Arctan = "arctan", activation::ARCTAN;
    }
}

choices! {
    /// How the weights are drawn; the setting `gain` multiplies all of them.
    pub enum Init {
        /// N(0, 2 / (fan_in + fan_out))
        #[default]
        XavierNormal = "xavier-normal", init::XAVIER_NORMAL;
        /// uniform with the variance of `XavierNormal`
        XavierUniform = "xavier-uniform", init::XAVIER_UNIFORM;
        /// N(0, 2 / fan_in)
        HeNormal = "he-normal", init::HE_NORMAL;
        /// uniform with the variance of `HeNormal`
        HeUniform = "he-uniform", init::HE_UNIFORM;
        /// N(0, 1 / fan_in)
        LecunNormal = "lecun-normal", init::LECUN_NORMAL;
        /// a semi-orthogonal matrix, Haar distributed
        Orthogonal = "orthogonal", init::ORTHOGONAL;
        /// N(0, 1), whatever the fan
        Normal = "normal", init::NORMAL;
        /// ones on the main diagonal, zeros elsewhere
        Identity = "identity", init::IDENTITY;
        /// zeros
        Zeros = "zeros", init::ZEROS;
        /// uniform in +-1 / sqrt(fan_in), and so are the biases: `nn.Linear`
        PyTorch = "pytorch", init::PYTORCH;
        /// ones, so that all units of a layer are the same
        Constant = "constant", init::CONSTANT;
    }
}

choices! {
    /// What normalises the numbers of a layer.
    pub enum NormKind {
        /// nothing
        #[default]
        None = "none", norm::NONE;
        /// layer norm: the mean is subtracted, and the rest divided by its standard deviation
        Layer = "layer", norm::LAYER;
        /// RMS norm: divided by the root of the mean square
        Rms = "rms", norm::RMS;
    }
}

choices! {
    /// Where in a layer its norm acts.
    pub enum Place {
        /// on what enters the weights
        Before = "before", place::BEFORE;
        /// on the pre-activation
        #[default]
        Inside = "inside", place::INSIDE;
        /// on the output, behind the sum of a skip
        After = "after", place::AFTER;
    }
}

choices! {
    /// Whether layers of one shape share their weights.
    pub enum Tied {
        /// each layer has its own
        #[default]
        No = "0", tied::NO;
        /// they have those of the first of them
        Yes = "1", tied::YES;
    }
}

choices! {
    /// The input x.
    pub enum Input {
        /// N(0, 1) from the seed
        #[default]
        Normal = "normal", input::NORMAL;
        /// all ones
        Ones = "ones", input::ONES;
        /// a random unit vector from the seed
        Unit = "unit", input::UNIT;
    }
}

choices! {
    /// Where the gradient starts.
    pub enum LossKind {
        /// dL/dy* is a random unit vector from the seed
        #[default]
        Unit = "unit", loss::UNIT;
        /// L = 1/2 ||y* - t||^2, t ~ N(0, 1) from the seed
        Mse = "mse", loss::MSE;
        /// dL/dy* is the direction that survives the chain best: its leading left singular vector
        Best = "best", loss::BEST;
        /// dL/dy* is the direction that survives the chain worst: its last left singular vector, of
        /// a nonzero value
        Worst = "worst", loss::WORST;
        /// L = -log softmax(y*)_c, with a class c from the seed
        CrossEntropy = "cross-entropy", loss::CROSS_ENTROPY;
        /// L = the sum of y*, so that dL/dy* is all ones
        Sum = "sum", loss::SUM;
    }
}

choices! {
    /// What a network is trained on.
    pub enum DataKind {
        /// two inputs, two classes: a disc and a ring around it
        Circle = "circle", data::CIRCLE;
        /// two inputs, two classes: whether the signs of both differ
        Xor = "xor", data::XOR;
        /// two inputs, two classes: two normal distributions
        Gauss = "gauss", data::GAUSS;
        /// two inputs, two classes: two spiral arms
        #[default]
        Spiral = "spiral", data::SPIRAL;
        /// one input x and sin(pi x)
        Sine = "sine", data::SINE;
        /// the inputs of a tied network, to be recalled by its last layer
        Copy = "copy", data::COPY;
        /// a linear map with given singular values
        Teacher = "teacher", data::TEACHER;
        /// 500 images of 8 x 8 pixels, ten classes
        Digits = "digits", data::DIGITS;
    }
}

choices! {
    /// Whether something is there.
    pub enum Switch {
        /// it is not
        #[default]
        Off = "off", switch::OFF;
        /// it is
        On = "on", switch::ON;
    }
}

choices! {
    /// How a gradient becomes an update.
    pub enum RuleKind {
        /// lr times the gradient
        #[default]
        Sgd = "sgd", rule::SGD;
        /// with a momentum of 0.9
        Momentum = "momentum", rule::MOMENTUM;
        /// Adam with 0.9, 0.999, 1e-8
        Adam = "adam", rule::ADAM;
    }
}

choices! {
    /// What of the page a link is about.
    pub enum Chart {
        /// the gradient on its way back, in the fan
        #[default]
        Gradients = "gradients", panels::VIEWS[0];
        /// the directions, in the fan
        Spectrum = "spectrum", panels::VIEWS[1];
        /// the bound, in the fan
        Bound = "bound", panels::VIEWS[2];
        /// the chart of outputs and slopes
        Outputs = "outputs", panels::VIEWS[3];
        /// the gradients of the weights, in the fan
        Weights = "weights", panels::VIEWS[4];
    }
}
