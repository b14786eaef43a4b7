//! The chain of Jacobians over a training: its largest, its middle and its last resolved singular value.

use super::Training;
use crate::analysis::Spectrum;
use crate::network::Extended;
use crate::scene::table::Table;
use crate::scene::value::Value;
use crate::words::learning::{NOTHING, number};
use crate::words::training_chain as words;

/// One line over the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChainLine {
    /// sigma_1.
    Largest,
    /// sigma_m with m = ceil(n / 2): of two in the middle the larger one.
    Median,
    /// The smallest one that is resolved and not zero.
    Last,
}

impl ChainLine {
    /// All of them, from the top.
    pub const ALL: [Self; 3] = [Self::Largest, Self::Median, Self::Last];

    /// What it is called beside its end.
    pub fn name(self) -> &'static str {
        match self {
            Self::Largest => words::LARGEST,
            Self::Median => words::MEDIAN,
            Self::Last => words::LAST,
        }
    }

    /// The same where there is little room.
    pub fn short_name(self) -> &'static str {
        words::SHORT[self as usize]
    }
}

/// The singular values of the chain P^(0), from the input to y*, at one step: n = min(H_0, H_K) of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChainPoint {
    /// How many updates came before it.
    pub step: u64,
    /// n.
    pub count: usize,
    /// How many are not exactly zero.
    pub rank: usize,
    /// How many are resolved, the largest ones. Those from here to `rank` are not.
    pub resolved: usize,
    /// sigma_1.
    pub largest: Value,
    /// See [`ChainLine::Median`].
    pub median: Value,
    /// See [`ChainLine::Last`]; sigma_1 where none is resolved.
    pub last: Value,
}

impl ChainPoint {
    /// Of the spectrum of P^(0); not finite if it has no values.
    pub fn of(step: u64, chain: &Spectrum) -> Self {
        let count = chain.values.len();
        let at = |index: usize| {
            let number = chain.values.get(index).copied().unwrap_or(Extended::NAN);
            match index < chain.resolved || !number.is_finite() {
                true => Value::from(number),
                false if index < chain.rank => Value::unresolved(number),
                false => Value::Zero,
            }
        };
        Self {
            step,
            count,
            rank: chain.rank,
            resolved: chain.resolved,
            largest: at(0),
            median: at(middle(count)),
            last: at(chain.resolved.saturating_sub(1)),
        }
    }

    /// The value on a line.
    pub fn value(&self, line: ChainLine) -> Value {
        match line {
            ChainLine::Largest => self.largest,
            ChainLine::Median => self.median,
            ChainLine::Last => self.last,
        }
    }

    /// How many are exactly zero.
    pub fn zeros(&self) -> usize {
        self.count - self.rank
    }

    /// Whether it is known to be a number.
    pub fn is_finite(&self) -> bool {
        self.largest != Value::NotFinite
    }

    /// "σ₁₂".
    fn symbol(&self, line: ChainLine) -> String {
        words::sigma(match line {
            ChainLine::Largest => 1,
            ChainLine::Median => middle(self.count) + 1,
            ChainLine::Last => self.resolved,
        })
    }

    /// The lines that differ: of one value there is one, of two there are two; none if it is not finite.
    fn lines(&self) -> Vec<ChainLine> {
        let differs = |line: &ChainLine| match line {
            ChainLine::Largest => self.is_finite(),
            ChainLine::Median => self.is_finite() && self.count > 2,
            ChainLine::Last => self.count > 1 && self.resolved > 0,
        };
        ChainLine::ALL.into_iter().filter(differs).collect()
    }

    /// "σ₁ 0.012", "median σ₈ 1.2 × 10⁻⁵", ...
    fn parts(&self) -> Vec<String> {
        let part = |line: ChainLine| {
            let symbol = self.symbol(line);
            let name = match line {
                ChainLine::Largest => symbol,
                line => words::named(line.name(), &symbol),
            };
            words::named(&name, &self.value(line).to_string())
        };
        self.lines().into_iter().map(part).collect()
    }

    /// All that is known, in one sentence.
    pub fn said(&self) -> String {
        let mut parts = self.parts();
        if !self.is_finite() {
            parts.push(Value::NotFinite.to_string());
        } else if self.rank > self.resolved {
            parts.push(words::unresolved(self.rank - self.resolved, self.count));
        }
        if self.zeros() > 0 {
            parts.push(words::zeros(self.zeros(), self.count));
        }
        words::at_step(&number(self.step), &parts)
    }

    fn row(&self) -> Vec<String> {
        let lines = self.lines();
        let cell = |line: ChainLine| match lines.contains(&line) {
            true => self.value(line).to_string(),
            false if line == ChainLine::Largest => self.largest.to_string(),
            false => NOTHING.into(),
        };
        let [largest, median, last] = ChainLine::ALL.map(cell);
        let counts = [self.resolved, self.rank - self.resolved, self.zeros()];
        let known = counts.map(|count| match self.is_finite() {
            true => count.to_string(),
            false => NOTHING.into(),
        });
        let numbers = [number(self.step), largest, median, last];
        numbers.into_iter().chain(known).collect()
    }
}

/// The index of the value in the middle of so many.
fn middle(count: usize) -> usize {
    count.saturating_sub(1) / 2
}

