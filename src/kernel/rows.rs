//! Matrices whose rows are contiguous, one row for each sample of a batch.

use wide::f64x2;

use super::lanes::{assign, replace};
use super::vector;

/// ||x||, even if the squares leave the range of f64; the numbers are finite.
#[inline(never)]
pub fn length(x: &[f64]) -> f64 {
    vector::norm(x)
}

/// The same of any numbers; `None` if not all are finite.
#[inline(never)]
pub fn finite_length(x: &[f64]) -> Option<f64> {
    // Not finite if one of them is not, or by overflow.
    let square = vector::dot(x, x);
    (square.is_finite() || all_finite(x)).then(|| vector::norm_of(x, square))
}

/// The sum over the rows of their lengths.
#[inline(never)]
pub fn sum_of_lengths(rows: &[f64], columns: usize) -> f64 {
    rows.chunks_exact(columns).map(vector::norm).sum()
}

/// Whether all numbers are finite. No branch for each of them.
#[inline(never)]
pub fn all_finite(numbers: &[f64]) -> bool {
    // 0 x is NaN if x is not finite, and then so is the sum; else it is a zero.
    let mut sums = [f64x2::ZERO; 4];
    let (eights, rest) = numbers.as_chunks::<8>();
    for eight in eights {
        let (pairs, _) = eight.as_chunks::<2>();
        for (sum, pair) in sums.iter_mut().zip(pairs) {
            *sum += f64x2::new(*pair) * f64x2::ZERO;
        }
    }
    let [a, b, c, d] = sums;
    let [a, b] = ((a + b) + (c + d)).to_array();
    a + b == 0.0 && rest.iter().all(|x| x.is_finite())
}

/// x *= factor.
#[inline(never)]
pub fn scale(x: &mut [f64], factor: f64) {
    vector::scale(x, factor);
}

/// out = x (factor y), entry by entry.
#[inline(never)]
pub fn multiply(out: &mut [f64], x: &[f64], factor: f64, y: &[f64]) {
    let factor = f64x2::splat(factor);
    assign(out, [x, y], |x, y| x * (factor * y));
}

/// x += y.
#[inline(never)]
pub fn add(x: &mut [f64], y: &[f64]) {
    replace(x, y, |x, y| x + y);
}

/// x = y + factor x.
#[inline(never)]
pub fn add_to_scaled(x: &mut [f64], factor: f64, y: &[f64]) {
    let factor = f64x2::splat(factor);
    replace(x, y, |x, y| y + factor * x);
}

/// The sums of the columns, from the first row on.
#[inline(never)]
pub fn column_sums(sums: &mut [f64], rows: &[f64]) {
    sums.fill(0.0);
    for row in rows.chunks_exact(sums.len()) {
        add(sums, row);
    }
}
