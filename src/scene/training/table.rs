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
    /// for each layer; the losses are in the caption. What a step changes is that of the last one that was taken, if the
    /// one that is shown was only looked at. No columns of numbers before there is a step.
    pub fn table(history: &History, look: TrainingLook) -> Table {
        let training = Self::of(history, look);
        let shown = Shown::of(history, training.cursor);
        let all: Vec<(Quantity, &HistoryColumn)> = Quantity::ALL
            .into_iter()
            .flat_map(|quantity| ends(&shown, quantity).map(move |column| (quantity, column)))
            .collect();
        let heads = all.iter().map(|(quantity, column)| {
            words::at_step(quantity.symbol(), &words::number(column.step))
        });
        let caption = match (shown.first, shown.now) {
            (Some(first), Some(now)) => words::caption(
                &words::number(first.step),
                &words::number(now.step),
                &training.line.detail,
            ),
            _ => training.line.text(),
        };
        let mut columns = vec![words::LAYER.to_owned()];
        columns.extend(heads);
        columns.push(words::DOES.into());
        Table {
            caption,
            columns,
            rows: (0..=history.depth())
                .map(|layer| row(&shown, &all, layer))
                .collect(),
        }
    }
}

/// The first column of all, and the last one up to the step that is shown that has the quantity.
fn ends<'a>(
    shown: &Shown<'a>,
    quantity: Quantity,
) -> impl Iterator<Item = &'a HistoryColumn> + use<'a> {
    let last = match quantity {
        Quantity::Update => shown.taken.or(shown.now),
        _ => shown.now,
    };
    shown.first.into_iter().chain(last)
}

/// The row of a layer, 0 being the input.
fn row(shown: &Shown<'_>, all: &[(Quantity, &HistoryColumn)], layer: usize) -> Vec<String> {
    let cells = all.iter().map(|(quantity, column)| {
        let at = layer.checked_sub(quantity.first_row());
        let value = at.and_then(|at| values(column, *quantity).get(at).copied());
        match value {
            None | Some(Value::Pending) => words::NOTHING.into(),
            Some(value) => value.to_string(),
        }
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
