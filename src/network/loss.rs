//! Losses: where the gradient starts.

use super::elementary::{exp, ln_1p};
use super::{Extended, ExtendedVector, Network};
use crate::settings::LossKind;

/// The loss, as far as the chain rule depends on it.
#[derive(Clone, Debug, PartialEq)]
pub enum Loss {
    /// dL/dy* is this vector, H_K numbers.
    Direction(Vec<f64>),
    /// L = 1/2 ||y* - t||^2 with this target t, H_K numbers.
    MeanSquared(Vec<f64>),
    /// dL/dy* is a left singular vector of the whole chain P^(0), of length 1; if P^(0) is zero or
    /// not finite, and so has no direction, it is this vector.
    Extreme(Extreme, Vec<f64>),
    /// L = -log softmax(y*)_c with this class c, counted from 0, below H_K.
    CrossEntropy(usize),
    /// L is the sum of y*, so that dL/dy* is all ones.
    Sum,
}

/// Which direction of dL/dy*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extreme {
    /// That of the largest singular value: no gradient of the same length is longer at the input.
    Best,
    /// That of the smallest nonzero one.
    Worst,
}

/// A further input, with its loss.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// x, H_0 numbers.
    pub input: Vec<f64>,
    /// Its loss.
    pub loss: Loss,
}

impl Loss {
    /// Which direction of the chain it points along, if it does.
    pub fn extreme(&self) -> Option<Extreme> {
        match self {
            Self::Extreme(extreme, _) => Some(*extreme),
            _ => None,
        }
    }

    /// Its kind among the settings.
    pub fn kind(&self) -> LossKind {
        match self {
            Self::Direction(_) => LossKind::Unit,
            Self::MeanSquared(_) => LossKind::Mse,
            Self::Extreme(Extreme::Best, _) => LossKind::Best,
            Self::Extreme(Extreme::Worst, _) => LossKind::Worst,
            Self::CrossEntropy(_) => LossKind::CrossEntropy,
            Self::Sum => LossKind::Sum,
        }
    }

    /// Whether it can be the loss of a network with so many outputs.
    pub fn fits(&self, outputs: usize) -> bool {
        match self {
            Self::Direction(vector) | Self::MeanSquared(vector) | Self::Extreme(_, vector) => {
                vector.len() == outputs
            }
            Self::CrossEntropy(class) => *class < outputs,
            Self::Sum => true,
        }
    }

    /// The loss L at this output y*, and dL/dy*. There is no L if the loss is only a direction, or the sum of y*, which
    /// has a sign; a direction along the chain is not known here, so the vector that stands for it is returned.
    ///
    /// Of cross-entropy both have a relative error below about n 1e-15, whatever the size of y* (of exactly these
    /// numbers), as long as its range is below 2^60: the entry of the class is minus the sum of the others, never a
    /// probability minus 1.
    pub fn gradient(&self, output: &ExtendedVector) -> (Option<Extended>, ExtendedVector) {
        match self {
            Self::Direction(direction) | Self::Extreme(_, direction) => {
                (None, ExtendedVector::new(direction, 0))
            }
            Self::MeanSquared(target) => {
                let pairs = output.iter().zip(target);
                let gradient: ExtendedVector = pairs.map(|(y, t)| y - (*t).into()).collect();
                let norm = gradient.norm();
                (Some((norm * norm).scaled(-1)), gradient)
            }
            Self::CrossEntropy(class) => cross_entropy(*class, output),
            Self::Sum => (None, output.iter().map(|_| Extended::ONE).collect()),
        }
    }
}

impl Network {
    /// [`Loss::gradient`] of its loss; `output` is the last of [`super::Forward::outputs`].
    pub fn loss_gradient(&self, output: &ExtendedVector) -> (Option<Extended>, ExtendedVector) {
        self.loss.gradient(output)
    }
}

/// With m the largest of y*: L = (m - y_c) + log(1 + sum of exp(y_k - m) over all others than m's).
fn cross_entropy(class: usize, output: &ExtendedVector) -> (Option<Extended>, ExtendedVector) {
    let entries = output.entries();
    let is_above = |a: Extended, b: Extended| (a - b).mantissa() > 0.0;
    let mut top = 0;
    for (unit, y) in entries.iter().enumerate() {
        if entries.get(top).is_some_and(|most| is_above(*y, *most)) {
            top = unit;
        }
    }
    let (Some(most), Some(own)) = (entries.get(top), entries.get(class)) else {
        return (None, output.clone());
    };
    let powers: Vec<Extended> = entries
        .iter()
        .map(|y| exp_of_difference(*y, *most))
        .collect();
    let sum_without = |left_out: usize| {
        let others = powers
            .iter()
            .enumerate()
            .filter(|(unit, _)| *unit != left_out);
        others.fold(Extended::ZERO, |sum, (_, power)| sum + *power)
    };
    let rest = sum_without(top);
    let whole = Extended::ONE + rest;
    let gradient = powers
        .iter()
        .enumerate()
        .map(|(unit, power)| match unit == class {
            true => -sum_without(class) / whole,
            false => *power / whole,
        });
    (Some((*most - *own) + ln_1p(rest)), gradient.collect())
}

/// exp(a - b) with the rounding error of the difference (Knuth's two-sum) taken into account.
fn exp_of_difference(a: Extended, b: Extended) -> Extended {
    let difference = a - b;
    let of_b = a - difference;
    let error = (a - (difference + of_b)) + (of_b - b);
    exp(difference) * exp(error)
}
