//! A norm between two bounds, where the spectrum is too dear.

use super::Spectrum;
use crate::network::Extended;

/// A number that is not known better than by its bounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Enclosure {
    /// At most the number.
    pub lower: Extended,
    /// At least the number. Both are zero for an exact zero, and NaN for a number that does not exist.
    pub upper: Extended,
}

impl Enclosure {
    /// From two bounds; where they are no bounds, nothing is known but that it is not negative.
    pub(super) fn of([lower, upper]: [Extended; 2]) -> Self {
        let is_reversed = !lower.is_finite() || lower.cmp_abs(upper).is_gt();
        Self {
            lower: if is_reversed { Extended::ZERO } else { lower },
            upper,
        }
    }

    /// How many decades lie between the bounds: 0 for an exact zero, infinite where there is no lower bound, NaN
    /// where there is no number.
    pub fn decades(self) -> f64 {
        match (self.lower.log10(), self.upper.log10()) {
            (Some(lower), Some(upper)) => upper - lower,
            (None, Some(upper)) if upper.is_nan() => upper,
            (None, Some(_)) => f64::INFINITY,
            (_, None) => 0.0,
        }
    }

    /// Whether the bounds are as near as the error of a value that counts as resolved.
    pub fn is_resolved(self) -> bool {
        self.decades() * std::f64::consts::LN_10 <= Spectrum::RESOLVED
    }

    /// What both say; where that is nothing, or the other is no number, this one.
    pub(super) fn within(self, other: Self) -> Self {
        let lower = self.lower.max_abs(other.lower);
        let upper = match other.upper.cmp_abs(self.upper).is_lt() {
            true => other.upper,
            false => self.upper,
        };
        let is_something = other.upper.is_finite() && lower.cmp_abs(upper).is_le();
        match is_something {
            true => Self { lower, upper },
            false => self,
        }
    }
}
