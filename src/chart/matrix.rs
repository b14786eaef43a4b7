//! Heat maps of matrices on an absolute scale: colour and shape show the sign, strength the size.

use crate::chart::count::float;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;

use super::DrawingError;
use super::easel::Easel;
use super::ink::{Ink, Lettering, Pen};
use super::theme::{Color, Theme};
use crate::scene::inspector::{MatrixMap, Signed};
use crate::scene::{Role, Value};

/// The opacity of each level of size. The gap before the last keeps numbers readable on all of
/// them.
const OPACITIES: [f64; Signed::LEVELS] = [0.06, 0.12, 0.18, 0.25, 0.33, 0.42, 0.5, 0.8];
/// The space for the numbers of rows and columns, in CSS pixels.
const MARGIN: (f64, f64) = (32.0, 20.0);
/// The largest size of a cell, in CSS pixels.
const LARGEST: (f64, f64) = (64.0, 36.0);
/// The smallest distance between the numbers of rows or columns, in CSS pixels.
const APART: (f64, f64) = (30.0, 18.0);

/// Where the cells of a heat map lie, in pixels of the backend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    origin: (i32, i32),
    cell: (f64, f64),
    rows: usize,
    columns: usize,
    /// How many rows and columns of entries are one cell.
    group: [usize; 2],
}

impl Grid {
    fn of(map: &MatrixMap, (width, height): (i32, i32), theme: &Theme) -> Self {
        let origin = (theme.px(MARGIN.0), theme.px(MARGIN.1));
        let size = |all: i32, before: i32, count: usize, largest: f64| {
            let room = f64::from(all - before) - theme.ratio;
            (room / float(count.max(1))).clamp(0.01, largest * theme.ratio)
        };
        Self {
            origin,
            cell: (
                size(width, origin.0, map.columns, LARGEST.0),
                size(height, origin.1, map.rows, LARGEST.1),
            ),
            rows: map.rows,
            columns: map.columns,
            group: map.group,
        }
    }

    /// The row and the column at a pixel, counted from 0.
    pub fn cell_at(&self, x: i32, y: i32) -> Option<(usize, usize)> {
        let place = |at: i32, from: i32, size: f64, count: usize| {
            let index = (f64::from(at - from) / size).floor();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "not negative, and compared with the count"
            )]
            let index = (index >= 0.0).then_some(index as usize)?;
            (index < count).then_some(index)
        };
        Some((
            place(y, self.origin.1, self.cell.1, self.rows)?,
            place(x, self.origin.0, self.cell.0, self.columns)?,
        ))
    }

    /// Left, top, right and bottom of the cell of an entry.
    pub fn box_of(&self, row: usize, column: usize) -> (i32, i32, i32, i32) {
        let [down, across] = self.group;
        let ends = |at: usize, step: usize, count: usize| {
            let first = at / step * step;
            // Past the end there is nothing to be kept within.
            (
                first,
                if at < count {
                    (first + step).min(count)
                } else {
                    first + step
                },
            )
        };
        let (row, below) = ends(row, down, self.rows);
        let (column, beyond) = ends(column, across, self.columns);
        #[expect(clippy::cast_possible_truncation, reason = "inside the picture")]
        let edge = |from: i32, size: f64, index: usize| from + (size * float(index)).round() as i32;
        (
            edge(self.origin.0, self.cell.0, column),
            edge(self.origin.1, self.cell.1, row),
            edge(self.origin.0, self.cell.0, beyond),
            edge(self.origin.1, self.cell.1, below),
        )
    }
}

