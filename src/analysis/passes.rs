//! The forward and the backward pass, from which everything else is computed.

use super::backprop::Gradients;
use super::factor::{Factor, Version};
use super::start::Start;
use super::tied::ties;
use super::{
    Analysis, Distribution, Known, LayerReport, Moments, Spectrum, Suffix, Verdict, batch,
};
use crate::network::{Extended, ExtendedVector, Forward, Network, Normed};

/// A unit is saturated if |A'| is at most this fraction of its supremum.
const SATURATED: f64 = 0.01;

/// A network with everything that costs K H^2: outputs, derivatives, gradients.
pub struct Passes {
    network: Network,
    forward: Forward,
    loss: Option<Extended>,
    gradients: Gradients,
    /// For each layer the first one with the same weights, so that tied weights are perturbed
    /// alike.
    salts: Vec<u64>,
    is_finite: bool,
}

impl Passes {
    /// Runs both passes; a loss that depends on the chain costs about 20 K H^3 more. [`Start`] does the same
    /// step by step.
    pub fn of(network: Network) -> Self {
        let mut start = Start::of(network);
        loop {
            if let Some(passes) = start.advance() {
                return passes;
            }
        }
    }

    /// Runs both passes; gradients that depend on the chain are not known yet.
    pub(super) fn with_guess(network: Network) -> Self {
        let forward = network.forward();
        let output = &forward.outputs[network.layers.len()];
        let (loss, start) = network.loss_gradient(output);
        Self {
            gradients: Gradients::of(&network, &forward, start),
            loss,
            salts: network
                .ties()
                .into_iter()
                .map(|first| first as u64)
                .collect(),
            is_finite: forward.derivatives.iter().flatten().all(|a| a.is_finite())
                && forward.norms.iter().flatten().all(Normed::is_finite),
            forward,
            network,
        }
    }

    /// Replaces the provisional gradients.
    pub(super) fn set_gradients(&mut self, gradients: Gradients) {
        self.gradients = gradients;
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The forward pass.
    pub fn forward(&self) -> &Forward {
        &self.forward
    }

    /// dL/dy* before it is turned.
    pub(super) fn start(&self) -> &ExtendedVector {
        &self.gradients.start
    }

    /// dL/dy*, up to its sign, and by which part of its length it may be uncertain.
    pub(super) fn sent(&self) -> (&ExtendedVector, f64) {
        let (sent, noise) = &self.gradients.sent;
        (sent, *noise)
    }

    /// The loss; `None` if it is only a direction.
    pub(super) fn loss(&self) -> Option<Extended> {
        self.loss
    }

    /// The angle in degrees that dL/dy* is turned to, if it is.
    pub(super) fn turn(&self) -> Option<f64> {
        self.gradients.turn
    }

    /// K.
    pub fn depth(&self) -> usize {
        self.network.layers.len()
    }

    /// Whether spectra are computed; otherwise they are too dear.
    pub fn has_spectra(&self) -> bool {
        self.network.has_spectra()
    }

    /// Whether every derivative, and every norm, is a number; otherwise there is no chain.
    pub fn is_finite(&self) -> bool {
        self.is_finite
    }

    /// The results of both passes; all spectra are pending, or not finite if there is no chain.
    pub fn outline(&self) -> Analysis {
        let depth = self.depth();
        let widths = std::iter::once(self.network.input.len());
        let widths = widths.chain(self.network.layers.iter().map(|layer| layer.weight.ncols()));
        let widths: Vec<usize> = widths.collect();
        let suffix = |from_layer: usize| Suffix {
            from_layer,
            spectrum: if self.is_finite {
                Spectrum::pending()
            } else {
                Spectrum::not_finite(widths[from_layer].min(widths[depth]))
            },
            bound: Extended::NAN,
            sup_bound: Extended::NAN,
            norm_product: Extended::NAN,
            slack: [0.0; 2],
        };
        Analysis {
            known: Known::Gradients,
            name: self.network.name.clone(),
            input_norm: self.forward.outputs[0].norm(),
            loss: self.loss,
            loss_kind: self.network.loss.kind(),
            extreme: self.network.loss.extreme(),
            turn: self.gradients.turn,
            layers: (0..depth).map(|j| self.layer_outline(j)).collect(),
            input_gradient: self.gradients.input,
            input_gradient_is_resolved: self.gradients.input_is_resolved,
            chain: (0..depth).map(suffix).collect(),
            end_to_end: None,
            lens: None,
            ties: ties(self),
            samples: batch::count(&self.network),
            batch: None,
            verdict: Verdict::of(&self.forward, &self.gradients),
            widths,
        }
    }

    fn layer_outline(&self, j: usize) -> LayerReport {
        let derivatives = &self.forward.derivatives[j];
        let activation = self.network.layers[j].activation;
        let few = Extended::from(activation.supremum().value * SATURATED);
        let dead = derivatives.iter().filter(|a| a.is_zero()).count();
        let flat = derivatives
            .iter()
            .filter(|a| a.cmp_abs(few).is_le())
            .count();
        LayerReport {
            activation,
            block: self.network.layers[j].block,
            norm: self.forward.norms[j].clone(),
            pre_activations: self.forward.pre_activations[j].entries().to_vec(),
            output_norm: self.forward.outputs[j + 1].norm(),
            jacobian: Spectrum::pending(),
            diag_norm: derivatives
                .iter()
                .fold(Extended::ZERO, |m, a| m.max_abs(*a)),
            weight_norm: Extended::NAN,
            norm_slack: 0.0,
            bound: Extended::NAN,
            sup_bound: Extended::NAN,
            gradient: self.gradients.layers[j],
            outputs: Distribution::of(self.forward.outputs[j + 1].entries()),
            slopes: Distribution::of(derivatives),
            moments: [self.forward.outputs[j + 1].entries(), derivatives].map(Moments::of),
            saturated: flat.saturating_sub(dead),
            dead,
        }
    }

    /// Equal for layers with the same weights.
    pub(super) fn salt(&self, j: usize) -> u64 {
        self.salts[j]
    }

    /// Weights and slopes of layer j + 1 in this version, which are all of a plain layer.
    pub(super) fn factor(&self, j: usize, version: Version) -> Factor<'_> {
        let weight = &self.network.layers[j].weight;
        let derivatives = self.derivatives(j, version);
        Factor::new(weight, derivatives, (version, self.salts[j]))
    }

    /// The derivatives of layer j + 1 in this version.
    pub(super) fn derivatives(&self, j: usize, version: Version) -> Vec<Extended> {
        version.derivatives(
            &self.forward.derivatives[j],
            (self.network.layers[j].curve(), j as u64),
            &self.forward.pre_activations[j],
        )
    }
}
