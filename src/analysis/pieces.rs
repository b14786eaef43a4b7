//! Computes the pieces of one network's analysis, in any order.

use std::sync::Arc;

use super::assembly::Piece;
use super::batch::{self, BatchWalk};
use super::dear::ChainNorm;
use super::layer::{self, LayerSpectrum};
use super::passes::Passes;
use super::plain::PlainWalk;
use super::walk::{Walk, Way};

/// Both passes of a network and its walks along the chain.
pub struct Pieces {
    passes: Passes,
    /// In the order of [`Way::ALL`]; each is started on first use.
    walks: [Option<Walk>; Way::ALL.len()],
    plain: PlainWalk,
    batch: Option<BatchWalk>,
    chain_norm: ChainNorm,
}

impl Pieces {
    /// Nothing is done yet but the passes.
    pub fn of(passes: Passes) -> Self {
        Self {
            passes,
            walks: [const { None }; Way::ALL.len()],
            plain: PlainWalk::default(),
            batch: None,
            chain_norm: ChainNorm::start(),
        }
    }

    /// Both passes.
    pub fn passes(&self) -> &Passes {
        &self.passes
    }

    /// The results of both passes.
    pub fn outline(&self) -> Piece {
        Piece::Outline(Arc::new(self.passes.outline()))
    }

    /// The spectrum of layer j + 1; `None` if there is no such layer.
    pub fn layer(&self, j: usize) -> Option<Piece> {
        (j < self.passes.depth()).then(|| Piece::Layer(j, LayerSpectrum::of(&self.passes, j)))
    }

    /// ||w|| of layer j + 1; `None` if there is no such layer.
    pub fn weight_norm(&self, j: usize) -> Option<Piece> {
        (j < self.passes.depth()).then(|| Piece::WeightNorm(j, layer::weight_norm(&self.passes, j)))
    }

    /// The number of layers that this way has multiplied.
    pub fn done(&self, way: Way) -> usize {
        self.walks[way as usize].as_ref().map_or(0, Walk::done)
    }

    /// The h of P^(h) that the next step of this way leads to; `None` if it is done, or if there is
    /// no chain.
    pub fn next(&self, way: Way) -> Option<usize> {
        let passes = &self.passes;
        let depth = passes.depth();
        if !passes.is_finite() || !passes.has_spectra() || self.done(way) == depth {
            return None;
        }
        Some(match way {
            Way::Mirrored => 0,
            _ => depth - 1 - self.done(way),
        })
    }

    /// Multiplies one more layer of this way. The spectrum there is computed only if it is
    /// `wanted`, for the mirrored way only at its end; at the end of [`Way::Own`] with the lens.
    pub fn step(&mut self, way: Way, wanted: impl Fn(usize) -> bool) -> Option<Piece> {
        let from_layer = self.next(way)?;
        let passes = &self.passes;
        let walk = self.walks[way as usize].get_or_insert_with(|| Walk::start(passes, way));
        walk.advance(passes);
        let is_there = way != Way::Mirrored || walk.done() == passes.depth();
        (is_there && wanted(from_layer))
            .then(|| Piece::Suffix(walk.found(passes).with_lens(passes)))
    }

    /// Whether one of several inputs is left.
    pub fn has_sample(&self) -> bool {
        let walk = self.batch.as_ref();
        batch::count(self.passes.network()) > 1
            && !walk.is_some_and(|walk| walk.is_done(&self.passes))
    }

    /// One more of several inputs; the gradients of the mean loss behind the last one.
    pub fn sample(&mut self) -> Option<Piece> {
        if !self.has_sample() {
            return None;
        }
        let network = self.passes.network();
        let walk = self.batch.get_or_insert_with(|| BatchWalk::of(network));
        let batch = walk.advance(&self.passes)?;
        Some(Piece::Batch(Box::new(batch)))
    }

    /// Whether ||P^(0)|| is still to be found by [`Pieces::chain_norm`].
    pub fn lacks_chain_norm(&self) -> bool {
        !self.passes.has_spectra() && self.passes.is_finite() && !self.chain_norm.is_done()
    }

    /// A step towards ||P^(0)|| where the spectra are too dear; the bounds after the last one.
    pub fn chain_norm(&mut self) -> Option<Piece> {
        let is_lacking = self.lacks_chain_norm();
        let norm = &mut self.chain_norm;
        let found = is_lacking.then(|| norm.advance(&self.passes)).flatten();
        found.map(Piece::ChainNorm)
    }

    /// The result of plain arithmetic for the next suffix, P^(K-1) first; `None` when all are done.
    pub fn plain(&mut self) -> Option<Piece> {
        let is_there = self.passes.has_spectra();
        is_there
            .then(|| self.plain.advance(&self.passes))?
            .map(Piece::Plain)
    }
}
