//! What a program sees if it multiplies the Jacobians in f64 or f32 and then calls an SVD.
//!
//! Wrong on purpose: small singular values drown in the rounding errors of the largest one, and the
//! product under- or overflows. The decomposition itself is as accurate as possible, so no SVD
//! routine could repair what is wrong here. Drawn beside the true values to show the difference.

use nalgebra::{DMatrix, RealField};

use super::backprop::Step;
use super::passes::Passes;
use super::spectrum::Spectrum;
use crate::network::{Extended, ExtendedVector};

/// Singular values of one P^(h), the product formed in plain arithmetic, descending; `None` if the
/// product is not finite.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainSuffix {
    /// h.
    pub from_layer: usize,
    /// In f64.
    pub f64: Option<Vec<Extended>>,
    /// In f32.
    pub f32: Option<Vec<Extended>>,
}

impl PlainSuffix {
    /// The results for P^(0), P^(1), ..., P^(K-1).
    pub fn all(passes: &Passes) -> Vec<Self> {
        let mut walk = PlainWalk::default();
        let mut suffixes: Vec<Self> = std::iter::from_fn(|| walk.advance(passes)).collect();
        suffixes.reverse();
        suffixes
    }
}

/// The walk from y* to the input with plain products J^(K) J^(K-1) ... J^(h+1).
#[derive(Default)]
pub struct PlainWalk {
    done: usize,
    f64: Option<DMatrix<f64>>,
    f32: Option<DMatrix<f32>>,
}

impl PlainWalk {
    /// One more layer; `None` when none is left. Costs about as much as a step of the chain.
    pub fn advance(&mut self, passes: &Passes) -> Option<PlainSuffix> {
        let from_layer = passes.depth().checked_sub(1 + self.done)?;
        self.done += 1;
        let layer = &passes.network().layers[from_layer];
        let jacobian = match layer.block.is_plain() {
            true => jacobian(&layer.weight, &passes.forward().derivatives[from_layer]),
            false => {
                let rows = Step::of(layer, passes.forward(), from_layer).jacobian();
                rounded(&rows, layer.weight.nrows())
            }
        };
        let narrow = jacobian.map(narrowed);
        let (wide, wide_values) = extended(self.f64.take(), jacobian, |x| x);
        let (narrow, narrow_values) = extended(self.f32.take(), narrow, f64::from);
        (self.f64, self.f32) = (Some(wide), Some(narrow));
        Some(PlainSuffix {
            from_layer,
            f64: wide_values,
            f32: narrow_values,
        })
    }
}

/// The product with one more factor, and its singular values.
fn extended<T: RealField + Copy>(
    before: Option<DMatrix<T>>,
    jacobian: DMatrix<T>,
    widened: impl Fn(T) -> f64,
) -> (DMatrix<T>, Option<Vec<Extended>>) {
    let product = match before {
        Some(before) => plain_product(&before, &jacobian),
        None => jacobian,
    };
    let finite = product.iter().all(T::is_finite);
    let values = finite.then(|| Spectrum::unchecked_values(&product.map(&widened)));
    (product, values)
}

/// J = diag[a'] w^T in f64.
fn jacobian(weight: &DMatrix<f64>, derivatives: &[Extended]) -> DMatrix<f64> {
    let slopes: Vec<f64> = derivatives.iter().map(|a| a.to_f64()).collect();
    DMatrix::from_fn(weight.ncols(), weight.nrows(), |i, j| {
        slopes[i] * weight[(j, i)]
    })
}

/// A Jacobian of these rows in f64.
fn rounded(rows: &[ExtendedVector], columns: usize) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), columns, |i, j| rows[i].entries()[j].to_f64())
}

/// The nearest f32.
#[expect(clippy::cast_possible_truncation, reason = "the loss is what is shown")]
fn narrowed(x: f64) -> f32 {
    x as f32
}

/// a b in the arithmetic of T, term by term.
fn plain_product<T: RealField + Copy>(a: &DMatrix<T>, b: &DMatrix<T>) -> DMatrix<T> {
    let mut product = DMatrix::zeros(a.nrows(), b.ncols());
    for (j, mut column) in product.column_iter_mut().enumerate() {
        for l in 0..a.ncols() {
            let factor = b[(l, j)];
            for (sum, x) in column.iter_mut().zip(a.column(l).iter()) {
                *sum += *x * factor;
            }
        }
    }
    product
}
