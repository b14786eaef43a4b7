//! What the chain makes of the directions of one plane of loss gradients, at every place.

use super::SingularPair;
use super::backprop::Step;
use super::passes::Passes;
use crate::network::{Extended, ExtendedVector};

/// A plane of directions at y* and its images P^(h)T E at h = 0..K.
///
/// E does not depend on the turn of the loss. It has two orthonormal columns: the direction that survives the
/// whole chain best (u_1 of P^(0), with the sign that brings it nearer to dL/dy*,
/// or its own where both are at a right angle), and the part
/// of dL/dy* at a right angle to it; where dL/dy* is u_1 itself, the most different unit direction. With one
/// output there is no second one.
#[derive(Clone, Debug, PartialEq)]
pub struct Lens {
    /// The columns of E, H_K numbers each; the second one empty if there is none.
    pub plane: [Vec<f64>; 2],
    /// dL/dy* as a length and an angle from the first column, in radians: 0 to pi/2 but for rounding, or that of the turn, -pi to pi.
    pub start: (Extended, f64),
    /// The images at 0..K; `images[K]` is the plane itself.
    pub images: Vec<Image>,
}

/// The image M = P^(h)T E of the unit circle, up to a rotation of the space it lies in: the upper triangular
/// factor R of M = QR. Its entries are accurate to about K H 2^-53 of the length of their column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Image {
    /// The length of the image of the first direction.
    pub first: Extended,
    /// The part of the image of the second direction along that of the first.
    pub along: Extended,
    /// Its part across, not negative.
    pub across: Extended,
}

/// A symmetric matrix [[a, b], [b, c]] times 10^scale that maps the unit circle to the ellipse, its largest
/// entry about 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipse {
    /// a, b, c.
    pub entries: [f64; 3],
    /// log10 of the factor that was taken out; `None` where everything is mapped to zero.
    pub scale: Option<f64>,
}

/// A direction this near to another is the same.
pub(super) const SAME: f64 = 1e-8;

impl Lens {
    /// The plane of the best direction `first` and of dL/dy*, followed back through every layer.
    pub(super) fn along(passes: &Passes, first: &SingularPair) -> Self {
        let start = passes.start();
        let (plane, own) = plane(&first.u, start);
        let angle = passes.turn().map_or(own, f64::to_radians);
        let mut columns = plane.each_ref().map(|e| ExtendedVector::new(e, 0));
        let network = passes.network();
        let mut images = vec![Image::of(&columns)];
        for (j, layer) in network.layers.iter().enumerate().rev() {
            columns = columns.map(|g| match g.is_empty() {
                true => g,
                false => Step::of(layer, passes.forward(), j).back(1.0, &g).input,
            });
            images.push(Image::of(&columns));
        }
        images.reverse();
        Self {
            plane,
            start: (start.norm(), angle),
            images,
        }
    }

    /// Whether there is a second direction.
    pub fn is_plane(&self) -> bool {
        !self.plane[1].is_empty()
    }

    /// dL/dy* in f64; `None` if it is beyond its range.
    pub fn start_vector(&self) -> Option<Vec<f64>> {
        let (length, angle) = self.start;
        let (sine, cosine) = libm::sincos(angle);
        let first = self.plane[0].iter().map(|x| cosine * x);
        // There may be no second direction.
        let second = self.plane[1].iter().copied().chain(std::iter::repeat(0.0));
        let unit = first.zip(second).map(|(x, y)| x + sine * y);
        let entries: Vec<f64> = unit.map(|x| (length * x.into()).to_f64()).collect();
        let is_there = entries.iter().all(|x| x.is_finite()) && entries.iter().any(|x| *x != 0.0);
        is_there.then_some(entries)
    }

    /// The length of the gradient at h = 0..K when dL/dy* has length 1 and lies at this angle from the best
    /// direction, in radians.
    pub fn length(&self, h: usize, angle: f64) -> Extended {
        self.images[h].length(angle)
    }
}

impl Image {
    /// The triangular factor of two columns.
    pub(super) fn of([first, second]: &[ExtendedVector; 2]) -> Self {
        let length = first.norm();
        let own = second.norm();
        if second.is_empty() || own.is_zero() || length.is_zero() {
            return Self {
                first: length,
                along: Extended::ZERO,
                across: own,
            };
        }
        let [a, b] = [first, second].map(ExtendedVector::on_common_exponent);
        let norm = length.scaled(-a.exponent).to_f64();
        let cosine = |b: &[f64]| -> f64 {
            let terms = a.entries.iter().zip(b).map(|(x, y)| x * y);
            terms.sum::<f64>() / norm
        };
        let mut rest = b.entries;
        let mut along = 0.0;
        // Twice is enough (Giraud and others 2005).
        for _ in 0..2 {
            let part = cosine(&rest);
            along += part;
            for (y, x) in rest.iter_mut().zip(&a.entries) {
                *y -= part / norm * x;
            }
        }
        let across = ExtendedVector::new(&rest, b.exponent).norm();
        Self {
            first: length,
            along: Extended::new(along, b.exponent),
            across,
        }
    }

