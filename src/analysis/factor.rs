//! What one layer contributes to a product: its weights, its derivatives, and both a little changed.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::kernel::{Equilibrated, perturbed};
use super::split::{Split, Vectors};
use crate::network::{Extended, ExtendedVector};
use crate::settings::Activation;

/// How many perturbed twins there are.
pub(super) const TWINS: usize = 2;

/// A weight matrix ready for the recursion, beside its perturbed twins.
pub(super) struct Weights {
    /// w, equilibrated.
    pub exact: Equilibrated,
    /// The same with every entry changed in its last places.
    pub twins: [Equilibrated; TWINS],
}

impl Weights {
    /// Prepares a matrix of finite numbers; different salts give independent changes.
    pub fn of(w: &DMatrix<f64>, salt: u64) -> Self {
        let exact = Equilibrated::of(w);
        let twins = [0, 1].map(|which| exact.perturbed(salt << 32 | which << 16 | 1));
        Self { exact, twins }
    }

    /// ||w||, to about H 2^-52 relative.
    pub fn operator_norm(&self) -> Extended {
        let mut w = Split::identity(self.exact.matrix.ncols());
        w.multiply(&self.exact);
        let values = w.decompose(Vectors::Omit).values;
        values.first().copied().unwrap_or(Extended::ZERO)
    }
}

/// The two factors of J = diag(derivatives) w^T, kept apart.
pub(super) struct Factor {
    /// w.
    pub weights: Arc<Weights>,
    /// A'(a), one number for each row of J.
    pub derivatives: Vec<Extended>,
    /// The same at pre-activations changed in their last places, and changed themselves.
    pub twins: [Vec<Extended>; TWINS],
}

impl Factor {
    /// The factor of a matrix alone, all derivatives 1.
    pub fn of(matrix: &DMatrix<f64>) -> Self {
        let ones = vec![Extended::ONE; matrix.ncols()];
        Self {
            weights: Arc::new(Weights::of(matrix, 0)),
            twins: [0, 1].map(|salt| changed(&ones, salt)),
            derivatives: ones,
        }
    }

    /// The factor of a layer: `derivatives` are those of the activation at `pre_activations`.
    pub fn of_layer(
        weights: Arc<Weights>,
        (activation, salt): (Activation, u64),
        pre_activations: &ExtendedVector,
        derivatives: &[Extended],
    ) -> Self {
        let twins = [2 * salt, 2 * salt + 1].map(|salt| {
            let moved = changed(pre_activations.entries(), !salt);
            let moved: Vec<Extended> = moved.iter().map(|a| activation.derivative(*a)).collect();
            changed(&moved, salt)
        });
        Self {
            weights,
            derivatives: derivatives.to_vec(),
            twins,
        }
    }

    /// Whether every derivative is a number.
    pub fn is_finite(&self) -> bool {
        self.derivatives.iter().all(|a| a.is_finite())
    }
}

/// Every number changed in its last places; zeros stay zero. The size of an underflow means nothing, so it is changed altogether.
fn changed(numbers: &[Extended], salt: u64) -> Vec<Extended> {
    let mut state = salt;
    let numbers = numbers.iter().zip(1_i64..);
    numbers
        .map(|(a, unit)| {
            let shift = if a.is_underflow() { unit << 40 } else { 0 };
            Extended::new(perturbed(a.mantissa(), &mut state), a.exponent()).scaled(shift)
        })
        .collect()
}
