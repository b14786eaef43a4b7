//! What the first steps of a training come to, in the numbers that a reader can be asked to predict.

use super::Pace;
use super::column::value;
use super::pace::Shown;
use crate::scene::value::Value;
use crate::study::training::{History, NonFinite};

/// The first steps of a training of K layers. "At the end" is the last quarter of the columns, or of those of steps
/// that were taken where it is about what a step does, as in everything that is said of a training.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstSteps {
    /// How many they are.
    pub steps: u64,
    /// What the layers do at the end, from layer 1 on.
    pub paces: Vec<Pace>,
    /// ||update|| / ||w|| of the layers at the end, medians; pending where no step has changed weights that were there.
    pub changes: Vec<Value>,
    /// The loss on the first batch, and the median at the end; pending before any step.
    pub losses: [Value; 2],
    /// What ended the training, if anything did.
    pub ended: Option<NonFinite>,
}

impl FirstSteps {
    /// Those that a history is of; `steps` is how many they are.
    pub fn of(history: &History, steps: u64) -> Self {
        let shown = Shown::of(history, history.last_step());
        let first = shown.first.map(|column| value(column.loss));
        let last = shown.loss.map(value);
        Self {
            steps,
            changes: shown
                .changes
                .iter()
                .map(|change| change.map_or(Value::Pending, value))
                .collect(),
            losses: [first, last].map(|loss| loss.unwrap_or(Value::Pending)),
            paces: shown.paces,
            ended: history.ended(),
        }
    }
}
