//! The gradient from y* back to the input, in extended range.

use super::LayerGradient;
use crate::network::{Extended, Forward, Layer, Network, ScaledVector, power_of_two};

/// Gradients of all layers.
pub(super) struct Gradients {
    /// `layers[h - 1]` is layer h.
    pub layers: Vec<LayerGradient>,
    /// dL/dz^(0).
    pub input: ScaledVector,
}

impl Gradients {
    /// g^(h-1) = w^(h) delta^(h), delta^(h) = diag[A'(a^(h))] g^(h), from g^(K) = dL/dy*. Norms are accurate to about K H 2^-53
    /// relative, apart from the cancellation in the sums themselves.
    pub fn of(network: &Network, forward: &Forward, start: ScaledVector) -> Self {
        let mut gradient = start;
        let mut layers = Vec::with_capacity(network.layers.len());
        for (j, layer) in network.layers.iter().enumerate().rev() {
            let delta = hadamard(&forward.derivatives[j], &gradient);
            let pre_activation = delta.norm();
            layers.push(LayerGradient {
                output: gradient.norm(),
                pre_activation,
                weight: forward.outputs[j].norm() * pre_activation,
            });
            gradient = through_weights(layer, &delta);
        }
        layers.reverse();
        Self {
            layers,
            input: gradient,
        }
    }
}

/// diag[a'] g.
fn hadamard(derivatives: &[Extended], gradient: &ScaledVector) -> ScaledVector {
    let entries: Vec<Extended> = derivatives
        .iter()
        .zip(gradient.iter())
        .map(|(a, g)| *a * g)
        .collect();
    ScaledVector::from_extended(&entries)
}

/// w delta, by columns in a fixed order.
fn through_weights(layer: &Layer, delta: &ScaledVector) -> ScaledVector {
    let (m, n) = layer.weight.shape();
    let largest = layer.weight.iter().fold(0.0_f64, |a, x| a.max(x.abs()));
    let shift = Extended::from(largest).exponent();
    // In two steps, since the power itself may lie outside the range of f64.
    let (half, rest) = (power_of_two(-(shift / 2)), power_of_two(shift / 2 - shift));
    let mut sums = vec![0.0; m];
    for (j, factor) in delta.entries().iter().enumerate().take(n) {
        for (sum, w) in sums.iter_mut().zip(layer.weight.column(j).iter()) {
            *sum += w * half * rest * factor;
        }
    }
    ScaledVector::new(sums, delta.exponent() + shift)
}
