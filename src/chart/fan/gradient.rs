//! The line of the gradient with a node at every place, and thin lines of what is pinned.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use super::strands;
use crate::chart::brush::{At, Brush};
use crate::chart::count::float;
use crate::chart::ink::Pen;
use crate::chart::labels::{BIG, Label, Labels};
use crate::chart::spline::Spline;
use crate::scene::{Fan, Value};
use crate::words::{compare, fan as words};

/// The width of the line, and of the ground around it.
const WIDTH: f64 = 3.4;
const AROUND: f64 = 7.0;
/// The radius of a node, and the least distance of two.
const NODE: f64 = 3.4;
const NODES: f64 = 14.0;
/// The width of the pinned gradient; width and opacity of its directions.
const PINNED: f64 = 2.0;
const AROUND_PINNED: f64 = 5.0;
const PINNED_STRAND: (f64, f64) = (0.9, 0.45);

/// The gradient right of `from`.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let palette = brush.palette;
    let (unresolved, resolved) = parts(plan, &fan.gradient);
    for (color, width) in [(palette.ground, AROUND), (palette.ink, WIDTH)] {
        for line in resolved.sampled(plan.window(from)) {
            brush.path(&line, Pen::solid(color, width));
        }
    }
    for line in unresolved.sampled(plan.window(from)) {
        brush.dots(&line, Pen::solid(palette.ink, WIDTH));
    }
    nodes(brush, plan, (fan, from));
}

/// The curve through the values that are only known to be at most this large, which lie at the input's side,
/// and that through the others; both share a point.
fn parts(plan: &Plan, gradient: &[Value]) -> (Spline, Spline) {
    let is_unresolved = |value: &Value| value.is_unresolved();
    let points = plan.points(gradient);
    let gone = gradient.len() - points.len();
    let first = gradient
        .iter()
        .rposition(is_unresolved)
        .map_or(0, |h| (h + 1).saturating_sub(gone));
    let shared = points.len().min(first + 1);
    let unresolved = if first > 0 { &points[..shared] } else { &[] };
    let resolved = Spline::through(points[first..].to_vec());
    (Spline::through(unresolved.to_vec()), resolved)
}

/// A ring at every length, an empty circle below the scale where nothing is left, a cross at the upper one
/// where there is no number.
fn nodes(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let palette = brush.palette;
    let places = fan.gradient.iter().enumerate();
    for (h, value) in places {
        let x = plan.x_at(h);
        let has_room = plan.place() > NODES || h == 0;
        if x < from || !has_room {
            continue;
        }
        match (value, value.log10()) {
            (_, Some(log10)) => {
                let at = (x, plan.y(log10));
                if (plan.top - 1.0..=plan.bottom + 1.0).contains(&at.1) {
                    brush.disc(at, NODE + 1.0, palette.ink);
                    brush.disc(at, NODE - 1.0, palette.ground);
                }
            }
            (Value::Zero, None) => {
                let pen = Pen::solid(palette.hot, 1.5);
                brush.ring((x, plan.zero), NODE, pen);
            }
            (Value::NotFinite, None) => {
                let pen = Pen::solid(palette.hot, 2.0);
                brush.cross((x, plan.top), NODE, pen);
            }
            (_, None) => {}
        }
    }
}

/// A dotted line down to the zeros where a layer makes the gradient exactly zero.
pub(super) fn fall(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    let Some(zero) = fan.gradient.iter().rposition(|v| *v == Value::Zero) else {
        return;
    };
    let Some(log10) = fan.gradient.get(zero + 1).and_then(|value| value.log10()) else {
        return;
    };
    let (start, end) = (plan.x_at(zero + 1), plan.x_at(zero));
    if end >= from {
        let path = [(start, plan.y(log10)), (end, plan.zero)];
        brush.dots(&path, Pen::solid(brush.palette.ink, 2.0));
    }
}

/// The gradient and the directions of a pinned network, thin, on the same frame.
pub(super) fn draw_pinned(brush: &Brush<'_>, plan: &Plan, (pinned, labels): (&Fan, &Labels)) {
    let own = Plan {
        depth: pinned.depth.max(1),
        ..plan.clone()
    };
    let palette = brush.palette;
    let everything = plan.window(plan.left);
    if pinned.chips.directions {
        for strand in pinned.strands.iter().flat_map(|all| &all.drawn) {
            for line in strands::curve(&own, strand).sampled(everything) {
                let (width, opacity) = PINNED_STRAND;
                let pen = Pen::solid(palette.quiet, width);
                brush.path(&line, Pen { opacity, ..pen });
            }
        }
    }
    let gradient = Spline::through(own.points(&pinned.gradient));
    for (color, width) in [(palette.ground, AROUND_PINNED), (palette.quiet, PINNED)] {
        for line in gradient.sampled(everything) {
            brush.path(&line, Pen::solid(color, width));
        }
    }
    if let Some((x, y)) = gradient.points().first() {
        let label = Label::new(compare::NAME, palette.quiet).bold().with_halo();
        let y = plan.within(*y, 10.0);
        let places = [-16.0, 16.0, 0.0].map(|away| ((x + 30.0, y + away), HPos::Left));
        labels.put_at_one_of(&label, &places);
    }
}

