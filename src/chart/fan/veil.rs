//! The fan while its answer is to be guessed: only the way through the last layer is seen.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::dash::Dash;
use crate::chart::disc;
use crate::chart::ink::{Lettering, Pen};
use crate::chart::labels::{BIG, Label, Labels};
use crate::chart::round::Round;
use crate::scene::{Beside, End, Fan, Value};
use crate::words::fan as words;

/// The radius of the handle.
pub(super) const HANDLE: f64 = 13.0;
/// Dots of the line to the guess, and their distance along x.
const DOT: f64 = 1.6;
const DOTS: f64 = 9.0;

/// What may be seen of a fan: the last layer.
pub(super) fn seen(fan: &Fan) -> Fan {
    let first = fan.depth.saturating_sub(1);
    let mut seen = fan.clone();
    for values in [&mut seen.gradient, &mut seen.bound] {
        for value in values.iter_mut().take(first) {
            *value = Value::Pending;
        }
    }
    if let Some(strands) = &mut seen.strands {
        for strand in &mut strands.drawn {
            strand.points.retain(|point| point.0 >= first);
            if strand.points.last().is_some_and(|point| point.0 == first) {
                strand.end = End::Unknown;
            }
        }
        strands.cuts.retain(|cut| cut.layer == fan.depth);
    }
    seen.stacks.retain(|stack| stack.layer == fan.depth);
    seen.beside = Beside::default();
    seen.selected = 0;
    seen
}

/// An empty lens at the input.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, labels: &Labels) {
    let palette = brush.palette;
    let round = Round {
        center: (plan.left, plan.strip.y),
        radius: plan.strip.lens,
    };
    let pen = Pen {
        dash: Dash::Short,
        ..Pen::solid(palette.line, 1.5)
    };
    disc::rim(brush, round, pen);
    labels.reserve(round.area());
    let lettering = Lettering::left(palette.quiet).centered();
    brush.text(
        words::UNKNOWN,
        round.center,
        lettering.sized(round.radius * 0.72),
    );
}

/// The reader's guess of the length at the input, as a handle and a dotted way to it.
pub(super) fn guess(brush: &Brush<'_>, plan: &Plan, (log10, labels): (f64, &Labels)) {
    let palette = brush.palette;
    let handle = (plan.left, plan.within(plan.y(log10), 0.0));
    let mut x = plan.left + HANDLE + DOTS;
    while x < plan.right {
        let share = (plan.right - x) / (plan.right - plan.left);
        let smooth = share * share * (3.0 - 2.0 * share);
        let y = plan.one() + (handle.1 - plan.one()) * smooth;
        brush.disc((x, y), DOT, palette.pick);
        x += DOTS;
    }
    brush.disc(handle, HANDLE, palette.pick);
    arrows(brush, handle);
    labels.reserve((
        handle.0 - HANDLE,
        handle.1 - HANDLE,
        handle.0 + HANDLE,
        handle.1 + HANDLE,
    ));
    let text = words::guess(&Value::Finite(log10).digits(1));
    let label = Label::new(text, palette.ink).bold().sized(BIG).with_halo();
    // On the side that the way does not come from.
    let side = if log10 < 0.0 { 1.0 } else { -1.0 };
    let rows = [22.0 * side, 0.0, -22.0 * side];
    let places = rows.map(|away| {
        (
            (handle.0 + 20.0, plan.within(handle.1 + away, 9.0)),
            HPos::Left,
        )
    });
    labels.put_at_one_of(&label, &places);
}

/// Up and down.
fn arrows(brush: &Brush<'_>, (x, y): At) {
    let pen = Pen::solid(brush.palette.ground, 1.8);
    for sign in [-1.0, 1.0] {
        let line = [
            (x - 4.0, y + 3.0 * sign),
            (x, y + 7.0 * sign),
            (x + 4.0, y + 3.0 * sign),
        ];
        brush.path(&line, pen);
    }
}
