//! Why the gradients of the weights can look level while the gradient does not: dL/dw = z (dL/da)^T.

use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::value::Value;
use crate::words::fan as words;

/// The explanation if the gradient of the weights hides the behaviour of the gradient of the
/// outputs.
pub(super) fn trap(analysis: &Analysis) -> Option<String> {
    let decades = change(&source::gradients(analysis))?;
    let weights = change(&source::weight_gradients(analysis))?;
    if decades.abs() < 3.0 || weights.abs() > decades.abs() / 3.0 {
        return None;
    }
    // Going forward, the inputs of the layers have to shrink or grow as the gradient does going
    // backward, by a factor of ten at least.
    let mut inputs = source::outputs(analysis);
    inputs.pop();
    let entering = change(&inputs)?;
    if entering * decades > 0.0 || entering.abs() < 1.0 {
        return None;
    }
    let times = |decades: f64| Value::Finite(decades.abs()).digits(2);
    let (back, forth) = (times(decades), times(entering));
    Some(match decades < 0.0 {
        true => words::level_and_shrinking(&back, &forth),
        false => words::level_and_growing(&back, &forth),
    })
}

/// log10 of the first value over the last one, if both are numbers.
fn change(values: &[Value]) -> Option<f64> {
    Some(values.first()?.resolved_log10()? - values.last()?.resolved_log10()?)
}
