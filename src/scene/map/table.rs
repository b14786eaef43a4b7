//! The numbers of a map.

use super::MapField;
use crate::scene::table::Table;
use crate::words::map as words;

/// So many columns lie between two rows.
const EVERY: usize = 4;
/// The depths that have a column.
const DEPTHS: [usize; 6] = [5, 10, 20, 40, 60, 100];

impl MapField {
    /// Some of the columns as rows: the gradient at some depths over that at the loss, how deep it survives, 6 xi and chi.
    pub fn table(&self) -> Table {
        let depths: Vec<usize> = DEPTHS
            .into_iter()
            .filter(|depth| *depth <= self.depth)
            .collect();
        let heads = depths.iter().map(|depth| words::at(*depth));
        let columns = std::iter::once(self.scale.name().to_owned())
            .chain(heads)
            .chain(words::HEADS.map(str::to_owned))
            .collect();
        let row = |column: usize| {
            let value = self.scale.text(self.scale.values[column]);
            let cells = depths.iter().map(|depth| match self.known[column] {
                true => self.cell(column, *depth).to_string(),
                false => words::NONE.into(),
            });
            let depth = match self.known[column] {
                true => self.survives_to(column).to_string(),
                false => words::NONE.into(),
            };
            let lines = self.lines.as_ref();
            let of = |list: &[f64]| list.get(column).copied().unwrap_or(f64::NAN);
            let [reach, chi] = [
                lines.map(|lines| of(&lines.reach)),
                lines.map(|lines| of(&lines.chi)),
            ];
            let reach = match reach {
                Some(reach) if reach.is_finite() => format!("{reach:.1}"),
                Some(reach) if reach.is_infinite() => words::WITHOUT_END.into(),
                _ => words::NONE.into(),
            };
            let chi = match chi {
                Some(chi) if chi.is_finite() => format!("{chi:.3}"),
                _ => words::NONE.into(),
            };
            std::iter::once(value)
                .chain(cells)
                .chain([depth, reach, chi])
                .collect()
        };
        Table {
            caption: words::caption(&self.name, self.networks.1),
            columns,
            rows: (0..self.scale.values.len())
                .step_by(EVERY)
                .map(row)
                .collect(),
        }
    }
}
