//! A network as words of 64 bits, so that it can travel between threads. Every bit is preserved,
//! and tied layers stay tied.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::{Extreme, Layer, Loss, Network};
use crate::settings::Activation;

impl Network {
    /// The network as words, without its name.
    pub fn to_words(&self) -> Vec<u64> {
        let mut words = Vec::new();
        put(&mut words, &self.input);
        let (kind, vector) = match &self.loss {
            Loss::Direction(vector) => (0, vector),
            Loss::MeanSquared(vector) => (1, vector),
            Loss::Extreme(Extreme::Best, vector) => (2, vector),
            Loss::Extreme(Extreme::Worst, vector) => (3, vector),
        };
        words.push(kind);
        put(&mut words, vector);
        for (at, layer) in self.layers.iter().enumerate() {
            words.push(layer.activation as u64);
            let bias = layer.bias.as_deref();
            words.push(u64::from(bias.is_some()));
            put(&mut words, bias.unwrap_or_default());
            let earlier = &self.layers[..at];
            let tied = earlier
                .iter()
                .position(|one| Arc::ptr_eq(&one.weight, &layer.weight));
            words.push(tied.map_or(0, |tied| tied as u64 + 1));
            if tied.is_none() {
                words.push(layer.weight.nrows() as u64);
                put(&mut words, layer.weight.as_slice());
            }
        }
        words
    }

    /// The network of these words; `None` if they do not encode one.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut rest = words;
        let input = floats(&mut rest)?;
        let kind = word(&mut rest)?;
        let vector = floats(&mut rest)?;
        let mut layers: Vec<Layer> = Vec::new();
        while !rest.is_empty() {
            let activation = *Activation::ALL.get(usize::try_from(word(&mut rest)?).ok()?)?;
            let has_bias = word(&mut rest)? == 1;
            let bias = floats(&mut rest)?;
            let tied = usize::try_from(word(&mut rest)?).ok()?;
            let weight = match tied.checked_sub(1) {
                Some(tied) => Arc::clone(&layers.get(tied)?.weight),
                None => Arc::new(matrix(&mut rest)?),
            };
            let fan_in = layers
                .last()
                .map_or(input.len(), |layer| layer.weight.ncols());
            let has_shape = weight.nrows() == fan_in && (!has_bias || bias.len() == weight.ncols());
            layers.push(Layer {
                weight: Some(weight).filter(|_| has_shape)?,
                bias: has_bias.then_some(bias),
                activation,
            });
        }
        let last = layers.last()?.weight.ncols();
        Some(Self {
            name: None,
            input,
            layers,
            loss: match (kind, vector.len() == last) {
                (0, true) => Loss::Direction(vector),
                (1, true) => Loss::MeanSquared(vector),
                (2, true) => Loss::Extreme(Extreme::Best, vector),
                (3, true) => Loss::Extreme(Extreme::Worst, vector),
                _ => return None,
            },
        })
    }
}

fn put(words: &mut Vec<u64>, numbers: &[f64]) {
    words.push(numbers.len() as u64);
    words.extend(numbers.iter().map(|x| x.to_bits()));
}

fn word(rest: &mut &[u64]) -> Option<u64> {
    let (first, others) = rest.split_first()?;
    *rest = others;
    Some(*first)
}

/// A list preceded by its length; a length past the end is refused before anything is allocated.
fn floats(rest: &mut &[u64]) -> Option<Vec<f64>> {
    let count = usize::try_from(word(rest)?).ok()?;
    let (numbers, others) = rest.split_at_checked(count)?;
    *rest = others;
    Some(numbers.iter().map(|bits| f64::from_bits(*bits)).collect())
}

fn matrix(rest: &mut &[u64]) -> Option<DMatrix<f64>> {
    let rows = usize::try_from(word(rest)?).ok()?;
    let entries = floats(rest)?;
    let columns = entries.len().checked_div(rows)?;
    (rows * columns == entries.len() && columns > 0)
        .then(|| DMatrix::from_column_slice(rows, columns, &entries))
}
