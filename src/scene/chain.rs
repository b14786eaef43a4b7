//! The gradient of one layer's weights as a chain of factors, each with its norm.

use super::formula::{Symbol, math};
use super::layer::activation_name;
use super::value::Value;
use crate::analysis::Analysis;
use crate::network::Extended;

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
    /// What it is, for those who do not see it.
    pub name: String,
    /// Its norm.
    pub norm: Value,
}

impl ChainFormula {
    /// The chain for the weights of layer h, brought into 1..K.
    pub fn of(analysis: &Analysis, layer: usize) -> Self {
        let depth = analysis.layers.len();
        let h = layer.clamp(1, depth.max(1));
        let norms = norms(analysis, h);
        let factor = |(layer, symbol, norm): &(usize, Symbol, Extended)| ChainFactor {
            layer: *layer,
            mathml: math(&symbol.mathml(*layer)),
            name: match symbol {
                Symbol::LossGradient => "gradient of the loss".into(),
                Symbol::Jacobian => {
                    format!(
                        "Jacobian of layer {layer}, {}",
                        activation_name(analysis, *layer)
                    )
                }
                _ => format!("output of layer {layer} by its weights"),
            },
            norm: (*norm).into(),
        };
        Self {
            left: math(&Symbol::WeightDerivative.mathml(h)),
            factors: norms.iter().map(factor).collect(),
            conclusion: conclusion(analysis, (h, &norms)),
        }
    }
}

/// Layer, symbol and norm of every factor.
fn norms(analysis: &Analysis, h: usize) -> Vec<(usize, Symbol, Extended)> {
    let depth = analysis.layers.len();
    let (Some(last), Some(own)) = (analysis.layers.last(), analysis.layers.get(h - 1)) else {
        return Vec::new();
    };
    let entering = match h {
        1 => analysis.input_norm,
        _ => analysis.layers[h - 2].output_norm,
    };
    let jacobians = (h + 1..=depth).rev().map(|j| {
        let norm = analysis.layers[j - 1].jacobian.operator_norm();
        (j, Symbol::Jacobian, norm)
    });
    // dz_i/dw_ki = A'(a_i) z_k: as a map from weights to outputs its norm is max |A'| ||z||.
    let end = (h, Symbol::OutputByWeights, own.diag_norm * entering);
    std::iter::once((depth, Symbol::LossGradient, last.gradient.output))
        .chain(jacobians)
        .chain([end])
        .collect()
}

fn conclusion(analysis: &Analysis, (h, norms): (usize, &[(usize, Symbol, Extended)])) -> String {
    let Some(own) = analysis.layers.get(h - 1) else {
        return String::new();
    };
    let product = norms
        .iter()
        .fold(Extended::ONE, |product, (_, _, norm)| product * *norm);
    let (product, truth) = (Value::from(product), Value::from(own.gradient.weight));
    match (product.log10(), truth.log10()) {
        (Some(most), Some(log10)) if most - log10 > 0.004_3 => format!(
            "The product of the norms, {product}, is {} times ‖∂L/∂w‖ = {truth}: the factors do not stretch the same directions.",
            Value::Finite(most - log10).digits(3)
        ),
        (Some(_), Some(_)) => {
            format!(
                "The product of the norms is ‖∂L/∂w‖ = {truth} to 1 %: all factors stretch the same direction."
            )
        }
        _ => format!("The product of the norms is {product}, ‖∂L/∂w‖ is {truth}."),
    }
}
