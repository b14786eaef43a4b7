//! Mean and deviation of the numbers of a layer.

use super::Spectrum;
use crate::network::Extended;

/// Where the mean or the deviation is below this part of the largest number, it hangs on the roundings of the numbers.
const LEAST_SHARE: f64 = 1e-9;
/// More than the rounding of a mean, as a part of the largest number.
const ROUNDING: f64 = 1e-13;

/// A mean or a deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// The value, if it is resolved; otherwise a bound of its magnitude.
    pub value: Extended,
    /// Whether its digits are known.
    pub is_resolved: bool,
}

/// Mean and standard deviation of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// The mean, with its sign.
    pub mean: Moment,
    /// The root of the mean squared distance from the mean (divided by n, not by n - 1).
    pub deviation: Moment,
}

impl Moments {
    /// Those of these numbers; NaN if one of them is, or if there are none.
    ///
    /// Equal numbers have a deviation of exactly 0, zeros have both exactly 0. A value below 10^-9 of the largest number
    /// cancels: it depends on the roundings of the numbers, and is not resolved.
    ///
    /// ```
    /// # use gradlens::{analysis::Moments, network::Extended};
    /// let moments = Moments::of(&[1.0, 2.0, 3.0, 6.0].map(Extended::from));
    /// assert_eq!(moments.mean.value.to_f64(), 3.0);
    /// assert_eq!(moments.deviation.value.to_f64(), 3.5_f64.sqrt());
    /// ```
    pub fn of(numbers: &[Extended]) -> Self {
        let largest = numbers
            .iter()
            .fold(Extended::ZERO, |m, x| m.max_abs(*x))
            .abs();
        let Some(first) = numbers
            .first()
            .filter(|_| numbers.iter().all(|x| x.is_finite()))
        else {
            let none = Moment {
                value: Extended::NAN,
                is_resolved: false,
            };
            return Self {
                mean: none,
                deviation: none,
            };
        };
        // From the first number, so that equal ones differ by exactly 0; the second mean takes away what the first one
        // was rounded by.
        let distances: Vec<Extended> = numbers.iter().map(|x| *x - *first).collect();
        let about = mean(&distances);
        let rest: Vec<Extended> = distances.iter().map(|d| *d - about).collect();
        let left = mean(&rest);
        let squares: Vec<Extended> = rest.iter().map(|d| (*d - left) * (*d - left)).collect();
        Self {
            mean: moment(*first + about + left, (largest, numbers.len())),
            deviation: match distances.iter().all(|d| d.is_zero()) {
                true => Moment {
                    value: Extended::ZERO,
                    is_resolved: true,
                },
                false => moment(mean(&squares).sqrt(), (largest, 2)),
            },
        }
    }

    /// The mean of |x|, NaN as in [`Moments::of`]. Nothing cancels, so it is always resolved, unless it is an underflow.
    pub fn mean_magnitude(numbers: &[Extended]) -> Extended {
        let magnitudes: Vec<Extended> = numbers.iter().map(|x| x.abs()).collect();
        mean(&magnitudes)
    }
}

impl Spectrum {
    /// The mean of all singular values, zeros too; resolved if those that are not could change it by at most 10^-6 of
    /// itself, otherwise an upper estimate. NaN while it is pending.
    pub fn mean(&self) -> Moment {
        let unresolved = self.values.iter().take(self.rank).skip(self.resolved);
        let doubt = unresolved.fold(Extended::ZERO, |sum, value| sum + *value);
        let value = mean(&self.values);
        let sum = self
            .values
            .iter()
            .fold(Extended::ZERO, |sum, value| sum + *value);
        let allowed = sum * Self::RESOLVED.into();
        Moment {
            value,
            is_resolved: value.is_finite() && doubt.cmp_abs(allowed).is_le(),
        }
    }
}

/// A value that is computed from `count` numbers of at most this magnitude.
fn moment(value: Extended, (largest, count): (Extended, usize)) -> Moment {
    let least = largest * LEAST_SHARE.into();
    let is_certain = count == 1 || largest.is_zero() || !value.cmp_abs(least).is_lt();
    let is_resolved = is_certain && !largest.is_underflow();
    Moment {
        value: match is_resolved {
            true => value,
            false => value.abs() + largest * ROUNDING.into(),
        },
        is_resolved,
    }
}

fn mean(numbers: &[Extended]) -> Extended {
    let sum = numbers.iter().fold(Extended::ZERO, |sum, x| sum + *x);
    #[expect(clippy::cast_precision_loss, reason = "a width")]
    let count = numbers.len() as f64;
    sum / count.into()
}
