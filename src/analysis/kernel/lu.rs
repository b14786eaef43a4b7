//! Rook-pivoted LU of a row-scaled matrix, the pivots compared in extended range.

use nalgebra::DMatrix;

use super::{RankRevealing, column, column_mut, sorted};
use crate::network::Extended;

/// Factors diag(rows) q diag(scales) = left diag(pivots) right, rows in their original places.
///
/// The elimination itself runs on the unscaled q: row and column scales cancel in every multiplier of the Schur complement, so that only the choice
/// of the pivots sees them. A pivot is the largest of its row and of its column of the scaled matrix (Neal and Poole's rook
/// pivoting), so all entries of left and right are at most 1. Stops when only exact zeros are left: exactly zero rows lower the rank
/// exactly. The largest entry of q should be about 1.
pub(in crate::analysis) fn rook_lu(
    q: &DMatrix<f64>,
    rows: &[Extended],
    scales: &[Extended],
) -> RankRevealing {
    let (n, r) = q.shape();
    let mut lu = Elimination {
        schur: q.clone(),
        rows: rows.to_vec(),
        scales: scales.to_vec(),
        row_order: (0..n).collect(),
        order: (0..r).collect(),
    };
    let mut pivots = Vec::with_capacity(n.min(r));
    let mut growth = Vec::with_capacity(n.min(r));
    for k in 0..n.min(r) {
        let Some((row, col)) = lu.pivot(k) else { break };
        lu.exchange(k, (row, col));
        growth.push(lu.growth(k));
        pivots.push(lu.value(k, k));
        lu.eliminate(k);
    }
    let k = pivots.len();
    let mut left = DMatrix::zeros(n, k);
    for j in 0..k {
        left[(lu.row_order[j], j)] = 1.0;
        for i in j + 1..n {
            left[(lu.row_order[i], j)] = (lu.value(i, j) / pivots[j]).to_f64();
        }
    }
    let right = DMatrix::from_fn(k, r, |i, j| match j {
        j if j < i => 0.0,
        j if j == i => 1.0,
        j => (lu.value(i, j) / pivots[i]).to_f64(),
    });
    RankRevealing {
        left,
        pivots,
        right,
        order: lu.order,
        growth,
    }
}

/// The state of the elimination; rows and columns before step k are finished.
struct Elimination {
    schur: DMatrix<f64>,
    rows: Vec<Extended>,
    scales: Vec<Extended>,
    row_order: Vec<usize>,
    order: Vec<usize>,
}

impl Elimination {
    /// The scaled entry.
    fn value(&self, i: usize, j: usize) -> Extended {
        self.rows[i] * Extended::from(self.schur[(i, j)]) * self.scales[j]
    }

    /// A nonzero entry that is the largest of its row and of its column, from step k on; `None` when all is zero. The search begins in
    /// the row of the largest scale: no other row's rounding errors can be larger than what it finds there.
    fn pivot(&self, k: usize) -> Option<(usize, usize)> {
        let rows = sorted(k..self.schur.nrows(), &|a, b| {
            self.rows[b].cmp_abs(self.rows[a])
        });
        rows.into_iter().find_map(|row| self.climb(k, row))
    }

    /// Climbs from a row to a pivot; every move increases the value, so it ends. `None` for a row of zeros.
    fn climb(&self, k: usize, start: usize) -> Option<(usize, usize)> {
        let mut row = start;
        let (mut col, mut best) = self.largest_of_row(k, row)?;
        loop {
            let (down, value) = self.largest_of_column(k, col);
            if value.cmp_abs(best).is_le() {
                return Some((row, col));
            }
            row = down;
            best = value;
            let (across, value) = self.largest_of_row(k, row)?;
            if value.cmp_abs(best).is_le() {
                return Some((row, col));
            }
            col = across;
            best = value;
        }
    }

    /// The row of the largest scaled entry of a column and its value.
    fn largest_of_column(&self, k: usize, col: usize) -> (usize, Extended) {
        let entries = &column(&self.schur, col)[k..];
        let mut best = (k, Extended::ZERO);
        for (i, x) in entries.iter().enumerate() {
            let value = self.rows[k + i] * Extended::from(*x);
            if value.cmp_abs(best.1).is_gt() {
                best = (k + i, value);
            }
        }
        (best.0, best.1 * self.scales[col])
    }

    /// The column of the largest scaled entry of a row and its value; `None` for a row of zeros.
    fn largest_of_row(&self, k: usize, row: usize) -> Option<(usize, Extended)> {
        let mut best = (k, Extended::ZERO);
        for j in k..self.schur.ncols() {
            let value = Extended::from(self.schur[(row, j)]) * self.scales[j];
            if value.cmp_abs(best.1).is_gt() {
                best = (j, value);
            }
        }
        let value = best.1 * self.rows[row];
        (!value.is_zero()).then_some((best.0, value))
    }

    /// The relative error that rounding errors of 2^-52 in the entries of q make in pivot k: those of the pivot itself, and those in any
    /// other row, whose scale may be larger.
    fn growth(&self, k: usize) -> f64 {
        let largest = self.rows[k..]
            .iter()
            .fold(Extended::ZERO, |most, row| most.max_abs(*row));
        let pivot = self.rows[k] * Extended::from(self.schur[(k, k)]);
        let ratio = (largest / pivot.abs()).to_f64();
        f64::EPSILON * ratio.max(1.0)
    }

    /// Brings the pivot to the diagonal.
    fn exchange(&mut self, k: usize, (row, col): (usize, usize)) {
        self.schur.swap_rows(k, row);
        self.schur.swap_columns(k, col);
        self.rows.swap(k, row);
        self.row_order.swap(k, row);
        self.scales.swap(k, col);
        self.order.swap(k, col);
    }

    /// Subtracts the pivot's rank-one part from what is left.
    fn eliminate(&mut self, k: usize) {
        let below = column(&self.schur, k)[k + 1..].to_vec();
        let pivot = self.schur[(k, k)];
        for j in k + 1..self.schur.ncols() {
            let target = column_mut(&mut self.schur, j);
            let factor = target[k] / pivot;
            if factor != 0.0 {
                super::vector::add_scaled(&mut target[k + 1..], -factor, &below);
            }
        }
    }
}
