//! The cells of the heat map as an image, for backends that can show one: thousands of boxes take longer.

use super::plan::{Flow, Plan, long};
use super::tone;
use crate::chart::palette::Palette;
use crate::chart::theme::Color;
use crate::scene::Training;

/// Pixels of the image to a CSS pixel along time.
const FINE: f64 = 2.0;
/// No image is longer.
const LONGEST: f64 = 8192.0;

/// An image that is to be stretched over a part of a drawing, without smoothing.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingCells {
    /// Left, top, right and bottom of that part, in CSS pixels.
    pub area: (f64, f64, f64, f64),
    /// Width and height of the image, in pixels of its own.
    pub size: (usize, usize),
    /// Its pixels row by row, four bytes each: red, green, blue and 255.
    pub pixels: Vec<u8>,
}

impl TrainingCells {
    pub(super) fn of(palette: &Palette, plan: &Plan, training: &Training) -> Self {
        let shown = shown(plan, training);
        let mut colors: Vec<Option<Vec<Color>>> = vec![None; training.columns.len()];
        for column in shown.iter().flatten() {
            let of = |row| tone::of(palette, training, (*column, row));
            colors[*column].get_or_insert_with(|| (0..plan.rows).map(of).collect());
        }
        let unknown = tone::unknown(palette);
        let color = |time: usize, row: usize| {
            let column = shown[time].and_then(|column| colors[column].as_ref());
            column.map_or(unknown, |colors| colors[row])
        };
        let (length, rows) = (shown.len(), plan.rows);
        let mut pixels = Vec::with_capacity(4 * length * rows);
        let mut put = |Color(red, green, blue)| pixels.extend([red, green, blue, u8::MAX]);
        let size = match plan.flow {
            Flow::Right => {
                for row in (0..rows).rev() {
                    (0..length).for_each(|time| put(color(time, row)));
                }
                (length, rows)
            }
            Flow::Down => {
                for time in 0..length {
                    (0..rows).for_each(|row| put(color(time, row)));
                }
                (rows, length)
            }
        };
        Self {
            area: plan.map,
            size,
            pixels,
        }
    }
}

/// The last column that begins in or before each pixel along time, so that none is too short to be seen but beside the next one.
fn shown(plan: &Plan, training: &Training) -> Vec<Option<usize>> {
    let whole = plan.time(long(plan.span)) - plan.time(0.0);
    let length = (whole * FINE).clamp(1.0, LONGEST).floor();
    let columns = &training.columns;
    let end = columns.last().map_or(0, |column| column.step + 1);
    let mut next = 0;
    let mut pixels = Vec::new();
    while long(pixels.len() as u64) < length {
        let at = long(pixels.len() as u64);
        let [from, to] = [at, at + 1.0].map(|edge| edge / length * long(plan.span));
        while columns
            .get(next)
            .is_some_and(|column| long(column.step) < to)
        {
            next += 1;
        }
        pixels.push(next.checked_sub(1).filter(|_| from < long(end)));
    }
    pixels
}
