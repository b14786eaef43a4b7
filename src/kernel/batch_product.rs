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
    #[inline(always)]
    fn pack(self, packed: &mut [[f64; ROWS]], [row, rows]: [usize; 2], [term, terms]: [usize; 2]) {
        match self {
            Self::Plain(entries) => {
                let lines = entries.chunks_exact(terms).skip(row).take(ROWS);
                if row + ROWS > rows {
                    packed.fill([0.0; ROWS]);
                }
                for (at, line) in lines.enumerate() {
                    for (factors, x) in packed.iter_mut().zip(&line[term..]) {
                        factors[at] = *x;
                    }
                }
            }
            Self::Transposed(entries) => {
                let lines = entries.chunks_exact(rows).skip(term);
                for (factors, line) in packed.iter_mut().zip(lines) {
                    // A copy of a length that is not known before would be a call.
                    if let Some(four) = line[row..].first_chunk() {
                        *factors = *four;
                    } else {
                        *factors = [0.0; ROWS];
                        for (factor, x) in factors.iter_mut().zip(&line[row..]) {
                            *factor = *x;
                        }
                    }
                }
            }
        }
    }
}

/// out = left right, and where there is a start, each sum begins with that of its column.
///
/// `right` is terms x columns and `out` rows x columns, both row by row; [`Left`] has rows x terms. Nothing is done if
/// their lengths are not those, or without a term.
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
    let fits = terms > 0 && out.len() == rows * columns && entries.len() == rows * terms;
    if !fits || right.len() != terms * columns || start.is_some_and(|s| s.len() != columns) {
        return;
    }
    let mut packed = [[0.0; ROWS]; TERMS];
    for (at, out) in out.chunks_mut(ROWS * columns).enumerate() {
        for (block, right) in right.chunks(TERMS * columns).enumerate() {
            let packed = &mut packed[..right.len() / columns];
            left.pack(packed, [at * ROWS, rows], [block * TERMS, terms]);
            let begin = match (block, start) {
                (0, None) => Begin::Zero,
                (0, Some(start)) => Begin::At(start),
                _ => Begin::Before,
            };
            add_products((out, begin), packed, right, columns);
        }
    }
}

/// Where the sums of some terms begin.
#[derive(Clone, Copy)]
enum Begin<'a> {
    Zero,
    /// At the number of their column.
    At(&'a [f64]),
    /// At what they are so far.
    Before,
}

/// Sums, at most [`ROWS`] rows of them, and where they begin.
type Sums<'a, 'b> = (&'a mut [f64], Begin<'b>);

/// Adds the products of some terms.
#[inline(always)]
fn add_products((out, begin): Sums<'_, '_>, packed: &[[f64; ROWS]], right: &[f64], columns: usize) {
    let mut column = 0;
    while column + COLUMNS <= columns {
        add_tile((out, begin), packed, right, [column, columns]);
        column += COLUMNS;
    }
    while column < columns {
        add_column((out, begin), packed, right, [column, columns]);
        column += 1;
    }
}

/// The same for [`COLUMNS`] columns.
#[inline(always)]
fn add_tile(
    (out, begin): Sums<'_, '_>,
    packed: &[[f64; ROWS]],
    right: &[f64],
    [column, columns]: [usize; 2],
) {
    let mut sums = [[f64x2::ZERO; 2]; ROWS];
    match begin {
        Begin::Zero => {}
        Begin::At(start) => sums = [four(start, column); ROWS],
        Begin::Before => {
            for (sums, line) in sums.iter_mut().zip(out.chunks_exact(columns)) {
                *sums = four(line, column);
            }
        }
    }
    for (factors, line) in packed.iter().zip(right.chunks_exact(columns)) {
        let [a, b] = four(line, column);
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

/// Four numbers of a line.
#[inline(always)]
fn four(line: &[f64], column: usize) -> [f64x2; 2] {
    let (pairs, _) = line[column..column + COLUMNS].as_chunks::<2>();
    [f64x2::new(pairs[0]), f64x2::new(pairs[1])]
}

/// The same for one column.
#[inline(always)]
fn add_column(
    (out, begin): Sums<'_, '_>,
    packed: &[[f64; ROWS]],
    right: &[f64],
    [column, columns]: [usize; 2],
) {
    let mut sums = [0.0; ROWS];
    match begin {
        Begin::Zero => {}
        Begin::At(start) => sums = [start[column]; ROWS],
        Begin::Before => {
            for (sum, line) in sums.iter_mut().zip(out.chunks_exact(columns)) {
                *sum = line[column];
            }
        }
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
    let mut fours = matrix.chunks_exact(ROWS * columns);
    for (at, four) in (&mut fours).enumerate() {
        let (a, rest) = four.split_at(columns);
        let (b, rest) = rest.split_at(columns);
        let (c, d) = rest.split_at(columns);
        let lines = out.chunks_exact_mut(rows);
        for ((((line, a), b), c), d) in lines.zip(a).zip(b).zip(c).zip(d) {
            if let Some(four) = line[at * ROWS..].first_chunk_mut() {
                *four = [*a, *b, *c, *d];
            }
        }
    }
    let left = fours.remainder().chunks_exact(columns);
    for (row, line) in (rows - rows % ROWS..).zip(left) {
        for (to, x) in out.iter_mut().skip(row).step_by(rows).zip(line) {
            *to = *x;
        }
    }
}
