//! A linear map to be learned, with known singular values: what deep linear networks do with it is known exactly.

use std::sync::Arc;

use kernel::orthonormal_columns;
use nalgebra::DMatrix;

use super::{Data, Targets};
use crate::network::random::{Purpose, Stream};
use crate::network::{Block, Layer, Loss, Network};
use crate::settings::{Activation, Modes};

/// The number of the first frame among the random streams; frozen.
const FRAMES: usize = 1000;

/// A linear map M = F_0 diag(s) F_K^T of H_0 inputs to H_K outputs, F_0 and F_K with orthonormal columns.
///
/// Its data are whitened: N = H_0 inputs x with mean x x^T = I, and targets M^T x. From a balanced start
/// ([`Teacher::balanced`]) descent changes nothing but the strengths of the modes, and each by itself: with u = a^D, D
/// layers, one step is a <- a + lr a^(D-1) (s - a^D) (Saxe, McClelland and Ganguli 2014).
#[derive(Clone, Debug, PartialEq)]
pub struct Teacher {
    values: Vec<f64>,
    /// F_0 and F_K, a column for each mode.
    frames: [DMatrix<f64>; 2],
    seed: u32,
}

impl Teacher {
    /// Random frames from the seed, for H_0 inputs and H_K outputs; `None` if there are more singular values than inputs
    /// or outputs, or none, or one that is not finite.
    pub fn of([inputs, outputs]: [usize; 2], values: &[f64], seed: u32) -> Option<Self> {
        let modes = values.len();
        let fits = (1..=inputs.min(outputs)).contains(&modes) && inputs <= Data::MOST_ROWS;
        let is_known = fits && values.iter().all(|s| s.is_finite());
        is_known.then(|| Self::of_known([inputs, outputs], values, seed))
    }

    /// With as many inputs and outputs as there are modes, and [`Teacher::SPARE`] more of both.
    pub fn of_modes(modes: &Modes, seed: u32) -> Self {
        let size = modes.values().len() + Self::SPARE;
        Self::of_known([size; 2], modes.values(), seed)
    }

    /// How many directions of the inputs, and of the outputs, a map of [`Teacher::of_modes`] leaves out.
    pub const SPARE: usize = 2;

    fn of_known([inputs, outputs]: [usize; 2], values: &[f64], seed: u32) -> Self {
        let modes = values.len();
        Self {
            values: values.to_vec(),
            frames: [(0, inputs), (1, outputs)].map(|(at, size)| frame(seed, at, [size, modes])),
            seed,
        }
    }

    /// H_0 and H_K.
    pub fn ends(&self) -> [usize; 2] {
        self.frames.each_ref().map(DMatrix::nrows)
    }

    /// The singular values, as they were given.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// H_0 rows.
    pub fn data(&self) -> Data {
        let [first, last] = &self.frames;
        let size = first.nrows();
        #[expect(clippy::cast_precision_loss, reason = "a width")]
        let length = (size as f64).sqrt();
        let inputs = frame(self.seed, 2, [size, size]) * length;
        let modes = DMatrix::from_diagonal(&self.values.clone().into());
        let targets = &inputs * first * modes * last.transpose();
        let rows = |matrix: &DMatrix<f64>| matrix.transpose().as_slice().to_vec();
        let targets = Targets::Values {
            numbers: rows(&targets),
            width: last.nrows(),
        };
        Data::of_known(rows(&inputs), size, targets)
    }

    /// A linear network without biases in which every mode has this strength, the same share of it in each layer.
    /// `hidden`: H_1..H_{K-1}. `None` if one of them is less than the number of modes, or the strength is not above 0.
    pub fn balanced(&self, hidden: &[usize], strength: f64) -> Option<Network> {
        let modes = self.values.len();
        if hidden.iter().any(|width| *width < modes) || strength <= 0.0 {
            return None;
        }
        let [first, last] = &self.frames;
        let mut frames = vec![first.clone()];
        for (at, width) in hidden.iter().enumerate() {
            frames.push(frame(self.seed, 3 + at, [*width, modes]));
        }
        frames.push(last.clone());
        #[expect(clippy::cast_precision_loss, reason = "a depth")]
        let share = libm::pow(strength, 1.0 / (hidden.len() + 1) as f64);
        let layers = frames.windows(2).map(|pair| Layer {
            weight: Arc::new(&pair[0] * pair[1].transpose() * share),
            bias: None,
            activation: Activation::Linear,
            block: Block::default(),
        });
        Some(Network {
            name: None,
            input: vec![1.0; first.nrows()],
            layers: layers.collect(),
            loss: Loss::Sum,
            turn: None,
            samples: Vec::new(),
        })
    }

    /// u_i = (F_0^T w^(1) ... w^(K) F_K)_ii, how much of each mode the weights of a network have; activations do not
    /// count. `None` if the network has other ends.
    pub fn strengths(&self, network: &Network) -> Option<Vec<f64>> {
        let [first, last] = &self.frames;
        let mut product = first.transpose();
        for layer in &network.layers {
            if product.ncols() != layer.weight.nrows() {
                return None;
            }
            product *= &*layer.weight;
        }
        (product.ncols() == last.nrows()).then(|| {
            let modes = product.row_iter().zip(last.column_iter());
            modes.map(|(row, column)| (row * column)[0]).collect()
        })
    }
}

/// Random orthonormal columns.
fn frame(seed: u32, at: usize, [rows, columns]: [usize; 2]) -> DMatrix<f64> {
    let mut stream = Stream::of(seed, Purpose::Data, FRAMES + at);
    let entries = std::iter::repeat_with(|| stream.normal()).take(rows * columns);
    orthonormal_columns(DMatrix::from_row_iterator(rows, columns, entries))
}
