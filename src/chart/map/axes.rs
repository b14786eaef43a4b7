//! The setting below the map, depths beside it, and the scale of the colours.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use crate::chart::brush::Brush;
use crate::chart::cells;
use crate::chart::heat::on_ground;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels, SMALL};
use crate::scene::{MapPicture, Value, power_of_ten};
use crate::words::map as words;

/// Ticks, and the distances of numbers from the map.
const TICK: f64 = 4.0;
const UNDER: f64 = 13.0;
const ASIDE: f64 = 8.0;
/// The scale of the colours: its width at most, how far its middle lies above the lower edge, its decades, and those with
/// a number.
const WIDTH: f64 = 240.0;
const MIDDLE: f64 = 24.0;
const SCALE: (f64, f64) = (-24.0, 4.0);
const DECADES: [(f64, HPos); 4] = [
    (-24.0, HPos::Left),
    (4.0, HPos::Right),
    (0.0, HPos::Center),
    (-12.0, HPos::Center),
];
/// A sample of a hatch.
const SAMPLE: f64 = 13.0;

/// Draws all of it.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (map, labels): (&MapPicture, &Labels)) {
    across(brush, plan, (map, labels));
    depths(brush, plan, labels);
    let right = bar(brush, plan, labels);
    hatches(brush, plan, (map, labels, right));
}

fn across(brush: &Brush<'_>, plan: &Plan, (map, labels): (&MapPicture, &Labels)) {
    let palette = brush.palette;
    let scale = &map.field.scale;
    let bottom = plan.map.3;
    let name = Label::new(scale.name(), palette.quiet);
    labels.put(
        name.at((plan.map.0 - ASIDE, bottom + UNDER))
            .anchored(HPos::Right),
    );
    for value in scale.marks() {
        if !scale.holds(*value) {
            continue;
        }
        let x = plan.x(scale.share(*value));
        brush.path(
            &[(x, bottom + 1.0), (x, bottom + TICK)],
            Pen::solid(palette.line, 1.0),
        );
        let label = Label::new(scale.text(*value), palette.quiet);
        labels.put(label.at((x, bottom + UNDER)).centered());
    }
}

fn depths(brush: &Brush<'_>, plan: &Plan, labels: &Labels) {
    let palette = brush.palette;
    let (left, top, _, _) = plan.map;
    let name = Label::new(words::DEPTH, palette.quiet);
    labels.put(
        name.at((left - ASIDE, top - ASIDE - 2.0))
            .anchored(HPos::Right),
    );
    let every = if plan.depth > 100 { 50 } else { 20 };
    let all = (1..=plan.depth).filter(|depth| *depth == 1 || depth.is_multiple_of(every));
    for depth in all {
        let y = plan.row(depth);
        brush.path(
            &[(left - TICK, y), (left - 1.0, y)],
            Pen::solid(palette.line, 1.0),
        );
        let label = Label::new(depth.to_string(), palette.quiet);
        labels.put(label.at((left - ASIDE, y)).anchored(HPos::Right));
    }
}

/// The scale of the colours; the result is where it ends.
fn bar(brush: &Brush<'_>, plan: &Plan, labels: &Labels) -> f64 {
    let name = Label::new(words::LENGTH, brush.palette.quiet);
    let y = plan.height - MIDDLE;
    let left = plan.map.0 + name.width() + 12.0;
    let right = (left + WIDTH).min(plan.map.2);
    labels.put(name.at((plan.map.0, y)));
    let (low, high) = SCALE;
    let decade = |share: f64| low + share * (high - low);
    cells::bar(brush, (left, right), y, |share| {
        on_ground(brush.palette, decade(share), 1.0)
    });
    for (decade, anchor) in DECADES {
        let x = left + (decade - low) / (high - low) * (right - left);
        let text = match decade {
            0.0 => words::ONE.into(),
            decade => power_of_ten(decade),
        };
        let label = Label::new(text, brush.palette.quiet).sized(SMALL);
        labels.put(label.at((x, y + 12.0)).anchored(anchor));
    }
    right
}

/// What hatches mean, where there are any.
fn hatches(brush: &Brush<'_>, plan: &Plan, (map, labels, mut left): (&MapPicture, &Labels, f64)) {
    let y = plan.height - MIDDLE;
    for (value, name) in [
        (Value::Zero, words::ZERO),
        (Value::NotFinite, words::NOT_FINITE),
    ] {
        let mut columns = map.field.columns.iter();
        if !columns.any(|list| list.contains(&value)) {
            continue;
        }
        let label = Label::new(name, brush.palette.quiet);
        let x = left + 18.0;
        let end = x + SAMPLE + 6.0 + label.width();
        if !labels.put(label.at((x + SAMPLE + 6.0, y))) {
            continue;
        }
        let half = SAMPLE / 2.0;
        let area = (x, y - half, x + SAMPLE, y + half);
        brush.fill(area, brush.palette.faint, 1.0);
        cells::hatched(brush, area, |wanted| wanted == value, |_| Some(value));
        left = end;
    }
}
