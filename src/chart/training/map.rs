//! The heat map.

use super::plan::{Flow, Plan, long};
use super::tone;
use crate::chart::brush::{Area, At, Brush};
use crate::chart::cells::{self, OVERLAP};
use crate::chart::hatch;
use crate::chart::ink::Pen;
use crate::chart::theme::Color;
use crate::scene::{Training, Value};

/// Rows of at least this size are kept apart, by so much.
const APART: (f64, f64) = (9.0, 1.0);
/// The least size of the column of what is not finite.
const ENDED: f64 = 7.0;

/// Draws the cells.
pub(super) fn draw_cells(brush: &Brush<'_>, plan: &Plan, training: &Training) {
    brush.fill(plan.map, tone::unknown(brush.palette), 1.0);
    for row in 0..plan.rows {
        draw_row(brush, plan, (training, row));
    }
}

/// Hatches what is no length and what is not finite, and keeps rows apart.
pub(super) fn draw_over_cells(brush: &Brush<'_>, plan: &Plan, training: &Training) {
    hatched(brush, plan, training);
    if training.ended.is_some() {
        ended(brush, plan);
    }
    separate(brush, plan);
    brush.round_corners(plan.map);
}

/// The cells of a row, those that look alike together.
fn draw_row(brush: &Brush<'_>, plan: &Plan, (training, row): (&Training, usize)) {
    let color = |at: usize| tone::of(brush.palette, training, (at, row));
    cells::runs(training.columns.len(), color, |from, next, shown| {
        let times = times(plan, training, (from, next));
        fill(brush, plan, (times, row, shown));
    });
}

fn fill(brush: &Brush<'_>, plan: &Plan, ((from, to), row, color): ((f64, f64), usize, Color)) {
    let (first, last) = plan.rows(row, row);
    let (left, top, right, bottom) = plan.area((from, to), (first, last));
    let over = |edge: f64, end: f64| (edge + OVERLAP).min(end);
    let area = (left, top, over(right, plan.map.2), over(bottom, plan.map.3));
    brush.fill(area, color, 1.0);
}

/// From where to where some columns go; the last one of all ends with its step.
fn times(plan: &Plan, training: &Training, (from, next): (usize, usize)) -> (f64, f64) {
    let columns = &training.columns;
    let end = match columns.get(next) {
        Some(column) => column.step,
        None => columns.last().map_or(0, |column| column.step + 1),
    };
    (plan.time(long(columns[from].step)), plan.time(long(end)))
}

/// Hatches what is exactly zero, and what is not finite although the training went on.
fn hatched(brush: &Brush<'_>, plan: &Plan, training: &Training) {
    let has = |wanted: Value| {
        let mut columns = training.columns.iter();
        columns.any(|column| column.values.contains(&wanted))
    };
    cells::hatched(brush, plan.map, has, |share| {
        value_at(plan, training, share)
    });
}

/// What is at a share of the width and of the height of the map.
fn value_at(plan: &Plan, training: &Training, (across, down): At) -> Option<Value> {
    let (left, top, right, bottom) = plan.map;
    let at = (left + across * (right - left), top + down * (bottom - top));
    let (step, row) = (whole(plan.time_at(at)), whole(plan.row_at(at)));
    let last = training.columns.last()?;
    let column = training.column(step).filter(|_| step <= last.step)?;
    #[expect(clippy::cast_possible_truncation, reason = "a row")]
    column.values.get(row as usize).copied()
}

/// The whole part; 0 below it.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "steps and rows"
)]
fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}

/// The column in which something is not finite.
fn ended(brush: &Brush<'_>, plan: &Plan) {
    let area = ended_area(plan);
    brush.fill(area, brush.palette.faint, 1.0);
    hatch::not_finite(brush, area, &|_| true);
}

/// A cross where something is not finite.
pub(super) fn mark(brush: &Brush<'_>, plan: &Plan, training: &Training) {
    let layer = training.ended.and_then(|ended| ended.layer);
    let Some(row) = layer.and_then(|layer| layer.checked_sub(plan.first_row)) else {
        return;
    };
    let (left, top, right, bottom) = ended_area(plan);
    let time = match plan.flow {
        Flow::Right => f64::midpoint(left, right),
        Flow::Down => f64::midpoint(top, bottom),
    };
    let at = plan.at(time, plan.row_middle(row));
    brush.cross(at, 6.0, Pen::solid(brush.palette.ground, 6.0));
    brush.cross(at, 5.0, Pen::solid(brush.palette.hot, 2.5));
}

/// The last step of the time axis, which is where a training has ended.
fn ended_area(plan: &Plan) -> Area {
    let to = plan.time(long(plan.span));
    let from = plan.time(long(plan.span - 1)).min(to - ENDED);
    let (first, _) = plan.rows(0, 0);
    let (last, _) = plan.rows(plan.rows - 1, plan.rows - 1);
    let rows = (first.min(last), first.max(last) + plan.row());
    plan.area((from, to), rows)
}

/// Keeps rows apart.
fn separate(brush: &Brush<'_>, plan: &Plan) {
    if plan.row() < APART.0 {
        return;
    }
    let times = (plan.time(0.0), plan.time(long(plan.span)));
    for row in 1..plan.rows {
        let (from, to) = plan.rows(row, row);
        let edge = match plan.flow {
            Flow::Right => to,
            Flow::Down => from,
        };
        let half = APART.1 / 2.0;
        let area = plan.area(times, (edge - half, edge + half));
        brush.fill(area, brush.palette.ground, 1.0);
    }
}
