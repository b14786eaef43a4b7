//! What a reader can change.

/// An activation function A; its mathematics stands in `network/activation.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Activation {
    /// A(a) = a
    Linear,
    /// 1 / (1 + exp(-a))
    Sigmoid,
    /// tanh a
    Tanh,
    /// max(a, 0), with A'(0) = 0
    Relu,
    /// a above 0, a/100 below
    LeakyRelu,
    /// a above 0, exp(a) - 1 below
    Elu,
    /// the self-normalising unit
    Selu,
    /// a Phi(a), exact
    Gelu,
    /// a sigmoid(a)
    Silu,
    /// log(1 + exp(a))
    Softplus,
    /// a / (1 + |a|)
    Softsign,
    /// erf a
    Erf,
    /// a tanh(softplus(a))
    Mish,
    /// sin a
    Sin,
    /// arctan a
    Arctan,
}

/// How the weights are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Init {
    /// N(0, 2 / (fan_in + fan_out))
    XavierNormal,
    /// uniform with the variance of `XavierNormal`
    XavierUniform,
    /// N(0, 2 / fan_in)
    HeNormal,
    /// uniform with the variance of `HeNormal`
    HeUniform,
    /// N(0, 1 / fan_in)
    LecunNormal,
    /// a semi-orthogonal matrix, Haar distributed
    Orthogonal,
    /// N(0, 1)
    Normal,
    /// ones on the diagonal
    Identity,
    /// zeros
    Zeros,
}

/// The input x.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// N(0, 1) from the seed
    Normal,
    /// all ones
    Ones,
    /// a random unit vector from the seed
    Unit,
}

/// Where the gradient starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LossKind {
    /// dL/dy* is a random unit vector from the seed
    Unit,
    /// L = 1/2 ||y* - t||^2, t ~ N(0, 1) from the seed
    Mse,
}

/// Which chart panel is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// norms of the gradients against the layer
    Gradients,
    /// singular values of the layers and of the chain
    Spectrum,
    /// the bounds and the truth
    Bound,
    /// the distribution of the outputs
    Outputs,
}

/// A value for every layer, as one value or as runs.
///
/// Canonical: neighbouring runs differ, no run is empty. The last run holds for all further layers, so a
/// single run is the same value everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerLayer<T> {
    runs: Vec<(T, usize)>,
}

/// Everything a reader can change. Limits and defaults are in product.md's table, one home in this file.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// K
    pub depth: usize,
    /// H_1..H_K
    pub width: PerLayer<usize>,
    /// H_0; `None` is the same as H_1
    pub inputs: Option<usize>,
    /// A^(j)
    pub activation: PerLayer<Activation>,
    /// distribution of the weights
    pub init: Init,
    /// multiplies every weight
    pub gain: f64,
    /// standard deviation of the biases
    pub bias: f64,
    /// x
    pub input: Input,
    /// dL/dy*
    pub loss: LossKind,
    /// everything random comes from it
    pub seed: u32,
    /// the selected layer; `None` is layer K
    pub layer: Option<usize>,
    /// the open panel
    pub view: View,
}
