//! The gradient from y* back to the input, in extended range.

use super::LayerGradient;
use crate::network::{Extended, ExtendedVector, Forward, Layer, Network};

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
    /// g^(h-1) = w^(h) delta^(h), delta^(h) = diag[A'(a^(h))] g^(h), from g^(K) = dL/dy*. Norms are
    /// accurate to about K H 2^-53 relative, apart from the cancellation in the sums themselves.
    /// Past derivatives that underflow [`Extended`] they are upper bounds.
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
        for (j, layer) in network.layers.iter().enumerate().rev() {
            let delta = hadamard(&forward.derivatives[j], &gradient);
            let pre_activation = delta.norm();
            let norms = LayerGradient {
                output: gradient.norm(),
                pre_activation,
                weight: forward.outputs[j].norm() * pre_activation,
                is_resolved: true,
            };
            let all = [norms.output, norms.pre_activation, norms.weight];
            layers.push(LayerGradient {
                is_resolved: !all.iter().any(|norm| norm.is_underflow()),
                ..norms
            });
            gradient = delta.through(&layer.weight, factor);
        }
        layers.reverse();
        let input = gradient.norm();
        Self {
            start,
            turn: None,
            layers,
            input_is_resolved: !input.is_underflow(),
            input,
        }
    }
}

/// diag[a'] g.
pub(super) fn hadamard(derivatives: &[Extended], gradient: &ExtendedVector) -> ExtendedVector {
    let pairs = derivatives.iter().zip(gradient.iter());
    pairs.map(|(a, g)| *a * g).collect()
}

/// w delta.
pub(super) fn through_weights(layer: &Layer, delta: &ExtendedVector) -> ExtendedVector {
    delta.through(&layer.weight, 1.0)
}
