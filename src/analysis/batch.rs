//! The gradients of the mean loss over several inputs.

use super::passes::Passes;
use super::sums::{Pass, Summed, SummedGradient, pass_back};
use crate::network::{Extended, ExtendedVector, Forward, Loss, Network};

/// What the gradients of N inputs are together. Plain data.
///
/// L_n is the loss of input n, z_n its vectors, g_n^(h) = dL_n/dz_n^(h); the mean loss is (L_1 + ... + L_N) / N. A loss
/// that is only a direction, or a turned one, has the dL/dy* of the first input for all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// N, at least 2.
    pub count: usize,
    /// The mean loss; `None` if the loss is only a direction.
    pub loss: Option<Extended>,
    /// For layer j = 1..K the length of the gradient of the mean loss: || mean_n dL_n/dw^(j) ||, Frobenius.
    pub weights: Vec<SummedGradient>,
    /// The mean of the lengths, mean_n ||g_n^(h)||, for h = 0..K.
    pub outputs: Vec<Extended>,
    /// The length of the gradient of the mean loss with respect to the outputs of a layer for all inputs together,
    /// sqrt(sum_n ||g_n^(h)||^2) / N, for h = 0..K: what a program sees that keeps one row for each input.
    pub joint: Vec<Extended>,
    /// For h = 0..K whether the two before are resolved; otherwise they may be roundings.
    pub is_resolved: Vec<bool>,
}

/// The inputs that are done, one after the other.
pub(super) struct BatchWalk {
    done: usize,
    loss: Option<Extended>,
    weights: Vec<Summed>,
    lengths: Vec<Extended>,
    squares: Vec<Extended>,
    is_resolved: Vec<bool>,
}

/// How many inputs there are; 1 if there is no batch.
pub(super) fn count(network: &Network) -> usize {
    network.samples.len() + 1
}

impl BatchWalk {
    /// Nothing done yet.
    pub fn of(network: &Network) -> Self {
        let places = network.layers.len() + 1;
        let weights = network.layers.iter();
        Self {
            done: 0,
            loss: None,
            weights: weights
                .map(|layer| Summed::zeros(layer.weight.shape()))
                .collect(),
            lengths: vec![Extended::ZERO; places],
            squares: vec![Extended::ZERO; places],
            is_resolved: vec![true; places],
        }
    }

    /// Whether all inputs are done.
    pub fn is_done(&self, passes: &Passes) -> bool {
        self.done == count(passes.network())
    }

    /// One more input: three passes, and what they add; the batch behind the last one.
    pub fn advance(&mut self, passes: &Passes) -> Option<Batch> {
        let network = passes.network();
        match self.done.checked_sub(1).map(|at| network.samples.get(at)) {
            None => self.add(network, passes.forward(), (passes.loss(), passes.sent())),
            Some(None) => return None,
            Some(Some(sample)) => {
                let forward = network.forward_from(&sample.input, 1.0);
                let last = forward.outputs.last()?;
                match sample.loss {
                    // They depend on y*, unless they are turned, as that of the first input is.
                    Loss::MeanSquared(_) | Loss::CrossEntropy(_) if network.turn.is_none() => {
                        let (loss, start) = sample.loss.gradient(last);
                        self.add(network, &forward, (loss, (&start, 0.0)));
                    }
                    _ => {
                        let loss = sample.loss.gradient(last).0;
                        self.add(network, &forward, (loss, passes.sent()));
                    }
                }
            }
        }
        self.done += 1;
        self.is_done(passes).then(|| self.found())
    }

    fn add(
        &mut self,
        network: &Network,
        forward: &Forward,
        (loss, (start, noise)): (Option<Extended>, (&ExtendedVector, f64)),
    ) {
        if let Some(loss) = loss {
            self.loss = Some(self.loss.unwrap_or(Extended::ZERO) + loss);
        }
        let mut found = vec![[Extended::ZERO; 2]; network.layers.len() + 1];
        for (which, pass) in [Pass::Exact, Pass::Changed(noise)].into_iter().enumerate() {
            let (input, is_known) = pass_back((network, forward), start, pass, |part| {
                self.weights[part.j].add(part, pass);
                found[part.j + 1][which] = part.output;
                self.is_resolved[part.j + 1] &= part.is_known;
            });
            found[0][which] = input;
            self.is_resolved[0] &= is_known;
        }
        for (h, [length, changed]) in found.into_iter().enumerate() {
            self.lengths[h] = self.lengths[h] + length;
            self.squares[h] = self.squares[h] + length * length;
            self.is_resolved[h] &= super::extreme::agree(length, changed);
        }
    }

    fn found(&self) -> Batch {
        #[expect(clippy::cast_precision_loss, reason = "a number of inputs")]
        let count = Extended::from(self.done as f64);
        Batch {
            count: self.done,
            loss: self.loss.map(|loss| loss / count),
            weights: self.weights.iter().map(|sum| sum.over(self.done)).collect(),
            outputs: self.lengths.iter().map(|sum| *sum / count).collect(),
            joint: self.squares.iter().map(|sum| sum.sqrt() / count).collect(),
            is_resolved: self.is_resolved.clone(),
        }
    }
}
