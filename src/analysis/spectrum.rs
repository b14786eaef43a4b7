//! Singular values with what is known about their digits: every decomposition is reached through
//! here.

use nalgebra::DMatrix;

use super::Enclosure;
use super::factor::{Factor, Version};
use super::split::Decomposition;
use crate::network::Extended;
use kernel::{CHANGE, factored_values, plain_values, power_of_two, scaled_jacobian};

/// Singular values, descending, with what is known about their digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Spectrum {
    /// min(rows, columns) values, descending: `rank` nonzero ones, then exact zeros. All NaN if the
    /// matrix is not finite.
    pub values: Vec<Extended>,
    /// The number of values that are not exactly zero. A zero counts as exact only if it stays zero
    /// when every number is changed in its last places.
    pub rank: usize,
    /// The number of leading values that are resolved: the comparison estimates a relative error of
    /// [`Spectrum::RESOLVED`] or better. Values from here to `rank` are upper estimates, not to be
    /// trusted. 0 if the matrix is not finite.
    pub resolved: usize,
    /// An upper estimate of the relative error of each of the first `rank` values; infinite for one
    /// that is not resolved.
    pub error_bounds: Vec<f64>,
    /// Where the values are too dear, and so there are none: what is known of the largest one.
    pub dear: Option<Enclosure>,
}

impl Spectrum {
    /// The largest relative error of a value that counts as resolved.
    pub const RESOLVED: f64 = 1e-6;

