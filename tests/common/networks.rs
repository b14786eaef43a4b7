//! Networks built number by number.

use std::sync::Arc;

use gradlens::network::{Block, Layer, Loss, Network};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

use super::random::Draws;

/// A network of these weights with one activation, a random input and a random loss direction.
pub fn network(weights: Vec<DMatrix<f64>>, activation: Activation, draws: &mut Draws) -> Network {
    let inputs = weights[0].nrows();
    let outputs = weights[weights.len() - 1].ncols();
    Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: (0..inputs).map(|_| draws.normal()).collect(),
        layers: weights
            .into_iter()
            .map(|weight| Layer {
                weight: Arc::new(weight),
                bias: None,
                activation,
                block: Block::default(),
            })
            .collect(),
        loss: Loss::Direction((0..outputs).map(|_| draws.normal()).collect()),
    }
}

/// K layers of H x H, N(0, deviation^2 / H).
pub fn gaussian(
    (depth, width): (usize, usize),
    activation: Activation,
    deviation: f64,
    draws: &mut Draws,
) -> Network {
    let spread = deviation / (width as f64).sqrt();
    let weights = (0..depth)
        .map(|_| DMatrix::from_fn(width, width, |_, _| spread * draws.normal()))
        .collect();
    network(weights, activation, draws)
}

/// A Haar-like orthogonal matrix.
pub fn orthogonal(width: usize, draws: &mut Draws) -> DMatrix<f64> {
    DMatrix::from_fn(width, width, |_, _| draws.normal())
        .qr()
        .q()
}

/// Every activation once.
pub const ACTIVATIONS: [Activation; 15] = [
    Activation::Linear,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Relu,
    Activation::LeakyRelu,
    Activation::Elu,
    Activation::Selu,
    Activation::Gelu,
    Activation::Silu,
    Activation::Softplus,
    Activation::Softsign,
    Activation::Erf,
    Activation::Mish,
    Activation::Sin,
    Activation::Arctan,
];
