//! A training in words: one cell, and the text alternative.

use super::{Quantity, Training, TrainingColumn};
use crate::scene::value::Value;
use crate::words::learning as words;

impl Training {
    /// What is at a row, counted from 0, and a step: "layer 7, step 1,240: one step changes ‖w‖ by 3.2 × 10⁻⁹".
    pub fn reading(&self, row: usize, step: u64) -> String {
        if let Some(ended) = self.ended.filter(|ended| step >= ended.step) {
            return words::cell(
                &self.place(row),
                &words::number(ended.step),
                &super::line::not_finite(ended),
            );
        }
        let Some(column) = self.column(step) else {
            return words::cell(&self.place(row), &words::number(step), words::NOT_YET);
        };
        let step = words::number(column.step);
        words::cell(&self.place(row), &step, &self.what(column, row))
    }

    /// What a row is.
    fn place(&self, row: usize) -> String {
        self.quantity.place(row)
    }

    /// What is at a row of a column.
    fn what(&self, column: &TrainingColumn, row: usize) -> String {
        let value = column.values.get(row).copied().unwrap_or(Value::Pending);
        match (self.quantity, value) {
            (Quantity::Update, Value::Pending) if column.is_step => words::FROM_ZEROS.into(),
            (Quantity::Update, Value::Pending) => words::NOT_TAKEN.into(),
            (Quantity::Update, value) => words::change(&value),
            (quantity, value) => words::equals(quantity.symbol(), &value),
        }
    }

    /// The numbers at the step that is shown: "step 1,240", and "batch loss 0.013 · 98 % of it right"; where they are those of the column before it
    /// "batch loss 0.013 · 98 % of it right (step 1,232)".
    pub fn label(&self) -> Option<(String, String)> {
        let step = self.cursor?;
        let mut numbers = self.numbers(step);
        let own = self.told_step(step);
        if own != step && !numbers.is_empty() {
            numbers = words::of_step(&numbers, &words::number(own));
        }
        Some((words::step(&words::number(step)), numbers))
    }

    /// The step whose numbers stand for a step: that of its column, or itself where the training has ended.
    pub(super) fn told_step(&self, step: u64) -> u64 {
        let column = self.column(step).filter(|_| !self.is_over(step));
        column.map_or(step, |column| column.step)
    }

    /// What is known of a step: "batch loss 0.013 · 98 % of it right".
    pub(super) fn numbers(&self, step: u64) -> String {
        let loss = self.loss.at(step).filter(|_| !self.is_over(step));
        let loss = loss.map(|loss| words::loss_of(&loss.digits(3)));
        let right = self.accuracy.as_ref().filter(|_| loss.is_some());
        let right = right.and_then(|curve| curve.at(step));
        let right = right.map(|share| words::right_of_it(super::line::percent(share.to_f64())));
        let parts: Vec<String> = match self.ended.filter(|_| self.is_over(step)) {
            Some(ended) => vec![super::line::not_finite(ended)],
            None => loss.into_iter().chain(right).collect(),
        };
        parts.join(words::DOT)
    }

    /// The last column up to a step that has what is shown: a step that was only looked at changes nothing.
    fn known_column(&self, step: u64) -> Option<&TrainingColumn> {
        let has_it = |column: &TrainingColumn| column.is_step || self.quantity != Quantity::Update;
        let mut columns = self.columns.iter().rev();
        columns.find(|column| column.step <= step && has_it(column))
    }

    /// Whether the training has ended at or before this step.
    fn is_over(&self, step: u64) -> bool {
        self.ended.is_some_and(|ended| step >= ended.step)
    }

    /// The text alternative: the headline, what the map is, and its first and last row.
    pub fn description(&self) -> String {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return [words::EMPTY_MAP, &self.line.text()].join(words::SPACE);
        };
        let [from, to] = [first.step, last.step].map(words::number);
        let mut sentences = vec![words::map(self.depth, &from, &to), self.line.text()];
        let shown = self.cursor.and_then(|step| self.known_column(step));
        if let Some(column) = shown {
            let row = |row: usize| words::there(&self.place(row), &self.what(column, row));
            let ends = [row(0), row(self.rows().saturating_sub(1))];
            let step = words::number(column.step);
            sentences.push(words::from_to(&step, ends.each_ref().map(String::as_str)));
        }
        sentences.extend(self.chain_reading());
        sentences.join(words::SPACE)
    }
}

impl Quantity {
    /// As in formulas.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Update => "‖Δw‖ / ‖w‖",
            Self::WeightGradient => "‖∂L/∂w‖",
            Self::OutputGradient => "‖∂L/∂z‖",
        }
    }

    /// What a row of the map is, counted from 0.
    pub(super) fn place(self, row: usize) -> String {
        match (self, row) {
            (Self::OutputGradient, 0) => words::INPUT.into(),
            (Self::OutputGradient, layer) => words::after_layer(layer),
            (_, row) => words::layer(row + 1),
        }
    }
}
