//! Columns that hang from 1 or stand on it: what the gradient has lost or gained, and the two parts of the
//! gradients of the weights.

use super::plan::Plan;
use crate::chart::brush::{Area, Brush};
use crate::chart::count::float;
use crate::chart::heat::on_ground;
use crate::chart::ink::Pen;
use crate::chart::theme::Color;
use crate::scene::{Fan, Stack};

/// The opacity of the gradient's columns where strands are drawn over them, and where none are.
const OPACITIES: (f64, f64) = (0.17, 0.8);
/// The opacity of the parts of a stack.
const PART: f64 = 0.8;
/// The height of a band of one colour.
const BAND: f64 = 3.0;

/// The width of a column.
pub(super) fn width(plan: &Plan) -> f64 {
    (plan.place() * 0.52).clamp(1.0, 26.0)
}

/// How far a band reaches into the next one.
const SEAM: f64 = 1.0;

/// The gradient's columns right of `from`, at every place but the last.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let opacity = match fan.chips.directions && fan.strands.is_some() {
        true => OPACITIES.0,
        false => OPACITIES.1,
    };
    let half = width(plan) / 2.0;
    let lengths = fan.gradient.iter().take(fan.depth).enumerate();
    let columns: Vec<(f64, f64, f64)> = lengths
        .filter_map(|(h, value)| {
            let x = plan.x_at(h);
            let y = plan.y(value.log10()?).clamp(plan.top, plan.bottom);
            (x + half > from).then_some(((x - half).max(from), x + half, y))
        })
        .collect();
    // Band by band: drawing is faster while the colour stays the same. Each one reaches a little into the
    // next, so that there is no seam; the colours are opaque.
    for (from, to) in bands(plan) {
        let log10 = plan.log10_at(f64::midpoint(from, to));
        let color = on_ground(brush.palette, log10, opacity);
        for (left, right, end) in &columns {
            let (from, to) = match to > from {
                true => (from, (to + SEAM).min(*end)),
                false => ((to - SEAM).max(*end), from),
            };
            brush.fill((*left, from, *right, to), color, 1.0);
        }
    }
}

/// The plot cut into bands of nearly one colour each, from 1 outwards: where each begins and ends.
fn bands(plan: &Plan) -> Vec<(f64, f64)> {
    let one = plan.one();
    let mut bands = Vec::new();
    let mut y = one;
    while y < plan.bottom {
        bands.push((y, (y + BAND).min(plan.bottom)));
        y += BAND;
    }
    y = one;
    while y > plan.top {
        bands.push((y, (y - BAND).max(plan.top)));
        y -= BAND;
    }
    bands
}

/// The stacked columns of the weights' gradients: what the signal has lost or gained, from there what the
/// gradient has, and a line at their sum. With opposite signs they stand side by side, head to tail.
pub(super) fn draw_stacks(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let half = width(plan) / 2.0;
    let palette = brush.palette;
    for stack in &fan.stacks {
        let x = plan.x(float(stack.layer) - 0.5);
        if x - half < from {
            continue;
        }
        let is_opposite = stack.signal * stack.gradient < 0.0;
        let middle = if is_opposite { x } else { x + half };
        let second = if is_opposite { x } else { x - half };
        let [one, seam, sum] = [0.0, stack.signal, stack.sum()].map(|log10| plan.y(log10));
        column(brush, plan, ((x - half, one, middle, seam), palette.signal));
        let color = side(brush, stack);
        column(brush, plan, ((second, seam, x + half, sum), color));
        if (plan.top..=plan.bottom).contains(&sum) {
            let ends = (x - half - 1.0, x + half + 1.0);
            brush.across(ends, sum, Pen::solid(palette.ink, 2.0));
        }
    }
}

/// The colour of what the gradient has lost or gained.
fn side(brush: &Brush<'_>, stack: &Stack) -> Color {
    match stack.gradient > 0.0 {
        true => brush.palette.above,
        false => brush.palette.below,
    }
}

/// One part of a stack between two heights, whichever is the upper one.
fn column(brush: &Brush<'_>, plan: &Plan, ((left, from, right, to), color): (Area, Color)) {
    let inside = |y: f64| y.clamp(plan.top, plan.bottom);
    let area = (left, inside(from.min(to)), right, inside(from.max(to)));
    brush.fill(area, color.over(brush.palette.ground, PART), 1.0);
}
