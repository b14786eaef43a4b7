//! From a network to its passes, in short steps: if the loss points along the chain or is turned in a
//! plane of it, the chain comes first.

use super::extreme;
use super::passes::Passes;
use super::walk::{Walk, Way};
use crate::network::Network;

/// Passes that are being prepared. A step is the forward pass, one layer of a walk along the chain
/// (about 6 H^3), or a backward pass.
pub struct Start {
    passes: Option<Passes>,
    /// The product and its twins, if the loss needs one of its singular vectors.
    walks: Vec<Walk>,
}

impl Start {
    /// Runs both passes; with a loss that depends on the chain, the backward pass is only a first guess.
    pub fn of(network: Network) -> Self {
        let needs_chain = network.needs_chain();
        let passes = Passes::with_guess(network);
        let mut passes = passes;
        let is_there = needs_chain && passes.is_finite();
        if is_there && !passes.has_spectra() {
            let bounded = extreme::bounded(&passes);
            passes.set_gradients(bounded);
        }
        let ways: &[Way] = match is_there && passes.has_spectra() {
            true => &[Way::Own, Way::Twin, Way::SecondTwin],
            false => &[],
        };
        Self {
            walks: ways.iter().map(|way| Walk::start(&passes, *way)).collect(),
            passes: Some(passes),
        }
    }

    /// The network; `None` once the passes have been taken.
    pub fn network(&self) -> Option<&Network> {
        self.passes.as_ref().map(Passes::network)
    }

    /// Does one step; returns the passes once all are done.
    pub fn advance(&mut self) -> Option<Passes> {
        let passes = self.passes.as_mut()?;
        let depth = passes.depth();
        if let Some(walk) = self.walks.iter_mut().find(|walk| walk.done() < depth) {
            walk.advance(passes);
            return None;
        }
        if let [own, first, second] = self.walks.as_slice()
            && let Some(gradients) = extreme::gradients(passes, [own, first, second])
        {
            passes.set_gradients(gradients);
        }
        self.passes.take()
    }
}
