//! Products of matrices whose rows are contiguous: what training spends its time on.
//!
//! Every sum is taken in the order of its terms, one product after the other; how many sums run at once does not change
//! a bit. Neither these functions nor the others of training are put into their callers, which are compiled for size.

use wide::f64x2;

/// Rows of the result that are computed together.
const ROWS: usize = 4;
/// Columns of the result that are computed together.
const COLUMNS: usize = 4;
/// Terms between two visits of a sum, so few that what is read of the right factor stays in the fastest memory: lines that
/// are 64 numbers apart share few places there.
const TERMS: usize = 32;

/// The factors of [`ROWS`] rows at one term, each in both lanes, as they are multiplied.
type Factors = [f64x2; ROWS];
const ZEROS: Factors = [f64x2::ZERO; ROWS];

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
    fn pack(self, packed: &mut [Factors], [row, rows]: [usize; 2], [term, terms]: [usize; 2]) {
        match self {
            Self::Plain(entries) => {
                let lines = entries.chunks_exact(terms).skip(row).take(ROWS);
                if row + ROWS > rows {
                    packed.fill(ZEROS);
                }
                for (at, line) in lines.enumerate() {
                    for (factors, x) in packed.iter_mut().zip(&line[term..]) {
                        factors[at] = f64x2::splat(*x);
                    }
                }
            }
            Self::Transposed(entries) => {
                let lines = entries.chunks_exact(rows).skip(term);
                for (factors, line) in packed.iter_mut().zip(lines) {
                    // A copy of a length that is not known before would be a call.
                    if let Some([a, b, c, d]) = line[row..].first_chunk() {
                        let splat = |x: &f64| f64x2::splat(*x);
                        *factors = [splat(a), splat(b), splat(c), splat(d)];
                    } else {
                        *factors = ZEROS;
                        for (factor, x) in factors.iter_mut().zip(&line[row..]) {
                            *factor = f64x2::splat(*x);
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
/// their lengths are not those, or without a term or a column.
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
    let fits =
        terms > 0 && columns > 0 && out.len() == rows * columns && entries.len() == rows * terms;
    if !fits || right.len() != terms * columns || start.is_some_and(|s| s.len() != columns) {
        return;
    }
    let mut packed = [ZEROS; TERMS];
    for (block, right) in right.chunks(TERMS * columns).enumerate() {
        let begin = match (block, start) {
            (0, None) => Begin::Zero,
            (0, Some(start)) => Begin::At(start),
            _ => Begin::Before,
        };
        let packed = &mut packed[..right.len() / columns];
        for (at, out) in out.chunks_mut(ROWS * columns).enumerate() {
            left.pack(packed, [at * ROWS, rows], [block * TERMS, terms]);
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
fn add_products((out, begin): Sums<'_, '_>, packed: &[Factors], right: &[f64], columns: usize) {
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
    packed: &[Factors],
    right: &[f64],
    [column, columns]: [usize; 2],
) {
    let lines = [0, 1, 2, 3].map(|line| line * columns + column);
    let mut sums = match begin {
        Begin::Zero => [[f64x2::ZERO; 2]; ROWS],
        Begin::At(start) => [four(start, column); ROWS],
        Begin::Before => lines.map(|at| four(out, at)),
    };
    for (factors, line) in packed.iter().zip(right.chunks_exact(columns)) {
        let [a, b] = two_pairs(&line[column..column + COLUMNS]);
        for ([first, second], factor) in sums.iter_mut().zip(factors) {
            *first += *factor * a;
            *second += *factor * b;
        }
    }
    let [a, b, c, d] = sums;
    let [at_a, at_b, at_c, at_d] = lines;
    put_four(out, at_a, a);
    put_four(out, at_b, b);
    put_four(out, at_c, c);
    put_four(out, at_d, d);
}

/// Four numbers from a place on; zeros if they are not there.
#[inline(always)]
fn four(numbers: &[f64], at: usize) -> [f64x2; 2] {
    match numbers.get(at..at + COLUMNS) {
        Some(four) => two_pairs(four),
        None => [f64x2::ZERO; 2],
    }
}

/// Four numbers as pairs.
#[inline(always)]
fn two_pairs(four: &[f64]) -> [f64x2; 2] {
    let (pairs, _) = four.as_chunks::<2>();
    [f64x2::new(pairs[0]), f64x2::new(pairs[1])]
}

/// Writes four numbers if their place is there.
#[inline(always)]
fn put_four(numbers: &mut [f64], at: usize, [first, second]: [f64x2; 2]) {
    if let Some(four) = numbers
        .get_mut(at..)
        .and_then(|rest| rest.first_chunk_mut())
    {
        let ([a, b], [c, d]) = (first.to_array(), second.to_array());
        *four = [a, b, c, d];
    }
}

/// The same for one column.
#[inline(always)]
fn add_column(
    (out, begin): Sums<'_, '_>,
    packed: &[Factors],
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
            *sum += factor.to_array()[0] * line[column];
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
