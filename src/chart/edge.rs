//! Numbers beside the marks that are off the scale: the extreme one and the selected layer's.

use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::frame::{Frame, Spot};
use super::ink::{Ink, Lettering};
use crate::scene::{Panel, Point};

/// A box of text: left, top, right, bottom.
pub(super) type TextBox = (i32, i32, i32, i32);

/// Draws the numbers and returns the boxes they take.
pub(super) fn draw<DB: DrawingBackend>(
    ink: &Ink<DB>,
    frame: &Frame,
    panel: &Panel,
) -> Result<Vec<TextBox>, DrawingError<DB>> {
    let mut taken = Vec::new();
    for point in worth_a_number(frame, &panel.points()) {
        let at = match frame.spot(point) {
            Spot::Below((x, y)) => (x, y - ink.theme.px(16.0)),
            Spot::Above((x, _)) => (x, frame.not_finite),
            Spot::On(_) | Spot::Zero(_) | Spot::NotFinite(_) => continue,
        };
        let text = point.value.digits(2);
        let half = ink.text_width(&text) / 2;
        let x = at.0.clamp(
            frame.left + half,
            (frame.right - half).max(frame.left + half),
        );
        let tall = ink.text_height() / 2;
        let here = (x - half, at.1 - tall, x + half, at.1 + tall);
        if taken.iter().all(|other| !overlap(here, *other)) {
            ink.fill_with(
                ((here.0, here.1), (here.2, here.3)),
                ink.theme.background,
                0.8,
            )?;
            ink.text(&text, (x, at.1), Lettering::left(ink.theme.text).centered())?;
            taken.push(here);
        }
    }
    Ok(taken)
}

/// Whether two boxes touch.
pub(super) fn overlap(a: TextBox, b: TextBox) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// The extreme values off the scale, and the selected layer's.
fn worth_a_number(frame: &Frame, points: &[Point]) -> Vec<Point> {
    let off = |point: &&Point| matches!(frame.spot(**point), Spot::Below(_) | Spot::Above(_));
    let here = |point: &&Point| off(point) && point.layer == frame.selected;
    let log10 = |point: &Point| point.value.log10().unwrap_or(0.0);
    let order = |a: &&Point, b: &&Point| log10(a).total_cmp(&log10(b));
    let below = |point: &Point| log10(point) < 0.0;
    [
        points.iter().filter(off).min_by(order).filter(|p| below(p)),
        points
            .iter()
            .filter(off)
            .max_by(order)
            .filter(|p| !below(p)),
        points
            .iter()
            .filter(here)
            .min_by(order)
            .filter(|p| below(p)),
        points
            .iter()
            .filter(here)
            .max_by(order)
            .filter(|p| !below(p)),
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect()
}
