//! Numbers whose exponents never run out.

use std::cmp::Ordering;
use std::f64::consts::FRAC_1_SQRT_2;

/// A real number m * 2^e with an f64 mantissa and an i64 exponent.
///
/// Normalised: |m| in [0.5, 1), or m = 0 with e = 0, or m NaN with e = 0. Infinite input becomes
/// NaN: no network within the limits leaves the range 2^(+-2^62), so an infinity is an error. Each
/// operation rounds once, as f64 does (relative error 2^-53).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extended {
    mantissa: f64,
    exponent: i64,
}

/// log10(2) in two parts; the high one has 32 trailing zero bits, so its product with an exponent
/// is exact.
const LOG10_2_HIGH: f64 = f64::from_bits(0x3FD3_4413_0000_0000);
const LOG10_2_LOW: f64 = 7.508597826552624e-08;
/// Exponents beyond this are treated as zero or NaN, long before i64 arithmetic could overflow.
const EXPONENT_LIMIT: i64 = 1 << 60;

impl Extended {
    /// Exactly 0.
    pub const ZERO: Self = Self {
        mantissa: 0.0,
        exponent: 0,
    };
    /// Exactly 1.
    pub const ONE: Self = Self {
        mantissa: 0.5,
        exponent: 1,
    };
    /// Not zero, but smaller than any number of this range: its size means nothing. See
    /// [`Extended::is_underflow`].
    pub const UNDERFLOW: Self = Self {
        mantissa: 0.5,
        exponent: -EXPONENT_LIMIT,
    };
    /// Not a finite number.
    pub const NAN: Self = Self {
        mantissa: f64::NAN,
        exponent: 0,
    };

    /// mantissa * 2^exponent for any f64, normalised. NaN and infinities give [`Extended::NAN`];
    /// results below 2^-2^60 underflow, see [`Extended::is_underflow`], and those above 2^2^60 are
    /// NaN.
    #[inline]
    pub fn new(mantissa: f64, exponent: i64) -> Self {
        if mantissa == 0.0 {
            return Self::ZERO;
        }
        if !mantissa.is_finite() {
            return Self::NAN;
        }
        let (mantissa, shift) = split(mantissa);
        let exponent = exponent.saturating_add(shift);
        if exponent < -EXPONENT_LIMIT {
            Self {
                mantissa: 0.5_f64.copysign(mantissa),
                ..Self::UNDERFLOW
            }
        } else if exponent > EXPONENT_LIMIT {
            Self::NAN
        } else {
            Self { mantissa, exponent }
        }
    }

    /// The mantissa, |m| in [0.5, 1), or 0, or NaN.
    pub fn mantissa(self) -> f64 {
        self.mantissa
    }

    /// The exponent of two; 0 for zero and NaN.
    pub fn exponent(self) -> i64 {
        self.exponent
    }

    /// Whether this number, or a factor of it, has reached the lower end of the range: it is not
    /// zero, but smaller than its value by an unknown factor.
    pub fn is_underflow(self) -> bool {
        self.exponent <= -EXPONENT_LIMIT / 2
    }

    /// Whether this is exactly 0.
    pub fn is_zero(self) -> bool {
        self.mantissa == 0.0
    }

    /// Whether this is a number.
    pub fn is_finite(self) -> bool {
        self.mantissa.is_finite()
    }

    /// |self|.
    pub fn abs(self) -> Self {
        Self {
            mantissa: self.mantissa.abs(),
            ..self
        }
    }

    /// The square root; NaN below 0.
    pub fn sqrt(self) -> Self {
        let odd = self.exponent.rem_euclid(2);
        let half = (self.exponent - odd) / 2;
        Self::new((self.mantissa * power_of_two(odd)).sqrt(), half)
    }

    /// self * 2^shift, exactly.
    pub fn scaled(self, shift: i64) -> Self {
        Self::new(self.mantissa, self.exponent.saturating_add(shift))
    }

    /// The nearest f64; 0 or an infinity outside its range.
    pub fn to_f64(self) -> f64 {
        let e = self.exponent.clamp(-1200, 1200);
        // In two steps, so that a subnormal result is rounded once, by the last product.
        let first = e / 2;
        self.mantissa * power_of_two(first) * power_of_two(e - first)
    }

