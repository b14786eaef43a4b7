//! Assembles the analysis from its pieces, in whatever order they arrive.

use std::sync::Arc;

use super::block;
use super::bound::bound_unresolved;
use super::layer::LayerSpectrum;
use super::plain::PlainSuffix;
use super::spectrum::Spectrum;
use super::strip::Column;
use super::walk::{Suffixed, Way};
use super::{Analysis, Batch, Enclosure, EndToEnd, Known};
use crate::network::Extended;

/// A part of an analysis that can be computed by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// The results of both passes; all spectra are pending.
    Outline(Arc<Analysis>),
    /// The spectrum of layer j + 1.
    Layer(usize, LayerSpectrum),
    /// ||w|| of layer j + 1.
    WeightNorm(usize, Enclosure),
    /// ||P^(0)|| where the spectra are too dear.
    ChainNorm(Enclosure),
    /// The result of one way for one suffix.
    Suffix(Suffixed),
    /// The result of plain arithmetic for one suffix.
    Plain(PlainSuffix),
    /// The gradients of the mean loss.
    Batch(Box<Batch>),
    /// A column of the strip of gains, with the number that its task gives it; no part of the analysis itself.
    Column(usize, Column),
    /// What another study has found, in words of its own; no part of the analysis itself.
    Study(Vec<u64>),
}

/// An analysis that is being assembled.
pub struct Assembly {
    analysis: Analysis,
    /// The number of pieces of layers that are still pending, two for each layer.
    pending_of_layers: usize,
    /// For which layers the norm of the weights is known.
    has_norm: Vec<bool>,
    /// The results of each way for P^(h), by h.
    ways: Vec<Ways>,
    has_chain: bool,
    /// ||P^(0)|| where the spectra are too dear, once it is known.
    chain_norm: Option<Enclosure>,
}

#[derive(Clone, Default)]
struct Ways {
    own: Option<Suffixed>,
    twin: Option<Suffixed>,
    second_twin: Option<Suffixed>,
    mirrored: Option<Suffixed>,
    is_doubtful: bool,
    /// The spectrum from comparing the ways, while those that bound its unresolved values are
    /// pending.
    compared: Option<Spectrum>,
}

impl Assembly {
    /// Starts from the outline of both passes.
    pub fn of(outline: Analysis) -> Self {
        let depth = outline.layers.len();
        Self {
            pending_of_layers: 2 * depth,
            has_norm: vec![false; depth],
            ways: vec![Ways::default(); depth],
            has_chain: outline.chain.iter().any(|s| s.spectrum.is_pending()),
            chain_norm: None,
            analysis: outline,
        }
    }

    /// What is known so far.
    pub fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// The share of the pieces that have arrived, 0..1.
    pub fn progress(&self) -> f64 {
        let depth = self.ways.len();
        let has = |way: bool| usize::from(way);
        if !self.analysis.has_spectra() {
            let done = 2 * depth - self.pending_of_layers + has(self.chain_norm.is_some());
            #[expect(clippy::cast_precision_loss, reason = "a few hundred pieces")]
            let share = done as f64 / (2 * depth + 1) as f64;
            return share;
        }
        let suffix = |h: usize| {
            let ways = &self.ways[h];
            if self.analysis.chain[h].spectrum.is_pending() {
                has(ways.own.is_some()) + has(ways.twin.is_some())
            } else {
                2
            }
        };
        let suffixes: usize = (0..depth).map(suffix).sum();
        // The way from the input has no result before its end, and takes half as long as another.
        let is_mirrored = |ways: &Ways| ways.mirrored.is_some();
        let is_settled = self
            .analysis
            .chain
            .first()
            .is_none_or(|s| !s.spectrum.is_pending());
        let mirrored = is_settled || self.ways.first().is_none_or(is_mirrored);
        let done = 2 * (2 * depth - self.pending_of_layers + suffixes) + has(mirrored) * depth;
        #[expect(clippy::cast_precision_loss, reason = "a few hundred pieces")]
        let share = done as f64 / (9 * depth).max(1) as f64;
        share
    }

    /// Whether there is a chain: every derivative is a number.
    pub fn has_chain(&self) -> bool {
        self.has_chain
    }

