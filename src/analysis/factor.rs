//! What one layer contributes to a product: its weights and derivatives, exact or a little changed.

use nalgebra::DMatrix;

use super::kernel::{Equilibrated, perturbed};
use super::split::{Decomposition, Split, Vectors};
use crate::network::{Extended, ExtendedVector};
use crate::settings::Activation;

/// Which numbers a product is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Those of the network.
    Exact,
    /// Those of one of the two twins: every weight changed in its last places, and every derivative taken at a pre-activation
    /// changed as much. What versions have in common is what f64 numbers determine.
    Twin(u8),
}

/// The two factors of J = diag(derivatives) w^T, kept apart.
pub(super) struct Factor {
    /// w, equilibrated.
    pub weights: Equilibrated,
    /// A'(a), one number for each row of J.
    pub derivatives: Vec<Extended>,
}

impl Factor {
    /// The factor of a matrix of finite numbers alone, all derivatives 1.
    pub fn of(matrix: &DMatrix<f64>, version: Version) -> Self {
        let ones = vec![Extended::ONE; matrix.ncols()];
        Self {
            weights: version.weights(Equilibrated::of(matrix), 0),
            derivatives: match version {
                Version::Exact => ones,
                Version::Twin(which) => changed(&ones, which.into()),
            },
        }
    }

    /// The singular values of J.
    pub fn decompose(&self) -> Decomposition {
        let mut layer = Split::identity(self.derivatives.len());
        layer.multiply_layer(&self.weights, &self.derivatives);
        layer.decompose(Vectors::Omit)
    }
}

impl Version {
    /// The weights of this version; other salts give independent changes.
    pub fn weights(self, exact: Equilibrated, salt: u64) -> Equilibrated {
        match self {
            Self::Exact => exact,
            Self::Twin(which) => exact.perturbed(salt << 32 | u64::from(which) << 16 | 1),
        }
    }

    /// The derivatives of this version; `exact` are those of the activation at `pre_activations`.
    pub fn derivatives(
        self,
        exact: &[Extended],
        (activation, salt): (Activation, u64),
        pre_activations: &ExtendedVector,
    ) -> Vec<Extended> {
        let Self::Twin(which) = self else {
            return exact.to_vec();
        };
        let salt = 2 * salt + u64::from(which);
        let moved = changed(pre_activations.entries(), !salt);
        let moved: Vec<Extended> = moved.iter().map(|a| activation.derivative(*a)).collect();
        changed(&moved, salt)
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
