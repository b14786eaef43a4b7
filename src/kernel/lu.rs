//! Rook-pivoted LU of a row-scaled matrix, with pivots compared in extended range.

use nalgebra::DMatrix;

use super::{RankRevealing, Ratios, column, column_mut, revealed, sorted};
use crate::Extended;

/// Factors diag(rows) q diag(scales) = left diag(pivots) right, with rows in their original places.
///
/// The elimination itself runs on the unscaled q: row and column scales cancel in every multiplier
/// of the Schur complement, so they affect only the choice of the pivots. A pivot is the largest of
/// its row and of its column of the scaled matrix (Neal and Poole's rook pivoting), so all entries
/// of left and right are at most 1. Stops when only exact zeros are left, so exactly zero rows
/// lower the rank exactly. The largest entry of q should be about 1.
#[inline(never)]
pub fn rook_lu(q: &DMatrix<f64>, rows: &[Extended], scales: &[Extended]) -> RankRevealing {
    let (n, r) = q.shape();
    let parts = parts(q);
    let mut lu = Elimination {
        schur: q.clone(),
        rows: Lines::of(rows),
        columns: Lines::of(scales),
    };
    let mut pivots = Vec::with_capacity(n.min(r));
    let mut growth = Vec::with_capacity(n.min(r));
    for k in 0..n.min(r) {
        let Some((row, col)) = lu.pivot(k) else { break };
        if !(SMALLEST..1.0 / SMALLEST).contains(&lu.schur[(row, col)].abs()) {
            return with_extended_entries(q, (rows, &parts), scales);
        }
        lu.exchange(k, (row, col));
        growth.push(lu.growth(k, &parts));
        pivots.push(lu.value(k, k));
        lu.eliminate(k);
    }
    let k = pivots.len();
    // A row or a column that is entirely zero leaves exact zeros.
    let is_live_row = |i: &usize| !rows[*i].is_zero() && q.row(*i).iter().any(|x| *x != 0.0);
    let live_rows = (0..n).filter(is_live_row).count();
    let live_columns = (0..r)
        .filter(|j| q.column(*j).iter().any(|x| *x != 0.0))
        .count();
    RankRevealing {
        is_absorbed: k < live_rows.min(live_columns),
        left: lu.left(k),
        right: lu.right(k),
        pivots,
        order: lu.columns.order,
        growth,
    }
}

/// Dividing by unscaled pivots below this may leave the range of f64.
const SMALLEST: f64 = 1e-100;

/// The same for when the unscaled elimination leaves the range of f64: works on the scaled matrix
/// itself, every entry with its own exponent.
fn with_extended_entries(
    q: &DMatrix<f64>,
    (rows, parts): (&[Extended], &[usize]),
    scales: &[Extended],
) -> RankRevealing {
    let (n, r) = q.shape();
    let mut factors = revealed(q, (rows, scales), n.min(r), || 0.0);
    let live = |lines: usize, is_live: &dyn Fn(usize) -> bool| {
        (0..lines).filter(|line| is_live(*line)).count()
    };
    let live_rows = live(n, &|i| {
        !rows[i].is_zero() && q.row(i).iter().any(|x| *x != 0.0)
    });
    let live_columns = live(r, &|j| q.column(j).iter().any(|x| *x != 0.0));
    factors.is_absorbed = factors.pivots.len() < live_rows.min(live_columns);
    let mut left: Vec<usize> = (0..n).collect();
    for (k, growth) in factors.growth.iter_mut().enumerate() {
        // The pivot row is the one with no entry to the right of its 1.
        let is_pivot = |i: &usize| {
            factors.left[(*i, k)] == 1.0
                && factors.left.row(*i).iter().skip(k + 1).all(|x| *x == 0.0)
        };
        let own = left.iter().copied().find(is_pivot);
        let beside = left
            .iter()
            .filter(|i| own.is_some_and(|own| parts[**i] == parts[own]));
        let largest = beside.fold(Extended::ZERO, |most, i| most.max_abs(rows[*i]));
        left.retain(|i| Some(*i) != own);
        let size = (largest * scales[factors.order[k]]).abs();
        *growth = f64::EPSILON * (size / factors.pivots[k].abs()).to_f64().max(1.0);
    }
    factors
}

/// Which part of the matrix each row belongs to: rows of different parts have their nonzero entries
/// in different columns. The zeros between parts come from the structure of the network and have no
/// rounding errors; single zeros may be the result of rounding.
fn parts(q: &DMatrix<f64>) -> Vec<usize> {
    let n = q.nrows();
    let mut parts: Vec<usize> = (0..n).collect();
    for column in q.column_iter() {
        let mut live = (0..n).filter(|i| column[*i] != 0.0);
        let Some(first) = live.next() else { continue };
        for i in live {
            let (own, other) = (parts[first], parts[i]);
            if own != other {
                for part in parts.iter_mut().filter(|part| **part == other) {
                    *part = own;
                }
            }
        }
        if parts.iter().all(|part| *part == parts[0]) {
            break;
        }
    }
    parts
}

/// The scales of the rows or of the columns.
struct Lines {
    scales: Vec<Extended>,
    /// The scales divided by the largest one; 0 if that is below the range of f64.
    relative: Vec<f64>,
    /// The original index of each line.
    order: Vec<usize>,
}

