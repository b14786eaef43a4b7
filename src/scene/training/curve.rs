//! The loss and the accuracy over time.

use super::column::value;
use crate::scene::value::Value;
use crate::study::training::History;

/// A smooth curve looks at so many columns to each side, as a share of all columns.
const SMOOTH: usize = 40;

/// A number of each kept step, as a share of the height of its plot.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingCurve {
    /// Step and value; an accuracy is its share.
    pub points: Vec<(u64, Value)>,
    /// The bottom and the top of the plot: log10 of a loss, 0 and 1 of an accuracy.
    pub range: (f64, f64),
    /// Step and height, 0..=1 from the bottom to the top; what lies beyond is brought to the edge.
    pub heights: Vec<(u64, f64)>,
    /// The same, each the median of its neighbourhood, which is always in the range: batches differ.
    pub smooth: Vec<(u64, f64)>,
}

impl TrainingCurve {
    /// With the height of a value; in a range that is made from the heights of the smooth curve.
    fn of(
        points: Vec<(u64, Value)>,
        height: impl Fn(Value) -> f64,
        range: impl Fn(&[(u64, f64)]) -> (f64, f64),
    ) -> Self {
        let heights = points.iter().map(|(step, value)| (*step, height(*value)));
        let heights: Vec<(u64, f64)> = heights.filter(|(_, height)| !height.is_nan()).collect();
        let smooth = smooth(&heights);
        let (low, high) = range(&smooth);
        let share =
            |(step, height): &(u64, f64)| (*step, ((height - low) / (high - low)).clamp(0.0, 1.0));
        Self {
            points,
            range: (low, high),
            heights: heights.iter().map(share).collect(),
            smooth: smooth.iter().map(share).collect(),
        }
    }

    /// The value of the last column that is not later than a step.
    pub fn at(&self, step: u64) -> Option<Value> {
        let after = self.points.partition_point(|point| point.0 <= step);
        Some(self.points.get(after.checked_sub(1)?)?.1)
    }

    /// The smooth height there.
    pub fn height(&self, step: u64) -> Option<f64> {
        let after = self.smooth.partition_point(|point| point.0 <= step);
        Some(self.smooth.get(after.checked_sub(1)?)?.1)
    }

    /// The height of a value whose log10 is this; `None` if it is not in the range.
    pub fn level(&self, log10: f64) -> Option<f64> {
        let (low, high) = self.range;
        let is_there = (low..=high).contains(&log10);
        is_there.then(|| (log10 - low) / (high - low))
    }

    /// The powers of ten in the range, as log10.
    pub fn decades(&self) -> impl Iterator<Item = f64> + use<> {
        let (low, high) = self.range;
        let next = move |decade: &f64| Some(decade + 1.0).filter(|decade| *decade <= high);
        std::iter::successors(Some(low), next)
    }
}

/// The loss on a logarithmic scale of whole decades, at least one. A loss of 0 lies at the bottom.
pub(super) fn losses(history: &History) -> TrainingCurve {
    losses_by(history, decades)
}

/// The same in a range.
pub(super) fn losses_within(history: &History, range: (f64, f64)) -> TrainingCurve {
    losses_by(history, |_| range)
}

fn losses_by(history: &History, range: impl Fn(&[(u64, f64)]) -> (f64, f64)) -> TrainingCurve {
    let points = history
        .columns()
        .map(|column| (column.step, value(column.loss)));
    let height = |value: Value| match value {
        Value::Zero => f64::NEG_INFINITY,
        value => value.log10().unwrap_or(f64::NAN),
    };
    TrainingCurve::of(points.collect(), height, range)
}

/// From one whole decade to another.
fn decades(smooth: &[(u64, f64)]) -> (f64, f64) {
    let finite = || {
        smooth
            .iter()
            .map(|point| point.1)
            .filter(|log10| log10.is_finite())
    };
    let high = finite().fold(f64::NEG_INFINITY, f64::max).ceil();
    let high = if high.is_finite() { high } else { 0.0 };
    let low = finite().fold(f64::INFINITY, f64::min).floor();
    (low.min(high - 1.0), high)
}

/// The share of right answers, 0 at the bottom and 1 at the top.
pub(super) fn accuracies(history: &History) -> Option<TrainingCurve> {
    let shares = history
        .columns()
        .map(|column| Some((column.step, value(column.accuracy?))));
    let points: Vec<(u64, Value)> = shares.collect::<Option<_>>()?;
    let is_there = !points.is_empty();
    is_there.then(|| TrainingCurve::of(points, Value::to_f64, |_| (0.0, 1.0)))
}

/// The median of as many columns to both sides as there are on each of them, at most a share of all: both ends stay.
fn smooth(heights: &[(u64, f64)]) -> Vec<(u64, f64)> {
    let most = heights.len() / SMOOTH;
    let median = |at: usize| {
        let half = most.min(at).min(heights.len() - 1 - at);
        let near = heights[at - half..=at + half].iter();
        let mut near: Vec<f64> = near.map(|point| point.1).collect();
        near.sort_by(f64::total_cmp);
        near[half]
    };
    let steps = heights.iter().enumerate();
    steps.map(|(at, (step, _))| (*step, median(at))).collect()
}
