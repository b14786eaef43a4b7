//! The gradient from y* back to the input, in extended range.

use super::{LayerGradient, Spectrum};
use crate::network::{
    Extended, ExtendedVector, Forward, HAS_BLOCKS, Layer, Network, Normed, Place,
};

/// Gradients of all layers.
pub(super) struct Gradients {
    /// dL/dy* before it is turned.
    pub start: ExtendedVector,
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
            let step = Step::of(layer, forward, j);
            let (delta, below) = step.back(factor, &gradient);
            let (output, pre_activation) = (gradient.norm(), delta.norm());
            let was_lost = is_lost;
            if HAS_BLOCKS && !layer.block.is_plain() {
                is_lost |= step.is_lost([output, pre_activation, below.norm()]);
            }
            let norms = LayerGradient {
                output,
                pre_activation,
                weight: forward.entering(layer, j).norm() * pre_activation,
                is_resolved: true,
            };
            let all = [norms.output, norms.pre_activation, norms.weight];
            layers.push(LayerGradient {
                is_resolved: !was_lost && !is_lost && !all.iter().any(|norm| norm.is_underflow()),
                ..norms
            });
            gradient = below;
        }
        layers.reverse();
        let input = gradient.norm();
        Self {
            start,
            turn: None,
            layers,
            input_is_resolved: !is_lost && !input.is_underflow(),
            input,
        }
    }
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

    /// Whether the lengths that [`Step::back`] finds are lost in the roundings of a norm: a gradient in the direction of d
    /// is multiplied by eps / s^2 alone.
    pub fn is_lost(self, lengths: [Extended; 3]) -> bool {
        let Some((place, normed)) = self
            .layer
            .block
            .norm()
            .map(|norm| norm.place)
            .zip(self.norm)
        else {
            return false;
        };
        let [above, inside, below] = lengths;
        let slope = self
            .slopes
            .iter()
            .copied()
            .fold(Extended::ZERO, Extended::max_abs);
        let factor = slope * self.layer.block.skip().unwrap_or(1.0).abs().into();
        let (entering, left) = match place {
            Place::After => (above, below),
            Place::Inside => (above * factor, inside),
            Place::Before => {
                let weights = ExtendedVector::new(self.layer.weight.as_slice(), 0);
                (inside * weights.norm(), below)
            }
        };
        let least = normed.noise(entering) / Spectrum::RESOLVED.into();
        normed.is_finite() && left.cmp_abs(least).is_lt()
    }

    /// From g = dL/dz^(j) to dL/d(w^T z + b), where z is what enters the weights, and to dL/dz^(j-1) = J^T g; every
    /// weight is multiplied by a factor.
    pub fn back(self, factor: f64, gradient: &ExtendedVector) -> (ExtendedVector, ExtendedVector) {
        let block = self.layer.block;
        let through = |place, g: ExtendedVector| match block.norm_at(place).and(self.norm) {
            Some(normed) => normed.through(&g),
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
        let below = match block.skip() {
            Some(_) => {
                let pairs = below.iter().zip(sum.iter());
                pairs.map(|(one, other)| one + other).collect()
            }
            None => below,
        };
        (delta, below)
    }

    /// The rows of J: what becomes of a unit gradient of each unit.
    pub fn jacobian(self) -> Vec<ExtendedVector> {
        let units = self.slopes.len();
        let of_unit = |unit: usize| {
            let entries = (0..units).map(|i| Extended::from(f64::from(u8::from(i == unit))));
            self.back(1.0, &entries.collect()).1
        };
        (0..units).map(of_unit).collect()
    }
}