    /// The singular values of a matrix of f64 numbers, each within its error bound, which is mostly
    /// near 2^-52, and at most [`Spectrum::RESOLVED`] if the value is resolved, whatever the range
    /// of rows and columns. Input that is not finite gives NaN values, empty input none.
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
        if n.min(m) == 0 {
            return Self::pending();
        }
        if !matrix.iter().all(|x| x.is_finite()) {
            return Self::not_finite(n.min(m));
        }
        let ones = vec![Extended::ONE; m];
        // Changing the ones would change the matrix, which `certain` accounts for itself.
        Self::certain(matrix, &ones, || ones.clone())
            .unwrap_or_else(|| Self::of_factors(n.min(m), |version| Factor::of(matrix, version)))
    }

    /// The `size` singular values of J = diag\[derivatives\] w^T from the versions of its two
    /// factors, which are kept apart.
    pub(super) fn of_factors<'a>(size: usize, factor: impl Fn(Version) -> Factor<'a>) -> Self {
        let plain = Self::of_versions(size, |version| factor(version).decompose());
        if plain.resolved == plain.rank {
            return plain;
        }
        let rank = factor(Version::Exact).rank();
        let [own, first, second] = [Version::Exact, Version::Twin(0), Version::Twin(1)]
            .map(|version| factor(version).decompose_revealed());
        let mut spectrum = Self::checked(rank, &own, &[(3.0, &first), (3.0, &second)]);
        factor(Version::Exact).bound_unresolved(&mut spectrum);
        spectrum.values.resize(size, Extended::ZERO);
        spectrum
    }

    /// Compares the results of `decompose` for all versions of a matrix.
    pub(super) fn of_versions(size: usize, decompose: impl Fn(Version) -> Decomposition) -> Self {
        let first = decompose(Version::Twin(0));
        let second = || Some(decompose(Version::Twin(1)));
        Self::compared(size, (&decompose(Version::Exact), &first), None, second)
            .unwrap_or_else(|| Self::not_finite(size))
    }

    /// The same if one bidiagonalisation settles it: the errors of an ordinary decomposition are a
    /// few 2^-52 of the largest value, so if the values of a matrix are close to each other, all of
    /// them are accurate. Values that this determines only to some digits are computed again from
    /// the two factors kept apart, and must agree. `None` if a twin might move a value beyond what
    /// counts as resolved.
    ///
    /// The derivatives of `twin` show how well the values are determined: relative changes of the
    /// rows change every value by at most the largest of these changes (Eisenstat and Ipsen 1995).
    /// Zero rows are left out, so the rank is exact.
    pub(super) fn certain(
        weight: &DMatrix<f64>,
        derivatives: &[Extended],
        twin: impl FnOnce() -> Vec<Extended>,
    ) -> Option<Self> {
        let size = weight.nrows().min(weight.ncols());
        let (matrix, power) = scaled_jacobian(weight, derivatives)?;
        let changed = twin();
        let sensitivity = derivatives
            .iter()
            .zip(&changed)
            .fold(0.0_f64, |most, (a, b)| {
                most.max(relative_difference(*a, *b))
            });
        #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
        let floor = (3.0 * sensitivity).max(3.0 * size as f64 * FLOOR);
        let noise = noise(&matrix);
        let values = plain_values(matrix)?;
        let bounds = values.iter().map(|value| noise * values[0] / value);
        let bounds: Vec<f64> = bounds.collect();
        // NaN is not certain either.
        let is_certain = |bound: &f64| *bound <= CERTAIN;
        let is_determined = |value: &f64| 3.0 * CHANGE * values[0] / value <= Self::RESOLVED;
        if !is_certain(&floor) || !values.iter().all(is_determined) {
            return None;
        }
        let rank = values.len();
        let mut values: Vec<Extended> = values
            .iter()
            .map(|value| Extended::new(*value, power))
            .collect();
        let certain = bounds.iter().take_while(|bound| is_certain(bound)).count();
        if certain < rank {
            let finer = factored_values(weight, derivatives)?;
            refine(&mut values, &bounds, (certain, &finer))?;
        }
        values.resize(size, Extended::ZERO);
        // Finer values keep the bound that they were checked against.
        Some(Self {
            values,
            rank,
            resolved: rank,
            error_bounds: bounds.iter().map(|bound| floor.max(*bound)).collect(),
            dear: None,
        })
    }

    /// The largest singular value of a matrix of finite numbers, to a few 2^-52; `None` if it takes
    /// more than one bidiagonalisation.
    pub(super) fn largest(matrix: &DMatrix<f64>) -> Option<Extended> {
        let ones = vec![Extended::ONE; matrix.ncols()];
        let (matrix, power) = scaled_jacobian(matrix, &ones)?;
        let values = plain_values(matrix)?;
        values.first().map(|value| Extended::new(*value, power))
    }

    /// The singular values of a matrix of finite numbers alone, as accurate as possible, without an
    /// error bound.
    pub(super) fn unchecked_values(matrix: &DMatrix<f64>) -> Vec<Extended> {
        let size = matrix.nrows().min(matrix.ncols());
        let mut values = Factor::of(matrix, Version::Exact).decompose_plain().values;
        values.resize(size, Extended::ZERO);
        values
    }

    /// Compares a decomposition with one from the other side, if there is one, and with the first
    /// twin, and also with the second one if the first leaves doubt: by chance one pseudo-random
    /// change can leave a badly determined value alone, but two independent ones hardly can. `None`
    /// if the second one is needed and missing.
    pub(super) fn compared(
        size: usize,
        (own, first): (&Decomposition, &Decomposition),
        mirrored: Option<&Decomposition>,
        second: impl FnOnce() -> Option<Decomposition>,
    ) -> Option<Self> {
        // The twins differ by far more than one rounding; other walks differ only by roundings.
        let mut others = vec![(3.0, first)];
        others.extend(mirrored.map(|way| (30.0, way)));
        let spectrum = Self::checked(size, own, &others);
        if spectrum.error_bounds.iter().all(|bound| *bound <= CERTAIN) {
            return Some(spectrum);
        }
        let second = second()?;
        others.push((3.0, &second));
        Some(Self::checked(size, own, &others))
    }

    /// Compares a decomposition with others of the same matrix, computed in other ways.
    ///
    /// The bound of value i is the largest of 3 n e_i, f delta_i and a small part of its
    /// neighbours' f delta: e_i is the largest estimated growth of rounding errors among the values
    /// up to i, n the number of values, delta_i the relative difference to another way, which comes
    /// with its factor f. From the first value whose bound is too large, values become upper
    /// estimates: the largest that any way found, plus the bound.
    fn checked(size: usize, own: &Decomposition, others: &[(f64, &Decomposition)]) -> Self {
        let ways = || std::iter::once(own).chain(others.iter().map(|(_, way)| *way));
        let rank = if ways().any(|way| way.is_absorbed && !way.values.is_empty()) {
            size
        } else {
            ways().map(|way| way.values.len()).fold(0, usize::max)
        };
        let mut values = vec![Extended::ZERO; size];
        let mut error_bounds = vec![f64::INFINITY; rank];
        let mut resolved = 0;
        let mut highest = Extended::NAN;
        for i in 0..rank {
            let bound = rounding(own, i, size)
                .max(difference(own, others, i))
                .max(difference_beside(own, others, i));
            if resolved == i && bound <= Self::RESOLVED {
                (values[i], error_bounds[i]) = (value(own, i), bound);
                resolved += 1;
            } else {
                let mut upper = upper_estimate(own, others, (i, size, bound));
                if upper.is_zero() && highest.is_finite() {
                    // It was lost in the rounding errors of the value before.
                    #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
                    let share = 3.0 * size as f64 * f64::EPSILON;
                    upper = highest * Extended::from(share);
                }
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
            dear: None,
        }
    }

    /// Not computed yet: no values.
    pub fn pending() -> Self {
        Self {
            values: Vec::new(),
            rank: 0,
            resolved: 0,
            error_bounds: Vec::new(),
            dear: None,
        }
    }

    /// Too dear to be computed: no values, and the largest one between bounds.
    pub fn too_dear(norm: Enclosure) -> Self {
        Self {
            dear: Some(norm),
            ..Self::pending()
        }
    }

    /// Whether it is not computed yet. Every matrix has a singular value, even if it is zero.
    pub fn is_pending(&self) -> bool {
        self.values.is_empty() && self.dear.is_none()
    }

    /// `size` values that are not numbers.
    pub(super) fn not_finite(size: usize) -> Self {
        Self {
            values: vec![Extended::NAN; size],
            rank: size,
            resolved: 0,
            error_bounds: vec![f64::INFINITY; size],
            dear: None,
        }
    }

    /// The largest singular value, the operator norm, or its upper bound; NaN while it is pending.
    pub fn operator_norm(&self) -> Extended {
        let known = self.dear.map(|norm| norm.upper);
        known
            .or(self.values.first().copied())
            .unwrap_or(Extended::NAN)
    }
}

