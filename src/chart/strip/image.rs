//! The columns as one picture.

use super::Plan;
use super::hatch;
use super::tone::{Cells, Tone, float};
use crate::chart::brush::{At, Brush};
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
/// The radius of the corners, and how many steps a quarter of a circle has.
const CORNER: f64 = 6.0;
const STEPS: u8 = 6;

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
    hatch::draw(brush, plan, &cells);
}

fn color(palette: &Palette, tone: Tone) -> Color {
    match tone {
        Tone::Length(log10) | Tone::AtMost(log10) => on_ground(palette, log10, 1.0),
        Tone::Zero | Tone::NotFinite => palette.faint,
        Tone::Unknown => palette.faint.over(palette.ground, 0.5),
    }
}

/// Covers what lies outside of round corners.
pub(super) fn round_corners(brush: &Brush<'_>, plan: &Plan) {
    let (left, top, right, bottom) = plan.area();
    let corners = [
        ((left, top), (1.0, 1.0)),
        ((right, top), (-1.0, 1.0)),
        ((right, bottom), (-1.0, -1.0)),
        ((left, bottom), (1.0, -1.0)),
    ];
    for ((x, y), (inward, down)) in corners {
        let arc = (0..=STEPS).map(|step| {
            let turn = f64::from(step) / f64::from(STEPS) * std::f64::consts::FRAC_PI_2;
            let (sine, cosine) = libm::sincos(turn);
            (
                x + inward * CORNER * (1.0 - sine),
                y + down * CORNER * (1.0 - cosine),
            )
        });
        // A bit beyond the picture, whose edge need not be at a whole pixel.
        let beyond = |along: f64, across: f64| (x - inward * along, y - down * across);
        let mut points: Vec<At> = arc.collect();
        points.extend([beyond(0.5, -CORNER), beyond(0.5, 0.5), beyond(-CORNER, 0.5)]);
        brush.polygon(&points, brush.palette.ground, 1.0);
    }
}
