//! Draws a panel on any plotters backend: canvas, SVG, or a recorder.
//!
//! All coordinates are pixels of the backend. On a canvas these are backing-store pixels, so every
//! length of the [`Theme`] is multiplied by the device pixel ratio. Text is never measured by a
//! backend (on the web that would put elements into the page); widths are estimated instead.

mod apart;
mod axes;
mod brush;
mod curve;
mod dash;
mod disc;
mod easel;
mod edge;
mod fan;
mod frame;
mod heat;
mod ink;
mod label;
mod labels;
mod marker;
mod matrix;
mod palette;
mod round;
mod sheet;
mod spline;
mod strip;
mod style;
mod swatch;
mod tag;
mod theme;

pub use apart::{ApartInverse, ApartPart, apart_height, draw_apart};
pub use fan::{FanInverse, FanLook, Veil, draw_fan, draw_small};
pub use frame::Inverse;
pub use heat::heat;
pub use matrix::{Grid, draw_matrix, ink_on, level_color};
pub use palette::Palette;
pub use sheet::Sheet;
pub use spline::{Spline, Window};
pub use strip::{StripInverse, StripLook, draw_strip};
pub use swatch::swatch;
pub use theme::{Color, Theme};

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

use crate::scene::{Marks, Panel, Series};
use easel::Easel;
use frame::Frame;
use ink::Ink;
use style::Style;

/// Why a picture could not be drawn: an error of the backend.
pub type DrawingError<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// Draws a whole panel over whatever the area showed before.
///
/// Nothing is kept: drawing again draws everything. The result maps a pixel back to its layer and
/// value.
///
/// # Errors
/// What the backend reports.
pub fn draw<DB: DrawingBackend>(
    panel: &Panel,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<Inverse, DrawingError<DB>> {
    let frame = Frame::of(panel, area.dim_in_pixel(), theme);
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, theme);
    axes::draw(&ink, &frame, panel);
    if let Some(ghost) = &panel.ghost {
        let frame = frame.with_depth(ghost.x);
        marks(&ink, &frame, &ghost.series, true);
    }
    marks(&ink, &frame, &panel.series, false);
    let taken = edge::draw(&ink, &frame, panel);
    label::draw(&ink, &frame, panel, taken);
    easel.end(frame.inverse())
}

/// Draws the marks of all series.
fn marks(ink: &Ink<'_>, frame: &Frame, all: &[Series], is_ghost: bool) {
    for series in all {
        let color = ink.theme.color(series.role);
        let style = Style { color, is_ghost };
        match &series.marks {
            Marks::Curve(curve) => curve::draw(ink, frame, curve, style),
            Marks::Fan(curves) => curve::draw_fan(ink, frame, curves, style),
            // The row of tags belongs to the current network.
            Marks::Tags(_) if is_ghost => {}
            Marks::Tags(tags) => tag::draw(ink, frame, (series.name, tags), color),
        }
    }
}
