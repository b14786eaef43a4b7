//! Householder QR with column pivoting in extended range.

use nalgebra::DMatrix;

use super::vector::{larger, largest, norm, reflect, scale};
use super::{RankRevealing, Ratios, column, column_mut, sorted};
use crate::{Extended, power_of_two};

/// Factors c diag(scales) Pi = Q diag(pivots) right, Q with orthonormal columns.
///
/// The next column is the one whose remainder has the largest norm times scale (Businger and Golub
/// 1965). Norms are downdated, and recomputed if that would cancel; the norm of a chosen column is
/// always recomputed. `noise[j]` is the size of the rounding error already in column j of c, in
/// units of 2^-52; that of every remaining column enters the growth estimate. Rows are sorted by
/// size first, and a large entry of the chosen column goes to the diagonal, which makes Householder
/// QR accurate row by row (Cox and Higham 1998) and preserves the digits of every entry of the
/// reflected column. Stops at the first exactly zero remainder.
#[inline(never)]
pub fn pivoted_qr(c: &DMatrix<f64>, scales: &[Extended], noise: &[f64]) -> PivotedQr {
    let (n, r) = c.shape();
    let mut rows = rows_by_size(c);
    let mut work = sorted_rows(c, &rows);
    let mut state = Pivoting::of(&work, scales, noise);
    let first_sizes = state.sizes.clone();
    let mut reflectors = DMatrix::zeros(n, n.min(r));
    let mut growth = Vec::with_capacity(n.min(r));
    for k in 0..n.min(r) {
        let Some(size) = state.bring_largest(&mut work, k) else {
            break;
        };
        growth.push(state.growth(k, size));
        if let Some(at) = larger_row(&column(&work, k)[k..]) {
            // Exchanging rows is orthogonal too, and rounds nothing.
            let (finished, left) = (..k * n, k * n..);
            for column in work.as_mut_slice()[left].chunks_exact_mut(n) {
                column.swap(k, k + at);
            }
            for column in reflectors.as_mut_slice()[finished].chunks_exact_mut(n) {
                column.swap(k, k + at);
            }
            rows.swap(k, k + at);
        }
        let v = &mut column_mut(&mut reflectors, k)[k..];
        eliminate(&mut work, (k, size), v);
        state.downdate(&work, k);
    }
    let k = growth.len();
    // A row or a column that is entirely zero leaves exact zeros.
    let is_live_row = |i: &usize| (0..r).any(|j| c[(*i, j)] != 0.0);
    let live_rows = if k < n.min(r) {
        (0..n).filter(is_live_row).count()
    } else {
        n
    };
    let live_columns = first_sizes.iter().filter(|size| **size > 0.0).count();
    let is_absorbed = k < live_rows.min(live_columns);
    let pivots: Vec<_> = (0..k)
        .map(|i| Extended::from(work[(i, i)]) * state.scales[i])
        .collect();
    let right = unit_upper(&work, (k, r), &state.scales);
    PivotedQr {
        reflectors: reflectors.resize_horizontally(k, 0.0),
        rows,
        pivots,
        right,
        order: state.order,
        growth,
        is_absorbed,
    }
}

/// The rows of c in this order.
fn sorted_rows(c: &DMatrix<f64>, rows: &[usize]) -> DMatrix<f64> {
    let mut work = DMatrix::zeros(c.nrows(), c.ncols());
    for j in 0..c.ncols() {
        let from = column(c, j);
        for (x, row) in column_mut(&mut work, j).iter_mut().zip(rows) {
            *x = from[*row];
        }
    }
    work
}

/// Row i of the upper trapezoid of `work`, k x r, with its column scales, over its scaled diagonal
/// entry.
fn unit_upper(work: &DMatrix<f64>, (k, r): (usize, usize), scales: &[Extended]) -> DMatrix<f64> {
    let ratios = Ratios::of(scales);
    let mut right = DMatrix::zeros(k, r);
    for j in 0..r {
        let from = column(work, j);
        let to = column_mut(&mut right, j);
        for i in 0..k.min(j) {
            to[i] = ratios.scaled(from[i] / work[(i, i)], (j, i));
        }
        if j < k {
            to[j] = 1.0;
        }
    }
    right
}

/// The result of [`pivoted_qr`], Q still as reflectors.
pub struct PivotedQr {
    /// Column k is v of H_k = I - v v^T, from row k on.
    reflectors: DMatrix<f64>,
    /// Row i of the reflectors is row `rows[i]` of Q.
    rows: Vec<usize>,
    /// As in [`RankRevealing`].
    pub pivots: Vec<Extended>,
    /// As in [`RankRevealing`].
    pub right: DMatrix<f64>,
    /// As in [`RankRevealing`].
    pub order: Vec<usize>,
    growth: Vec<f64>,
    /// As in [`RankRevealing`].
    pub is_absorbed: bool,
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
            is_absorbed: self.is_absorbed,
        }
    }
}

/// What travels with the columns while they are exchanged.
struct Pivoting {
    order: Vec<usize>,
    scales: Vec<Extended>,
    /// Rounding errors times scale.
    noise: Vec<Extended>,
    /// The norm of the remainder of each column.
    sizes: Vec<f64>,
    /// The norm when it was last computed from the entries.
    computed: Vec<f64>,
    /// Size times scale.
    weighted: Vec<Extended>,
}

/// A squared norm that has shrunk to this fraction is recomputed: half of its digits may be lost.
const CANCELLED: f64 = 1.5e-8;

