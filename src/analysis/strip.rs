//! The gradient of a whole network at other gains: the columns of the strip of gains.

use super::backprop::Gradients;
use crate::network::{Extended, ExtendedVector, Network};

/// The lengths of the gradient at one factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// ||dL/dz^(h)||, h = 0..=K; the last one is ||dL/dy*||. A zero is exact, NaN is not finite, and where
    /// [`Extended::is_underflow`] says so it is an upper bound. The first one is NaN if any number of the
    /// network is not finite.
    pub lengths: Vec<Extended>,
}

impl Column {
    /// The column of a network at a positive factor of all its weights; biases, input, loss and turn stay. Costs two passes, K H^2.
    ///
    /// The lengths are bit for bit those of the analysis of the network with these weights. A loss along
    /// the chain, or turned in a plane of it, is the exception: its direction would need the chain at every factor, 20 K H^3. There
    /// `start`, H_K numbers, is dL/dy* at every factor, as a rule the direction of the network on the page;
    /// without it, the vector that stands for a direction that does not exist. Any other loss ignores `start`.
    pub fn of(network: &Network, factor: f64, start: Option<&[f64]>) -> Self {
        let forward = network.forward_scaled(factor);
        let start = match start.filter(|_| network.needs_chain()) {
            Some(start) => ExtendedVector::new(start, 0),
            None => {
                network
                    .loss_gradient(&forward.outputs[network.layers.len()])
                    .1
            }
        };
        let gradients = Gradients::scaled(network, factor, &forward, start);
        let outputs = gradients.layers.iter().map(|layer| layer.output);
        Self {
            lengths: std::iter::once(gradients.input).chain(outputs).collect(),
        }
    }
}