    /// The length of the image of the unit vector at this angle, in radians.
    pub fn length(self, angle: f64) -> Extended {
        let (sine, cosine) = libm::sincos(angle);
        let along = self.first * cosine.into() + self.along * sine.into();
        let across = self.across * sine.into();
        ExtendedVector::from_iter([along, across]).norm()
    }

    /// The ellipse that the unit circle becomes: the polar factor S = (R^T R)^(1/2). For 2 x 2 matrices
    /// S = (A + sqrt(det A) I) / sqrt(tr A + 2 sqrt(det A)) with A = R^T R, where nothing cancels.
    pub fn ellipse(self) -> Ellipse {
        let parts = [self.first, self.along, self.across];
        let largest = parts.into_iter().fold(Extended::ZERO, Extended::max_abs);
        if largest.is_zero() || !largest.is_finite() {
            return Ellipse {
                entries: [0.0; 3],
                scale: None,
            };
        }
        let power = largest.exponent();
        let [r11, r12, r22] = parts.map(|x| x.scaled(-power).to_f64());
        let root = r11 * r22;
        let size = (r11 * r11 + r12 * r12 + r22 * r22 + 2.0 * root).sqrt();
        let entries = [r11 * r11 + root, r11 * r12, r12 * r12 + r22 * r22 + root];
        Ellipse {
            entries: entries.map(|x| x / size),
            scale: Extended::ONE.scaled(power).log10(),
        }
    }
}

impl Ellipse {
    /// The image of the unit vector at this angle, without the scale.
    pub fn at(&self, angle: f64) -> [f64; 2] {
        let (sine, cosine) = libm::sincos(angle);
        let [a, b, c] = self.entries;
        [a * cosine + b * sine, b * cosine + c * sine]
    }

    /// The half axes, longer one first, without the scale.
    pub fn half_axes(&self) -> [f64; 2] {
        let [a, b, c] = self.entries;
        let long = f64::midpoint(a + c, libm::hypot(a - c, 2.0 * b));
        let area = (a * c - b * b).max(0.0);
        [long, if long > 0.0 { area / long } else { 0.0 }]
    }
}

/// E, and the angle of a vector in it.
pub(super) fn plane(first: &[f64], start: &ExtendedVector) -> ([Vec<f64>; 2], f64) {
    let common = start.on_common_exponent();
    let norm = start.norm().scaled(-common.exponent).to_f64();
    let unit: Vec<f64> = common.entries.iter().map(|x| x / norm).collect();
    let sign = if dot(first, &unit) < -SAME { -1.0 } else { 1.0 };
    let first = &*first.iter().map(|x| sign * x).collect::<Vec<_>>();
    let cosine = dot(first, &unit);
    let (mut rest, mut length) = across(&unit, first);
    // dL/dy* of length zero, or along the first direction.
    let is_along = length.is_nan() || length <= SAME;
    if is_along {
        let least = (0..first.len()).min_by(|i, j| first[*i].abs().total_cmp(&first[*j].abs()));
        let mut other = vec![0.0; first.len()];
        if let Some(at) = least {
            other[at] = 1.0;
        }
        (rest, length) = across(&other, first);
    }
    if first.len() < 2 {
        return ([first.to_vec(), Vec::new()], angle_of(cosine, 0.0));
    }
    let second = rest.iter().map(|x| x / length).collect();
    let sine = if is_along { 0.0 } else { length };
    ([first.to_vec(), second], angle_of(cosine, sine))
}

/// The angle of a vector with this part along the first direction and this one across; 0 where neither is a
/// number.
fn angle_of(cosine: f64, sine: f64) -> f64 {
    let angle = libm::atan2(sine, cosine);
    if angle.is_nan() { 0.0 } else { angle }
}

/// The part of a vector at a right angle to a unit vector, and its length.
pub(super) fn across(vector: &[f64], unit: &[f64]) -> (Vec<f64>, f64) {
    let mut rest = vector.to_vec();
    for _ in 0..2 {
        let part = dot(&rest, unit);
        for (x, e) in rest.iter_mut().zip(unit) {
            *x -= part * e;
        }
    }
    let length = dot(&rest, &rest).sqrt();
    (rest, length)
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
