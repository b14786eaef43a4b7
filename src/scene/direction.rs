//! How far the direction of the loss matters, in one sentence.

use super::source;
use super::value::Value;
use crate::analysis::Analysis;

/// A bit less than a hundredth, in decades.
const ONE_PERCENT: f64 = 0.0043;

/// What the chain does to the best and to the worst direction of dL/dy*; empty where that is not computed, or where there is no such choice.
pub(super) fn sentence(analysis: &Analysis) -> String {
    let directions = analysis.widths.last().copied().unwrap_or(0);
    let Some(whole) = analysis.chain.first() else {
        return String::new();
    };
    let values = source::values(&whole.spectrum);
    if values
        .iter()
        .any(|value| matches!(value, Value::NotFinite | Value::Pending))
    {
        return String::new();
    }
    let known = values.iter().filter(|value| value.log10().is_some());
    let known: Vec<Value> = known.copied().collect();
    let lost = match directions - known.len() {
        0 => String::new(),
        1 => format!(" 1 of {directions} directions is lost altogether."),
        lost => format!(" {lost} of {directions} directions are lost altogether."),
    };
    let [best, .., worst] = known.as_slice() else {
        return lost.trim_start().to_owned();
    };
    let spread = best
        .log10()
        .zip(worst.log10())
        .map(|(best, worst)| best - worst);
    let is_even = matches!(worst, Value::Finite(_)) && spread.is_some_and(|d| d < ONE_PERCENT);
    if is_even {
        return format!(
            "All directions of ∂L/∂y* that arrive have the factor {}.{lost}",
            told(*best)
        );
    }
    format!(
        "Best direction of ∂L/∂y*: factor {}. Worst: {}.{lost}",
        told(*best),
        told(*worst)
    )
}

fn told(value: Value) -> String {
    match value {
        Value::Unresolved(_) => format!("at most {value}"),
        other => other.to_string(),
    }
}
