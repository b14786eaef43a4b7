//! Singular values with what is known about their digits: the only entrance to a decomposition.

use nalgebra::DMatrix;

use super::kernel::{Equilibrated, perturbed};
use super::split::{Decomposition, Split, Vectors};
use crate::network::{Extended, power_of_two};

/// Singular values, descending, with what is known about their digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// min(rows, columns) values, descending: `rank` nonzero ones, then exact zeros. All NaN where
    /// the matrix is not finite.
    pub values: Vec<Extended>,
    /// How many values are not exactly zero. A zero counts as exact only when it stays one after every
    /// number has been changed in its last place.
    pub rank: usize,
    /// How many leading values are resolved: the honesty check proves a relative error of
    /// [`Spectrum::RESOLVED`] or better. Values from here to `rank` are upper estimates, not to be trusted. 0 where
    /// the matrix is not finite.
    pub resolved: usize,
    /// An upper estimate of the relative error of each of the first `rank` values, infinite where it is not
    /// resolved.
    pub error_bounds: Vec<f64>,
}

impl Spectrum {
    /// The largest relative error of a value that counts as resolved.
    pub const RESOLVED: f64 = 1e-6;

    /// The singular values of a matrix of f64 numbers, each to full relative accuracy where the matrix determines them
    /// so, whatever the range of its rows and columns. Not finite input gives NaN values.
    ///
    /// ```
    /// # use gradlens::analysis::Spectrum;
    /// let graded = nalgebra::dmatrix![3e150, 4e150; -4e-150, 3e-150];
    /// let values = Spectrum::of(&graded).values;
    /// assert!((values[0].to_f64() / 5e150 - 1.0).abs() < 1e-15);
    /// assert!((values[1].to_f64() / 5e-150 - 1.0).abs() < 1e-15);
    /// ```
    pub fn of(matrix: &DMatrix<f64>) -> Self {
        let (n, m) = matrix.shape();
        if !matrix.iter().all(|x| x.is_finite()) {
            return Self::not_finite(n.min(m));
        }
        Self::of_layer(&Weights::of(matrix), &vec![Extended::ONE; m])
    }

    /// The singular values of J = diag\[rows\] w^T, the two factors kept apart.
    pub(super) fn of_layer(weights: &Weights, rows: &[Extended]) -> Self {
        let size = weights.exact.matrix.nrows().min(rows.len());
        if !rows.iter().all(|a| a.is_finite()) {
            return Self::not_finite(size);
        }
        let decompose = |w: &Equilibrated, rows: &[Extended]| {
            let mut layer = Split::identity(rows.len());
            layer.multiply_layer(w, rows);
            layer.decompose(Vectors::Omit)
        };
        let own = decompose(&weights.exact, rows);
        let alive = rows.iter().filter(|a| !a.is_zero()).count();
        let alone = Self::checked(size, &own, &[]);
        let certain = alone.rank == size.min(alive)
            && alone.error_bounds.iter().all(|bound| *bound <= CERTAIN);
        if certain {
            return alone;
        }
        // Nearly or exactly singular weights: only a second way can tell what f64 knows of them.
        let twin = decompose(&weights.twin, &perturbed_rows(rows, 0));
        Self::checked(size, &own, &[twin])
    }

