//! The analysis in short pieces, so that a page can do something else in between.

use super::Analysis;
use super::assembly::{Assembly, Piece};
use super::passes::Passes;
use super::pieces::Pieces;
use super::walk::Way;
use crate::network::Network;

/// An analysis under way.
///
/// A piece is one layer's spectra, or one layer of a walk along the chain with the spectrum there
/// (each about H^3 with a factor for the iteration). Dropping the value cancels the work.
pub struct Work {
    pieces: Pieces,
    assembly: Assembly,
    /// The number of layers with a spectrum.
    layers: usize,
    /// The number of layers with the norm of their weights.
    norms: usize,
}

impl Work {
    /// Runs the forward and the backward pass; the rest is left to [`Work::advance`].
    pub fn of(network: &Network) -> Self {
        Self::from(Passes::of(network.clone()))
    }

    /// Computes one more piece; returns the analysis once all are done.
    pub fn advance(&mut self) -> Option<Analysis> {
        if let Some(piece) = self.pieces.layer(self.layers) {
            self.layers += 1;
            self.assembly.add(piece);
        } else if let Some(norm) = self.next_norm() {
            self.assembly.add(norm);
        } else if self.pieces.has_sample() {
            if let Some(piece) = self.pieces.sample() {
                self.assembly.add(piece);
            }
        } else if let Some(way) = self.next_way() {
            let doubtful = self.assembly.doubtful();
            let wanted = |h| way != Way::SecondTwin || doubtful.contains(&h);
            if let Some(piece) = self.pieces.step(way, wanted) {
                self.assembly.add(piece);
            }
        } else if let Some(norm) = self.pieces.chain_norm() {
            self.assembly.add(norm);
        }
        let analysis = self.assembly.analysis();
        self.assembly.is_complete().then(|| analysis.clone())
    }

    /// What is known so far.
    pub fn analysis(&self) -> &Analysis {
        self.assembly.analysis()
    }

    /// The share of the pieces that are done, 0..1, not counting a second twin.
    pub fn progress(&self) -> f64 {
        let ways = [Way::Own, Way::Twin, Way::Mirrored];
        let steps: usize = ways.iter().map(|way| self.pieces.done(*way)).sum();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred pieces")]
        let share =
            (self.layers + self.norms + steps) as f64 / (5 * self.pieces.passes().depth()) as f64;
        share
    }

    /// The next norm of weights that did not come with a spectrum.
    fn next_norm(&mut self) -> Option<Piece> {
        let layers = &self.assembly.analysis().layers;
        while layers.get(self.norms)?.weight_norm.is_finite() {
            self.norms += 1;
        }
        self.norms += 1;
        self.pieces.weight_norm(self.norms - 1)
    }

    /// The product and its twin in step, so that the spectra of the chain arrive one after the
    /// other.
    fn next_way(&self) -> Option<Way> {
        let pieces = &self.pieces;
        let is_behind = pieces.done(Way::Own) <= pieces.done(Way::Twin);
        let first = if is_behind { Way::Own } else { Way::Twin };
        let ways = [first, Way::Mirrored, Way::SecondTwin];
        ways.into_iter().find(|way| pieces.next(*way).is_some())
    }
}

impl From<Passes> for Work {
    fn from(passes: Passes) -> Self {
        Self {
            assembly: Assembly::of(passes.outline()),
            pieces: Pieces::of(passes),
            layers: 0,
            norms: 0,
        }
    }
}
