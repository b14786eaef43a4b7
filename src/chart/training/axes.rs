//! Layers and steps beside the map.

use plotters::style::text_anchor::HPos;

use super::plan::{Flow, Plan};
use crate::chart::brush::Brush;
use crate::chart::count::float;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::scene::Training;
use crate::words::learning as words;

/// The least distance of two numbers of layers and of two numbers of steps: one below the other, and side by side.
const BELOW: f64 = 17.0;
const BESIDE: f64 = 30.0;
const STEPS: f64 = 76.0;
/// A tick, and the distances of numbers from the map and the curves.
const TICK: f64 = 4.0;
const ASIDE: f64 = 9.0;
const UNDER: f64 = 17.0;

/// Draws both axes.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (training, labels): (&Training, &Labels)) {
    layers(brush, plan, (training, labels));
    steps(brush, plan, labels);
}

/// The numbers of the layers: the one under the lens, then the ends, then every so many.
fn layers(brush: &Brush<'_>, plan: &Plan, (training, labels): (&Training, &Labels)) {
    let room = match plan.flow {
        Flow::Right => BELOW,
        Flow::Down => BESIDE,
    };
    let every = stride(room / plan.row());
    let (first, last) = (plan.first_row, plan.first_row + plan.rows - 1);
    let lens = training
        .layer
        .filter(|layer| (first..=last).contains(layer));
    let rest = (first..=last).filter(|layer| layer.is_multiple_of(every));
    let mut written = Vec::new();
    for layer in lens.into_iter().chain([first, last]).chain(rest) {
        if !written.contains(&layer) && put_layer(brush, plan, (labels, layer, lens == Some(layer)))
        {
            written.push(layer);
        }
    }
    let title = Label::new(words::LAYER, brush.palette.quiet);
    let (left, top, _, bottom) = plan.map;
    labels.put(match plan.flow {
        Flow::Right => title.at((left - ASIDE, top - UNDER)).anchored(HPos::Right),
        Flow::Down => title
            .at((left - ASIDE, bottom + UNDER))
            .anchored(HPos::Right),
    });
}

fn put_layer(
    brush: &Brush<'_>,
    plan: &Plan,
    (labels, layer, is_lens): (&Labels, usize, bool),
) -> bool {
    let text = match layer {
        0 => words::INPUT.into(),
        layer => layer.to_string(),
    };
    let label = match is_lens {
        true => Label::new(text, brush.palette.ink).bold(),
        false => Label::new(text, brush.palette.quiet),
    };
    let middle = plan.row_middle(layer - plan.first_row);
    labels.put(match plan.flow {
        Flow::Right => label.at((plan.map.0 - ASIDE, middle)).anchored(HPos::Right),
        Flow::Down => label.at((middle, plan.map.3 + UNDER)).centered(),
    })
}

/// Numbers of steps, with ticks.
fn steps(brush: &Brush<'_>, plan: &Plan, labels: &Labels) {
    let palette = brush.palette;
    let (left, _, _, bottom) = plan.last();
    let title = Label::new(words::STEP, palette.quiet);
    let title = match plan.flow {
        Flow::Right => title.at((left - ASIDE, bottom + UNDER)),
        Flow::Down => title.at((plan.map.0 - ASIDE, plan.map.1 - UNDER)),
    };
    labels.put(title.anchored(HPos::Right));
    let (mut step, apart) = (0, apart(plan));
    while step < plan.span {
        let time = plan.middle(step);
        let pen = Pen::solid(palette.line, 1.0);
        let label = Label::new(words::number(step), palette.quiet);
        let (ends, label) = match plan.flow {
            Flow::Right => (
                (bottom + 1.0, bottom + TICK),
                label.at((time, bottom + UNDER)).centered(),
            ),
            Flow::Down => {
                let edge = plan.map.0;
                let label = label.at((edge - ASIDE, time)).anchored(HPos::Right);
                ((edge - TICK, edge - 1.0), label)
            }
        };
        brush.path(&[plan.at(time, ends.0), plan.at(time, ends.1)], pen);
        labels.put(label);
        step += apart;
    }
}

/// The distance of two numbers of steps: 1, 2 or 5 times a power of ten.
fn apart(plan: &Plan) -> u64 {
    let room = match plan.flow {
        Flow::Right => STEPS,
        Flow::Down => BESIDE + BELOW,
    };
    let is_enough = |apart: &u64| plan.middle(*apart) - plan.middle(0) >= room;
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    let mut all = powers.flat_map(|power| [1, 2, 5].map(|times| power.saturating_mul(times)));
    all.find(is_enough).unwrap_or(u64::MAX / 2)
}

/// Every how many layers there is a number: 1, 2, 5, 10, 20, ...
fn stride(at_least: f64) -> usize {
    let all = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500];
    let enough = all.into_iter().find(|every| float(*every) >= at_least);
    enough.unwrap_or(1000)
}
