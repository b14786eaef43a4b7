//! What heat maps of lengths have in common: cells that look alike are drawn together, what is no length is hatched, and a
//! thin bar shows the colours.

use super::brush::{Area, At, Brush};
use super::hatch;
use super::theme::Color;
use crate::scene::Value;

/// How far a cell reaches over the next ones, in CSS pixels, so that there is no seam between them.
pub(super) const OVERLAP: f64 = 0.75;
/// Two colours that differ no more than this, in every channel, are drawn as one.
const SAME: u8 = 3;
/// The height of the bar, and how many pieces it is drawn in.
const HEIGHT: f64 = 7.0;
const PIECES: u8 = 96;

/// Goes through a row of cells: `fill` is given the first cell of each run of cells that look alike, the one behind its last, and
/// their colour.
pub(super) fn runs(
    count: usize,
    color: impl Fn(usize) -> Color,
    mut fill: impl FnMut(usize, usize, Color),
) {
    let mut from = 0;
    while from < count {
        let shown = color(from);
        let alike = (from + 1..count).take_while(|at| shown.is_near(color(*at), SAME));
        let next = from + 1 + alike.count();
        fill(from, next, shown);
        from = next;
    }
}

/// Hatches what is exactly zero and what is not finite, at a share of the width and of the height, if `has` says that there is any.
pub(super) fn hatched(
    brush: &Brush<'_>,
    area: Area,
    has: impl Fn(Value) -> bool,
    value: impl Fn(At) -> Option<Value>,
) {
    if has(Value::Zero) {
        hatch::zeros(brush, area, &|share| value(share) == Some(Value::Zero));
    }
    if has(Value::NotFinite) {
        let is_inside = |share| value(share) == Some(Value::NotFinite);
        hatch::not_finite(brush, area, &is_inside);
    }
}

/// A bar between two x around a height, in the colours of shares of its width.
pub(super) fn bar(
    brush: &Brush<'_>,
    (left, right): (f64, f64),
    y: f64,
    color: impl Fn(f64) -> Color,
) {
    let step = (right - left) / f64::from(PIECES);
    for piece in 0..PIECES {
        let from = left + f64::from(piece) * step;
        let to = (from + step + OVERLAP).min(right);
        let color = color((f64::from(piece) + 0.5) / f64::from(PIECES));
        brush.fill((from, y - HEIGHT / 2.0, to, y + HEIGHT / 2.0), color, 1.0);
    }
}
