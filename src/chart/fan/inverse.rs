//! The way back from pixels.

use super::lens::Spot;
use super::plan::Plan;
use crate::chart::brush::to_pixel;
use crate::chart::count::float;

/// How far beside a disc a pointer still hits it, in CSS pixels.
const NEAR: f64 = 6.0;
/// The rings of zeros reach so far below their line.
const BELOW: f64 = 5.0;

/// Maps a backend pixel of a drawn fan to what is there.
#[derive(Clone, Debug, PartialEq)]
pub struct FanInverse {
    pub(super) plan: Plan,
    /// The discs that were drawn, with their places.
    pub(super) discs: Vec<Spot>,
    /// Whether the source has a knob.
    pub(super) can_turn: bool,
    /// Backend pixels per CSS pixel.
    pub(super) ratio: f64,
}

impl FanInverse {
    fn css(&self, x: i32, y: i32) -> (f64, f64) {
        (f64::from(x) / self.ratio, f64::from(y) / self.ratio)
    }

    /// The place below or above x, 0..=K, the nearest one beside the plot.
    pub fn place(&self, x: i32) -> usize {
        let place = self.plan.place_at(self.css(x, 0).0).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "brought into 0..=K"
        )]
        let place = place.clamp(0.0, float(self.plan.depth)) as usize;
        place
    }

    /// The length at y as log10, brought into the frame.
    pub fn log10(&self, y: i32) -> f64 {
        let frame = self.plan.frame;
        let log10 = self.plan.log10_at(self.css(0, y).1);
        log10.clamp(-frame.below, frame.above)
    }

    /// Whether this is in the plot itself.
    pub fn is_in_plot(&self, x: i32, y: i32) -> bool {
        let (x, y) = self.css(x, y);
        let half = self.plan.place() / 2.0;
        x >= self.plan.left - half.min(20.0)
            && x <= self.plan.right + half.min(8.0)
            && (self.plan.top..=self.plan.zero + BELOW).contains(&y)
    }

    /// The pixel of a length, as log10, at a place.
    pub fn pixel(&self, place: usize, log10: f64) -> (i32, i32) {
        let at = (self.plan.x_at(place), self.plan.y(log10));
        to_pixel(at, self.ratio)
    }

    /// Whether this is on the circle of loss gradients or its knob, and that can be turned.
    pub fn is_source(&self, x: i32, y: i32) -> bool {
        self.can_turn && self.plan.source.holds(self.css(x, y), NEAR)
    }

    /// The angle of a pixel around the middle of the source, in radians from the direction that survives
    /// best, -pi to pi; 0 in the middle.
    pub fn angle(&self, x: i32, y: i32) -> f64 {
        let ((x, y), middle) = (self.css(x, y), self.plan.source.center);
        libm::atan2(middle.1 - y, x - middle.0)
    }

    /// The place whose disc this is.
    pub fn disc(&self, x: i32, y: i32) -> Option<usize> {
        let at = self.css(x, y);
        let hit = self.discs.iter().find(|(_, round)| round.holds(at, NEAR));
        hit.map(|(place, _)| *place)
    }
}
