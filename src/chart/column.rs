//! Columns from the line at 1.

use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::frame::{Frame, Spot};
use super::ink::{Ink, Pen};
use super::marker::Stamp;
use super::theme::Color;
use crate::scene::{Marker, Point, Value};

/// Draws the columns: filled ones hang below 1, hollow ones stand above it.
pub(super) fn draw<DB: DrawingBackend>(
    ink: &Ink<DB>,
    frame: &Frame,
    points: &[Point],
    color: Color,
) -> Result<(), DrawingError<DB>> {
    for point in points {
        column(ink, frame, *point, color)?;
    }
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "part of a place")]
fn column<DB: DrawingBackend>(
    ink: &Ink<DB>,
    frame: &Frame,
    point: Point,
    color: Color,
) -> Result<(), DrawingError<DB>> {
    let theme = ink.theme;
    let spot = frame.spot(point);
    let stamp = Stamp {
        marker: Marker::None,
        color,
        radius: 3.0,
    };
    let edge = theme.px(9.0);
    let end = match spot {
        Spot::On((_, y)) => y,
        Spot::Below((_, y)) => y - edge,
        Spot::Above((_, y)) => y + edge,
        Spot::Zero(_) | Spot::NotFinite(_) => return stamp.put(ink, spot, point.value),
    };
    let half = ((frame.step() * 0.28) as i32).clamp(1, theme.px(9.0));
    let (left, right) = (
        frame.x_of(point.layer) - half,
        frame.x_of(point.layer) + half,
    );
    let one = frame.one();
    let least = theme.px(1.5);
    let is_above = end < one;
    let end = if is_above {
        end.min(one - least)
    } else {
        end.max(one + least)
    };
    let is_hollow = is_above || matches!(point.value, Value::Unresolved(_));
    if is_hollow && half > theme.px(2.0) {
        ink.fill_with(((left, one), (right, end)), color, 0.18)?;
        let pen = Pen::solid(color, 1.5);
        ink.down(left, (end.min(one), end.max(one)), pen)?;
        ink.down(right, (end.min(one), end.max(one)), pen)?;
        ink.across((left, right), end, pen)?;
    } else {
        ink.fill(((left, one), (right, end)), color)?;
    }
    match spot {
        Spot::On(_) => Ok(()),
        _ => stamp.put(ink, spot, point.value),
    }
}
