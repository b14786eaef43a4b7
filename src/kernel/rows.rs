//! Matrices whose rows are contiguous, one row for each sample of a batch.

use super::vector;

/// ||x||, even if the squares leave the range of f64; the numbers are finite.
#[inline(never)]
pub fn length(x: &[f64]) -> f64 {
    vector::norm(x)
}

/// The sum over the rows of their lengths.
#[inline(never)]
pub fn sum_of_lengths(rows: &[f64], columns: usize) -> f64 {
    rows.chunks_exact(columns).map(vector::norm).sum()
}

/// Whether all numbers are finite. No branch for each of them.
#[inline(never)]
pub fn all_finite(numbers: &[f64]) -> bool {
    const EXPONENT: u64 = 0x7ff0_0000_0000_0000;
    const ONE: u64 = 0x0010_0000_0000_0000;
    // The exponent of what is not finite is all ones, and one more reaches the sign.
    let carry = |x: &f64| (x.to_bits() & EXPONENT) + ONE;
    numbers.iter().fold(0, |all, x| all | carry(x)) >> 63 == 0
}

/// x *= factor.
#[inline(never)]
pub fn scale(x: &mut [f64], factor: f64) {
    vector::scale(x, factor);
}

/// x *= factor y, entry by entry.
#[inline(never)]
pub fn scale_by(x: &mut [f64], factor: f64, y: &[f64]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x *= factor * y;
    }
}

/// x += y.
#[inline(never)]
pub fn add(x: &mut [f64], y: &[f64]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x += y;
    }
}

/// x = y + factor x.
#[inline(never)]
pub fn add_to_scaled(x: &mut [f64], factor: f64, y: &[f64]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x = y + factor * *x;
    }
}

/// The sums of the columns, from the first row on.
#[inline(never)]
pub fn column_sums(sums: &mut [f64], rows: &[f64]) {
    sums.fill(0.0);
    for row in rows.chunks_exact(sums.len()) {
        add(sums, row);
    }
}
