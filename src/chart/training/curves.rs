//! The loss and the share of right answers.

use plotters::style::text_anchor::HPos;

use super::plan::{Flow, Plan, long};
use crate::chart::brush::{At, Brush};
use crate::chart::dash::Dash;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels, SMALL};
use crate::chart::theme::Color;
use crate::scene::{Training, TrainingCurve, power_of_ten};
use crate::words::learning as words;

/// The width of a curve, and of the batches behind it with their opacity.
const CURVE: f64 = 2.4;
const BATCHES: (f64, f64) = (1.0, 0.35);
/// The width of the curve of A.
const AGAINST: f64 = 1.8;
/// That of the line of a guess.
const GUESS: f64 = 1.0;
/// The least distance of two decades, across a wide picture and along a narrow one.
const DECADES: (f64, f64) = (16.0, 42.0);
/// From a curve to its name.
const ASIDE: f64 = 10.0;

/// Draws the grid and the curves.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, training: &Training) {
    let ends = (plan.time(0.0), plan.time(long(plan.span)));
    for (_, height) in decades(plan, &training.loss) {
        let level = plan.level(height);
        let line = [plan.at(ends.0, level), plan.at(ends.1, level)];
        brush.path(&line, Pen::solid(brush.palette.faint, 1.0));
    }
    if let Some(level) = guess(plan, training) {
        let pen = Pen {
            dash: Dash::Short,
            ..Pen::solid(brush.palette.quiet, GUESS)
        };
        brush.path(&[plan.at(ends.0, level), plan.at(ends.1, level)], pen);
    }
    if let Some(accuracy) = &training.accuracy {
        curve(brush, plan, (accuracy, brush.palette.signal));
    }
    if let Some(against) = &training.against {
        let pen = Pen {
            dash: Dash::Short,
            ..Pen::solid(brush.palette.quiet, AGAINST)
        };
        brush.path(&points(plan, &against.smooth), pen);
    }
    curve(brush, plan, (&training.loss, brush.palette.ink));
}

/// Where a guess is.
fn guess(plan: &Plan, training: &Training) -> Option<f64> {
    Some(plan.level(training.loss.level(training.guess?)?))
}

fn points(plan: &Plan, heights: &[(u64, f64)]) -> Vec<At> {
    heights
        .iter()
        .map(|(step, height)| plan.point(*step, *height))
        .collect()
}

fn curve(brush: &Brush<'_>, plan: &Plan, (curve, color): (&TrainingCurve, Color)) {
    let batches = Pen {
        opacity: BATCHES.1,
        ..Pen::solid(color, BATCHES.0)
    };
    if curve.smooth != curve.heights {
        brush.path(&points(plan, &curve.heights), batches);
    }
    let smooth = points(plan, &curve.smooth);
    brush.path(&smooth, Pen::solid(color, CURVE));
    if let [only] = smooth[..] {
        brush.disc(only, CURVE, color);
    }
}

/// The decades that have room, as log10, with their heights.
fn decades(plan: &Plan, loss: &TrainingCurve) -> Vec<(f64, f64)> {
    let (low, high) = loss.range;
    let (left, top, right, bottom) = plan.curves;
    let (room, apart) = match plan.flow {
        Flow::Right => (bottom - top, DECADES.0),
        Flow::Down => (right - left, DECADES.1),
    };
    let every = (apart * (high - low) / room).ceil().max(1.0);
    let is_shown = |decade: &f64| (high - decade) % every == 0.0;
    let all = loss.decades().filter(is_shown);
    all.map(|decade| (decade, (decade - low) / (high - low)))
        .collect()
}

