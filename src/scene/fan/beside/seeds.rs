//! What other networks of the recipe do.

use crate::scene::source;
use crate::scene::table::Table;
use crate::scene::value::Value;
use crate::study::ensemble::{ChainEnds, Ensemble, Ribbon};
use crate::words::{beside as words, panels};

/// 10 %, the median and 90 % of many networks, at 0..=K.
pub type RibbonLine = Vec<[f64; 3]>;

/// The gradients of many networks, each relative to its own at the loss, and the ends of their chains: log10, minus infinity
/// being exactly 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeedLines {
    /// The gradient.
    pub gradient: RibbonLine,
    /// The largest singular value of P^(h); empty while none is known, and where it is not shown.
    pub first: RibbonLine,
    /// The last one.
    pub last: RibbonLine,
    /// How many networks there are, how many of them with spectra.
    pub counts: [usize; 2],
    /// What they say.
    pub sentences: Vec<String>,
}

/// Why the spectra of many networks are not computed, or not even their gradients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// They are.
    None,
    /// Gradients only.
    Gradients,
    /// Nothing.
    Nothing,
}

impl SeedLines {
    /// Of the networks so far of so many that are wanted; spectra only if directions are shown.
    pub(super) fn of(
        ensemble: &Ensemble,
        (wanted, limit): (usize, Limit),
        (depth, has_directions): (usize, bool),
    ) -> Self {
        let chains = ensemble.members().filter(|member| member.chain.is_some());
        let counts = [ensemble.len(), chains.count()];
        let ends = |end: fn(&ChainEnds) -> &Vec<f64>| -> RibbonLine {
            let inner = (0..depth).map_while(|h| ensemble.chain(h, end).map(three));
            let mut line: RibbonLine = inner.collect();
            if line.len() == depth && has_directions {
                line.push([0.0; 3]);
                return line;
            }
            RibbonLine::new()
        };
        let gradient: RibbonLine = (0..=depth)
            .map_while(|h| relative(ensemble, h).map(three))
            .collect();
        Self {
            sentences: sentences(ensemble, (wanted, limit), (&gradient, has_directions)),
            gradient,
            first: ends(|chain| &chain.first),
            last: ends(|chain| &chain.last),
            counts,
        }
    }

    /// No networks, and why.
    pub(super) fn untold(sentence: &str) -> Self {
        Self {
            sentences: vec![sentence.into()],
            ..Self::default()
        }
    }

    /// Every length that decides the frame.
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> + '_ {
        self.gradient.iter().chain(&self.first).flatten().copied()
    }

    /// The numbers at every place; `None` before there are any.
    pub(super) fn table(&self) -> Option<Table> {
        let lines = [&self.gradient, &self.first, &self.last];
        let names = [words::SEEDS_GRADIENT, "σ₁", words::LAST_SIGMA];
        let there = || lines.iter().zip(names).filter(|(line, _)| !line.is_empty());
        let columns = there().flat_map(|(_, name)| words::quantiles(name));
        let row = |h: usize| {
            let numbers = there().flat_map(move |(line, _)| line.get(h).into_iter().flatten());
            let numbers = numbers.map(|log10| Value::from_log10(*log10).to_string());
            std::iter::once(source::row_head(h))
                .chain(numbers)
                .collect()
        };
        (!self.gradient.is_empty()).then(|| Table {
            caption: words::seeds_caption(self.counts),
            columns: std::iter::once(panels::LAYER_COLUMN.to_owned())
                .chain(columns)
                .collect(),
            rows: (0..self.gradient.len()).map(row).collect(),
        })
    }
}

fn three(ribbon: Ribbon) -> [f64; 3] {
    [ribbon.low, ribbon.median, ribbon.high]
}

/// Gradients over those at the loss; a network whose loss has none says nothing of them.
fn relative(ensemble: &Ensemble, place: usize) -> Option<Ribbon> {
    let lengths = ensemble.members().filter_map(|member| {
        let start = member.gradient.last().filter(|start| start.is_finite())?;
        Some(member.gradient.get(place)? - start)
    });
    Ribbon::of(lengths)
}

fn sentences(
    ensemble: &Ensemble,
    (wanted, limit): (usize, Limit),
    (gradient, has_directions): (&RibbonLine, bool),
) -> Vec<String> {
    let count = ensemble.len();
    let mut sentences = Vec::new();
    if limit == Limit::Nothing {
        return vec![words::SEEDS_TOO_DEAR.into()];
    }
    let Some(three) = gradient.first().filter(|_| count > 0) else {
        return vec![words::seeds_begin(wanted)];
    };
    let [low, median, high] = three.map(|log10| Value::from_log10(log10).digits(2));
    let times = [&low as &dyn std::fmt::Display, &median, &high];
    sentences.push(words::seeds(count, wanted, times));
    sentences.push(words::seeds_dead(ensemble.dead(), count));
    if limit == Limit::Gradients && has_directions {
        sentences.push(words::SEEDS_GRADIENTS_ONLY.into());
    }
    sentences
}