/// The length at the selected place beside its point, for which the label looks for a place off the line.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, (fan, labels, at): (&Fan, &Labels, At)) {
    let Some(value) = fan.gradient.get(fan.selected) else {
        return;
    };
    let number = value.digits(2);
    let texts = match value {
        Value::Zero => [
            words::EXACTLY_ZERO.to_owned(),
            words::EXACTLY_ZERO.to_owned(),
        ],
        _ if fan.has_unit() => [words::multiple(&number), number],
        _ => [words::length(&number), number],
    };
    for text in texts.into_iter().skip(usize::from(plan.is_narrow)) {
        let label = Label::new(text, brush.palette.ink)
            .bold()
            .sized(BIG)
            .with_halo();
        let places = places(plan, fan, (at, label.width()));
        if labels.put_at_one_of(&label, &places) {
            return;
        }
    }
}

/// Where a label of this width can stand beside the selected point, the best place first: not on the
/// gradient, then not on its columns, the first strand or the line at 1, then near.
fn places(plan: &Plan, fan: &Fan, ((x, y), width): (At, f64)) -> Vec<(At, HPos)> {
    let gradient = Spline::through(plan.points(&fan.gradient));
    let first = fan.strands.iter().flat_map(|strands| &strands.drawn).next();
    let first = first.map(|first| strands::curve(plan, first));
    let one = plan.one();
    let beside = [(14.0, HPos::Left), (-14.0, HPos::Right)];
    let rows = [22.0, -20.0, 38.0, -36.0, 56.0, -54.0];
    let all = rows.into_iter().flat_map(|dy| {
        beside.map(|(dx, anchor)| ((x + dx, plan.within(y + dy, 9.0)), anchor, dx > 0.0))
    });
    let places: Vec<(u8, (At, HPos))> = all
        // In the column of the scale it would be read as one of its numbers.
        .filter(|(at, _, is_right)| *is_right || at.0 - width > plan.left)
        .map(|(at, anchor, is_right)| {
            let end = if is_right { at.0 + width } else { at.0 - width };
            let across = (at.0.min(end), at.0.max(end));
            let is_on = |line: &Spline| u8::from(is_on(line, across, at.1));
            let is_on_columns = u8::from((at.1 - one) * (at.1 - y) < 0.0);
            let strand = first.as_ref().map_or(0, is_on);
            let is_on_one = u8::from((at.1 - one).abs() < 13.0);
            let badness = 4 * is_on(&gradient) + is_on_columns + strand + is_on_one;
            (badness, (at, anchor))
        })
        .collect();
    // The best ones first; without the library's sort, which is large.
    let as_bad = |badness: u8| places.iter().filter(move |place| place.0 == badness);
    let all = (0..=MOST_BAD).flat_map(as_bad);
    all.map(|(_, place)| *place).collect()
}

/// The most that can speak against a place of the label.
const MOST_BAD: u8 = 7;

/// Whether a line runs through a text with its middle at y.
pub(super) fn is_on(line: &Spline, (left, right): (f64, f64), y: f64) -> bool {
    let step = (right - left) / 8.0;
    (0..=8).any(|i| {
        let height = line.height(left + step * f64::from(i));
        height.is_some_and(|height| (height - y).abs() < 13.0)
    })
}

/// Where the gradient is at the head of a pulse, else at the selected place, or the edge that it lies beyond.
pub(super) fn point(plan: &Plan, fan: &Fan, pulse: Option<f64>) -> At {
    if let Some(place) = pulse {
        let x = plan.x(place.clamp(0.0, float(plan.depth)));
        let line = Spline::through(plan.points(&fan.gradient));
        return (x, line.height(x).map_or(plan.zero, |y| plan.within(y, 0.0)));
    }
    let value = fan.gradient.get(fan.selected).copied();
    let y = match value {
        Some(Value::Zero) => plan.zero,
        Some(Value::NotFinite) => plan.top,
        Some(value) => plan.within(
            value.log10().map_or(plan.bottom, |log10| plan.y(log10)),
            0.0,
        ),
        None => plan.bottom,
    };
    (plan.x_at(fan.selected), y)
}
