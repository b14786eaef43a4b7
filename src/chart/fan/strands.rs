//! What becomes of the directions: a line for each, or bands for many, and where they end.

use plotters::style::text_anchor::HPos;

use super::plan::Plan;
use super::thread::{self, Thread};
use crate::chart::brush::{At, Brush};
use crate::chart::count::float;
use crate::chart::dash::Dash;
use crate::chart::heat::on_ground;
use crate::chart::ink::Pen;
use crate::chart::labels::{Label, Labels};
use crate::chart::spline::Spline;
use crate::chart::theme::Color;
use crate::scene::{Cut, End, Fan, Strand, Strands};
use crate::words::fan as words;

/// The direction that survives best.
pub(super) const FIRST: Thread = Thread {
    width: 2.2,
    opacity: 1.0,
    fade: 0.1,
};
/// The others.
const OTHER: Thread = Thread {
    width: 1.3,
    opacity: 0.82,
    fade: 0.1,
};
/// The one that the reader follows.
const FOLLOWED: Thread = Thread {
    width: 3.4,
    ..FIRST
};
/// The opacity of directions of the settings before.
const OLDER: f64 = 0.4;
/// Where there are many, the lines between bands.
const QUANTILE: Thread = Thread {
    width: 0.9,
    opacity: 0.7,
    fade: 0.0,
};
/// The opacity of a band from the outermost one inwards.
const BANDS: [f64; 3] = [0.14, 0.22, 0.32];
/// The strokes of plain f64 and plain f32.
const PLAIN: [Dash; 2] = [Dash::Long, Dash::Dotted];
/// The step along a band, and how far its parts lie over each other.
const SLICE: f64 = 4.0;
const SEAM: f64 = 0.5;
/// Parts of a band whose colours differ no more than this, in every channel, are drawn as one.
const SAME: u8 = 2;

/// The bands between the quantiles of many directions.
pub(super) fn draw_bands(brush: &Brush<'_>, plan: &Plan, (strands, from): (&Strands, f64)) {
    if !strands.are_bands {
        return;
    }
    let curves: Vec<Spline> = strands
        .drawn
        .iter()
        .map(|strand| curve(plan, strand))
        .collect();
    for (i, pair) in curves.windows(2).enumerate() {
        let from_edge = i.min(curves.len() - 2 - i).min(BANDS.len() - 1);
        draw_band(brush, plan, pair, (from, BANDS[from_edge]));
    }
}

/// A band between two curves, in parts of one colour.
fn draw_band(brush: &Brush<'_>, plan: &Plan, pair: &[Spline], (from, opacity): (f64, f64)) {
    let ends = |x: f64| {
        let height = |curve: &Spline| {
            let y = curve.height(x).unwrap_or(plan.bottom);
            y.clamp(plan.top, plan.bottom)
        };
        [(x, height(&pair[0])), (x, height(&pair[1]))]
    };
    // A little over the next part, so that there is no seam; the colours are opaque.
    let beyond = |edge: [At; 2]| ends((edge[0].0 + SEAM).min(plan.right));
    let mut left = ends(from.max(plan.left));
    // The colour of a part, and its edges.
    let mut part: Option<(Color, Vec<[At; 2]>)> = None;
    while left[0].0 < plan.right {
        let right = ends((left[0].0 + SLICE).min(plan.right));
        let edges = [left, right];
        let is_seen = edges.iter().any(|[top, low]| low.1 - top.1 > 0.1);
        let middle = edges.as_flattened().iter().map(|at| at.1).sum::<f64>() / 4.0;
        let color = on_ground(brush.palette, plan.log10_at(middle), opacity);
        let color = is_seen.then_some(color);
        match (&mut part, color) {
            (Some((same, edges)), Some(color)) if color.is_near(*same, SAME) => edges.push(right),
            (_, color) => {
                finish(brush, part.take(), beyond(left));
                part = color.map(|color| (color, vec![left, right]));
            }
        }
        left = right;
    }
    finish(brush, part, left);
}

/// Draws a part, up to an edge.
fn finish(brush: &Brush<'_>, part: Option<(Color, Vec<[At; 2]>)>, end: [At; 2]) {
    let Some((color, mut edges)) = part else {
        return;
    };
    edges.push(end);
    let above = edges.iter().map(|edge| edge[0]);
    let below = edges.iter().rev().map(|edge| edge[1]);
    brush.polygon(&above.chain(below).collect::<Vec<_>>(), color, 1.0);
}