    /// Whether nothing is pending.
    pub fn is_complete(&self) -> bool {
        self.analysis.known == Known::Everything
    }

    /// Whether there are several inputs, and the gradients of their mean loss are pending.
    pub fn lacks_batch(&self) -> bool {
        self.analysis.samples > 1 && self.analysis.batch.is_none()
    }

    /// The suffixes that only a second twin can settle, by h.
    pub fn doubtful(&self) -> Vec<usize> {
        let waits = |ways: &Ways| ways.is_doubtful && ways.second_twin.is_none();
        (0..self.ways.len())
            .filter(|h| waits(&self.ways[*h]))
            .collect()
    }

    /// Adds a piece; one that is there already, or is not part of an analysis, changes nothing.
    pub fn add(&mut self, piece: Piece) {
        match piece {
            Piece::Layer(j, spectrum) => self.add_layer(j, spectrum),
            Piece::WeightNorm(j, norm) => self.add_weight_norm(j, norm),
            Piece::Suffix(found) => self.add_suffix(found),
            Piece::Batch(batch) => {
                self.analysis.batch.get_or_insert(batch);
            }
            Piece::ChainNorm(norm) => {
                self.chain_norm = Some(norm);
                self.enclose_chain();
            }
            Piece::Outline(_) | Piece::Plain(_) | Piece::Column(..) | Piece::Study(_) => {}
        }
        let chain = &self.analysis.chain;
        if self.pending_of_layers > 0 {
            self.analysis.known = Known::Gradients;
        } else if chain.iter().any(|suffix| suffix.spectrum.is_pending()) || self.lacks_batch() {
            self.analysis.known = Known::Layers;
        } else {
            self.analysis.known = Known::Everything;
        }
    }

    fn add_layer(&mut self, j: usize, spectrum: LayerSpectrum) {
        if let Some(layer) = self.analysis.layers.get_mut(j)
            && layer.jacobian.is_pending()
        {
            layer.jacobian = spectrum.jacobian;
            self.end_piece_of_layers();
            if let Some(norm) = spectrum.weight_norm {
                self.add_weight_norm(j, Enclosure::of([norm; 2]));
            }
            self.bound_chain();
        }
    }

    fn add_weight_norm(&mut self, j: usize, norm: Enclosure) {
        if let Some(layer) = self.analysis.layers.get_mut(j)
            && !std::mem::replace(&mut self.has_norm[j], true)
        {
            layer.norm_slack = norm.decades();
            let norm = norm.upper;
            layer.weight_norm = norm;
            let supremum = Extended::from(layer.activation.supremum().value);
            layer.bound = block::bound(layer, layer.diag_norm * norm);
            layer.sup_bound = match layer.norm {
                None => block::bound(layer, supremum * norm),
                Some(_) => Extended::NAN,
            };
            self.end_piece_of_layers();
        }
    }

    fn end_piece_of_layers(&mut self) {
        self.pending_of_layers -= 1;
        if self.pending_of_layers == 0 {
            self.multiply_bounds();
        }
    }

    /// The products of the bounds from y* back to every layer.
    fn multiply_bounds(&mut self) {
        let one = Extended::ONE;
        let (mut bound, mut sup_bound, mut norms) = (one, one, one);
        let layers = self.analysis.layers.iter().rev();
        let mut slack = [0.0; 2];
        for (suffix, layer) in self.analysis.chain.iter_mut().rev().zip(layers) {
            slack[0] += layer.norm_slack;
            slack[1] += layer.jacobian.dear.map_or(0.0, Enclosure::decades);
            suffix.slack = slack;
            bound = bound * layer.bound;
            sup_bound = sup_bound * layer.sup_bound;
            norms = norms * layer.jacobian.operator_norm();
            (suffix.bound, suffix.sup_bound, suffix.norm_product) = (bound, sup_bound, norms);
        }
        self.enclose_chain();
    }

