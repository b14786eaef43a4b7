//! Ratios of extended numbers, many from the same few numbers.

use crate::{Extended, power_of_two};

/// Extended numbers, prepared for division by each other.
pub(super) struct Ratios {
    mantissas: Vec<f64>,
    inverses: Vec<f64>,
    exponents: Vec<i64>,
}

impl Ratios {
    /// No number may be zero.
    pub fn of(numbers: &[Extended]) -> Self {
        Self {
            mantissas: numbers.iter().map(|x| x.mantissa()).collect(),
            inverses: numbers.iter().map(|x| 1.0 / x.mantissa()).collect(),
            exponents: numbers.iter().map(|x| x.exponent()).collect(),
        }
    }

    /// x times number `over` divided by number `under`, accurate to three roundings; 0 if it is
    /// below the range of f64.
    #[inline(always)]
    pub fn scaled(&self, x: f64, (over, under): (usize, usize)) -> f64 {
        let exponent = self.exponents[over] - self.exponents[under];
        let ratio = x * (self.mantissas[over] * self.inverses[under]);
        if (-1022..=1023).contains(&exponent) {
            return ratio * power_of_two(exponent);
        }
        // In two steps: a tiny x may compensate for a power beyond the range of f64.
        let exponent = exponent.clamp(-2000, 2000);
        ratio * power_of_two(exponent / 2) * power_of_two(exponent - exponent / 2)
    }
}
