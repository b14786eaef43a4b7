//! The strip in words.

use std::rc::Rc;

use super::{Scaled, Strip, StripColumn, figures};
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
            return match self.is_too_large {
                true => words::TOO_LARGE.into(),
                false => words::EMPTY.into(),
            };
        };
        let (least, most) = self.range.limits();
        let end = |column: &StripColumn| words::end(&column.reading(&self.name(column.gain)));
        let mut sentences = vec![
            words::columns(&self.name(least), &self.name(most)),
            end(first),
            end(last),
        ];
        if let Some(gains) = self.survival() {
            let is_anywhere = self.survivors().next().is_some();
            sentences.insert(1, words::valley(is_anywhere.then_some(&gains)));
        }
        if self.is_older {
            sentences.push(words::OLDER.into());
        }
        sentences.join(words::SPACE)
    }

    /// The gains at which the gradient survives, "0.91–1.10", or the factors, "× 0.91–1.10"; `None` as long as
    /// columns are to come.
    pub fn survival(&self) -> Option<String> {
        let gains = (self.is_whole && !self.is_older).then(|| self.surviving())?;
        let is_list = self.scaled == Scaled::Gain || self.survivors().next().is_none();
        Some(if is_list {
            gains
        } else {
            words::times_list(&gains)
        })
    }

    /// From where to where a stretch of columns reaches: to the end of the strip if it has its last column.
    pub fn ends(&self, columns: &[Rc<StripColumn>]) -> (f64, f64) {
        let (least, most) = self.range.limits();
        let gain = |column: Option<&Rc<StripColumn>>| column.map_or(f64::NAN, |one| one.gain);
        let or = |end: f64, outermost: f64, limit: f64| match end == outermost {
            true => limit,
            false => end,
        };
        let outermost = (gain(self.columns.first()), gain(self.columns.last()));
        (
            or(gain(columns.first()), outermost.0, least),
            or(gain(columns.last()), outermost.1, most),
        )
    }

    /// The stretches of neighbouring columns in which the gradient survives.
    pub fn survivors(&self) -> impl Iterator<Item = &[Rc<StripColumn>]> {
        self.columns
            .chunk_by(|one, next| one.survives() == next.survives())
            .filter(|columns| columns.iter().any(|column| column.survives()))
    }

    /// Their gains.
    fn surviving(&self) -> String {
        let stretch = |(from, to)| match (figures(from), figures(to)) {
            (from, to) if from == to => from,
            (from, to) => words::stretch(&from, &to),
        };
        let all: Vec<_> = self.survivors().map(|columns| self.ends(columns)).collect();
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
