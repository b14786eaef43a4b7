//! The way back from pixels.

use super::plan::{Flow, Plan, long};
use crate::chart::brush::{Area, At, to_pixel};
use crate::chart::count::float;

/// How far beside map and curves a pointer still hits them, in CSS pixels.
const NEAR: f64 = 12.0;
/// How far beside the map a rounded pixel may lie that is meant to be on it.
const EDGE: f64 = 0.5;

/// Maps a backend pixel of a drawn training to a row and a step, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingInverse {
    pub(super) plan: Plan,
    /// Backend pixels per CSS pixel.
    pub(super) ratio: f64,
}

impl TrainingInverse {
    fn css(&self, x: i32, y: i32) -> At {
        (f64::from(x) / self.ratio, f64::from(y) / self.ratio)
    }

    /// The step at a pixel; beside the time axis that of its nearer end.
    pub fn step(&self, x: i32, y: i32) -> u64 {
        let last = self.plan.span - 1;
        let time = self.plan.time_at(self.css(x, y)).clamp(0.0, long(last));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "brought into 0..=last"
        )]
        let step = time as u64;
        step
    }

    /// Where the line of a step is that a hand can hold, in CSS pixels: x in a wide picture, y in a narrow one.
    pub fn grip(&self, step: u64) -> (Option<f64>, Option<f64>) {
        let middle = self.plan.middle(step);
        match self.plan.flow {
            Flow::Right => (Some(middle), None),
            Flow::Down => (None, Some(middle)),
        }
    }

    /// How many columns a key moves the step that is shown: forwards with Right and Up, as for every slider; but where
    /// time runs down, Down and Page Down go down. None for another key than [`TrainingInverse::KEYS`].
    pub fn columns(&self, key: &str) -> Option<isize> {
        let up = match self.plan.flow {
            Flow::Right => 1,
            Flow::Down => -1,
        };
        Some(match key {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            "ArrowUp" => up,
            "ArrowDown" => -up,
            "PageUp" => 10 * up,
            "PageDown" => -10 * up,
            _ => return None,
        })
    }

    /// The keys that move the step that is shown by so many columns.
    pub const KEYS: [&str; 6] = [
        "ArrowRight",
        "ArrowLeft",
        "ArrowUp",
        "ArrowDown",
        "PageUp",
        "PageDown",
    ];

    /// The row at a pixel, counted from 0; beside the map the nearer end.
    pub fn row(&self, x: i32, y: i32) -> usize {
        let row = self.plan.row_at(self.css(x, y));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "brought into 0..rows"
        )]
        let row = row.clamp(0.0, float(self.plan.rows - 1)) as usize;
        row
    }

    /// The layer of a row at a pixel, or the place, 0 being the input.
    pub fn layer(&self, x: i32, y: i32) -> usize {
        self.row(x, y) + self.plan.first_row
    }

    /// The row and the step of a cell of the map.
    pub fn cell(&self, x: i32, y: i32) -> Option<(usize, u64)> {
        let is_inside = holds(self.plan.map, self.css(x, y), EDGE);
        is_inside.then(|| (self.row(x, y), self.step(x, y)))
    }

    /// The step at a pixel of the chain.
    pub fn chain_step(&self, x: i32, y: i32) -> Option<u64> {
        let chain = self.plan.chain?;
        holds(chain, self.css(x, y), EDGE).then(|| self.step(x, y))
    }

    /// Whether this is on the map or the curves, or near them, where a step can be chosen.
    pub fn is_in_plot(&self, x: i32, y: i32) -> bool {
        let (map, last) = (self.plan.map, self.plan.last());
        let both = (map.0.min(last.0), map.1.min(last.1), last.2, last.3);
        holds(both, self.css(x, y), NEAR)
    }

    /// The pixel in the middle of a cell.
    pub fn pixel(&self, row: usize, step: u64) -> (i32, i32) {
        let at = self
            .plan
            .at(self.plan.middle(step), self.plan.row_middle(row));
        to_pixel(at, self.ratio)
    }
}

/// Whether a point lies in an area, or not farther than `air` from it.
fn holds((left, top, right, bottom): Area, (x, y): At, air: f64) -> bool {
    x >= left - air && x < right + air && y >= top - air && y < bottom + air
}
