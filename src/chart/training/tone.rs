//! The colours of the map.

use crate::chart::heat::{heat, on_ground};
use crate::chart::palette::Palette;
use crate::chart::theme::Color;
use crate::scene::{Quantity, Training, Value};

/// A colour of the palette.
type Tone = fn(&Palette) -> Color;

/// Updates: decades from 10^-3, the colour there, and its opacity. Grey is what works in practice, within a factor of ten.
/// Blue is full where a layer begins to stand still, and goes out where f64 can no longer hold the change; orange is full
/// where a layer is thrown about.
const UPDATES: [(f64, Tone, f64); 8] = [
    (-13.0, |palette| palette.below, 0.14),
    (-9.0, |palette| palette.below, 0.38),
    (-6.0, |palette| palette.below, 0.66),
    (-3.0, |palette| palette.below, 1.0),
    (-1.0, |palette| palette.flat, 1.0),
    (1.0, |palette| palette.flat, 1.0),
    (2.0, |palette| palette.above, 1.0),
    (3.0, |palette| palette.hot, 1.0),
];

/// The colour of so many decades from what is grey, on the ground.
pub fn training_color(palette: &Palette, quantity: Quantity, decades: f64) -> Color {
    match quantity {
        Quantity::Update => update(palette, decades),
        Quantity::WeightGradient | Quantity::OutputGradient => on_ground(palette, decades, 1.0),
    }
}

fn update(palette: &Palette, decades: f64) -> Color {
    let at = |stop: &(f64, Tone, f64)| stop.1(palette).over(palette.ground, stop.2);
    let next = UPDATES.partition_point(|stop| stop.0 < decades);
    match (
        next.checked_sub(1).map(|last| &UPDATES[last]),
        UPDATES.get(next),
    ) {
        (Some(from), Some(to)) => {
            let share = (decades - from.0) / (to.0 - from.0);
            at(to).over(at(from), share)
        }
        (Some(only), None) | (None, Some(only)) => at(only),
        (None, None) => heat(palette, decades).0,
    }
}

/// The colour of the cell of a column and a row.
pub(super) fn of(palette: &Palette, training: &Training, (column, row): (usize, usize)) -> Color {
    cell(
        palette,
        training.quantity,
        training.columns[column].cell(row),
    )
}

/// The colour of a cell; what has no length lies on a paler ground.
fn cell(palette: &Palette, quantity: Quantity, value: Value) -> Color {
    match value.log10() {
        Some(decades) => training_color(palette, quantity, decades),
        None if matches!(value, Value::Pending | Value::Dear) => unknown(palette),
        None => palette.faint,
    }
}

/// Where nothing is known yet.
pub(super) fn unknown(palette: &Palette) -> Color {
    palette.faint.over(palette.ground, 0.5)
}
