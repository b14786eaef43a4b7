//! The analysis in short pieces, so that a page can do something else in between.

use std::sync::Arc;

use super::backprop::Gradients;
use super::chain::{ChainWalk, mirrored_step};
use super::factor::{Factor, Weights};
use super::spectrum::Spectrum;
use super::split::Split;
use super::{Analysis, LayerReport, Suffix, Verdict};
use crate::network::{Extended, Forward, Network};

/// An analysis under way.
///
/// A piece is the forward and backward pass (K H^2), one layer's spectra, one suffix of the chain, or one step of the check from the
/// input side (each about H^3 with a factor for the iteration). Dropping the value gives the work up.
pub struct Work {
    network: Network,
    forward: Forward,
    loss: Option<Extended>,
    gradients: Gradients,
    factors: Vec<Factor>,
    norms: Vec<Extended>,
    layers: Vec<LayerReport>,
    /// `None` where a number is not finite: then there is no chain.
    walk: Option<ChainWalk>,
    mirrored: Option<Split>,
    mirrored_layers: usize,
    /// P^(K-1) first.
    suffixes: Vec<Suffix>,
}

impl Work {
    /// Does the forward and the backward pass; the rest is left to [`Work::advance`].
    pub fn of(network: &Network) -> Self {
        let forward = network.forward();
        let output = &forward.outputs[network.layers.len()];
        let (loss, start) = network.loss_gradient(output);
        let finite = forward.derivatives.iter().flatten().all(|a| a.is_finite());
        Self {
            gradients: Gradients::of(network, &forward, start),
            loss,
            factors: Vec::with_capacity(network.layers.len()),
            norms: Vec::with_capacity(network.layers.len()),
            layers: Vec::with_capacity(network.layers.len()),
            walk: finite.then(|| ChainWalk::start(output.len())),
            mirrored: finite.then(|| Split::identity(network.input.len())),
            mirrored_layers: 0,
            suffixes: Vec::with_capacity(network.layers.len()),
            forward,
            network: network.clone(),
        }
    }

    /// Does one more piece; the analysis once all are done.
    pub fn advance(&mut self) -> Option<Analysis> {
        let depth = self.network.layers.len();
        if self.layers.len() < depth {
            self.next_layer();
        } else if self.mirrored_layers < depth {
            self.next_mirrored();
        } else if self.suffixes.len() + 1 < depth {
            self.next_suffix();
        } else {
            return Some(self.finish());
        }
        None
    }

    /// How much is done, 0..1, in pieces.
    pub fn progress(&self) -> f64 {
        let done = self.layers.len() + self.mirrored_layers + self.suffixes.len();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred pieces")]
        let share = done as f64 / (3 * self.network.layers.len()) as f64;
        share
    }

    /// The spectra of one more layer.
    fn next_layer(&mut self) {
        let j = self.layers.len();
        let layer = &self.network.layers[j];
        let shared = j
            .checked_sub(1)
            .filter(|before| Arc::ptr_eq(&self.network.layers[*before].weight, &layer.weight));
        let (weights, weight_norm) = match shared {
            Some(before) => (
                Arc::clone(&self.factors[before].weights),
                self.norms[before],
            ),
            None => {
                let weights = Arc::new(Weights::of(&layer.weight, j as u64));
                let norm = weights.operator_norm();
                (weights, norm)
            }
        };
        let derivatives = &self.forward.derivatives[j];
        let factor = Factor::of_layer(
            weights,
            (layer.activation, j as u64),
            &self.forward.pre_activations[j],
            derivatives,
        );
        let diag_norm = derivatives
            .iter()
            .fold(Extended::ZERO, |m, a| m.max_abs(*a));
        let supremum = layer.activation.supremum().value;
        self.layers.push(LayerReport {
            activation: layer.activation,
            output_norm: self.forward.outputs[j + 1].norm(),
            jacobian: Spectrum::of_factor(&factor),
            diag_norm,
            weight_norm,
            bound: diag_norm * weight_norm,
            sup_bound: Extended::from(supremum) * weight_norm,
            gradient: self.gradients.layers[j],
        });
        self.factors.push(factor);
        self.norms.push(weight_norm);
    }

    /// One more layer of the check from the input side.
    fn next_mirrored(&mut self) {
        let j = self.mirrored_layers;
        if let Some(product) = &mut self.mirrored {
            mirrored_step(product, &self.factors[j]);
        }
        self.mirrored_layers += 1;
    }

    /// One more suffix, not the last.
    fn next_suffix(&mut self) {
        let from_layer = self.network.layers.len() - 1 - self.suffixes.len();
        let spectrum = self.step(from_layer).map(|walk| walk.spectrum());
        self.push(from_layer, spectrum);
    }

    /// P^(0), its vectors, and everything together.
    fn finish(&mut self) -> Analysis {
        let mirrored = self.mirrored.take();
        let ended = self
            .step(0)
            .zip(mirrored)
            .map(|(walk, mirrored)| walk.finish(&mirrored));
        let (spectrum, end_to_end) = ended.unzip();
        self.push(0, spectrum);
        let widths = std::iter::once(self.network.input.len());
        let widths = widths.chain(self.network.layers.iter().map(|layer| layer.weight.ncols()));
        Analysis {
            name: self.network.name.clone(),
            widths: widths.collect(),
            input_norm: self.forward.outputs[0].norm(),
            loss: self.loss,
            layers: std::mem::take(&mut self.layers),
            input_gradient: self.gradients.input.norm(),
            chain: std::mem::take(&mut self.suffixes)
                .into_iter()
                .rev()
                .collect(),
            end_to_end: end_to_end.flatten(),
            verdict: Verdict::of(&self.forward, &self.gradients),
        }
    }

    /// Multiplies layer `from_layer + 1` into the walk.
    fn step(&mut self, from_layer: usize) -> Option<&ChainWalk> {
        let walk = self.walk.as_mut()?;
        walk.step(&self.factors[from_layer]);
        Some(walk)
    }

    /// Adds P^(h) with the products of the bounds.
    fn push(&mut self, from_layer: usize, spectrum: Option<Spectrum>) {
        let widths = [
            self.network.layers[from_layer].weight.nrows(),
            self.forward.outputs[self.network.layers.len()].len(),
        ];
        let layer = &self.layers[from_layer];
        let one = Extended::ONE;
        let (bound, sup_bound, norm_product) = self
            .suffixes
            .last()
            .map_or((one, one, one), |s| (s.bound, s.sup_bound, s.norm_product));
        self.suffixes.push(Suffix {
            from_layer,
            spectrum: spectrum.unwrap_or_else(|| Spectrum::not_finite(widths[0].min(widths[1]))),
            bound: bound * layer.bound,
            sup_bound: sup_bound * layer.sup_bound,
            norm_product: norm_product * layer.jacobian.operator_norm(),
        });
    }
}
