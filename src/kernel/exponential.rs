//! The exponential function of plain numbers that are not positive, without a branch, so that loops over it run in
//! vector registers.

/// 1.5 * 2^52: adding it rounds to a whole number, which is in the last bits.
const ROUNDING: f64 = 6_755_399_441_055_744.0;
/// ln 2 = HIGH + LOW; HIGH has 32 bits, so that its multiples are exact.
const LN_2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
/// exp of it is zero.
const LEAST: f64 = -746.0;

/// 1/3!, 1/4!, ..., 1/13!: the next term of the series is below 2^-56 of the sum for |r| <= ln 2 / 2.
const SERIES: [f64; 11] = [
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
    1.0 / 479_001_600.0,
    1.0 / 6_227_020_800.0,
];

/// exp(x) and exp(x) - 1 for x <= 0; NaN gives NaN.
///
/// Both have a relative error below 4e-16, but where exp(x) is below the normal numbers, 1e-308: there its absolute error
/// is below 1e-323. With x = n ln 2 + r it is 2^n (1 + p), p = exp(r) - 1 from its series.
#[inline(always)]
pub(super) fn exp_pair(x: f64) -> [f64; 2] {
    let x = if x < LEAST { LEAST } else { x };
    let shifted = x * std::f64::consts::LOG2_E + ROUNDING;
    let n = shifted - ROUNDING;
    let r = (x - n * LN_2_HIGH) - n * LN_2_LOW;
    let tail = SERIES.iter().rev().fold(0.0, |sum, c| sum * r + c);
    let p = r + r * r * (0.5 + r * tail);
    // n is in -1077..=0. 2^n may be no normal number, so it is taken in two steps, each a power of at least 2^-539.
    let n = shifted.to_bits().wrapping_sub(ROUNDING.to_bits());
    let half = n.wrapping_add(2048) >> 1;
    let [first, second] = [half, n.wrapping_add(2048).wrapping_sub(half)];
    let [first, second] = [first, second].map(|n| f64::from_bits(n.wrapping_sub(1) << 52));
    let power = first * second;
    [
        (1.0 + p) * first * second,
        p * first * second + (power - 1.0),
    ]
}
