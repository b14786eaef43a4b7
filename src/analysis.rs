//! What the chain rule says about a network: every layer, the chain of all of them, the verdict.

use crate::network::Extended;
use crate::settings::Activation;

/// Everything computed from one network. Plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// The network's name, if it has one.
    pub name: Option<String>,
    /// H_0..H_K.
    pub widths: Vec<usize>,
    /// ||z^(0)||.
    pub input_norm: Extended,
    /// The loss L; `None` where the loss is only a direction.
    pub loss: Option<Extended>,
    /// Layers 1..K; `layers[j - 1]` is layer j.
    pub layers: Vec<LayerReport>,
    /// ||dL/dz^(0)||.
    pub input_gradient: Extended,
    /// P^(h) for h = 0..K-1; `chain[h]` is P^(h).
    pub chain: Vec<Suffix>,
    /// Singular vectors of P^(0); `None` where it is zero or not finite.
    pub end_to_end: Option<EndToEnd>,
    /// What the gradient does on its way.
    pub verdict: Verdict,
}

/// One layer's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerReport {
    /// A^(j).
    pub activation: Activation,
    /// ||z^(j)||.
    pub output_norm: Extended,
    /// Singular values of J^(j) = diag[A'] w^T.
    pub jacobian: Spectrum,
    /// ||diag[A']|| = max_i |A'(a_i)|.
    pub diag_norm: Extended,
    /// ||w^(j)||, the largest singular value of the weights.
    pub weight_norm: Extended,
    /// ||diag[A']|| ||w||, the bound of ||J||.
    pub bound: Extended,
    /// sup |A'| ||w||, the bound that holds for every input.
    pub sup_bound: Extended,
    /// The gradients at this layer.
    pub gradient: LayerGradient,
}

/// Norms of the gradients at layer h.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerGradient {
    /// ||dL/dz^(h)||.
    pub output: Extended,
    /// ||dL/da^(h)||.
    pub pre_activation: Extended,
    /// ||dL/dw^(h)||, Frobenius.
    pub weight: Extended,
}

/// Singular values, descending, with what is known about their digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// min(rows, columns) values, descending: `rank` nonzero ones, then exact zeros. All NaN where
    /// the matrix is not finite.
    pub values: Vec<Extended>,
    /// How many values are not exactly zero.
    pub rank: usize,
    /// How many leading values are resolved, i.e. proved by the honesty check to a relative error of
    /// [`Spectrum::RESOLVED`] or better. Values from here to `rank` are upper estimates, not to be trusted. 0 where
    /// the matrix is not finite.
    pub resolved: usize,
    /// An upper estimate of the relative error of each of the first `rank` values.
    pub error_bounds: Vec<f64>,
}

/// The chain product from the output of layer h to y*.
#[derive(Clone, Debug, PartialEq)]
pub struct Suffix {
    /// h.
    pub from_layer: usize,
    /// Singular values of P^(h).
    pub spectrum: Spectrum,
    /// Product of ||diag|| ||w|| over the layers h+1..K.
    pub bound: Extended,
    /// Product of sup|A'| ||w|| over the layers h+1..K.
    pub sup_bound: Extended,
    /// Product of ||J|| over the layers h+1..K.
    pub norm_product: Extended,
}

/// The singular vectors of P^(0) that belong to its largest and its smallest nonzero value.
#[derive(Clone, Debug, PartialEq)]
pub struct EndToEnd {
    /// Largest.
    pub first: SingularPair,
    /// Smallest nonzero.
    pub last: SingularPair,
}

/// Unit vectors with P v = sigma u; the largest |u_i| is positive.
#[derive(Clone, Debug, PartialEq)]
pub struct SingularPair {
    /// The direction at y*, H_K numbers.
    pub u: Vec<f64>,
    /// The direction at the input, H_0 numbers.
    pub v: Vec<f64>,
}

/// What the gradient does from layer K back to the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The state in one word.
    pub state: State,
    /// D = log10(||dL/dz^(0)|| / ||dL/dz^(K)||); `None` when dead or not finite.
    pub decades: Option<f64>,
    /// 10^(D/K), the mean factor per layer; `None` when dead or not finite.
    pub per_layer: Option<f64>,
    /// The layer where it went wrong first, counted in the direction in which the numbers flow: for `NotFinite` the
    /// lowest layer whose output is not finite (or the highest whose gradient is not finite when all outputs are), for `Dead` the
    /// highest layer h whose dL/dz^(h-1) is exactly zero.
    pub first_bad_layer: Option<usize>,
}

/// The verdict in one word, from D of [`Verdict::decades`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The gradient is exactly zero.
    Dead,
    /// D <= -3
    Vanishing,
    /// -3 < D <= -1
    Shrinking,
    /// -1 < D < 1
    Stable,
    /// 1 <= D < 3
    Growing,
    /// 3 <= D
    Exploding,
    /// A number is not finite.
    NotFinite,
}
