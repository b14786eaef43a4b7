//! What the chain rule says about a network: every layer, the chain of all of them, the verdict.

#![warn(clippy::disallowed_methods)]

mod assembly;
mod backprop;
mod batch;
mod block;
mod bound;
mod dear;
mod detail;
mod distribution;
mod enclosure;
mod extreme;
mod factor;
mod images;
mod layer;
mod lens;
mod moments;
mod passes;
mod pieces;
mod plain;
mod rank;
mod spectrum;
mod split;
mod start;
mod strip;
mod sums;
mod tied;
mod turned;
mod verdict;
mod walk;
mod wire;
mod wire_sums;
mod work;

pub use crate::network::Extreme;
pub use assembly::{Assembly, Piece};
pub use batch::Batch;
pub use dear::{bounds_of_chain, bounds_of_layer};
pub use detail::{CurvePoint, LayerDetail, Plane, Stretch};
pub use distribution::Distribution;
pub use enclosure::Enclosure;
pub use images::LayerImages;
pub use layer::LayerSpectrum;
pub use lens::{Ellipse, Image, Lens};
pub use moments::{Moment, Moments};
pub use passes::Passes;
pub use pieces::Pieces;
pub use plain::{PlainSuffix, PlainWalk};
pub use spectrum::Spectrum;
pub use start::Start;
pub use strip::Column;
pub use sums::SummedGradient;
pub use tied::Tie;
pub use verdict::{State, Verdict};
pub use walk::{Suffixed, Way};
pub use work::Work;

use std::sync::Arc;

pub use crate::network::IS_WHOLE;
use crate::network::{Block, Curve, Extended, LEAKY_SLOPE, Network, Normed, has_spectra};
use crate::settings::{Activation, LossKind};

/// How much of an analysis is known; the rest is pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// What costs K H^2: norms, gradients, the verdict. Some spectra of layers may be known; bounds
    /// are NaN.
    Gradients,
    /// Also the spectra of all layers, and every bound. Some spectra of the chain may be known.
    Layers,
    /// Nothing is pending.
    Everything,
}

/// Everything computed from one network. Plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// How much of it is known.
    pub known: Known,
    /// The network's name, if it has one.
    pub name: Option<String>,
    /// H_0..H_K.
    pub widths: Vec<usize>,
    /// ||z^(0)||.
    pub input_norm: Extended,
    /// The loss L; `None` if the loss is only a direction.
    pub loss: Option<Extended>,
    /// Which kind of loss; [`LossKind::Unit`] is any vector that does not depend on y*.
    pub loss_kind: LossKind,
    /// Which direction of the chain the loss points along before it is turned, if it does.
    pub extreme: Option<Extreme>,
    /// The angle from the direction that survives best to which dL/dy* is turned, in degrees, if it is.
    pub turn: Option<f64>,
    /// Layers 1..K; `layers[j - 1]` is layer j.
    pub layers: Vec<LayerReport>,
    /// ||dL/dz^(0)||.
    pub input_gradient: Extended,
    /// Whether it is resolved; otherwise it is an upper estimate.
    pub input_gradient_is_resolved: bool,
    /// P^(h) for h = 0..K-1; `chain[h]` is P^(h).
    pub chain: Vec<Suffix>,
    /// Singular vectors of P^(0); `None` if it is zero or not finite.
    pub end_to_end: Option<EndToEnd>,
    /// The plane of the direction that survives best and of dL/dy*, at every place; `None` if that direction
    /// is not known. It arrives with the singular vectors.
    pub lens: Option<Arc<Lens>>,
    /// The gradients of weights that layers share.
    pub ties: Vec<Tie>,
    /// How many inputs there are, 1 or more.
    pub samples: usize,
    /// The gradients of the mean loss over all inputs; `None` if there is only one, or while it is pending.
    pub batch: Option<Box<Batch>>,
    /// What the gradient does on its way back.
    pub verdict: Verdict,
}

