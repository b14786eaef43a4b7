//! What is known of layers that are not wide.

use std::f64::consts::LN_10;

use super::special::{digamma, tetragamma, trigamma};

/// The first three cumulants of a logarithm, in nats.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Drift {
    /// The mean.
    pub mean: f64,
    /// The variance.
    pub variance: f64,
    /// The third cumulant, the variance to the power of 3/2 times the skewness; 0 to leading order.
    pub third: f64,
}

impl std::ops::Add for Drift {
    type Output = Self;
    /// Of a sum of independent ones.
    fn add(self, other: Self) -> Self {
        Self {
            mean: self.mean + other.mean,
            variance: self.variance + other.variance,
            third: self.third + other.third,
        }
    }
}

impl Drift {
    /// Of the sum of so many independent ones.
    pub fn times(self, count: f64) -> Self {
        Self {
            mean: count * self.mean,
            variance: count * self.variance,
            third: count * self.third,
        }
    }

    /// The mean in decades.
    pub fn decades(self) -> f64 {
        self.mean / LN_10
    }

    /// The median in decades: the mean but for the skewness, by the first term of Cornish and Fisher.
    pub fn median(self) -> f64 {
        let shift = match self.third == 0.0 {
            true => 0.0,
            false => self.third / (6.0 * self.variance),
        };
        (self.mean - shift) / LN_10
    }

    /// The standard deviation in decades.
    pub fn spread(self) -> f64 {
        self.variance.sqrt() / LN_10
    }
}

/// ln ||w g|| of an m x n matrix of independent N(0, `sw2` / m) and a given g, relative to 1/2 ln sw2 ||g||: of a linear
/// layer with `fan_in` = m units below. Exact: ||w g||^2 is chi-squared with m degrees of freedom.
pub fn linear_drift(fan_in: usize) -> Drift {
    let m = fan_in as f64;
    Drift {
        mean: (libm::log(2.0 / m) + digamma(m / 2.0)) / 2.0,
        variance: trigamma(m / 2.0) / 4.0,
        third: tetragamma(m / 2.0) / 8.0,
    }
}

/// The same of a ReLU layer of n units, if not all of them are dead, relative to 1/2 ln(sw2/2) ||g||, for a g of random
/// direction. Exact: of n units a binomial number is active, and these have a Beta-distributed share of ||g||^2.
pub fn relu_drift(fan_in: usize, units: usize) -> Drift {
    let (m, n) = (fan_in as f64, units as f64);
    let active = active_units(units);
    let mean = |f: &dyn Fn(f64) -> f64| -> f64 {
        let terms = active.iter().zip(1_u32..);
        terms.map(|(p, k)| p * f(f64::from(k) / 2.0)).sum()
    };
    let psi = mean(&digamma);
    let away = |x: f64| digamma(x) - psi;
    let squares = mean(&|x| trigamma(x) + away(x) * away(x));
    let cubes = mean(&|x| {
        let away = away(x);
        tetragamma(x) + away * (3.0 * trigamma(x) + away * away)
    });
    let difference = |f: fn(f64) -> f64| f(m / 2.0) - f(n / 2.0);
    Drift {
        mean: (libm::log(4.0 / m) + psi + difference(digamma)) / 2.0,
        variance: (squares + difference(trigamma)) / 4.0,
        third: (cubes + difference(tetragamma)) / 8.0,
    }
}

/// The probability that 1, 2, ..., n of n units are active, if at least one is.
fn active_units(units: usize) -> Vec<f64> {
    let n = units as f64;
    // From the largest one in both directions, so that nothing underflows that matters.
    let middle = units.div_ceil(2).max(1);
    let (below, above) = ((1..middle).rev(), middle..units);
    let product = |weight: &mut f64, factor: f64| {
        *weight *= factor;
        Some(*weight)
    };
    let below = below
        .map(|k| (k as f64 + 1.0) / (n - k as f64))
        .scan(1.0, product);
    let above = above
        .map(|k| (n - k as f64) / (k as f64 + 1.0))
        .scan(1.0, product);
    let mut weights: Vec<f64> = below.collect();
    weights.reverse();
    weights.push(1.0);
    weights.extend(above);
    let total: f64 = weights.iter().sum();
    weights.iter().map(|w| w / total).collect()
}

/// beta of one layer, to leading order in 1/width: ln ||g||^2 is about N(-beta/2, beta) beside the line of the mean square (Hanin
/// and Nica 2020). 2/m of the weights, and 3 (kappa - 1)/n because the n units have different slopes, with kurtosis kappa = E
/// A'^4 / (E A'^2)^2: (3 kappa - 1)/n if m = n, 2/n linear, 5/n ReLU. That lengths fluctuate on the way forward is left out.
pub fn beta(fan_in: usize, units: usize, kurtosis: f64) -> f64 {
    2.0 / fan_in as f64 + 3.0 * (kurtosis - 1.0) / units as f64
}

/// The drift that a beta stands for.
pub fn drift_of_beta(beta: f64) -> Drift {
    Drift {
        mean: -beta / 4.0,
        variance: beta / 4.0,
        third: 0.0,
    }
}

/// Newman's exponents (1986), descending: what ln sigma_i of a product of n x n matrices of independent N(0, sw2/n) gains for
/// each of them, with its variance: (ln(2 sw2/n) + psi((n-i+1)/2)) / 2. The difference to ln sigma_i of K matrices is of order 1, whatever K.
pub fn newman(width: usize, weight_variance: f64) -> Vec<Drift> {
    let n = width as f64;
    let freedom = (1..=width).rev().map(|k| k as f64 / 2.0);
    freedom
        .map(|k| Drift {
            mean: (libm::log(2.0 * weight_variance / n) + digamma(k)) / 2.0,
            variance: trigamma(k) / 4.0,
            third: tetragamma(k) / 8.0,
        })
        .collect()
}

/// The probability that in some ReLU layer of these widths every unit is 0, for one input: 1 - prod(1 - 2^-n). Exact for weights
/// and biases that are as likely as their negatives.
pub fn dead_probability(widths: impl IntoIterator<Item = usize>) -> f64 {
    let alive = widths
        .into_iter()
        .map(|n| libm::log1p(-libm::exp2(-(n as f64))));
    -libm::expm1(alive.sum())
}
