//! The source at the right: the circle of loss gradients, of which one is followed.

use super::plan::Plan;
use crate::chart::brush::Brush;
use crate::chart::count::float;
use crate::chart::dash::Dash;
use crate::chart::disc;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::chart::round::Round;
use crate::scene::{Disc, Fan, Value};
use crate::words::fan as words;

/// The least distance of a text from the circle.
const AIR: f64 = 6.0;
/// The radius of the knob.
const KNOB: f64 = 8.0;
/// The distance of two lines of text.
const LINE: f64 = 16.0;
/// The circle where nothing is known of its image.
const CIRCLE: Disc = Disc {
    shape: [1.0, 0.0, 1.0],
    size: Some(0.0),
};

/// The circle, its dots, the knob, and the line from it to place K.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let palette = brush.palette;
    let round = plan.source;
    let air = Round {
        radius: round.radius + AIR,
        ..round
    };
    labels.reserve(air.area());
    let (x, y) = round.center;
    let line = [(x - round.radius, y), (plan.right, y)];
    brush.path(&line, Pen::solid(palette.ink, 3.4));
    let pen = Pen {
        dash: Dash::Dotted,
        ..Pen::solid(palette.ink, 2.0)
    };
    disc::rim(brush, round, pen);
    let disc = fan.discs.get(fan.depth).unwrap_or(&CIRCLE);
    disc::image(brush, round, (disc, 2.0));
    disc::dots(brush, round, disc);
    disc::arrow(brush, round, (disc, fan.angle));
    if can_turn(plan, fan) {
        let knob = disc::place(round, disc.at(fan.angle));
        brush.disc(knob, KNOB + 2.0, palette.ground);
        brush.disc(knob, KNOB, palette.pick);
    }
}

/// Whether there is a second direction to turn to, and room for a knob.
pub(super) fn can_turn(plan: &Plan, fan: &Fan) -> bool {
    fan.can_turn && !plan.is_narrow && fan.has_circle()
}

/// The angle between a direction and the luckiest one, whichever way both point: 0 to 90 degrees.
fn off_the_luckiest(angle: f64) -> f64 {
    let degrees = angle.to_degrees().rem_euclid(180.0);
    degrees.min(180.0 - degrees).round()
}

/// What it is, above it or, where the lens can be there, below it.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let palette = brush.palette;
    let round = plan.source;
    let (x, y) = round.center;
    if plan.is_narrow {
        return;
    }
    let mut lines = vec![
        Label::new(words::LOSS_GRADIENT, palette.ink)
            .bold()
            .sized(13.0),
    ];
    let length = words::of_length(&match fan.has_unit() {
        true => Value::Finite(fan.start).digits(2),
        false => "1".to_owned(),
    });
    if can_turn(plan, fan) {
        let degrees = off_the_luckiest(fan.angle);
        let length = length + words::TURN_IT;
        lines.push(Label::new(length, palette.quiet));
        let way = words::off_the_luckiest(degrees);
        lines.extend(way.map(|line| Label::new(line, palette.quiet)));
    } else {
        lines.push(Label::new(length, palette.quiet));
    }
    let tall = LINE * float(lines.len());
    let above = y - round.radius - 9.0 - tall;
    let below = y + round.radius + 13.0;
    let is_above = above > plan.strip.y + plan.strip.lens;
    let has_room_below = below + tall < plan.bottom + 20.0;
    let top = match (is_above, has_room_below) {
        (true, _) => above,
        (false, true) => below,
        // A low picture: the name alone, where it is out of the lens's way.
        (false, false) => return,
    };
    for (line, i) in lines.into_iter().zip(0..) {
        let at = (x, top + 7.0 + LINE * f64::from(i));
        labels.put(line.centered().at(at));
    }
}
