//! Products of matrices whose rows are contiguous: what training spends its time on.
//!
//! Every sum is taken in the order of its terms, one product after the other; how many sums run at once does not change
//! a bit. Neither these functions nor the others of training are put into their callers, which are compiled for size.

use wide::f64x2;

/// Rows of the result that are computed together.
const ROWS: usize = 4;
/// Columns of the result that are computed together.
const COLUMNS: usize = 4;
/// Terms between two visits of a sum, so that what is read fits into the fastest memory.
const TERMS: usize = 64;

/// A part of the left matrix: for each term its factor in each row.
type Packed = [[f64; ROWS]; TERMS];

/// The left factor of a product.
#[derive(Clone, Copy)]
pub enum Left<'a> {
    /// Rows x terms, row by row.
    Plain(&'a [f64]),
    /// The transpose of it: terms x rows, row by row.
    Transposed(&'a [f64]),
}

impl Left<'_> {
    /// The factors of so many terms in so many rows, at most [`TERMS`] and [`ROWS`]; zeros where there is no row.
    fn pack(self, packed: &mut Packed, [row, rows]: [usize; 2], [term, terms]: [usize; 2]) {
        match self {
            Self::Plain(entries) => {
                let rows = entries.chunks_exact(terms).skip(row).take(ROWS);
                let count = rows.len();
                for (at, entries) in rows.enumerate() {
                    for (factors, x) in packed.iter_mut().zip(&entries[term..]) {
                        factors[at] = *x;
                    }
                }
                for factors in packed.iter_mut() {
                    factors[count..].fill(0.0);
                }
            }
            Self::Transposed(entries) => {
                let terms = entries.chunks_exact(rows).skip(term);
                for (factors, entries) in packed.iter_mut().zip(terms) {
                    let entries = &entries[row..(row + ROWS).min(rows)];
                    *factors = [0.0; ROWS];
                    factors[..entries.len()].copy_from_slice(entries);
                }
            }
        }
    }
}

/// out = left right, and where there is a start, each sum begins with that of its column.
///
/// `right` is terms x columns and `out` rows x columns, both row by row; [`Left`] has rows x terms. Nothing is done if
/// their lengths are not those.
#[inline(never)]
pub fn batch_product(
    out: &mut [f64],
    left: Left<'_>,
    right: &[f64],
    [columns, terms]: [usize; 2],
    start: Option<&[f64]>,
) {
    let (Left::Plain(entries) | Left::Transposed(entries)) = left;
    let rows = out.len() / columns.max(1);
    let fits = out.len() == rows * columns && entries.len() == rows * terms;
    if !fits || right.len() != terms * columns || start.is_some_and(|s| s.len() != columns) {
        return;
    }
    for line in out.chunks_exact_mut(columns) {
        match start {
            Some(start) => line.copy_from_slice(start),
            None => line.fill(0.0),
        }
    }
    let mut packed = [[0.0; ROWS]; TERMS];
    for (at, out) in out.chunks_mut(ROWS * columns).enumerate() {
        for (block, right) in right.chunks(TERMS * columns).enumerate() {
            left.pack(&mut packed, [at * ROWS, rows], [block * TERMS, terms]);
            add_products(out, &packed[..right.len() / columns], right, columns);
        }
    }
}

/// Adds the products of some terms to at most [`ROWS`] rows of sums.
#[inline(always)]
fn add_products(out: &mut [f64], packed: &[[f64; ROWS]], right: &[f64], columns: usize) {
    let mut column = 0;
    while column + COLUMNS <= columns {
        add_tile(out, packed, right, [column, columns]);
        column += COLUMNS;
    }
    while column < columns {
        add_column(out, packed, right, [column, columns]);
        column += 1;
    }
}

/// The same for [`COLUMNS`] columns.
#[inline(always)]
fn add_tile(out: &mut [f64], packed: &[[f64; ROWS]], right: &[f64], [column, columns]: [usize; 2]) {
    let mut sums = [[f64x2::ZERO; 2]; ROWS];
    for (sums, line) in sums.iter_mut().zip(out.chunks_exact(columns)) {
        let (pairs, _) = line[column..column + COLUMNS].as_chunks::<2>();
        *sums = [f64x2::new(pairs[0]), f64x2::new(pairs[1])];
    }
    for (factors, line) in packed.iter().zip(right.chunks_exact(columns)) {
        let (pairs, _) = line[column..column + COLUMNS].as_chunks::<2>();
        let [a, b] = [f64x2::new(pairs[0]), f64x2::new(pairs[1])];
        for ([first, second], factor) in sums.iter_mut().zip(factors) {
            let factor = f64x2::splat(*factor);
            *first += factor * a;
            *second += factor * b;
        }
    }
    for ([first, second], line) in sums.iter().zip(out.chunks_exact_mut(columns)) {
        let (pairs, _) = line[column..column + COLUMNS].as_chunks_mut::<2>();
        pairs[0] = first.to_array();
        pairs[1] = second.to_array();
    }
}

/// The same for one column.
#[inline(always)]
fn add_column(
    out: &mut [f64],
    packed: &[[f64; ROWS]],
    right: &[f64],
    [column, columns]: [usize; 2],
) {
    let mut sums = [0.0; ROWS];
    for (sum, line) in sums.iter_mut().zip(out.chunks_exact(columns)) {
        *sum = line[column];
    }
    for (factors, line) in packed.iter().zip(right.chunks_exact(columns)) {
        for (sum, factor) in sums.iter_mut().zip(factors) {
            *sum += factor * line[column];
        }
    }
    for (sum, line) in sums.iter().zip(out.chunks_exact_mut(columns)) {
        line[column] = *sum;
    }
}

/// The transpose of a matrix with so many columns, row by row.
#[inline(never)]
pub fn transpose(out: &mut [f64], matrix: &[f64], columns: usize) {
    let rows = matrix.len() / columns.max(1);
    for (row, line) in matrix.chunks_exact(columns).enumerate() {
        for (to, x) in out.iter_mut().skip(row).step_by(rows).zip(line) {
            *to = *x;
        }
    }
}
