//! The numbers of a training.

use super::column::values;
use super::pace::Shown;
use super::{Quantity, Training, TrainingLook};
use crate::scene::table::Table;
use crate::scene::value::Value;
use crate::study::training::{History, HistoryColumn};
use crate::words::learning as words;

impl Training {
    /// The three quantities of every layer at the first step and at the one that is shown: a row for the input, and one
    /// for each layer; the losses are in the caption. No columns of numbers before there is a step.
    pub fn table(history: &History, look: TrainingLook) -> Table {
        let training = Self::of(history, look);
        let shown = Shown::of(history, training.cursor);
        let ends: Vec<&HistoryColumn> = shown.first.into_iter().chain(shown.now).collect();
        let steps: Vec<String> = ends
            .iter()
            .map(|column| words::number(column.step))
            .collect();
        let heads = Quantity::ALL.iter().flat_map(|quantity| {
            steps
                .iter()
                .map(|step| words::at_step(quantity.symbol(), step))
        });
        let caption = match &steps[..] {
            [first, now] => words::caption(first, now, &training.line.detail),
            _ => training.line.text(),
        };
        let mut columns = vec![words::LAYER.to_owned()];
        columns.extend(heads);
        columns.push(words::DOES.into());
        Table {
            caption,
            columns,
            rows: (0..=history.depth())
                .map(|layer| row(&shown, &ends, layer))
                .collect(),
        }
    }
}

/// The row of a layer, 0 being the input.
fn row(shown: &Shown<'_>, ends: &[&HistoryColumn], layer: usize) -> Vec<String> {
    let cells = Quantity::ALL.iter().flat_map(|quantity| {
        ends.iter().map(|column| {
            let at = layer.checked_sub(quantity.first_row());
            let value = at.and_then(|at| values(column, *quantity).get(at).copied());
            match value {
                None | Some(Value::Pending) => words::NOTHING.into(),
                Some(value) => value.to_string(),
            }
        })
    });
    let (head, does) = match layer.checked_sub(1) {
        None => (words::INPUT.into(), words::NOTHING),
        Some(at) => (layer.to_string(), shown.word(shown.paces[at], 1)),
    };
    let mut row = vec![head];
    row.extend(cells);
    row.push(does.into());
    row
}