impl Lines {
    fn of(scales: &[Extended]) -> Self {
        let largest = scales
            .iter()
            .copied()
            .fold(Extended::ZERO, Extended::max_abs);
        let relative = scales.iter().map(|s| (s.abs() / largest).to_f64());
        Self {
            relative: relative.collect(),
            scales: scales.to_vec(),
            order: (0..scales.len()).collect(),
        }
    }

    fn swap(&mut self, i: usize, j: usize) {
        self.scales.swap(i, j);
        self.relative.swap(i, j);
        self.order.swap(i, j);
    }
}

/// The state of the elimination; rows and columns before step k are finished.
struct Elimination {
    schur: DMatrix<f64>,
    rows: Lines,
    columns: Lines,
}

/// Products of an entry and a relative scale above this are compared directly: nothing that matters
/// beside them has left the range of f64.
const COMPARABLE: f64 = 1e-250;

impl Elimination {
    /// The scaled entry.
    fn value(&self, i: usize, j: usize) -> Extended {
        self.rows.scales[i] * Extended::from(self.schur[(i, j)]) * self.columns.scales[j]
    }

    /// A nonzero entry that is the largest of its row and of its column, from step k on; `None` if
    /// all are zero. The search begins in the row of the largest scale: no other row's rounding
    /// errors can be larger than what it finds there.
    fn pivot(&self, k: usize) -> Option<(usize, usize)> {
        let scales = &self.rows.scales;
        let mut largest = k;
        for i in k + 1..self.schur.nrows() {
            if scales[i].cmp_abs(scales[largest]).is_gt() {
                largest = i;
            }
        }
        self.climb(k, largest).or_else(|| {
            let rows = sorted(k..self.schur.nrows(), &|a, b| scales[b].cmp_abs(scales[a]));
            rows.into_iter().find_map(|row| self.climb(k, row))
        })
    }

    /// Climbs from a row to a pivot; every move increases the value, so the climb ends. `None` for
    /// a row of zeros.
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
        let entries = column(&self.schur, col)[k..].iter().copied();
        let at = k + largest(entries, &self.rows, k);
        (at, self.value(at, col))
    }

    /// The column of the largest scaled entry of a row and its value; `None` for a row of zeros.
    fn largest_of_row(&self, k: usize, row: usize) -> Option<(usize, Extended)> {
        let n = self.schur.nrows();
        let entries = self.schur.as_slice()[k * n + row..].iter().step_by(n);
        let at = k + largest(entries.copied(), &self.columns, k);
        let value = self.value(row, at);
        (!value.is_zero()).then_some((at, value))
    }

    /// The relative error of pivot k due to rounding errors of 2^-52 in the entries of q: those of
    /// the pivot itself, and those in any other row of its part, whose scale may be larger.
    fn growth(&self, k: usize, parts: &[usize]) -> f64 {
        let order = &self.rows.order;
        let largest = (k..order.len())
            .filter(|i| parts[order[*i]] == parts[order[k]])
            .fold(Extended::ZERO, |most, i| most.max_abs(self.rows.scales[i]));
        let pivot = self.rows.scales[k] * Extended::from(self.schur[(k, k)]);
        let ratio = (largest / pivot.abs()).to_f64();
        f64::EPSILON * ratio.max(1.0)
    }

    /// Brings the pivot to the diagonal.
    fn exchange(&mut self, k: usize, (row, col): (usize, usize)) {
        self.schur.swap_rows(k, row);
        self.schur.swap_columns(k, col);
        self.rows.swap(k, row);
        self.columns.swap(k, col);
    }

    /// Subtracts the pivot's rank-one part from the remainder. Entries of row k and column k stay
    /// unchanged.
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

    /// The first factor with this many columns, a permuted unit lower trapezoid.
    fn left(&self, k: usize) -> DMatrix<f64> {
        let ratios = Ratios::of(&self.rows.scales);
        let mut left = DMatrix::zeros(self.schur.nrows(), k);
        for j in 0..k {
            let entries = column(&self.schur, j);
            let to = column_mut(&mut left, j);
            to[self.rows.order[j]] = 1.0;
            for i in j + 1..entries.len() {
                to[self.rows.order[i]] = ratios.scaled(entries[i] / entries[j], (i, j));
            }
        }
        left
    }

    /// The second factor with this many rows, a unit upper trapezoid.
    fn right(&self, k: usize) -> DMatrix<f64> {
        let ratios = Ratios::of(&self.columns.scales);
        let mut right = DMatrix::zeros(k, self.schur.ncols());
        for j in 0..right.ncols() {
            let entries = column(&self.schur, j);
            let to = column_mut(&mut right, j);
            for i in 0..k.min(j) {
                to[i] = ratios.scaled(entries[i] / self.schur[(i, i)], (j, i));
            }
            if j < k {
                to[j] = 1.0;
            }
        }
        right
    }
}

/// The index of the entry, of the lines k.. in order, with the largest size times scale.
fn largest(entries: impl Iterator<Item = f64> + Clone, lines: &Lines, k: usize) -> usize {
    let mut best = (0, 0.0);
    for ((i, x), scale) in entries.clone().enumerate().zip(&lines.relative[k..]) {
        let size = x.abs() * scale;
        if size > best.1 {
            best = (i, size);
        }
    }
    if best.1 >= COMPARABLE {
        return best.0;
    }
    let mut best = (0, Extended::ZERO);
    for ((i, x), scale) in entries.enumerate().zip(&lines.scales[k..]) {
        let value = Extended::from(x) * *scale;
        if value.cmp_abs(best.1).is_gt() {
            best = (i, value);
        }
    }
    best.0
}
