//! The activation of a layer with its parameter.

use super::{Block, Extended, LEAKY_SLOPE, Supremum};
use crate::settings::Activation;

/// A^(j): an activation, and if it is leaky ReLU its slope on the left.
///
/// Values and derivatives are as accurate as those of [`Activation`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    activation: Activation,
    slope: f64,
}

impl From<Activation> for Curve {
    /// With the usual slope.
    fn from(activation: Activation) -> Self {
        Self {
            activation,
            slope: LEAKY_SLOPE,
        }
    }
}

impl Curve {
    /// That of a layer.
    pub fn of(activation: Activation, block: Block) -> Self {
        Self {
            activation,
            slope: block.slope(),
        }
    }

    /// A(a).
    pub fn value(self, a: Extended) -> Extended {
        match self.own_slope(a) {
            Some(slope) => a * slope,
            None => self.activation.value(a),
        }
    }

    /// A'(a); at a kink the derivative from the left.
    pub fn derivative(self, a: Extended) -> Extended {
        match self.own_slope(a) {
            Some(slope) => slope,
            None => self.activation.derivative(a),
        }
    }

    /// sup |A'|, which no slope within its limits changes.
    pub fn supremum(self) -> Supremum {
        self.activation.supremum()
    }

    /// The slope at a where it is not that of [`Activation`].
    fn own_slope(self, a: Extended) -> Option<Extended> {
        let is_other = self.activation == Activation::LeakyRelu && self.slope != LEAKY_SLOPE;
        (is_other && a.is_finite() && a.mantissa() <= 0.0).then(|| self.slope.into())
    }
}