    /// Compares a decomposition with others of the same matrix that went another way.
    ///
    /// The bound of value i is 3 max(n e_i, 10 delta_i): e_i is the largest estimated growth of rounding errors among the values up to i, n
    /// the number of values, delta_i the largest relative difference to the other ways. From the first value on whose bound is too large,
    /// values become upper estimates: what the ways found at most, plus their bound.
    pub(super) fn checked(size: usize, own: &Decomposition, others: &[Decomposition]) -> Self {
        let rank = others
            .iter()
            .map(|d| d.values.len())
            .fold(own.values.len(), usize::max);
        let mut values = vec![Extended::ZERO; size];
        let mut error_bounds = vec![f64::INFINITY; rank];
        let mut resolved = 0;
        let mut highest = Extended::NAN;
        for i in 0..rank {
            let bound = rounding(own, i, size).max(30.0 * difference(own, others, i));
            if resolved == i && bound <= Self::RESOLVED {
                (values[i], error_bounds[i]) = (value(own, i), bound);
                resolved += 1;
            } else {
                let ways = std::iter::once(own).chain(others);
                let upper = ways.fold(Extended::ZERO, |most, way| {
                    // A difference counts with its size; where one way found zero, the others speak alone.
                    let excess = [bound, rounding(way, i, size)]
                        .into_iter()
                        .find(|excess| excess.is_finite());
                    most.max_abs(value(way, i) * Extended::from(1.0 + excess.unwrap_or(0.0)))
                });
                let capped = highest.is_finite() && upper.cmp_abs(highest).is_gt();
                values[i] = if capped { highest } else { upper };
            }
            highest = values[i];
        }
        Self {
            values,
            rank,
            resolved,
            error_bounds,
        }
    }

    /// `size` values that are not numbers.
    pub(super) fn not_finite(size: usize) -> Self {
        Self {
            values: vec![Extended::NAN; size],
            rank: size,
            resolved: 0,
            error_bounds: vec![f64::INFINITY; size],
        }
    }

    /// The largest singular value, the operator norm; 0 for an empty spectrum.
    pub fn operator_norm(&self) -> Extended {
        self.values.first().copied().unwrap_or(Extended::ZERO)
    }
}

/// The smallest growth that is ever claimed, in a product of any length: four roundings.
const FLOOR: f64 = 4.0 * f64::EPSILON;

/// A single layer whose own error estimate stays below this needs no second way.
const CERTAIN: f64 = 1e-9;

/// A weight matrix ready for the recursion, beside its perturbed twin.
pub(super) struct Weights {
    /// w, equilibrated.
    pub exact: Equilibrated,
    /// The same with every entry changed in its last place.
    pub twin: Equilibrated,
}

impl Weights {
    /// Prepares a matrix of finite numbers.
    pub fn of(w: &DMatrix<f64>) -> Self {
        let exact = Equilibrated::of(w);
        let twin = exact.perturbed(w.len() as u64);
        Self { exact, twin }
    }
}

/// Every number changed in its last place; zeros stay zero.
pub(super) fn perturbed_rows(rows: &[Extended], salt: u64) -> Vec<Extended> {
    let mut state = !salt;
    rows.iter()
        .map(|a| Extended::new(perturbed(a.mantissa(), &mut state), a.exponent()))
        .collect()
}

/// Value i of one way; zero past its rank.
fn value(way: &Decomposition, i: usize) -> Extended {
    way.values.get(i).copied().unwrap_or(Extended::ZERO)
}

/// 3 n e_i of one way: the estimated relative rounding error of its value i.
fn rounding(way: &Decomposition, i: usize, size: usize) -> f64 {
    let growth = way.growth.get(..=i).map_or(f64::INFINITY, |up_to| {
        up_to.iter().fold(FLOOR, |most, growth| most.max(*growth))
    });
    #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
    let bound = 3.0 * size as f64 * growth;
    bound
}

/// delta_i: the largest relative difference of value i to another way's.
fn difference(own: &Decomposition, others: &[Decomposition], i: usize) -> f64 {
    others.iter().fold(0.0, |most: f64, other| {
        most.max(relative_difference(value(own, i), value(other, i)))
    })
}

/// |x / y - 1|, infinite where exactly one is zero.
fn relative_difference(x: Extended, y: Extended) -> f64 {
    match (x.is_zero(), y.is_zero()) {
        (true, true) => 0.0,
        (true, false) | (false, true) => f64::INFINITY,
        (false, false) => {
            // From the mantissas, so that the difference keeps its digits.
            let shift = y.exponent() - x.exponent();
            if shift.abs() > 60 {
                return f64::INFINITY;
            }
            (y.mantissa() * power_of_two(shift) / x.mantissa() - 1.0).abs()
        }
    }
}
