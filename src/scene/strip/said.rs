//! The strip in words.

use std::rc::Rc;

use super::{Strip, StripColumn};
use crate::words::strip as words;

impl Strip {
    /// What the column at a gain shows: "gain 0.50: vanishing, 1.2 × 10⁻¹⁸ at the input".
    pub fn reading(&self, gain: f64) -> String {
        match self.column(gain) {
            Some(column) => column.reading(&self.name(column.gain)),
            None => words::column_without(&self.name(gain), words::NOT_YET),
        }
    }

    /// The handle in words: "gain 1.00: vanishing". The column there may be of a gain nearby, so that its length
    /// is not that of the network on the page.
    pub fn at_handle(&self) -> String {
        let column = self.column(self.handle);
        let state = column.map_or(words::NOT_YET, StripColumn::word);
        words::column_without(&self.label(), state)
    }

    /// The text alternative: what the columns are, where the gradient survives, and what it does at both ends.
    pub fn description(&self) -> String {
        let (Some(first), Some(last)) = (self.columns.first(), self.columns.last()) else {
            return words::EMPTY.into();
        };
        let (least, most) = self.range.limits();
        let end = |column: &StripColumn| words::end(&column.reading(&self.name(column.gain)));
        let mut sentences = vec![
            words::columns(&self.name(least), &self.name(most)),
            self.valley(),
            end(first),
            end(last),
        ];
        if self.is_older {
            sentences.push(words::OLDER.into());
        }
        sentences.join(words::SPACE)
    }

    /// Where the gradient survives.
    fn valley(&self) -> String {
        let survivors: Vec<&[Rc<StripColumn>]> = self
            .columns
            .chunk_by(|one, next| one.survives() == next.survives())
            .filter(|columns| columns.iter().any(|column| column.survives()))
            .collect();
        let (Some(first), Some(last)) = (survivors.first(), survivors.last()) else {
            return words::NOWHERE.into();
        };
        let text = match survivors.len() {
            1 => self.stretch(first),
            2 => words::and(&self.stretch(first), &self.stretch(last)),
            count => {
                let end = last.last().map_or(f64::NAN, |column| column.gain);
                words::interrupted(&self.stretch(first), count - 1, &self.name(end))
            }
        };
        words::valley(&text)
    }

    /// Neighbouring columns in words.
    fn stretch(&self, columns: &[Rc<StripColumn>]) -> String {
        let is = |one: Option<&Rc<StripColumn>>, other: Option<&Rc<StripColumn>>| {
            one.map(|column| column.gain) == other.map(|column| column.gain)
        };
        let starts = is(columns.first(), self.columns.first());
        let ends = is(columns.last(), self.columns.last());
        let name = |column: Option<&Rc<StripColumn>>| {
            column.map_or_else(String::new, |column| self.name(column.gain))
        };
        let (from, to) = (name(columns.first()), name(columns.last()));
        match (starts, ends) {
            (true, true) => words::EVERYWHERE.into(),
            (true, false) => words::at_most(&to),
            (false, true) => words::at_least(&from),
            (false, false) if columns.len() == 1 => words::near(&from),
            (false, false) => words::between(&from, &to),
        }
    }
}
