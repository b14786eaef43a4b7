//! Where everything is: from steps and rows to CSS pixels.

use crate::chart::brush::{Area, At};
use crate::chart::count::float;
use crate::scene::Training;

/// Below this width in CSS pixels time runs down.
const NARROW: f64 = 700.0;
/// Room around the map and the curves in a wide picture: left, top, right, below.
const AROUND: [f64; 4] = [64.0, 38.0, 148.0, 66.0];
/// The same in a narrow one.
const AROUND_NARROW: [f64; 4] = [52.0, 46.0, 14.0, 104.0];
/// Between the map and the curves.
const BETWEEN: f64 = 16.0;
/// Between curves and chain in a narrow picture, where the numbers of both axes are side by side.
const BETWEEN_NUMBERS: f64 = 26.0;
/// The share of the curves, and their least size.
const CURVES: f64 = 0.27;
/// The same of curves and chain each, where there is a chain, in a wide and in a narrow picture.
const BOTH: (f64, f64) = (0.24, 0.235);
const LEAST: f64 = 56.0;

/// Where time goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Right,
    Down,
}

/// The layout of a training, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub width: f64,
    pub height: f64,
    pub flow: Flow,
    pub map: Area,
    pub curves: Area,
    /// The chain, if there is one.
    pub chain: Option<Area>,
    /// Rows of the map, and what the first of them is called.
    pub rows: usize,
    pub first_row: usize,
    /// Steps on the time axis.
    pub span: u64,
}

impl Plan {
    pub(super) fn of(training: &Training, (width, height): (f64, f64)) -> Self {
        let flow = match width < NARROW {
            true => Flow::Down,
            false => Flow::Right,
        };
        let around = match flow {
            Flow::Right => AROUND,
            Flow::Down => AROUND_NARROW,
        };
        let [left, top] = [around[0], around[1]];
        let right = (width - around[2]).max(left + 2.0 * LEAST);
        let bottom = (height - around[3]).max(top + 2.0 * LEAST);
        let has_chain = training.chain.lines().is_some();
        let (from, to, share, apart) = match flow {
            Flow::Right => (top, bottom, BOTH.0, BETWEEN),
            Flow::Down => (left, right, BOTH.1, BETWEEN_NUMBERS),
        };
        let share = if has_chain { share } else { CURVES };
        let size = (share * (to - from)).max(LEAST);
        let part = |from: f64, to: f64| match flow {
            Flow::Right => (left, from, right, to),
            Flow::Down => (from, top, to, bottom),
        };
        let end = if has_chain { to - size - apart } else { to };
        let map = part(from, end - size - BETWEEN);
        let curves = part(end - size, end);
        let chain = has_chain.then(|| part(to - size, to));
        Self {
            width,
            height,
            flow,
            map,
            curves,
            chain,
            rows: training.rows().max(1),
            first_row: training.quantity.first_row(),
            span: training.span.max(1),
        }
    }

    /// From where to where time goes.
    fn times(&self) -> (f64, f64) {
        match self.flow {
            Flow::Right => (self.map.0, self.map.2),
            Flow::Down => (self.map.1, self.map.3),
        }
    }

    /// The coordinate of a point of time, counted in steps; step s lasts from s to s + 1.
    pub(super) fn time(&self, steps: f64) -> f64 {
        let (from, to) = self.times();
        from + steps / long(self.span) * (to - from)
    }

    /// The coordinate of the middle of a step.
    pub(super) fn middle(&self, step: u64) -> f64 {
        self.time(long(step) + 0.5)
    }

    /// The point of time of a point, counted in steps.
    pub(super) fn time_at(&self, (x, y): At) -> f64 {
        let (from, to) = self.times();
        let along = match self.flow {
            Flow::Right => x,
            Flow::Down => y,
        };
        (along - from) / (to - from) * long(self.span)
    }

    /// The size of a row.
    pub(super) fn row(&self) -> f64 {
        match self.flow {
            Flow::Right => (self.map.3 - self.map.1) / float(self.rows),
            Flow::Down => (self.map.2 - self.map.0) / float(self.rows),
        }
    }

    /// Where rows begin and end, counted from 0: the smaller coordinate first.
    pub(super) fn rows(&self, first: usize, last: usize) -> (f64, f64) {
        let (from, to) = (float(first) * self.row(), float(last + 1) * self.row());
        match self.flow {
            Flow::Right => (self.map.3 - to, self.map.3 - from),
            Flow::Down => (self.map.0 + from, self.map.0 + to),
        }
    }

    /// The middle of a row.
    pub(super) fn row_middle(&self, row: usize) -> f64 {
        let (from, to) = self.rows(row, row);
        f64::midpoint(from, to)
    }

    /// The row at a point, counted from 0 with a fraction.
    pub(super) fn row_at(&self, (x, y): At) -> f64 {
        match self.flow {
            Flow::Right => (self.map.3 - y) / self.row(),
            Flow::Down => (x - self.map.0) / self.row(),
        }
    }

    /// The part of the map between two coordinates of time and between two of rows.
    pub(super) fn area(&self, times: (f64, f64), rows: (f64, f64)) -> Area {
        match self.flow {
            Flow::Right => (times.0, rows.0, times.1, rows.1),
            Flow::Down => (rows.0, times.0, rows.1, times.1),
        }
    }

    /// The point with this coordinate of time, and the other one.
    pub(super) fn at(&self, time: f64, across: f64) -> At {
        match self.flow {
            Flow::Right => (time, across),
            Flow::Down => (across, time),
        }
    }

    /// A point of the curves: a step and a height, 0..=1.
    pub(super) fn point(&self, step: u64, height: f64) -> At {
        self.at(self.middle(step), self.level(height))
    }

    /// The coordinate of a height, 0..=1, across the curves.
    pub(super) fn level(&self, height: f64) -> f64 {
        self.level_in(self.curves, height)
    }

    /// The last of the plots along the time axis.
    pub(super) fn last(&self) -> Area {
        self.chain.unwrap_or(self.curves)
    }

    /// The size of a plot across the time axis.
    pub(super) fn across(&self, (left, top, right, bottom): Area) -> f64 {
        match self.flow {
            Flow::Right => bottom - top,
            Flow::Down => right - left,
        }
    }

    /// The part of a plot between two coordinates of time, from its foot up to a height.
    pub(super) fn part_of(&self, plot: Area, (from, to): (f64, f64), height: f64) -> Area {
        let [foot, head] = [0.0, height].map(|height| self.level_in(plot, height));
        match self.flow {
            Flow::Right => (from, head, to, foot),
            Flow::Down => (foot, from, head, to),
        }
    }

    /// The coordinate of a height, 0..=1, across a plot.
    pub(super) fn level_in(&self, (left, top, right, bottom): Area, height: f64) -> f64 {
        match self.flow {
            Flow::Right => bottom - height * (bottom - top),
            Flow::Down => left + height * (right - left),
        }
    }
}

/// A number of steps as a number.
#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
pub(super) fn long(steps: u64) -> f64 {
    steps as f64
}
