//! Layers with skips or norms, and the point where gradients keep their length.

use super::moments::{Moments, Shape};
use crate::network::Extended;

/// A residual network z <- z + s (..) of equal wide layers without biases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Residual {
    /// A
    pub shape: Shape,
    /// Variance of the weights times `fan_in`.
    pub weight_variance: f64,
    /// s
    pub skip: f64,
}

/// The sums of such layers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grown {
    /// The mean of the numbers of z.
    pub mean: Extended,
    /// Their mean square.
    pub square: Extended,
    /// By what E ||dL/dz||^2 has grown on its way back.
    pub growth: Extended,
}

impl Grown {
    /// Where z has this mean square, and mean 0.
    pub fn from(square: f64) -> Self {
        Self {
            mean: Extended::ZERO,
            square: square.into(),
            growth: Extended::ONE,
        }
    }
}

impl Residual {
    /// After one more layer z + s W A(z), the form of most papers.
    pub fn inside(self, z: Grown) -> Grown {
        let moments = Moments::of(self.shape, z.square);
        let factor = Extended::from(self.skip * self.skip * self.weight_variance);
        Grown {
            mean: z.mean,
            square: z.square + factor * moments.square,
            growth: z.growth * (Extended::ONE + factor * moments.slope_square),
        }
    }

    /// After one more layer z + s A(w^T z), the form of the layers here, for layers of infinite width. Where A has a mean, z gets one too, A'
    /// is correlated with w along it, and at real widths that one direction of `fan_in` grows faster: there this is far too small for
    /// many layers.
    pub fn outside(self, z: Grown) -> Grown {
        let variance = Extended::from(self.weight_variance);
        let moments = Moments::of(self.shape, variance * z.square);
        let skip = Extended::from(self.skip);
        let square = skip * skip;
        let drift = skip * z.mean * moments.mean;
        Grown {
            mean: z.mean + skip * moments.mean,
            square: z.square + drift.scaled(1) + square * moments.square,
            growth: z.growth * (Extended::ONE + square * variance * moments.slope_square),
        }
    }
}

/// Factors of E ||g||^2 for each layer with a norm between weights and activation, for any scale of the weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normalised {
    /// At q = 1.
    pub moments: Moments,
}

impl Normalised {
    /// Of this activation.
    pub fn of(shape: Shape) -> Self {
        Self {
            moments: Moments::of(shape, Extended::ONE),
        }
    }

    /// With layer or RMS norm: E A'^2 / E A^2.
    pub fn layer_norm(&self) -> f64 {
        (self.moments.slope_square / self.moments.square).to_f64()
    }

    /// With batch norm, over large batches: E A'^2 / Var A.
    pub fn batch_norm(&self) -> f64 {
        let Moments { mean, square, .. } = self.moments;
        (self.moments.slope_square / (square - mean * mean)).to_f64()
    }

    /// Of z + W A(N z), by so many layers from a mean square of 1: growth of E ||g||^2, and the last mean square.
    pub fn pre_norm(&self, weight_variance: f64, depth: usize) -> [Extended; 2] {
        let [c, r] = [self.moments.square, self.moments.slope_square];
        let [c, r] = [c, r].map(|m| m * weight_variance.into());
        let below = |l: usize| Extended::ONE + c * Extended::from(l as f64);
        let factors = (0..depth).map(|l| Extended::ONE + r / below(l));
        [factors.fold(Extended::ONE, |all, f| all * f), below(depth)]
    }

    /// Of N(z + W A(z)): the factor of each layer.
    pub fn post_norm(&self, weight_variance: f64) -> f64 {
        let [c, r] = [self.moments.square, self.moments.slope_square];
        let [c, r] = [c, r].map(|m| 1.0 + m.to_f64() * weight_variance);
        r / c
    }
}

/// The factor of E ||g||^2 for a linear layer with batch norm over so many inputs, 4 or more.
pub fn batch_norm_linear(batch: usize) -> f64 {
    let b = batch as f64;
    (b - 2.0) / (b - 3.0)
}

/// The variances (sw2, sb2) where chi = 1 at a fixed point q > 0; a negative sb2 says that there is none.
pub fn critical_point(shape: Shape, q: f64) -> [f64; 2] {
    let moments = Moments::of(shape, q.into());
    let slope_square = moments.slope_square.to_f64();
    [
        1.0 / slope_square,
        q - moments.square.to_f64() / slope_square,
    ]
}

/// Correlations of the outputs and of the gradients of two inputs that are orthogonal and equally long, after so many ReLU layers
/// with sw2 = 2 and no biases (Balduzzi et al. 2017), from the arc-cosine kernels of Cho and Saul 2009.
pub fn shattered(depth: usize) -> [f64; 2] {
    use std::f64::consts::PI;
    let (mut c, mut gradient) = (0.0_f64, 1.0);
    for _ in 0..depth {
        let angle = libm::acos(c.min(1.0));
        gradient *= 1.0 - angle / PI;
        c = ((1.0 - c * c).max(0.0).sqrt() + c * (PI - angle)) / PI;
    }
    [c, gradient]
}