/// The names of the curves, and the decades.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, (training, labels): (&Training, &Labels)) {
    let (left, _, _, bottom) = plan.curves;
    for (decade, height) in decades(plan, &training.loss) {
        let text = match decade {
            0.0 => "1".into(),
            1.0 => "10".into(),
            -1.0 => "0.1".into(),
            decade => power_of_ten(decade),
        };
        let label = Label::new(text, brush.palette.quiet).sized(SMALL);
        let level = plan.level(height);
        labels.put(match plan.flow {
            Flow::Right => label.at((left - 8.0, level)).anchored(HPos::Right),
            Flow::Down => label.at((level, bottom + 17.0)).centered(),
        });
    }
    let palette = brush.palette;
    let loss = Label::new(words::LOSS, palette.ink).bold();
    let right = Label::new(words::RIGHT, palette.signal).bold();
    let names = [
        (loss, Some(&training.loss)),
        (right, training.accuracy.as_ref()),
    ];
    name_a(plan, labels, (training, palette.quiet));
    for (label, curve) in names {
        let Some(curve) = curve else { continue };
        match plan.flow {
            Flow::Right => beside(plan, labels, (label.sized(BIG), curve)),
            Flow::Down => above(plan, labels, (label, curve)),
        }
    }
    if let Some(level) = guess(plan, training) {
        name_guess(
            plan,
            labels,
            (Label::new(words::GUESS, palette.quiet).sized(SMALL), level),
        );
    }
}

/// The name of the line of a guess, at its end or on it.
fn name_guess(plan: &Plan, labels: &Labels, (label, level): (Label, f64)) {
    let (left, _, right, bottom) = plan.curves;
    match plan.flow {
        Flow::Right => {
            let end = right + ASIDE;
            let places = [0.0, -12.0, 12.0, -20.0, 20.0];
            let places = places.map(|away| ((end, level + away), HPos::Left));
            let on_it = [-9.0, 9.0].map(|away| ((left + ASIDE, level + away), HPos::Left));
            labels.put_at_one_of(&label, &[&places[..], &on_it[..]].concat());
        }
        Flow::Down => {
            let rows = [17.0, 31.0].map(|below| ((level, bottom + below), HPos::Center));
            labels.put_at_one_of(&label, &rows);
        }
    }
}

/// The name of A where the curves are farthest apart, on the far side.
fn name_a(plan: &Plan, labels: &Labels, (training, color): (&Training, Color)) {
    let Some(against) = &training.against else {
        return;
    };
    let apart = |(step, height): &(u64, f64)| height - training.loss.height(*step).unwrap_or(0.0);
    let farthest = against
        .smooth
        .iter()
        .max_by(|a, b| apart(a).abs().total_cmp(&apart(b).abs()));
    let Some(at) = farthest else { return };
    let (x, y) = plan.point(at.0, at.1);
    let side = if apart(at) < 0.0 { 1.0 } else { -1.0 };
    let label = Label::new(words::A, color).bold();
    let places = [12.0, -12.0, 20.0, -20.0].map(|away| match plan.flow {
        Flow::Right => ((x, y + side * away), HPos::Center),
        Flow::Down => ((x - side * away, y), HPos::Center),
    });
    labels.put_at_one_of(&label, &places);
}

/// A name where the curve ends, or as near as there is room.
fn beside(plan: &Plan, labels: &Labels, (label, curve): (Label, &TrainingCurve)) {
    let Some((step, height)) = curve.smooth.last() else {
        return;
    };
    let (x, level) = plan.point(*step, *height);
    let x = x + ASIDE;
    let away = [0.0, -8.0, 8.0, -16.0, 16.0, -24.0, 24.0];
    let places = away.map(|away| ((x, level + away), HPos::Left));
    labels.put_at_one_of(&label, &places);
}

/// A name above a narrow picture, where its curve begins or as near to it as there is room.
fn above(plan: &Plan, labels: &Labels, (label, curve): (Label, &TrainingCurve)) {
    let Some((_, height)) = curve.smooth.first() else {
        return;
    };
    let (left, top, right, _) = plan.curves;
    let (level, half) = (plan.level(*height), label.width() / 2.0);
    let away = [0.0, 12.0, -12.0, 24.0, -24.0, 36.0, -36.0, 48.0, -48.0];
    let places = away.map(|away| {
        let x = (level + away).clamp(left + half, (right - half).max(left + half));
        ((x, top - 9.0), HPos::Center)
    });
    labels.put_at_one_of(&label, &places);
}
