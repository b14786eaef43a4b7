//! exp and its relatives on [`Extended`] numbers, with the same bits on every platform.

use super::Extended;

/// log2(e) * 2^127, rounded down, as two 64-bit halves.
const LOG2_E_HIGH: u128 = 0xb8aa_3b29_5c17_f0bb;
const LOG2_E_LOW: u128 = 0xbe87_fed0_691d_3e88;

/// exp(x), relative error below 4e-16 for |x| < 2^60.
///
/// Below -2^60 the result is [`Extended::UNDERFLOW`] and above 2^60 it is NaN: there the range of
/// [`Extended`] ends.
pub fn exp(x: Extended) -> Extended {
    if !x.is_finite() {
        return Extended::NAN;
    }
    if x.exponent() > 60 {
        return if x.mantissa() < 0.0 {
            Extended::UNDERFLOW
        } else {
            Extended::NAN
        };
    }
    let plain = x.to_f64();
    if plain.abs() < 700.0 {
        return Extended::from(libm::exp(plain));
    }
    exp_of_large(plain)
}

/// exp(x) for 700 <= |x| < 2^60, by x log2(e) = n + f in integer arithmetic: the fraction f keeps
/// 64 bits.
fn exp_of_large(x: f64) -> Extended {
    let (fraction, exponent) = libm::frexp(x.abs());
    // |x| = digits * 2^(exponent - 53), digits below 2^53 and exponent in 10..=60.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an integer below 2^53"
    )]
    let digits = (fraction * 9_007_199_254_740_992.0) as u128;
    let low = digits * LOG2_E_LOW;
    let high = digits * LOG2_E_HIGH + (low >> 64);
    // |x| log2(e) = (high * 2^64 + low) * 2^(exponent - 180); kept with 64 bits of fraction.
    let product = high << 8 | (low & u128::from(u64::MAX)) >> 56;
    let scaled = product >> (60 - exponent);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the low half is the fraction, the high half below 2^61"
    )]
    let (whole, part) = ((scaled >> 64) as i64, scaled as u64);
    #[expect(clippy::cast_precision_loss, reason = "rounds the fraction to 53 bits")]
    let part = part as f64 / 18_446_744_073_709_551_616.0;
    if x < 0.0 {
        Extended::new(libm::exp2(-part), -whole)
    } else {
        Extended::new(libm::exp2(part), whole)
    }
}

/// exp(-x^2 / divisor) for a divisor of 1 or 2, with the square kept to twice the digits, so that
/// the relative error stays below 1e-15 however large |x| is.
pub fn exp_of_minus_square(x: Extended, divisor: f64) -> Extended {
    // Below 2^-100 the square is far below the rounding of 1; above 2^40 the result underflows.
    match x.exponent() {
        ..-100 => Extended::ONE,
        41.. => Extended::UNDERFLOW,
        _ => {
            let x = x.to_f64();
            let high = x * x;
            let low = libm::fma(x, x, -high);
            exp(Extended::from(-high / divisor)) * exp(Extended::from(-low / divisor))
        }
    }
}

/// exp(x) - 1, relative error below 4e-16; the range of [`exp`].
pub fn exp_m1(x: Extended) -> Extended {
    if is_tiny(x) {
        return x;
    }
    let plain = x.to_f64();
    if plain.abs() < 700.0 {
        Extended::from(libm::expm1(plain))
    } else {
        exp(x) - Extended::ONE
    }
}

/// log(1 + x) for 0 <= x <= 1, relative error below 4e-16.
pub fn ln_1p(x: Extended) -> Extended {
    if is_tiny(x) {
        x
    } else {
        Extended::from(libm::log1p(x.to_f64()))
    }
}

/// Whether f(x) = x to all digits for a function with f(x) = x + O(x^2).
pub fn is_tiny(x: Extended) -> bool {
    x.is_zero() || x.exponent() < -60
}

/// Q(x) / phi(x) for x >= 2, Mills' ratio of the normal distribution: the upper tail over the
/// density. Relative error below 1e-15.
///
/// By the continued fraction 1/(x + 1/(x + 2/(x + 3/(x + ...)))), evaluated from the far end; the
/// number of terms leaves a truncation error below 1e-17.
pub fn mills_ratio(x: Extended) -> Extended {
    if x.exponent() > 30 {
        // 1/x - 1/x^3 + ...: the second term is below the rounding of the first.
        return Extended::ONE / x;
    }
    let x = x.to_f64();
    let terms = 16.0 + 480.0 / (x * x);
    let mut tail = x;
    let mut k = libm::floor(terms);
    while k >= 1.0 {
        tail = x + k / tail;
        k -= 1.0;
    }
    Extended::from(1.0 / tail)
}
