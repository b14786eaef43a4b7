//! What lies under the fan and around it: decades, the line at 1, lengths that people know, factors and places.

use plotters::style::text_anchor::HPos;

use super::plan::{Plan, stride};
use crate::chart::brush::Brush;
use crate::chart::count::float;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels, SMALL};
use crate::chart::theme::Color;
use crate::scene::{Fan, power_of_ten};
use crate::words::fan as words;

/// The least distance of two lines of the grid.
const LINES: f64 = 30.0;
/// Landmarks stand beside at least this many decades.
const LANDMARKS: f64 = 8.0;
/// The least width of a place that has room for its factor.
const FACTOR: f64 = 30.0;
/// A layer whose factor is this near to 1, in decades, keeps the length.
const KEEPS: f64 = 0.12;
/// The least distance of two numbers of places, in a narrow picture and else.
const NUMBERS: (f64, f64) = (34.0, 26.0);
/// The least distance to the selected number over that.
const APART: f64 = 0.7;

/// The lines of the grid, and the one at 1.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan) {
    let ends = (plan.left - 8.0, plan.right);
    for decade in decades(plan) {
        let pen = Pen::solid(brush.palette.faint, 1.0);
        brush.across(ends, plan.y(decade), pen);
    }
    if plan.zero > plan.bottom {
        let pen = Pen::solid(brush.palette.faint, 1.0);
        brush.dots(&[(ends.0, plan.zero), (ends.1, plan.zero)], pen);
    }
    one(brush, plan);
}

/// The line at 1.
pub(super) fn one(brush: &Brush<'_>, plan: &Plan) {
    let pen = Pen::solid(brush.palette.ink, 1.25);
    brush.across((plan.left - 8.0, plan.right), plan.one(), pen);
}

/// The powers of ten with a line, those near 1 first.
fn decades(plan: &Plan) -> Vec<f64> {
    let mut step = 1.0;
    while step * plan.decade() < LINES {
        step *= 2.0;
    }
    let mut decades = vec![0.0];
    let mut decade = step;
    while decade <= plan.frame.above.max(plan.frame.below) {
        let both = [(decade, plan.frame.above), (-decade, plan.frame.below)];
        decades.extend(
            both.into_iter()
                .filter(|(at, most)| at.abs() <= *most)
                .map(|(at, _)| at),
        );
        decade += step;
    }
    decades
}

/// The powers of ten at the left, and lengths that people know beside them.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, labels: &Labels) {
    let palette = brush.palette;
    let x = plan.left - 14.0;
    let put = |decade: f64| {
        let label = match decade {
            0.0 => Label::new("1", palette.ink).bold().sized(BIG),
            _ => Label::new(power_of_ten(decade), palette.quiet),
        };
        let label = label.anchored(HPos::Right);
        labels.put(label.at((x, plan.y(decade))));
    };
    decades(plan).into_iter().for_each(put);
    if plan.zero > plan.bottom {
        let label = Label::new("0", palette.quiet).anchored(HPos::Right);
        labels.put(label.at((x, plan.zero)));
    }
    if !plan.is_narrow && plan.frame.below + plan.frame.above >= LANDMARKS {
        let is_seen = |mark: &&(f64, &str)| {
            let y = plan.y(mark.0);
            y > plan.top - 1.0 && y < plan.bottom - 2.0
        };
        for (decade, name) in words::LANDMARKS.iter().filter(is_seen) {
            let label = Label::new(*name, palette.quiet).sized(SMALL).italic();
            labels.put(label.at((6.0, plan.y(*decade))));
        }
    }
}

/// By what each layer multiplies the gradient, in a row below the plot.
pub(super) fn factors(brush: &Brush<'_>, plan: &Plan, (fan, labels, from): (&Fan, &Labels, f64)) {
    if plan.is_narrow || plan.place() <= FACTOR {
        return;
    }
    let palette = brush.palette;
    let y = plan.height - 26.0;
    let factors = fan.factors();
    if factors.iter().any(Option::is_some) {
        labels.put(Label::new(words::PER_LAYER, palette.quiet).at((6.0, y)));
    }
    for (j, factor) in (1..).zip(factors) {
        let x = plan.x(float(j) - 0.5);
        if let Some(decades) = factor.filter(|_| x > from) {
            let label = Label::new(times(decades), side(brush, decades));
            labels.put(label.sized(SMALL).centered().at((x, y)));
        }
    }
}

fn side(brush: &Brush<'_>, decades: f64) -> Color {
    let palette = brush.palette;
    match decades {
        d if d < -KEEPS => palette.below,
        d if d > KEEPS => palette.above,
        _ => palette.quiet,
    }
}

/// A factor in few characters: ×.24, ×1.3, ×24, ×10⁻⁵.
fn times(decades: f64) -> String {
    let factor = libm::pow(10.0, decades.clamp(-4.0, 4.0));
    match factor {
        f if !(0.005..=999.0).contains(&f) => format!("×{}", power_of_ten(decades.round())),
        f if f < 0.995 => format!("×{}", format!("{f:.2}").trim_start_matches('0')),
        f if f < 9.95 => format!("×{f:.1}"),
        f => format!("×{f:.0}"),
    }
}

/// Every so many places have a number.
const STEPS: [usize; 6] = [1, 2, 5, 10, 20, 50];

/// The numbers of the places below the plot.
pub(super) fn places(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let palette = brush.palette;
    let y = plan.height - 9.0;
    let name = |h: usize| match h {
        0 => words::INPUT.to_owned(),
        h => h.to_string(),
    };
    let put = |h: usize| {
        let label = match h == fan.selected {
            true => Label::new(name(h), palette.ink).bold().sized(12.5),
            false => Label::new(name(h), palette.quiet),
        };
        labels.put(label.centered().at((plan.x_at(h), y)));
    };
    let room = if plan.is_narrow { NUMBERS.0 } else { NUMBERS.1 };
    let least = stride(room, plan.place());
    let every = STEPS.into_iter().find(|step| *step >= least);
    let every = every.unwrap_or(least);
    // Not next to the one that stands out, nor next to the last.
    let apart = |h: usize, other: usize| float(h.abs_diff(other)) * plan.place() >= room * APART;
    let is_apart = |h: &usize| apart(*h, fan.selected) && apart(*h, plan.depth);
    let others = (0..plan.depth).step_by(every).filter(is_apart);
    [fan.selected, 0, plan.depth].into_iter().for_each(put);
    others.for_each(put);
    if !plan.is_narrow {
        labels.put(Label::new(words::LAYER, palette.quiet).at((6.0, y)));
        let back = Label::new(words::BACK_IT_GOES, palette.quiet);
        labels.put(back.at((plan.right + 18.0, y)));
    }
}