/// The lines, the strongest one last.
pub(super) fn draw(brush: &Brush<'_>, plan: &Plan, (strands, from, fan): (&Strands, f64, &Fan)) {
    let followed = fan.followed.filter(|_| !strands.are_bands);
    for (i, strand) in strands.drawn.iter().enumerate().rev() {
        let mut thread = match i {
            _ if followed == Some(i) => FOLLOWED,
            0 => FIRST,
            _ if strands.are_bands && i + 1 < strands.drawn.len() => QUANTILE,
            _ => OTHER,
        };
        if fan.are_older {
            thread.opacity *= OLDER;
        }
        for (points, is_resolved) in runs(plan, strand) {
            for line in Spline::through(points).sampled(plan.window(from)) {
                match is_resolved {
                    true => thread::draw(brush, plan, &line, thread),
                    false => thread::draw_dotted(brush, plan, &line, thread),
                }
            }
        }
        end(brush, plan, (strand, from));
    }
}

/// What plain arithmetic makes of the directions, over them: broken lines in ink, and which is which where they
/// leave the truth the farthest.
pub(super) fn draw_plain(
    brush: &Brush<'_>,
    plan: &Plan,
    (plain, from, labels): (&[Strands; 2], f64, &Labels),
) {
    let (left, top, right, bottom) = (from.max(plan.left), plan.top, plan.right, plan.bottom);
    for ((strands, dash), (name, up)) in plain
        .iter()
        .zip(PLAIN)
        .zip(words::PLAIN_ENDS.into_iter().zip([8.0, -10.0]))
    {
        let pen = Pen {
            dash,
            ..Pen::solid(brush.palette.ink, 1.1)
        };
        // The lowest of those that come the farthest.
        let mut end = None;
        for strand in &strands.drawn {
            let points = strand.points.iter().rev();
            let line: Vec<At> = points
                .map(|(h, log10, _)| (plan.x_at(*h), plan.y(*log10)))
                .filter(|(x, y)| (left..=right).contains(x) && (top..=bottom).contains(y))
                .collect();
            brush.path(&line, pen);
            let first = line.first().copied();
            let is_farther = |at: &At| end.is_none_or(|known: At| at.0 <= known.0);
            end = first.filter(is_farther).or(end);
        }
        if let Some((x, y)) = end {
            let label = Label::new(name, brush.palette.ink).with_halo();
            let beside = [8.0, 70.0, 140.0, 220.0, 300.0];
            let places = beside.into_iter().flat_map(|far| [(far, -up), (far, up)]);
            let places = places.map(|(far, down)| ((x + far, y + down), HPos::Left));
            labels.put_at_one_of(&label, &places.collect::<Vec<_>>());
        }
    }
}

/// The curve of a strand.
pub(super) fn curve(plan: &Plan, strand: &Strand) -> Spline {
    let points = strand.points.iter().rev();
    Spline::through(
        points
            .map(|(h, log10, _)| (plan.x_at(*h), plan.y(*log10)))
            .collect(),
    )
}

/// The points of a strand in runs that are resolved or not, each from left to right; neighbours share a point.
fn runs(plan: &Plan, strand: &Strand) -> Vec<(Vec<At>, bool)> {
    let mut runs: Vec<(Vec<At>, bool)> = Vec::new();
    let mut before: Option<At> = None;
    for (h, log10, is_resolved) in &strand.points {
        let at = (plan.x_at(*h), plan.y(*log10));
        match runs.last_mut() {
            Some((points, was)) if was == is_resolved => points.push(at),
            _ => runs.push((before.into_iter().chain([at]).collect(), *is_resolved)),
        }
        before = Some(at);
    }
    for (points, _) in &mut runs {
        points.reverse();
    }
    runs
}

/// A cross where a layer makes a direction exactly zero.
fn end(brush: &Brush<'_>, plan: &Plan, (strand, from): (&Strand, f64)) {
    let Some((h, log10, _)) = strand.points.last() else {
        return;
    };
    let (x, y) = (plan.x_at(*h), plan.y(*log10));
    let cut = x - plan.place() / 2.0;
    let is_seen = (plan.top..=plan.bottom).contains(&y);
    if strand.end != End::Cut || !is_seen || cut < from {
        return;
    }
    thread::draw_dotted(brush, plan, &[(x, y), (cut, y)], OTHER);
    let pen = Pen::solid(brush.palette.hot, 1.4);
    brush.cross((cut, y), 3.0, pen);
}

/// A dotted line at each layer that cuts directions off, and how many.
pub(super) fn draw_cuts(
    brush: &Brush<'_>,
    plan: &Plan,
    (cuts, from, labels): (&[Cut], f64, &Labels),
) {
    let hot = brush.palette.hot;
    let pen = Pen {
        opacity: 0.6,
        ..Pen::solid(hot, 1.0)
    };
    for cut in cuts {
        let x = plan.x(float(cut.layer) - 0.5);
        if x < from {
            continue;
        }
        let label = Label::new(words::cut(cut.count), hot).bold().with_halo();
        let rows = [16.0, 31.0, 46.0].map(|up| ((x, plan.bottom - up), HPos::Center));
        labels.put_at_one_of(&label, &rows);
        brush.dots(&[(x, plan.one() + 4.0), (x, plan.bottom - 4.0)], pen);
    }
}
