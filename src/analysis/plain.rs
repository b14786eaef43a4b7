//! What a program would see that multiplies the Jacobians and then calls an SVD.
//!
//! Wrong on purpose: small singular values drown in the rounding errors of the largest one, and the product under- or
//! overflows. Drawn beside the true values to show by how much.

use nalgebra::{DMatrix, RealField, SVD};

use crate::network::{Extended, Forward, Network};

/// Iterations after which the library's SVD is given up.
const MAX_ITERATIONS: usize = 10_000;

/// Singular values of every P^(h) as plain f64 and plain f32 arithmetic give them.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainChain {
    /// `f64[h]` for h = 0..K-1, descending; `None` where the product or its SVD is not finite.
    pub f64: Vec<Option<Vec<f64>>>,
    /// The same in f32.
    pub f32: Vec<Option<Vec<f64>>>,
}

impl PlainChain {
    /// Multiplies J^(K) J^(K-1) ... J^(h+1) for every h, and calls nalgebra's SVD on each product.
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
) -> Vec<Option<Vec<f64>>> {
    let mut product: Option<DMatrix<T>> = None;
    let mut spectra: Vec<_> = jacobians
        .rev()
        .map(|jacobian| {
            let next = match product.take() {
                Some(before) => before * jacobian,
                None => jacobian,
            };
            let values = singular_values(&next);
            product = Some(next);
            values.map(|values| values.into_iter().map(&widened).collect())
        })
        .collect();
    spectra.reverse();
    spectra
}

/// The library's singular values, descending; `None` for a matrix that is not finite (the library would not
/// return) or when it does not converge.
fn singular_values<T: RealField + Copy>(matrix: &DMatrix<T>) -> Option<Vec<T>> {
    if !matrix.iter().all(T::is_finite) {
        return None;
    }
    let svd = SVD::try_new_unordered(
        matrix.clone(),
        false,
        false,
        T::default_epsilon(),
        MAX_ITERATIONS,
    )?;
    let mut values: Vec<T> = svd.singular_values.iter().copied().collect();
    values.sort_by(|a, b| b.partial_cmp(a).unwrap_or(std::cmp::Ordering::Equal));
    Some(values)
}
