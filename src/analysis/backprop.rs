//! The gradient from y* back to the input, in extended range.

use super::{LayerGradient, Moments};
use crate::network::{Extended, ExtendedVector, Forward, Layer, Network, Normed, Place};

/// Gradients of all layers.
pub(super) struct Gradients {
    /// dL/dy* before it is turned.
    pub start: ExtendedVector,
    /// dL/dy* itself, up to its sign, and by which part of its length it may be uncertain.
    pub sent: (ExtendedVector, f64),
    /// The angle in degrees that it is turned to, if it is.
    pub turn: Option<f64>,
    /// `layers[h - 1]` is layer h.
    pub layers: Vec<LayerGradient>,
    /// ||dL/dz^(0)||.
    pub input: Extended,
    /// Whether this norm is resolved.
    pub input_is_resolved: bool,
}

impl Gradients {
    /// g^(h-1) = J^(h)T g^(h), in a plain layer w^(h) delta^(h) with delta^(h) = diag[A'(a^(h))] g^(h), from
    /// g^(K) = dL/dy*. Norms are
    /// accurate to about K H 2^-53 relative, apart from the cancellation in the sums themselves.
    /// Past derivatives that underflow [`Extended`] they are upper bounds; past a norm in whose roundings the gradient is
    /// lost they are those roundings, and not resolved.
    pub fn of(network: &Network, forward: &Forward, start: ExtendedVector) -> Self {
        Self::scaled(network, 1.0, forward, start)
    }

    /// The same with every weight multiplied by a factor, as in `forward`.
    pub fn scaled(
        network: &Network,
        factor: f64,
        forward: &Forward,
        start: ExtendedVector,
    ) -> Self {
        let mut gradient = start.clone();
        let mut layers = Vec::with_capacity(network.layers.len());
        let mut is_lost = false;
        for (j, layer) in network.layers.iter().enumerate().rev() {
            let back = Step::of(layer, forward, j).back(factor, &gradient);
            is_lost |= back.is_lost;
            let pre_activation = back.pre_activation.norm();
            let entering = forward.entering(layer, j);
            let mean_pre_activation = Moments::mean_magnitude(back.pre_activation.entries());
            let norms = LayerGradient {
                output: gradient.norm(),
                pre_activation,
                weight: entering.norm() * pre_activation,
                mean_pre_activation,
                mean_weight: Moments::mean_magnitude(entering.entries()) * mean_pre_activation,
                is_resolved: true,
            };
            let all = [norms.output, norms.pre_activation, norms.weight];
            layers.push(LayerGradient {
                is_resolved: !is_lost && !all.iter().any(|norm| norm.is_underflow()),
                ..norms
            });
            gradient = back.input;
        }
        layers.reverse();
        let input = gradient.norm();
        Self {
            sent: (start.clone(), 0.0),
            start,
            turn: None,
            layers,
            input_is_resolved: !is_lost && !input.is_underflow(),
            input,
        }
    }
}

/// A gradient behind one layer of its way back.
pub(super) struct Back {
    /// dL/d(w^T z + b), where z is what enters the weights.
    pub pre_activation: ExtendedVector,
    /// dL/dz^(j-1) = J^T g.
    pub input: ExtendedVector,
    /// Whether a norm has left little of it but roundings.
    pub is_lost: bool,
}

/// What one layer of the way back needs.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    pub layer: &'a Layer,
    /// A'(a), H_j numbers.
    pub slopes: &'a [Extended],
    /// The norm of the layer at its vector.
    pub norm: Option<&'a Normed>,
}

impl<'a> Step<'a> {
    /// Layer j + 1 of a network, whose forward pass this is.
    pub fn of(layer: &'a Layer, forward: &'a Forward, j: usize) -> Self {
        Self {
            layer,
            slopes: &forward.derivatives[j],
            norm: forward.norms[j].as_ref(),
        }
    }

    /// From g = dL/dz^(j) back through the layer; every weight is multiplied by a factor.
    pub fn back(self, factor: f64, gradient: &ExtendedVector) -> Back {
        let block = self.layer.block;
        let mut is_lost = false;
        let mut through = |place, g: ExtendedVector| match block.norm_at(place).and(self.norm) {
            Some(normed) => {
                let image = normed.through(&g);
                is_lost |= normed.loses(&g, &image);
                image
            }
            None => g,
        };
        let sum = through(Place::After, gradient.clone());
        let slopes = self.slopes.iter().zip(sum.iter()).map(|(a, g)| *a * g);
        let branch = match block.skip() {
            Some(skip) => slopes.map(|g| g * skip.into()).collect(),
            None => slopes.collect(),
        };
        let delta = through(Place::Inside, branch);
        let below = through(Place::Before, delta.through(&self.layer.weight, factor));
        let input = match block.skip() {
            Some(_) => {
                let pairs = below.iter().zip(sum.iter());
                pairs.map(|(one, other)| one + other).collect()
            }
            None => below,
        };
        Back {
            pre_activation: delta,
            input,
            is_lost,
        }
    }

    /// J v, of a vector v that enters the layer.
    pub fn ahead(self, v: &ExtendedVector) -> ExtendedVector {
        let block = self.layer.block;
        let through = |place, v: ExtendedVector| match block.norm_at(place).and(self.norm) {
            Some(normed) => normed.through(&v),
            None => v,
        };
        let entering = through(Place::Before, v.clone());
        let sums = entering.through_transposed(&self.layer.weight, 1.0);
        let sums = through(Place::Inside, sums);
        let branch = self.slopes.iter().zip(sums.iter()).map(|(a, x)| *a * x);
        let sum = match block.skip() {
            Some(skip) => branch
                .zip(v.iter())
                .map(|(y, x)| x + y * skip.into())
                .collect(),
            None => branch.collect(),
        };
        through(Place::After, sum)
    }

    /// The rows of J: what becomes of a unit gradient of each unit.
    pub fn jacobian(self) -> Vec<ExtendedVector> {
        let units = self.slopes.len();
        let of_unit = |unit: usize| {
            let entries = (0..units).map(|i| Extended::from(f64::from(u8::from(i == unit))));
            self.back(1.0, &entries.collect()).input
        };
        (0..units).map(of_unit).collect()
    }
}
