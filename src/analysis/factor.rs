//! What one layer contributes to a product: its weights and derivatives, exact or a little changed.

use std::borrow::Cow;

use nalgebra::DMatrix;

use super::bound::bound_by_lines;
use super::rank::exact_rank;
use super::spectrum::Spectrum;
use super::split::{Decomposition, Side, Split, Vectors};
use crate::network::{Curve, Extended, ExtendedVector};
use kernel::{CHANGE, Equilibrated, FINE_CHANGE, RankRevealing, perturbed, revealed};

/// Which numbers a product is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// Those of the network.
    Exact,
    /// Those of one of the two twins: every weight changed in its last places, and every derivative
    /// taken at a pre-activation changed as much. The digits that all versions share are those that
    /// f64 numbers determine.
    Twin(u8),
}

/// The two factors of diag(derivatives) w^T, kept apart: of the Jacobian of a plain layer, or of a part of another one.
pub(super) struct Factor<'a> {
    /// w as it is.
    weight: Cow<'a, DMatrix<f64>>,
    /// Whether w is the result of roundings, so that its exact rank means nothing.
    is_rounded: bool,
    version: Version,
    /// Equal for tied weights, so that they are changed alike.
    salt: u64,
    /// w in this version, equilibrated.
    pub weights: Equilibrated,
    /// A'(a) in this version, one number for each row of J.
    pub derivatives: Vec<Extended>,
}

/// J^T = w diag(derivatives) = left diag(pivots) right, left and right well conditioned, as many
/// pivots as the rank unless something is absorbed.
pub(super) struct Revealed {
    /// n x k
    pub left: DMatrix<f64>,
    /// k numbers, none of them zero.
    pub pivots: Vec<Extended>,
    /// k x m
    pub right: DMatrix<f64>,
    /// Estimated relative rounding error of each pivot.
    pub growth: Vec<f64>,
    /// Whether the elimination has found fewer pivots than the rank: the rest was lost in its
    /// roundings, and is not zero.
    pub is_absorbed: bool,
}

/// Changes computed matrices in their own way, whatever weights they came from.
const ROUNDED: u64 = 1 << 40;

/// If equilibrated weights have entries smaller than this, rounding errors of the larger ones may
/// destroy their structure.
const TAME: f64 = 1.0 / (1_u64 << 40) as f64;

impl<'a> Factor<'a> {
    /// The factor of these weights and of derivatives that are of this version already.
    pub fn new(
        weight: &'a DMatrix<f64>,
        derivatives: Vec<Extended>,
        (version, salt): (Version, u64),
    ) -> Self {
        Self {
            weights: version.weights(Equilibrated::of(weight), salt),
            weight: Cow::Borrowed(weight),
            is_rounded: false,
            version,
            salt,
            derivatives,
        }
    }

    /// The factor of a matrix of finite numbers alone: all derivatives are 1.
    pub fn of(matrix: &'a DMatrix<f64>, version: Version) -> Self {
        let ones = vec![Extended::ONE; matrix.ncols()];
        let derivatives = match version {
            Version::Exact => ones,
            Version::Twin(which) => changed(&ones, which.into()),
        };
        Self::new(matrix, derivatives, (version, 0))
    }

    /// The factor of a matrix that was computed, and of numbers that are of this version already.
    pub fn rounded(
        matrix: Cow<'a, DMatrix<f64>>,
        derivatives: Vec<Extended>,
        version: Version,
    ) -> Self {
        let salt = ROUNDED;
        Self {
            weights: version.weights(Equilibrated::of(&matrix), salt),
            weight: matrix,
            is_rounded: true,
            version,
            salt,
            derivatives,
        }
    }

    /// Whether plain f64 arithmetic may be tried.
    pub fn is_tame(&self) -> bool {
        self.weights.is_within(TAME)
    }

    /// The exact rank of J; of a matrix that was computed, the largest that it may have.
    pub fn rank(&self) -> usize {
        let live = (0..self.derivatives.len()).filter(|i| !self.derivatives[*i].is_zero());
        let live: Vec<usize> = live.collect();
        match self.is_rounded {
            true => live.len().min(self.weight.nrows()),
            false => exact_rank(&self.weight, &live),
        }
    }

    /// Replaces the values of J that are not resolved by upper bounds.
    pub fn bound_unresolved(&self, spectrum: &mut Spectrum) {
        bound_by_lines(spectrum, &self.weight, &self.derivatives);
    }