/// The smallest growth that is ever assumed, for a product of any length: four roundings.
const FLOOR: f64 = 4.0 * f64::EPSILON;

/// If all bounds stay below this, one twin is enough: it would have to understate an error that
/// matters by four decades.
const CERTAIN: f64 = 1e-10;

/// Replaces the values from one index on by finer ones of the same matrix; `None` if these are not
/// within the bounds.
fn refine(
    values: &mut [Extended],
    bounds: &[f64],
    (from, finer): (usize, &[Extended]),
) -> Option<()> {
    if finer.len() != values.len() {
        return None;
    }
    for i in from..values.len() {
        if 2.0 * relative_difference(values[i], finer[i]) > bounds[i] {
            return None;
        }
        let is_descending = i == 0 || finer[i].cmp_abs(values[i - 1]).is_le();
        values[i] = if is_descending {
            finer[i]
        } else {
            values[i - 1]
        };
    }
    Some(())
}

/// The error of an ordinary decomposition relative to the largest value: some roundings, more in
/// larger matrices. `tests/accuracy.rs` measures a sixth of it.
fn noise(matrix: &DMatrix<f64>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
    let rows = matrix.nrows() as f64;
    (4.0 + 1.5 * rows.sqrt()) * f64::EPSILON
}

/// The largest that any way found for value i, plus the bound.
fn upper_estimate(
    own: &Decomposition,
    others: &[(f64, &Decomposition)],
    (i, size, bound): (usize, usize, f64),
) -> Extended {
    let ways = std::iter::once(own).chain(others.iter().map(|(_, way)| *way));
    ways.fold(Extended::ZERO, |most, way| {
        let excess = [bound, rounding(way, i, size)]
            .into_iter()
            .find(|excess| excess.is_finite());
        most.max_abs(value(way, i) * Extended::from(1.0 + excess.unwrap_or(0.0)))
    })
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

/// f delta_i: the largest relative difference between value i and another way's, times that way's
/// factor.
fn difference(own: &Decomposition, others: &[(f64, &Decomposition)], i: usize) -> f64 {
    others.iter().fold(0.0, |most: f64, (factor, other)| {
        most.max(factor * relative_difference(value(own, i), value(other, i)))
    })
}

/// A value that a change of the numbers leaves alone by chance shares some of the sensitivity of
/// its neighbours: rounding is about 2^-8 of such a change. Unresolved neighbours say nothing about
/// it.
fn difference_beside(own: &Decomposition, others: &[(f64, &Decomposition)], i: usize) -> f64 {
    const SHARE: f64 = 1.0 / 256.0;
    let beside = i.saturating_sub(2)..(i + 3).min(own.values.len());
    beside
        .map(|j| difference(own, others, j))
        .filter(|difference| *difference <= Spectrum::RESOLVED)
        .fold(0.0, |most, difference| most.max(SHARE * difference))
}

/// |x / y - 1|, infinite if exactly one is zero.
pub(super) fn relative_difference(x: Extended, y: Extended) -> f64 {
    match (x.is_zero(), y.is_zero()) {
        (true, true) => 0.0,
        (true, false) | (false, true) => f64::INFINITY,
        (false, false) => {
            // From the mantissas, so that the difference keeps its digits.
            let shift = y.exponent() - x.exponent();
            if shift.abs() > 60 {
                return f64::INFINITY;
            }
            let difference = (y.mantissa() * power_of_two(shift) / x.mantissa() - 1.0).abs();
            if difference.is_nan() {
                f64::INFINITY
            } else {
                difference
            }
        }
    }
}
