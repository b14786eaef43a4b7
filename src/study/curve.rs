//! The activation of a layer for a whole batch.

use kernel::curves;

use crate::network::{SELU_ALPHA, SELU_LAMBDA};
use crate::settings::Activation;

/// Writes A(a) and A'(a) of each number; `slope` is that of leaky ReLU on the left. At a kink A' is that from the left.
///
/// As accurate as [`kernel::curves`] says: a few last places beside [`crate::network::Curve`].
pub(super) fn apply(
    (activation, slope): (Activation, f64),
    a: &[f64],
    values: &mut [f64],
    slopes: &mut [f64],
) {
    let curve = match activation {
        Activation::Linear => curves::linear,
        Activation::Sigmoid => curves::sigmoid,
        Activation::Tanh => curves::tanh,
        Activation::Relu => curves::relu,
        Activation::LeakyRelu => return curves::leaky_relu(slope, a, values, slopes),
        Activation::Elu => curves::elu,
        Activation::Selu => return curves::selu([SELU_ALPHA, SELU_LAMBDA], a, values, slopes),
        Activation::Gelu => curves::gelu,
        Activation::Silu => curves::silu,
        Activation::Softplus => curves::softplus,
        Activation::Softsign => curves::softsign,
        Activation::Erf => curves::erf,
        Activation::Mish => curves::mish,
        Activation::Sin => curves::sin,
        Activation::Arctan => curves::arctan,
    };
    curve(a, values, slopes);
}
