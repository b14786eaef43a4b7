//! Activation functions of many plain numbers at once: A(a) and A'(a) side by side.
//!
//! A relative error below 2e-15 for every a whose result is a normal number, but for A' where its two terms cancel
//! (GELU, SiLU, Mish), where it is that of these terms, and for GELU on the left, where erfc loses digits: there it is
//! below 1e-15 a^2. The same bits on every platform. At a kink the derivative is that from the left.

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

use wide::f64x2;

use super::exponential::{exp_pair, reduced, scaled, sum_series};
use super::lanes::replace_two;

const SQRT_TWO_PI: f64 = 2.506_628_274_631_000_5;
const ZERO: f64x2 = f64x2::ZERO;
const ONE: f64x2 = f64x2::splat(1.0);
const TWO: f64x2 = f64x2::splat(2.0);
const FOUR: f64x2 = f64x2::splat(4.0);

/// Writes A(a) into `values` and A'(a) into `slopes`, entry by entry, for `pair` = (A, A'). As many as there are values.
#[inline(always)]
fn apply(a: &[f64], values: &mut [f64], slopes: &mut [f64], pair: impl Fn(f64x2) -> [f64x2; 2]) {
    replace_two(values, slopes, a, |_, a| pair(a));
}

/// Entries that go through all steps of an exponential before the next ones do.
const BLOCK: usize = 256;

/// The same where A and A' need exp(x) and exp(x) - 1 of one x <= 0.
///
/// In several passes: processors look some hundred instructions ahead, and in one pass these would be few numbers, each
/// of which waits for its own steps.
#[inline(always)]
fn apply_power(
    a: &[f64],
    values: &mut [f64],
    slopes: &mut [f64],
    (x, pair): (
        impl Fn(f64x2) -> f64x2,
        impl Fn(f64x2, [f64x2; 2]) -> [f64x2; 2],
    ),
) {
    let mut tails = [0.0; BLOCK];
    let blocks = values.chunks_mut(BLOCK).zip(slopes.chunks_mut(BLOCK));
    for ((values, slopes), a) in blocks.zip(a.chunks(BLOCK)) {
        let slopes = &mut slopes[..values.len()];
        replace_two(values, slopes, a, |_, a| reduced(x(a)));
        sum_series(slopes, &mut tails[..values.len()]);
        replace_two(values, slopes, a, |n_and_p, _| scaled(n_and_p));
        replace_two(values, slopes, a, |powers, a| pair(a, powers));
    }
}

