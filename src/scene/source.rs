//! The numbers of an analysis by place 0..K, as values.

use super::value::Value;
use crate::analysis::{Analysis, LayerReport, Spectrum};
use crate::network::Extended;
use crate::words::panels as words;

/// ||dL/dz^(h)||, h = 0..K.
pub(super) fn gradients(analysis: &Analysis) -> Vec<Value> {
    let inner = analysis.layers.iter().map(|layer| layer.gradient);
    let inner = inner.map(|gradient| known(gradient.output, gradient.is_resolved));
    let input = known(analysis.input_gradient, analysis.input_gradient_is_resolved);
    std::iter::once(input).chain(inner).collect()
}

/// ||dL/dw^(h)||, h = 1..K.
pub(super) fn weight_gradients(analysis: &Analysis) -> Vec<Value> {
    let gradients = analysis.layers.iter().map(|layer| layer.gradient);
    gradients
        .map(|gradient| known(gradient.weight, gradient.is_resolved))
        .collect()
}

/// A magnitude, or an upper estimate of it.
pub fn known(magnitude: Extended, is_resolved: bool) -> Value {
    if is_resolved {
        Value::from(magnitude)
    } else {
        Value::unresolved(magnitude)
    }
}

/// ||z^(h)||, h = 0..K.
pub(super) fn outputs(analysis: &Analysis) -> Vec<Value> {
    let inner = analysis.layers.iter().map(|layer| layer.output_norm);
    std::iter::once(analysis.input_norm)
        .chain(inner)
        .map(Value::from)
        .collect()
}

/// Singular values with what is known about them: resolved, upper estimates, exact zeros; one
/// pending value if they are not computed yet, and another one if they are too dear.
pub fn values(spectrum: &Spectrum) -> Vec<Value> {
    if spectrum.is_pending() {
        return vec![Value::Pending];
    }
    if spectrum.dear.is_some() {
        return vec![Value::Dear];
    }
    let unresolved = spectrum.resolved..spectrum.rank;
    spectrum
        .values
        .iter()
        .enumerate()
        .map(|(i, value)| known(*value, !unresolved.contains(&i)))
        .collect()
}

/// The operator norm, with what is known about its digits.
pub(super) fn operator_norm(spectrum: &Spectrum) -> Value {
    if let Some(norm) = spectrum.dear {
        return Value::between(norm);
    }
    values(spectrum).first().copied().unwrap_or(Value::Zero)
}

/// Singular values of P^(h), h = 0..K; those of P^(K) = I are H_K ones.
pub(super) fn chain(analysis: &Analysis) -> Vec<Vec<Value>> {
    let last = analysis.widths.last().copied().unwrap_or(0);
    analysis
        .chain
        .iter()
        .map(|suffix| values(&suffix.spectrum))
        .chain(std::iter::once(vec![Value::Finite(0.0); last]))
        .collect()
}

/// ||P^(h)||, h = 0..K, with what is known about their digits.
pub(super) fn chain_norms(analysis: &Analysis) -> Vec<Value> {
    let one = std::iter::once(Value::Finite(0.0));
    let chain = analysis.chain.iter();
    chain
        .map(|suffix| operator_norm(&suffix.spectrum))
        .chain(one)
        .collect()
}

/// ||w||, the bound of ||J|| and the one for every input, with what is known about their digits.
pub(super) fn bounds(report: &LayerReport) -> [Value; 3] {
    let numbers = [report.weight_norm, report.bound, report.sup_bound];
    numbers.map(|number| Value::from(number).down_by(report.norm_slack))
}

/// The head of a table row: "input" or the layer's number.
pub(super) fn row_head(layer: usize) -> String {
    match layer {
        0 => words::INPUT_ROW.into(),
        layer => layer.to_string(),
    }
}

/// The cell of a value, empty if there is none.
pub(super) fn cell(value: Option<&Value>) -> String {
    value.map_or_else(|| "–".into(), Value::to_string)
}

/// A reading: place and numbers in one line.
pub(super) fn reading(layer: usize, facts: &[(&str, Option<&Value>)]) -> String {
    let place = match layer {
        0 => words::INPUT.into(),
        layer => words::layer(layer),
    };
    let facts: Vec<String> = facts
        .iter()
        .filter_map(|(name, value)| value.map(|value| format!("{name} {value}")))
        .collect();
    words::reading(&place, &facts.join(", "))
}

/// "from 1.00 at layer 20 to 2.31 × 10⁻¹³ at the input".
pub(super) fn journey(values: &[Value]) -> String {
    match (values.first(), values.last()) {
        (Some(first), Some(last)) => words::journey(last, values.len() - 1, first),
        _ => String::new(),
    }
}
