//! Separate marks.

use std::collections::BTreeSet;

use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::frame::{Frame, Spot};
use super::ink::Ink;
use super::marker::Stamp;
use super::style::Style;
use crate::scene::{Marker, Point};

/// Draws the marks; of those at the same pixel, one.
pub(super) fn draw<DB: DrawingBackend>(
    ink: &Ink<DB>,
    frame: &Frame,
    points: &[Point],
    (marker, style): (Marker, Style),
) -> Result<(), DrawingError<DB>> {
    let css_step = frame.step() / ink.theme.ratio;
    let stamp = Stamp {
        marker,
        style,
        radius: (css_step / 4.0).clamp(1.5, 2.6),
    };
    let mut drawn = BTreeSet::new();
    for point in points {
        let spot = frame.spot(*point);
        let (kind, at) = match spot {
            Spot::On(at) => (0, at),
            Spot::Below(at) => (1, at),
            Spot::Above(at) => (2, at),
            Spot::Zero(at) => (3, at),
            Spot::NotFinite(at) => (4, at),
        };
        let has_room = kind == 0 || frame.is_marked(point.layer);
        if has_room && drawn.insert((kind, at)) {
            stamp.put(ink, spot, point.value)?;
        }
    }
    Ok(())
}
