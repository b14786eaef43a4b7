//! The card of the selected layer: its norms, its bounds with the numbers put in, its gradients.

use super::formula::block::{self, Around};
use super::formula::{Formula, Norms, Symbol, math};
use super::source;
use super::value::{ONE_PERCENT, ROUNDING, Value};
use crate::analysis::{Analysis, LayerReport};
use crate::network::{Extended, IS_WHOLE, Norm, Place};
use crate::words::{blocks, card as words};

/// The numbers of one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerCard {
    /// 1..K.
    pub layer: usize,
    /// "Layer 12, Tanh, 8 → 16": activation, inputs and outputs of the layer.
    pub title: String,
    /// ||J||, ||diag[A'(a)]||, ||w||, sup |A'|.
    pub norms: Vec<Fact>,
    /// ||J|| <= ||diag[A'(a)]|| ||w|| and ||J|| <= sup |A'| ||w||, with the numbers.
    pub bounds: Vec<Formula>,
    /// How much of the first bound the layer uses, in one sentence.
    pub slack: String,
    /// The rank of the Jacobian in one phrase: "rank 7 of 16", and how many values are not listed.
    pub rank: String,
    /// The 24 largest singular values of the Jacobian and all exact zeros, descending.
    pub singular_values: Vec<Value>,
    /// ||z||, ||dL/dz||, ||dL/da||, ||dL/dw||.
    pub gradients: Vec<Fact>,
}

/// A named value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its symbol as a `math` element.
    pub mathml: String,
    /// Its symbol as text.
    pub symbol: &'static str,
    /// What it is, in words.
    pub name: &'static str,
    /// The value.
    pub value: Value,
}

impl LayerCard {
    /// The card of layer 1..K; that of a layer without numbers is empty.
    pub fn of(analysis: &Analysis, layer: usize) -> Self {
        let layer = layer.clamp(1, analysis.layers.len().max(1));
        let Some(report) = analysis.layers.get(layer - 1) else {
            return Self::empty(layer);
        };
        let norms = norms_of(report);
        let width = |j: usize| analysis.widths.get(j).copied().unwrap_or(0);
        let fact = |symbol: Symbol, name, value| Fact {
            mathml: math(&symbol.mathml(layer)),
            symbol: symbol.text(),
            name,
            value,
        };
        let gradient = report.gradient;
        let known = |magnitude| source::known(magnitude, gradient.is_resolved);
        Self {
            layer,
            title: words::title(
                layer,
                activation_name(analysis, layer),
                width(layer - 1),
                width(layer),
            ) + &around(report),
            norms: vec![
                fact(Symbol::JacobianNorm, words::JACOBIAN, norms.jacobian),
                fact(Symbol::DiagNorm, words::DIAG, norms.diag),
                fact(Symbol::WeightNorm, words::WEIGHT, norms.weight),
                fact(Symbol::Supremum, words::SUPREMUM, norms.sup),
            ],
            bounds: bounds(layer, report, &norms),
            slack: slack(&norms, is_plain(report)),
            rank: rank(report),
            singular_values: listed(report),
            gradients: vec![
                fact(Symbol::OutputNorm, words::OUTPUT, report.output_norm.into()),
                fact(
                    Symbol::OutputGradient,
                    words::OUTPUT_GRADIENT,
                    known(gradient.output),
                ),
                fact(
                    Symbol::PreActivationGradient,
                    words::PRE_ACTIVATION_GRADIENT,
                    known(gradient.pre_activation),
                ),
                fact(
                    Symbol::WeightGradient,
                    words::WEIGHT_GRADIENT,
                    known(gradient.weight),
                ),
            ],
        }
    }

    fn empty(layer: usize) -> Self {
        Self {
            layer,
            title: words::bare_title(layer),
            norms: Vec::new(),
            bounds: Vec::new(),
            slack: String::new(),
            rank: String::new(),
            singular_values: Vec::new(),
            gradients: Vec::new(),
        }
    }
}

fn norms_of(report: &LayerReport) -> Norms {
    let [weight, bound, sup_bound] = source::bounds(report);
    Norms {
        jacobian: source::operator_norm(&report.jacobian),
        diag: report.diag_norm.into(),
        weight,
        sup: Extended::from(report.activation.supremum().value).into(),
        bound,
        sup_bound,
    }
}

