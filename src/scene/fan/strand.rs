//! What becomes of every direction: one strand for each singular value of P^(h).

use super::FanFrame;
use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::value::Value;

/// Up to this many strands are drawn one by one; of more, only the first, the last and these parts of them.
const MOST: usize = 40;
/// Where the bands between strands lie: parts of the directions that are still there.
const QUANTILES: [f64; 7] = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0];

/// All directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Strands {
    /// How many there are at y*: H_K.
    pub count: usize,
    /// All of them, largest first; or the quantiles of many, largest first.
    pub drawn: Vec<Strand>,
    /// Whether `drawn` are quantiles, between which bands are filled.
    pub are_bands: bool,
    /// Where directions end for good.
    pub cuts: Vec<Cut>,
    /// The singular values at the input, descending; empty while they are pending.
    at_the_input: Vec<Value>,
}

/// One singular value at every place, from the output back.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    /// Place, log10 of the value, and whether it is resolved; places descending from K.
    pub points: Vec<(usize, f64, bool)>,
    /// How it ends.
    pub end: End,
}

/// How a strand ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It reaches the input.
    Input,
    /// The layer after its last point makes it exactly zero.
    Cut,
    /// What comes next is not computed yet, or is not a number.
    Unknown,
}

/// Directions that a layer makes exactly zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// 1..=K.
    pub layer: usize,
    /// How many.
    pub count: usize,
}

impl Strands {
    /// The directions of an analysis; `None` while nothing of its chain is known.
    pub(super) fn of(analysis: &Analysis) -> Option<Self> {
        let chain = source::chain(analysis);
        let last = analysis.layers.len().checked_sub(1)?;
        let is_known = !matches!(chain[last].first(), Some(Value::Pending | Value::Dear));
        is_known.then(|| Self::along(&chain))
    }

    /// The directions of a chain: the singular values at every place, 0..=K, descending.
    pub(super) fn along(chain: &[Vec<Value>]) -> Self {
        let count = chain.last().map_or(0, Vec::len);
        let are_bands = count > MOST;
        let quantiles = QUANTILES.iter();
        Self {
            count,
            drawn: match are_bands {
                true => quantiles
                    .map(|part| strand(chain, |values| quantile(values, *part)))
                    .collect(),
                false => (0..count)
                    .map(|i| strand(chain, |values| value(values, i)))
                    .collect(),
            },
            are_bands,
            cuts: cuts(chain),
            at_the_input: at_the_input(chain),
        }
    }

    /// The largest singular value at every place, as log10.
    pub(super) fn largest(&self) -> impl Iterator<Item = f64> + '_ {
        let first = self.drawn.iter().take(1);
        first.flat_map(|strand| strand.points.iter().map(|point| point.1))
    }

    /// ||P^(0)||; `None` while it is pending.
    pub(super) fn norm_at_the_input(&self) -> Option<Value> {
        self.at_the_input.first().copied()
    }

    /// The largest singular value at the input, and the smallest that is not zero if there is another; `None`
    /// while they are pending or not numbers.
    pub(super) fn ends(&self) -> (Option<Value>, Option<Value>) {
        let is_number = |value: &&Value| value.log10().is_some();
        let mut there = self.at_the_input.iter().filter(is_number).copied();
        let first = there.next();
        (first, there.next_back())
    }

    /// The smallest singular value at the input that is not zero, and its place among them.
    pub(super) fn last(&self) -> Option<(usize, Value)> {
        let is_number = |value: &Value| value.log10().is_some();
        let place = self.at_the_input.iter().rposition(is_number)?;
        Some((place, self.at_the_input[place]))
    }

    /// The singular value at the input at a place; all are the same where they are no numbers.
    pub(super) fn at(&self, place: usize) -> Value {
        value(&self.at_the_input, place)
    }

    /// How many directions lie below the frame at the input, and the smallest of them that is not zero.
    pub(super) fn below(&self, frame: FanFrame) -> Option<(usize, Value)> {
        let is_below = |value: &&Value| value.log10().is_some_and(|x| x < -frame.below);
        let hidden = self.at_the_input.iter().filter(is_below);
        let lowest = hidden.clone().next_back().copied()?;
        Some((hidden.count(), lowest))
    }

    /// How many directions are exactly zero at the input.
    pub(super) fn cut_at_the_input(&self) -> usize {
        let zeros = self.at_the_input.iter().filter(|v| **v == Value::Zero);
        match self.at_the_input.is_empty() {
            true => 0,
            // A narrow layer has fewer values than there are directions.
            false => zeros.count() + (self.count - self.at_the_input.len()),
        }
    }
}

fn at_the_input(chain: &[Vec<Value>]) -> Vec<Value> {
    let values = chain.first().cloned().unwrap_or_default();
    match values.first() {
        Some(Value::Pending | Value::Dear) => Vec::new(),
        _ => values,
    }
}

/// Value i of a spectrum: past its end there is an exact zero, since a narrow layer lets fewer directions
/// through.
fn value(values: &[Value], i: usize) -> Value {
    match values.first() {
        Some(unknown @ (Value::Pending | Value::Dear | Value::NotFinite)) => *unknown,
        _ => values.get(i).copied().unwrap_or(Value::Zero),
    }
}

/// The value at this part of those that are not zero, 0 being the largest.
fn quantile(values: &[Value], part: f64) -> Value {
    let is_there = |value: &&Value| **value != Value::Zero;
    let there: Vec<Value> = values.iter().filter(is_there).copied().collect();
    let Some(last) = there.len().checked_sub(1) else {
        return Value::Zero;
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a short list"
    )]
    let at = (part * last as f64).round() as usize;
    there[at]
}

/// What one choice of each spectrum is from the output back, as far as it goes.
fn strand(chain: &[Vec<Value>], choose: impl Fn(&[Value]) -> Value) -> Strand {
    let mut points = Vec::with_capacity(chain.len());
    for (h, values) in chain.iter().enumerate().rev() {
        let value = choose(values);
        let Some(log10) = value.log10() else {
            let end = match value {
                Value::Zero => End::Cut,
                _ => End::Unknown,
            };
            return Strand { points, end };
        };
        points.push((h, log10, !value.is_unresolved()));
    }
    Strand {
        points,
        end: End::Input,
    }
}

/// Where directions end: by how many the number of values that are not zero falls from place j to j - 1.
fn cuts(chain: &[Vec<Value>]) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut left = chain.last().map_or(0, Vec::len);
    for (h, values) in chain.iter().enumerate().rev() {
        let is_number = |value: &Value| !value.is_open();
        if !values.iter().all(is_number) {
            break;
        }
        let there = values.iter().filter(|value| **value != Value::Zero).count();
        if there < left {
            cuts.push(Cut {
                layer: h + 1,
                count: left - there,
            });
            left = there;
        }
    }
    cuts
}
