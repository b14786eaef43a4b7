//! The layers of a recipe as theory needs them.

use super::absent::Absent;
use super::finite::{Drift, beta, drift_of_beta, linear_drift, relu_drift};
use super::forward::Passage;
use super::mean_field::Wide;
use super::moments::{Moments, Shape};
use crate::network::{Extended, mean_squares};
use crate::settings::{Init, Input, NormKind, Place, Recipe};

/// How good a typical line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// It holds at every width (linear and ReLU layers, normal weights).
    Exact,
    /// To leading order in depth / width.
    Leading,
    /// Not at all: the layers are too narrow for the leading order, or what their lengths fluctuate is not small beside it, see
    /// `forward.rs`.
    Loose,
}

/// A layer as theory needs it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerLaw {
    pub wide: Wide,
    pub fan_in: usize,
    pub units: usize,
    pub skip: f64,
    pub norm: NormKind,
    pub has_odd_norm: bool,
    pub weights: Weights,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    Normal,
    Uniform,
    Orthogonal,
    Fixed,
}

/// All layers, and why there is no theory of them.
pub struct Laws {
    pub layers: Vec<LayerLaw>,
    /// The mean square of the inputs.
    pub input: f64,
    pub is_tied: bool,
    pub absent: Option<Absent>,
}

impl Laws {
    pub fn of(recipe: &Recipe) -> Self {
        let recipe = recipe.clone().canonical();
        let layers: Vec<LayerLaw> = (1..=recipe.depth).map(|j| layer(&recipe, j)).collect();
        let input = match recipe.input {
            Input::Normal | Input::Ones => 1.0,
            Input::Unit => 1.0 / recipe.widths()[0] as f64,
        };
        let is_tied = (1..=recipe.depth).any(|j| recipe.source_of(j) != j);
        let absent = layers.iter().find_map(LayerLaw::absent);
        Self {
            layers,
            input,
            is_tied,
            absent: is_tied.then_some(Absent::Tied).or(absent),
        }
    }

    /// What all inner layers are, and where the lengths begin.
    pub fn alike(&self) -> Result<(Wide, f64), Absent> {
        if let Some(absent) = self.absent {
            return Err(absent);
        }
        let last = self.layers.len() - 1;
        let inner = match &self.layers[..] {
            [_, inner @ .., _] if !inner.is_empty() => inner,
            all => &all[last..],
        };
        let wide = inner[0].wide;
        if !inner.iter().all(|layer| layer.wide.is_nearly(wide)) {
            return Err(Absent::Mixed);
        }
        if !self.layers.iter().all(LayerLaw::is_plain) {
            return Err(Absent::OtherMap);
        }
        let first = self.layers[0].wide;
        Ok((
            wide,
            first.weight_variance * self.input + first.bias_variance,
        ))
    }
}

fn layer(recipe: &Recipe, j: usize) -> LayerLaw {
    let widths = recipe.widths();
    let (fan_in, units) = (widths[j - 1], widths[j]);
    let [weight, bias] = mean_squares(recipe, j);
    LayerLaw {
        wide: Wide {
            shape: Shape {
                slope: recipe.slope,
                ..Shape::from(recipe.activation.at(j))
            },
            weight_variance: weight * fan_in as f64,
            bias_variance: bias,
        },
        fan_in,
        units,
        skip: match fan_in == units {
            true => recipe.skip.at(j),
            false => 0.0,
        },
        norm: recipe.norm.at(j),
        has_odd_norm: recipe.norm.at(j) != NormKind::None && recipe.place.at(j) != Place::Inside,
        weights: match recipe.init {
            Init::Identity | Init::Zeros | Init::Constant => Weights::Fixed,
            Init::Orthogonal => Weights::Orthogonal,
            Init::XavierUniform | Init::HeUniform | Init::PyTorch => Weights::Uniform,
            Init::XavierNormal | Init::HeNormal | Init::LecunNormal | Init::Normal => {
                Weights::Normal
            }
        },
    }
}

impl LayerLaw {
    fn absent(&self) -> Option<Absent> {
        let has_norm = self.norm != NormKind::None;
        if self.weights == Weights::Fixed {
            Some(Absent::NotRandom)
        } else if self.has_odd_norm || has_norm && self.skip != 0.0 {
            Some(Absent::Norm)
        } else if self.skip != 0.0 && !self.wide.shape.is_odd() {
            Some(Absent::SkippedMean)
        } else {
            None
        }
    }

    /// Neither skip nor norm.
    pub fn is_plain(&self) -> bool {
        self.skip == 0.0 && self.norm == NormKind::None
    }

    fn has_slopes(&self, slopes: [f64; 2]) -> bool {
        let shape = self.wide.shape;
        shape.is_homogeneous() && shape.slopes_at_zero() == slopes
    }

    pub fn is_plain_linear(&self) -> bool {
        self.is_plain() && self.has_slopes([1.0, 1.0])
    }

    pub fn is_relu(&self) -> bool {
        self.has_slopes([0.0, 1.0])
    }

    /// Its share of beta, to leading order.
    pub fn beta(&self, kurtosis: f64) -> f64 {
        let (m, n) = (self.fan_in, self.units);
        let beta = beta(m, n, kurtosis);
        match self.weights {
            // Orthonormal columns keep lengths; orthonormal rows keep a Beta-distributed share.
            Weights::Orthogonal => beta - 2.0 / m.max(n) as f64,
            _ => beta,
        }
    }

    /// How it passes on what lengths fluctuate; of its q the share `random` comes from the layer below, the rest from biases.
    pub fn passage(&self, (q, random): (Extended, f64), moments: &Moments) -> Passage {
        let is_orthogonal = self.weights == Weights::Orthogonal;
        Passage::of((self.wide.shape, q), moments, (self.units, is_orthogonal)).with_random(random)
    }

    /// What ||g|| does beside the line of its mean square, and whether that is exact.
    pub fn drift(&self, beta: f64) -> (Drift, Law) {
        let (m, n) = (self.fan_in, self.units);
        let is_normal = self.weights == Weights::Normal;
        if is_normal && self.is_plain_linear() {
            return (linear_drift(m), Law::Exact);
        }
        if is_normal && self.is_plain() && self.is_relu() {
            return (relu_drift(m, n), Law::Exact);
        }
        let is_exact = beta == 0.0;
        let law = if is_exact { Law::Exact } else { Law::Leading };
        (drift_of_beta(beta), law)
    }
}
