//! The parameters of a network as one list of numbers, and what each layer does with its part of it.

use std::ops::Range;
use std::sync::Arc;

use kernel::Together;
use kernel::rows::finite_length;
use nalgebra::DMatrix;

use crate::network::{FileError, Layer, NORM_EPS, Network, Place};
use crate::settings::Activation;
use crate::words::files;
use crate::words::training as words;

/// Batch normalisation without scale and shift of its own: each unit, over the rows of the batch. It belongs to training
/// alone, because it is no function of one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BatchNorm {
    /// Where in its layer it acts, as any norm.
    pub place: Place,
    /// What is added to the mean square, not negative.
    pub eps: f64,
}

impl Default for BatchNorm {
    /// On the pre-activation, with eps = 1e-5.
    fn default() -> Self {
        Self {
            place: Place::default(),
            eps: NORM_EPS,
        }
    }
}

/// The norm of a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct LayerNorm {
    pub together: Together,
    pub place: Place,
    pub eps: f64,
}

/// A layer: where its parameters are, and what it does with them.
#[derive(Clone, Debug)]
pub(super) struct Wiring {
    /// H_{j-1} and H_j.
    pub shape: [usize; 2],
    /// w, row by row; row i has the weights that leave unit i of the layer before.
    pub weight: Range<usize>,
    /// Whether another layer has the same w.
    pub is_shared: bool,
    /// b.
    pub bias: Option<Range<usize>>,
    /// A, and the slope of leaky ReLU.
    pub curve: (Activation, f64),
    /// s of the skip.
    pub skip: Option<f64>,
    pub norm: Option<LayerNorm>,
}

impl Wiring {
    /// The norm, if it is at this place.
    pub fn norm_at(&self, place: Place) -> Option<LayerNorm> {
        self.norm.filter(|norm| norm.place == place)
    }

    /// The first of the layers before it that has its weights, counted from 0; `None` if it is the first one itself.
    pub fn owner_of_weight(&self, before: &[Self]) -> Option<usize> {
        if !self.is_shared {
            return None;
        }
        before.iter().position(|other| other.weight == self.weight)
    }

    /// Where its weights and its biases are.
    pub fn parts(&self) -> impl Iterator<Item = Range<usize>> {
        [self.weight.clone()].into_iter().chain(self.bias.clone())
    }

    /// ||w|| and ||b||, 0 without biases, in a list of numbers as long as that of the parameters; `None` if one of its
    /// numbers is not finite.
    pub fn lengths(&self, numbers: &[f64]) -> Option<[f64; 2]> {
        let weight = finite_length(&numbers[self.weight.clone()])?;
        let bias = self.bias.clone().map_or(&[][..], |bias| &numbers[bias]);
        Some([weight, finite_length(bias)?])
    }
}

/// The layers of a network and their parameters, those of layer 1 first; weights that are shared are there once.
pub(super) fn wire(
    network: &Network,
    batch_norms: &[Option<BatchNorm>],
) -> Result<(Vec<Wiring>, Vec<f64>), FileError> {
    if !batch_norms.is_empty() && batch_norms.len() != network.layers.len() {
        let problem = words::other_norms(batch_norms.len(), network.layers.len());
        return Err(FileError::new(words::BATCH_NORMS, problem));
    }
    let shared = network.shared_weights();
    let mut parameters = Vec::new();
    let mut wirings: Vec<Wiring> = Vec::with_capacity(network.layers.len());
    for (j, layer) in network.layers.iter().enumerate() {
        let group = shared.iter().find(|group| group.contains(&j));
        let first = group.and_then(|group| group.first());
        let weight = match first.and_then(|first| wirings.get(*first)) {
            Some(first) => first.weight.clone(),
            None => appended(&mut parameters, layer.weight.transpose().as_slice()),
        };
        let bias = layer.bias.as_ref();
        let bias = bias.map(|bias| appended(&mut parameters, bias));
        let batch_norm = batch_norms.get(j).copied().flatten();
        wirings.push(Wiring {
            shape: [layer.weight.nrows(), layer.weight.ncols()],
            weight,
            is_shared: group.is_some(),
            bias,
            curve: (layer.activation, layer.block.slope()),
            skip: layer.block.skip(),
            norm: norm(layer, batch_norm).map_err(|problem| {
                let place = files::layer(j + 1);
                FileError::new(&place, problem)
            })?,
        });
    }
    Ok((wirings, parameters))
}

/// The norm of a layer, or why there is none.
fn norm(layer: &Layer, batch: Option<BatchNorm>) -> Result<Option<LayerNorm>, String> {
    match (layer.block.norm(), batch) {
        (Some(_), Some(_)) => Err(words::TWO_NORMS.to_owned()),
        (None, None) => Ok(None),
        (Some(norm), None) => Ok(Some(LayerNorm {
            together: match norm.is_centred {
                true => Together::CentredRows,
                false => Together::Rows,
            },
            place: norm.place,
            eps: norm.eps,
        })),
        (None, Some(norm)) if norm.eps >= 0.0 && norm.eps.is_finite() => Ok(Some(LayerNorm {
            together: Together::Columns,
            place: norm.place,
            eps: norm.eps,
        })),
        (None, Some(norm)) => Err(words::not_allowed(&norm.eps, words::NOT_NEGATIVE)),
    }
}

fn appended(parameters: &mut Vec<f64>, numbers: &[f64]) -> Range<usize> {
    let from = parameters.len();
    parameters.extend_from_slice(numbers);
    from..parameters.len()
}

/// A network with these parameters instead of its own; weights that are shared stay so.
pub(super) fn with_parameters(
    network: &Network,
    wirings: &[Wiring],
    parameters: &[f64],
) -> Network {
    let mut changed = network.clone();
    for (j, wiring) in wirings.iter().enumerate() {
        let [rows, columns] = wiring.shape;
        changed.layers[j].weight = match wiring.owner_of_weight(&wirings[..j]) {
            Some(first) => Arc::clone(&changed.layers[first].weight),
            None => {
                let entries = &parameters[wiring.weight.clone()];
                Arc::new(DMatrix::from_row_slice(rows, columns, entries))
            }
        };
        let bias = wiring.bias.clone();
        changed.layers[j].bias = bias.map(|bias| parameters[bias].to_vec());
    }
    changed
}
