//! The way back from pixels.

use super::plan::Plan;
use super::units::Dots;
use crate::chart::brush::{Area, At};

/// How far beside a circle or a unit a pointer still hits it, in CSS pixels.
const NEAR: f64 = 12.0;

/// A part of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApartPart {
    /// The circle that goes in.
    Circle,
    /// Its image under the weights.
    Weights,
    /// The units.
    Units,
    /// What the slopes leave.
    Slopes,
}

impl ApartPart {
    const ALL: [Self; 4] = [Self::Circle, Self::Weights, Self::Units, Self::Slopes];
}

/// Maps a backend pixel of a drawn layer to what is there.
#[derive(Clone, Debug, PartialEq)]
pub struct ApartInverse {
    pub(super) plan: Plan,
    /// The units with their places on A and on A'.
    pub(super) dots: Vec<Dots>,
    /// Backend pixels per CSS pixel.
    pub(super) ratio: f64,
}

impl ApartInverse {
    fn css(&self, x: i32, y: i32) -> At {
        (f64::from(x) / self.ratio, f64::from(y) / self.ratio)
    }

    /// The part in which this is; `None` outside of the picture.
    pub fn part(&self, x: i32, y: i32) -> Option<ApartPart> {
        let at = self.css(x, y);
        let mut parts = ApartPart::ALL.into_iter().zip(self.plan.cells);
        parts
            .find(|(_, cell)| holds(*cell, at, 0.0))
            .map(|(part, _)| part)
    }

    /// Whether this is in the field of the circle that goes in, where the arrow can be turned.
    pub fn is_circle(&self, x: i32, y: i32) -> bool {
        self.plan.fields[0].holds(self.css(x, y), NEAR)
    }

    /// The angle of a pixel around the middle of that circle, in radians from v1, -pi to pi; 0 in the middle.
    pub fn angle(&self, x: i32, y: i32) -> f64 {
        let ((x, y), middle) = (self.css(x, y), self.plan.fields[0].center);
        libm::atan2(middle.1 - y, x - middle.0)
    }

    /// The unit that is meant by a pixel in or near one of the plots, counted from 0: that whose bar is
    /// nearest, and of those in one place the one whose dot is.
    pub fn unit(&self, x: i32, y: i32) -> Option<usize> {
        let at = self.css(x, y);
        let plot = self
            .plan
            .plots
            .iter()
            .position(|plot| holds(*plot, at, NEAR))?;
        let aside = |places: &[At; 2]| (places[plot].0 - at.0).abs();
        let away = |places: &[At; 2]| aside(places) + 0.1 * (places[plot].1 - at.1).abs();
        let near = self.dots.iter().filter(|(_, places)| aside(places) <= NEAR);
        let nearest = near.min_by(|a, b| away(&a.1).total_cmp(&away(&b.1)));
        nearest.map(|(unit, _)| *unit)
    }
}

/// Whether a point lies in an area, or not farther than `air` from it.
fn holds((left, top, right, bottom): Area, (x, y): At, air: f64) -> bool {
    x >= left - air && x < right + air && y >= top - air && y < bottom + air
}
