//! What the layers do: learn, stand still, or worse.

use crate::study::training::{History, HistoryColumn};
use crate::words::learning as words;

/// Below this an update leaves the weights as they are.
const STILL: f64 = 1e-6;
/// From here on it leaves little of them.
const THROWN: f64 = 0.1;
/// The last columns of so many equal parts decide.
const PARTS: usize = 4;
/// A loss from this share of a guess's on is no better than the guess: batches differ by some per cent.
const GUESSED: f64 = 0.95;

/// 2^-511, the square root of the least normal number: a product of two numbers that is 0 has one below it, unless one of
/// them is 0 itself.
const TINY: f64 = 1.491_668_146_240_041_3e-154;

/// What a layer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pace {
    /// Its weights change by 10^-6 to 0.1 of their norm per step.
    Learns,
    /// By less than 10^-6.
    Still,
    /// By 0.1 or more, or they were all 0.
    Thrown,
    /// dL/dw is exactly 0, and not because its numbers are too small for 64 bits.
    Dead,
    /// No step has been taken yet.
    Unknown,
}

impl Pace {
    /// Those that are said, in this order.
    pub(super) const SAID: [Self; 4] = [Self::Learns, Self::Still, Self::Thrown, Self::Dead];
}

/// Neighbouring layers that do the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The first and the last layer.
    pub layers: (usize, usize),
    /// What they do.
    pub pace: Pace,
    /// The same in a word or two: "stand still".
    pub label: String,
}

/// The columns that decide what is said at a step.
pub(super) struct Shown<'a> {
    /// The step; `None` before there is any.
    pub cursor: Option<u64>,
    /// The first column of all.
    pub first: Option<&'a HistoryColumn>,
    /// The last one up to the step.
    pub now: Option<&'a HistoryColumn>,
    /// The last one up to the step whose step was taken.
    pub taken: Option<&'a HistoryColumn>,
    /// What each layer does, by the steps that were taken; by what was looked at if there are none.
    pub paces: Vec<Pace>,
    /// The median of ||update|| / ||w|| of each layer over the same steps; `None` if it is not known.
    pub changes: Vec<Option<f64>>,
    /// The median of the loss.
    pub loss: Option<f64>,
    /// Whether all of them have come to rest after at least one had learned.
    pub has_learned: bool,
    /// The loss of an answer that does not look at its input, if the median of the loss is about that or worse: the
    /// weights may change, but nothing has been learned.
    pub guess: Option<f64>,
    /// log10 of ||dL/dz^(0)|| over ||dL/dz^(K)||, the median of the same columns as the loss; that of the last of them if
    /// it is of another kind. Infinite if one of them is 0, `None` if it is not known or both are.
    pub decades: Option<f64>,
    /// Whether gradients of 0 may be numbers that are too small for 64 bits.
    pub is_beyond: bool,
}

impl<'a> Shown<'a> {
    pub(super) fn of(history: &'a History, cursor: Option<u64>) -> Self {
        let columns = history.columns();
        let columns: Vec<_> = columns
            .filter(|column| Some(column.step) <= cursor)
            .collect();
        let window = last_part(&columns);
        let steps = columns.iter().copied().filter(|column| column.is_step);
        let steps: Vec<_> = steps.collect();
        let deciding = if steps.is_empty() {
            window
        } else {
            last_part(&steps)
        };
        let layers = 0..history.depth();
        let has_learned = || {
            let ratios = columns
                .iter()
                .flat_map(|column| column.update_ratios.iter().flatten());
            ratios.into_iter().any(|ratio| *ratio >= STILL)
        };
        let mut decades: Vec<f64> = window.iter().filter_map(|column| decades(column)).collect();
        let mut losses: Vec<f64> = window.iter().map(|column| column.loss).collect();
        let changes: Vec<_> = layers.map(|at| change(deciding, at)).collect();
        let paces = changes.iter().enumerate();
        let loss = median(&mut losses);
        let is_guess =
            |guess: &f64| *guess > 0.0 && loss.is_some_and(|loss| loss >= GUESSED * guess);
        Self {
            cursor,
            first: columns.first().copied(),
            now: columns.last().copied(),
            taken: steps.last().copied(),
            paces: paces
                .map(|(at, change)| pace(deciding, at, *change))
                .collect(),
            changes,
            loss,
            has_learned: has_learned(),
            guess: history.guess().filter(is_guess),
            decades: of_a_kind(
                median(&mut decades),
                columns.last().and_then(|now| self::decades(now)),
            ),
            is_beyond: window.iter().any(|column| is_beyond(column)),
        }
    }

