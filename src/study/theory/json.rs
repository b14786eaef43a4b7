//! Rows of numbers of the theory as JSON, for the command line and for tests.

use std::f64::consts::LN_10;

use super::finite::{
    Drift, beta, dead_probability, drift_of_beta, linear_drift, newman, relu_drift,
};
use super::mean_field::{Fate, MeanField, Phase, Trend, Wide};
use super::moments::{Moments, Shape};
use super::residual::{Grown, Normalised, Residual, batch_norm_linear, critical_point, shattered};
use crate::json::Json;
use crate::network::Extended;

/// What a row is about. Layers are counted by their pre-activations, the first of which have the mean square q = 1.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// [`MeanField`], and the way there over 20 layers.
    Point(Wide),
    /// [`Normalised`]
    Normalised(Shape),
    /// [`batch_norm_linear`] of so many inputs.
    BatchNormLinear(usize),
    /// [`Residual::inside`], [`Residual::outside`], or with a norm.
    Residual(Form, Blocks),
    /// [`linear_drift`], [`relu_drift`] and both betas, of layers of this width, so many of them.
    FiniteWidth(usize, usize),
    /// [`newman`] of this width and sw2.
    Newman(usize, f64),
    /// [`dead_probability`] of these widths.
    DeadRelu(Vec<usize>),
    /// [`critical_point`]
    CriticalLine(Shape, f64),
    /// [`shattered`] after so many layers.
    Shattered(usize),
}

/// The form of a residual layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// z + s W A(z)
    Inside,
    /// z + s A(w^T z)
    Outside,
    /// z + W A(N z), and N(z + W A(z))
    Normalised,
}

/// Residual layers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Blocks {
    /// A
    pub shape: Shape,
    /// sw2
    pub weight_variance: f64,
    /// s; `None` is 1/sqrt(depth). With a norm it is 1, whatever is said here.
    pub skip: Option<f64>,
    /// How many.
    pub depth: usize,
}

impl Row {
    /// Its numbers by name; null is none, or one beyond f64.
    pub fn json(&self) -> Json {
        match self {
            Self::Point(wide) => point(*wide),
            Self::Normalised(shape) => normalised(*shape),
            Self::BatchNormLinear(batch) => Json::object([
                ("batch", (*batch).into()),
                ("chi", batch_norm_linear(*batch).into()),
            ]),
            Self::Residual(Form::Normalised, blocks) => blocks.normalised(),
            Self::Residual(form, blocks) => blocks.grown(*form),
            Self::FiniteWidth(width, depth) => finite_width(*width, *depth),
            Self::Newman(width, variance) => {
                let all = newman(*width, *variance);
                Json::object([
                    ("width", (*width).into()),
                    ("sw2", (*variance).into()),
                    ("exponents", Json::list(all.iter().map(|drift| drift.mean))),
                    (
                        "variances",
                        Json::list(all.iter().map(|drift| drift.variance)),
                    ),
                ])
            }
            Self::DeadRelu(widths) => Json::object([
                ("widths", Json::list(widths.iter().copied())),
                (
                    "probability",
                    dead_probability(widths.iter().copied()).into(),
                ),
            ]),
            Self::CriticalLine(shape, q) => {
                let [weight_variance, bias_variance] = critical_point(*shape, *q);
                Json::object([
                    ("activation", shape.activation.name().into()),
                    ("q_star", (*q).into()),
                    ("sw2", weight_variance.into()),
                    ("sb2", bias_variance.into()),
                ])
            }
            Self::Shattered(depth) => {
                let [input, gradient] = shattered(*depth);
                Json::object([
                    ("depth", (*depth).into()),
                    ("input_correlation", input.into()),
                    ("gradient_correlation", gradient.into()),
                ])
            }
        }
    }
}

