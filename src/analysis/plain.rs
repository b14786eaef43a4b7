//! What a program would see that multiplies the Jacobians in f64 or f32 and then calls an SVD.
//!
//! Wrong on purpose: small singular values drown in the rounding errors of the largest one, and the product under- or
//! overflows. The decomposition itself is done as well as it can be, so what is wrong here no SVD routine could mend.
//! Drawn beside the true values to show by how much.

use nalgebra::{DMatrix, RealField};

use super::Spectrum;
use crate::network::{Extended, Forward, Network};

/// Singular values of every P^(h), the product formed in plain f64 and in plain f32.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainChain {
    /// `f64[h]` for h = 0..K-1, descending; `None` where the product is not finite.
    pub f64: Vec<Option<Vec<Extended>>>,
    /// The same in f32.
    pub f32: Vec<Option<Vec<Extended>>>,
}

impl PlainChain {
    /// Multiplies J^(K) J^(K-1) ... J^(h+1) for every h; costs about as much as the analysis.
    pub fn of(network: &Network, forward: &Forward) -> Self {
        let jacobians: Vec<DMatrix<f64>> = network
            .layers
            .iter()
            .zip(&forward.derivatives)
            .map(|(layer, derivatives)| jacobian(&layer.weight, derivatives))
            .collect();
        Self {
            f64: suffixes(jacobians.iter().cloned(), |x| x),
            f32: suffixes(jacobians.iter().map(|j| j.map(narrowed)), f64::from),
        }
    }
}

/// J = diag[a'] w^T in f64.
fn jacobian(weight: &DMatrix<f64>, derivatives: &[Extended]) -> DMatrix<f64> {
    let slopes: Vec<f64> = derivatives.iter().map(|a| a.to_f64()).collect();
    DMatrix::from_fn(weight.ncols(), weight.nrows(), |i, j| {
        slopes[i] * weight[(j, i)]
    })
}

/// The nearest f32.
#[expect(clippy::cast_possible_truncation, reason = "the loss is what is shown")]
fn narrowed(x: f64) -> f32 {
    x as f32
}

/// The singular values of every suffix product, h = 0 first.
fn suffixes<T: RealField + Copy>(
    jacobians: impl DoubleEndedIterator<Item = DMatrix<T>>,
    widened: impl Fn(T) -> f64,
) -> Vec<Option<Vec<Extended>>> {
    let mut product: Option<DMatrix<T>> = None;
    let mut spectra: Vec<_> = jacobians
        .rev()
        .map(|jacobian| {
            let next = match product.take() {
                Some(before) => plain_product(&before, &jacobian),
                None => jacobian,
            };
            let finite = next.iter().all(T::is_finite);
            let values = finite.then(|| Spectrum::of(&next.map(&widened)).values);
            product = Some(next);
            values
        })
        .collect();
    spectra.reverse();
    spectra
}

/// a b in the arithmetic of T, term by term.
fn plain_product<T: RealField + Copy>(a: &DMatrix<T>, b: &DMatrix<T>) -> DMatrix<T> {
    DMatrix::from_fn(a.nrows(), b.ncols(), |i, j| {
        (0..a.ncols()).fold(T::zero(), |sum, l| sum + a[(i, l)] * b[(l, j)])
    })
}
