//! Settings that are one of a few named values: variant, link name and label side by side.

/// Defines an enum with a link name and a label for every variant.
macro_rules! choices {
    ($(#[$outer:meta])* pub enum $kind:ident {
        $($(#[$inner:meta])* $variant:ident = $name:literal, $label:literal;)+
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
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The name for people.
            pub fn label(self) -> &'static str {
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
    /// An activation function A; its mathematics stands in `network/activation.rs`.
    pub enum Activation {
        /// A(a) = a
        Linear = "linear", "Linear";
        /// 1 / (1 + exp(-a))
        #[default]
        Sigmoid = "sigmoid", "Sigmoid";
        /// tanh a
        Tanh = "tanh", "Tanh";
        /// max(a, 0), with A'(0) = 0
        Relu = "relu", "ReLU";
        /// a above 0, a/100 elsewhere
        LeakyRelu = "leaky-relu", "Leaky ReLU";
        /// a above 0, exp(a) - 1 elsewhere
        Elu = "elu", "ELU";
        /// the self-normalising unit: a multiple of ELU with another alpha
        Selu = "selu", "SELU";
        /// a Phi(a) with the exact normal distribution function
        Gelu = "gelu", "GELU";
        /// a sigmoid(a)
        Silu = "silu", "SiLU";
        /// log(1 + exp(a))
        Softplus = "softplus", "Softplus";
        /// a / (1 + |a|)
        Softsign = "softsign", "Softsign";
        /// erf a
        Erf = "erf", "Erf";
        /// a tanh(softplus(a))
        Mish = "mish", "Mish";
        /// sin a
        Sin = "sin", "Sine";
        /// arctan a
        Arctan = "arctan", "Arctan";
    }
}

choices! {
    /// How the weights are drawn; the setting `gain` multiplies all of them.
    pub enum Init {
        /// N(0, 2 / (fan_in + fan_out))
        #[default]
        XavierNormal = "xavier-normal", "Xavier, normal";
        /// uniform with the variance of `XavierNormal`
        XavierUniform = "xavier-uniform", "Xavier, uniform";
        /// N(0, 2 / fan_in)
        HeNormal = "he-normal", "He, normal";
        /// uniform with the variance of `HeNormal`
        HeUniform = "he-uniform", "He, uniform";
        /// N(0, 1 / fan_in)
        LecunNormal = "lecun-normal", "LeCun, normal";
        /// a semi-orthogonal matrix, Haar distributed
        Orthogonal = "orthogonal", "Orthogonal";
        /// N(0, 1), whatever the fan
        Normal = "normal", "Normal N(0, 1)";
        /// ones on the main diagonal
        Identity = "identity", "Identity";
        /// zeros
        Zeros = "zeros", "Zeros";
    }
}

choices! {
    /// The input x.
    pub enum Input {
        /// N(0, 1) from the seed
        #[default]
        Normal = "normal", "Normal N(0, 1)";
        /// all ones
        Ones = "ones", "All ones";
        /// a random unit vector from the seed
        Unit = "unit", "Random unit vector";
    }
}

choices! {
    /// Where the gradient starts.
    pub enum LossKind {
        /// dL/dy* is a random unit vector from the seed
        #[default]
        Unit = "unit", "Random unit gradient";
        /// L = 1/2 ||y* - t||^2, t ~ N(0, 1) from the seed
        Mse = "mse", "Squared error";
        /// dL/dy* is the direction that survives the chain best: its leading left singular vector
        Best = "best", "Best direction";
        /// dL/dy* is the direction that survives the chain worst: its last left singular vector, of a nonzero value
        Worst = "worst", "Worst direction";
    }
}

choices! {
    /// Which chart panel is open.
    pub enum View {
        /// norms of the gradients against the layer
        #[default]
        Gradients = "gradients", "Gradients";
        /// singular values of the layers and of the chain
        Spectrum = "spectrum", "Spectrum";
        /// the bounds and the truth
        Bound = "bound", "Bound";
        /// the distribution of the outputs
        Outputs = "outputs", "Outputs";
    }
}
