//! The cells.

use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::cells::{self, OVERLAP};
use crate::chart::count::float;
use crate::chart::heat::on_ground;
use crate::chart::palette::Palette;
use crate::chart::theme::Color;
use crate::scene::{MapField, Value};

/// Draws all columns, and hatches what is exactly zero and what is not finite.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, field: &MapField) {
    let palette = brush.palette;
    brush.fill(plan.map, color(palette, Value::Pending), 1.0);
    for (column, values) in field.columns.iter().enumerate() {
        let left = plan.edge(column);
        let right = (plan.edge(column + 1) + OVERLAP).min(plan.map.2);
        let color = |row: usize| color(palette, values[row]);
        cells::runs(values.len(), color, |from, next, shown| {
            let (top, bottom) = (plan.y(float(next)), plan.y(float(from)));
            let top = (top - OVERLAP).max(plan.map.1);
            brush.fill((left, top, right, bottom), shown, 1.0);
        });
    }
    let has = |wanted: Value| field.columns.iter().any(|list| list.contains(&wanted));
    cells::hatched(brush, plan.map, has, |(across, down): At| {
        let column = field.columns.get(field.scale.column_at(across))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a row"
        )]
        let row = ((1.0 - down).max(0.0) * float(plan.depth)) as usize;
        column.get(row).copied()
    });
    brush.round_corners(plan.map);
}

/// The colour of a cell; what has no length lies on a paler ground.
pub(super) fn color(palette: &Palette, value: Value) -> Color {
    match value.log10() {
        Some(decades) => on_ground(palette, decades, 1.0),
        None if value.is_open() && value != Value::NotFinite => {
            palette.faint.over(palette.ground, 0.5)
        }
        None => palette.faint,
    }
}