fn point(wide: Wide) -> Json {
    let field = MeanField::of(wide);
    let (mut q, mut product) = (Extended::ONE, Extended::ONE);
    let mut lengths = Vec::new();
    for layer in 1..=20 {
        let moments = Moments::of(wide.shape, q);
        product = product * moments.slope_square * wide.weight_variance.into();
        q = wide.next_of(&moments);
        if let 1 | 2 | 5 | 20 = layer {
            lengths.push((layer.to_string(), q.to_f64().into()));
        }
    }
    let state = match field.fate {
        Fate::Fixed => "fixed",
        Fate::Marginal => "marginal",
        Fate::Zero => "zero",
        Fate::Diverges => "diverges",
    };
    let approach = field.is_slow().map(|is_slow| match is_slow {
        true => "slower",
        false => "geometric",
    });
    let gradient = match field.trend() {
        Trend::Vanishing => "vanishing",
        Trend::Critical => "critical",
        Trend::Exploding => "exploding",
    };
    let phase = field.phase().map(|phase| match phase {
        Phase::Ordered => "ordered",
        Phase::Chaotic => "chaotic",
    });
    let correlation = field.correlation;
    Json::object([
        ("activation", wide.shape.activation.name().into()),
        ("sw2", wide.weight_variance.into()),
        ("sb2", wide.bias_variance.into()),
        ("state", state.into()),
        ("approach", Json::or_null(approach)),
        ("q_star", Json::or_null(field.q)),
        ("q_unstable", Json::list(field.unstable.iter().copied())),
        ("chi_1", field.chi.into()),
        ("V_prime", field.slope.into()),
        ("xi_q", Json::or_null(field.length_depth())),
        ("gradient", gradient.into()),
        ("decades_per_layer", field.decades_per_layer().into()),
        ("phase", Json::or_null(phase)),
        ("c_star", Json::or_null(correlation.map(|end| end.c))),
        ("chi_c", Json::or_null(correlation.map(|end| end.chi))),
        ("xi_c", Json::or_null(field.correlation_depth())),
        ("q", Json::Object(lengths)),
        ("chi_product_20", product.to_f64().into()),
        ("log10_chi_product_20", Json::or_null(product.log10())),
    ])
}

fn normalised(shape: Shape) -> Json {
    let normalised = Normalised::of(shape);
    let moments = normalised.moments;
    let mean = moments.mean.to_f64();
    Json::object([
        ("activation", shape.activation.name().into()),
        ("E_A2", moments.square.to_f64().into()),
        ("E_A_squared", (mean * mean).into()),
        ("E_dA2", moments.slope_square.to_f64().into()),
        ("chi_layer_norm", normalised.layer_norm().into()),
        ("chi_batch_norm", normalised.batch_norm().into()),
    ])
}

impl Blocks {
    fn grown(&self, form: Form) -> Json {
        let skip = self.skip.unwrap_or(1.0 / (self.depth as f64).sqrt());
        let residual = Residual {
            shape: self.shape,
            weight_variance: self.weight_variance,
            skip,
        };
        let mut z = Grown::from(1.0);
        for _ in 0..self.depth {
            z = match form {
                Form::Inside => residual.inside(z),
                _ => residual.outside(z),
            };
        }
        let log10 = z.growth.log10();
        let mut members = vec![
            ("activation", self.shape.activation.name().into()),
            ("sw2", self.weight_variance.into()),
            (
                "alpha",
                self.skip.map_or("1/sqrt(depth)".into(), Json::from),
            ),
            ("depth", self.depth.into()),
            ("q_0", 1.0.into()),
        ];
        if form == Form::Outside {
            members.push(("mean_depth", z.mean.to_f64().into()));
        }
        members.push(("q_depth", z.square.to_f64().into()));
        members.push(("gradient_growth", z.growth.to_f64().into()));
        members.push(match form {
            Form::Outside => ("log10_gradient_growth", Json::or_null(log10)),
            _ => (
                "ln_gradient_growth",
                Json::or_null(log10.map(|decades| decades * LN_10)),
            ),
        });
        Json::of_members(&mut members)
    }

    fn normalised(&self) -> Json {
        let normalised = Normalised::of(self.shape);
        let [growth, square] = normalised.pre_norm(self.weight_variance, self.depth);
        let factor = normalised.post_norm(self.weight_variance);
        Json::object([
            ("activation", self.shape.activation.name().into()),
            ("sw2", self.weight_variance.into()),
            ("depth", self.depth.into()),
            ("pre_norm_growth", growth.to_f64().into()),
            ("pre_norm_q_depth", square.to_f64().into()),
            ("post_norm_factor", factor.into()),
            (
                "post_norm_growth",
                libm::pow(factor, self.depth as f64).into(),
            ),
        ])
    }
}

fn finite_width(width: usize, depth: usize) -> Json {
    let layers = depth as f64;
    let of = |one: Drift, beta: f64| {
        let all = one.times(layers);
        let beta = layers * beta;
        let leading = drift_of_beta(beta);
        Json::object([
            ("mean_ln_per_layer", one.mean.into()),
            ("var_ln_per_layer", one.variance.into()),
            ("typical_decades", all.decades().into()),
            ("spread_decades", all.spread().into()),
            ("beta", beta.into()),
            ("beta_typical_decades", leading.decades().into()),
            ("beta_spread_decades", leading.spread().into()),
        ])
    };
    Json::object([
        ("width", width.into()),
        ("depth", depth.into()),
        ("linear", of(linear_drift(width), beta(width, width, 1.0))),
        (
            "relu",
            of(relu_drift(width, width), beta(width, width, 2.0)),
        ),
    ])
}
