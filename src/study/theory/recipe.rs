//! What theory says of the random networks of a recipe.

use std::f64::consts::LN_10;

use super::absent::Absent;
use super::finite::{Drift, dead_probability, newman};
use super::forward::is_loose;
use super::laws::{Law, Laws, LayerLaw, Weights};
use super::mean_field::MeanField;
use super::moments::Moments;
use crate::network::{Extended, NORM_EPS};
use crate::settings::{NormKind, Recipe};

/// Gradients of the networks of a recipe, as theory has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Theory {
    /// The gradient at every place.
    pub line: Result<Line, Absent>,
    /// Where lengths and correlations go in the inner layers, 2..K-1 (of fewer than three layers the last one), from where layer 1
    /// leaves them.
    pub mean_field: Result<MeanField, Absent>,
    /// The directions of a linear network.
    pub directions: Option<Directions>,
    /// The probability that some ReLU layer is 0 in every unit, and with it every gradient below; `None` where no layer can be, or where signs are not
    /// independent.
    pub dead: Option<f64>,
}

/// ||dL/dz^(h)|| relative to ||dL/dy*||, h = 0..=K.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// 1/2 log10 of the mean of its square, K + 1 numbers, the last of them 0.
    pub mean_square: Vec<f64>,
    /// Mean and standard deviation of its log10, of networks that are not dead; `None` with skips or norms.
    pub typical: Option<Typical>,
    /// The mean square of the pre-activations, of layers 1..K; behind a norm inside it is 1, or less where its eps counts.
    pub lengths: Vec<Extended>,
}

/// The gradient of most networks.
#[derive(Clone, Debug, PartialEq)]
pub struct Typical {
    /// At every place, K + 1 of them, in nats.
    pub drifts: Vec<Drift>,
    /// beta of all layers, to leading order in depth / width even if `drifts` are exact: at the input the mean lies about beta/4 below
    /// the mean square. 0 if all networks are alike.
    pub beta: f64,
    /// How good this is.
    pub law: Law,
}

impl Typical {
    /// log10 at place h: the mean, and one standard deviation; [`Drift::median`] is where half of the networks are.
    pub fn band(&self, place: usize) -> Option<[f64; 2]> {
        let drift = self.drifts.get(place)?;
        Some([drift.decades(), drift.spread()])
    }
}

/// ln of the singular values of P^(h) of a linear network of one width.
#[derive(Clone, Debug, PartialEq)]
pub struct Directions {
    /// ln of the product of the root mean square factors of the layers above place h, K + 1 numbers.
    scales: Vec<f64>,
    /// Newman's exponents for a factor of 1; all 0 for orthogonal weights, where the singular values are these products exactly.
    exponents: Vec<Drift>,
}

impl Directions {
    /// log10 sigma_1..sigma_H of P^(h), with their standard deviations: of orthogonal weights exactly, otherwise but for
    /// an offset of order 1 that does not grow with K - h.
    pub fn at(&self, place: usize) -> Vec<[f64; 2]> {
        let layers = (self.scales.len() - 1).saturating_sub(place) as f64;
        let scale = self.scales.get(place).copied().unwrap_or(0.0) / LN_10;
        let all = self.exponents.iter().map(|one| one.times(layers));
        all.map(|drift| [scale + drift.decades(), drift.spread()])
            .collect()
    }

    /// Whether these are the singular values themselves.
    pub fn is_exact(&self) -> bool {
        self.exponents.iter().all(|one| *one == Drift::default())
    }
}

impl Theory {
    /// Of this recipe, which is first brought within the limits.
    ///
    /// Assumes that the layers are wide and independent, and that dL/dy* does not depend on the weights. `line` follows the lengths from
    /// the mean square of the inputs, layer by layer.
    pub fn of(recipe: &Recipe) -> Self {
        let laws = Laws::of(recipe);
        let mean_field = laws.alike();
        let Laws {
            layers,
            input,
            is_tied,
            absent,
        } = laws;
        let line = match absent {
            Some(absent) => Err(absent),
            None => Ok(line(&layers, input)),
        };
        let is_linear = absent.is_none() && layers.iter().all(|layer| layer.is_plain_linear());
        Self {
            mean_field: mean_field.map(|(wide, start)| MeanField::from(wide, start)),
            directions: is_linear.then(|| directions(&layers)).flatten(),
            dead: dead(&layers, is_tied),
            line,
        }
    }

