//! Columns from the floor of the scale.

use super::frame::{Frame, Spot};
use super::ink::{Ink, Pen};
use super::marker::Stamp;
use super::style::Style;
use super::theme::Color;
use crate::scene::{Marker, Point, Value};

/// Draws the columns, so that a shorter gradient is a shorter column: filled ones stay below the
/// line at 1, hollow ones reach above it.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, points: &[Point], color: Color) {
    for point in points {
        let spot = frame.spot(*point);
        if matches!(spot, Spot::On(_) | Spot::Above(_)) || frame.is_marked(point.layer) {
            column(ink, frame, *point, color);
        }
    }
}

/// log10 of what is still drawn as 1: rounding errors are not growth.
const ONE: f64 = 1e-12;

#[expect(clippy::cast_possible_truncation, reason = "part of a place")]
fn column(ink: &Ink<'_>, frame: &Frame, point: Point, color: Color) {
    let theme = ink.theme;
    let spot = frame.spot(point);
    let stamp = Stamp {
        marker: Marker::None,
        style: Style {
            color,
            is_ghost: false,
        },
        radius: 3.0,
    };
    let end = match spot {
        Spot::On((_, y)) => y,
        Spot::Above((_, y)) => y + theme.px(9.0),
        Spot::Below(_) | Spot::Zero(_) | Spot::NotFinite(_) => {
            return stamp.put(ink, spot, point.value);
        }
    };
    let half = ((frame.step() * 0.28) as i32).clamp(1, theme.px(9.0));
    let middle = frame.x_of(point.layer);
    let (left, right) = (middle - half, middle + half);
    let end = end.min(frame.bottom - theme.px(1.5));
    let is_hollow = match point.value {
        Value::Finite(log10) => log10 > ONE,
        _ => true,
    };
    if is_hollow && half > theme.px(2.0) {
        ink.fill_with(((left, end), (right, frame.bottom)), color, 0.18);
        let pen = Pen::solid(color, 1.5);
        ink.down(left, (end, frame.bottom), pen);
        ink.down(right, (end, frame.bottom), pen);
        ink.across((left, right), end, pen);
    } else {
        ink.fill(((left, end), (right, frame.bottom)), color);
    }
    match spot {
        Spot::On(_) => {}
        _ => stamp.put(ink, spot, point.value),
    }
}
