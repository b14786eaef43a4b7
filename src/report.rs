//! The analysis as one JSON document, the same on the command line, on the page and for scripts.
//!
//! All magnitudes are log10. `null` is an exact zero; the string `"not finite"` stands where there is no number.

#![warn(clippy::disallowed_methods)]

use serde::{Serialize, Serializer};

use crate::analysis::{self, Analysis, Extreme, Spectrum, State};
use crate::network::Extended;

/// The report of one network, format version 1. Fields are named and ordered as they appear in the JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Format version, 1.
    pub gradlens_report: u32,
    /// The network's name, if it has one.
    pub name: Option<String>,
    /// The canonical link of the settings; `None` for a network with explicit numbers.
    pub link: Option<String>,
    /// K.
    pub depth: usize,
    /// H_0..H_K.
    pub widths: Vec<usize>,
    /// The loss.
    pub loss: Loss,
    /// Layers 1..K.
    pub layers: Vec<Layer>,
    /// ||dL/dz^(0)||.
    pub log10_input_gradient: Log10,
    /// Whether ||dL/dz^(0)|| is resolved; otherwise it is an upper estimate. Always where the loss is not `worst` or `best`.
    pub input_gradient_resolved: bool,
    /// P^(h) for h = 0..K-1.
    pub chain: Vec<Suffix>,
    /// Singular vectors of P^(0).
    pub end_to_end: Option<EndToEnd>,
    /// What the gradient does.
    pub verdict: Verdict,
}

/// The loss: `unit`, `best` and `worst` are directions, without a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Loss {
    /// `unit`, `mse`, `best` or `worst`.
    pub kind: &'static str,
    /// L; `None` for a direction, and for a loss of exactly zero.
    pub log10: Option<Log10>,
}

/// One layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Layer {
    /// j.
    pub layer: usize,
    /// The link name of A^(j).
    pub activation: &'static str,
    /// ||z^(j)||.
    pub log10_output_norm: Log10,
    /// Singular values of J^(j).
    pub jacobian: SingularValues,
    /// ||diag[A']||.
    pub log10_diag_norm: Log10,
    /// ||w^(j)||.
    pub log10_weight_norm: Log10,
    /// ||diag[A']|| ||w^(j)||.
    pub log10_bound: Log10,
    /// sup |A'| ||w^(j)||.
    pub log10_sup_bound: Log10,
    /// The gradients at this layer.
    pub gradient: Gradient,
}

/// Singular values of one matrix.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SingularValues {
    /// How many are not exactly zero.
    pub rank: usize,
    /// How many leading values are resolved; later nonzero ones are upper estimates, never to be trusted.
    pub resolved: usize,
    /// Descending; exact zeros at the end.
    pub log10_singular_values: Vec<Log10>,
}

/// Norms of the gradients at one layer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gradient {
    /// ||dL/dz^(j)||.
    pub log10_output: Log10,
    /// ||dL/da^(j)||.
    pub log10_preactivation: Log10,
    /// ||dL/dw^(j)||, Frobenius.
    pub log10_weight: Log10,
    /// Whether these norms are resolved; otherwise they are estimates. Always where the loss is not `worst` or `best`.
    pub resolved: bool,
}

/// One suffix of the chain.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suffix {
    /// h.
    pub from: usize,
    /// Singular values of P^(h).
    #[serde(flatten)]
    pub spectrum: SingularValues,
    /// Product of ||diag[A']|| ||w|| over the layers h+1..K.
    pub log10_bound: Log10,
}

/// Singular vectors of P^(0) for its largest and its smallest nonzero value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EndToEnd {
    /// Largest.
    pub first: Pair,
    /// Smallest nonzero; `None` where it is not resolved.
    pub last: Option<Pair>,
}

/// Unit vectors with P v = sigma u; the largest |u_i| is positive.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// At y*.
    pub u: Vec<f64>,
    /// At the input.
    pub v: Vec<f64>,
}

/// What the gradient does from layer K back to the input.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// `dead`, `vanishing`, `shrinking`, `stable`, `growing`, `exploding`, `not finite` or `not resolved`.
    pub state: &'static str,
    /// D = log10(||dL/dz^(0)|| / ||dL/dz^(K)||); at most that where the gradient at the input is not resolved.
    pub decades: Option<f64>,
    /// 10^(D/K).
    pub per_layer: Option<f64>,
    /// Where it went wrong first, for `dead` and `not finite`.
    pub first_bad_layer: Option<usize>,
}

