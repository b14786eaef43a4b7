//! The chain of Jacobians over time: its largest, its middle and its last resolved singular value.

use plotters::style::text_anchor::HPos;

use super::plan::{Flow, Plan, long};
use crate::chart::brush::{Area, At, Brush};
use crate::chart::hatch;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, LABEL, Label, Labels, SMALL};
use crate::scene::{ChainLine, ChainLines, ChainPoint, Value, power_of_ten};
use crate::words::training_chain as words;

/// The widths of the lines, from the top, and the radius of the dots where they are known.
const LINES: [f64; 3] = [2.4, 1.4, 1.4];
const DOT: f64 = 1.9;
/// Steps that are known at least so far apart have dots.
const APART: f64 = 9.0;
/// What lies between the first and the last line.
const BETWEEN: f64 = 0.55;
/// The least distance of two decades, across a wide picture and along a narrow one.
const DECADES: (f64, f64) = (16.0, 42.0);
/// The height of the strip that says that some values are exactly zero, and the least width of a hatched stretch.
const ZEROS: f64 = 9.0;
const LEAST: f64 = 7.0;
/// From a narrow plot to what its hatches mean, below the numbers of its axis.
const UNDER: f64 = 42.0;
/// From a line to its name.
const ASIDE: f64 = 10.0;
/// A dot at the step that is shown, and what keeps it apart.
const SHOWN: (f64, f64) = (3.4, 5.0);

/// Draws grid, lines and hatches; nothing if there is no plot for them.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, chain: &ChainLines) {
    let Some(area) = plan.chain else { return };
    let ends = (plan.time(0.0), plan.time(long(plan.span)));
    for (decade, height) in decades(plan, chain) {
        let level = plan.level_in(area, height);
        let color = match decade {
            0.0 => brush.palette.line,
            _ => brush.palette.faint,
        };
        let line = [plan.at(ends.0, level), plan.at(ends.1, level)];
        brush.path(&line, Pen::solid(color, 1.0));
    }
    between(brush, plan, (chain, area));
    for (line, width) in chain
        .lines()
        .into_iter()
        .rev()
        .map(|line| (line, LINES[line as usize]))
    {
        for stretch in chain.stretches(line) {
            let points = points(plan, area, &stretch);
            brush.path(&points, Pen::solid(brush.palette.ink, width));
            if points.len() == 1 || is_sparse(plan, chain) {
                let dots = points.iter();
                dots.for_each(|at| brush.disc(*at, DOT.max(width / 2.0), brush.palette.ink));
            }
        }
    }
    hatched(brush, plan, (chain, area));
}

/// Whether the points are so far apart that a reader should see where they are.
fn is_sparse(plan: &Plan, chain: &ChainLines) -> bool {
    let steps = chain
        .points
        .windows(2)
        .map(|pair| pair[1].step - pair[0].step);
    // The last one may be nearer than the others.
    let apart = steps.max().unwrap_or(0);
    plan.time(long(apart)) - plan.time(0.0) >= APART
}

fn points(plan: &Plan, area: Area, heights: &[(u64, f64)]) -> Vec<At> {
    let point =
        |(step, height): &(u64, f64)| plan.at(plan.middle(*step), plan.level_in(area, *height));
    heights.iter().map(point).collect()
}

/// What lies between the first and the last line.
fn between(brush: &Brush<'_>, plan: &Plan, (chain, area): (&ChainLines, Area)) {
    for lower in chain.stretches(ChainLine::Last) {
        let steps: Vec<u64> = lower.iter().map(|point| point.0).collect();
        let upper = chain
            .points
            .iter()
            .filter(|point| steps.contains(&point.step));
        let upper = upper.filter_map(|point| Some((point.step, chain.height(point.largest)?)));
        let upper: Vec<(u64, f64)> = upper.collect();
        let mut outline = points(plan, area, &upper);
        outline.extend(points(plan, area, &lower).into_iter().rev());
        if lower.len() > 1 {
            brush.polygon(&outline, brush.palette.faint, BETWEEN);
        }
    }
}

/// What is hatched at a step: all of the plot where there is no number, its foot where only some are zeros.
#[derive(Clone, Copy, PartialEq)]
enum Hatch {
    NotFinite,
    Zero,
    Zeros,
}

