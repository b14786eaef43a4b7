//! Lines across what is no length: exactly zero, not finite, or only an upper bound.

use super::Plan;
use super::tone::{Cells, Tone};
use crate::chart::brush::{At, Brush};
use crate::chart::ink::Pen;

/// The distance of the lines along x, and the step in which they look where they are, in CSS pixels.
const APART: f64 = 7.0;
const STEP: f64 = 0.5;

/// Hatches all of it: zeros upwards, what is not finite both ways, upper bounds downwards.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, cells: &Cells) {
    let palette = brush.palette;
    let is_zero = |tone| tone == Tone::Zero;
    let is_not_finite = |tone| tone == Tone::NotFinite;
    let is_bound = |tone| matches!(tone, Tone::AtMost(_));
    let cut = Pen::solid(palette.hot, 1.3);
    let crossed = Pen::solid(palette.quiet, 1.2);
    let bound = Pen::solid(palette.ground, 1.0);
    lines(brush, plan, (cells, &is_zero), (1.0, cut));
    lines(brush, plan, (cells, &is_not_finite), (1.0, crossed));
    lines(brush, plan, (cells, &is_not_finite), (-1.0, crossed));
    lines(brush, plan, (cells, &is_bound), (-1.0, bound));
}

/// Which cells are hatched.
type Inside<'a> = (&'a Cells, &'a dyn Fn(Tone) -> bool);

/// Lines in one direction, 1 upwards to the right and -1 downwards.
fn lines(brush: &Brush<'_>, plan: &Plan, (cells, is_inside): Inside<'_>, (up, pen): (f64, Pen)) {
    if !cells.has(is_inside) {
        return;
    }
    let (width, height) = (plan.right - plan.left, plan.bottom - plan.top);
    let is_here = |(x, y): At| {
        let share = ((x - plan.left) / width, (y - plan.top) / height);
        (0.0..1.0).contains(&share.0) && is_inside(cells.at_share(share))
    };
    let mut start = plan.left - height;
    while start < plan.right {
        let mut stroke: Option<(At, At)> = None;
        let mut along = 0.0;
        while along <= height {
            let y = match up > 0.0 {
                true => plan.bottom - along,
                false => plan.top + along,
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
