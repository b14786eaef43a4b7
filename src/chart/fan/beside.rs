//! What stands beside the measurement, behind the gradient and the strands.

mod formats;
mod seeds;
mod theory;

use plotters::style::text_anchor::HPos;

use super::gradient::is_on;
use super::plan::Plan;
use crate::chart::brush::{At, Brush};
use crate::chart::labels::{Label, Labels};
use crate::chart::spline::Spline;
use crate::chart::theme::Color;
use crate::scene::Fan;

/// The step of a band's edges along x.
const STEP: f64 = 4.0;

/// Where along the plot labels may begin.
const STARTS: [f64; 12] = [
    0.04, 0.1, 0.16, 0.24, 0.32, 0.4, 0.48, 0.56, 0.64, 0.72, 0.8, 0.86,
];
/// Their distance from the line.
const AWAY: [f64; 4] = [-13.0, 13.0, -26.0, 26.0];

/// What lies under the grid.
pub(super) fn fills(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    if let Some(lines) = &fan.beside.theory {
        theory::edge(brush, plan, (lines, from));
    }
    if let Some(lines) = &fan.beside.seeds {
        seeds::fills(brush, plan, (lines, from));
    }
    if let Some(lines) = &fan.beside.theory {
        theory::fills(brush, plan, (lines, from));
    }
}

/// The lines on it.
pub(super) fn lines(brush: &Brush<'_>, plan: &Plan, (fan, from): (&Fan, f64)) {
    if let Some(lines) = &fan.beside.formats {
        formats::draw(brush, plan, (lines, from));
    }
    if let Some(lines) = &fan.beside.seeds {
        seeds::draw(brush, plan, (lines, from));
    }
    if let Some(lines) = &fan.beside.theory {
        theory::draw(brush, plan, (lines, from));
    }
}

/// What they are.
pub(super) fn label(brush: &Brush<'_>, plan: &Plan, (fan, labels): (&Fan, &Labels)) {
    if let Some(lines) = &fan.beside.theory {
        theory::label(brush, plan, (fan, lines, labels));
    }
    if let Some(lines) = &fan.beside.seeds {
        seeds::label(brush, plan, (fan, lines, labels));
    }
    if let Some(lines) = &fan.beside.formats {
        formats::label(brush, plan, (fan, lines, labels));
    }
}

/// The curve through log10 of lengths at the places 0, 1, ..., up to the first one, seen from the last, that is not finite.
fn curve(plan: &Plan, log10: impl DoubleEndedIterator<Item = f64> + ExactSizeIterator) -> Spline {
    let known = log10
        .enumerate()
        .rev()
        .take_while(|(_, log10)| log10.is_finite());
    let mut points: Vec<At> = known
        .map(|(h, log10)| (plan.x_at(h), plan.y(log10)))
        .collect();
    points.reverse();
    Spline::through(points)
}

/// A band between two curves right of `from`.
fn band(
    brush: &Brush<'_>,
    plan: &Plan,
    ([upper, lower], from): ([&Spline; 2], f64),
    (color, opacity): (Color, f64),
) {
    let start = from.max(plan.left);
    let ends = |x: f64| {
        let inside = |y: f64| y.clamp(plan.top, plan.bottom);
        Some((inside(upper.height(x)?), inside(lower.height(x)?)))
    };
    let (mut above, mut below): (Vec<At>, Vec<At>) = (Vec::new(), Vec::new());
    let mut x = start;
    loop {
        if let Some((high, low)) = ends(x) {
            above.push((x, high));
            below.push((x, low));
        }
        if x >= plan.right {
            break;
        }
        x = (x + STEP).min(plan.right);
    }
    below.reverse();
    above.append(&mut below);
    if above.len() > 3 {
        brush.polygon(&above, color, opacity);
    }
}

/// A label beside its line, off the other ones where it can be.
fn beside(
    plan: &Plan,
    labels: &Labels,
    (label, line, others): (&Label, &Spline, &[&Spline]),
) -> bool {
    let width = label.width();
    let places = STARTS.into_iter().flat_map(|share| {
        let x = plan.left + (plan.right - plan.left) * share;
        AWAY.into_iter().filter_map(move |away| {
            let (left, right) = (line.height(x)?, line.height(x + width)?);
            // Beyond both ends of its part of the line.
            let y = if away < 0.0 {
                left.min(right)
            } else {
                left.max(right)
            };
            let y = y + away;
            (plan.top + 9.0..=plan.bottom - 9.0)
                .contains(&y)
                .then_some((x, y))
        })
    });
    let places: Vec<_> = places.collect();
    let is_free = |(x, y): &(f64, f64)| {
        let across = (*x, x + width);
        others.iter().all(|other| !is_on(other, across, *y))
    };
    let (free, rest): (Vec<_>, Vec<_>) = places.into_iter().partition(is_free);
    let all: Vec<_> = free
        .into_iter()
        .chain(rest)
        .map(|at| (at, HPos::Left))
        .collect();
    labels.put_at_one_of(label, &all)
}
