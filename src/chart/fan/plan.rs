//! Where everything is: from places and decades to CSS pixels.

use crate::chart::count::float;
use crate::chart::round::Round;
use crate::chart::spline::Window;
use crate::scene::{Fan, FanFrame, Value};

/// Below this width in CSS pixels there is no room beside the plot.
const NARROW: f64 = 700.0;
/// Below this height the lens is small.
const LOW: f64 = 360.0;
/// Zeros lie this far below the scale.
const ZERO: f64 = 18.0;
/// Two discs are at least this far apart.
const APART: f64 = 38.0;

/// The layout of a fan, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub width: f64,
    pub height: f64,
    /// The plot: x of place 0 and of place K, y of the frame's upper and lower edge.
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    /// y of exact zeros, which have no place on the scale: below its lower edge where there are any and there is room.
    pub zero: f64,
    pub frame: FanFrame,
    pub depth: usize,
    /// Whether texts beside the plot are left out.
    pub is_narrow: bool,
    pub strip: Strip,
    pub source: Round,
}

/// The strip of discs above the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Strip {
    /// The height of all middles.
    pub y: f64,
    /// The radius of the selected disc.
    pub lens: f64,
    /// The radius of the others.
    pub disc: f64,
    /// Every how many places there is one, counted from the input.
    pub every: usize,
}

impl Plan {
    pub(super) fn of(fan: &Fan, (width, height): (f64, f64)) -> Self {
        let is_narrow = width < NARROW;
        let is_small = is_narrow || height < LOW;
        let (lens, disc, y): (f64, f64, f64) = match is_small {
            true => (34.0, 15.0, 38.0),
            false => (50.0, 20.0, 52.0),
        };
        let (left, right) = match is_narrow {
            true => (58.0, width - 58.0),
            false => (116.0, width - 168.0),
        };
        let depth = fan.depth.max(1);
        let place = (right - left).max(1.0) / float(depth);
        let every = stride(APART, place);
        let zero = height - if is_narrow { 24.0 } else { 40.0 };
        let mut plan = Self {
            width,
            height,
            left,
            right,
            top: y + lens + 10.0,
            bottom: zero - ZERO * fan.frame.zeros,
            zero,
            frame: fan.frame,
            depth,
            is_narrow,
            strip: Strip {
                y,
                lens,
                disc: disc.min(place * float(every) * 0.42),
                every,
            },
            source: Round {
                center: (right + 84.0, 0.0),
                radius: 56.0,
            },
        };
        if is_narrow {
            plan.source.center.0 = right + 30.0;
            plan.source.radius = 22.0;
        }
        plan.source.center.1 = plan.one();
        plan
    }

    /// The same without anything beside the plot.
    pub(super) fn small(fan: &Fan, (width, height): (f64, f64)) -> Self {
        let air = 3.0;
        Self {
            left: air,
            right: width - air,
            top: air,
            bottom: height - air,
            zero: height - air,
            ..Self::of(fan, (width, height))
        }
    }

    /// The distance of two places.
    pub(super) fn place(&self) -> f64 {
        (self.right - self.left).max(1.0) / float(self.depth)
    }

    /// The height of a decade.
    pub(super) fn decade(&self) -> f64 {
        (self.bottom - self.top) / (self.frame.below + self.frame.above)
    }

    /// x of a place, which may lie between two.
    pub(super) fn x(&self, place: f64) -> f64 {
        self.left + place * self.place()
    }

    /// x of place h.
    pub(super) fn x_at(&self, h: usize) -> f64 {
        self.x(float(h))
    }

    /// The place at x.
    pub(super) fn place_at(&self, x: f64) -> f64 {
        (x - self.left) / self.place()
    }

    /// y of a length, as log10.
    pub(super) fn y(&self, log10: f64) -> f64 {
        self.bottom - self.frame.height(log10) * (self.bottom - self.top)
    }

    /// The length at y, as log10.
    pub(super) fn log10_at(&self, y: f64) -> f64 {
        self.frame
            .length((self.bottom - y) / (self.bottom - self.top))
    }

    /// y of 1.
    pub(super) fn one(&self) -> f64 {
        self.y(0.0)
    }

    /// The height nearest to y that lies in the plot, with some distance to its edges.
    pub(super) fn within(&self, y: f64, air: f64) -> f64 {
        y.min(self.bottom - air).max(self.top + air)
    }

    /// The plot from this x on.
    pub(super) fn window(&self, from: f64) -> Window {
        Window {
            x: (from, self.right + 1.0),
            y: (self.top, self.bottom),
        }
    }

    /// The points of the values that have a length, from left to right, up to the first one, seen from the
    /// loss, that has none.
    pub(super) fn points(&self, values: &[Value]) -> Vec<(f64, f64)> {
        let known = values.iter().enumerate().rev();
        let known = known.map_while(|(h, value)| Some((self.x_at(h), self.y(value.log10()?))));
        let mut points: Vec<_> = known.collect();
        points.reverse();
        points
    }
}

/// Every how many places something stands that needs this much room.
pub(super) fn stride(room: f64, place: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at least 1, at most some hundreds"
    )]
    let every = (room / place).ceil().max(1.0) as usize;
    every
}