    /// Neighbouring layers that do the same, together.
    pub(super) fn bands(&self) -> Vec<Band> {
        let mut first = 1;
        let runs = self.paces.chunk_by(|a, b| a == b).map(|run| {
            let layers = (first, first + run.len() - 1);
            first += run.len();
            Band {
                layers,
                pace: run[0],
                label: self.label(run[0], run.len()).into(),
            }
        });
        runs.collect()
    }

    /// What so many layers do.
    pub(super) fn word(&self, pace: Pace, count: usize) -> &'static str {
        match pace {
            Pace::Learns if self.guess.is_some() => words::change_only(count),
            Pace::Learns => words::learn(count),
            Pace::Still => words::stand_still(count),
            Pace::Thrown => words::are_thrown(count),
            Pace::Dead => words::are_dead(count),
            Pace::Unknown => words::NOT_YET,
        }
    }

    /// The same without a verb if that says as much.
    fn label(&self, pace: Pace, count: usize) -> &'static str {
        match pace {
            Pace::Thrown => words::THROWN,
            Pace::Dead => words::DEAD,
            other => self.word(other, count),
        }
    }

    /// Whether all layers do the same, and what.
    pub(super) fn only(&self) -> Option<Pace> {
        let first = *self.paces.first()?;
        self.paces
            .iter()
            .all(|pace| *pace == first)
            .then_some(first)
    }
}

/// The columns that decide.
fn last_part<'a, 'b>(columns: &'b [&'a HistoryColumn]) -> &'b [&'a HistoryColumn] {
    &columns[columns.len() - columns.len().div_ceil(PARTS)..]
}

/// The median of ||update|| / ||w|| of a layer, counted from 0, in these columns.
fn change(window: &[&HistoryColumn], at: usize) -> Option<f64> {
    let ratios = window
        .iter()
        .filter_map(|column| *column.update_ratios.get(at)?);
    median(&mut ratios.collect::<Vec<f64>>())
}

/// What a layer, counted from 0, that changes so much does in these columns.
fn pace(window: &[&HistoryColumn], at: usize, change: Option<f64>) -> Pace {
    let gradients = window
        .iter()
        .filter_map(|column| column.weight_gradients.get(at));
    let is_dead = window
        .iter()
        .all(|column| column.weight_gradients.get(at) == Some(&0.0) && !is_beyond(column));
    if is_dead && gradients.count() > 0 {
        return Pace::Dead;
    }
    let is_taken = window.iter().any(|column| column.is_step);
    match change {
        None if !is_taken => Pace::Unknown,
        // From 0 any change is a large one.
        None => Pace::Thrown,
        Some(ratio) if ratio < STILL => Pace::Still,
        Some(ratio) if ratio < THROWN => Pace::Learns,
        Some(_) => Pace::Thrown,
    }
}

/// Whether the gradient on its way back is so small somewhere that a product with it may be 0 in 64 bits: a gradient of 0
/// is no sign of dead neurons then.
fn is_beyond(column: &HistoryColumn) -> bool {
    let mut lengths = column.output_gradients.iter();
    lengths.any(|length| *length > 0.0 && *length < TINY)
}

/// What the gradient does on its way back, in decades.
fn decades(column: &HistoryColumn) -> Option<f64> {
    let (input, loss) = (
        column.output_gradients.first()?,
        column.output_gradients.last()?,
    );
    Some(libm::log10(*input) - libm::log10(*loss)).filter(|decades| !decades.is_nan())
}

/// The median of some columns, or what the last of them has if that is of another kind: 0, finite, infinite, none at all.
fn of_a_kind(median: Option<f64>, last: Option<f64>) -> Option<f64> {
    let kind = |decades: f64| match decades.is_infinite() {
        true => decades.signum(),
        false => 0.0,
    };
    if median.map(kind) == last.map(kind) {
        median
    } else {
        last
    }
}

/// The middle one, or the lower one of both.
fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len().checked_sub(1)? / 2).copied()
}
