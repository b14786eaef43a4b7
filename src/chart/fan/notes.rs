//! Sentences in the plot: what it cannot show, and what the stacks mean.

use plotters::style::text_anchor::HPos;

use super::columns;
use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::count::float;
use crate::chart::labels::{BIG, Label, Labels};
use crate::chart::spline::Spline;
use crate::scene::{Fan, Stack};
use crate::words::fan as words;

/// Where along the plot a remark may end, from the best place on.
const ENDS: [f64; 6] = [0.88, 0.98, 0.75, 0.62, 0.5, 0.4];
/// The distance of remarks from the lower edge and from each other.
const ROWS: [f64; 3] = [12.0, 28.0, 44.0];
/// Where along the plot the sentence about the sums has its middle.
const MIDDLES: [f64; 5] = [0.5, 0.42, 0.58, 0.35, 0.65];
/// Parts of at least this many decades are dying, and sums that differ by less than this share of them are
/// level.
const DYING: f64 = 2.0;
const LEVEL: f64 = 0.25;

/// What leaves the frame and what is cut off, at the lower edge where the gradient does not run.
pub(super) fn remarks(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let line = Spline::through(plan.points(&fan.gradient));
    let is_off_the_line = |(x, y): &At| {
        let near = (0..=8).filter_map(|i| line.height(x - 40.0 * f64::from(i)));
        near.into_iter().all(|height| (height - y).abs() > 12.0)
    };
    for remark in fan.remarks() {
        let label = Label::new(remark, brush.palette.quiet).with_halo();
        let places = ROWS.iter().flat_map(|up| {
            let wide = plan.right - plan.left;
            ENDS.map(|share| (plan.left + wide * share, plan.bottom - up))
        });
        let free: Vec<_> = places
            .filter(is_off_the_line)
            .map(|at| (at, HPos::Right))
            .collect();
        labels.put_at_one_of(&label, &free);
    }
}

/// What the two parts of the stacks are, and what they add up to.
pub(super) fn stacks(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let (Some(first), Some(last)) = (fan.stacks.first(), fan.stacks.last()) else {
        return;
    };
    let palette = brush.palette;
    let half = columns::width(plan) / 2.0;
    let texts = [
        match first.gradient > 0.0 {
            true => words::GRADIENT_GAINED,
            false => words::GRADIENT_LOST,
        },
        match last.signal > 0.0 {
            true => words::SIGNAL_GAINED,
            false => words::SIGNAL_LOST,
        },
    ];
    let label = |text: &str, color| Label::new(text, color).bold().sized(BIG).with_halo();
    let width = texts.map(|text| label(text, palette.ink).width());
    let texts = match width[0] + width[1] + BIG < plan.right - plan.left {
        true => texts,
        false => [words::GRADIENT_PART, words::SIGNAL_PART],
    };
    let color = match first.gradient > 0.0 {
        true => palette.above,
        false => palette.below,
    };
    let left = plan.x(float(first.layer) - 0.5) - half;
    let right = plan.x(float(last.layer) - 0.5) + half;
    let ends = [
        (left, HPos::Left, color),
        (right, HPos::Right, palette.signal),
    ];
    for (text, (x, anchor, color)) in texts.into_iter().zip(ends) {
        let label = label(text, color);
        let label = label.at((x, plan.one())).anchored(anchor);
        let rows = beside_columns(plan, fan, &label);
        let places = rows.map(|y| ((x, plan.within(y, 9.0)), anchor));
        labels.put_at_one_of(&label, &places);
    }
    sum(brush, plan, (fan, labels));
}

/// Heights at which a label does not lie on the columns above or below it, the best one first: above 1 if
/// nothing stands there.
fn beside_columns(plan: &Plan, fan: &Fan, label: &Label) -> [f64; 3] {
    let (left, _, right, _) = label.area();
    let half = columns::width(plan) / 2.0;
    let is_near = |stack: &&Stack| {
        let x = plan.x(float(stack.layer) - 0.5);
        x + half > left && x - half < right
    };
    let stacks = fan.stacks.iter().filter(is_near);
    let mut ends: Vec<f64> = stacks
        .flat_map(|stack| [stack.signal, stack.sum()])
        .collect();
    if fan.chips.gradient {
        let places = fan.gradient.iter().enumerate();
        let near = places.filter(|(h, _)| (left..=right).contains(&plan.x_at(*h)));
        ends.extend(near.filter_map(|(_, value)| value.log10()));
    }
    let above = plan.y(ends.iter().copied().fold(0.0, f64::max)) - 13.0;
    let below = plan.y(ends.iter().copied().fold(0.0, f64::min)) + 13.0;
    let one = plan.one();
    match above > one - 20.0 {
        true => [above, below, below + 17.0],
        false => [below, below + 17.0, above],
    }
}

/// The sentence about the sums, beyond the columns.
fn sum(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    let sums = || fan.stacks.iter().map(Stack::sum);
    let lowest = sums().fold(0.0, f64::min);
    let highest = sums().fold(0.0, f64::max);
    let texts: &[&str] = match (is_level(&fan.stacks), plan.is_narrow) {
        (true, false) => &[words::LEVEL, words::LEVEL_BRIEFLY],
        (true, true) => &[words::LEVEL_BRIEFLY],
        (false, _) => &[words::SUM],
    };
    let rows = [
        plan.y(lowest) + 18.0,
        plan.y(highest) - 18.0,
        plan.bottom - 14.0,
    ];
    for text in texts {
        let label = Label::new(*text, brush.palette.ink)
            .bold()
            .sized(BIG)
            .with_halo();
        let places: Vec<_> = rows
            .iter()
            .flat_map(|y| {
                let wide = plan.right - plan.left;
                MIDDLES.map(|share| {
                    (
                        (plan.left + wide * share, plan.within(*y, 9.0)),
                        HPos::Center,
                    )
                })
            })
            .collect();
        if labels.put_at_one_of(&label, &places) {
            return;
        }
    }
}

/// Whether the gradients of the weights are about the same in all layers although both of their parts are
/// dying.
fn is_level(stacks: &[Stack]) -> bool {
    let range = |part: fn(&Stack) -> f64| {
        let all = || stacks.iter().map(part);
        let (low, high) = (
            all().fold(f64::INFINITY, f64::min),
            all().fold(f64::NEG_INFINITY, f64::max),
        );
        (low, high - low)
    };
    let (signal, _) = range(|stack| stack.signal);
    let (gradient, _) = range(|stack| stack.gradient);
    let (_, spread) = range(Stack::sum);
    signal < -DYING && gradient < -DYING && spread < LEVEL * signal.abs().min(gradient.abs())
}
