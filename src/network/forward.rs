//! The forward pass: every layer's pre-activation, output and derivative, beyond the range of f64.

use super::{Extended, Layer, Loss, Network, ScaledVector};

/// What the forward pass through a network of K layers leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Forward {
    /// z^(0)..z^(K), K + 1 vectors of H_0..H_K numbers; `outputs[K]` is y*.
    pub outputs: Vec<ScaledVector>,
    /// a^(1)..a^(K), K vectors; `pre_activations[j - 1]` has the H_j numbers of layer j.
    pub pre_activations: Vec<ScaledVector>,
    /// A'(a^(j)) entry by entry, K vectors as `pre_activations`. Zeros are exact.
    pub derivatives: Vec<Vec<Extended>>,
}

impl Network {
    /// The forward pass.
    ///
    /// Sums are taken in f64 on mantissas, in the order of the units, and rounded as usual; ranges never run out.
    /// Numbers that do not exist (the sine of a number past f64) are NaN from there on. The same network gives
    /// the same bits on every platform.
    pub fn forward(&self) -> Forward {
        let mut outputs = vec![ScaledVector::new(self.input.clone(), 0)];
        let mut pre_activations = Vec::with_capacity(self.layers.len());
        let mut derivatives = Vec::with_capacity(self.layers.len());
        let mut z = outputs[0].clone();
        for layer in &self.layers {
            let a = pre_activation(layer, &z);
            let value = |a: &Extended| layer.activation.value(*a);
            let derivative = |a: &Extended| layer.activation.derivative(*a);
            z = ScaledVector::from_extended(&a.iter().map(value).collect::<Vec<_>>());
            derivatives.push(a.iter().map(derivative).collect());
            pre_activations.push(ScaledVector::from_extended(&a));
            outputs.push(z.clone());
        }
        Forward {
            outputs,
            pre_activations,
            derivatives,
        }
    }

    /// The loss L at this output y*, and dL/dy*. There is no L where the loss is only a direction.
    ///
    /// `output` is the last of [`Forward::outputs`].
    pub fn loss_gradient(&self, output: &ScaledVector) -> (Option<Extended>, ScaledVector) {
        match &self.loss {
            Loss::Direction(direction) => (None, ScaledVector::new(direction.clone(), 0)),
            Loss::MeanSquared(target) => {
                let pairs = output.iter().zip(target);
                let difference: Vec<_> = pairs.map(|(y, t)| y - (*t).into()).collect();
                let gradient = ScaledVector::from_extended(&difference);
                let norm = gradient.norm();
                (Some((norm * norm).scaled(-1)), gradient)
            }
        }
    }
}

/// a = w^T z + b.
fn pre_activation(layer: &Layer, z: &ScaledVector) -> Vec<Extended> {
    let inputs_are_tame = z.entries().iter().all(|v| is_tame(*v));
    let columns = layer.weight.column_iter().enumerate();
    columns
        .map(|(unit, column)| {
            let weights = column.as_slice();
            let sum = if inputs_are_tame && weights.iter().all(|w| is_tame(*w)) {
                let sum: f64 = weights.iter().zip(z.entries()).map(|(w, z)| w * z).sum();
                Extended::from(sum)
            } else {
                wide_sum(weights, z.entries())
            };
            let bias = layer.bias.as_ref().and_then(|b| b.get(unit));
            sum.scaled(z.exponent()) + Extended::from(bias.copied().unwrap_or(0.0))
        })
        .collect()
}

/// Whether products and sums of such numbers stay within the range of normal f64.
fn is_tame(value: f64) -> bool {
    const SMALL: f64 = 1e-150;
    const LARGE: f64 = 1e150;
    value == 0.0 || (SMALL..LARGE).contains(&value.abs())
}

/// The sum of the products of numbers of any size, taken relative to the largest product.
fn wide_sum(weights: &[f64], inputs: &[f64]) -> Extended {
    let pairs = weights.iter().zip(inputs);
    let products: Vec<_> = pairs
        .map(|(w, z)| Extended::from(*w) * Extended::from(*z))
        .collect();
    let products = ScaledVector::from_extended(&products);
    Extended::new(products.entries().iter().sum(), products.exponent())
}
