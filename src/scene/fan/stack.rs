//! The gradient of a layer's weights as what the signal and what the gradient have lost or gained.

use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::value::Value;

/// ||dL/dw^(j)|| = ||z^(j-1)|| ||dL/da^(j)||, as log10 of both factors: the first relative to the input, the
/// second to dL/dy*.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stack {
    /// j.
    pub layer: usize,
    /// log10 of ||z^(j-1)|| / ||z^(0)||: what the signal has lost or gained on its way forward.
    pub signal: f64,
    /// log10 of ||dL/da^(j)|| / ||dL/dy*||: what the gradient has lost or gained on its way back.
    pub gradient: f64,
}

impl Stack {
    /// log10 of both together: of ||dL/dw^(j)|| over ||z^(0)|| ||dL/dy*||.
    pub fn sum(&self) -> f64 {
        self.signal + self.gradient
    }

    /// Where the two columns end. With equal signs the second begins where the first ends; with opposite
    /// signs they stand head to tail, and the second one's end is the sum as well.
    pub(super) fn ends(&self) -> [f64; 2] {
        [self.signal, self.sum()]
    }
}

/// One for every layer of which both factors are resolved and not zero.
pub(super) fn stacks(analysis: &Analysis) -> Vec<Stack> {
    let signals = source::outputs(analysis);
    let start = analysis.layers.last().map(|layer| layer.gradient.output);
    let (Some(first), Some(start)) = (signals[0].resolved_log10(), start.and_then(|x| x.log10()))
    else {
        return Vec::new();
    };
    let layers = analysis.layers.iter().zip(&signals).zip(1..);
    layers
        .filter_map(|((layer, entering), j)| {
            let gradient = layer.gradient;
            let own = source::known(gradient.pre_activation, gradient.is_resolved);
            Some(Stack {
                layer: j,
                signal: entering.resolved_log10()? - first,
                gradient: Value::resolved_log10(own)? - start,
            })
        })
        .collect()
}
