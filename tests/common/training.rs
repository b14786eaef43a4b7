//! Networks and data for the tests of training.

use std::sync::Arc;

use gradlens::network::{Block, Layer, Loss, Network};
use gradlens::settings::Activation;
use gradlens::study::training::{Batches, Data, Plan, Rule, Targets};
use nalgebra::DMatrix;
use serde_json::Value;

use super::random::Draws;

/// The file of tests/reference/training/ with this name.
pub fn file(name: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/training");
    std::fs::read_to_string(format!("{root}/{name}.json")).expect("a reference file")
}

/// The same as a value.
pub fn value(name: &str) -> Value {
    serde_json::from_str(&file(name)).expect("JSON")
}

/// A number that is written as one, or as a text.
pub fn number(value: &Value) -> f64 {
    let number = value.as_f64();
    number.unwrap_or_else(|| value.as_str().expect("a number").parse().expect("a number"))
}

/// The nearest whole number of one that is not negative.
pub fn rounded(x: f64) -> u64 {
    x.round() as u64
}

/// Layers of these widths H_0..H_K with random weights and biases.
pub fn layers(
    widths: &[usize],
    activation: Activation,
    block: Block,
    draws: &mut Draws,
) -> Network {
    let layers = widths.windows(2).map(|pair| {
        let spread = 1.2 / (pair[0] as f64).sqrt();
        Layer {
            weight: Arc::new(DMatrix::from_fn(pair[0], pair[1], |_, _| {
                spread * draws.normal()
            })),
            bias: Some((0..pair[1]).map(|_| 0.3 * draws.normal()).collect()),
            activation,
            block,
        }
    });
    of_layers(layers.collect())
}

/// A network of these layers; input and loss do not matter.
pub fn of_layers(layers: Vec<Layer>) -> Network {
    Network {
        name: None,
        input: vec![1.0; layers[0].weight.nrows()],
        layers,
        loss: Loss::Sum,
        turn: None,
        samples: Vec::new(),
    }
}

/// The same with the weights of the first layer in every layer.
pub fn tied(mut network: Network) -> Network {
    let first = Arc::clone(&network.layers[0].weight);
    for layer in &mut network.layers {
        layer.weight = Arc::clone(&first);
    }
    network
}

/// One unit a layer, linear, without biases.
pub fn chain(weights: &[f64]) -> Network {
    let layers = weights.iter().map(|w| Layer {
        weight: Arc::new(DMatrix::from_element(1, 1, *w)),
        bias: None,
        activation: Activation::Linear,
        block: Block::default(),
    });
    of_layers(layers.collect())
}

/// One input of 1 and this target.
pub fn target(t: f64) -> Data {
    Data::of(vec![1.0], 1, values(vec![t], 1)).expect("data")
}

/// Targets that are numbers.
pub fn values(numbers: Vec<f64>, width: usize) -> Targets {
    Targets::Values { numbers, width }
}

/// Random rows, with random targets or classes for so many outputs.
pub fn data(
    rows: usize,
    [inputs, outputs]: [usize; 2],
    has_classes: bool,
    draws: &mut Draws,
) -> Data {
    let x = (0..rows * inputs).map(|_| draws.normal()).collect();
    let targets = match has_classes {
        true => Targets::Classes((0..rows).map(|_| draws.below(outputs)).collect()),
        false => values(
            (0..rows * outputs).map(|_| draws.normal()).collect(),
            outputs,
        ),
    };
    Data::of(x, inputs, targets).expect("data")
}

/// Plain descent on all rows.
pub fn descent(lr: f64) -> Plan {
    Plan {
        rule: Rule::Sgd,
        lr,
        batches: Batches::All,
        ..Plan::default()
    }
}

/// The product of the weights of a chain.
pub fn strength(network: &Network) -> f64 {
    network.layers.iter().map(|layer| layer.weight[0]).product()
}

/// The bits of all parameters.
pub fn bits(network: &Network) -> Vec<u64> {
    let layers = network.layers.iter();
    let numbers = layers.flat_map(|layer| layer.weight.iter().chain(layer.bias.iter().flatten()));
    numbers.map(|x| x.to_bits()).collect()
}

/// The file of the images of digits.
pub fn digits() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.txt");
    std::fs::read_to_string(path).expect("the images of digits")
}
