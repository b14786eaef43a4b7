//! The loss and the accuracy over time.

use super::column::value;
use crate::scene::value::Value;
use crate::study::training::History;

/// A smooth curve takes the mean over so many columns to each side, as a share of all columns.
const SMOOTH: usize = 40;

/// A number of each kept step, as a share of the height of its plot.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingCurve {
    /// Step and value; an accuracy is its share.
    pub points: Vec<(u64, Value)>,
    /// The bottom and the top of the plot: log10 of a loss, 0 and 1 of an accuracy.
    pub range: (f64, f64),
    /// Step and height, 0..=1 from the bottom to the top, as they are.
    pub heights: Vec<(u64, f64)>,
    /// The same, each the mean of its neighbourhood: batches differ.
    pub smooth: Vec<(u64, f64)>,
}

impl TrainingCurve {
    fn of(points: Vec<(u64, Value)>, range: (f64, f64), height: impl Fn(Value) -> f64) -> Self {
        let heights = points.iter().map(|(step, value)| (*step, height(*value)));
        let heights: Vec<(u64, f64)> = heights.filter(|(_, height)| height.is_finite()).collect();
        Self {
            points,
            range,
            smooth: smooth(&heights),
            heights,
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

    /// The powers of ten in the range, as log10.
    pub fn decades(&self) -> impl Iterator<Item = f64> + use<> {
        let (low, high) = self.range;
        let next = move |decade: &f64| Some(decade + 1.0).filter(|decade| *decade <= high);
        std::iter::successors(Some(low), next)
    }
}

/// The loss on a logarithmic scale of whole decades, at least one. A loss of 0 lies at the bottom.
pub(super) fn losses(history: &History) -> TrainingCurve {
    let points = history
        .columns()
        .map(|column| (column.step, value(column.loss)));
    let points: Vec<(u64, Value)> = points.collect();
    let logs = || points.iter().filter_map(|(_, value)| value.log10());
    let high = logs().fold(f64::NEG_INFINITY, f64::max).ceil();
    let high = if high.is_finite() { high } else { 0.0 };
    let low = logs().fold(f64::INFINITY, f64::min).floor().min(high - 1.0);
    let height = |value: Value| match value {
        Value::Zero => 0.0,
        value => value
            .log10()
            .map_or(f64::NAN, |log10| (log10 - low) / (high - low)),
    };
    TrainingCurve::of(points.clone(), (low, high), height)
}

/// The share of right answers, 0 at the bottom and 1 at the top.
pub(super) fn accuracies(history: &History) -> Option<TrainingCurve> {
    let shares = history
        .columns()
        .map(|column| Some((column.step, value(column.accuracy?))));
    let points: Vec<(u64, Value)> = shares.collect::<Option<_>>()?;
    let is_there = !points.is_empty();
    is_there.then(|| TrainingCurve::of(points, (0.0, 1.0), Value::to_f64))
}

/// The mean over as many columns to both sides as there are on each of them, at most a share of all: both ends stay.
fn smooth(heights: &[(u64, f64)]) -> Vec<(u64, f64)> {
    let most = heights.len() / SMOOTH;
    let mean = |at: usize| {
        let half = most.min(at).min(heights.len() - 1 - at);
        let near = &heights[at - half..=at + half];
        #[expect(clippy::cast_precision_loss, reason = "at most some hundreds")]
        let count = near.len() as f64;
        near.iter().map(|(_, height)| height).sum::<f64>() / count
    };
    let steps = heights.iter().enumerate();
    steps.map(|(at, (step, _))| (*step, mean(at))).collect()
}
