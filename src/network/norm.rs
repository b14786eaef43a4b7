//! Normalisation of the numbers of one vector, and its derivative.

use nalgebra::DMatrix;

use super::{Extended, ExtendedVector};
use crate::settings::Place;

/// A normalisation without scale and shift of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// Whether the mean is subtracted first: layer norm; otherwise RMS norm.
    pub is_centred: bool,
    /// Where in its layer it acts.
    pub place: Place,
    /// What is added to the mean square, not negative.
    pub eps: f64,
}

/// eps where nothing else is said.
pub const NORM_EPS: f64 = 1e-5;

/// Roundings may be this part of a length of which the digits are known.
const LEAST_SHARE: f64 = 1e-6;

/// A norm at one vector v of n numbers: N(v) = d / s, where d is v, or v minus its mean, and
/// s = sqrt(mean d^2 + eps).
///
/// Its derivative N' is symmetric. Its values are 0 in the direction of the mean that is subtracted, (eps / s^2) / s in
/// that of d, if that is not zero, and 1 / s in every other, if there is one. It is kept as two Householder reflections and these values,
/// because formed as a matrix its zero becomes noise, and its second value is lost beside the third one.
#[derive(Clone, Debug, PartialEq)]
pub struct Normed {
    /// v.
    pub input: ExtendedVector,
    /// N(v).
    pub output: ExtendedVector,
    /// s.
    pub scale: Extended,
    /// eps / s^2, 0..=1, never as a difference.
    pub small: Extended,
    /// Whether the mean was subtracted.
    pub is_centred: bool,
    /// One for each direction with a value of its own, in the order of the values.
    reflections: Vec<Reflection>,
}

/// I - 2 v v^T / (v^T v), its own inverse.
#[derive(Clone, Debug, PartialEq)]
struct Reflection {
    vector: Vec<f64>,
    /// 2 / (v^T v)
    factor: f64,
}

impl Norm {
    /// This norm at a vector of at least one number.
    pub fn at(self, v: &ExtendedVector) -> Normed {
        let count = count(v.len());
        let without_mean = |v: &ExtendedVector| -> ExtendedVector {
            let mean = sum(v.iter()) / count;
            v.iter().map(|x| x - mean).collect()
        };
        // The second time takes away what the first mean was rounded by.
        let rest = match self.is_centred {
            true => without_mean(&without_mean(v)),
            false => v.clone(),
        };
        let norm = rest.norm();
        let square = norm * norm / count + self.eps.into();
        let scale = square.sqrt();
        let output = rest.iter().map(|x| x / scale).collect();
        let small = Extended::from(self.eps) / square;
        Normed::of([v.clone(), output], (scale, small), self.is_centred)
    }
}

impl Normed {
    /// What a norm has found at v: N(v), s, and eps / s^2.
    pub fn of(
        [input, output]: [ExtendedVector; 2],
        (scale, small): (Extended, Extended),
        is_centred: bool,
    ) -> Self {
        let size = output.len();
        let mut directions = Vec::new();
        if is_centred && size > 0 {
            directions.push(vec![1.0; size]);
        }
        let common = output.on_common_exponent().entries;
        if size > directions.len() && common.iter().any(|x| *x != 0.0) {
            directions.push(common);
        }
        let mut reflections: Vec<Reflection> = Vec::new();
        for (at, mut direction) in directions.into_iter().enumerate() {
            for earlier in &reflections {
                earlier.reflect(&mut direction);
            }
            reflections.push(Reflection::onto(at, direction));
        }
        Self {
            input,
            output,
            scale,
            small,
            is_centred,
            reflections,
        }
    }

    /// Whether everything about it is a number.
    pub fn is_finite(&self) -> bool {
        self.output.is_finite() && self.scale.is_finite() && !self.scale.is_zero()
    }

