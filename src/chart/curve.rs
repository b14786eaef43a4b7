//! Curves with markers, and fans of thin curves.

use super::dash::between;
use super::frame::{Frame, Spot};
use super::ink::{Ink, Pen, Pixel};
use super::marker::Stamp;
use super::style::Style;
use crate::scene::{Curve, Dash, Marker, Point, Value};

/// Draws a curve and its markers; markers are left out where places are too narrow for them.
pub(super) fn draw(ink: &Ink<'_>, frame: &Frame, curve: &Curve, style: Style) {
    let pen = Pen {
        dash: curve.dash,
        ..style.pen(2.0)
    };
    lines(ink, frame, curve, (style, pen));
    let css_step = frame.step() / ink.theme.ratio;
    let stamp = Stamp {
        marker: if css_step < 9.0 || (style.is_ghost && curve.points.len() > 1) {
            Marker::None
        } else {
            curve.marker
        },
        style,
        radius: 3.0,
    };
    for point in &curve.points {
        let spot = frame.spot(*point);
        if matches!(spot, Spot::On(_)) || frame.is_marked(point.layer) {
            stamp.put(ink, spot, point.value);
        }
    }
}

/// Draws thin curves, the first and the last one stronger; marks off the scale and in the rows are
/// drawn once per place.
pub(super) fn draw_fan(ink: &Ink<'_>, frame: &Frame, curves: &[Curve], style: Style) {
    let mut drawn: Vec<Spot> = Vec::new();
    for (i, curve) in curves.iter().enumerate() {
        let is_outer = i == 0 || i + 1 == curves.len();
        let pen = Pen {
            dash: curve.dash,
            opacity: if is_outer { 1.0 } else { 0.7 },
            ..style.pen(if is_outer { 1.75 } else { 1.0 })
        };
        lines(ink, frame, curve, (style, pen));
        let stamp = Stamp {
            marker: Marker::None,
            style,
            radius: 2.0,
        };
        for point in &curve.points {
            let spot = frame.spot(*point);
            let is_mark = !matches!(spot, Spot::On(_)) && frame.is_marked(point.layer);
            // There are never more of them than fit.
            if is_mark && !drawn.contains(&spot) {
                drawn.push(spot);
                stamp.put(ink, spot, point.value);
            }
        }
    }
}

/// The line, with some space around it if others are near: broken at zeros and at values that are
/// not finite, dotted where it is not resolved.
fn lines(ink: &Ink<'_>, frame: &Frame, curve: &Curve, (style, pen): (Style, Pen)) {
    let unresolved = Pen {
        dash: Dash::Dotted,
        ..pen
    };
    for (is_resolved, pixels) in runs(frame, &curve.points) {
        if style.is_ghost {
            let halo = Pen::solid(ink.theme.background, 3.0);
            ink.path(
                &pixels,
                Pen {
                    opacity: 0.8,
                    ..halo
                },
            );
        }
        ink.path(&pixels, if is_resolved { pen } else { unresolved });
    }
}

/// The connected pieces of a curve on the scale, each with whether it is resolved.
pub(super) fn runs(frame: &Frame, points: &[Point]) -> Vec<(bool, Vec<Pixel>)> {
    let mut runs: Vec<(bool, Vec<Pixel>)> = Vec::new();
    for pair in points.windows(2) {
        let [from, to] = pair else { continue };
        let Some((start, end)) = clipped(frame, *from, *to) else {
            continue;
        };
        let is_resolved = [from, to]
            .iter()
            .all(|point| matches!(point.value, Value::Finite(_)));
        match runs.last_mut() {
            Some((kind, pixels)) if *kind == is_resolved && pixels.last() == Some(&start) => {
                pixels.push(end);
            }
            _ => runs.push((is_resolved, vec![start, end])),
        }
    }
    runs
}

/// The part of a line between two points that is on the scale.
fn clipped(frame: &Frame, from: Point, to: Point) -> Option<(Pixel, Pixel)> {
    let start = (frame.x_of(from.layer), frame.y_of(from.value.log10()?));
    let end = (frame.x_of(to.layer), frame.y_of(to.value.log10()?));
    let (low, high) = (f64::from(frame.top), f64::from(frame.bottom));
    let (y0, y1) = (f64::from(start.1), f64::from(end.1));
    if y0.max(y1) < low || y0.min(y1) > high {
        return None;
    }
    let at = |y: f64| (y.clamp(low, high) - y0) / (y1 - y0);
    if y0 == y1 {
        return Some((start, end));
    }
    Some((between(start, end, at(y0)), between(start, end, at(y1))))
}