    /// log10 |self|, to 4e-16 relative to the result, also next to 1; `None` for zero, NaN for NaN.
    pub fn log10(self) -> Option<f64> {
        if self.is_zero() {
            return None;
        }
        // A mantissa around 1 gives numbers next to 1 the exponent 0, so nothing cancels there.
        let mantissa = self.mantissa.abs();
        let (mantissa, exponent) = if mantissa < FRAC_1_SQRT_2 {
            (2.0 * mantissa, self.exponent - 1)
        } else {
            (mantissa, self.exponent)
        };
        #[expect(
            clippy::cast_precision_loss,
            reason = "exponents of interest are far below 2^53"
        )]
        let e = exponent as f64;
        Some(e * LOG10_2_HIGH + (e * LOG10_2_LOW + libm::log10(mantissa)))
    }

    /// Compares |self| with |other|; NaN is above everything.
    #[inline]
    pub fn cmp_abs(self, other: Self) -> Ordering {
        match (self.is_finite(), other.is_finite()) {
            (false, false) => return Ordering::Equal,
            (false, true) => return Ordering::Greater,
            (true, false) => return Ordering::Less,
            (true, true) => {}
        }
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .exponent
                .cmp(&other.exponent)
                .then(self.mantissa.abs().total_cmp(&other.mantissa.abs())),
        }
    }

    /// The larger of |self| and |other|.
    pub fn max_abs(self, other: Self) -> Self {
        if self.cmp_abs(other).is_lt() {
            other.abs()
        } else {
            self.abs()
        }
    }
}

impl From<f64> for Extended {
    fn from(value: f64) -> Self {
        Self::new(value, 0)
    }
}

impl std::ops::Mul for Extended {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::new(
            self.mantissa * other.mantissa,
            self.exponent + other.exponent,
        )
    }
}

impl std::ops::Div for Extended {
    type Output = Self;
    /// Division by zero gives NaN.
    fn div(self, other: Self) -> Self {
        Self::new(
            self.mantissa / other.mantissa,
            self.exponent - other.exponent,
        )
    }
}

impl std::ops::Neg for Extended {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            mantissa: -self.mantissa,
            ..self
        }
    }
}

impl std::ops::Add for Extended {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (large, small) = if self.cmp_abs(other).is_lt() {
            (other, self)
        } else {
            (self, other)
        };
        if small.is_zero() || !large.is_finite() {
            return large;
        }
        if large.is_underflow() {
            // Both are only upper bounds, so the sum is bounded by the sum of their sizes.
            let shift = (small.exponent - large.exponent).max(-1074);
            let size = large.mantissa.abs() + small.mantissa.abs() * power_of_two(shift);
            return Self::new(size.copysign(large.mantissa), large.exponent);
        }
        let shift = (small.exponent - large.exponent).max(-1074);
        Self::new(
            large.mantissa + small.mantissa * power_of_two(shift),
            large.exponent,
        )
    }
}

impl std::ops::Sub for Extended {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

/// 2^e for e in -1074..=1023, 0 below and infinity above.
pub fn power_of_two(e: i64) -> f64 {
    match e {
        ..=-1075 => 0.0,
        -1074..=-1023 => f64::from_bits(1 << (e + 1074)),
        -1022..=1023 => f64::from_bits(((e + 1023) as u64) << 52),
        _ => f64::INFINITY,
    }
}

/// (m, e) with x = m * 2^e and |m| in [0.5, 1), for finite nonzero x.
#[inline]
pub fn split(x: f64) -> (f64, i64) {
    const FRACTION: u64 = (1 << 52) - 1;
    let bits = x.to_bits();
    let biased = (bits >> 52) & 0x7FF;
    if biased == 0 || biased == 0x7FF {
        let (m, e) = libm::frexp(x);
        return (m, i64::from(e));
    }
    let sign_and_fraction = bits & (1 << 63 | FRACTION);
    let mantissa = f64::from_bits(sign_and_fraction | 1022 << 52);
    (mantissa, biased.cast_signed() - 1022)
}