    /// What is known of ||P^(h)|| where the spectra are too dear, once all norms are there: it is at least what
    /// becomes of the gradient, and at most the product of ||J||; that of P^(0) has bounds of its own.
    fn enclose_chain(&mut self) {
        let Some(whole) = self.chain_norm.filter(|_| self.has_chain) else {
            return;
        };
        if self.pending_of_layers > 0 {
            return;
        }
        let analysis = &mut self.analysis;
        let inner = analysis.layers.iter().map(|layer| layer.gradient);
        let inner = inner.map(|gradient| (gradient.output, gradient.is_resolved));
        let input = (analysis.input_gradient, analysis.input_gradient_is_resolved);
        let lengths: Vec<_> = std::iter::once(input).chain(inner).collect();
        let whole_length = lengths.last().map_or(Extended::NAN, |length| length.0);
        for (h, suffix) in analysis.chain.iter_mut().enumerate() {
            let share = lengths[h].0 / whole_length * Extended::from(1.0 - Spectrum::RESOLVED);
            let is_lower = lengths[h].1 && share.is_finite();
            let mut norm = Enclosure {
                lower: if is_lower { share } else { Extended::ZERO },
                upper: suffix.norm_product,
            };
            if h == 0 {
                norm = norm.within(whole);
            }
            suffix.spectrum = Spectrum::too_dear(norm);
        }
    }

    fn add_suffix(&mut self, found: Suffixed) {
        let h = found.from_layer;
        let Some(ways) = self.ways.get_mut(h) else {
            return;
        };
        let place = match found.way {
            Way::Own => &mut ways.own,
            Way::Twin => &mut ways.twin,
            Way::SecondTwin => &mut ways.second_twin,
            Way::Mirrored => &mut ways.mirrored,
        };
        *place = Some(found);
        let is_open = self.ways[h].compared.is_none();
        if self.has_chain && is_open && self.analysis.chain[h].spectrum.is_pending() {
            self.settle(h);
        }
    }

    /// The spectrum of P^(h), once enough ways have arrived.
    fn settle(&mut self, h: usize) {
        let size = self.analysis.widths[h].min(self.analysis.widths[self.ways.len()]);
        let ways = &mut self.ways[h];
        let (Some(own), Some(twin)) = (&ways.own, &ways.twin) else {
            return;
        };
        if h == 0 && ways.mirrored.is_none() {
            return;
        }
        let mirrored = ways.mirrored.as_ref().map(|way| &way.decomposition);
        let second = || {
            ways.second_twin
                .as_ref()
                .map(|way| way.decomposition.clone())
        };
        let both = (&own.decomposition, &twin.decomposition);
        let Some(spectrum) = Spectrum::compared(size, both, mirrored, second) else {
            ways.is_doubtful = true;
            return;
        };
        if let Some([first, last]) = own.ends.as_deref().cloned()
            && spectrum.resolved > 0
        {
            // Only pairs of resolved values count.
            let last = (spectrum.resolved == spectrum.rank).then_some(last);
            self.analysis.end_to_end = Some(EndToEnd { first, last });
            self.analysis.lens.clone_from(&own.lens);
        }
        ways.compared = Some(spectrum);
        self.bound_chain();
    }

    /// Completes the spectra of the chain for which everything has arrived: that of P^(K-1) is the
    /// last layer's own, and values that are not resolved are bounded by those of the layers and of
    /// the next suffix.
    fn bound_chain(&mut self) {
        for h in (0..self.ways.len()).rev() {
            let Some(compared) = &self.ways[h].compared else {
                continue;
            };
            if let Some(spectrum) = self.bounded(h, compared) {
                self.analysis.chain[h].spectrum = spectrum;
                self.ways[h] = Ways::default();
            }
        }
    }

    /// The spectrum of P^(h) from the results of its ways; `None` if something is missing.
    fn bounded(&self, h: usize, compared: &Spectrum) -> Option<Spectrum> {
        let analysis = &self.analysis;
        if h + 1 == self.ways.len() {
            let own = &analysis.layers[h].jacobian;
            return (!own.is_pending()).then(|| own.clone());
        }
        let mut spectrum = compared.clone();
        if spectrum.resolved < spectrum.rank {
            let layers: Vec<&Spectrum> = analysis.layers[h..].iter().map(|l| &l.jacobian).collect();
            let next = &analysis.chain[h + 1].spectrum;
            if next.is_pending() || layers.iter().any(|layer| layer.is_pending()) {
                return None;
            }
            bound_unresolved(&mut spectrum, Some(next), &layers);
        }
        Some(spectrum)
    }
}
