//! The fan: how long the gradient is at every place, and what becomes of every direction on its way
//! back from the loss. The input is at the left, the output at the right; the scale is logarithmic.

#[cfg_attr(not(feature = "whole"), path = "fan/beside_nothing.rs")]
mod beside;
mod dear;
mod disc;
mod frame;
mod level;
mod said;
mod stack;
mod strand;
mod table;

pub use crate::settings::{Chip, Chips};
pub use beside::Beside;
#[cfg(feature = "whole")]
pub(super) use beside::why;
#[cfg(feature = "whole")]
pub use beside::{FormatLine, FormatLines, Limit, RibbonLine, SeedLines, TheoryLines, layers_text};

pub use disc::Disc;
pub use frame::FanFrame;
pub use stack::Stack;
pub use strand::{Cut, End, Strand, Strands};

use super::plain::PlainSpectra;
use super::value::{ROUNDING, Value};
use super::{bound as bounds, source};
use crate::analysis::Analysis;
use crate::words::{compare, fan as words};

/// The picture in data units. Places are 0..=K, 0 being the input; lengths are log10 of a length that is 1
/// at the loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Fan {
    /// K.
    pub depth: usize,
    /// H_K: how many directions there are at the loss.
    pub directions: usize,
    /// What is shown.
    pub chips: Chips,
    /// How many decades there are above and below 1.
    pub frame: FanFrame,
    /// ||dL/dy*||, as log10: what the lengths of the gradient are multiples of.
    pub start: f64,
    /// ||dL/dz^(h)|| over ||dL/dy*||, 0..=K.
    pub gradient: Vec<Value>,
    /// What becomes of the directions; `None` while no spectrum of the chain is known.
    pub strands: Option<Strands>,
    /// What plain f64 and plain f32 would make of them; `None` where that is not wanted or not known.
    pub plain: Option<[Strands; 2]>,
    /// What stands beside the measurement.
    pub beside: Beside,
    /// Why the bound is above the truth, and why the gradients of the weights look level while the gradient
    /// does not, in a sentence each.
    reasons: [Option<String>; 2],
    /// Why there are no directions, and what is known instead, where they are too dear.
    dear: Option<String>,
    /// Whether the directions are those of the settings before.
    pub are_older: bool,
    /// The direction that the reader follows, 0 being the longest.
    pub followed: Option<usize>,
    /// The product of ||diag|| ||w|| from the loss to each place, 0..=K; empty while it is pending.
    pub bound: Vec<Value>,
    /// ||dL/dw^(j)|| as two stacked columns, j = 1..=K; empty while they are pending.
    pub stacks: Vec<Stack>,
    /// What becomes of a circle of loss gradients, 0..=K; empty while it is not known.
    pub discs: Vec<Disc>,
    /// The numbers at each place in one line, 0..=K, for a pointer or a status line.
    pub readings: Vec<String>,
    /// The angle of dL/dy* from the direction that survives best, in radians.
    pub angle: f64,
    /// Whether it may be turned.
    pub can_turn: bool,
    /// The place that the lens magnifies, 0..=K.
    pub selected: usize,
}

impl Fan {
    /// The fan of an analysis, its lens at a place.
    pub fn of(analysis: &Analysis, selected: usize, chips: Chips) -> Self {
        let lens = analysis.lens.as_deref();
        let depth = analysis.layers.len();
        let (start, gradient) = gradient(analysis);
        let strands = Strands::of(analysis);
        let bound = bound(analysis);
        let stacks = stack::stacks(analysis);
        let mut fan = Self {
            depth,
            directions: analysis.widths.last().copied().unwrap_or(0),
            chips,
            frame: FanFrame::default(),
            discs: lens.map_or_else(Vec::new, disc::discs),
            angle: lens.map_or(0.0, |lens| lens.start.1),
            readings: said::readings(analysis),
            start,
            gradient,
            strands,
            plain: None,
            beside: Beside::default(),
            reasons: [bounds::gap(analysis), level::trap(analysis)],
            are_older: false,
            followed: None,
            dear: dear::sentence(analysis),
            bound,
            stacks,
            can_turn: true,
            selected: selected.min(depth),
        };
        fan.frame = fan.wanted();
        fan
    }

    /// Adds what plain arithmetic makes of the directions.
    pub fn lay_over(&mut self, plain: &PlainSpectra) {
        let strands = [&plain.double, &plain.single].map(|spectra| {
            let mut chain = spectra.clone();
            chain.push(vec![Value::Finite(0.0); self.directions]);
            Strands::along(&chain)
        });
        self.plain = Some(strands);
    }

    /// Keeps the directions of an older fan with as many layers, as long as this one has none.
    pub fn keep_strands(&mut self, older: Self) {
        if older.depth == self.depth && self.strands.is_none() && self.dear.is_none() {
            self.strands = older.strands;
            self.discs = older.discs;
            self.angle = older.angle;
            self.are_older = true;
            self.frame = self.wanted();
        }
    }

