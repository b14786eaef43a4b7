//! A network as words, so that it can travel between threads. Every bit is preserved, and tied
//! layers stay tied.

use std::sync::Arc;

use nalgebra::DMatrix;

use super::wire::{Reader, Writer};
use super::{Block, Extreme, IS_WHOLE, Layer, Loss, Network, Norm, Place};
use crate::settings::Activation;

/// Words for what a layer has besides its weights.
const ROOM: usize = 1100;

impl Network {
    /// The network as words, without its name.
    pub fn to_words(&self) -> Vec<u64> {
        let weights: usize = self.layers.iter().map(|layer| layer.weight.len()).sum();
        // Words that grow would be there twice.
        let mut out =
            Writer::with_room(weights + self.input.len() + ROOM * (self.layers.len() + 1));
        out.floats(&self.input);
        let (kind, vector) = match &self.loss {
            Loss::Direction(vector) => (0, vector),
            Loss::MeanSquared(vector) => (1, vector),
            Loss::Extreme(Extreme::Best, vector) => (2, vector),
            Loss::Extreme(Extreme::Worst, vector) => (3, vector),
        };
        out.word(kind);
        out.floats(vector);
        out.some(self.turn, Writer::float);
        for (at, layer) in self.layers.iter().enumerate() {
            out.count(layer.activation as usize);
            out.some(layer.bias.as_deref(), Writer::floats);
            out.block(layer.block);
            let earlier = &self.layers[..at];
            let tied = earlier
                .iter()
                .position(|one| Arc::ptr_eq(&one.weight, &layer.weight));
            out.some(tied, Writer::count);
            if tied.is_none() {
                out.count(layer.weight.nrows());
                out.floats(layer.weight.as_slice());
            }
        }
        out.into_words()
    }

    /// The network of these words; `None` if they do not encode one.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader::of(words);
        let input = from.floats()?;
        let kind = from.word()?;
        let vector = from.floats()?;
        let turn = from.some(Reader::float)?;
        let mut layers: Vec<Layer> = Vec::new();
        while !from.is_empty() {
            let activation = from.one_of(Activation::ALL)?;
            let bias = from.some(Reader::floats)?;
            let block = from.block()?;
            let weight = match from.some(Reader::count)? {
                Some(tied) => Arc::clone(&layers.get(tied)?.weight),
                None => Arc::new(from.matrix()?),
            };
            let fan_in = layers
                .last()
                .map_or(input.len(), |layer| layer.weight.ncols());
            let has_room = |bias: &Vec<f64>| bias.len() == weight.ncols();
            let fits = bias.as_ref().is_none_or(has_room) && block.fits(&weight);
            if weight.nrows() != fan_in || !fits {
                return None;
            }
            layers.push(Layer {
                weight,
                bias,
                activation,
                block,
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
            turn,
        })
    }
}

impl Writer {
    pub fn block(&mut self, block: Block) {
        if !IS_WHOLE {
            return;
        }
        self.some(block.skip(), Self::float);
        self.some(block.norm(), |out, norm| {
            out.flag(norm.is_centred);
            out.count(norm.place as usize);
            out.float(norm.eps);
        });
    }
}

impl Reader<'_> {
    pub fn block(&mut self) -> Option<Block> {
        if !IS_WHOLE {
            return Some(Block::default());
        }
        let skip = self.some(Self::float)?;
        let norm = self.some(|from| {
            Some(Norm {
                is_centred: from.flag()?,
                place: from.one_of(&Place::ALL)?,
                eps: from.float()?,
            })
        })?;
        Some(Block::of(skip, norm))
    }

    fn matrix(&mut self) -> Option<DMatrix<f64>> {
        let rows = self.count()?;
        let entries = self.floats()?;
        let columns = entries.len().checked_div(rows)?;
        (rows * columns == entries.len() && columns > 0)
            .then(|| DMatrix::from_vec(rows, columns, entries))
    }
}
