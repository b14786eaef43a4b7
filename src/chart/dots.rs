//! Separate marks.

use super::frame::{Frame, Spot};
use super::ink::Ink;
use super::marker::Stamp;
use super::style::Style;
use crate::scene::{Marker, Point};

/// Draws the marks, only one of consecutive marks at the same pixel. The marks of a layer are in
/// order of size.
pub(super) fn draw(
    ink: &Ink<'_>,
    frame: &Frame,
    points: &[Point],
    (marker, style): (Marker, Style),
) {
    let css_step = frame.step() / ink.theme.ratio;
    let stamp = Stamp {
        marker,
        style,
        radius: (css_step / 4.0).clamp(1.5, 2.6),
    };
    let mut drawn = None;
    for point in points {
        let spot = frame.spot(*point);
        let has_room = matches!(spot, Spot::On(_)) || frame.is_marked(point.layer);
        if has_room && drawn.replace(spot) != Some(spot) {
            stamp.put(ink, spot, point.value);
        }
    }
}