/// Defines functions of many numbers, each from its pair (A(a), A'(a)).
macro_rules! curves {
    ($($(#[$doc:meta])* $name:ident = $pair:expr;)+) => {
        $(
            $(#[$doc])*
            #[inline(never)]
            pub fn $name(a: &[f64], values: &mut [f64], slopes: &mut [f64]) {
                apply(a, values, slopes, $pair);
            }
        )+
    };
}

/// The same from x(a) and the pair from a and (exp(x), exp(x) - 1).
macro_rules! exponential_curves {
    ($($(#[$doc:meta])* $name:ident = $x:expr, $pair:expr;)+) => {
        $(
            $(#[$doc])*
            #[inline(never)]
            pub fn $name(a: &[f64], values: &mut [f64], slopes: &mut [f64]) {
                apply_power(a, values, slopes, ($x, $pair));
            }
        )+
    };
}

curves! {
    /// a
    linear = |a| [a, ONE];
    /// max(a, 0)
    relu = |a| leaky(a, ZERO);
    /// a Phi(a)
    gelu = |a| {
        let share = f64x2::splat(0.5) * each(-a * f64x2::splat(FRAC_1_SQRT_2), libm::erfc);
        let density = exp_of_minus_square(a, 0.5);
        [a * share, share + a * (density / f64x2::splat(SQRT_TWO_PI))]
    };
    /// a / (1 + |a|)
    softsign = |a| {
        let root = ONE + a.abs();
        [a / root, ONE / (root * root)]
    };
    /// erf a
    erf = |a| {
        let slope = f64x2::splat(FRAC_2_SQRT_PI) * exp_of_minus_square(a, 1.0);
        [each(a, libm::erf), slope]
    };
    /// sin a
    sin = |a| [each(a, libm::sin), each(a, libm::cos)];
    /// arctan a
    arctan = |a| [each(a, libm::atan), ONE / (ONE + a * a)];
}

exponential_curves! {
    /// 1 / (1 + exp(-a))
    sigmoid = below_zero, |a, [t, _]| {
        let [right, left] = sigmoids(a, t);
        [right, right * left]
    };
    /// tanh a = (1 - u) / (1 + u) with u = exp(-2 |a|), and 4 u / (1 + u)^2
    tanh = |a| -TWO * a.abs(), |a, [u, u_minus_1]| {
        let inverse = ONE / (ONE + u);
        let size = (u_minus_1 * inverse).abs();
        let sign = a & f64x2::splat(-0.0);
        [size | sign, FOUR * u * inverse * inverse]
    };
    /// exp(a) - 1 on the left
    elu = negative, |a, [power, below]| [either(a, below, a), either(a, power, ONE)];
    /// a sigmoid(a)
    silu = below_zero, |a, [t, _]| {
        let [right, left] = sigmoids(a, t);
        [a * right, right * (ONE + a * left)]
    };
    /// log(1 + exp(a))
    softplus = below_zero, |a, [t, _]| {
        let [right, _] = sigmoids(a, t);
        [either(a, ZERO, a) + each(t, libm::log1p), right]
    };
    /// a tanh(softplus(a)) = a n / (n + 2), n = e (e + 2), e = exp(a); for a > 0 everything is divided by e^2
    mish = below_zero, |a, [t, _]| {
        let numerator = either(a, t * (t + TWO), ONE + TWO * t);
        let denominator = numerator + either(a, TWO, TWO * t * t);
        let power = either(a, t, t * t);
        let inverse = ONE / denominator;
        let share = numerator * inverse;
        let slope = a * (FOUR * power * (ONE + t)) * inverse * inverse;
        [a * share, share + slope]
    };
}

/// a on the right of 0, else `slope` times a.
#[inline(never)]
pub fn leaky_relu(slope: f64, a: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    let slope = f64x2::splat(slope);
    apply(a, values, slopes, |a| leaky(a, slope));
}

/// `scale` times a on the right of 0, else `scale` `alpha` (exp(a) - 1).
#[inline(never)]
pub fn selu([alpha, scale]: [f64; 2], a: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    let [left, scale] = [alpha * scale, scale].map(f64x2::splat);
    let pair = |a, [power, below]: [f64x2; 2]| {
        [
            either(a, left * below, scale * a),
            either(a, left * power, scale),
        ]
    };
    apply_power(a, values, slopes, (negative, pair));
}

/// A function of `libm` of each number.
#[inline(always)]
fn each(a: f64x2, f: fn(f64) -> f64) -> f64x2 {
    f64x2::new(a.to_array().map(f))
}

/// `left` for a <= 0, else `right`; both are known, so that no branch is needed. NaN is on the right.
#[inline(always)]
fn either(a: f64x2, left: f64x2, right: f64x2) -> f64x2 {
    a.simd_le(ZERO).bitselect(left, right)
}

/// min(a, 0), NaN for NaN.
#[inline(always)]
fn negative(a: f64x2) -> f64x2 {
    a.simd_gt(ZERO).bitselect(ZERO, a)
}

#[inline(always)]
fn leaky(a: f64x2, slope: f64x2) -> [f64x2; 2] {
    [either(a, slope * a, a), either(a, slope, ONE)]
}

/// exp(-factor a^2), a factor of 1 or 1/2; with the square as a sum of two numbers, because its rounding alone would cost
/// the digits of a^2.
#[inline(always)]
fn exp_of_minus_square(a: f64x2, factor: f64) -> f64x2 {
    // exp(-800) is zero.
    let (most, factor) = (f64x2::splat(40.0), f64x2::splat(factor));
    let a = a.abs().simd_gt(most).bitselect(most, a);
    // a = high + low with 26 bits each (Veltkamp), and the rounding of a * a (Dekker 1971).
    let shifted = f64x2::splat(134_217_729.0) * a;
    let high = shifted - (shifted - a);
    let low = a - high;
    let square = a * a;
    let rest = ((high * high - square) + TWO * high * low) + low * low;
    exp_pair(-factor * square)[0] * (ONE - factor * rest)
}

/// -|a|
#[inline(always)]
fn below_zero(a: f64x2) -> f64x2 {
    -a.abs()
}

/// The sigmoid of a and of -a, both with full relative accuracy, from t = exp(-|a|).
#[inline(always)]
fn sigmoids(a: f64x2, t: f64x2) -> [f64x2; 2] {
    let large = ONE / (ONE + t);
    let small = t * large;
    [either(a, small, large), either(a, large, small)]
}

/// exp(y - m) of each number, m the largest: the numbers of a softmax before they are divided by their sum. `None` if
/// not all are finite.
pub fn powers_below_largest(y: &[f64], powers: &mut [f64]) -> Option<usize> {
    let mut top = 0;
    for (unit, x) in y.iter().enumerate() {
        if !x.is_finite() {
            return None;
        }
        if *x > y[top] {
            top = unit;
        }
    }
    for (power, x) in powers.iter_mut().zip(y) {
        *power = exp_pair(f64x2::splat(x - y[top]))[0].to_array()[0];
    }
    Some(top)
}