    /// Adds the numbers of a pinned network with as many layers to those at each place.
    pub fn read_beside(&mut self, pinned: &Self) {
        for (reading, other) in self.readings.iter_mut().zip(&pinned.readings) {
            if let Some((_, numbers)) = other.split_once(':') {
                reading.push_str(&compare::reading(numbers.trim_start()));
            }
        }
    }

    /// Whether the loss gradients of one length are a circle: of a single output there are two.
    pub fn has_circle(&self) -> bool {
        let disc = self.discs.get(self.depth);
        disc.is_some_and(|disc| disc.roundness() > 0.5)
    }

    /// The degrees of the source turned by so many more, -180 to 180; `None` if it cannot be turned. `turn`: how far
    /// it has been turned already, which may not be drawn yet; otherwise it is where it is drawn.
    pub fn turned(&self, turn: Option<f64>, by: f64) -> Option<f64> {
        let degrees = turn.unwrap_or(self.angle.to_degrees()) + by;
        let whole_turns = (degrees / 360.0).round();
        let is_possible = self.can_turn && self.has_circle();
        is_possible.then(|| (degrees - 360.0 * whole_turns).round())
    }

    /// The frame of what is shown.
    fn wanted(&self) -> FanFrame {
        let has_zeros = self.chips.gradient && self.gradient.contains(&Value::Zero);
        FanFrame::around(self.reach()).with_zeros(has_zeros)
    }

    /// Every length that decides the frame, as log10.
    fn reach(&self) -> impl Iterator<Item = f64> + '_ {
        let largest = self.strands.iter().flat_map(Strands::largest);
        let bound = self.bound.iter().filter(|_| self.chips.bound);
        let bound = bound.filter_map(|value| value.log10());
        let stacks = self.stacks.iter().filter(|_| self.chips.weights);
        let stacks = stacks.flat_map(Stack::ends);
        let gradient = self.gradient.iter().filter_map(|value| value.log10());
        let beside = self.beside.reach();
        gradient
            .chain(largest)
            .chain(bound)
            .chain(stacks)
            .chain(beside)
    }

    /// Whether lengths are multiples of one that is not 1: ||dL/dy*||, beyond rounding.
    pub fn has_unit(&self) -> bool {
        self.start.abs() > ROUNDING
    }

    /// By what each layer multiplies the gradient on its way back, 1..=K; `None` where that is not a number.
    pub fn factors(&self) -> Vec<Option<f64>> {
        let pairs = self.gradient.windows(2);
        pairs
            .map(|pair| Some(pair[0].resolved_log10()? - pair[1].resolved_log10()?))
            .collect()
    }

    /// What the picture cannot show, in sentences: directions that go on below the frame, and those that are
    /// exactly zero at the input.
    pub fn remarks(&self) -> Vec<String> {
        if let Some(dear) = &self.dear {
            return vec![dear.clone()];
        }
        let Some(strands) = self.strands.as_ref().filter(|_| self.chips.directions) else {
            return Vec::new();
        };
        let count = strands.count;
        let below = strands.below(self.frame);
        let below = below.map(|(hidden, lowest)| words::below(hidden, count, &lowest.digits(2)));
        let cut = strands.cut_at_the_input();
        let cut = (cut > 0).then(|| words::cut_off(cut, count));
        below.into_iter().chain(cut).collect()
    }

    /// What is behind the parts that are shown beside the gradient, in sentences.
    pub fn explanations(&self) -> impl Iterator<Item = &String> {
        let [gap, level] = &self.reasons;
        let gap = gap.iter().filter(|_| self.chips.bound);
        let level = level.iter().filter(|_| self.chips.weights);
        gap.chain(level).chain(self.beside.sentences())
    }

    /// How far the bound is above the truth at the input, in decades; `None` while one is not known.
    pub fn gap(&self) -> Option<f64> {
        let truth = self
            .strands
            .as_ref()?
            .norm_at_the_input()?
            .resolved_log10()?;
        Some(self.bound.first()?.resolved_log10()? - truth)
    }
}

/// ||dL/dy*||, as log10, and ||dL/dz^(h)|| over it; where it is no number, the lengths themselves.
fn gradient(analysis: &Analysis) -> (f64, Vec<Value>) {
    let lengths = source::gradients(analysis);
    let start = lengths.last().copied().and_then(Value::resolved_log10);
    let start = start.unwrap_or(0.0);
    let over = lengths.into_iter().map(|length| length.over(start));
    (start, over.collect())
}

/// The product of the norms from the loss to each place.
fn bound(analysis: &Analysis) -> Vec<Value> {
    let is_pending = |layer: &crate::analysis::LayerReport| layer.is_pending();
    if analysis.layers.iter().any(is_pending) {
        return Vec::new();
    }
    let bounds = analysis
        .chain
        .iter()
        .map(|suffix| Value::from(suffix.bound).down_by(suffix.slack[0]));
    bounds.chain([Value::Finite(0.0)]).collect()
}
