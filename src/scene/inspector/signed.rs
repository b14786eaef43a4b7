//! A value with its sign: entries of matrices have one, magnitudes have none.

use std::fmt;

use crate::network::Extended;
use crate::scene::Value;

/// A value and whether it is below zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signed {
    /// Its magnitude.
    pub value: Value,
    /// Whether it has a minus sign.
    pub is_negative: bool,
}

impl Signed {
    /// How many levels of colour there are.
    pub const LEVELS: usize = 8;

    /// The number in at most this many significant digits, with a true minus.
    pub fn short(self, digits: usize) -> String {
        format!("{}{}", self.sign(), self.value.digits(digits))
    }

    /// Which level of the absolute colour scale it has: 0 below 0.001, then two for each power of
    /// ten, the last from 1 on. None for zero and for values that are not finite.
    pub fn level(self) -> Option<usize> {
        let place = ((self.value.log10()? + 3.0) * 2.0).floor() + 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "brought between 0 and 7 before"
        )]
        let level = place.clamp(0.0, 7.0) as usize;
        Some(level)
    }

    /// The number for a place in a picture; infinite if past f64, and NaN if there is none.
    pub fn to_f64(self) -> f64 {
        let size = self.value.to_f64();
        if self.is_negative { -size } else { size }
    }

    pub(super) fn sign(self) -> &'static str {
        if self.is_negative { "−" } else { "" }
    }
}

impl From<Extended> for Signed {
    fn from(x: Extended) -> Self {
        Self {
            value: x.into(),
            is_negative: x.mantissa() < 0.0,
        }
    }
}

impl fmt::Display for Signed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.sign(), self.value)
    }
}
