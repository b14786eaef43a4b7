//! A rank-revealing factorisation of one layer's Jacobian, in numbers of 106 bits.

use nalgebra::DMatrix;

use super::double_double::DoubleDouble;
use super::{RankRevealing, column_mut};
use crate::Extended;

/// Factors diag(rows) a diag(columns) = left diag(pivots) right by Gaussian elimination with
/// complete pivoting, in at most `rank` steps.
///
/// Entries are products of three numbers with exponents of their own, so no range is too wide. The
/// pivot is the largest remaining entry: all entries of left and right are at most 1, and both are
/// well conditioned (Demmel et al. 1999). Errors are some 2^-100 of the intermediate entries, and
/// each number of the result is rounded once to 53 bits. `change` gives a relative change of each
/// entry and of each product that is subtracted: terms that cancel may be far larger than the
/// entries themselves.
pub fn revealed(
    a: &DMatrix<f64>,
    (rows, columns): (&[Extended], &[Extended]),
    rank: usize,
    mut change: impl FnMut() -> f64,
) -> RankRevealing {
    let (n, m) = a.shape();
    let mut state = Elimination {
        entries: Vec::with_capacity(n * m),
        n,
        rows: (0..n).collect(),
        columns: (0..m).collect(),
    };
    for j in 0..m {
        for i in 0..n {
            let entry = DoubleDouble::product(Extended::from(a[(i, j)]), columns[j]);
            let entry = if rows[i] == Extended::ONE {
                entry
            } else {
                entry.times(rows[i])
            };
            state.entries.push(entry.changed(change()));
        }
    }
    let mut k = 0;
    while k < rank.min(n).min(m) && state.bring_largest(k) {
        state.eliminate(k, &mut change);
        k += 1;
    }
    RankRevealing {
        pivots: (0..k).map(|i| state.at(i, i).rounded()).collect(),
        left: state.left(k),
        right: state.right(k),
        order: state.columns,
        growth: vec![f64::EPSILON; k],
        is_absorbed: k < rank.min(n).min(m),
    }
}

/// The matrix during the elimination. Rows and columns before step k are finished; those below and
/// right of their pivot are divided by it.
struct Elimination {
    /// Column by column.
    entries: Vec<DoubleDouble>,
    n: usize,
    /// The original index of each row.
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Elimination {
    fn at(&self, i: usize, j: usize) -> DoubleDouble {
        self.entries[j * self.n + i]
    }

    /// Brings the largest remaining entry to place (k, k); `false` if all are zero.
    fn bring_largest(&mut self, k: usize) -> bool {
        let (mut at, mut best) = ((k, k), DoubleDouble::ZERO);
        for j in k..self.columns.len() {
            for i in k..self.n {
                let entry = self.at(i, j);
                if entry.exceeds(best) {
                    (at, best) = ((i, j), entry);
                }
            }
        }
        self.rows.swap(k, at.0);
        self.columns.swap(k, at.1);
        let n = self.n;
        if at.1 != k {
            let (head, tail) = self.entries.split_at_mut(at.1 * n);
            head[k * n..(k + 1) * n].swap_with_slice(&mut tail[..n]);
        }
        if at.0 != k {
            for column in self.entries.chunks_exact_mut(n) {
                column.swap(k, at.0);
            }
        }
        !best.is_zero()
    }

    /// Subtracts the rank-one part of pivot k, each product with a relative change, and divides the
    /// entries beside the pivot by it.
    fn eliminate(&mut self, k: usize, change: &mut impl FnMut() -> f64) {
        let n = self.n;
        let (head, tail) = self.entries.split_at_mut((k + 1) * n);
        let own = &mut head[k * n..];
        let pivot = own[k];
        for entry in &mut own[k + 1..] {
            *entry = entry.over(pivot);
        }
        for column in tail.chunks_exact_mut(n) {
            let above = column[k];
            if above.is_zero() {
                continue;
            }
            for (entry, factor) in column[k + 1..].iter_mut().zip(&own[k + 1..]) {
                *entry = entry.less_product(factor.changed(change()), above);
            }
            column[k] = above.over(pivot);
        }
    }

    /// The first factor with this many columns, rows in their original places.
    fn left(&self, k: usize) -> DMatrix<f64> {
        let mut left = DMatrix::zeros(self.n, k);
        for j in 0..k {
            let to = column_mut(&mut left, j);
            to[self.rows[j]] = 1.0;
            for i in j + 1..self.n {
                to[self.rows[i]] = self.at(i, j).rounded().to_f64();
            }
        }
        left
    }

    /// The second factor with this many rows, columns in their order.
    fn right(&self, k: usize) -> DMatrix<f64> {
        let mut right = DMatrix::zeros(k, self.columns.len());
        for j in 0..self.columns.len() {
            for i in 0..k.min(j) {
                right[(i, j)] = self.at(i, j).rounded().to_f64();
            }
            if j < k {
                right[(j, j)] = 1.0;
            }
        }
        right
    }
}
