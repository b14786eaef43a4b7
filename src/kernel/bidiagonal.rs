//! Reduction of a tall matrix to upper bidiagonal form.

use nalgebra::DMatrix;

use super::vector::{
    TRIPLE, Update, add_all, add_scaled, dot, larger, norm, scale, split_triple, update_and_dot,
};

/// B = U^T A V, upper bidiagonal, with the singular values of A.
pub(super) struct Reduced {
    /// |b_kk|, n numbers.
    pub diagonal: Vec<f64>,
    /// |b_k,k+1|, n - 1 numbers.
    pub beside: Vec<f64>,
    /// The largest ratio of an intermediate entry of a column to the size of that column, whose
    /// rounding errors are this many times 2^-53.
    pub growth: f64,
}

/// Reduces an m x n matrix, m >= n >= 1, by Householder reflections from both sides, first column
/// first.
///
/// `sizes[j]` is the size of column j, from 2^-500 to 2^500. If sizes descend, the errors of each
/// column stay proportional to its own size times the growth, however small it is: reflections from
/// the left treat columns one by one, and those from the right add to a column only multiples of
/// its own size as long as nothing grows (the row-wise errors of Householder reflections, Cox and
/// Higham 1998, transposed). If the growth is moderate, the singular values of a graded matrix
/// therefore keep their relative accuracy.
///
/// One pass per step: while a group of columns is at hand, the rank-two update of the previous step
/// is applied and both products of this step are computed (after Howell, Demmel, Fulton, Hammarling
/// and Marmol 2008).
pub(super) fn reduced(mut a: DMatrix<f64>, sizes: &[f64]) -> Reduced {
    let (m, n) = a.shape();
    let mut state = Reduction {
        v: vec![0.0; m],
        x: vec![0.0; m],
        next: vec![0.0; m],
        sum: vec![0.0; m],
        pending: vec![[0.0; 2]; n],
        row: vec![0.0; n],
        nothing: sizes.iter().copied().fold(f64::MAX, f64::min) * BESIDE_SMALLEST,
        growth: 1.0,
    };
    let mut diagonal = Vec::with_capacity(n);
    let mut beside = Vec::with_capacity(n - 1);
    for k in 0..n {
        diagonal.push(state.reflect_left(&mut a, k));
        if k + 1 < n {
            beside.push(state.reflect_right(&a, k, sizes));
        }
    }
    Reduced {
        diagonal,
        beside,
        growth: state.growth,
    }
}

/// Far above the smallest f64.
const NOTHING: f64 = 1e-280;
/// A row this small relative to the smallest column changes no digit of any value, and its products
/// with columns could underflow.
const BESIDE_SMALLEST: f64 = 1.0 / (1_u128 << 110) as f64;

/// The state of the reduction: column j of the matrix is a_j - v y_j - x u_j.
struct Reduction {
    v: Vec<f64>,
    x: Vec<f64>,
    /// The v of this step.
    next: Vec<f64>,
    /// The sum of the columns, each times its number in this step's row.
    sum: Vec<f64>,
    /// (y_j, u_j)
    pending: Vec<[f64; 2]>,
    /// The row of this step.
    row: Vec<f64>,
    /// Rows up to this size are left out.
    nothing: f64,
    growth: f64,
}

impl Reduction {
    /// Applies the reflection that zeroes column k below row k; returns |b_kk|. Does the pending
    /// update, and leaves v y^T pending.
    fn reflect_left(&mut self, a: &mut DMatrix<f64>, k: usize) -> f64 {
        let m = a.nrows();
        let (own, rest) = a.as_mut_slice()[k * m..].split_at_mut(m);
        let own = &mut own[k..];
        let [y, u] = self.pending[k];
        for ((c, v), x) in own.iter_mut().zip(&self.v[k..]).zip(&self.x[k..]) {
            *c -= y * v + u * x;
        }
        let v = &mut self.next[k..];
        v.copy_from_slice(own);
        let (pivot, _) = reflector(v, NOTHING);
        let sum = &mut self.sum[k..];
        sum.fill(0.0);
        let mut groups = rest.chunks_exact_mut(TRIPLE * m);
        let mut j = k + 1;
        for group in &mut groups {
            let mut columns = split_triple(group, m, k);
            let pending = &mut self.pending[j..j + TRIPLE];
            let update = Update {
                left: [&self.v[k..], &self.x[k..]],
                right: [pending[0], pending[1], pending[2]],
            };
            let along = update_and_dot(&mut columns, update, v);
            let mut row = [0.0; TRIPLE];
            for (i, y) in along.iter().enumerate() {
                pending[i][0] = *y;
                row[i] = columns[i][0] - v[0] * y;
            }
            self.row[j..j + TRIPLE].copy_from_slice(&row);
            add_all(sum, row, columns.map(|column| &*column));
            j += TRIPLE;
        }
        for column in groups.into_remainder().chunks_exact_mut(m) {
            let column = &mut column[k..];
            let [y, u] = self.pending[j];
            add_scaled(column, -y, &self.v[k..]);
            add_scaled(column, -u, &self.x[k..]);
            let y = dot(v, column);
            self.pending[j][0] = y;
            self.row[j] = column[0] - v[0] * y;
            add_scaled(sum, self.row[j], column);
            j += 1;
        }
        std::mem::swap(&mut self.v, &mut self.next);
        pivot.abs()
    }

    /// Applies the reflection that zeroes row k to the right of column k + 1; returns |b_k,k+1|.
    /// Leaves x u^T pending.
    fn reflect_right(&mut self, a: &DMatrix<f64>, k: usize, sizes: &[f64]) -> f64 {
        let (m, n) = a.shape();
        let u = &mut self.row[k + 1..n];
        let (pivot, factor) = reflector(u, self.nothing);
        let mut steepest = 0.0_f64;
        let mut along = 0.0;
        let pending = &mut self.pending[k + 1..];
        for ((pending, u), size) in pending.iter_mut().zip(u.iter()).zip(&sizes[k + 1..]) {
            pending[1] = *u;
            along += pending[0] * u;
            steepest = larger(steepest, u.abs() / size);
        }
        // The sum was taken with the row itself; u is a multiple of it except for the first number.
        let first = &a.as_slice()[(k + 1) * m..(k + 2) * m];
        let x = self.x[k + 1..].iter_mut().zip(&self.sum[k + 1..]);
        for (((x, sum), c), v) in x.zip(&first[k + 1..]).zip(&self.v[k + 1..]) {
            *x = factor * (sum - pivot * c) - along * v;
        }
        self.growth = larger(self.growth, norm(&self.x[k + 1..]) * steepest);
        pivot.abs()
    }
}

/// Turns a vector into the reflector v, scaled so that H = I - v v^T maps the vector to a multiple
/// of the first unit vector; returns that multiple, and the factor that the numbers after the first
/// were scaled by. A vector that is such a multiple already, or whose norm is below `nothing`,
/// needs no reflection: v = 0.
fn reflector(v: &mut [f64], nothing: f64) -> (f64, f64) {
    let size = norm(v);
    if size < nothing || v[1..].iter().all(|x| *x == 0.0) {
        v.fill(0.0);
        return (size, 0.0);
    }
    let pivot = if v[0] > 0.0 { -size } else { size };
    // ||v||^2 = 2 size (size + |x_0|) before scaling; in two factors because sizes may be tiny.
    let factor = 1.0 / (size.sqrt() * (size + v[0].abs()).sqrt());
    v[0] -= pivot;
    scale(v, factor);
    (pivot, factor)
}
