//! Matrix products in tiles of 4 x 4, each entry summed in order.

use nalgebra::DMatrix;
use wide::f64x2;

use super::column;

/// Rows and columns of a tile.
const TILE: usize = 4;

/// One number of each row, or of each column, of a tile.
type Strip = [f64; TILE];

/// a b. Entry (i, j) is the sum over l in ascending order: the same bits on every platform.
#[inline(never)]
pub fn product(a: &DMatrix<f64>, b: &DMatrix<f64>) -> DMatrix<f64> {
    let rows = |i: usize, l: usize| strip(&column(a, l)[i..]);
    let columns = |j: usize, l: usize| {
        let mut strip = [0.0; TILE];
        for (k, x) in strip.iter_mut().enumerate().take(b.ncols() - j) {
            *x = b[(l, j + k)];
        }
        strip
    };
    tiled((a.nrows(), b.ncols(), a.ncols()), rows, columns, |_| 0)
}

/// The columns `order` of a, times the transpose of an upper trapezoidal u, k x r.
#[inline(never)]
pub fn product_with_transposed_upper(
    a: &DMatrix<f64>,
    order: &[usize],
    u: &DMatrix<f64>,
) -> DMatrix<f64> {
    let rows = |i: usize, l: usize| strip(&column(a, order[l])[i..]);
    let columns = |j: usize, l: usize| strip(&column(u, l)[j..]);
    // Row j of u begins at its diagonal.
    tiled((a.nrows(), u.nrows(), u.ncols()), rows, columns, |j| j)
}

/// The first numbers of a column; zeros past its end.
#[inline(always)]
fn strip(numbers: &[f64]) -> Strip {
    if let Some(whole) = numbers.first_chunk() {
        return *whole;
    }
    let mut strip = [0.0; TILE];
    for (x, number) in strip.iter_mut().zip(numbers) {
        *x = *number;
    }
    strip
}

/// The m x n matrix of sums over l < k of `rows(i, l)` times `columns(j, l)`, l from `start(j)` on.
#[inline(always)]
fn tiled(
    (m, n, k): (usize, usize, usize),
    rows: impl Fn(usize, usize) -> Strip,
    columns: impl Fn(usize, usize) -> Strip,
    start: impl Fn(usize) -> usize,
) -> DMatrix<f64> {
    let mut c = DMatrix::zeros(m, n);
    if m == 0 || k == 0 {
        return c;
    }
    let mut left: Vec<Strip> = Vec::with_capacity(k * m.div_ceil(TILE));
    for i in (0..m).step_by(TILE) {
        left.extend((0..k).map(|l| rows(i, l)));
    }
    let mut right: Vec<Strip> = Vec::with_capacity(k);
    for j in (0..n).step_by(TILE) {
        let from = start(j).min(k);
        right.clear();
        right.extend((from..k).map(|l| columns(j, l)));
        let target = &mut c.as_mut_slice()[j * m..];
        for (i, left) in (0..m).step_by(TILE).zip(left.chunks_exact(k)) {
            let tile = tile(&left[from..], &right);
            for (column, sums) in target.chunks_exact_mut(m).zip(&tile) {
                for (x, sum) in column[i..].iter_mut().zip(sums) {
                    *x = *sum;
                }
            }
        }
    }
    c
}

/// The 4 x 4 sums.
#[inline(always)]
fn tile(left: &[Strip], right: &[Strip]) -> [Strip; TILE] {
    let mut sums = [[f64x2::ZERO; 2]; TILE];
    for (a, b) in left.iter().zip(right) {
        let [a0, a1, a2, a3] = *a;
        let (upper, lower) = (f64x2::new([a0, a1]), f64x2::new([a2, a3]));
        for (sums, b) in sums.iter_mut().zip(b) {
            let b = f64x2::splat(*b);
            sums[0] += upper * b;
            sums[1] += lower * b;
        }
    }
    sums.map(|[upper, lower]| {
        let ([a, b], [c, d]) = (upper.to_array(), lower.to_array());
        [a, b, c, d]
    })
}
