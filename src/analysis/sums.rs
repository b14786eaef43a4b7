//! Gradients of weights that are added, matrix by matrix: those of tied layers, and those of several inputs.
//!
//! Sums cancel, so each is computed twice, the second time with every vector of the pass back, and every vector that
//! enters weights, changed by some hundred times what rounding does. What both have in common is known.

use nalgebra::DMatrix;

use super::backprop::Step;
use super::extreme::perturbed_vector;
use super::spectrum::Spectrum;
use crate::network::{Extended, ExtendedVector, Forward, Network};
use kernel::{CHANGE, power_of_two};

/// More than all roundings of a sum, as a part of the lengths that are added.
const ROUNDING: f64 = 1e-12;

/// The length of a sum of gradients.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SummedGradient {
    /// The Frobenius norm of the sum; an upper estimate if it is not resolved.
    pub norm: Extended,
    /// The sum of the norms: what the norm would be if nothing cancelled.
    pub parts: Extended,
    /// An estimate of the relative error from above: how far the sum of changed numbers is away. Infinite if nothing
    /// is known.
    pub error: f64,
    /// Whether the error is at most 10^-6; an exact zero is resolved.
    pub is_resolved: bool,
}

/// A sum of products x y^T on one exponent.
#[derive(Clone)]
struct Outer {
    entries: DMatrix<f64>,
    exponent: i64,
}

impl Outer {
    fn zeros((rows, columns): (usize, usize)) -> Self {
        Self {
            entries: DMatrix::zeros(rows, columns),
            exponent: i64::MIN / 4,
        }
    }

    fn add(&mut self, x: &ExtendedVector, y: &ExtendedVector) {
        let is_zero = |v: &ExtendedVector| v.iter().all(|entry| entry.is_zero());
        if is_zero(x) || is_zero(y) {
            return;
        }
        let (x, y) = (x.on_common_exponent(), y.on_common_exponent());
        let exponent = x.exponent + y.exponent;
        if exponent > self.exponent {
            self.entries *= power_of_two(self.exponent - exponent);
            self.exponent = exponent;
        }
        let scale = power_of_two(exponent - self.exponent);
        for (mut column, y) in self.entries.column_iter_mut().zip(&y.entries) {
            let factor = y * scale;
            for (sum, x) in column.iter_mut().zip(&x.entries) {
                *sum += x * factor;
            }
        }
    }

    fn norm(&self) -> Extended {
        let exponent = self.exponent;
        Extended::new(self.entries.norm(), exponent)
    }

    fn distance(&self, other: &Self) -> Extended {
        let exponent = self.exponent.max(other.exponent);
        let on_common = |one: &Self| &one.entries * power_of_two(one.exponent - exponent);
        Extended::new((on_common(self) - on_common(other)).norm(), exponent)
    }
}

/// A sum that is being taken, and its perturbed twin.
pub(super) struct Summed {
    sums: [Outer; 2],
    parts: Extended,
    is_known: bool,
}

/// What one pass back leaves at a layer.
pub(super) struct Part<'a> {
    /// j - 1.
    pub j: usize,
    /// What enters the weights, and dL/d(w^T z + b).
    pub vectors: [&'a ExtendedVector; 2],
    /// ||dL/dz^(j)||.
    pub output: Extended,
    /// Whether roundings have left something of the gradient.
    pub is_known: bool,
}

/// Which of the two passes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pass {
    Exact,
    /// With a start that is uncertain by this part of its length.
    Changed(f64),
}

impl Summed {
    /// Nothing yet, for weights of this shape.
    pub fn zeros(shape: (usize, usize)) -> Self {
        Self {
            sums: [Outer::zeros(shape), Outer::zeros(shape)],
            parts: Extended::ZERO,
            is_known: true,
        }
    }

    /// Adds dL/dw of one layer and one input.
    pub fn add(&mut self, part: &Part<'_>, pass: Pass) {
        let [x, y] = part.vectors;
        let norm = x.norm() * y.norm();
        self.is_known &= part.is_known && !norm.is_underflow() && norm.is_finite();
        if pass == Pass::Exact {
            self.parts = self.parts + norm;
        }
        self.sums[usize::from(pass != Pass::Exact)].add(x, y);
    }

    /// The length of the sum, divided by a count.
    pub fn over(&self, count: usize) -> SummedGradient {
        let [own, twin] = &self.sums;
        let (norm, difference) = (own.norm(), own.distance(twin));
        let rounding = self.parts * ROUNDING.into();
        let error = match self.parts.is_zero() {
            true => 0.0,
            false => (difference.max_abs(rounding) / norm).to_f64(),
        };
        let error = if self.is_known && !error.is_nan() {
            error
        } else {
            f64::INFINITY
        };
        let is_resolved = error <= Spectrum::RESOLVED;
        #[expect(clippy::cast_precision_loss, reason = "a number of inputs")]
        let count = Extended::from(count as f64);
        let estimate = match self.is_known {
            // The twin is changed by more than rounding changes anything.
            true => norm + difference + rounding,
            false => self.parts,
        };
        SummedGradient {
            norm: if is_resolved { norm } else { estimate } / count,
            parts: self.parts / count,
            error,
            is_resolved,
        }
    }
}

/// One pass back from `start`, layer K first; returns ||dL/dz^(0)|| and whether roundings have left something of it.
pub(super) fn pass_back(
    (network, forward): (&Network, &Forward),
    start: &ExtendedVector,
    pass: Pass,
    mut each: impl FnMut(&Part<'_>),
) -> (Extended, bool) {
    let mut state = 3;
    let mut changed = |vector: ExtendedVector, noise: f64| match pass {
        Pass::Exact => vector,
        Pass::Changed(_) => perturbed_vector(&vector, noise, &mut state),
    };
    let noise = match pass {
        Pass::Changed(noise) => noise.max(CHANGE),
        Pass::Exact => 0.0,
    };
    let mut is_known = noise.is_finite();
    let noise = if is_known { noise } else { CHANGE };
    let mut gradient = changed(start.clone(), noise);
    for (j, layer) in network.layers.iter().enumerate().rev() {
        let back = Step::of(layer, forward, j).back(1.0, &gradient);
        is_known &= !back.is_lost;
        let entering = changed(forward.entering(layer, j).clone(), CHANGE);
        each(&Part {
            j,
            vectors: [&entering, &back.pre_activation],
            output: gradient.norm(),
            is_known,
        });
        gradient = changed(back.input, CHANGE);
    }
    let norm = gradient.norm();
    (norm, is_known && !norm.is_underflow())
}
