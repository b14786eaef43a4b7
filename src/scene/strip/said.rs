//! The strip in words.

use std::rc::Rc;

use super::{Strip, StripColumn, figures};
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
            words::valley(&self.surviving()),
            end(first),
            end(last),
        ];
        if self.is_older {
            sentences.push(words::OLDER.into());
        }
        sentences.join(words::SPACE)
    }

    /// The gains at which the gradient survives, "0.91–1.10"; `None` while no column is known.
    pub fn survival(&self) -> Option<String> {
        (!self.columns.is_empty()).then(|| self.surviving())
    }

    /// The stretches of neighbouring columns in which the gradient survives.
    pub fn survivors(&self) -> impl Iterator<Item = &[Rc<StripColumn>]> {
        self.columns
            .chunk_by(|one, next| one.survives() == next.survives())
            .filter(|columns| columns.iter().any(|column| column.survives()))
    }

    /// Their gains.
    fn surviving(&self) -> String {
        let ends = |columns: &[Rc<StripColumn>]| {
            let gain = |column: Option<&Rc<StripColumn>>| column.map_or(f64::NAN, |one| one.gain);
            (gain(columns.first()), gain(columns.last()))
        };
        let stretch = |(from, to)| match (figures(from), figures(to)) {
            (from, to) if from == to => from,
            (from, to) => words::stretch(&from, &to),
        };
        let all: Vec<_> = self.survivors().map(ends).collect();
        match (all.first(), all.last()) {
            (Some((from, _)), Some((_, to))) if all.len() > LISTED => {
                words::with_gaps(&stretch((*from, *to)))
            }
            (None, _) => words::NOWHERE.into(),
            _ => {
                let list: Vec<_> = all.into_iter().map(stretch).collect();
                list.join(words::LIST)
            }
        }
    }
}

/// So many stretches are listed.
const LISTED: usize = 2;
