//! One layer entry by entry: its weights, its slopes, its Jacobian, and what it does in the plane
//! it stretches most.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::backprop::Step;
use super::{LayerReport, Spectrum};
use crate::network::{Block, Curve, Extended, ExtendedVector, Layer};
use crate::settings::{Activation, Recipe};

/// The numbers inside one layer. Plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerDetail {
    /// j.
    pub layer: usize,
    /// A^(j).
    pub activation: Activation,
    /// The same with its slope.
    pub curve: Curve,
    /// a^(j), H_j numbers.
    pub pre_activations: Vec<Extended>,
    /// A(a^(j)), H_j numbers.
    pub outputs: Vec<Extended>,
    /// A'(a^(j)), H_j numbers.
    pub slopes: Vec<Extended>,
    /// The plane of the two leading right singular vectors of J^(j).
    pub plane: Plane,
    /// w^(j), H_{j-1} x H_j.
    weight: Arc<DMatrix<f64>>,
    block: Block,
    /// The rows of J where it is not diag\[A'\] w^T.
    rows: Option<Vec<ExtendedVector>>,
}

impl LayerDetail {
    /// Layer 1..K of the network of this recipe, whose analysis contains `report`; `None` if the
    /// two do not match.
    pub fn of(recipe: &Recipe, layer: usize, report: &LayerReport) -> Option<Self> {
        Self::new(layer, &Layer::of(recipe, layer), report)
    }

    /// A layer and its part of the analysis; `None` if the two do not match.
    pub fn new(number: usize, layer: &Layer, report: &LayerReport) -> Option<Self> {
        let (inputs, units) = layer.weight.shape();
        let pre_activations = &report.pre_activations;
        if units != pre_activations.len() || layer.activation != report.activation {
            return None;
        }
        let curve = layer.curve();
        let each = |map: fn(Curve, Extended) -> Extended| -> Vec<Extended> {
            let mapped = pre_activations.iter().map(|a| map(curve, *a));
            mapped.collect()
        };
        let slopes = each(Curve::derivative);
        let step = Step {
            layer,
            slopes: &slopes,
            norm: report.norm.as_ref(),
        };
        Some(Self {
            layer: number,
            activation: layer.activation,
            outputs: each(Curve::value),
            block: layer.block,
            curve,
            rows: (!layer.block.is_plain()).then(|| step.jacobian()),
            slopes,
            plane: Plane::of(&report.jacobian, inputs),
            pre_activations: pre_activations.clone(),
            weight: Arc::clone(&layer.weight),
        })
    }

    /// H_{j-1}, the columns of J and of w^T.
    pub fn inputs(&self) -> usize {
        self.weight.nrows()
    }

    /// H_j, the rows of J and of w^T.
    pub fn units(&self) -> usize {
        self.weight.ncols()
    }

    /// w^(j).
    pub(super) fn matrix(&self) -> &DMatrix<f64> {
        &self.weight
    }

    /// (w^T)_ik = w_ki, the weight from input k to unit i, both counted from 0; NaN outside.
    pub fn weight(&self, unit: usize, input: usize) -> Extended {
        let entry = self.weight.get((input, unit));
        entry.map_or(Extended::NAN, |w| Extended::from(*w))
    }

    /// What is around the weights: a skip, a norm.
    pub fn block(&self) -> Block {
        self.block
    }

    /// The rows of J where it is not diag\[A'\] w^T: with a skip or a norm.
    pub(super) fn rows(&self) -> Option<&[ExtendedVector]> {
        self.rows.as_deref()
    }

    /// J_ik, which is A'(a_i) w_ki in a plain layer, both counted from 0; NaN outside.
    pub fn jacobian(&self, unit: usize, input: usize) -> Extended {
        if let Some(rows) = &self.rows {
            let row = rows.get(unit).map_or(&[][..], ExtendedVector::entries);
            return row.get(input).copied().unwrap_or(Extended::NAN);
        }
        let slope = self.slopes.get(unit).copied().unwrap_or(Extended::NAN);
        slope * self.weight(unit, input)
    }
}

/// What a matrix does in the plane of its two leading right singular vectors v1 and v2: cos t v1 +
/// sin t v2 is mapped to sigma1 cos t u1 + sigma2 sin t u2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// sigma1 >= sigma2; 0 if there is no second one, NaN if they do not exist.
    pub values: [Extended; 2],
    /// Whether their digits are known; otherwise they are upper estimates.
    pub is_resolved: [bool; 2],
    /// The dimension of the input. With 1 there is no v2, with 2 the plane is the whole input
    /// space.
    pub inputs: usize,
}

/// How much a direction is stretched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The lengths along u1 and u2, with their signs.
    pub image: [Extended; 2],
    /// The length of the image of a vector of length 1.
    pub factor: Extended,
    /// Whether the digits of the factor are known; otherwise it is an upper estimate.
    pub is_resolved: bool,
}

impl Plane {
    fn of(spectrum: &Spectrum, inputs: usize) -> Self {
        let value = |i: usize| spectrum.values.get(i).copied();
        let known = |i: usize| i < spectrum.resolved || i >= spectrum.rank;
        let missing = if spectrum.values.is_empty() {
            Extended::NAN
        } else {
            Extended::ZERO
        };
        Self {
            values: [value(0).unwrap_or(missing), value(1).unwrap_or(missing)],
            is_resolved: [known(0), known(1)],
            inputs,
        }
    }

    /// How the direction at this angle from v1, in degrees, is stretched. Right angles are exact.
    /// Not resolved if unresolved values could change the factor by more than
    /// [`Spectrum::RESOLVED`].
    pub fn stretch(&self, degrees: f64) -> Stretch {
        let (cos, sin) = on_circle(degrees);
        let image = [self.values[0] * cos.into(), self.values[1] * sin.into()];
        let length = |parts: [Extended; 2]| {
            let [x, y] = parts;
            (x * x + y * y).sqrt()
        };
        let factor = length(image);
        let sure = [0, 1].map(|i| {
            if self.is_resolved[i] {
                image[i]
            } else {
                Extended::ZERO
            }
        });
        let doubt = factor - length(sure);
        let allowed = factor * Spectrum::RESOLVED.into();
        Stretch {
            image,
            factor,
            is_resolved: doubt.cmp_abs(allowed).is_le(),
        }
    }
}

/// (cos, sin) of an angle in degrees, exact at multiples of a right angle.
pub(super) fn on_circle(degrees: f64) -> (f64, f64) {
    let quarter = (degrees / 90.0).floor();
    let angle = (degrees - 90.0 * quarter).to_radians();
    let (cos, sin) = (libm::cos(angle), libm::sin(angle));
    match quarter - 4.0 * (quarter / 4.0).floor() {
        1.0 => (-sin, cos),
        2.0 => (-cos, -sin),
        3.0 => (sin, -cos),
        _ => (cos, sin),
    }
}

/// A point of an activation function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvePoint {
    /// a.
    pub at: f64,
    /// A(a).
    pub value: f64,
    /// A'(a).
    pub slope: f64,
}

impl CurvePoint {
    /// The points of an activation function at `count` + 1 evenly spaced places.
    pub fn along(curve: Curve, (from, to): (f64, f64), count: u32) -> Vec<Self> {
        let point = |i: u32| {
            let at = from + (to - from) * f64::from(i) / f64::from(count.max(1));
            Self {
                at,
                value: curve.value(at.into()).to_f64(),
                slope: curve.derivative(at.into()).to_f64(),
            }
        };
        (0..=count).map(point).collect()
    }
}
