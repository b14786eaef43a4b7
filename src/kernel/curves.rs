//! Activation functions of many plain numbers at once: A(a) and A'(a) side by side.
//!
//! A relative error below 2e-15 for every a whose result is a normal number, but for A' where its two terms cancel
//! (GELU, SiLU, Mish), where it is that of these terms, and for GELU on the left, where erfc loses digits: there it is
//! below 1e-15 a^2. The same bits on every platform. At a kink the derivative is that from the left.

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

use super::exponential::exp_pair;

const SQRT_TWO_PI: f64 = 2.506_628_274_631_000_5;

/// Writes A(a) into `values` and A'(a) into `slopes`, entry by entry, for `pair` = (A, A').
#[inline(always)]
fn apply(a: &[f64], values: &mut [f64], slopes: &mut [f64], pair: impl Fn(f64) -> [f64; 2]) {
    for ((a, value), slope) in a.iter().zip(values).zip(slopes) {
        [*value, *slope] = pair(*a);
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

curves! {
    /// a
    linear = |a| [a, 1.0];
    /// 1 / (1 + exp(-a))
    sigmoid = |a| {
        let [right, left] = sigmoids(a);
        [right, right * left]
    };
    /// tanh a = (1 - u) / (1 + u) with u = exp(-2 |a|), and 4 u / (1 + u)^2
    tanh = |a| {
        let [u, u_minus_1] = exp_pair(-2.0 * a.abs());
        let inverse = 1.0 / (1.0 + u);
        [(-u_minus_1 * inverse).copysign(a), 4.0 * u * inverse * inverse]
    };
    /// max(a, 0)
    relu = |a| leaky(a, 0.0);
    /// exp(a) - 1 on the left
    elu = |a| {
        let [power, below] = exp_pair(negative(a));
        [either(a, below, a), either(a, power, 1.0)]
    };
    /// a Phi(a)
    gelu = |a| {
        let share = 0.5 * libm::erfc(-a * FRAC_1_SQRT_2);
        let density = exp_of_minus_square(a, 0.5);
        [a * share, share + a * (density / SQRT_TWO_PI)]
    };
    /// a sigmoid(a)
    silu = |a| {
        let [right, left] = sigmoids(a);
        [a * right, right * (1.0 + a * left)]
    };
    /// log(1 + exp(a))
    softplus = |a| {
        let [power, _] = exp_pair(-a.abs());
        [either(a, 0.0, a) + libm::log1p(power), sigmoids(a)[0]]
    };
    /// a / (1 + |a|)
    softsign = |a| {
        let root = 1.0 + a.abs();
        [a / root, 1.0 / (root * root)]
    };
    /// erf a
    erf = |a| [libm::erf(a), FRAC_2_SQRT_PI * exp_of_minus_square(a, 1.0)];
    /// a tanh(softplus(a)) = a n / (n + 2), n = e (e + 2), e = exp(a); for a > 0 everything is divided by e^2
    mish = |a| {
        let [t, _] = exp_pair(-a.abs());
        let numerator = either(a, t * (t + 2.0), 1.0 + 2.0 * t);
        let denominator = numerator + either(a, 2.0, 2.0 * t * t);
        let power = either(a, t, t * t);
        let inverse = 1.0 / denominator;
        let share = numerator * inverse;
        [a * share, share + a * (4.0 * power * (1.0 + t)) * inverse * inverse]
    };
    /// sin a
    sin = |a| [libm::sin(a), libm::cos(a)];
    /// arctan a
    arctan = |a| [libm::atan(a), 1.0 / (1.0 + a * a)];
}

/// a on the right of 0, else `slope` times a.
#[inline(never)]
pub fn leaky_relu(slope: f64, a: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    apply(a, values, slopes, |a| leaky(a, slope));
}

/// `scale` times a on the right of 0, else `scale` `alpha` (exp(a) - 1).
#[inline(never)]
pub fn selu([alpha, scale]: [f64; 2], a: &[f64], values: &mut [f64], slopes: &mut [f64]) {
    let left = alpha * scale;
    apply(a, values, slopes, |a| {
        let [power, below] = exp_pair(negative(a));
        [
            either(a, left * below, scale * a),
            either(a, left * power, scale),
        ]
    });
}

/// `left` for a <= 0, else `right`; both are known, so that no branch is needed. NaN is on the right.
#[inline(always)]
fn either(a: f64, left: f64, right: f64) -> f64 {
    if a <= 0.0 { left } else { right }
}

/// min(a, 0), NaN for NaN.
#[inline(always)]
fn negative(a: f64) -> f64 {
    if a > 0.0 { 0.0 } else { a }
}

/// exp(-factor a^2), a factor of 1 or 1/2; with the square as a sum of two numbers, because its rounding alone would cost
/// the digits of a^2.
#[inline(always)]
fn exp_of_minus_square(a: f64, factor: f64) -> f64 {
    // exp(-800) is zero.
    let a = if a.abs() > 40.0 { 40.0 } else { a };
    // a = high + low with 26 bits each (Veltkamp), and the rounding of a * a (Dekker 1971).
    let shifted = 134_217_729.0 * a;
    let high = shifted - (shifted - a);
    let low = a - high;
    let square = a * a;
    let rest = ((high * high - square) + 2.0 * high * low) + low * low;
    exp_pair(-factor * square)[0] * (1.0 - factor * rest)
}

#[inline(always)]
fn leaky(a: f64, slope: f64) -> [f64; 2] {
    [either(a, slope * a, a), either(a, slope, 1.0)]
}

/// The sigmoid of a and of -a, both with full relative accuracy.
#[inline(always)]
fn sigmoids(a: f64) -> [f64; 2] {
    let [t, _] = exp_pair(-a.abs());
    let large = 1.0 / (1.0 + t);
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
        *power = exp_pair(x - y[top])[0];
    }
    Some(top)
}
