//! Numbers of 106 bits whose exponents never run out.

use crate::{Extended, power_of_two, split};

/// (high + low) * 2^exponent: |high| in [0.5, 1) and |low| at most half of its last place, or all
/// of them 0.
///
/// Each operation has a relative error below 2^-102 (Dekker 1971). Zero is exact. No fused
/// multiply-add is used, so every platform gives the same bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct DoubleDouble {
    high: f64,
    low: f64,
    exponent: i64,
}

/// An addend this many binary places below the other one changes nothing.
const FARTHEST: i64 = 110;

impl DoubleDouble {
    /// Exactly 0.
    pub const ZERO: Self = Self {
        high: 0.0,
        low: 0.0,
        exponent: 0,
    };

    /// (high + low) * 2^exponent, for finite numbers with |low| far below |high|.
    fn normalised(high: f64, low: f64, exponent: i64) -> Self {
        let (high, low) = fast_sum(high, low);
        if high == 0.0 {
            return Self::ZERO;
        }
        let (mantissa, shift) = split(high);
        Self {
            high: mantissa,
            low: low * power_of_two(-shift),
            exponent: exponent.saturating_add(shift),
        }
    }

    /// The exact product of two finite numbers.
    pub fn product(a: Extended, b: Extended) -> Self {
        if a.is_zero() || b.is_zero() {
            return Self::ZERO;
        }
        let (high, low) = exact_product(a.mantissa(), b.mantissa());
        Self::normalised(high, low, a.exponent().saturating_add(b.exponent()))
    }

    /// self times another number.
    pub fn times(self, other: Extended) -> Self {
        if self.is_zero() || other.is_zero() {
            return Self::ZERO;
        }
        let (high, low) = exact_product(self.high, other.mantissa());
        let low = low + self.low * other.mantissa();
        Self::normalised(high, low, self.exponent.saturating_add(other.exponent()))
    }

    /// The nearest number with an f64 mantissa.
    pub fn rounded(self) -> Extended {
        Extended::new(self.high + self.low, self.exponent)
    }

    pub fn is_zero(self) -> bool {
        self.high == 0.0
    }

    /// Whether |self| > |other|, as far as the leading 53 bits tell.
    pub fn exceeds(self, other: Self) -> bool {
        if self.is_zero() || other.is_zero() {
            return !self.is_zero();
        }
        let by_exponent = self.exponent.cmp(&other.exponent);
        by_exponent
            .then(self.high.abs().total_cmp(&other.high.abs()))
            .is_gt()
    }

    /// self (1 + change), for a change far below 1.
    pub fn changed(self, change: f64) -> Self {
        if self.is_zero() || change == 0.0 {
            return self;
        }
        Self::normalised(self.high, self.low + self.high * change, self.exponent)
    }

    /// self / other, which must not be zero.
    pub fn over(self, other: Self) -> Self {
        if self.is_zero() {
            return self;
        }
        let first = self.high / other.high;
        let (high, low) = exact_product(first, other.high);
        let rest = ((self.high - high) - low) + (self.low - first * other.low);
        Self::normalised(
            first,
            rest / other.high,
            self.exponent.saturating_sub(other.exponent),
        )
    }

    /// self - a b.
    pub fn less_product(self, a: Self, b: Self) -> Self {
        if a.is_zero() || b.is_zero() {
            return self;
        }
        let (high, low) = exact_product(a.high, b.high);
        let low = low + (a.high * b.low + a.low * b.high);
        let exponent = a.exponent.saturating_add(b.exponent);
        if self.is_zero() {
            return Self::normalised(-high, -low, exponent);
        }
        let shift = exponent.saturating_sub(self.exponent);
        if shift > FARTHEST {
            return Self::normalised(-high, -low, exponent);
        }
        if shift < -FARTHEST {
            return self;
        }
        let scale = power_of_two(shift);
        let (sum, error) = exact_sum(self.high, -high * scale);
        let (tail, tail_error) = exact_sum(self.low, -low * scale);
        let (sum, error) = exact_sum(sum, error + tail);
        Self::normalised(sum, error + tail_error, self.exponent)
    }
}

/// a + b and its rounding error.
#[inline(always)]
fn exact_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let part = sum - a;
    (sum, (a - (sum - part)) + (b - part))
}

/// The same for |a| >= |b|, or a = 0.
#[inline(always)]
fn fast_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, b - (sum - a))
}

/// a b and its rounding error, for sizes far from the ends of the range.
#[inline(always)]
fn exact_product(a: f64, b: f64) -> (f64, f64) {
    let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
    let product = a * b;
    (
        product,
        a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2),
    )
}

/// a as a sum of two numbers of 26 bits (Veltkamp).
#[inline(always)]
fn halves(a: f64) -> (f64, f64) {
    const SPLITTER: f64 = 134_217_729.0;
    let scaled = SPLITTER * a;
    let high = scaled - (scaled - a);
    (high, a - high)
}
