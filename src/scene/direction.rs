//! How far the direction of the loss matters, in one sentence.

use super::source;
use super::value::{ROUNDING, Value};
use crate::analysis::Analysis;
use crate::words::verdict as words;

/// What the chain does to the best and to the worst direction of dL/dy*; empty where that is not
/// computed, or where there is no such choice.
pub(super) fn sentence(analysis: &Analysis) -> String {
    let directions = analysis.widths.last().copied().unwrap_or(0);
    let Some(whole) = analysis.chain.first() else {
        return String::new();
    };
    let all = source::values(&whole.spectrum);
    if all.iter().any(|value| value.is_open()) {
        return String::new();
    }
    let known = all.iter().filter(|value| value.log10().is_some());
    let known: Vec<Value> = known.copied().collect();
    let is_resolved = !known.iter().any(|value| value.is_unresolved());
    let lost = match directions - known.len() {
        0 => String::new(),
        lost => words::lost(lost, directions, is_resolved),
    };
    let [best, .., worst] = known.as_slice() else {
        return lost.trim_start().to_owned();
    };
    let spread = best
        .log10()
        .zip(worst.log10())
        .map(|(best, worst)| best - worst);
    let is_even = matches!(worst, Value::Finite(_)) && spread.is_some_and(|d| d < ROUNDING);
    if is_even {
        return words::all_alike(&best.to_string(), &lost);
    }
    let arrives = is_resolved && !lost.is_empty();
    words::best_and_worst(&best.to_string(), &worst.to_string(), &lost, arrives)
}
