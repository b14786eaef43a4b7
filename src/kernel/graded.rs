//! Singular values without vectors: bidiagonal form, then its values.

use nalgebra::DMatrix;

use super::bidiagonal::reduced;
use super::qr::pivoted_qr;
use super::vector::largest;
use super::{column, column_mut, qd};
use crate::{Extended, power_of_two};

/// The number of binary digits that the pivots may span: products of two squares stay within the
/// range of f64.
const SPAN: i64 = 480;
/// Powers of two up to here can be taken out of a matrix in one step, derivatives included.
const FARTHEST: i64 = 1000;
/// Derivatives may differ by this many binary digits; beyond that no decomposition of the product
/// is certain.
const NEAR: i64 = 16;
/// Beyond this growth of the reduction its errors are no longer small.
const MOST_GROWTH: f64 = 1000.0;

/// The singular values of diag(pivots) right, descending, each to full relative accuracy, and the
/// growth of rounding errors on the way; `None` if the range is too wide for f64 or the growth too
/// large: then the values have to be found in another way.
///
/// `right` is upper trapezoidal with unit diagonal, well conditioned, and the pivots descend: the
/// result of a pivoted QR factorisation. Its transpose is a tall matrix with graded columns, which
/// the reduction brings to bidiagonal form without loss.
#[inline(never)]
pub fn graded_values(right: &DMatrix<f64>, pivots: &[Extended]) -> Option<(Vec<Extended>, f64)> {
    if pivots.is_empty() {
        return Some((Vec::new(), 1.0));
    }
    let exponents = pivots.iter().map(|p| p.exponent());
    let (lowest, highest) = (exponents.clone().min()?, exponents.max()?);
    if highest - lowest > SPAN {
        return None;
    }
    let middle = lowest + (highest - lowest) / 2;
    let sizes: Vec<f64> = pivots
        .iter()
        .map(|p| p.abs().scaled(-middle).to_f64())
        .collect();
    let mut tall = right.transpose();
    for (j, size) in sizes.iter().enumerate() {
        super::vector::scale(column_mut(&mut tall, j), *size);
    }
    let form = reduced(tall, &sizes);
    // NaN is too large as well.
    if !form.growth.is_finite() || form.growth > MOST_GROWTH {
        return None;
    }
    let values = qd::singular_values(&form.diagonal, &form.beside)?;
    let values = values.iter().map(|x| Extended::new(*x, middle));
    Some((values.collect(), form.growth))
}

/// The singular values of diag(derivatives) w^T, descending, by QR with column pivoting that keeps
/// the range of the derivatives apart; `None` if they have to be found in another way.
pub fn factored_values(weight: &DMatrix<f64>, derivatives: &[Extended]) -> Option<Vec<Extended>> {
    let live: Vec<usize> = (0..derivatives.len())
        .filter(|i| !derivatives[*i].is_zero())
        .collect();
    let scales: Vec<Extended> = live.iter().map(|i| derivatives[*i]).collect();
    let noise = vec![0.0; live.len()];
    let factors = pivoted_qr(&weight.select_columns(&live), &scales, &noise);
    if factors.is_absorbed {
        return None;
    }
    graded_values(&factors.right, &factors.pivots).map(|(values, _)| values)
}

/// The singular values of a matrix with at least as many rows as columns, descending, to a few
/// 2^-52 of the largest one; `None` if there is no answer, as with NaN. Entries must be large
/// enough for their squares to be normal numbers, or negligible.
pub fn plain_values(a: DMatrix<f64>) -> Option<Vec<f64>> {
    let sizes = vec![1.0; a.ncols()];
    let form = reduced(a, &sizes);
    qd::singular_values(&form.diagonal, &form.beside)
}

/// diag(derivatives) w^T or its transpose, whichever is tall, without its zero rows, and the power
/// of two that was taken out of it so that its largest entry is about 1. `None` if a number would
/// be lost because derivatives or weights have too wide a range, or if there are only zeros.
#[inline(never)]
pub fn scaled_jacobian(
    weight: &DMatrix<f64>,
    derivatives: &[Extended],
) -> Option<(DMatrix<f64>, i64)> {
    let largest = largest(weight.as_slice());
    let live: Vec<usize> = (0..derivatives.len())
        .filter(|i| !derivatives[*i].is_zero())
        .collect();
    let steepest = live.iter().map(|i| derivatives[*i].exponent()).max()?;
    let range = Extended::from(largest).exponent();
    if largest == 0.0 || range.abs() > FARTHEST {
        return None;
    }
    let mut slopes = Vec::with_capacity(live.len());
    for i in &live {
        let slope = derivatives[*i];
        if slope.exponent() < steepest - NEAR {
            return None;
        }
        slopes.push(slope.scaled(-steepest).to_f64() * power_of_two(-range));
    }
    let tall = weight.nrows() >= live.len();
    let mut scaled = DMatrix::zeros(weight.nrows(), live.len());
    for (at, (from, slope)) in live.iter().zip(&slopes).enumerate() {
        for (to, w) in column_mut(&mut scaled, at)
            .iter_mut()
            .zip(column(weight, *from))
        {
            *to = slope * w;
        }
    }
    let a = if tall { scaled } else { scaled.transpose() };
    Some((a, steepest + range))
}