    /// The rank-revealing factorisation. For a twin, every entry of the matrix is changed by up to
    /// [`FINE_CHANGE`] first, and every number of the result by up to [`CHANGE`] afterwards.
    pub fn revealed(&self) -> Revealed {
        let rows = vec![Extended::ONE; self.weight.nrows()];
        let scales = (rows.as_slice(), self.derivatives.as_slice());
        let Version::Twin(which) = self.version else {
            return Revealed::of(revealed(&self.weight, scales, self.rank(), || 0.0));
        };
        let mut state = self.version.salt(self.salt);
        let fine = || (perturbed(1.0, &mut state) - 1.0) / CHANGE * FINE_CHANGE;
        let mut factors = Revealed::of(revealed(&self.weight, scales, self.rank(), fine));
        for matrix in [&mut factors.left, &mut factors.right] {
            for x in matrix.iter_mut() {
                *x = perturbed(*x, &mut state);
            }
        }
        factors.pivots = changed(&factors.pivots, !self.salt ^ u64::from(which));
        factors
    }

    /// The singular values of J.
    pub fn decompose(&self) -> Decomposition {
        let mut layer = Split::identity(self.derivatives.len());
        layer.multiply_factor(self, Side::Left);
        layer.decompose(Vectors::Omit)
    }

    /// The same from the rank-revealing factorisation: as many values as the rank.
    pub fn decompose_revealed(&self) -> Decomposition {
        let mut layer = Split::identity(self.derivatives.len());
        layer.multiply_revealed(self, Side::Left);
        layer.decompose(Vectors::Omit)
    }

    /// The same in plain f64 arithmetic.
    pub fn decompose_plain(&self) -> Decomposition {
        let mut layer = Split::identity(self.derivatives.len());
        layer.multiply_plain(self, Side::Left);
        layer.decompose(Vectors::Omit)
    }
}

impl Revealed {
    /// The factors with the columns back in their places.
    fn of(factors: RankRevealing) -> Self {
        let mut right = DMatrix::zeros(factors.right.nrows(), factors.right.ncols());
        for (j, column) in factors.order.iter().zip(factors.right.column_iter()) {
            right.set_column(*j, &column);
        }
        Self {
            left: factors.left,
            pivots: factors.pivots,
            right,
            growth: factors.growth,
            is_absorbed: factors.is_absorbed,
        }
    }
}

impl Version {
    /// The weights of this version; other salts give independent changes.
    pub fn weights(self, exact: Equilibrated, salt: u64) -> Equilibrated {
        match self {
            Self::Exact => exact,
            Self::Twin(_) => exact.perturbed(self.salt(salt)),
        }
    }

    /// The weights of this version entry by entry.
    pub fn changed_weights(self, exact: &DMatrix<f64>, salt: u64) -> DMatrix<f64> {
        match self {
            Self::Exact => exact.clone(),
            Self::Twin(_) => {
                let mut state = self.salt(salt);
                exact.map(|w| perturbed(w, &mut state))
            }
        }
    }

    /// A vector of this version; `None` if it is the exact one.
    pub fn changed_vector(self, exact: &ExtendedVector, salt: u64) -> Option<ExtendedVector> {
        let Self::Twin(which) = self else {
            return None;
        };
        let salt = !(2 * salt + u64::from(which)) ^ ROUNDED;
        Some(changed(exact.entries(), salt).into_iter().collect())
    }

    /// A seed for the changes of weights.
    fn salt(self, of_weights: u64) -> u64 {
        match self {
            Self::Exact => of_weights,
            Self::Twin(which) => of_weights << 32 | u64::from(which) << 16 | 1,
        }
    }

    /// The derivatives of this version; `exact` are those of the activation at `pre_activations`.
    pub fn derivatives(
        self,
        exact: &[Extended],
        (curve, salt): (Curve, u64),
        pre_activations: &ExtendedVector,
    ) -> Vec<Extended> {
        let Self::Twin(which) = self else {
            return exact.to_vec();
        };
        let salt = 2 * salt + u64::from(which);
        let moved = changed(pre_activations.entries(), !salt);
        let moved: Vec<Extended> = moved.iter().map(|a| curve.derivative(*a)).collect();
        changed(&moved, salt)
    }
}

/// Every number changed in its last places; zeros stay zero. The size of an underflow means
/// nothing, so it is changed completely.
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
