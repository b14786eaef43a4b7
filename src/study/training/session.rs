//! A training as the page has it: what is known of it, and what is to be computed next.

use super::{
    Course, Data, Evaluation, FileError, History, Learned, NonFinite, Portion, Snapshot, Trainer,
};
use crate::network::Network;
use crate::settings::Recipe;

/// A training that is computed in portions, elsewhere and in any sizes, and that can go back to every step: the same
/// bits as if all steps were taken at once.
#[derive(Clone, Debug)]
pub struct Session {
    recipe: Recipe,
    course: Course,
    /// Before any step; it never computes one.
    trainer: Trainer,
    history: History,
    newest: Snapshot,
    all: Option<Evaluation>,
    /// Snapshots of the steps 0, d, 2d, ..., or of the first one after each of them.
    kept: Vec<Snapshot>,
    /// d
    stride: u64,
}

impl Session {
    /// The most snapshots that are kept.
    pub const MOST_KEPT: usize = 64;
    /// The most parameters in all that are kept: 160 MB.
    const MOST_NUMBERS: usize = 20_000_000;

    /// Nothing computed yet.
    ///
    /// # Errors
    /// As [`Course::trainer`].
    pub fn of(recipe: Recipe, course: Course) -> Result<Self, FileError> {
        let trainer = course.trainer(&recipe)?;
        let newest = trainer.snapshot();
        Ok(Self {
            history: History::new(recipe.depth, course.lr),
            kept: vec![newest.clone()],
            newest,
            all: None,
            stride: 1,
            recipe,
            course,
            trainer,
        })
    }

    /// What is trained.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// On what and how.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// How many steps are known.
    pub fn steps(&self) -> u64 {
        self.newest.step()
    }

    /// The pictures' numbers.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// L and the accuracy on all rows after the last known step; `None` before the first portion.
    pub fn all(&self) -> Option<Evaluation> {
        self.all
    }

    /// After the last known step.
    pub fn newest(&self) -> &Snapshot {
        &self.newest
    }

    /// What it learns from.
    pub fn data(&self) -> &Data {
        self.trainer.data()
    }

    /// The outputs of any inputs at a snapshot of this training, see [`Trainer::outputs`].
    pub fn outputs(&self, at: &Snapshot, inputs: &[f64]) -> Vec<f64> {
        let mut trainer = self.trainer.clone();
        // A snapshot of another training changes nothing.
        let _ = trainer.restore(at);
        trainer.outputs(inputs)
    }

    /// What ended it, if anything did.
    pub fn ended(&self) -> Option<NonFinite> {
        self.history.ended()
    }

    /// Where it stops by itself.
    fn last(&self) -> u64 {
        self.course.steps as u64
    }

    /// From now on it stops by itself there. Steps beyond that stay known.
    pub fn stop_at(&mut self, steps: usize) {
        self.course.steps = steps;
    }

    /// How many parameters it has.
    pub fn weights(&self) -> usize {
        self.newest.numbers()
    }

    /// Whether no step is left.
    pub fn is_over(&self) -> bool {
        self.ended().is_some() || self.steps() >= self.last()
    }

    /// The next steps, up to so many; also one of no steps before anything is known. `None` if it is over.
    pub fn next(&self, most: u64) -> Option<Portion> {
        let is_new = self.all.is_none();
        (is_new || !self.is_over()).then(|| Portion {
            from: self.newest.clone(),
            to: (self.steps() + most).min(self.last().max(self.steps())),
            interval: self.history.interval(),
        })
    }

    /// Takes in what came of a portion. Whether it was the next one; any other changes nothing.
    pub fn take(&mut self, learned: Learned) -> bool {
        if learned.from != self.steps() || learned.reached.step() < self.steps() {
            return false;
        }
        for record in &learned.records {
            self.history.take(record);
        }
        if let Some(ended) = learned.ended {
            self.history.end(ended);
        }
        self.all = Some(learned.all);
        self.keep(&learned.reached);
        self.newest = learned.reached;
        true
    }

    /// Keeps a snapshot if it is far enough from the last one; if there are too many, every second one goes.
    fn keep(&mut self, reached: &Snapshot) {
        let last = self.kept.last().map_or(0, Snapshot::step);
        if reached.step() / self.stride > last / self.stride {
            self.kept.push(reached.clone());
        }
        let most = (Self::MOST_NUMBERS / reached.numbers().max(1)).clamp(2, Self::MOST_KEPT);
        while self.kept.len() > most {
            self.stride *= 2;
            let stride = self.stride;
            let mut before = None;
            self.kept.retain(|one| {
                let place = one.step() / stride;
                before.replace(place) != Some(place)
            });
        }
    }

    /// What leads to a step that is known, from the nearest snapshot before it; `None` for one that is not known yet.
    pub fn towards(&self, step: u64) -> Option<Portion> {
        let mut kept = self.kept.iter().chain([&self.newest]).rev();
        let from = kept.find(|one| one.step() <= step)?;
        (step <= self.steps()).then(|| Portion {
            from: from.clone(),
            to: step,
            interval: u64::MAX,
        })
    }

    /// The network of a snapshot of this training, with the input and the loss of its first row; `None` if the snapshot
    /// is of another one.
    pub fn network(&self, at: &Snapshot) -> Option<Network> {
        let mut trainer = self.trainer.clone();
        trainer.restore(at)?;
        Some(trainer.network())
    }
}
