//! A circle of small changes, or what has become of it.

use crate::chart::brush::Brush;
use crate::chart::dash::Dash;
use crate::chart::disc;
use crate::chart::heat::full;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::chart::round::Round;
use crate::chart::theme::Color;
use crate::scene::{Apart, Disc, Value};

/// How much of the picture the largest circle fills.
const FILL: f64 = 0.93;
/// One layer changes lengths by much less than a chain: colours follow the decades so much faster, and end
/// with the full blue or orange.
const FASTER: f64 = 5.0;
const FULL: f64 = 1.6;
/// The radii of the knob, of a dot on the outline, and of a circle that is a point; the smallest that is seen.
const KNOB: f64 = 8.0;
const DOT: f64 = 2.2;
const POINT: f64 = 2.0;
const SEEN: f64 = 3.0;

/// The circle of this number in its field.
pub(super) fn draw(brush: &Brush<'_>, field: Round, at: (&Apart, usize, &Labels)) {
    let (apart, number, labels) = at;
    let palette = brush.palette;
    let reference = scaled(field, (apart.scales[number], 0.0));
    if number > 0 && !apart.is_line() && (SEEN..=field.radius).contains(&reference.radius) {
        let pen = Pen {
            dash: Dash::Dotted,
            ..Pen::solid(palette.line, 1.0)
        };
        disc::circle(brush, reference, pen);
    }
    match apart.circles[number] {
        None => {
            let value = apart.arrow[number].to_string();
            labels.put(Label::new(value, palette.quiet).centered().at(field.center));
        }
        Some(Disc { size: None, .. }) => {
            ceiling(brush, field, (apart, number));
            disc::nothing(brush, field.with_radius(40.0));
        }
        Some(Disc {
            shape,
            size: Some(size),
        }) => {
            let round = scaled(field, (apart.scales[number], size));
            let disc = Disc {
                shape,
                size: Some(size),
            };
            image(brush, round, (apart, number, &disc));
            ceiling(brush, field, (apart, number));
            arrow(brush, round, (apart, number, &disc));
        }
    }
}

/// The circle around the middle of a field with a radius of this length, on this scale, both as log10.
fn scaled(field: Round, (scale, length): (f64, f64)) -> Round {
    field.with_radius(field.radius * FILL * libm::pow(10.0, length - scale))
}

fn image(brush: &Brush<'_>, round: Round, (apart, number, disc): (&Apart, usize, &Disc)) {
    let color = color(brush, (number, disc));
    if round.radius < POINT {
        return brush.disc(round.center, POINT, color);
    }
    let is_known = !matches!(
        apart.half_axes.get(number.wrapping_sub(1)),
        Some([Value::Unresolved(_), _])
    );
    let pen = Pen {
        dash: if is_known { Dash::Solid } else { Dash::Dotted },
        ..Pen::solid(color, 2.4)
    };
    let dot = DOT.min(round.radius * 0.11);
    if apart.is_line() {
        let ends = [[-1.0, 0.0], [1.0, 0.0]].map(|end| round.place(end));
        brush.path(&ends, pen);
        return ends
            .into_iter()
            .for_each(|end| brush.disc(end, 2.0 * dot, color));
    }
    let outline = disc::outline(round, disc);
    brush.polygon(&outline, color, 0.2);
    disc::stroke(brush, outline, pen);
    disc::dots_on(brush, round, (disc, color, dot));
}

/// What no direction exceeds, around what the slopes leave.
fn ceiling(brush: &Brush<'_>, field: Round, (apart, number): (&Apart, usize)) {
    if let Some(ceiling) = apart.ceiling().filter(|_| number == 2) {
        let pen = Pen {
            dash: Dash::Short,
            ..Pen::solid(brush.palette.bound, 1.8)
        };
        disc::circle(brush, scaled(field, (apart.scales[2], ceiling)), pen);
    }
}

/// The arrow, with a knob in the first circle.
fn arrow(brush: &Brush<'_>, round: Round, (apart, number, disc): (&Apart, usize, &Disc)) {
    let tip = round.place(disc.at(apart.angle));
    if number > 0 {
        disc::arrow_to(brush, (round.center, tip), (3.0, 11.0));
    } else {
        brush.path(&[round.center, tip], Pen::solid(brush.palette.ink, 3.0));
        brush.disc(tip, KNOB + 2.5, brush.palette.ground);
        brush.disc(tip, KNOB, brush.palette.pick);
    }
}

/// Grey for what goes in, then by the longest direction.
fn color(brush: &Brush<'_>, (number, disc): (usize, &Disc)) -> Color {
    match disc.size.filter(|_| number > 0) {
        Some(size) => full(brush.palette, (size * FASTER).clamp(-FULL, FULL)),
        None => brush.palette.flat,
    }
}
