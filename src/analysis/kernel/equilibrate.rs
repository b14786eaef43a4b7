//! Exact scaling of rows and columns by powers of two.

use nalgebra::DMatrix;

use crate::network::{Extended, power_of_two};

/// Rounds of alternate row and column scaling.
const ROUNDS: usize = 3;
/// Rows (or columns) whose largest entries lie within 2^SLACK of each other are left alone.
const SLACK: i64 = 3;

/// w = diag(2^rows) matrix diag(2^columns), exactly, with rows and columns of similar size.
///
/// An entry may lose bits only where it lies 2^1022 below both its row's and its column's largest entry.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Equilibrated {
    /// The scaled matrix; its largest entry is about 1.
    pub matrix: DMatrix<f64>,
    /// Powers of two taken out of the rows.
    pub rows: Vec<i64>,
    /// Powers of two taken out of the columns.
    pub columns: Vec<i64>,
    /// The Frobenius norm of the scaled matrix.
    pub norm: f64,
}

impl Equilibrated {
    /// Scales a matrix of finite numbers.
    pub fn of(w: &DMatrix<f64>) -> Self {
        let (m, n) = w.shape();
        let exact: Vec<Extended> = w.iter().map(|x| Extended::from(*x)).collect();
        let (mut rows, mut columns) = (vec![0_i64; m], vec![0_i64; n]);
        for _ in 0..ROUNDS {
            let row_exponents =
                exponents(m, |i| (0..n).map(move |j| (i + j * m, j)), &exact, &columns);
            rows = levelled(&row_exponents);
            let column_exponents =
                exponents(n, |j| (0..m).map(move |i| (i + j * m, i)), &exact, &rows);
            columns = levelled(&column_exponents);
        }
        let matrix = DMatrix::from_fn(m, n, |i, j| {
            exact[i + j * m].scaled(-rows[i] - columns[j]).to_f64()
        });
        let norm = super::vector::norm(matrix.as_slice());
        Self {
            matrix,
            rows,
            columns,
            norm,
        }
    }

    /// The transpose, w^T.
    pub fn transposed(&self) -> Self {
        Self {
            matrix: self.matrix.transpose(),
            rows: self.columns.clone(),
            columns: self.rows.clone(),
            norm: self.norm,
        }
    }

    /// The same matrix with every entry changed by a relative amount of up to 2^-44, pseudo-randomly.
    pub fn perturbed(&self, salt: u64) -> Self {
        let mut state = salt;
        let mut twin = self.clone();
        for x in twin.matrix.iter_mut() {
            *x = perturbed(*x, &mut state);
        }
        twin
    }
}

/// x (1 + e) with e pseudo-random, uniform in +-2^-44: some hundred times what one rounding does, and so fine that
/// two of them hardly ever do the same.
pub(in crate::analysis) fn perturbed(x: f64, state: &mut u64) -> f64 {
    // Weyl sequence with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^= bits >> 31;
    #[expect(clippy::cast_precision_loss, reason = "53 random bits")]
    let uniform = (bits >> 11) as f64 * power_of_two(-52) - 1.0;
    x + x * (uniform * power_of_two(-44))
}

/// The largest exponent of every line after the other side's scaling; `None` for a line of zeros.
fn exponents<I: Iterator<Item = (usize, usize)>>(
    lines: usize,
    entries: impl Fn(usize) -> I,
    exact: &[Extended],
    other: &[i64],
) -> Vec<Option<i64>> {
    (0..lines)
        .map(|line| {
            entries(line)
                .filter(|(at, _)| !exact[*at].is_zero())
                .map(|(at, across)| exact[at].exponent() - other[across])
                .max()
        })
        .collect()
}

/// One power for every line: all alike where they are similar already.
fn levelled(exponents: &[Option<i64>]) -> Vec<i64> {
    let highest = exponents.iter().flatten().max().copied().unwrap_or(0);
    let lowest = exponents.iter().flatten().min().copied().unwrap_or(0);
    let alike = highest - lowest <= SLACK;
    exponents
        .iter()
        .map(|e| if alike { highest } else { e.unwrap_or(highest) })
        .collect()
}