/// One layer's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerReport {
    /// A^(j).
    pub activation: Activation,
    /// What is around the weights and the activation.
    pub block: Block,
    /// The norm of the layer at its vector.
    pub norm: Option<Normed>,
    /// a^(j), H_j numbers, behind a norm inside.
    pub pre_activations: Vec<Extended>,
    /// ||z^(j)||.
    pub output_norm: Extended,
    /// Singular values of J^(j), diag[A'] w^T in a plain layer.
    pub jacobian: Spectrum,
    /// ||diag[A']|| = max_i |A'(a_i)|.
    pub diag_norm: Extended,
    /// ||w^(j)||, the largest singular value of the weights; NaN while it is pending, and so are
    /// both bounds.
    pub weight_norm: Extended,
    /// How many decades ||w^(j)|| and both bounds may lie below the numbers given: 0 but in a network whose spectra are too
    /// dear.
    pub norm_slack: f64,
    /// The bound of ||J||: ||diag[A']|| ||w||, with a norm times ||N'||, with a skip of s 1 + |s| times that; behind a
    /// norm after the sum ||N'|| times that sum.
    pub bound: Extended,
    /// The same with sup |A'|, the bound that holds for every input. NaN with a norm, which has none.
    pub sup_bound: Extended,
    /// The gradients at this layer.
    pub gradient: LayerGradient,
    /// |z_i| of its units.
    pub outputs: Distribution,
    /// |A'(a_i)| of its units.
    pub slopes: Distribution,
    /// Mean and deviation of z_i, and of A'(a_i), with their signs.
    pub moments: [Moments; 2],
    /// The number of units whose slope is not 0 but at most a hundredth of sup |A'|.
    pub saturated: usize,
    /// The number of units with slope 0.
    pub dead: usize,
}

impl LayerReport {
    /// The activation with its slope.
    pub fn curve(&self) -> Curve {
        Curve::of(self.activation, self.block)
    }

    /// The slope of a leaky ReLU on the left, if it is not the usual one.
    pub fn other_slope(&self) -> Option<f64> {
        let slope = Some(self.block.slope()).filter(|slope| *slope != LEAKY_SLOPE);
        slope.filter(|_| self.activation == Activation::LeakyRelu)
    }

    /// Whether its spectrum, or the norm of its weights and so a bound, is not computed yet.
    pub fn is_pending(&self) -> bool {
        self.jacobian.is_pending() || !self.weight_norm.is_finite()
    }
}

/// Norms of the gradients at layer h.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerGradient {
    /// ||dL/dz^(h)||.
    pub output: Extended,
    /// ||dL/d(w^T z + b)||, before a norm inside acts on it.
    pub pre_activation: Extended,
    /// ||dL/dw^(h)||, Frobenius.
    pub weight: Extended,
    /// The mean of |dL/d(w^T z + b)| over the units.
    pub mean_pre_activation: Extended,
    /// The mean of |dL/dw^(h)| over all weights of the layer.
    pub mean_weight: Extended,
    /// Whether these norms are resolved; otherwise they are upper estimates. They may be unresolved
    /// for a loss along the chain, and past derivatives that underflow [`Extended`].
    pub is_resolved: bool,
}

/// The chain product from the output of layer h to y*.
#[derive(Clone, Debug, PartialEq)]
pub struct Suffix {
    /// h.
    pub from_layer: usize,
    /// Singular values of P^(h).
    pub spectrum: Spectrum,
    /// Product of [`LayerReport::bound`] over the layers h+1..K.
    pub bound: Extended,
    /// Product of [`LayerReport::sup_bound`] over the layers h+1..K.
    pub sup_bound: Extended,
    /// Product of ||J|| over the layers h+1..K.
    pub norm_product: Extended,
    /// How many decades these products may lie below the numbers given: of the bounds, and of ||J||.
    pub slack: [f64; 2],
}

/// The singular vectors of P^(0) that belong to its largest and its smallest nonzero value.
#[derive(Clone, Debug, PartialEq)]
pub struct EndToEnd {
    /// Largest.
    pub first: SingularPair,
    /// Smallest nonzero; `None` if it is not resolved.
    pub last: Option<SingularPair>,
}

/// Unit vectors with P v = sigma u; the largest |u_i| is positive.
#[derive(Clone, Debug, PartialEq)]
pub struct SingularPair {
    /// The direction at y*, H_K numbers.
    pub u: Vec<f64>,
    /// The direction at the input, H_0 numbers.
    pub v: Vec<f64>,
}

impl Analysis {
    /// Whether there are spectra; otherwise they are too dear, and there are norms alone, between bounds.
    pub fn has_spectra(&self) -> bool {
        has_spectra(&self.widths)
    }

    /// Analyses a network in one go; [`Work`] does the same in pieces, [`Pieces`] and [`Assembly`]
    /// in any order.
    pub fn of(network: &Network) -> Self {
        let mut work = Work::of(network);
        loop {
            if let Some(analysis) = work.advance() {
                return analysis;
            }
        }
    }
}
