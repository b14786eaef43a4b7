//! Inside one layer: its factors entry by entry.

mod entry;
mod matrix;
mod signed;
pub mod words;

pub use entry::entry;
pub use matrix::{MapId, MatrixMap};
pub use signed::Signed;

use super::{Table, known};
use crate::analysis::LayerDetail;
use crate::network::IS_WHOLE;
use crate::words::{blocks, inspector as texts};

/// The numbers of the pictures of a layer: its units, sigma1 and sigma2, then w^T and J row by row.
pub fn tables(detail: &LayerDetail) -> Vec<Table> {
    let (units, inputs) = (detail.units(), detail.inputs());
    let plane = &detail.plane;
    let unit = |i: usize, k: usize| {
        let columns = [&detail.pre_activations, &detail.outputs, &detail.slopes];
        let number = columns.get(k).and_then(|list| list.get(i));
        number.map_or(String::new(), |x| Signed::from(*x).to_string())
    };
    vec![
        table(texts::UNITS, &texts::UNIT_COLUMNS, (units, 3), &unit),
        table(texts::PLANE, &texts::PLANE_COLUMNS, (2, 1), &|i, _| {
            known(plane.values[i], plane.is_resolved[i]).to_string()
        }),
        table(texts::WEIGHTS, &[texts::ROW], (units, inputs), &|i, k| {
            Signed::from(detail.weight(i, k)).short(3)
        }),
        table(entries(detail), &[texts::ROW], (units, inputs), &|i, k| {
            Signed::from(detail.jacobian(i, k)).short(3)
        }),
    ]
}

/// What the entries of J are.
fn entries(detail: &LayerDetail) -> &'static str {
    match IS_WHOLE && !detail.block().is_plain() {
        true => blocks::ENTRIES,
        false => texts::ENTRIES,
    }
}

/// Numbered rows, with these heads; further columns are numbered too.
fn table(
    caption: &str,
    heads: &[&str],
    (rows, columns): (usize, usize),
    cell: &dyn Fn(usize, usize) -> String,
) -> Table {
    let head = |k: usize| {
        heads
            .get(k)
            .map_or_else(|| k.to_string(), |head| (*head).into())
    };
    let mut table = Table {
        caption: caption.into(),
        columns: (0..=columns).map(head).collect(),
        rows: Vec::new(),
    };
    for i in 0..rows {
        let mut row = vec![(i + 1).to_string()];
        row.extend((0..columns).map(|k| cell(i, k)));
        table.rows.push(row);
    }
    table
}
