//! Lines across what is no length: exactly zero, not finite, or only an upper bound.

use super::brush::{Area, At, Brush};
use super::ink::Pen;

/// The distance of the lines along x, and the step in which they look where they are, in CSS pixels.
const APART: f64 = 7.0;
const STEP: f64 = 0.5;

/// Whether a point of a picture is hatched, at a share of its width and of its height.
pub(super) type Inside<'a> = &'a dyn Fn(At) -> bool;

/// What is exactly zero: lines upwards.
pub(super) fn zeros(brush: &Brush<'_>, area: Area, is_inside: Inside<'_>) {
    let pen = Pen::solid(brush.palette.hot, 1.3);
    lines(brush, area, is_inside, (1.0, pen));
}

/// What is not finite: lines both ways.
pub(super) fn not_finite(brush: &Brush<'_>, area: Area, is_inside: Inside<'_>) {
    let pen = Pen::solid(brush.palette.quiet, 1.2);
    lines(brush, area, is_inside, (1.0, pen));
    lines(brush, area, is_inside, (-1.0, pen));
}

/// What is only an upper bound: lines downwards.
pub(super) fn bounds(brush: &Brush<'_>, area: Area, is_inside: Inside<'_>) {
    let pen = Pen::solid(brush.palette.ground, 1.0);
    lines(brush, area, is_inside, (-1.0, pen));
}

/// Lines in one direction, 1 upwards to the right and -1 downwards.
fn lines(
    brush: &Brush<'_>,
    (left, top, right, bottom): Area,
    is_inside: Inside<'_>,
    (up, pen): (f64, Pen),
) {
    let (width, height) = (right - left, bottom - top);
    let is_here = |(x, y): At| {
        let share = ((x - left) / width, (y - top) / height);
        (0.0..1.0).contains(&share.0) && is_inside(share)
    };
    let mut start = left - height;
    while start < right {
        let mut stroke: Option<(At, At)> = None;
        let mut along = 0.0;
        while along <= height {
            let y = match up > 0.0 {
                true => bottom - along,
                false => top + along,
            };
            let at = (start + along, y);
            stroke = match (stroke, is_here(at)) {
                (Some((from, _)), true) => Some((from, at)),
                (None, true) => Some((at, at)),
                (Some((from, to)), false) => {
                    brush.path(&[from, to], pen);
                    None
                }
                (None, false) => None,
            };
            along += STEP;
        }
        if let Some((from, to)) = stroke {
            brush.path(&[from, to], pen);
        }
        start += APART;
    }
}
