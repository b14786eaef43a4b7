//! Exact scaling of rows and columns by powers of two.

use nalgebra::DMatrix;

use crate::vector::{larger, largest};
use crate::{Extended, power_of_two, split};

/// Rounds of alternate row and column scaling.
const ROUNDS: usize = 3;
/// Rows (or columns) whose largest entries lie within 2^SLACK of each other are left alone.
const SLACK: i64 = 3;
/// Numbers above this stay normal when they are multiplied by 2^-500.
const SMALL: f64 = 1e-150;

/// w = diag(2^rows) matrix diag(2^columns), exactly, with rows and columns of similar size.
///
/// An entry may lose bits only if it is 2^1022 below the largest entries of both its row and its
/// column.
#[derive(Clone, Debug)]
pub struct Equilibrated {
    /// The scaled matrix; its largest entry is about 1.
    pub matrix: DMatrix<f64>,
    /// Powers of two taken out of the rows.
    pub rows: Vec<i64>,
    /// Powers of two taken out of the columns.
    pub columns: Vec<i64>,
    /// The Frobenius norm of the scaled matrix.
    pub norm: f64,
    /// Whether every entry has kept all its bits.
    pub is_exact: bool,
}

impl Equilibrated {
    /// Scales a matrix of finite numbers.
    #[inline(never)]
    pub fn of(w: &DMatrix<f64>) -> Self {
        let (rows, columns) = alike(w).unwrap_or_else(|| powers(w));
        let matrix = scaled(w, &rows, &columns);
        // No branch for each entry; nothing is larger than about 1 now.
        let pairs = w.as_slice().iter().zip(matrix.as_slice());
        let is_exact = pairs.fold(true, |all, (x, y)| {
            all & ((*x == 0.0) | (y.abs() >= f64::MIN_POSITIVE))
        });
        let norm = super::vector::norm(matrix.as_slice());
        Self {
            matrix,
            rows,
            columns,
            norm,
            is_exact,
        }
    }

    /// A matrix with entries of size at most 1 that needs no scaling.
    pub fn already(matrix: DMatrix<f64>) -> Self {
        let (m, n) = matrix.shape();
        Self {
            rows: vec![0; m],
            columns: vec![0; n],
            norm: super::vector::norm(matrix.as_slice()),
            is_exact: true,
            matrix,
        }
    }

    /// Whether the entries that are not zero lie within this factor of 1.
    pub fn is_within(&self, range: f64) -> bool {
        let entries = self.matrix.as_slice().iter();
        self.is_exact & entries.fold(true, |all, x| all & ((*x == 0.0) | (x.abs() >= range)))
    }

    /// The transpose, w^T.
    pub fn transposed(&self) -> Self {
        Self {
            matrix: self.matrix.transpose(),
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            norm: self.norm,
            is_exact: self.is_exact,
        }
    }

    /// The same matrix with every entry changed by a relative amount of up to 2^-44,
    /// pseudo-randomly.
    #[inline(never)]
    pub fn perturbed(&self, salt: u64) -> Self {
        let mut state = salt;
        let mut twin = self.clone();
        for x in twin.matrix.as_mut_slice() {
            *x = perturbed(*x, &mut state);
        }
        twin
    }
}

/// 2^-44: the most by which a twin changes a number.
pub const CHANGE: f64 = 1.0 / (1_u64 << 44) as f64;

/// 2^-96: the most by which a twin changes an entry of a matrix that is factored in 106 bits, some
/// hundred times its rounding error.
pub const FINE_CHANGE: f64 = CHANGE / (1_u64 << 52) as f64;

/// x (1 + e) with e pseudo-random, uniform in +-[`CHANGE`]: some hundred times one rounding error,
/// and so finely graded that two of them are hardly ever equal.
pub fn perturbed(x: f64, state: &mut u64) -> f64 {
    let bits = splitmix(state);
    #[expect(clippy::cast_precision_loss, reason = "53 random bits")]
    let uniform = (bits >> 11) as f64 * power_of_two(-52) - 1.0;
    x + x * (uniform * CHANGE)
}

/// 64 pseudo-random bits: a Weyl sequence with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
pub(super) fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// Stands for the exponent of zero: below every other, far from the ends of i64.
const ZERO: i64 = i64::MIN / 4;

fn exponent(x: f64) -> i64 {
    if x == 0.0 { ZERO } else { split(x).1 }
}

/// The powers of two of rows and columns, by alternate scaling.
fn powers(w: &DMatrix<f64>) -> (Vec<i64>, Vec<i64>) {
    let (m, n) = w.shape();
    let exact: Vec<i64> = w.iter().map(|x| exponent(*x)).collect();
    let (mut rows, mut columns) = (vec![0_i64; m], vec![0_i64; n]);
    for _ in 0..ROUNDS {
        let mut highest = vec![ZERO; m];
        for (entries, taken) in exact.chunks_exact(m).zip(&columns) {
            for (highest, e) in highest.iter_mut().zip(entries) {
                *highest = (*highest).max(e - taken);
            }
        }
        rows = levelled(&highest);
        let highest = exact.chunks_exact(m).map(|entries| {
            let left = entries.iter().zip(&rows).map(|(e, taken)| e - taken);
            left.max().unwrap_or(ZERO)
        });
        columns = levelled(&highest.collect::<Vec<_>>());
    }
    (rows, columns)
}

/// The same if all rows are similar, and all columns: then one power is taken out of the rows, and no exponent but those of the largest entries
/// is needed. `None` if they are not.
fn alike(w: &DMatrix<f64>) -> Option<(Vec<i64>, Vec<i64>)> {
    let (m, n) = w.shape();
    let mut rows = vec![0.0; m];
    let mut columns = Vec::with_capacity(n);
    for entries in w.as_slice().chunks_exact(m) {
        for (most, x) in rows.iter_mut().zip(entries) {
            *most = larger(*most, x.abs());
        }
        columns.push(exponent(largest(entries)));
    }
    let rows: Vec<i64> = rows.into_iter().map(exponent).collect();
    let level = |exponents: &[i64]| {
        let levelled = levelled(exponents);
        levelled
            .iter()
            .all(|e| *e == levelled[0])
            .then_some(levelled)
    };
    level(&columns)?;
    Some((level(&rows)?, vec![0; n]))
}

/// w without the powers of two of its rows and columns.
fn scaled(w: &DMatrix<f64>, rows: &[i64], columns: &[i64]) -> DMatrix<f64> {
    let mut matrix = w.clone();
    let entries = matrix.as_mut_slice().chunks_exact_mut(rows.len());
    for (column, taken) in entries.zip(columns) {
        for (x, row) in column.iter_mut().zip(rows) {
            let power = -row - taken;
            // Small powers keep normal numbers normal; others need the exact way.
            *x = if power.abs() < 500 && x.abs() > SMALL {
                *x * power_of_two(power)
            } else {
                exactly_scaled(*x, power)
            };
        }
    }
    matrix
}

/// x 2^power.
#[cold]
#[inline(never)]
fn exactly_scaled(x: f64, power: i64) -> f64 {
    Extended::from(x).scaled(power).to_f64()
}

/// One power for every line from its largest exponent: all equal if they are similar already.
fn levelled(exponents: &[i64]) -> Vec<i64> {
    let nonzero = || exponents.iter().copied().filter(|e| *e > ZERO / 2);
    let highest = nonzero().max().unwrap_or(0);
    let lowest = nonzero().min().unwrap_or(0);
    let alike = highest - lowest <= SLACK;
    let level = |e: i64| if alike || e <= ZERO / 2 { highest } else { e };
    exponents.iter().map(|e| level(*e)).collect()
}
