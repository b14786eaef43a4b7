//! The step that is shown.

use plotters::style::text_anchor::HPos;

use super::chain;
use super::plan::{Flow, Plan};
use crate::chart::brush::{Area, Brush};
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels};
use crate::scene::Training;

/// The knob: how far its middle lies before the map, its radius, and the ring around it.
const RAISED: f64 = 9.0;
const KNOB: f64 = 8.0;
const RING: f64 = 2.5;
/// Half the width of the line, and of what keeps it apart from the map.
const LINE: (f64, f64) = (1.0, 2.5);
/// Dots on the curves, and what keeps them apart.
const DOT: (f64, f64) = (4.0, 6.0);
/// From the knob to the label, and from the step to its numbers.
const ASIDE: f64 = 16.0;
const SPACE: f64 = 9.0;
/// The height of the label.
const LABEL: f64 = 14.0;

/// Draws the line through map and curves, its knob, and the numbers there.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (training, labels): (&Training, &Labels)) {
    let Some(step) = training.cursor else { return };
    let palette = brush.palette;
    let time = plan.middle(step);
    for (half, color) in [(LINE.1, palette.ground), (LINE.0, palette.ink)] {
        brush.fill(line(plan, time, half), color, 1.0);
    }
    let curves = [
        (Some(&training.loss), palette.ink),
        (training.accuracy.as_ref(), palette.signal),
    ];
    let is_over = training.ended.is_some_and(|ended| step >= ended.step);
    for (curve, color) in curves.into_iter().filter(|_| !is_over) {
        if let Some(height) = curve.and_then(|curve| curve.height(step)) {
            let at = plan.at(time, plan.level(height));
            brush.disc(at, DOT.1, palette.ground);
            brush.disc(at, DOT.0, color);
        }
    }
    if let Some(chain) = training.chain.lines() {
        chain::dots(brush, plan, chain);
    }
    knob(brush, plan, (time, labels));
    label(brush, plan, (training, labels, time));
}

/// The line, so wide to both sides.
fn line(plan: &Plan, time: f64, half: f64) -> Area {
    let times = (time - half, time + half);
    match plan.flow {
        Flow::Right => (times.0, plan.map.1 - RAISED, times.1, plan.last().3),
        Flow::Down => (plan.map.0 - RAISED, times.0, plan.last().2, times.1),
    }
}

fn knob(brush: &Brush<'_>, plan: &Plan, (time, labels): (f64, &Labels)) {
    let (x, y) = match plan.flow {
        Flow::Right => (time, plan.map.1 - RAISED),
        Flow::Down => (plan.map.0 - RAISED, time),
    };
    brush.disc((x, y), KNOB + RING, brush.palette.ground);
    brush.disc((x, y), KNOB, brush.palette.ink);
    let pen = Pen::solid(brush.palette.ground, 1.6);
    for way in [-1.0, 1.0] {
        let (tip, back) = (way * 5.0, way * 2.5);
        let points = [(back, -2.5), (tip, 0.0), (back, 2.5)];
        let points = points.map(|(along, across)| match plan.flow {
            Flow::Right => (x + along, y + across),
            Flow::Down => (x + across, y + along),
        });
        brush.path(&points, pen);
    }
    let reach = KNOB + RING;
    labels.reserve((x - reach, y - reach, x + reach, y + reach));
}

/// The step and its numbers beside the knob, where there is more room; in a narrow picture at its top.
fn label(brush: &Brush<'_>, plan: &Plan, (training, labels, time): (&Training, &Labels, f64)) {
    let Some((step, numbers)) = training.label() else {
        return;
    };
    let step = Label::new(step, brush.palette.ink).sized(BIG).bold();
    let numbers = Label::new(numbers, brush.palette.quiet);
    let (first, second) = (step.width(), numbers.width());
    let mut all = first + SPACE + second;
    let chain = training.chain_label().filter(|_| plan.flow == Flow::Right);
    let chain = chain.map(|text| Label::new(text, brush.palette.quiet));
    let is_short = |label: &Label| all + 2.0 * SPACE + label.width() < plan.width - 8.0;
    let chain = chain.filter(is_short);
    if let Some(label) = &chain {
        all += 2.0 * SPACE + label.width();
    }
    let left = match plan.flow {
        Flow::Down => 8.0,
        Flow::Right if time + ASIDE + all < plan.width - 4.0 => time + ASIDE,
        Flow::Right => (time - ASIDE - all).max(4.0),
    };
    let is_there = labels.put(step.at((left, LABEL)));
    if is_there {
        let at = (left + first + SPACE, LABEL + 0.5);
        labels.put(numbers.at(at).anchored(HPos::Left));
        if let Some(label) = chain {
            labels.put(label.at((at.0 + second + 2.0 * SPACE, at.1)));
        }
    }
}