fn hatch_of(point: &ChainPoint) -> Option<Hatch> {
    match point.largest {
        Value::NotFinite => Some(Hatch::NotFinite),
        Value::Zero => Some(Hatch::Zero),
        _ => (point.zeros() > 0).then_some(Hatch::Zeros),
    }
}

/// Hatches what is exactly zero, and what is not finite; neighbours together, so that the lines meet.
fn hatched(brush: &Brush<'_>, plan: &Plan, (chain, area): (&ChainLines, Area)) {
    let stretches = chain
        .points
        .chunk_by(|one, next| hatch_of(one) == hatch_of(next));
    let mut next = 0;
    for stretch in stretches {
        next += stretch.len();
        let [first, last] = [stretch.first(), stretch.last()];
        let Some((first, last)) = first.zip(last) else {
            continue;
        };
        let end = chain
            .points
            .get(next)
            .map_or(last.step + 1, |next| next.step);
        let (from, to) = (plan.time(long(first.step)), plan.time(long(end)));
        let times = (from.min(to - LEAST), to);
        let part = |share: f64| plan.part_of(area, times, share);
        match hatch_of(first) {
            Some(Hatch::NotFinite) => hatch::not_finite(brush, part(1.0), &|_| true),
            Some(Hatch::Zero) => hatch::zeros(brush, part(1.0), &|_| true),
            Some(Hatch::Zeros) => {
                let foot = part(ZEROS / plan.across(area));
                hatch::zeros(brush, foot, &|_| true);
            }
            None => {}
        }
    }
}

/// The decades that have room, as log10, with their heights.
fn decades(plan: &Plan, chain: &ChainLines) -> Vec<(f64, f64)> {
    let Some(area) = plan.chain else {
        return Vec::new();
    };
    let (low, high) = chain.range;
    let apart = match plan.flow {
        Flow::Right => DECADES.0,
        Flow::Down => DECADES.1,
    };
    let every = (apart * (high - low) / plan.across(area)).ceil().max(1.0);
    let is_shown = |decade: &f64| decade % every == 0.0;
    let all = chain.decades().filter(is_shown);
    all.map(|decade| (decade, (decade - low) / (high - low)))
        .collect()
}

/// Dots at the step that is shown.
pub(super) fn dots(brush: &Brush<'_>, plan: &Plan, chain: &ChainLines) {
    let (Some(area), Some(shown)) = (plan.chain, chain.shown) else {
        return;
    };
    for line in chain.lines() {
        if let Some(height) = chain.height(shown.value(line)) {
            let at = plan.at(plan.middle(shown.step), plan.level_in(area, height));
            brush.disc(at, SHOWN.1, brush.palette.ground);
            brush.disc(at, SHOWN.0, brush.palette.ink);
        }
    }
}

/// The names of the lines, the decades, and what is exactly zero.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, (chain, labels): (&ChainLines, &Labels)) {
    let Some(area) = plan.chain else { return };
    let (left, top, _, bottom) = area;
    for (decade, height) in decades(plan, chain) {
        let text = match decade {
            0.0 => "1".into(),
            1.0 => "10".into(),
            -1.0 => "0.1".into(),
            decade => power_of_ten(decade),
        };
        let label = Label::new(text, brush.palette.quiet).sized(SMALL);
        let level = plan.level_in(area, height);
        labels.put(match plan.flow {
            Flow::Right => label.at((left - 8.0, level)).anchored(HPos::Right),
            Flow::Down => label.at((level, bottom + 17.0)).centered(),
        });
    }
    if plan.flow == Flow::Down {
        let title = Label::new(words::TITLE, brush.palette.ink).bold();
        labels.put(title.at((left, top - 9.0)).anchored(HPos::Left));
    }
    for line in chain.lines() {
        let palette = brush.palette;
        let is_known = !chain.stretches(line).is_empty();
        let label = match (plan.flow, line) {
            _ if !is_known && !is_never_resolved(chain, line) => continue,
            (Flow::Right, _) if !is_known => {
                Label::new(words::never_resolved(line.name()), palette.quiet)
            }
            (Flow::Right, ChainLine::Largest) => {
                Label::new(line.name(), palette.ink).bold().sized(BIG)
            }
            (Flow::Right, _) => Label::new(line.name(), palette.ink).sized(BIG),
            (Flow::Down, _) => Label::new(line.short_name(), palette.ink).sized(SMALL),
        };
        match plan.flow {
            Flow::Right => beside(plan, labels, (label, line, (chain, area))),
            Flow::Down => within(plan, labels, (label, line, (chain, area))),
        }
    }
    hatches(brush, plan, ((chain, area), labels));
}

