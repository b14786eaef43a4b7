//! What an activation makes of a Gaussian pre-activation.

use super::quadrature::Grid;
use crate::network::{Extended, LEAKY_SLOPE, SELU_ALPHA, SELU_LAMBDA};
use crate::settings::Activation;
use crate::study::curve;

/// Beyond this q only the slopes at infinity count, to 1e-15; before its inverse only those at 0.
const FAR: i64 = 110;
/// Beyond this q there is no quadrature in f64.
const FARTHEST: i64 = 930;

/// An activation A, and of leaky ReLU its slope on the left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// A
    pub activation: Activation,
    /// The slope of leaky ReLU on the left, 0..=1; no other activation depends on it.
    pub slope: f64,
}

impl From<Activation> for Shape {
    /// With the usual slope.
    fn from(activation: Activation) -> Self {
        Self {
            activation,
            slope: LEAKY_SLOPE,
        }
    }
}

/// Means over a standard Gaussian z, with u = sqrt(q) z.
///
/// Relative accuracy about 1e-14 for 1e-30 < q < 1e30 and in closed forms (linear, ReLU, leaky ReLU, sine); elsewhere
/// the leading order, whose relative error is below 1e-13.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// E A(u); exactly 0 if A is odd.
    pub mean: Extended,
    /// E A(u)^2
    pub square: Extended,
    /// E A(u)^4 / (E A(u)^2)^2, 1 or more; of small q to three digits.
    pub kurtosis: f64,
    /// E A'(u)^2
    pub slope_square: Extended,
    /// E A'(u)^4 / (E A'(u)^2)^2, 1 or more; 1 if A' is 0.
    pub slope_kurtosis: f64,
    /// E\[z A(u) A'(u)\] / sqrt(q) = d E A(u)^2 / dq
    pub square_growth: f64,
}

impl Shape {
    /// Whether A(-a) = -A(a), so that A has no mean.
    pub fn is_odd(self) -> bool {
        matches!(
            self.activation,
            Activation::Linear
                | Activation::Tanh
                | Activation::Softsign
                | Activation::Erf
                | Activation::Sin
                | Activation::Arctan
        ) || self.is_homogeneous() && self.slopes_at_zero()[0] == 1.0
    }

    /// Whether A(c a) = c A(a) for c > 0: then q only scales.
    pub fn is_homogeneous(self) -> bool {
        matches!(
            self.activation,
            Activation::Linear | Activation::Relu | Activation::LeakyRelu
        )
    }

    /// A'(0-) and A'(0+).
    pub fn slopes_at_zero(self) -> [f64; 2] {
        match self.activation {
            Activation::Sigmoid => [0.25; 2],
            Activation::Relu => [0.0, 1.0],
            Activation::LeakyRelu => [self.slope, 1.0],
            Activation::Selu => [SELU_LAMBDA * SELU_ALPHA, SELU_LAMBDA],
            Activation::Gelu | Activation::Silu | Activation::Softplus => [0.5; 2],
            Activation::Erf => [std::f64::consts::FRAC_2_SQRT_PI; 2],
            Activation::Mish => [0.6; 2],
            Activation::Linear
            | Activation::Tanh
            | Activation::Elu
            | Activation::Softsign
            | Activation::Sin
            | Activation::Arctan => [1.0; 2],
        }
    }

    /// A'(-infinity) and A'(+infinity); both 0 if A is bounded.
    pub fn slopes_at_infinity(self) -> [f64; 2] {
        match self.activation {
            Activation::Linear => [1.0; 2],
            Activation::LeakyRelu => [self.slope, 1.0],
            Activation::Selu => [0.0, SELU_LAMBDA],
            Activation::Relu
            | Activation::Elu
            | Activation::Gelu
            | Activation::Silu
            | Activation::Softplus
            | Activation::Mish => [0.0, 1.0],
            Activation::Sigmoid
            | Activation::Tanh
            | Activation::Softsign
            | Activation::Erf
            | Activation::Sin
            | Activation::Arctan => [0.0; 2],
        }
    }

    /// A and A' of each number.
    pub(super) fn values(self, a: &[f64]) -> [Vec<f64>; 2] {
        let mut values = vec![0.0; a.len()];
        let mut slopes = vec![0.0; a.len()];
        let which = (self.activation, self.slope);
        curve::apply(which, a, &mut values, &mut slopes);
        [values, slopes]
    }

    /// A(0).
    fn at_zero(self) -> f64 {
        match self.activation {
            Activation::Sigmoid => 0.5,
            Activation::Softplus => std::f64::consts::LN_2,
            _ => 0.0,
        }
    }
}

