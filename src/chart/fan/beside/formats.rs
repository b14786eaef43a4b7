//! Lines where number formats end, as far as the frame holds them, labelled at the right edge.

use plotters::style::text_anchor::HPos;

use crate::chart::brush::Brush;
use crate::chart::dash::Dash;
use crate::chart::fan::gradient::is_on;
use crate::chart::fan::plan::Plan;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels, SMALL};
use crate::chart::spline::Spline;
use crate::scene::{Fan, FormatLine, FormatLines};

/// Where along the plot a label may end.
const ENDS: [f64; 7] = [0.995, 0.88, 0.76, 0.64, 0.52, 0.4, 0.28];
/// The distance of its middle from the line.
const AWAY: f64 = 8.0;

/// Those within the frame.
fn seen<'a>(plan: &Plan, lines: &'a FormatLines) -> impl Iterator<Item = (f64, &'a FormatLine)> {
    let (top, bottom) = (plan.top, plan.bottom);
    let plan = plan.clone();
    let all = lines
        .lines
        .iter()
        .map(move |line| (plan.y(line.log10), line));
    all.filter(move |(y, _)| (top..=bottom).contains(y))
}

pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (lines, from): (&FormatLines, f64)) {
    for (y, line) in seen(plan, lines) {
        let pen = match line.is_end {
            true => Pen::solid(brush.palette.hot, 1.2),
            false => Pen {
                dash: Dash::Short,
                ..Pen::solid(brush.palette.hot, 1.0)
            },
        };
        brush.across((from.max(plan.left - 8.0), plan.right), y, pen);
    }
}

pub(super) fn label(
    brush: &Brush<'_>,
    plan: &Plan,
    (fan, lines, labels): (&Fan, &FormatLines, &Labels),
) {
    let gradient = Spline::through(plan.points(&fan.gradient));
    for (y, line) in seen(plan, lines) {
        let label = Label::new(line.label.as_str(), brush.palette.hot);
        let label = label.sized(SMALL).with_halo();
        let places = ENDS.into_iter().flat_map(|share| {
            let x = plan.left + (plan.right - plan.left) * share;
            [-AWAY, AWAY].map(|away| (x, y + away))
        });
        let is_off = |(x, y): &(f64, f64)| !is_on(&gradient, (x - label.width(), *x), *y);
        let free: Vec<_> = places.filter(is_off).map(|at| (at, HPos::Right)).collect();
        labels.put_at_one_of(&label, &free);
    }
}
