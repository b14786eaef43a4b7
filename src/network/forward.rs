//! The forward pass: every layer's pre-activation, output and derivative, beyond the range of f64.

use super::{Extended, ExtendedVector, Layer, Network, Normed, Place};

/// What the forward pass through a network of K layers leaves behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Forward {
    /// z^(0)..z^(K), K + 1 vectors of H_0..H_K numbers; `outputs[K]` is y*.
    pub outputs: Vec<ExtendedVector>,
    /// a^(1)..a^(K), what the activations are applied to, K vectors; `pre_activations[j - 1]` has the H_j numbers of
    /// layer j. A norm inside of the layer has acted on them.
    pub pre_activations: Vec<ExtendedVector>,
    /// A'(a^(j)) entry by entry, K vectors as `pre_activations`. Zeros are exact.
    pub derivatives: Vec<Vec<Extended>>,
    /// The norm of each layer at its vector, K.
    pub norms: Vec<Option<Normed>>,
}

impl Forward {
    /// What the weights of layer j + 1 multiply: the output of the layer before, or what a norm before the weights
    /// has made of it.
    pub fn entering<'a>(&'a self, layer: &Layer, j: usize) -> &'a ExtendedVector {
        let norm = layer.block.norm_at(Place::Before);
        match norm.and(self.norms[j].as_ref()) {
            Some(normed) => &normed.output,
            None => &self.outputs[j],
        }
    }
}

impl Network {
    /// The forward pass.
    ///
    /// Sums are taken in the order of the units and rounded as in f64; no entry is lost beside a
    /// larger one. A number that does not exist (the sine of a number beyond f64) is NaN, and so is
    /// what follows from it. The same network gives the same bits on every platform.
    pub fn forward(&self) -> Forward {
        self.forward_scaled(1.0)
    }

    /// The forward pass with every weight multiplied by a factor; biases and input stay. The bits are those of a
    /// network with such weights.
    pub fn forward_scaled(&self, factor: f64) -> Forward {
        self.forward_from(&self.input, factor)
    }

    /// The same from another input of as many numbers.
    pub fn forward_from(&self, input: &[f64], factor: f64) -> Forward {
        let mut outputs = vec![ExtendedVector::new(input, 0)];
        let mut pre_activations = Vec::with_capacity(self.layers.len());
        let mut derivatives = Vec::with_capacity(self.layers.len());
        let mut norms = Vec::with_capacity(self.layers.len());
        for (j, layer) in self.layers.iter().enumerate() {
            let z = &outputs[j];
            let mut found = None;
            let mut normed = |place, v: ExtendedVector| match layer.block.norm_at(place) {
                Some(norm) => found.insert(norm.at(&v)).output.clone(),
                None => v,
            };
            let entering = normed(Place::Before, z.clone());
            let a = normed(Place::Inside, pre_activation(layer, factor, &entering));
            let curve = layer.curve();
            let value = |a: &Extended| curve.value(*a);
            let derivative = |a: &Extended| curve.derivative(*a);
            let branch = a.entries().iter().map(value);
            let sum = match layer.block.skip() {
                Some(skip) => branch
                    .zip(z.iter())
                    .map(|(y, z)| z + y * skip.into())
                    .collect(),
                None => branch.collect(),
            };
            let output = normed(Place::After, sum);
            derivatives.push(a.entries().iter().map(derivative).collect());
            pre_activations.push(a);
            norms.push(found);
            outputs.push(output);
        }
        Forward {
            outputs,
            pre_activations,
            derivatives,
            norms,
        }
    }
}

/// a = (factor w)^T z + b.
fn pre_activation(layer: &Layer, factor: f64, z: &ExtendedVector) -> ExtendedVector {
    let bias = |unit| layer.bias.as_ref().and_then(|b| b.get(unit));
    let sums = z.through_transposed(&layer.weight, factor);
    let sums = sums.iter().enumerate();
    sums.map(|(unit, sum)| sum + Extended::from(bias(unit).copied().unwrap_or(0.0)))
        .collect()
}
