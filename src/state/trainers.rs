//! Trainers that a thread keeps between two portions: the next one of the same training need not draw its network again.

use super::learn::{Learn, Way};
use crate::study::training::Trainer;

/// The most trainers: that of the training that is shown, and that of A beside it.
const MOST: usize = 2;
/// The most numbers of one that is kept: 16 MB.
const LARGEST: usize = 2_000_000;

/// The trainers of the last portions, the newest last.
#[derive(Default)]
pub struct Trainers(Vec<(Way, Trainer)>);

impl Trainers {
    /// A portion is over, or not wanted any more.
    pub fn keep(&mut self, learn: Learn) {
        let way = learn.way();
        let trainer = learn.into_trainer();
        if let Some(trainer) = trainer.filter(|trainer| trainer.numbers() <= LARGEST) {
            self.0.push((way, trainer));
            let more = self.0.len().saturating_sub(MOST);
            self.0.drain(..more);
        }
    }

    /// Gives a portion the trainer of an earlier one of the same training, if there is one. A portion that begins draws its
    /// own.
    pub fn lend(&mut self, learn: &mut Learn) {
        if learn.portion.from.is_beginning() {
            return;
        }
        let way = learn.way();
        if let Some(at) = self.0.iter().position(|(own, _)| *own == way) {
            learn.borrow(self.0.remove(at).1);
        }
    }

    /// How many are kept.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}