/// Whether its Jacobian is diag\[A'\] w^T.
pub(super) fn is_plain(report: &LayerReport) -> bool {
    !IS_WHOLE || report.block.is_plain()
}

/// The skip and the norm of a layer, behind what else its title says.
fn around(report: &LayerReport) -> String {
    match is_plain(report) {
        true => String::new(),
        false => blocks::of(report.block.skip(), report.block.norm().map(named)),
    }
}

fn named(norm: Norm) -> (bool, usize) {
    let place = Place::ALL.iter().position(|place| *place == norm.place);
    (norm.is_centred, place.unwrap_or(0))
}

/// The inequalities with the numbers put in. With a norm there is none for all inputs.
fn bounds(layer: usize, report: &LayerReport, norms: &Norms) -> Vec<Formula> {
    if is_plain(report) {
        return vec![
            Formula::norm_bound(layer, norms),
            Formula::sup_bound(layer, norms),
        ];
    }
    let around = Around::of(report);
    let diag = (Symbol::DiagNorm, norms.diag, norms.bound);
    let sup = (Symbol::Supremum, norms.sup, norms.sup_bound);
    let all = [Some(diag), Some(sup).filter(|_| report.norm.is_none())];
    let formula = |terms| block::bound(layer, norms, around, terms);
    all.into_iter().flatten().map(formula).collect()
}

/// ||J|| against its first bound, in one sentence.
fn slack(norms: &Norms, is_plain: bool) -> String {
    match (is_plain, norms.jacobian.log10(), norms.bound.log10()) {
        (true, ..) => slack_of_product(norms),
        (_, Some(jacobian), Some(allowed)) if allowed - jacobian < ROUNDING => {
            blocks::REACHES.into()
        }
        (_, Some(jacobian), Some(allowed)) => {
            blocks::above(&Value::Finite(allowed - jacobian).digits(3))
        }
        _ => String::new(),
    }
}

fn slack_of_product(norms: &Norms) -> String {
    match (norms.jacobian, norms.bound) {
        (Value::NotFinite, _) | (_, Value::NotFinite) => words::slope_not_finite(&norms.weight),
        (Value::Zero, Value::Zero) => words::BOTH_ZERO.into(),
        (Value::Zero, allowed) => words::zero_below(&allowed),
        (Value::Within(..), _) | (_, Value::Within(..)) => String::new(),
        (jacobian, allowed) => match (jacobian.log10(), allowed.log10()) {
            (Some(jacobian), Some(allowed)) if allowed - jacobian < ROUNDING => {
                words::REACHES.into()
            }
            (Some(jacobian), Some(allowed)) if allowed - jacobian < ONE_PERCENT => {
                words::NEARLY_REACHES.into()
            }
            (Some(jacobian), Some(allowed)) => {
                words::above(&Value::Finite(allowed - jacobian).digits(3))
            }
            _ => String::new(),
        },
    }
}

/// The number of singular values on the card.
const MOST: usize = 24;

/// The largest singular values and all exact zeros; none if they are not finite.
fn listed(report: &LayerReport) -> Vec<Value> {
    let values = source::values(&report.jacobian);
    let (zeros, others): (Vec<_>, Vec<_>) = values.into_iter().partition(|v| *v == Value::Zero);
    let numbers = others
        .into_iter()
        .filter(|v| !v.is_open() || *v == Value::Pending);
    numbers.take(MOST).chain(zeros).collect()
}

/// The rank, and how many values are not listed.
fn rank(report: &LayerReport) -> String {
    let spectrum = &report.jacobian;
    if spectrum.dear.is_some() {
        return words::RANK_TOO_DEAR.into();
    }
    let count = spectrum.values.len();
    if spectrum.values.iter().any(|value| !value.is_finite()) {
        return words::rank_unknown(count);
    }
    let rank = if spectrum.resolved < spectrum.rank {
        words::rank_at_most(spectrum.resolved, spectrum.rank, count)
    } else {
        words::rank(spectrum.rank, count)
    };
    match spectrum.rank.checked_sub(MOST) {
        Some(more) if more > 0 => words::more_in_table(&rank, more),
        _ => rank,
    }
}

/// The name of a layer's activation.
pub(super) fn activation_name(analysis: &Analysis, layer: usize) -> &'static str {
    let Some(report) = analysis.layers.get(layer.saturating_sub(1)) else {
        return "";
    };
    report.activation.label()
}
