//! The gradient of one layer's weights as a chain of factors, each with its norm.

use super::formula::{Symbol, math};
use super::layer::activation_name;
use super::source;
use super::value::Value;
use crate::analysis::Analysis;
use crate::words::chain as words;

/// dL/dw^(h) = dL/dy* . J^(K) ... J^(h+1) . dz^(h)/dw^(h) for one h.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainFormula {
    /// dL/dw^(h) as a `math` element.
    pub left: String,
    /// The factors from the loss back to the layer.
    pub factors: Vec<ChainFactor>,
    /// The product of the norms beside the norm of the gradient, in one sentence.
    pub conclusion: String,
}

/// One factor of the chain.
#[derive(Clone, Debug, PartialEq)]
pub struct ChainFactor {
    /// The layer to which it belongs.
    pub layer: usize,
    /// The factor as a `math` element, built from numbers and fixed symbols only.
    pub mathml: String,
    /// A description, for readers who do not see it.
    pub name: String,
    /// Its norm.
    pub norm: Value,
}

impl ChainFormula {
    /// The chain for the weights of layer h, clamped to 1..K.
    pub fn of(analysis: &Analysis, layer: usize) -> Self {
        let depth = analysis.layers.len();
        let h = layer.clamp(1, depth.max(1));
        let norms = norms(analysis, h);
        let factor = |(layer, symbol, norm): &(usize, Symbol, Value)| ChainFactor {
            layer: *layer,
            mathml: math(&symbol.mathml(*layer)),
            name: match symbol {
                Symbol::LossGradient => words::LOSS.into(),
                Symbol::Jacobian => words::jacobian(*layer, activation_name(analysis, *layer)),
                _ => words::output_by_weights(*layer),
            },
            norm: *norm,
        };
        Self {
            left: math(&Symbol::WeightDerivative.mathml(h)),
            factors: norms.iter().map(factor).collect(),
            conclusion: conclusion(analysis, (h, &norms)),
        }
    }
}

/// Layer, symbol and norm of every factor.
fn norms(analysis: &Analysis, h: usize) -> Vec<(usize, Symbol, Value)> {
    let depth = analysis.layers.len();
    let (Some(last), Some(own)) = (analysis.layers.last(), analysis.layers.get(h - 1)) else {
        return Vec::new();
    };
    let entering = match h {
        1 => analysis.input_norm,
        _ => analysis.layers[h - 2].output_norm,
    };
    let jacobians = (h + 1..=depth).rev().map(|j| {
        let norm = source::operator_norm(&analysis.layers[j - 1].jacobian);
        (j, Symbol::Jacobian, norm)
    });
    // dz_i/dw_ki = A'(a_i) z_k: as a map from weights to outputs its norm is max |A'| ||z||.
    let norm = Value::from(own.diag_norm * entering);
    let end = (h, Symbol::OutputByWeights, norm);
    std::iter::once((
        depth,
        Symbol::LossGradient,
        source::known(last.gradient.output, last.gradient.is_resolved),
    ))
    .chain(jacobians)
    .chain([end])
    .collect()
}

fn conclusion(analysis: &Analysis, (h, norms): (usize, &[(usize, Symbol, Value)])) -> String {
    let Some(own) = analysis.layers.get(h - 1) else {
        return String::new();
    };
    let product = norms
        .iter()
        .fold(Value::Finite(0.0), |product, (_, _, norm)| {
            times(product, *norm)
        });
    let truth = source::known(own.gradient.weight, own.gradient.is_resolved);
    match (product.resolved_log10(), truth.resolved_log10()) {
        (Some(most), Some(log10)) if most - log10 > 0.004_3 => {
            words::larger(&product, &Value::Finite(most - log10).digits(3), &truth)
        }
        (Some(_), Some(_)) => words::equal(&truth),
        _ => words::open(&product, &truth),
    }
}

/// The product of two magnitudes, as reliable as the less reliable of them.
fn times(a: Value, b: Value) -> Value {
    let ends = |value| match value {
        Value::Within(least, most) => Some([least, most]),
        Value::Finite(x) => Some([x, x]),
        _ => None,
    };
    match (a, b) {
        (Value::Dear, _) | (_, Value::Dear) => Value::Dear,
        (Value::Pending, _) | (_, Value::Pending) => Value::Pending,
        (Value::NotFinite, _) | (_, Value::NotFinite) => Value::NotFinite,
        (Value::Zero, _) | (_, Value::Zero) => Value::Zero,
        (Value::Finite(a), Value::Finite(b)) => Value::Finite(a + b),
        _ => match (ends(a), ends(b)) {
            (Some([least, most]), Some([down, up])) => Value::Within(least + down, most + up),
            (a_ends, b_ends) => {
                let most = |value: Value, ends: Option<[f64; 2]>| {
                    ends.map_or(value.log10(), |e| Some(e[1]))
                };
                let both = most(a, a_ends).zip(most(b, b_ends));
                both.map_or(Value::Pending, |(a, b)| Value::Unresolved(a + b))
            }
        },
    }
}
