//! A circle in CSS pixels.

use super::brush::{Area, At};

/// A circle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Round {
    pub center: At,
    pub radius: f64,
}

impl Round {
    /// The box around it.
    pub(super) fn area(&self) -> Area {
        let ((x, y), r) = (self.center, self.radius);
        (x - r, y - r, x + r, y + r)
    }

    /// The same middle with another radius.
    pub(super) fn with_radius(self, radius: f64) -> Self {
        Self { radius, ..self }
    }

    /// A point of the unit disc, y upwards, brought into this circle.
    pub(super) fn place(&self, [x, y]: [f64; 2]) -> At {
        (
            self.center.0 + x * self.radius,
            self.center.1 - y * self.radius,
        )
    }

    /// Whether a point lies in it, or not farther than `air` from it.
    pub(super) fn holds(&self, (x, y): At, air: f64) -> bool {
        (x - self.center.0).hypot(y - self.center.1) <= self.radius + air
    }
}
