//! Gradients that are added as words: those of tied layers, and those of several inputs.

use super::{Analysis, Batch, SummedGradient, Tie};
use crate::network::IS_WHOLE;
use crate::network::wire::{Reader, Writer};

impl Writer {
    fn summed(&mut self, sum: &SummedGradient) {
        self.number(sum.norm);
        self.number(sum.parts);
        self.float(sum.error);
        self.flag(sum.is_resolved);
    }

    pub(super) fn sums(&mut self, outline: &Analysis) {
        if !IS_WHOLE {
            return;
        }
        self.list(outline.ties.iter(), |out, tie| {
            out.counts(&tie.layers);
            out.summed(&tie.gradient);
        });
        self.count(outline.samples);
    }

    pub(super) fn batch(&mut self, batch: &Batch) {
        self.count(batch.count);
        self.some(batch.loss, Self::number);
        self.list(batch.weights.iter(), Self::summed);
        self.numbers(&batch.outputs);
        self.numbers(&batch.joint);
        self.list(batch.is_resolved.iter().copied(), Self::flag);
    }
}

impl Reader<'_> {
    fn summed(&mut self) -> Option<SummedGradient> {
        Some(SummedGradient {
            norm: self.number()?,
            parts: self.number()?,
            error: self.float()?,
            is_resolved: self.flag()?,
        })
    }

    pub(super) fn ties(&mut self) -> Option<Vec<Tie>> {
        if !IS_WHOLE {
            return Some(Vec::new());
        }
        self.list(|from| {
            Some(Tie {
                layers: from.counts()?,
                gradient: from.summed()?,
            })
        })
    }

    pub(super) fn batch(&mut self) -> Option<Batch> {
        let batch = Batch {
            count: self.count()?,
            loss: self.some(Self::number)?,
            weights: self.list(Self::summed)?,
            outputs: self.numbers()?,
            joint: self.numbers()?,
            is_resolved: self.list(Self::flag)?,
        };
        let places = batch.weights.len() + 1;
        let fits = [
            batch.outputs.len(),
            batch.joint.len(),
            batch.is_resolved.len(),
        ];
        (fits == [places; 3]).then_some(batch)
    }
}