impl Pivoting {
    fn of(work: &DMatrix<f64>, scales: &[Extended], noise: &[f64]) -> Self {
        let sizes: Vec<f64> = (0..work.ncols()).map(|j| norm(column(work, j))).collect();
        // A column of exact zeros has no rounding errors.
        let noise = noise.iter().zip(&sizes);
        let noise = noise.map(|(e, n)| if *n == 0.0 { 0.0 } else { larger(*e, *n) });
        Self {
            order: (0..work.ncols()).collect(),
            noise: weighted(&noise.collect::<Vec<_>>(), scales),
            weighted: weighted(&sizes, scales),
            scales: scales.to_vec(),
            computed: sizes.clone(),
            sizes,
        }
    }

    /// Brings the largest remaining column to place k, scaled by a power of two to a norm in [1/2,
    /// 1), and returns this norm; `None` if the remainder is zero.
    fn bring_largest(&mut self, work: &mut DMatrix<f64>, k: usize) -> Option<f64> {
        let mut best = (k, Extended::ZERO);
        for (j, weighted) in self.weighted.iter().enumerate().skip(k) {
            if weighted.cmp_abs(best.1).is_gt() {
                best = (j, *weighted);
            }
        }
        let (at, weighted) = best;
        if weighted.is_zero() {
            return None;
        }
        if at != k {
            work.swap_columns(k, at);
            self.order.swap(k, at);
            self.scales.swap(k, at);
            self.noise.swap(k, at);
            self.sizes.swap(k, at);
            self.computed.swap(k, at);
            self.weighted.swap(k, at);
        }
        let unit = Extended::from(norm(&column(work, k)[k..]));
        let shift = unit.exponent();
        if shift != 0 {
            // In two steps: the power itself may lie outside the range of f64.
            let half = shift / 2;
            for part in [half, shift - half] {
                scale(column_mut(work, k), power_of_two(-part));
            }
            self.scales[k] = self.scales[k].scaled(shift);
        }
        Some(unit.mantissa())
    }

    /// The relative error of pivot k, of this size: the rounding errors of a remaining column may
    /// be larger than its remainder, even larger than the pivot.
    fn growth(&self, k: usize, size: f64) -> f64 {
        let noise = self.noise[k..].iter();
        let most = noise.fold(Extended::ZERO, |most, noise| most.max_abs(*noise));
        let pivot = Extended::from(size) * self.scales[k].abs();
        f64::EPSILON * (most / pivot).to_f64().max(1.0)
    }

    /// The sizes after the elimination of column k.
    fn downdate(&mut self, work: &DMatrix<f64>, k: usize) {
        for j in k + 1..work.ncols() {
            let own = column(work, j);
            let size = self.sizes[j];
            if size == 0.0 {
                continue;
            }
            let share = own[k] / size;
            let left = larger(1.0 - share * share, 0.0);
            let since = size / self.computed[j];
            if left * since * since <= CANCELLED {
                self.sizes[j] = norm(&own[k + 1..]);
                self.computed[j] = self.sizes[j];
            } else {
                self.sizes[j] = size * left.sqrt();
            }
            self.weighted[j] = Extended::from(self.sizes[j]) * self.scales[j];
        }
    }
}

fn weighted(sizes: &[f64], scales: &[Extended]) -> Vec<Extended> {
    let pairs = sizes.iter().zip(scales);
    pairs.map(|(n, s)| Extended::from(*n) * *s).collect()
}

/// The index of the largest number, if the first one is less than a quarter of it.
fn larger_row(numbers: &[f64]) -> Option<usize> {
    let most = largest(numbers);
    let first = numbers.first()?.abs();
    (first < 0.25 * most).then(|| numbers.iter().position(|x| x.abs() == most))?
}

/// Reflects the columns k.. so that column k, whose norm from row k on is `size`, is zero below row
/// k; v becomes the reflector, scaled so that H = I - v v^T. A column that is zero there already
/// needs none: v = 0, and nothing is rounded.
fn eliminate(work: &mut DMatrix<f64>, (k, size): (usize, f64), v: &mut [f64]) {
    let n = work.nrows();
    let own = &mut column_mut(work, k)[k..];
    if own[1..].iter().all(|x| *x == 0.0) {
        return;
    }
    v.copy_from_slice(own);
    let pivot = if v[0] > 0.0 { -size } else { size };
    // ||v||^2 = 2 size (size + |x_0|) before scaling.
    let factor = 1.0 / (size * (size + v[0].abs())).sqrt();
    v[0] -= pivot;
    scale(v, factor);
    own.fill(0.0);
    own[0] = pivot;
    reflect(&mut work.as_mut_slice()[(k + 1) * n..], n, k, v);
}

/// The first columns of H_1 H_2 ... H_k, with the rows put back in their places.
fn orthonormal_columns(reflectors: &DMatrix<f64>, rows: &[usize]) -> DMatrix<f64> {
    let (n, k) = reflectors.shape();
    let mut sorted = DMatrix::identity(n, k);
    for at in (0..k).rev() {
        let v = &column(reflectors, at)[at..];
        // Columns before `at` are still unit vectors that this reflector does not reach.
        reflect(&mut sorted.as_mut_slice()[at * n..], n, at, v);
    }
    let mut q = DMatrix::zeros(n, k);
    for j in 0..k {
        let to = column_mut(&mut q, j);
        for (x, row) in column(&sorted, j).iter().zip(rows) {
            to[*row] = *x;
        }
    }
    q
}

/// The rows by their largest entry, descending; ties keep their order.
fn rows_by_size(c: &DMatrix<f64>) -> Vec<usize> {
    let mut sizes = vec![0.0_f64; c.nrows()];
    for j in 0..c.ncols() {
        for (size, x) in sizes.iter_mut().zip(column(c, j)) {
            *size = larger(*size, x.abs());
        }
    }
    sorted(0..c.nrows(), &|a, b| sizes[b].total_cmp(&sizes[a]))
}
