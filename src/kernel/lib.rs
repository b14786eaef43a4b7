//! Dense kernels on column-major matrices, and the numbers they work on: plain loops, so that every
//! platform gives the same bits.
//!
//! No fused multiply-add and no platform-dependent summation order is used anywhere. What is
//! irrational is the square root, which IEEE 754 rounds correctly, a function of `libm`, or the
//! exponential function of `exponential.rs`, made of sums and products.

#![warn(clippy::disallowed_methods)]

mod batch_product;
mod bidiagonal;
pub mod curves;
pub mod descent;
mod double_double;
mod equilibrate;
mod exponential;
mod extended;
mod extended_vector;
mod graded;
mod jacobi;
mod krylov;
mod lanes;
mod lu;
mod matrix_vector;
mod norm;
mod normalise;
mod orthogonal;
mod product;
mod qd;
mod qr;
mod ratio;
mod reveal;
pub mod rows;
mod vector;

use nalgebra::DMatrix;

pub use batch_product::{Left, batch_product, transpose};
use equilibrate::splitmix;
pub use equilibrate::{CHANGE, Equilibrated, FINE_CHANGE, perturbed};
pub use extended::{Extended, power_of_two, split};
pub use extended_vector::{CommonExponent, ExtendedVector};
pub use graded::{factored_values, graded_values, plain_values, scaled_jacobian};
pub use jacobi::{Convergence, orthogonalise};
pub use krylov::{Krylov, Map, Maps};
pub use lu::rook_lu;
pub use norm::matrix_norm_bounds;
pub use normalise::Together;
pub use orthogonal::orthonormal_columns;
pub use product::{product, product_with_transposed_upper};
pub use qr::{PivotedQr, pivoted_qr};
use ratio::Ratios;
pub use reveal::revealed;

/// ||q_j|| of every column.
pub fn column_norms(matrix: &DMatrix<f64>) -> Vec<f64> {
    (0..matrix.ncols())
        .map(|j| vector::norm(column(matrix, j)))
        .collect()
}

/// A rank-revealing factorisation M Pi = left diag(pivots) right of an n x r matrix M = diag(rows)
/// A diag(columns).
pub struct RankRevealing {
    /// n x k, well conditioned; orthonormal columns when it comes from QR.
    pub left: DMatrix<f64>,
    /// k pivots, roughly descending in size; none is zero.
    pub pivots: Vec<Extended>,
    /// k x r, upper trapezoidal with unit diagonal and entries of size about one or less.
    pub right: DMatrix<f64>,
    /// Column j of M Pi is column `order[j]` of M.
    pub order: Vec<usize>,
    /// Estimated relative rounding error of each pivot.
    pub growth: Vec<f64>,
    /// Whether the remainder is zero although it was not at the start: rounding may have absorbed
    /// it.
    pub is_absorbed: bool,
}

/// The indices in ascending order of what they stand for; ties keep their order. By binary
/// insertion: there are few, and the library's sort is large.
fn sorted(
    indices: std::ops::Range<usize>,
    compare: &dyn Fn(usize, usize) -> std::cmp::Ordering,
) -> Vec<usize> {
    let mut order = Vec::with_capacity(indices.len());
    for i in indices {
        let at = order.partition_point(|j| compare(*j, i).is_le());
        order.insert(at, i);
    }
    order
}

/// Column j of a column-major matrix.
fn column(matrix: &DMatrix<f64>, j: usize) -> &[f64] {
    let n = matrix.nrows();
    &matrix.as_slice()[j * n..(j + 1) * n]
}

/// Column j of a column-major matrix.
fn column_mut(matrix: &mut DMatrix<f64>, j: usize) -> &mut [f64] {
    let n = matrix.nrows();
    &mut matrix.as_mut_slice()[j * n..(j + 1) * n]
}

/// Columns i and j, i < j.
fn two_columns(matrix: &mut DMatrix<f64>, i: usize, j: usize) -> (&mut [f64], &mut [f64]) {
    let n = matrix.nrows();
    let (head, tail) = matrix.as_mut_slice().split_at_mut(j * n);
    (&mut head[i * n..(i + 1) * n], &mut tail[..n])
}
