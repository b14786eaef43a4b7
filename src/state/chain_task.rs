//! The spectrum of the chain at a step of a training, as a task.

use super::learn::Learn;
use crate::analysis::{Analysis, Piece, Spectrum, Start, Work};
use crate::network::wire::{Reader, Writer};
use crate::scene::ChainPoint;

/// The way to a step of a training, and the analysis of its network there.
pub struct ChainAt {
    /// What leads to the step.
    learn: Learn,
    stage: Stage,
}

enum Stage {
    Learning,
    Starting(Box<Start>),
    Working(Box<Work>),
}

impl Clone for ChainAt {
    /// From its beginning.
    fn clone(&self) -> Self {
        Self::of(self.learn.clone())
    }
}

impl PartialEq for ChainAt {
    /// Equal tasks have the same result, however far they are.
    fn eq(&self, other: &Self) -> bool {
        self.learn == other.learn
    }
}

impl std::fmt::Debug for ChainAt {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.learn.fmt(out)
    }
}

impl ChainAt {
    /// Nothing done yet; the step is the last one of the portion.
    pub fn of(learn: Learn) -> Self {
        let stage = Stage::Learning;
        Self { learn, stage }
    }

    /// The step.
    fn step_number(&self) -> u64 {
        self.learn.portion.to
    }

    /// Some milliseconds of it. `Err` once it is over: the spectrum as a piece, or nothing if the portion is of another
    /// training.
    pub fn step(&mut self) -> Result<(), Option<Box<Piece>>> {
        match &mut self.stage {
            Stage::Learning => {
                let Err(learned) = self.learn.step() else {
                    return Ok(());
                };
                learned.ok_or(None)?;
                let network = self.learn.network().ok_or(None)?;
                self.stage = Stage::Starting(Box::new(Start::of(network)));
            }
            Stage::Starting(start) => {
                if let Some(passes) = start.advance() {
                    self.stage = Stage::Working(Box::new(Work::from(passes)));
                }
            }
            Stage::Working(work) => {
                if let Some(analysis) = work.advance() {
                    let words = words(self.step_number(), &analysis);
                    return Err(Some(Box::new(Piece::Study(words))));
                }
            }
        }
        Ok(())
    }

    pub(super) fn write(&self, out: &mut Writer) {
        self.learn.write(out);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Option<Self> {
        Some(Self::of(Learn::read(from)?))
    }
}

/// The step, and what [`ChainPoint::of`] needs of the spectrum of P^(0).
fn words(step: u64, analysis: &Analysis) -> Vec<u64> {
    let mut out = Writer::default();
    out.word(step);
    if let Some(suffix) = analysis.chain.first() {
        out.numbers(&suffix.spectrum.values);
        out.count(suffix.spectrum.rank);
        out.count(suffix.spectrum.resolved);
    }
    out.into_words()
}

fn point(piece: &Piece) -> Option<ChainPoint> {
    let Piece::Study(words) = piece else {
        return None;
    };
    let mut from = Reader::of(words);
    let step = from.word()?;
    let spectrum = Spectrum {
        values: from.numbers()?,
        rank: from.count()?,
        resolved: from.count()?,
        ..Spectrum::pending()
    };
    from.is_empty().then(|| ChainPoint::of(step, &spectrum))
}

/// Some steps that are computed together, and what has come of them.
pub struct ChainBatch {
    left: Vec<ChainAt>,
    found: Vec<ChainPoint>,
}

impl ChainBatch {
    /// Nothing found yet.
    pub fn of(left: Vec<ChainAt>) -> Self {
        let found = Vec::new();
        Self { left, found }
    }

    /// What is left of it.
    pub fn left(&self) -> &[ChainAt] {
        &self.left
    }

    /// Takes pieces in any order; returns the last points once all have arrived.
    pub fn add(&mut self, pieces: &[Piece]) -> Option<Vec<ChainPoint>> {
        for point in pieces.iter().filter_map(point) {
            let mut left = self.left.iter();
            if let Some(at) = left.position(|one| one.step_number() == point.step) {
                self.left.swap_remove(at);
                self.found.push(point);
            }
        }
        self.left.is_empty().then(|| self.take())
    }

    /// Points that have arrived; each is returned once.
    pub fn take(&mut self) -> Vec<ChainPoint> {
        std::mem::take(&mut self.found)
    }
}
