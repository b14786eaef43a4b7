//! Portions and what comes of them as words, so that they can travel between threads. Every bit is preserved, but that a portion that begins
//! at step 0 travels without that snapshot.

use std::sync::Arc;

use super::rule::Memory;
use super::{Evaluation, Learned, Losses, NonFinite, Portion, Record, Sight, Snapshot, What};
use crate::network::wire::{Reader, Writer};

/// Words for what is learned besides the snapshot.
const ROOM: usize = 4096;
const WHAT: [What; 4] = [What::Weights, What::Outputs, What::Loss, What::Gradients];

impl Portion {
    pub(crate) fn write(&self, out: &mut Writer) {
        match self.from.step() {
            // Whoever computes it draws that network anyway.
            0 => Snapshot::beginning().write(out),
            _ => self.from.write(out),
        }
        out.word(self.to);
        out.word(self.interval);
        out.float(self.stop);
        out.count(self.side);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            from: Snapshot::read(from)?,
            to: from.word()?,
            interval: from.word()?,
            stop: from.float()?,
            side: from.count()?,
        })
    }
}

impl Learned {
    /// As words.
    pub fn to_words(&self) -> Vec<u64> {
        let mut out = Writer::with_room(self.reached.numbers() + ROOM);
        self.write(&mut out);
        out.into_words()
    }

    /// Of these words; `None` if they are of something else.
    pub fn from_words(words: &[u64]) -> Option<Self> {
        let mut from = Reader::of(words);
        let learned = Self::read(&mut from)?;
        from.is_empty().then_some(learned)
    }

    fn write(&self, out: &mut Writer) {
        out.word(self.from);
        out.list(self.records.iter(), |out, record| record.write(out));
        self.reached.write(out);
        out.float(self.all.loss);
        out.some(self.all.accuracy, Writer::float);
        out.some(self.sight.as_ref(), |out, sight| sight.write(out));
        out.some(self.ended, non_finite);
        out.float(self.losses.before);
        out.float(self.losses.last);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            from: from.word()?,
            records: from.list(Record::read)?,
            reached: Snapshot::read(from)?,
            all: Evaluation {
                loss: from.float()?,
                accuracy: from.some(Reader::float)?,
            },
            sight: from.some(Sight::read)?,
            ended: from.some(read_non_finite)?,
            losses: Losses {
                before: from.float()?,
                last: from.float()?,
            },
        })
    }
}

impl Sight {
    fn write(&self, out: &mut Writer) {
        out.count(self.side);
        out.floats(&self.places);
        out.floats(&self.rows);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            side: from.count()?,
            places: from.floats()?,
            rows: from.floats()?,
        })
    }
}

impl Snapshot {
    fn write(&self, out: &mut Writer) {
        out.word(self.step);
        out.floats(&self.parameters);
        out.floats(&self.memory.first);
        out.floats(&self.memory.second);
        out.word(self.memory.since);
        out.some(self.first_non_finite, non_finite);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            step: from.word()?,
            parameters: Arc::new(from.floats()?),
            memory: Arc::new(Memory {
                first: from.floats()?,
                second: from.floats()?,
                since: from.word()?,
            }),
            first_non_finite: from.some(read_non_finite)?,
        })
    }
}

impl Record {
    fn write(&self, out: &mut Writer) {
        out.word(self.step);
        out.float(self.loss);
        out.some(self.accuracy, Writer::float);
        for list in [
            &self.output_gradients,
            &self.weight_gradients,
            &self.weight_parts,
            &self.weight_norms,
            &self.weight_updates,
            &self.strengths,
        ] {
            out.floats(list);
        }
        for list in [&self.bias_gradients, &self.bias_updates] {
            out.list(list.iter(), |out, x| out.some(*x, Writer::float));
        }
        out.float(self.gradient_norm);
        out.float(self.clip_factor);
        out.flag(self.is_step);
    }

    fn read(from: &mut Reader<'_>) -> Option<Self> {
        let (step, loss) = (from.word()?, from.float()?);
        let accuracy = from.some(Reader::float)?;
        let [first, second, third, fourth, fifth, sixth] = [(); 6].map(|()| from.floats());
        let mut some = || from.list(|from| from.some(Reader::float));
        let [gradients, updates] = [some(), some()];
        Some(Self {
            step,
            loss,
            accuracy,
            output_gradients: first?,
            weight_gradients: second?,
            weight_parts: third?,
            weight_norms: fourth?,
            weight_updates: fifth?,
            strengths: sixth?,
            bias_gradients: gradients?,
            bias_updates: updates?,
            gradient_norm: from.float()?,
            clip_factor: from.float()?,
            is_step: from.flag()?,
        })
    }
}

fn non_finite(out: &mut Writer, found: NonFinite) {
    out.word(found.step);
    out.count(found.what as usize);
    out.some(found.layer, Writer::count);
}

fn read_non_finite(from: &mut Reader<'_>) -> Option<NonFinite> {
    Some(NonFinite {
        step: from.word()?,
        what: from.one_of(&WHAT)?,
        layer: from.some(Reader::count)?,
    })
}