impl Moments {
    /// Of this activation at the mean square q >= 0 of its pre-activations.
    pub fn of(shape: Shape, q: Extended) -> Self {
        let is_bounded = shape.slopes_at_infinity() == [0.0; 2];
        let exponent = q.exponent();
        if shape.is_homogeneous() {
            Self::of_slopes(shape.slopes_at_zero(), q)
        } else if shape.activation == Activation::Sin {
            Self::of_sine(q.to_f64())
        } else if q.is_zero() || exponent < -FAR {
            Self {
                mean: shape.at_zero().into(),
                square: square_at(shape, q),
                kurtosis: match shape.at_zero() == 0.0 {
                    true => Self::of_slopes(shape.slopes_at_zero(), q).kurtosis,
                    false => 1.0,
                },
                ..Self::of_slopes(shape.slopes_at_zero(), q)
            }
        } else if !is_bounded && exponent > FAR {
            Self::of_slopes(shape.slopes_at_infinity(), q)
        } else if exponent > FARTHEST {
            // A bounded A is a step, and its A' a peak: E A'^2 falls as 1 / sqrt(q).
            let most = Extended::from(1e280);
            let at_most = Self::by_quadrature(shape, most.to_f64());
            let root = (most / q).sqrt();
            Self {
                slope_square: at_most.slope_square * root,
                slope_kurtosis: at_most.slope_kurtosis / root.to_f64(),
                square_growth: 0.0,
                ..at_most
            }
        } else {
            Self::by_quadrature(shape, q.to_f64())
        }
    }

    /// Of an A that is a straight line on each side of 0.
    fn of_slopes([left, right]: [f64; 2], q: Extended) -> Self {
        let half = f64::midpoint(left * left, right * right);
        let fourth = f64::midpoint(left * left * left * left, right * right * right * right);
        let mean = (right - left) / (2.0 * std::f64::consts::PI).sqrt();
        Self {
            mean: q.sqrt() * mean.into(),
            square: q * half.into(),
            kurtosis: kurtosis(3.0 * fourth, half),
            slope_square: half.into(),
            slope_kurtosis: kurtosis(fourth, half),
            square_growth: half,
        }
    }

    fn of_sine(q: f64) -> Self {
        let (second, eighth) = (libm::exp(-2.0 * q), libm::exp(-8.0 * q));
        let slope_square = f64::midpoint(1.0, second);
        Self {
            mean: Extended::ZERO,
            square: (-libm::expm1(-2.0 * q) / 2.0).into(),
            // The difference of numbers that are nearly equal before that.
            kurtosis: match q < 1e-6 {
                true => 3.0,
                false => {
                    let square = -libm::expm1(-2.0 * q) / 2.0;
                    kurtosis((3.0 - 4.0 * second + eighth) / 8.0, square)
                }
            },
            slope_square: slope_square.into(),
            slope_kurtosis: kurtosis((3.0 + 4.0 * second + eighth) / 8.0, slope_square),
            square_growth: second,
        }
    }

    fn by_quadrature(shape: Shape, q: f64) -> Self {
        let grid = Grid::of(q);
        let root = q.sqrt();
        let a: Vec<f64> = grid.nodes.iter().map(|z| root * z).collect();
        let [values, slopes] = shape.values(&a);
        let square = grid.mean(values.iter().map(|v| v * v));
        let mean = grid.mean(values.iter().copied());
        // SELU has no mean at q = 1, but for roundings.
        let is_mean = !shape.is_odd() && mean * mean > 1e-30 * square;
        let squares = || slopes.iter().map(|d| d * d);
        let slope_square = grid.mean(squares());
        let products = values.iter().zip(&slopes).zip(&grid.nodes);
        Self {
            mean: (if is_mean { mean } else { 0.0 }).into(),
            square: square.into(),
            kurtosis: kurtosis(grid.mean(values.iter().map(|v| v * v * v * v)), square),
            slope_square: slope_square.into(),
            slope_kurtosis: kurtosis(grid.mean(squares().map(|d| d * d)), slope_square),
            square_growth: grid.mean(products.map(|((v, d), z)| v * d * z)) / root,
        }
    }
}

/// E A^2 near 0.
fn square_at(shape: Shape, q: Extended) -> Extended {
    let value = shape.at_zero();
    match value == 0.0 {
        true => Moments::of_slopes(shape.slopes_at_zero(), q).square,
        false => (value * value).into(),
    }
}

fn kurtosis(fourth: f64, square: f64) -> f64 {
    match square == 0.0 {
        true => 1.0,
        false => fourth / (square * square),
    }
}