/// Draws a matrix: orange and a whole cell above 0, blue and a bar like a minus below; empty where
/// it is exactly 0, a cross where there is no number. Numbers are written in the cells if there is
/// room. The result maps a pixel to its cell.
///
/// # Errors
/// What the backend reports.
pub fn draw_matrix<DB: DrawingBackend>(
    map: &MatrixMap,
    area: &DrawingArea<DB, Shift>,
    theme: &Theme,
) -> Result<Grid, DrawingError<DB>> {
    let easel = Easel::on(area);
    let on = Ink::on(&easel, theme);
    let grid = Grid::of(map, on.size, theme);
    heads(&on, &grid);
    let (left, top, ..) = grid.box_of(0, 0);
    let (_, _, right, bottom) = grid.box_of(grid.rows.max(1) - 1, grid.columns.max(1) - 1);
    let frame = [
        (left, top),
        (right, top),
        (right, bottom),
        (left, bottom),
        (left, top),
    ];
    on.path(&frame, Pen::solid(theme.palette().line, 1.0));
    let (width, height) = grid.cell;
    let is_single = grid.group == [1, 1];
    let has_room = is_single
        && width >= f64::from(on.text_width("−0.05"))
        && height >= f64::from(on.text_height());
    // Cells that are large enough do not touch.
    let gap = i32::from(grid.cell.0.min(grid.cell.1) >= 8.0 * theme.ratio) * theme.px(1.0);
    let text_in = |row: usize, column: usize| {
        let (left, _, right, _) = grid.box_of(row, column);
        let cell = map.cell(row, column);
        let mut texts = [2, 1].into_iter().filter(|_| has_room);
        texts.find_map(|digits| {
            Some(cell.short(digits)).filter(|text| on.text_width(text) <= right - left)
        })
    };
    // Drawn shade by shade: drawing is much faster if the colour does not change.
    for (is_negative, level) in (0..2 * Signed::LEVELS).map(|i| (i % 2 == 1, i / 2)) {
        let (color, opacity) = shade(is_negative, level, theme);
        for (row, column) in map.places() {
            let cell = map.cell(row, column);
            if cell.is_negative != is_negative || cell.level() != Some(level) {
                continue;
            }
            let (left, top, right, bottom) = grid.box_of(row, column);
            // Below 0 a bar like a minus, unless the number itself has one.
            let inset = match is_negative && text_in(row, column).is_none() {
                true => ((bottom - top) * 3 / 10).max(i32::from(bottom - top > 2)),
                false => 0,
            };
            let place = ((left, top + inset), (right - gap, bottom - gap - inset));
            on.fill_with(place, color, opacity);
        }
    }
    for (row, column) in map.places() {
        let cell = map.cell(row, column);
        let (left, top, right, bottom) = grid.box_of(row, column);
        let (x, y) = (i32::midpoint(left, right), i32::midpoint(top, bottom));
        let level = cell.level();
        if level.is_none() && cell.value != Value::Zero {
            let r = ((right - left).min(bottom - top) / 2).min(theme.px(3.5));
            let pen = Pen::solid(theme.color(Role::Failure), 1.5);
            on.path(&[(x - r, y - r), (x + r, y + r)], pen);
            on.path(&[(x - r, y + r), (x + r, y - r)], pen);
        } else if let Some(text) = text_in(row, column) {
            let color = ink_on(theme, level.unwrap_or(0));
            on.text(&text, (x, y), Lettering::left(color).centered());
        }
    }
    easel.end(grid)
}

/// The colour of the scale at this level: that of the sign, mixed with the background.
pub fn level_color(theme: &Theme, level: usize, is_negative: bool) -> Color {
    let (over, opacity) = shade(is_negative, level, theme);
    over.over(theme.palette().ground, opacity)
}

/// The colour of a number on this level: the strongest one is light where the background is dark.
pub fn ink_on(theme: &Theme, level: usize) -> Color {
    match theme.is_dark() && level + 1 == Signed::LEVELS {
        true => theme.palette().ground,
        false => theme.palette().ink,
    }
}

fn shade(is_negative: bool, level: usize, theme: &Theme) -> (Color, f64) {
    let role = match is_negative {
        true => Role::Shrinking,
        false => Role::Expanding,
    };
    (
        theme.color(role),
        OPACITIES.get(level).copied().unwrap_or(0.0),
    )
}

/// The numbers of rows and columns, at even distances.
fn heads(on: &Ink<'_>, grid: &Grid) {
    let theme = on.theme;
    let columns = (grid.columns, grid.cell.0, APART.0);
    let rows = (grid.rows, grid.cell.1, APART.1);
    for (is_row, (count, size, apart)) in [(false, columns), (true, rows)] {
        let at_least = apart * theme.ratio / size;
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500];
        let step = steps
            .into_iter()
            .find(|step| float(*step) >= at_least)
            .unwrap_or(1000);
        for index in (0..count).filter(|index| (index + 1).is_multiple_of(step)) {
            let text = (index + 1).to_string();
            let lettering = Lettering::left(theme.palette().quiet);
            let (row, column) = if is_row { (index, 0) } else { (0, index) };
            let (left, top, right, bottom) = grid.box_of(row, column);
            if is_row {
                let at = (left - theme.px(4.0), i32::midpoint(top, bottom));
                on.text(&text, at, lettering.right());
            } else {
                let at = (i32::midpoint(left, right), top - theme.px(10.0));
                on.text(&text, at, lettering.centered());
            }
        }
    }
}
