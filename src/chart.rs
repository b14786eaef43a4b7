//! Draws a panel on any plotters backend: canvas, SVG, or a recorder.
//!
//! All coordinates are pixels of the backend. On a canvas these are backing-store pixels, so every
//! length of the [`Theme`] is multiplied by the device pixel ratio. Text is never measured by a
//! backend (on the web that would put elements into the page); widths are estimated instead.

mod activation;
mod axes;
mod column;
mod curve;
mod dash;
mod dots;
mod easel;
mod edge;
mod ellipse;
mod fan;
mod frame;
mod half_axes;
mod ink;
mod label;
mod marker;
mod matrix;
mod palette;
mod plane;
mod pulse;
mod sheet;
mod strip;
mod style;
mod swatch;
mod tag;
mod theme;

pub use activation::draw_activation;
pub use fan::{FanInverse, FanLook, Spline, Veil, Window, draw_fan, heat};
pub use frame::Inverse;
pub use matrix::{Grid, draw_matrix, ink_on, level_color};
pub use palette::Palette;
pub use plane::{Dial, draw_plane};
pub use sheet::Sheet;
pub use strip::{StripInverse, StripLook, draw_strip};
pub use swatch::swatch;
pub use theme::{Color, Theme};

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::DrawingBackend;

use crate::scene::{Marks, Panel, Series};
use easel::Easel;
use frame::Frame;
use ink::{Ink, Pen};
use style::Style;

/// Why a picture could not be drawn: an error of the backend.
pub type DrawingError<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// Draws the columns of a panel and the line at 1, and nothing else: a small picture to recognise
/// it by.
///
/// # Errors
/// What the backend reports.
pub fn draw_small<DB: DrawingBackend>(
    panel: &Panel,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<(), DrawingError<DB>> {
    let frame = Frame::small(panel, area.dim_in_pixel(), theme);
    let easel = Easel::on(area);
    let ink = Ink::on(&easel, theme);
    ink.across(
        (frame.left, frame.right),
        frame.one(),
        Pen::solid(theme.axis, 1.0),
    );
    for series in &panel.series {
        if let Marks::Columns(points) = &series.marks {
            column::draw(&ink, &frame, points, theme.color(series.role));
        }
    }
    easel.end(())
}

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
    // Columns and filled ellipses would hide what is behind them.
    let is_behind = !panel.id.row().has_ellipses;
    for is_ghost in [is_behind, !is_behind] {
        match &panel.ghost {
            Some(ghost) if is_ghost => {
                let frame = frame.with_depth(ghost.x);
                marks(&ink, &frame, &ghost.series, true);
            }
            _ if is_ghost => {}
            _ => marks(&ink, &frame, &panel.series, false),
        }
    }
    if let Some(pulse) = panel.pulse {
        pulse::draw(&ink, &frame, pulse);
    }
    let taken = edge::draw(&ink, &frame, panel);
    half_axes::draw(&ink, &frame, (panel, &taken));
    label::draw(&ink, &frame, panel, taken);
    easel.end(frame.inverse())
}

/// Draws the marks of all series.
fn marks(ink: &Ink<'_>, frame: &Frame, all: &[Series], is_ghost: bool) {
    for series in all {
        let color = ink.theme.color(series.role);
        let style = Style { color, is_ghost };
        match &series.marks {
            Marks::Columns(points) => column::draw(ink, frame, points, color),
            Marks::Ellipses(ellipses) => ellipse::draw(ink, frame, ellipses, style),
            Marks::OlderEllipses(ellipses) => ellipse::draw_older(ink, frame, ellipses, color),
            Marks::Curve(curve) => curve::draw(ink, frame, curve, style),
            Marks::Fan(curves) => curve::draw_fan(ink, frame, curves, style),
            Marks::Dots { points, marker } => dots::draw(ink, frame, points, (*marker, style)),
            // The row of tags belongs to the current network.
            Marks::Tags(_) if is_ghost => {}
            Marks::Tags(tags) => tag::draw(ink, frame, (series.name, tags), color),
        }
    }
}
