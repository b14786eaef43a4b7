//! The exponential function of plain numbers that are not positive, some at once and without a branch.

use wide::bytemuck::cast;
use wide::{f64x2, u64x2};

use super::lanes::replace;

/// 1.5 * 2^52: adding it rounds to a whole number, which is in the last bits; its own last 51 bits are zero.
const ROUNDING: f64 = 6_755_399_441_055_744.0;
/// ln 2 = HIGH + LOW; HIGH has 32 bits, so that its multiples are exact.
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// exp of it is zero.
const LEAST: f64 = -746.0;

/// 1/13!, ..., 1/4!, 1/3!: the next term of the series is below 2^-56 of the sum for |r| <= ln 2 / 2.
const SERIES: [f64; 11] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
];

/// exp(x) and exp(x) - 1 for x <= 0; NaN gives NaN.
///
/// Both have a relative error below 4e-16, but where exp(x) is below the normal numbers, 1e-308: there its absolute error
/// is below 1e-323. With x = n ln 2 + r it is 2^n (1 + p), p = exp(r) - 1 from its series.
#[inline(always)]
pub(super) fn exp_pair(x: f64x2) -> [f64x2; 2] {
    let [n, r] = reduced(x);
    scaled([n, series(r)])
}

/// n and r.
#[inline(always)]
pub(super) fn reduced(x: f64x2) -> [f64x2; 2] {
    let least = f64x2::splat(LEAST);
    let x = x.simd_lt(least).bitselect(least, x);
    let n = whole(x * f64x2::splat(std::f64::consts::LOG2_E));
    let r = (x - n * f64x2::splat(LN_2_HIGH)) - n * f64x2::splat(LN_2_LOW);
    [n, r]
}

/// p of each r; `tails` is as long, and what is in it does not matter. Some terms of all series in one pass: those of one
/// series wait for one another, and processors do not look far enough ahead to begin with the next ones meanwhile.
#[inline(always)]
pub(super) fn sum_series(numbers: &mut [f64], tails: &mut [f64]) {
    let [first, terms @ ..] = SERIES;
    let (early, late) = terms.split_at(terms.len() / 2);
    replace(tails, numbers, |_, r| {
        add_terms(f64x2::splat(first), r, early)
    });
    replace(tails, numbers, |tail, r| add_terms(tail, r, late));
    replace(numbers, tails, with_tail);
}

/// The next terms of the tail of a series.
#[inline(always)]
fn add_terms(tail: f64x2, r: f64x2, terms: &[f64]) -> f64x2 {
    terms.iter().fold(tail, |sum, c| sum * r + f64x2::splat(*c))
}

/// p from r and the tail of its series.
#[inline(always)]
fn with_tail(r: f64x2, tail: f64x2) -> f64x2 {
    r + r * r * (f64x2::splat(0.5) + r * tail)
}

#[inline(always)]
fn series(r: f64x2) -> f64x2 {
    let [first, terms @ ..] = SERIES;
    with_tail(r, add_terms(f64x2::splat(first), r, &terms))
}

/// exp(x) and exp(x) - 1 from n and p.
#[inline(always)]
pub(super) fn scaled([n, p]: [f64x2; 2]) -> [f64x2; 2] {
    // n is in -1077..=0. 2^n may be no normal number, so it is taken in two steps, each a power of at least 2^-539.
    let half = whole(n * f64x2::splat(0.5));
    let [first, second] = [half, n - half].map(power_of_two);
    let one = f64x2::splat(1.0);
    [
        (one + p) * first * second,
        p * first * second + (first * second - one),
    ]
}

/// The nearest whole number of one below 2^51.
#[inline(always)]
fn whole(x: f64x2) -> f64x2 {
    let rounding = f64x2::splat(ROUNDING);
    (x + rounding) - rounding
}

/// 2^n of a whole number in -1022..=1023.
#[inline(always)]
fn power_of_two(n: f64x2) -> f64x2 {
    let bits: u64x2 = cast(n + f64x2::splat(ROUNDING));
    cast((bits + u64x2::splat(1023)).unbounded_shl_scalar(52))
}
