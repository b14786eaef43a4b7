//! Draws one layer, taken apart, on any plotters backend.

mod captions;
mod circle;
mod inverse;
mod plan;
mod units;

pub use inverse::{ApartInverse, ApartPart};
pub use plan::apart_height;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::brush::{At, Brush};
use super::easel::{Easel, Strokes as _};
use super::ink::{Ink, Pen};
use super::labels::Labels;
use super::theme::Theme;
use crate::scene::Apart;
use captions::Captions;
use plan::Plan;

/// Draws a layer over whatever the area showed before.
///
/// Below a width of 700 CSS pixels the four parts stand in two rows, and the way through them is that of a U.
/// Lengths are rounded to backend pixels. A text that would lie over another or be cut off is left out. The
/// result maps a pixel back to what is there.
///
/// # Errors
/// What the backend reports.
pub fn draw_apart<DB: DrawingBackend>(
    apart: &Apart,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<ApartInverse, DrawingError<DB>> {
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, theme);
    let ratio = theme.ratio;
    let (width, height) = easel.size();
    let size = (f64::from(width) / ratio, f64::from(height) / ratio);
    let brush = Brush::of(&ink);
    let captions = Captions::of(apart, (brush.palette, size.0));
    let plan = Plan::of(size, captions.heights());
    let labels = Labels::on(size);
    for (circle, field) in plan.fields.iter().enumerate() {
        circle::draw(&brush, *field, (apart, circle, &labels));
    }
    let dots = units::draw(&brush, &plan, (apart, &labels));
    for arrow in plan.arrows() {
        way(&brush, arrow);
    }
    captions.put(&plan, &labels);
    labels.draw(&brush);
    easel.end(ApartInverse { plan, dots, ratio })
}

/// An arrow with an open head from one part to the next.
fn way(brush: &Brush<'_>, [from, to]: [At; 2]) {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y);
    if length < 1.0 {
        return;
    }
    let (x, y) = (x / length, y / length);
    let head = (length * 0.5).min(9.0);
    let corner = |side: f64| {
        (
            to.0 - head * (x + y * side * 0.67),
            to.1 - head * (y - x * side * 0.67),
        )
    };
    let pen = Pen::solid(brush.palette.ink, 2.0);
    brush.path(&[from, to], pen);
    brush.path(&[corner(-1.0), to, corner(1.0)], pen);
}
