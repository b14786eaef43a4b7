//! Where everything is: from shares and depths to CSS pixels, and back.

use crate::chart::brush::{Area, At, to_pixel};
use crate::chart::count::{float, whole};
use crate::scene::MapField;

/// Room around the map, in CSS pixels: left, top, right, below; and the least size of the map.
const AROUND: [f64; 4] = [44.0, 34.0, 14.0, 74.0];
const LEAST: f64 = 40.0;

/// The layout, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub width: f64,
    pub height: f64,
    pub map: Area,
    /// How many columns and rows.
    pub columns: usize,
    pub depth: usize,
}

impl Plan {
    pub(super) fn of(field: &MapField, (width, height): (f64, f64)) -> Self {
        let [left, top, right, below] = AROUND;
        let right = (width - right).max(left + LEAST);
        let bottom = (height - below).max(top + LEAST);
        Self {
            width,
            height,
            map: (left, top, right, bottom),
            columns: field.scale.values.len().max(1),
            depth: field.depth.max(1),
        }
    }

    /// x of a share of the width.
    pub(super) fn x(&self, share: f64) -> f64 {
        self.map.0 + share * (self.map.2 - self.map.0)
    }

    /// x of the left edge of a column.
    pub(super) fn edge(&self, column: usize) -> f64 {
        self.x(float(column) / float(self.columns))
    }

    /// y of so many layers: depth k is the row from k - 1 to k, the first one at the bottom.
    pub(super) fn y(&self, layers: f64) -> f64 {
        self.map.3 - layers / float(self.depth) * (self.map.3 - self.map.1)
    }

    /// y of the middle of the row of a depth.
    pub(super) fn row(&self, depth: usize) -> f64 {
        self.y(float(depth) - 0.5)
    }
}

/// Maps a backend pixel of a drawn map to a column and a depth, and back.
#[derive(Clone, Debug, PartialEq)]
pub struct MapInverse {
    pub(super) plan: Plan,
    /// Backend pixels per CSS pixel.
    pub(super) ratio: f64,
}

impl MapInverse {
    /// The column and the depth at a pixel; beside the map those of its nearer edge.
    pub fn nearest(&self, x: i32, y: i32) -> (usize, usize) {
        let (left, top, right, bottom) = self.plan.map;
        let across = (f64::from(x) / self.ratio - left) / (right - left);
        let up = (bottom - f64::from(y) / self.ratio) / (bottom - top);
        let column = whole(across * float(self.plan.columns)).min(self.plan.columns - 1);
        let row = whole(up * float(self.plan.depth)).min(self.plan.depth - 1);
        (column, row + 1)
    }

    /// Where the dot is that a hand can hold, in CSS pixels.
    pub fn grip(&self, (share, depth): (f64, usize)) -> (f64, f64) {
        (
            self.plan.x(share),
            self.plan.row(depth.min(self.plan.depth)),
        )
    }

    /// The same of a pixel on the map.
    pub fn cell(&self, x: i32, y: i32) -> Option<(usize, usize)> {
        let (left, top, right, bottom) = self.plan.map;
        let (across, down) = (f64::from(x) / self.ratio, f64::from(y) / self.ratio);
        let is_inside = (left..right).contains(&across) && (top..bottom).contains(&down);
        is_inside.then(|| self.nearest(x, y))
    }

    /// The pixel in the middle of the cell of a column and a depth 1..
    pub fn pixel(&self, column: usize, depth: usize) -> (i32, i32) {
        let middle = f64::midpoint(self.plan.edge(column), self.plan.edge(column + 1));
        let at: At = (middle, self.plan.row(depth));
        to_pixel(at, self.ratio)
    }
}