/// The lines as far as they are known.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainLines {
    /// Steps ascending, equally spaced once all are known.
    pub points: Vec<ChainPoint>,
    /// That of the step that is shown, once it is known.
    pub shown: Option<ChainPoint>,
    /// The bottom and the top of the plot, log10: whole decades.
    pub range: (f64, f64),
}

impl ChainLines {
    /// Of points with ascending steps, and the one of the step that is shown.
    pub fn of(points: Vec<ChainPoint>, shown: Option<ChainPoint>) -> Self {
        let all = || points.iter().chain(&shown);
        let values = || all().flat_map(|point| ChainLine::ALL.map(|line| point.value(line)));
        let decades = || values().filter_map(Value::resolved_log10);
        let high = decades().fold(f64::NEG_INFINITY, f64::max).ceil();
        let high = if high.is_finite() { high } else { 0.0 };
        let low = decades().fold(f64::INFINITY, f64::min).floor();
        Self {
            range: (low.min(high - 1.0), high),
            points,
            shown,
        }
    }

    /// The height of a value in the plot, 0..=1; `None` if it is not resolved, zero, or not finite.
    pub fn height(&self, value: Value) -> Option<f64> {
        let (low, high) = self.range;
        let share = (value.resolved_log10()? - low) / (high - low);
        Some(share.clamp(0.0, 1.0))
    }

    /// A line as stretches without a gap, each of steps and heights.
    pub fn stretches(&self, line: ChainLine) -> Vec<Vec<(u64, f64)>> {
        let height = |point: &ChainPoint| {
            let is_drawn = point.lines().contains(&line);
            self.height(point.value(line)).filter(|_| is_drawn)
        };
        let gaps = self.points.split(|point| height(point).is_none());
        let stretch = |points: &[ChainPoint]| -> Vec<(u64, f64)> {
            let heights = points
                .iter()
                .filter_map(|point| Some((point.step, height(point)?)));
            heights.collect()
        };
        gaps.map(stretch).filter(|one| !one.is_empty()).collect()
    }

    /// The lines of the plot.
    pub fn lines(&self) -> Vec<ChainLine> {
        let has = |line: &ChainLine| self.points.iter().any(|point| point.lines().contains(line));
        ChainLine::ALL.into_iter().filter(has).collect()
    }

    /// The powers of ten in the range, as log10.
    pub fn decades(&self) -> impl Iterator<Item = f64> + use<> {
        let (low, high) = self.range;
        let next = move |decade: &f64| Some(decade + 1.0).filter(|decade| *decade <= high);
        std::iter::successors(Some(low), next)
    }

    /// The last point that is not later than a step.
    pub fn at(&self, step: u64) -> Option<&ChainPoint> {
        let shown = self.shown.as_ref().filter(|shown| shown.step == step);
        let after = self.points.partition_point(|point| point.step <= step);
        shown.or_else(|| self.points.get(after.checked_sub(1)?))
    }

    /// All points, steps ascending.
    fn all(&self) -> Vec<&ChainPoint> {
        let is_between = |shown: &&ChainPoint| !self.points.contains(shown);
        let mut all: Vec<&ChainPoint> = self.points.iter().collect();
        all.extend(self.shown.iter().filter(is_between));
        all.sort_by_key(|point| point.step);
        all
    }
}

/// What is known of the chain of a training.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum TrainingChain {
    /// Nothing, and nothing is wanted.
    #[default]
    Absent,
    /// Spectra of this network are too dear to follow them through a training.
    Dear,
    /// Lines, which may be empty still.
    Lines(ChainLines),
}

impl TrainingChain {
    /// The lines, if there are any.
    pub fn lines(&self) -> Option<&ChainLines> {
        match self {
            Self::Lines(lines) => Some(lines),
            Self::Absent | Self::Dear => None,
        }
    }
}

impl Training {
    /// With the chain over the same steps.
    pub fn with_chain(self, chain: TrainingChain) -> Self {
        Self { chain, ..self }
    }

    /// The chain at the step that is shown, in a sentence; why there is none, if it is too dear.
    pub fn chain_reading(&self) -> Option<String> {
        let lines = match &self.chain {
            TrainingChain::Absent => return None,
            TrainingChain::Dear => return Some(words::TOO_DEAR.into()),
            TrainingChain::Lines(lines) => lines,
        };
        let step = self.cursor?;
        let shown = lines.at(step).filter(|point| point.step == step);
        Some(match shown {
            Some(point) => point.said(),
            None => words::not_yet(&number(step)),
        })
    }

    /// What is below a pointer on the lines: the last point up to there.
    pub fn chain_at(&self, step: u64) -> Option<String> {
        Some(self.chain.lines()?.at(step)?.said())
    }

    /// The numbers at the step that is shown: "σ₁ 0.012 · median σ₈ 1.2 × 10⁻⁵".
    pub fn chain_label(&self) -> Option<String> {
        let shown = self.chain.lines()?.shown.as_ref()?;
        Some(shown.parts().join(crate::words::learning::DOT)).filter(|label| !label.is_empty())
    }

    /// The numbers of the lines; `None` if there are none.
    pub fn chain_table(&self) -> Option<Table> {
        let all = self.chain.lines()?.all();
        (!all.is_empty()).then(|| Table {
            caption: self.chain_reading().unwrap_or_default(),
            columns: words::COLUMNS.map(Into::into).to_vec(),
            rows: all.into_iter().map(ChainPoint::row).collect(),
        })
    }
}
