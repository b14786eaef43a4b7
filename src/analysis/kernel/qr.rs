//! Householder QR with column pivoting in extended range.

use nalgebra::DMatrix;

use super::vector::{add_scaled, dot, norm, scale};
use super::{RankRevealing, column, column_mut, sorted};
use crate::network::{Extended, power_of_two};

/// a b by columns, in a fixed order of summation.
pub(in crate::analysis) fn product(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {
    let mut c = DMatrix::zeros(a.nrows(), b.ncols());
    for j in 0..b.ncols() {
        let factors = column(b, j);
        let target = column_mut(&mut c, j);
        for (l, factor) in factors.iter().enumerate() {
            if *factor != 0.0 {
                add_scaled(target, *factor, column(a, l));
            }
        }
    }
    c
}

/// Factors c diag(scales) Pi = Q diag(pivots) right, Q with orthonormal columns.
///
/// Columns are chosen so that the norm of what is left of them, times their scale, is largest; the
/// norms are recomputed, not downdated. `noise[j]` is the size of the rounding error already in
/// column j of c, in units of 2^-52; it enters the growth estimate. Rows are sorted by size first, which makes
/// Householder QR accurate row by row (Cox and Higham 1998). Stops at the first exactly zero remainder.
pub(in crate::analysis) fn pivoted_qr(
    c: &DMatrix<f64>,
    scales: &[Extended],
    noise: &[f64],
) -> PivotedQr {
    let (n, r) = c.shape();
    let rows = rows_by_size(c);
    let mut work = DMatrix::from_fn(n, r, |i, j| c[(rows[i], j)]);
    let mut state = Pivoting {
        order: (0..r).collect(),
        scales: scales.to_vec(),
        noise: noise
            .iter()
            .enumerate()
            .map(|(j, e)| e.max(norm(column(c, j))))
            .collect(),
    };
    let mut reflectors: Vec<Vec<f64>> = Vec::with_capacity(n.min(r));
    let mut growth = Vec::with_capacity(n.min(r));
    for k in 0..n.min(r) {
        let Some(size) = state.bring_largest(&mut work, k) else {
            break;
        };
        growth.push(f64::EPSILON * (state.noise[k] / size).max(1.0));
        reflectors.push(eliminate(&mut work, k, size));
    }
    let k = reflectors.len();
    let pivots: Vec<_> = (0..k)
        .map(|i| Extended::from(work[(i, i)]) * state.scales[i])
        .collect();
    let right = DMatrix::from_fn(k, r, |i, j| match j {
        j if j < i => 0.0,
        j if j == i => 1.0,
        j => (Extended::from(work[(i, j)]) * state.scales[j] / pivots[i]).to_f64(),
    });
    PivotedQr {
        reflectors,
        rows,
        pivots,
        right,
        order: state.order,
        growth,
    }
}

/// The result of [`pivoted_qr`], Q still as reflectors.
pub(in crate::analysis) struct PivotedQr {
    /// v of H = I - v v^T, the first entry at the diagonal.
    reflectors: Vec<Vec<f64>>,
    /// Row i of the reflectors is row `rows[i]` of Q.
    rows: Vec<usize>,
    /// As in [`RankRevealing`].
    pub pivots: Vec<Extended>,
    /// As in [`RankRevealing`].
    pub right: DMatrix<f64>,
    /// As in [`RankRevealing`].
    pub order: Vec<usize>,
    growth: Vec<f64>,
}

impl PivotedQr {
    /// Q, n x k.
    pub fn left(&self) -> DMatrix<f64> {
        orthonormal_columns(&self.reflectors, &self.rows)
    }

    /// The factorisation with Q formed.
    pub fn formed(self) -> RankRevealing {
        RankRevealing {
            left: self.left(),
            pivots: self.pivots,
            right: self.right,
            order: self.order,
            growth: self.growth,
        }
    }
}

/// What travels with the columns while they are exchanged.
struct Pivoting {
    order: Vec<usize>,
    scales: Vec<Extended>,
    noise: Vec<f64>,
}

impl Pivoting {
    /// Brings the largest remaining column to place k, scaled by a power of two to a norm in [1/2, 1), and returns this norm; `None` when
    /// everything left is zero.
    fn bring_largest(&mut self, work: &mut DMatrix<f64>, k: usize) -> Option<f64> {
        let mut best = (k, Extended::ZERO, 0.0);
        for j in k..work.ncols() {
            let size = norm(&column(work, j)[k..]);
            let weighted = Extended::from(size) * self.scales[j];
            if weighted.cmp_abs(best.1).is_gt() {
                best = (j, weighted, size);
            }
        }
        let (at, weighted, size) = best;
        if weighted.is_zero() {
            return None;
        }
        if at != k {
            work.swap_columns(k, at);
            self.order.swap(k, at);
            self.scales.swap(k, at);
            self.noise.swap(k, at);
        }
        let unit = Extended::from(size);
        let shift = unit.exponent();
        if shift != 0 {
            // In two steps: the power itself may lie outside the range of f64.
            let half = shift / 2;
            for part in [half, shift - half] {
                scale(column_mut(work, k), power_of_two(-part));
                self.noise[k] *= power_of_two(-part);
            }
            self.scales[k] = self.scales[k].scaled(shift);
        }
        Some(unit.mantissa())
    }
}

/// Reflects the columns k.. so that column k is zero below row k; returns the reflector v, scaled so that
/// H = I - v v^T. A column that is zero there already needs none: v = 0, and nothing is rounded.
fn eliminate(work: &mut DMatrix<f64>, k: usize, size: f64) -> Vec<f64> {
    let mut v = column(work, k)[k..].to_vec();
    if v[1..].iter().all(|x| *x == 0.0) {
        v[0] = 0.0;
        return v;
    }
    let pivot = if v[0] > 0.0 { -size } else { size };
    // ||v||^2 = 2 size (size + |x_0|) before scaling.
    let factor = 1.0 / (size * (size + v[0].abs())).sqrt();
    v[0] -= pivot;
    scale(&mut v, factor);
    for j in k + 1..work.ncols() {
        let rest = &mut column_mut(work, j)[k..];
        let along = dot(&v, rest);
        add_scaled(rest, -along, &v);
    }
    let own = &mut column_mut(work, k)[k..];
    own.fill(0.0);
    own[0] = pivot;
    v
}

/// The first columns of H_1 H_2 ... H_k, with the rows put back in their places.
fn orthonormal_columns(reflectors: &[Vec<f64>], rows: &[usize]) -> DMatrix<f64> {
    let (n, k) = (rows.len(), reflectors.len());
    let mut sorted = DMatrix::identity(n, k);
    for (at, v) in reflectors.iter().enumerate().rev() {
        // Columns before `at` are still unit vectors that this reflector does not reach.
        for j in at..k {
            let rest = &mut column_mut(&mut sorted, j)[at..];
            let along = dot(v, rest);
            add_scaled(rest, -along, v);
        }
    }
    let mut q = DMatrix::zeros(n, k);
    for (i, row) in rows.iter().enumerate() {
        for j in 0..k {
            q[(*row, j)] = sorted[(i, j)];
        }
    }
    q
}

/// The rows by their largest entry, descending; ties keep their order.
fn rows_by_size(c: &DMatrix<f64>) -> Vec<usize> {
    let mut sizes = vec![0.0_f64; c.nrows()];
    for j in 0..c.ncols() {
        for (size, x) in sizes.iter_mut().zip(column(c, j)) {
            *size = size.max(x.abs());
        }
    }
    sorted(0..c.nrows(), &|a, b| sizes[b].total_cmp(&sizes[a]))
}
