//! What becomes of a circle of directions, in a disc.

use super::brush::{At, Brush};
use super::heat::full;
use super::ink::Pen;
use super::round::Round;
use super::theme::Color;
use crate::chart::dash::Dash;
use crate::scene::Disc;

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
        _ => circle(brush, round, pen),
    }
}

/// A circle's outline, which may be broken.
pub(super) fn circle(brush: &Brush<'_>, round: Round, pen: Pen) {
    let corners = (0..=CORNERS).map(|i| {
        let (sine, cosine) = libm::sincos(turn(i));
        round.place([cosine, sine])
    });
    brush.path(&corners.collect::<Vec<_>>(), pen);
}

/// The image of the circle in a disc; an empty one has none.
pub(super) fn image(brush: &Brush<'_>, round: Round, (disc, width): (&Disc, f64)) {
    let Some(color) = color(brush, disc) else {
        return nothing(brush, round);
    };
    let outline = outline(inside(round), disc);
    brush.polygon(&outline, color.over(brush.palette.glass, 0.25), 1.0);
    stroke(brush, outline, Pen::solid(color, width));
}

/// The 24 dots in a disc, which crowd where the circle has become a needle.
pub(super) fn dots(brush: &Brush<'_>, round: Round, disc: &Disc) {
    if let Some(color) = color(brush, disc) {
        dots_on(brush, inside(round), (disc, color, round.radius * 0.038));
    }
}

/// The arrow of the gradient at this angle from the best direction.
pub(super) fn arrow(brush: &Brush<'_>, round: Round, (disc, angle): (&Disc, f64)) {
    if disc.size.is_none() {
        return;
    }
    let sizes = ((round.radius * 0.052).max(1.6), round.radius * 0.18);
    arrow_to(brush, (round.center, place(round, disc.at(angle))), sizes);
}

/// The image of a circle with this radius for its longer half axis.
pub(super) fn outline(round: Round, disc: &Disc) -> Vec<At> {
    let corners = 0..CORNERS;
    corners.map(|i| round.place(disc.at(turn(i)))).collect()
}

/// A closed line, its corners joined.
pub(super) fn stroke(brush: &Brush<'_>, mut outline: Vec<At>, pen: Pen) {
    outline.extend(outline.clone().iter().take(2));
    brush.path(&outline, pen);
}

/// Every third corner of an outline.
pub(super) fn dots_on(brush: &Brush<'_>, round: Round, (disc, color, radius): (&Disc, Color, f64)) {
    for i in (0..CORNERS).filter(|i| i % DOTS == 0) {
        brush.disc(round.place(disc.at(turn(i))), radius, color);
    }
}

/// An arrow from here to there, with these widths of its line and of its head; a point if it is too short.
pub(super) fn arrow_to(brush: &Brush<'_>, (from, tip): (At, At), (width, head): (f64, f64)) {
    let ink = brush.palette.ink;
    let length = (tip.0 - from.0).hypot(tip.1 - from.1);
    let head = head.min(length);
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
    brush.path(&[from, corner(head * 0.8, 0.0)], Pen::solid(ink, width));
    let half = head * 0.52;
    brush.polygon(&[tip, corner(head, half), corner(head, -half)], ink, 1.0);
}

/// A small cross: every direction has become zero.
pub(super) fn nothing(brush: &Brush<'_>, round: Round) {
    let pen = Pen::solid(brush.palette.hot, 1.6);
    brush.cross(round.center, round.radius * 0.2, pen);
}

/// The pixel of a point of the unit disc.
pub(super) fn place(round: Round, point: [f64; 2]) -> At {
    inside(round).place(point)
}

/// The circle around the image in a disc.
fn inside(round: Round) -> Round {
    round.with_radius(round.radius * FILL)
}

/// The colour of a disc by its size; `None` where nothing is left.
fn color(brush: &Brush<'_>, disc: &Disc) -> Option<Color> {
    disc.size.map(|size| full(brush.palette, size))
}

/// The angle of a corner.
fn turn(i: u32) -> f64 {
    std::f64::consts::TAU * f64::from(i) / f64::from(CORNERS)
}
