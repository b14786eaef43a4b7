//! What the two factors of a layer, weights and slopes, make of the plane that it stretches most, one after
//! the other.

use nalgebra::DMatrix;

use super::block;
use super::detail::on_circle;
use super::factor::{Factor, Version};
use super::lens::across;
use super::split::{Side, Split, Vectors};
use super::{Image, LayerDetail, Plane, Spectrum, Stretch};
use crate::network::{Extended, ExtendedVector};

/// The plane of v1 and v2 of J = diag\[A'\] w^T, and its images under w^T and under J.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerImages {
    /// v1 and v2: orthonormal, H_{j-1} numbers each, the largest of them positive; the second one empty if
    /// there is one input only. Where J has fewer nonzero singular values, or none because a slope is not
    /// finite, other directions complete the plane, as far as possible those that w^T stretches most.
    pub directions: [Vec<f64>; 2],
    /// The image under w^T, up to a rotation.
    pub weights: Image,
    /// What J does: v1 and v2 become sigma1 u1 and sigma2 u2.
    pub jacobian: Plane,
    /// At least the error of a length under w^T.
    error: Extended,
}

/// A vector whose part at a right angle to another is longer than this may be the second one of a plane: of
/// two orthonormal vectors one has a part of at least 0.7.
const LONG: f64 = 0.5;
/// More than the error of a sum of two products, over the sum of their sizes.
const ROUNDING: f64 = 1.0 / (1_u64 << 50) as f64;

impl LayerImages {
    /// The images of a layer. Costs a singular value decomposition with vectors, about 40 H^3.
    pub fn of(detail: &LayerDetail) -> Self {
        let weight = detail.matrix();
        let directions = directions(detail);
        let is_plain = detail.rows().is_none();
        let is_live = |slope: &Extended| is_plain && slope.is_finite() && !slope.is_zero();
        // Then w^T maps to zero what J maps to zero.
        let are_live = detail.slopes.iter().all(is_live);
        let columns = [0, 1].map(|i| {
            let is_lost = are_live && detail.plane.values[i].is_zero();
            match is_lost && !directions[i].is_empty() {
                true => ExtendedVector::new(&vec![0.0; weight.ncols()], 0),
                false => through(weight, &directions[i]),
            }
        });
        let norm = ExtendedVector::new(weight.as_slice(), 0).norm();
        #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
        let error = norm * Extended::from(weight.nrows() as f64 * ROUNDING);
        Self {
            directions,
            weights: Image::of(&columns),
            jacobian: detail.plane,
            error,
        }
    }

    /// How w^T stretches the direction at this angle from v1, in degrees. Right angles are exact. Not
    /// resolved if rounding could change the factor by more than [`Spectrum::RESOLVED`].
    pub fn after_weights(&self, degrees: f64) -> Stretch {
        let (cosine, sine) = on_circle(degrees);
        let Image {
            first,
            along,
            across,
        } = self.weights;
        let image = [
            first * cosine.into() + along * sine.into(),
            across * sine.into(),
        ];
        let factor = ExtendedVector::from_iter(image).norm();
        let is_resolved = factor.is_zero() || self.least_resolved().cmp_abs(factor).is_le();
        Stretch {
            image,
            factor: match is_resolved {
                true => factor,
                false => factor + self.error,
            },
            is_resolved,
        }
    }

    /// Lengths under w^T below this one are not resolved.
    pub fn least_resolved(&self) -> Extended {
        self.error / Spectrum::RESOLVED.into()
    }

    /// How J stretches it.
    pub fn after_slopes(&self, degrees: f64) -> Stretch {
        self.jacobian.stretch(degrees)
    }
}

/// v1 and v2.
fn directions(detail: &LayerDetail) -> [Vec<f64>; 2] {
    let weight = detail.matrix();
    let inputs = weight.nrows();
    let wanted = inputs.min(2);
    let rows = detail.rows().unwrap_or_default();
    let are_finite = detail.slopes.iter().all(|slope| slope.is_finite())
        && rows.iter().all(ExtendedVector::is_finite);
    let mut found = match detail.rows() {
        _ if !are_finite => Vec::new(),
        Some(rows) => right_vectors(&block::from_rows(rows, Version::Exact)),
        None => right_vectors(&Factor::new(
            weight,
            detail.slopes.clone(),
            (Version::Exact, 0),
        )),
    };
    if found.len() < wanted {
        let ones = vec![Extended::ONE; weight.ncols()];
        let mut others = right_vectors(&Factor::new(weight, ones, (Version::Exact, 0)));
        others.extend((0..wanted).map(|k| {
            let mut unit = vec![0.0; inputs];
            unit[k] = 1.0;
            unit
        }));
        for other in others {
            let (rest, length) = match found.first() {
                Some(first) => across(&other, first),
                None => (other, 1.0),
            };
            if found.len() < wanted && length > LONG {
                found.push(rest.iter().map(|x| x / length).collect());
            }
        }
    }
    let mut found = found.into_iter();
    [(); 2].map(|()| found.next().unwrap_or_default())
}

/// The right singular vectors of diag(a') w^T that belong to its two largest values, as far as these are not zero.
fn right_vectors(factor: &Factor<'_>) -> Vec<Vec<f64>> {
    let mut product = Split::identity(factor.derivatives.len());
    product.multiply_factor(factor, Side::Left);
    let Some(vectors) = product.decompose(Vectors::Form).left else {
        return Vec::new();
    };
    let columns = vectors.column_iter().take(2);
    columns
        .map(|column| {
            let larger = |most: f64, x: &f64| if x.abs() > most.abs() { *x } else { most };
            let sign = column.iter().fold(0.0, larger).signum();
            column.iter().map(|x| sign * x).collect()
        })
        .collect()
}

/// w^T v, each sum in a fixed order; empty for an empty v.
fn through(weight: &DMatrix<f64>, direction: &[f64]) -> ExtendedVector {
    let direction = ExtendedVector::new(direction, 0);
    match direction.is_empty() {
        true => direction,
        false => direction.through_transposed(weight, 1.0),
    }
}
