//! The columns as one picture.

use super::Plan;
use super::tone::{Cells, Tone};
use crate::chart::brush::{At, Brush};
use crate::chart::count::float;
use crate::chart::hatch;
use crate::chart::heat::on_ground;
use crate::chart::palette::Palette;
use crate::chart::theme::Color;
use crate::scene::Strip;

/// How far a cell reaches below the next ones, in CSS pixels, so that there is no seam where an edge is not at a
/// whole pixel.
const OVERLAP: f64 = 0.75;
/// Two colours that differ no more than this, in every channel, are drawn as one.
const SAME: u8 = 3;
/// How much of the columns of the settings before is seen.
const OLDER: f64 = 0.45;

/// Draws the columns, and hatches what is no length.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, strip: &Strip) {
    let cells = Cells::of(plan, strip);
    let opacity = if strip.is_older { OLDER } else { 1.0 };
    let color = |tone: Tone| color(brush.palette, tone).over(brush.palette.ground, opacity);
    let size = (
        (plan.right - plan.left) / float(cells.across),
        (plan.bottom - plan.top) / float(cells.down),
    );
    for y in 0..cells.down {
        let top = plan.top + float(y) * size.1;
        let bottom = (top + size.1 + OVERLAP).min(plan.bottom);
        let mut from = 0;
        let mut shown = color(cells.at(0, y));
        for x in 1..=cells.across {
            let next = (x < cells.across).then(|| color(cells.at(x, y)));
            if next.is_some_and(|next| shown.is_near(next, SAME)) {
                continue;
            }
            let left = plan.left + float(from) * size.0;
            let right = (plan.left + float(x) * size.0 + OVERLAP).min(plan.right);
            brush.fill((left, top, right, bottom), shown, 1.0);
            from = x;
            shown = next.unwrap_or(shown);
        }
    }
    hatched(brush, plan, &cells);
}

/// Hatches what is no length.
fn hatched(brush: &Brush<'_>, plan: &Plan, cells: &Cells) {
    let is = |is_like: fn(Tone) -> bool| move |share: At| is_like(cells.at_share(share));
    let (is_zero, is_not_finite) = (|tone| tone == Tone::Zero, |tone| tone == Tone::NotFinite);
    let is_bound = |tone| matches!(tone, Tone::AtMost(_));
    if cells.has(is_zero) {
        hatch::zeros(brush, plan.area(), &is(is_zero));
    }
    if cells.has(is_not_finite) {
        hatch::not_finite(brush, plan.area(), &is(is_not_finite));
    }
    if cells.has(is_bound) {
        hatch::bounds(brush, plan.area(), &is(is_bound));
    }
}

fn color(palette: &Palette, tone: Tone) -> Color {
    match tone {
        Tone::Length(log10) | Tone::AtMost(log10) => on_ground(palette, log10, 1.0),
        Tone::Zero | Tone::NotFinite => palette.faint,
        Tone::Unknown => palette.faint.over(palette.ground, 0.5),
    }
}