/// Whether there is such a value at every step, but never a resolved one.
fn is_never_resolved(chain: &ChainLines, line: ChainLine) -> bool {
    let mut points = chain.points.iter();
    points.all(|point| point.value(line).is_unresolved())
}

/// A name where the line ends, or as near as there is room; at the foot if there is no line.
fn beside(
    plan: &Plan,
    labels: &Labels,
    (label, line, (chain, area)): (Label, ChainLine, (&ChainLines, Area)),
) {
    let end = chain
        .stretches(line)
        .last()
        .and_then(|last| last.last().copied());
    let (x, level) = match end {
        Some((step, height)) => (plan.middle(step), plan.level_in(area, height)),
        None => {
            let last = chain.points.last().map_or(0, |point| point.step);
            (plan.middle(last), area.3)
        }
    };
    let down = [0.0, 9.0, 16.0, 24.0, 32.0, -9.0, -16.0, -24.0, -32.0];
    // The names have the order of the lines.
    let places = down.map(|away| match line {
        ChainLine::Largest => ((x + ASIDE, level - away), HPos::Left),
        _ => ((x + ASIDE, level + away), HPos::Left),
    });
    labels.put_at_one_of(&label, &places);
}

/// A name beside its line, within a narrow plot: where there is room, from the beginning on.
fn within(
    plan: &Plan,
    labels: &Labels,
    (label, line, (chain, area)): (Label, ChainLine, (&ChainLines, Area)),
) {
    let label = label.with_halo();
    let half = LABEL * 0.7;
    let reach = label.width();
    let stretches = chain.stretches(line);
    let points = stretches.iter().flatten();
    let places = points.flat_map(|(step, height)| {
        let (x, y) = plan.at(plan.middle(*step), plan.level_in(area, *height));
        let is_inside = y - half > area.1 && y + half < area.3;
        let right = (x + 5.0 + reach < plan.width - 3.0).then_some(((x + 5.0, y), HPos::Left));
        let left = (x - 5.0 - reach > area.0).then_some(((x - 5.0, y), HPos::Right));
        [left, right].map(|place| place.filter(|_| is_inside))
    });
    let places: Vec<(At, HPos)> = places.flatten().collect();
    labels.put_at_one_of(&label, &places);
}

/// What hatches mean: how many values are exactly zero in the end, or that they are not finite.
fn hatches(
    brush: &Brush<'_>,
    plan: &Plan,
    ((chain, area), labels): ((&ChainLines, Area), &Labels),
) {
    let has_hatch = |point: &&ChainPoint| hatch_of(point).is_some();
    let Some(last) = chain.points.iter().rev().find(has_hatch) else {
        return;
    };
    let (text, color) = match last.is_finite() {
        true => (words::zeros(last.zeros(), last.count), brush.palette.hot),
        false => (Value::NotFinite.to_string(), brush.palette.quiet),
    };
    let label = Label::new(text, color);
    let end = chain.points.last().map_or(0, |point| point.step);
    match plan.flow {
        Flow::Right => {
            let x = plan.middle(end);
            let beside = [4.0, 12.0, 20.0, 28.0].map(|up| ((x + ASIDE, area.3 - up), HPos::Left));
            let before = ((x - ASIDE, area.3 - ZEROS / 2.0), HPos::Right);
            let places: Vec<(At, HPos)> = beside.into_iter().chain([before]).collect();
            labels.put_at_one_of(&label.with_halo(), &places);
        }
        Flow::Down => {
            let at = (area.2, area.3 + UNDER);
            labels.put(label.sized(SMALL).at(at).anchored(HPos::Right));
        }
    }
}