/// The decimal logarithm of a magnitude.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Log10 {
    /// Of a number that is not zero.
    Finite(f64),
    /// Of an exact zero: `null`.
    Zero,
    /// There is no number: `"not finite"`.
    NotFinite,
}

impl From<Extended> for Log10 {
    fn from(value: Extended) -> Self {
        match value.log10() {
            None => Self::Zero,
            Some(log) if log.is_nan() => Self::NotFinite,
            Some(log) => Self::Finite(log),
        }
    }
}

impl Serialize for Log10 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Finite(log) => serializer.serialize_f64(*log),
            Self::Zero => serializer.serialize_none(),
            Self::NotFinite => serializer.serialize_str("not finite"),
        }
    }
}

impl Report {
    /// The report of an analysis; `link` is the canonical link when the network came from settings.
    pub fn of(analysis: &Analysis, link: Option<&str>) -> Self {
        let layers = analysis.layers.iter().enumerate();
        Self {
            gradlens_report: 1,
            name: analysis.name.clone(),
            link: link.map(str::to_owned),
            depth: analysis.layers.len(),
            widths: analysis.widths.clone(),
            loss: Loss {
                kind: if let Some(extreme) = analysis.extreme {
                    match extreme {
                        Extreme::Best => "best",
                        Extreme::Worst => "worst",
                    }
                } else if analysis.loss.is_some() {
                    "mse"
                } else {
                    "unit"
                },
                log10: analysis.loss.map(Log10::from),
            },
            layers: layers.map(|(j, layer)| Layer::of(j + 1, layer)).collect(),
            log10_input_gradient: analysis.input_gradient.into(),
            input_gradient_resolved: analysis.input_gradient_is_resolved,
            chain: analysis.chain.iter().map(Suffix::of).collect(),
            end_to_end: analysis.end_to_end.as_ref().map(EndToEnd::of),
            verdict: Verdict::of(&analysis.verdict),
        }
    }

    /// The report as one line of JSON.
    ///
    /// # Errors
    /// None that is known: every field has a JSON form.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

impl Layer {
    fn of(layer: usize, report: &analysis::LayerReport) -> Self {
        Self {
            layer,
            activation: report.activation.name(),
            log10_output_norm: report.output_norm.into(),
            jacobian: SingularValues::of(&report.jacobian),
            log10_diag_norm: report.diag_norm.into(),
            log10_weight_norm: report.weight_norm.into(),
            log10_bound: report.bound.into(),
            log10_sup_bound: report.sup_bound.into(),
            gradient: Gradient {
                log10_output: report.gradient.output.into(),
                log10_preactivation: report.gradient.pre_activation.into(),
                log10_weight: report.gradient.weight.into(),
                resolved: report.gradient.is_resolved,
            },
        }
    }
}

impl SingularValues {
    fn of(spectrum: &Spectrum) -> Self {
        Self {
            rank: spectrum.rank,
            resolved: spectrum.resolved,
            log10_singular_values: spectrum.values.iter().map(|v| Log10::from(*v)).collect(),
        }
    }
}

impl Suffix {
    fn of(suffix: &analysis::Suffix) -> Self {
        Self {
            from: suffix.from_layer,
            spectrum: SingularValues::of(&suffix.spectrum),
            log10_bound: suffix.bound.into(),
        }
    }
}

impl EndToEnd {
    fn of(ends: &analysis::EndToEnd) -> Self {
        let pair = |p: &analysis::SingularPair| Pair {
            u: p.u.clone(),
            v: p.v.clone(),
        };
        Self {
            first: pair(&ends.first),
            last: ends.last.as_ref().map(pair),
        }
    }
}

impl Verdict {
    fn of(verdict: &analysis::Verdict) -> Self {
        Self {
            state: match verdict.state {
                State::Dead => "dead",
                State::Vanishing => "vanishing",
                State::Shrinking => "shrinking",
                State::Stable => "stable",
                State::Growing => "growing",
                State::Exploding => "exploding",
                State::NotFinite => "not finite",
                State::NotResolved => "not resolved",
            },
            decades: verdict.decades,
            per_layer: verdict.per_layer,
            first_bad_layer: verdict.first_bad_layer,
        }
    }
}
