//! Normalisation of a batch whose rows are contiguous, and its way back, in plain numbers.

use super::rows::{add, column_sums};
use super::vector;

/// What is normalised together: N(v) = d / s with s^2 = mean d^2 + eps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// v is a row, and d = v: RMS norm.
    Rows,
    /// v is a row, and d = v minus its mean: layer norm.
    CentredRows,
    /// v is a column, and d = v minus its mean: batch norm.
    Columns,
}

/// Lengths beyond it have squares that f64 cannot hold.
const LONG: f64 = 1e150;

impl Together {
    /// How many 1 / s there are for a matrix of this shape.
    pub fn count(self, [rows, columns]: [usize; 2]) -> usize {
        match self {
            Self::Rows | Self::CentredRows => rows,
            Self::Columns => columns,
        }
    }

    /// Replaces each v by N(v). `inverses` gets 1 / s for each, `sums` has room for two numbers a column.
    ///
    /// Where s is zero, or the squares of a column leave the range of f64, the results are no numbers.
    #[inline(never)]
    pub fn normalise(self, rows: &mut [f64], inverses: &mut [f64], sums: &mut [f64], eps: f64) {
        let columns = sums.len() / 2;
        match self {
            Self::Columns => normalise_columns(rows, inverses, sums, eps),
            _ => {
                for (row, inverse) in rows.chunks_exact_mut(columns).zip(inverses) {
                    if self == Self::CentredRows {
                        centre(row);
                    }
                    *inverse = 1.0 / scale_of(row, eps);
                    vector::scale(row, *inverse);
                }
            }
        }
    }

    /// Replaces each gradient g behind N by N'^T g = (d' - q mean(q g)) / s, where q = N(v), and d' is g, or g minus its
    /// mean. An error of some 1e-16 times ||g|| / s remains, however short the result is.
    #[inline(never)]
    pub fn back(
        self,
        gradient: &mut [f64],
        normalised: &[f64],
        inverses: &[f64],
        sums: &mut [f64],
    ) {
        let columns = sums.len() / 2;
        match self {
            Self::Columns => columns_back(gradient, normalised, inverses, sums),
            _ => {
                let rows = gradient.chunks_exact_mut(columns);
                for ((g, q), inverse) in rows.zip(normalised.chunks_exact(columns)).zip(inverses) {
                    if self == Self::CentredRows {
                        centre(g);
                    }
                    let along = vector::dot(q, g) / count(columns);
                    vector::add_scaled(g, -along, q);
                    vector::scale(g, *inverse);
                }
            }
        }
    }
}

/// Takes the mean away.
fn centre(row: &mut [f64]) {
    // The second time takes away what the first mean was rounded by.
    for _ in 0..2 {
        let mean = row.iter().sum::<f64>() / count(row.len());
        row.iter_mut().for_each(|x| *x -= mean);
    }
}

/// s of the differences d.
fn scale_of(row: &[f64], eps: f64) -> f64 {
    let root = vector::norm(row) / count(row.len()).sqrt();
    if root > LONG {
        root
    } else {
        (root * root + eps).sqrt()
    }
}

fn normalise_columns(rows: &mut [f64], inverses: &mut [f64], sums: &mut [f64], eps: f64) {
    let columns = sums.len() / 2;
    let (sums, squares) = sums.split_at_mut(columns);
    let size = count(rows.len() / columns.max(1));
    for _ in 0..2 {
        column_sums(sums, rows);
        sums.iter_mut().for_each(|sum| *sum /= -size);
        rows.chunks_exact_mut(columns)
            .for_each(|row| add(row, sums));
    }
    squares.fill(0.0);
    for row in rows.chunks_exact(columns) {
        for (square, x) in squares.iter_mut().zip(row) {
            *square += x * x;
        }
    }
    for (inverse, square) in inverses.iter_mut().zip(squares) {
        let s = (*square / size + eps).sqrt();
        *inverse = if s.is_finite() { 1.0 / s } else { f64::NAN };
    }
    for row in rows.chunks_exact_mut(columns) {
        row.iter_mut()
            .zip(&*inverses)
            .for_each(|(x, inverse)| *x *= inverse);
    }
}

fn columns_back(gradient: &mut [f64], normalised: &[f64], inverses: &[f64], sums: &mut [f64]) {
    let columns = sums.len() / 2;
    let (means, alongs) = sums.split_at_mut(columns);
    let size = count(gradient.len() / columns.max(1));
    column_sums(means, gradient);
    alongs.fill(0.0);
    for (g, q) in gradient
        .chunks_exact(columns)
        .zip(normalised.chunks_exact(columns))
    {
        for ((along, g), q) in alongs.iter_mut().zip(g).zip(q) {
            *along += g * q;
        }
    }
    means
        .iter_mut()
        .chain(&mut *alongs)
        .for_each(|sum| *sum /= size);
    let rows = gradient.chunks_exact_mut(columns);
    for (g, q) in rows.zip(normalised.chunks_exact(columns)) {
        let numbers = means.iter().zip(&*alongs).zip(inverses);
        for ((g, q), ((mean, along), inverse)) in g.iter_mut().zip(q).zip(numbers) {
            *g = (*g - mean - q * along) * inverse;
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a width or a batch")]
fn count(size: usize) -> f64 {
    size as f64
}
