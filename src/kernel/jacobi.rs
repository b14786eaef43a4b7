//! One-sided Jacobi on columns with extended scales.

use nalgebra::DMatrix;

use super::vector::{combine, dot, norm};
use super::{column, column_mut, sorted, two_columns};
use crate::{Extended, power_of_two};

/// Sweeps after which the iteration gives up; 6 to 10 are usual.
const MAX_SWEEPS: usize = 60;

/// Whether the columns became orthogonal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convergence {
    /// Every cosine is at rounding level.
    Reached,
    /// The sweeps ran out.
    Missed,
}

/// Rotates the columns of b diag(scales) until they are orthogonal: b diag(scales) = U diag(sigma)
/// V^T.
///
/// On return the columns of b are U (unit length), `scales` holds sigma > 0 in descending order,
/// and the columns of `rotations`, if given, have been rotated likewise (identity in, V out). No
/// column of b may be zero and no scale may be zero. With b well conditioned every sigma has full
/// relative accuracy, whatever the range of the scales: the rotation of two columns with scale
/// ratio rho depends on rho^2 only, and becomes a Gram-Schmidt step as rho goes to 0 (Demmel and
/// Veselic 1992; Drmac and Veselic 2008).
pub fn orthogonalise(
    b: &mut DMatrix<f64>,
    scales: &mut [Extended],
    mut rotations: Option<&mut DMatrix<f64>>,
) -> Convergence {
    let r = b.ncols();
    #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
    let tolerance = 2.0 * f64::EPSILON * (b.nrows() as f64).sqrt();
    let mut norms: Vec<f64> = (0..r).map(|j| norm(column(b, j))).collect();
    for (j, (scale, length)) in scales.iter_mut().zip(&norms).enumerate() {
        if scale.mantissa() < 0.0 {
            super::vector::scale(column_mut(b, j), -1.0);
        }
        *scale = scale.abs() * Extended::from(*length);
    }
    let mut convergence = Convergence::Missed;
    for _ in 0..MAX_SWEEPS {
        let mut rotated = false;
        for i in 0..r {
            for j in i + 1..r {
                rotated |= visit(b, scales, (&mut norms, tolerance), &mut rotations, (i, j));
            }
        }
        if !rotated {
            convergence = Convergence::Reached;
            break;
        }
    }
    for (j, length) in norms.iter().enumerate() {
        super::vector::scale(column_mut(b, j), 1.0 / length);
    }
    sort_descending(b, scales, rotations);
    convergence
}

/// Rotates one pair of columns if they are not yet orthogonal; returns whether it did.
fn visit(
    b: &mut DMatrix<f64>,
    scales: &mut [Extended],
    (norms, tolerance): (&mut [f64], f64),
    rotations: &mut Option<&mut DMatrix<f64>>,
    pair: (usize, usize),
) -> bool {
    let cosine = dot(column(b, pair.0), column(b, pair.1)) / (norms[pair.0] * norms[pair.1]);
    if cosine.abs() <= tolerance {
        return false;
    }
    let ascending = scales[pair.0].cmp_abs(scales[pair.1]).is_lt();
    let (large, small) = if ascending { (pair.1, pair.0) } else { pair };
    let turn = Turn::of(cosine, (scales[small] / scales[large]).to_f64());
    let ratio = norms[large] / norms[small];
    let factors = (turn.tangent * turn.rho * ratio, -turn.reduced / ratio);
    let (x, y) = two_columns(b, pair.0, pair.1);
    let (x, y) = if ascending { (y, x) } else { (x, y) };
    let (xx, yy) = combine(x, y, factors);
    for (at, square) in [(large, xx), (small, yy)] {
        let length = square.sqrt();
        scales[at] = scales[at] * Extended::from(turn.cosine * length / norms[at]);
        norms[at] = length;
        restore(column_mut(b, at), &mut norms[at]);
    }
    if let Some(v) = rotations {
        let (x, y) = two_columns(v, pair.0, pair.1);
        let (x, y) = if ascending { (y, x) } else { (x, y) };
        combine(x, y, (turn.tangent, -turn.tangent));
        super::vector::scale(x, turn.cosine);
        super::vector::scale(y, turn.cosine);
    }
    true
}

/// A plane rotation that makes two unit columns with cosine c and scale ratio rho <= 1 orthogonal.
struct Turn {
    rho: f64,
    /// tan / rho, which stays finite as rho goes to 0.
    reduced: f64,
    tangent: f64,
    cosine: f64,
}

impl Turn {
    fn of(c: f64, rho: f64) -> Self {
        let q = (1.0 - rho) * (1.0 + rho);
        let reduced = 2.0 * c / (q + (q * q + 4.0 * rho * rho * c * c).sqrt());
        let tangent = reduced * rho;
        Self {
            rho,
            reduced,
            tangent,
            cosine: 1.0 / (1.0 + tangent * tangent).sqrt(),
        }
    }
}

/// Keeps the length of a column far from the ends of the range of f64, by an exact power of two.
fn restore(column: &mut [f64], length: &mut f64) {
    const NEAR: f64 = 1e-60;
    if *length == 0.0 {
        // A column that vanished keeps direction zero; its scale is zero already.
        *length = 1.0;
    } else if !(NEAR..1.0 / NEAR).contains(length) {
        let power = power_of_two(-Extended::from(*length).exponent());
        super::vector::scale(column, power);
        *length *= power;
    }
}

/// Sorts columns, scales and rotations together, largest scale first; ties keep their order.
fn sort_descending(
    b: &mut DMatrix<f64>,
    scales: &mut [Extended],
    rotations: Option<&mut DMatrix<f64>>,
) {
    let order = sorted(0..scales.len(), &|x, y| scales[y].cmp_abs(scales[x]));
    let descending: Vec<Extended> = order.iter().map(|j| scales[*j]).collect();
    scales.copy_from_slice(&descending);
    *b = b.select_columns(&order);
    if let Some(v) = rotations {
        *v = v.select_columns(&order);
    }
}
