//! The network: explicit numbers, and the forward pass through them.

#![warn(clippy::disallowed_methods)]

mod activation;
mod curve;
mod elementary;
pub(crate) mod file;
mod forward;
mod init;
mod loss;
mod norm;
pub mod random;
mod subject;
mod travel;
pub(crate) mod wire;

pub use crate::settings::Place;
pub use activation::{ELU_ALPHA, LEAKY_SLOPE, SELU_ALPHA, SELU_LAMBDA, Supremum};
pub use curve::Curve;
pub use file::FileError;
pub use forward::Forward;
#[cfg(feature = "whole")]
pub(crate) use init::mean_squares;
pub use init::{Draft, Draws};
pub use kernel::{CommonExponent, Extended, ExtendedVector};
pub use loss::{Extreme, Loss, Sample};
pub use norm::{NORM_EPS, Norm, Normed};
pub(crate) use subject::has_spectra;
pub use subject::{Subject, Trained};

use std::sync::Arc;

use nalgebra::DMatrix;

use crate::settings::Activation;

/// A fully connected feed-forward network with explicit numbers.
///
/// Layer j computes z^(j) = A^(j)(w^(j)T z^(j-1) + b^(j)), j = 1..K, with what its [`Block`] adds; `layers[j - 1]` is
/// layer j.
/// Shapes match: `layers[j].weight` has as many rows as `layers[j - 1].weight` has columns. Both
/// constructors guarantee this and at least one layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// A name given by the reader, if any.
    pub name: Option<String>,
    /// x = z^(0), H_0 numbers.
    pub input: Vec<f64>,
    /// The layers 1..K.
    pub layers: Vec<Layer>,
    /// Where the gradient starts.
    pub loss: Loss,
    /// The angle in degrees from u_1 of P^(0) to which dL/dy* is turned in the plane of u_1 and of the dL/dy* of
    /// the loss, its length as it is; `None` leaves it as it is, and so does a chain that is zero or not
    /// finite, a dL/dy* of zero, or a single output, where there is no such plane.
    pub turn: Option<f64>,
    /// Further inputs, each with its loss, for the mean loss over all of them and the first one. As many numbers as
    /// those of the network itself.
    pub samples: Vec<Sample>,
}

impl Network {
    /// H_0..H_K.
    pub fn widths(&self) -> Vec<usize> {
        let layers = self.layers.iter().map(|layer| layer.weight.ncols());
        std::iter::once(self.input.len()).chain(layers).collect()
    }

    /// Whether its spectra are computed; see [`Subject::has_spectra`].
    pub fn has_spectra(&self) -> bool {
        has_spectra(&self.widths())
    }

    /// Whether dL/dy* points along the chain, or is turned from it, so that the chain has to be known before it.
    pub fn needs_chain(&self) -> bool {
        self.loss.extreme().is_some() || self.turn.is_some()
    }

    /// The layers that share their weights because they are meant to (`"w": "same"`, or the setting `tied`), each group
    /// by the indices of its layers; [`Network::ties`] has those that are equal by value.
    pub fn shared_weights(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for (index, layer) in self.layers.iter().enumerate() {
            let is_same = |group: &&mut Vec<usize>| {
                let first = group.first().and_then(|first| self.layers.get(*first));
                first.is_some_and(|first| Arc::ptr_eq(&first.weight, &layer.weight))
            };
            match groups.iter_mut().find(is_same) {
                Some(group) => group.push(index),
                None => groups.push(vec![index]),
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    /// For each layer the index into `layers` of the first one with the same weights, bit for bit:
    /// its own if none before it has them. Weights are tied by value, wherever their layers are and
    /// however they came to be equal.
    pub fn ties(&self) -> Vec<usize> {
        let mut firsts: Vec<usize> = Vec::new();
        let mut ties = Vec::with_capacity(self.layers.len());
        for (index, layer) in self.layers.iter().enumerate() {
            let same = |first: &&usize| layer.shares_weights(&self.layers[**first]);
            let first = firsts.iter().find(same).copied().unwrap_or(index);
            if first == index {
                firsts.push(index);
            }
            ties.push(first);
        }
        ties
    }
}

impl Layer {
    /// The activation with its slope.
    pub fn curve(&self) -> Curve {
        Curve::of(self.activation, self.block)
    }

    fn shares_weights(&self, other: &Self) -> bool {
        let mut pairs = self.weight.iter().zip(other.weight.iter());
        Arc::ptr_eq(&self.weight, &other.weight)
            || self.weight.shape() == other.weight.shape()
                && pairs.all(|(a, b)| a.to_bits() == b.to_bits())
    }
}

/// One layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// w^(j), H_{j-1} x H_j; row i holds the weights that leave unit i of layer j-1. Tied layers
    /// may share it.
    pub weight: Arc<DMatrix<f64>>,
    /// b^(j), H_j numbers; `None` is the zero bias.
    pub bias: Option<Vec<f64>>,
    /// A^(j).
    pub activation: Activation,
    /// What is around the weights and the activation.
    pub block: Block,
}

/// What a layer does besides z = A(w^T z + b), and the slope of a leaky A.
///
/// With a skip of s it is z^(j) = z^(j-1) + s A(..), with a norm N one of A(w^T N(z) + b) (before the weights),
/// A(N(w^T z + b)) (inside) and N([z +] s A(w^T z + b)) (after the sum).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Block {
    skip: Option<f64>,
    norm: Option<Norm>,
    slope: Option<f64>,
}

/// Whether layers may have skips and norms: the program of the page, which a first visit downloads, is built without.
pub const IS_WHOLE: bool = cfg!(feature = "whole");

impl Block {
    /// A skip of s and a norm; see [`Block::fits`].
    pub fn of(skip: Option<f64>, norm: Option<Norm>) -> Self {
        match IS_WHOLE {
            true => Self {
                skip,
                norm,
                slope: None,
            },
            false => Self::default(),
        }
    }

    /// With leaky ReLU of this slope on the left, 0..=1.
    pub fn with_slope(self, slope: f64) -> Self {
        let slope = Some(slope).filter(|slope| IS_WHOLE && *slope != LEAKY_SLOPE);
        Self { slope, ..self }
    }

    /// The slope of leaky ReLU on the left.
    pub fn slope(self) -> f64 {
        self.slope.filter(|_| IS_WHOLE).unwrap_or(LEAKY_SLOPE)
    }

    /// s; `None` where nothing is added.
    pub fn skip(self) -> Option<f64> {
        self.skip.filter(|_| IS_WHOLE)
    }

    /// The norm, if there is one.
    pub fn norm(self) -> Option<Norm> {
        self.norm.filter(|_| IS_WHOLE)
    }

    /// Whether there is neither a skip nor a norm, so that J = diag\[A'\] w^T; a slope does not count.
    pub fn is_plain(self) -> bool {
        self.skip().is_none() && self.norm().is_none()
    }

    /// Whether it can be around these weights: a skip is a finite number and needs as many units as inputs, eps is
    /// finite and not negative, a slope is within 0..=1.
    pub fn fits(self, weight: &DMatrix<f64>) -> bool {
        let skip = self
            .skip()
            .is_none_or(|s| s.is_finite() && weight.is_square());
        let norm = self.norm();
        skip && (0.0..=1.0).contains(&self.slope())
            && norm.is_none_or(|norm| norm.eps.is_finite() && norm.eps >= 0.0)
    }

    /// The norm, if it is at this place.
    pub fn norm_at(self, place: Place) -> Option<Norm> {
        self.norm().filter(|norm| norm.place == place)
    }
}
