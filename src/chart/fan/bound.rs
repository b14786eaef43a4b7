//! The bound as a dashed ceiling, and the hatch between it and what is true.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use super::strands;
use crate::chart::brush::{At, Brush};
use crate::chart::dash::Dash;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, LABEL, Label, Labels};
use crate::chart::spline::{Spline, Window};
use crate::scene::{Fan, Value};
use crate::words::fan as words;

/// The distance of the hatch's lines along x.
const HATCH: f64 = 10.0;
/// The step in which the hatch looks where it is.
const STEP: f64 = 2.0;

/// The hatch and the ceiling right of `from`.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let ceiling = Spline::through(plan.points(&fan.bound));
    let first = fan.strands.as_ref().and_then(|all| all.drawn.first());
    if let Some(first) = first {
        let truth = strands::curve(plan, first);
        hatch(brush, (&ceiling, &truth), plan.window(from.max(plan.left)));
    }
    let pen = Pen {
        dash: Dash::Long,
        ..Pen::solid(brush.palette.bound, 2.0)
    };
    for line in ceiling.sampled(plan.window(from)) {
        brush.path(&line, pen);
    }
}

/// Lines from the left lower to the right upper side, where they lie between two curves.
fn hatch(brush: &Brush<'_>, (upper, lower): (&Spline, &Spline), window: Window) {
    let pen = Pen {
        opacity: 0.5,
        ..Pen::solid(brush.palette.bound, 1.2)
    };
    let ((left, right), (top, bottom)) = (window.x, window.y);
    let inside = |at: At| {
        let (Some(up), Some(low)) = (upper.height(at.0), lower.height(at.0)) else {
            return false;
        };
        at.0 >= left && at.1 > up.max(top) && at.1 < low.min(bottom)
    };
    let mut start = left - (bottom - top);
    while start < right {
        let mut stroke: Option<(At, At)> = None;
        let mut along = 0.0;
        while along <= bottom - top {
            let at = (start + along, bottom - along);
            stroke = match (stroke, inside(at)) {
                (Some((from, _)), true) => Some((from, at)),
                (None, true) => Some((at, at)),
                (Some((from, to)), false) => {
                    brush.path(&[from, to], pen);
                    None
                }
                (None, false) => None,
            };
            along += STEP;
        }
        if let Some((from, to)) = stroke {
            brush.path(&[from, to], pen);
        }
        start += HATCH;
    }
}

/// What the hatch means, and how much the norms allow.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let color = brush.palette.bound;
    let ceiling = Spline::through(plan.points(&fan.bound));
    if let Some(gap) = fan.gap() {
        let gap = Value::Finite(gap).digits(2);
        let texts = [words::promised(&gap), words::promised_briefly(&gap)];
        let size = if plan.is_narrow { LABEL } else { BIG };
        let put = |text: String| {
            let label = Label::new(text, color).bold().sized(size).with_halo();
            let places = under_ceiling(plan, fan, (&ceiling, label.width()));
            labels.put_at_one_of(&label, &places)
        };
        // Where there is no room for either, the picture says it without words.
        let _ = texts.into_iter().any(put);
    }
    let Some(allowed) = fan.bound.first() else {
        return;
    };
    let label = Label::new(words::allows(&allowed.digits(2)), color).with_halo();
    let width = label.width();
    let over = [0.3, 0.4, 0.5, 0.2].map(|share| {
        let x = plan.left + (plan.right - plan.left) * share;
        let top = ceiling.height(x).unwrap_or(plan.top);
        let top = top.min(ceiling.height(x + width).unwrap_or(top));
        ((x, plan.within(top - 12.0, 8.0)), HPos::Left)
    });
    labels.put_at_one_of(&label, &over);
}

/// Where a text of this width has its left end so that all of it lies in the hatch, between the ceiling and
/// the first strand.
fn under_ceiling(
    plan: &Plan,
    fan: &Fan,
    (ceiling, width): (&Spline, f64),
) -> Vec<((f64, f64), HPos)> {
    let first = fan.strands.as_ref().and_then(|all| all.drawn.first());
    let truth = first.map(|first| strands::curve(plan, first));
    let top = |x: f64| ceiling.height(x).unwrap_or(plan.one()).max(plan.top);
    let bottom = |x: f64| {
        let y = truth.as_ref().and_then(|truth| truth.height(x));
        y.unwrap_or(plan.one()).min(plan.bottom)
    };
    let places = [0.06, 0.12, 0.03, 0.2, 0.3, 0.4].map(|share| {
        let x = plan.left + (plan.right - plan.left) * share;
        let high = top(x).max(top(x + width));
        let low = bottom(x).min(bottom(x + width));
        let middle = f64::midpoint(high, low);
        // Off the line at 1 where there is room.
        let over = plan.one() - BIG;
        let is_on_one = (middle - plan.one()).abs() < BIG && over - BIG > high;
        (low - high, (x, if is_on_one { over } else { middle }))
    });
    let fits = places.into_iter().filter(|(room, _)| *room > 1.5 * BIG);
    fits.map(|(_, at)| (at, HPos::Left)).collect()
}