    /// Its [`Theory::mean_field`] alone, in a fraction of the time.
    pub fn mean_field_of(recipe: &Recipe) -> Result<MeanField, Absent> {
        let (wide, start) = Laws::of(recipe).alike()?;
        Ok(MeanField::from(wide, start))
    }

    /// chi of [`Theory::mean_field`] alone, in a fraction of that.
    pub fn chi_of(recipe: &Recipe) -> Result<f64, Absent> {
        let (wide, start) = Laws::of(recipe).alike()?;
        Ok(MeanField::without_correlation(wide, start).chi)
    }
}

/// Forward along the lengths, then back.
fn line(layers: &[LayerLaw], input: f64) -> Line {
    let mut z = Extended::from(input);
    let mut lengths = Vec::with_capacity(layers.len());
    let mut factors = Vec::with_capacity(layers.len());
    let mut beta = 0.0;
    let mut passages = Vec::with_capacity(layers.len());
    for layer in layers {
        let variance = Extended::from(layer.wide.weight_variance);
        let sum = variance * z + layer.wide.bias_variance.into();
        // A norm inside divides by the root of this.
        let square = match layer.norm {
            NormKind::None => Extended::ONE,
            NormKind::Layer | NormKind::Rms => sum + NORM_EPS.into(),
        };
        let q = sum / square;
        let moments = Moments::of(layer.wide.shape, q);
        let chi = variance * moments.slope_square / square;
        let (mut factor, mut output) = (chi, moments.square);
        if layer.skip != 0.0 {
            let square = Extended::from(layer.skip * layer.skip);
            factor = Extended::ONE + square * chi;
            output = z + square * moments.square;
        }
        lengths.push(q);
        let random = (variance * z / sum).to_f64();
        passages.push(layer.passage((q, random), &moments));
        let own = layer.beta(moments.slope_kurtosis);
        beta += own;
        factors.push((factor, layer.drift(own)));
        z = output;
    }
    let mut mean_square = vec![0.0];
    let mut drifts = vec![Drift::default()];
    let mut law = Law::Exact;
    let (mut product, mut sum) = (Extended::ONE, Drift::default());
    for (factor, (drift, layer_law)) in factors.iter().rev() {
        product = product * *factor;
        let decades = product.log10().map_or(f64::NEG_INFINITY, |log| log / 2.0);
        sum = sum + *drift;
        law = if *layer_law == Law::Leading {
            Law::Leading
        } else {
            law
        };
        mean_square.push(decades);
        drifts.push(Drift {
            mean: decades * LN_10 + sum.mean,
            ..sum
        });
    }
    mean_square.reverse();
    drifts.reverse();
    let is_plain = layers.iter().all(LayerLaw::is_plain);
    if law == Law::Leading && is_loose(beta, &passages) {
        law = Law::Loose;
    }
    Line {
        mean_square,
        typical: is_plain.then_some(Typical { drifts, beta, law }),
        lengths,
    }
}

fn directions(layers: &[LayerLaw]) -> Option<Directions> {
    let width = layers[0].units;
    let is_square = |layer: &LayerLaw| layer.fan_in == width && layer.units == width;
    let weights = layers[0].weights;
    let exponents = match weights {
        Weights::Normal => newman(width, 1.0),
        Weights::Orthogonal => vec![Drift::default(); width],
        _ => return None,
    };
    let mut scales = vec![0.0];
    let mut sum = 0.0;
    for layer in layers.iter().rev() {
        sum += libm::log(layer.wide.weight_variance) / 2.0;
        scales.push(sum);
    }
    scales.reverse();
    layers
        .iter()
        .all(is_square)
        .then_some(Directions { scales, exponents })
}

fn dead(layers: &[LayerLaw], is_tied: bool) -> Option<f64> {
    let are_signs_free = |layer: &LayerLaw| {
        layer.weights != Weights::Fixed && layer.norm != NormKind::Layer && !layer.has_odd_norm
    };
    let able = layers
        .iter()
        .filter(|layer| layer.is_relu() && layer.skip == 0.0);
    let able: Vec<usize> = able.map(|layer| layer.units).collect();
    let is_known = !is_tied && layers.iter().all(are_signs_free) && !able.is_empty();
    is_known.then(|| dead_probability(able))
}