    /// The values of N' in the order of the columns of [`Normed::basis`].
    pub fn values(&self) -> Vec<Extended> {
        if !self.is_finite() {
            return vec![Extended::NAN; self.output.len()];
        }
        let rest = Extended::ONE / self.scale;
        let mut values = vec![rest; self.output.len()];
        let mut special = values.iter_mut().take(self.reflections.len());
        if self.is_centred
            && let Some(mean) = special.next()
        {
            *mean = Extended::ZERO;
        }
        if let Some(own) = special.next() {
            *own = self.small * rest;
        }
        values
    }

    /// An orthogonal matrix H with N' = H diag(values) H^T.
    pub fn basis(&self) -> DMatrix<f64> {
        let size = self.output.len();
        let mut basis = DMatrix::identity(size, size);
        for mut column in basis.column_iter_mut() {
            let mut entries: Vec<f64> = column.iter().copied().collect();
            for reflection in self.reflections.iter().rev() {
                reflection.reflect(&mut entries);
            }
            column.copy_from_slice(&entries);
        }
        basis
    }

    /// N' g, which is N'^T g too.
    pub fn through(&self, g: &ExtendedVector) -> ExtendedVector {
        let mut entries: Vec<Extended> = g.iter().collect();
        for reflection in &self.reflections {
            reflection.reflect_extended(&mut entries);
        }
        for (entry, value) in entries.iter_mut().zip(self.values()) {
            *entry = *entry * value;
        }
        for reflection in self.reflections.iter().rev() {
            reflection.reflect_extended(&mut entries);
        }
        entries.into_iter().collect()
    }

    /// Whether N' g is lost in roundings: a g in the direction of d is multiplied by eps / s^2 alone, which may leave less
    /// than the roundings of what cancels.
    pub fn loses(&self, g: &ExtendedVector, image: &ExtendedVector) -> bool {
        let least = self.noise(g.norm()) / LEAST_SHARE.into();
        self.is_finite() && image.norm().cmp_abs(least).is_lt()
    }

    /// At least the rounding error of the length of N' g, for a g of this length.
    pub fn noise(&self, length: Extended) -> Extended {
        length * self.operator_norm() * count(self.output.len() + 4) * f64::EPSILON.into()
    }

    /// ||N'||, the largest of its values.
    pub fn operator_norm(&self) -> Extended {
        let values = self.values().into_iter();
        values.fold(Extended::ZERO, Extended::max_abs)
    }
}

impl Reflection {
    /// The one that maps a direction to a multiple of the unit vector at this place; its entries before are zero up to
    /// rounding.
    fn onto(at: usize, mut direction: Vec<f64>) -> Self {
        direction[..at].fill(0.0);
        let length = direction.iter().map(|x| x * x).sum::<f64>().sqrt();
        direction[at] += length.copysign(direction[at]);
        let square: f64 = direction.iter().map(|x| x * x).sum();
        Self {
            vector: direction,
            factor: if square > 0.0 { 2.0 / square } else { 0.0 },
        }
    }

    fn reflect(&self, entries: &mut [f64]) {
        let pairs = self.vector.iter().zip(&*entries);
        let share = self.factor * pairs.map(|(v, x)| v * x).sum::<f64>();
        for (x, v) in entries.iter_mut().zip(&self.vector) {
            *x -= share * v;
        }
    }

    fn reflect_extended(&self, entries: &mut [Extended]) {
        let pairs = self.vector.iter().zip(&*entries);
        let share = sum(pairs.map(|(v, x)| *x * (*v).into())) * self.factor.into();
        for (x, v) in entries.iter_mut().zip(&self.vector) {
            *x = *x - share * (*v).into();
        }
    }
}

fn sum(numbers: impl Iterator<Item = Extended>) -> Extended {
    numbers.fold(Extended::ZERO, |sum, x| sum + x)
}

#[expect(clippy::cast_precision_loss, reason = "a width")]
fn count(size: usize) -> Extended {
    Extended::from(size as f64)
}
