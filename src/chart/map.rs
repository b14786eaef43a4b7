//! Draws the map on any plotters backend: a heat map of one setting and the depth, the lines of theory over it, and the
//! network on the page as a dot.

mod axes;
mod field;
mod over;
mod plan;

pub use plan::MapInverse;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::brush::Brush;
use super::easel::Easel;
use super::ink::Ink;
use super::labels::Labels;
use super::theme::Theme;
use crate::scene::{MapField, MapPicture};
use plan::Plan;

/// Draws a map over whatever the area showed before: [`draw_field`], and over it [`draw_over_field`].
///
/// A text that would lie over another or be cut off is left out. The result maps a pixel back to a column and a depth.
///
/// # Errors
/// What the backend reports.
pub fn draw_map<DB: DrawingBackend>(
    map: &MapPicture,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<MapInverse, DrawingError<DB>> {
    draw_field(&map.field, area, theme)?;
    draw_over_field(map, area, theme)
}

/// Draws the cells over whatever the area showed before; another place of the network changes nothing of them.
///
/// # Errors
/// What the backend reports.
pub fn draw_field<DB: DrawingBackend>(
    field: &MapField,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<MapInverse, DrawingError<DB>> {
    on(area, (field, theme), |ink, plan| {
        ink.clear();
        field::draw(&Brush::of(ink), plan, field);
    })
}

/// Draws axes, scale, the lines of theory and the dot over the cells.
///
/// # Errors
/// What the backend reports.
pub fn draw_over_field<DB: DrawingBackend>(
    map: &MapPicture,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<MapInverse, DrawingError<DB>> {
    on(area, (&map.field, theme), |ink, plan| {
        let brush = Brush::of(ink);
        let labels = Labels::on((plan.width, plan.height));
        over::draw(&brush, plan, (map, &labels));
        axes::draw(&brush, plan, (map, &labels));
        labels.draw(&brush);
    })
}

/// Draws a part of the picture over what is there.
fn on<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    (field, theme): (&MapField, &Theme),
    draw: impl FnOnce(&Ink<'_>, &Plan),
) -> Result<MapInverse, DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::over(&easel, theme);
    let ratio = theme.ratio;
    let (width, height) = ink.size;
    let size = (f64::from(width) / ratio, f64::from(height) / ratio);
    let plan = Plan::of(field, size);
    draw(&ink, &plan);
    easel.end(MapInverse { plan, ratio })
}
