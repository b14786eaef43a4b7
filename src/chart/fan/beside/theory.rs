//! The lines of theory: the mean square broken, typical networks with their band, directions dotted, and the soft
//! edge of what information reaches.

use plotters::style::text_anchor::HPos;

use super::{band, beside, curve};
use crate::chart::brush::Brush;
use crate::chart::dash::Dash;
use crate::chart::fan::plan::Plan;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::chart::spline::Spline;
use crate::scene::{Fan, TheoryLines, layers_text};
use crate::words::beside as words;

/// The opacity of the band, and of the lines of directions.
const BAND: f64 = 0.16;
const DIRECTION: f64 = 0.7;
/// The soft edge: in so many slices over this share of what information reaches, up to this opacity.
const SLICES: u32 = 24;
const SOFT: f64 = 0.25;
const SHADE: f64 = 0.13;
pub(super) fn fills(brush: &Brush<'_>, plan: &Plan, (lines, from): (&TheoryLines, f64)) {
    let [low, high] = [0, 2].map(|i| curve(plan, lines.typical.iter().map(|three| three[i])));
    let color = brush.palette.signal;
    band(brush, plan, ([&high, &low], from), (color, BAND));
}

/// Beyond what information reaches it grows darker; below everything else.
pub(super) fn edge(brush: &Brush<'_>, plan: &Plan, (lines, from): (&TheoryLines, f64)) {
    let Some(reach) = lines.reach else {
        return;
    };
    let (begin, end) = (plan.x(reach * (1.0 - SOFT)), plan.x(reach * (1.0 + SOFT)));
    let slice = (end - begin) / f64::from(SLICES);
    let shade = |left: f64, right: f64, share: f64| {
        let area = (left.max(from), plan.top, right.min(plan.right), plan.bottom);
        let color = brush.palette.line.over(brush.palette.ground, SHADE * share);
        brush.fill(area, color, 1.0);
    };
    for i in 0..SLICES {
        let left = begin + slice * f64::from(i);
        shade(left, left + slice, f64::from(i) / f64::from(SLICES));
    }
    shade(end, plan.right, 1.0);
}

pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (lines, from): (&TheoryLines, f64)) {
    let color = brush.palette.signal;
    let window = plan.window(from);
    let draw = |line: &Spline, pen: Pen| {
        for part in line.sampled(window) {
            brush.path(&part, pen);
        }
    };
    let dotted = Pen {
        opacity: DIRECTION,
        dash: Dash::Dotted,
        ..Pen::solid(color, 1.1)
    };
    for direction in &lines.directions {
        draw(&curve(plan, direction.iter().copied()), dotted);
    }
    let broken = Pen {
        dash: Dash::Long,
        ..Pen::solid(color, 2.0)
    };
    draw(&mean_square(plan, lines), broken);
    draw(&typical(plan, lines), Pen::solid(color, 1.6));
}

fn mean_square(plan: &Plan, lines: &TheoryLines) -> Spline {
    curve(plan, lines.mean_square.iter().copied())
}

fn typical(plan: &Plan, lines: &TheoryLines) -> Spline {
    curve(plan, lines.typical.iter().map(|three| three[1]))
}

pub(super) fn label(
    brush: &Brush<'_>,
    plan: &Plan,
    (fan, lines, labels): (&Fan, &TheoryLines, &Labels),
) {
    let color = brush.palette.signal;
    let gradient = Spline::through(plan.points(&fan.gradient));
    let (mean, typical) = (mean_square(plan, lines), typical(plan, lines));
    for (text, line, other) in [
        (words::MEAN_SQUARE, &mean, &typical),
        (words::TYPICAL, &typical, &mean),
    ] {
        let label = Label::new(text, color).bold().with_halo();
        beside(plan, labels, (&label, line, &[&gradient, other]));
    }
    if let Some(shortest) = lines.directions.last() {
        let label = Label::new(words::NEWMAN, color).with_halo();
        let line = curve(plan, shortest.iter().copied());
        beside(plan, labels, (&label, &line, &[&gradient]));
    }
    if let Some(reach) = lines.reach {
        let label = Label::new(words::reach(&layers_text(reach)), brush.palette.quiet);
        let x = plan.x(reach);
        let rows = [14.0, 30.0, 46.0].map(|down| plan.top + down);
        let places = rows.map(|y| [((x - 6.0, y), HPos::Right), ((x + 6.0, y), HPos::Left)]);
        labels.put_at_one_of(&label.with_halo(), places.as_flattened());
    }
}
