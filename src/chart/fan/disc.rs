//! What becomes of the circle of loss gradients, in a disc.

use super::brush::{At, Brush};
use super::heat::full;
use super::plan::Round;
use crate::chart::ink::Pen;
use crate::chart::theme::Color;
use crate::scene::{Dash, Disc};

/// The longer half axis over the radius of the disc.
const FILL: f64 = 0.86;
/// Corners of an outline; every third one gets a dot.
const CORNERS: u32 = 72;
const DOTS: u32 = 3;

/// The disc's outline and its glass.
pub(super) fn rim(brush: &Brush<'_>, round: Round, pen: Pen) {
    brush.disc(round.center, round.radius, brush.palette.glass);
    match pen.dash {
        Dash::Solid => brush.ring(round.center, round.radius, pen),
        _ => brush.path(&circle(round), pen),
    }
}

/// The image of the circle; an empty disc has none.
pub(super) fn image(brush: &Brush<'_>, round: Round, (disc, width): (&Disc, f64)) {
    let Some(color) = color(brush, disc) else {
        return nothing(brush, round);
    };
    let mut outline: Vec<At> = (0..CORNERS).map(|i| corner(round, disc, i)).collect();
    brush.polygon(&outline, color.over(brush.palette.glass, 0.25), 1.0);
    outline.extend(outline.clone().iter().take(2));
    brush.path(&outline, Pen::solid(color, width));
}

/// The 24 dots, which crowd where the circle has become a needle.
pub(super) fn dots(brush: &Brush<'_>, round: Round, disc: &Disc) {
    let Some(color) = color(brush, disc) else {
        return;
    };
    let radius = round.radius * 0.038;
    for i in (0..CORNERS).filter(|i| i % DOTS == 0) {
        brush.disc(corner(round, disc, i), radius, color);
    }
}

/// The arrow of the gradient at this angle from the best direction.
pub(super) fn arrow(brush: &Brush<'_>, round: Round, (disc, angle): (&Disc, f64)) {
    if disc.size.is_none() {
        return;
    }
    let ink = brush.palette.ink;
    let (from, tip) = (round.center, place(round, disc.at(angle)));
    let length = (tip.0 - from.0).hypot(tip.1 - from.1);
    let head = (round.radius * 0.18).min(length);
    if length < 1.0 {
        return brush.disc(from, 2.0, ink);
    }
    let along = ((tip.0 - from.0) / length, (tip.1 - from.1) / length);
    let corner = |back: f64, aside: f64| {
        (
            tip.0 - along.0 * back - along.1 * aside,
            tip.1 - along.1 * back + along.0 * aside,
        )
    };
    let width = (round.radius * 0.052).max(1.6);
    brush.path(&[from, corner(head * 0.8, 0.0)], Pen::solid(ink, width));
    let half = head * 0.52;
    brush.polygon(&[tip, corner(head, half), corner(head, -half)], ink, 1.0);
}

/// The colour of a disc by its size; `None` where nothing is left.
fn color(brush: &Brush<'_>, disc: &Disc) -> Option<Color> {
    disc.size.map(|size| full(brush.palette, size))
}

/// A small cross: every direction has become zero.
fn nothing(brush: &Brush<'_>, round: Round) {
    let pen = Pen::solid(brush.palette.hot, 1.6);
    brush.cross(round.center, round.radius * 0.2, pen);
}

fn corner(round: Round, disc: &Disc, i: u32) -> At {
    let angle = std::f64::consts::TAU * f64::from(i) / f64::from(CORNERS);
    place(round, disc.at(angle))
}

/// The pixel of a point of the unit disc.
pub(super) fn place(round: Round, [x, y]: [f64; 2]) -> At {
    let (middle, r) = (round.center, round.radius * FILL);
    (middle.0 + x * r, middle.1 - y * r)
}

/// A whole circle as a line.
fn circle(round: Round) -> Vec<At> {
    let corners = (0..=CORNERS).map(|i| {
        let angle = std::f64::consts::TAU * f64::from(i) / f64::from(CORNERS);
        let (sine, cosine) = libm::sincos(angle);
        let (middle, r) = (round.center, round.radius);
        (middle.0 + cosine * r, middle.1 - sine * r)
    });
    corners.collect()
}
