//! The operator norm alone, without the other singular values.

use nalgebra::{DMatrix, SymmetricTridiagonal};

use super::{column, vector::dot};
use crate::network::{Extended, power_of_two};

/// ||w||, the largest singular value of a matrix of finite numbers; 0 for the zero matrix. Relative error about H 2^-53.
///
/// The square root of the largest eigenvalue of the Gram matrix, by bisection with Sturm's sequence on its tridiagonal form (Givens
/// 1954; Golub and Van Loan 2013, section 8.4). Squaring harms only the small singular values. Entries 2^500 below the largest one do
/// not count.
pub(in crate::analysis) fn operator_norm(w: &DMatrix<f64>) -> Extended {
    let largest = w.iter().fold(0.0_f64, |m, x| m.max(x.abs()));
    if largest == 0.0 {
        return Extended::ZERO;
    }
    let shift = Extended::from(largest).exponent();
    let scaled = w.map(|x| Extended::from(x).scaled(-shift).to_f64());
    let scaled = if scaled.nrows() < scaled.ncols() {
        scaled.transpose()
    } else {
        scaled
    };
    let n = scaled.ncols();
    let mut gram = DMatrix::zeros(n, n);
    for j in 0..n {
        for i in j..n {
            let entry = dot(column(&scaled, i), column(&scaled, j));
            gram[(i, j)] = entry;
            gram[(j, i)] = entry;
        }
    }
    let eigenvalue = if n == 1 {
        gram[(0, 0)]
    } else {
        let (diagonal, off_diagonal) = SymmetricTridiagonal::new(gram).unpack_tridiagonal();
        largest_eigenvalue(diagonal.as_slice(), off_diagonal.as_slice())
    };
    Extended::new(eigenvalue.sqrt(), shift)
}

/// The largest eigenvalue of a positive semidefinite tridiagonal matrix, to the last place.
fn largest_eigenvalue(diagonal: &[f64], off_diagonal: &[f64]) -> f64 {
    let reach = |i: usize| off_diagonal.get(i).map_or(0.0, |e| e.abs());
    // Gershgorin's discs from above, the largest diagonal entry from below.
    let (mut low, mut high) = (0.0_f64, 0.0_f64);
    for (i, d) in diagonal.iter().enumerate() {
        let before = i.checked_sub(1).map_or(0.0, reach);
        low = low.max(*d);
        high = high.max(d + before + reach(i));
    }
    high += high * power_of_two(-50);
    while high - low > 2.0 * f64::EPSILON * high {
        let middle = low + 0.5 * (high - low);
        if exceeds_all(diagonal, off_diagonal, middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    low + 0.5 * (high - low)
}

/// Whether x is above every eigenvalue: all pivots of x - T are positive.
fn exceeds_all(diagonal: &[f64], off_diagonal: &[f64], x: f64) -> bool {
    let mut pivot = 1.0;
    for (i, d) in diagonal.iter().enumerate() {
        let coupling = i.checked_sub(1).map_or(0.0, |before| off_diagonal[before]);
        pivot = (x - d) - coupling * coupling / pivot;
        if pivot <= 0.0 {
            return false;
        }
    }
    true
}
