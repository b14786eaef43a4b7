//! A part of a training that is computed by itself: some steps from a snapshot on.

use super::{Evaluation, NonFinite, Record, Sight, Snapshot, Teacher, Trainer};

/// Steps that are to be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Portion {
    /// Where they begin.
    pub from: Snapshot,
    /// The step after the last of them.
    pub to: u64,
    /// Every how many steps a record is wanted; that of the last step always is.
    pub interval: u64,
    /// They end too after a step whose batch has a loss below this; 0 is never.
    pub stop: f64,
    /// After the last of them the network is looked at in so many places to a side; 0 is nowhere.
    pub side: usize,
}

/// What came of a portion.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// The step at which it began.
    pub from: u64,
    /// The records that were wanted, steps ascending. The last one is of a step that was only looked at: the next one.
    pub records: Vec<Record>,
    /// The weights after it.
    pub reached: Snapshot,
    /// L and the accuracy on all rows there.
    pub all: Evaluation,
    /// What the network answers there, if that was wanted.
    pub sight: Option<Sight>,
    /// What ended the training, if anything did.
    pub ended: Option<NonFinite>,
    /// Those of its steps, on their batches.
    pub losses: Losses,
}

/// The losses of some steps on their batches, as far as they decide where a training stops by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Losses {
    /// The lowest one of all steps but the last; infinite if there are none.
    pub before: f64,
    /// That of the last step; infinite if there is none.
    pub last: f64,
}

impl Default for Losses {
    /// Those of no steps.
    fn default() -> Self {
        Self {
            before: f64::INFINITY,
            last: f64::INFINITY,
        }
    }
}

impl Losses {
    /// Those of these steps and of later ones.
    #[must_use]
    pub fn and(self, later: Self) -> Self {
        if later.last.is_infinite() {
            return self;
        }
        Self {
            before: self.before.min(self.last).min(later.before),
            last: later.last,
        }
    }

    fn of(loss: f64) -> Self {
        Self {
            last: loss,
            ..Self::default()
        }
    }
}

/// A portion under way, which may pause between any two steps.
#[derive(Clone, Debug)]
pub struct Learning {
    portion: Portion,
    records: Vec<Record>,
    losses: Losses,
    teacher: Option<Teacher>,
}

impl Learning {
    /// Begins a portion with a trainer of the same recipe and course; `None` if the snapshot is of another one.
    pub fn of(portion: Portion, trainer: &mut Trainer) -> Option<Self> {
        trainer.restore(&portion.from)?;
        Some(Self {
            portion,
            records: Vec::new(),
            losses: Losses::default(),
            teacher: None,
        })
    }

    /// Where it began.
    pub fn from(&self) -> &Snapshot {
        &self.portion.from
    }

    /// Its records are to tell how much of each mode of this teacher has been learned.
    pub fn under(self, teacher: Option<Teacher>) -> Self {
        Self { teacher, ..self }
    }

    /// Takes up to `most` steps; gives what came of the portion once all of them are taken, or no more can be.
    pub fn go_on(&mut self, trainer: &mut Trainer, most: u64) -> Option<Learned> {
        for _ in 0..most {
            if trainer.steps() >= self.portion.to || trainer.first_non_finite().is_some() {
                return Some(self.end(trainer));
            }
            let Portion { interval, stop, .. } = self.portion;
            let is_wanted = trainer.steps().is_multiple_of(interval.max(1));
            // Of the weights before the step.
            let strengths = if is_wanted {
                self.strengths(trainer)
            } else {
                Vec::new()
            };
            let Some(record) = trainer.step() else {
                continue;
            };
            if is_wanted {
                self.records.push(Record {
                    strengths,
                    ..record.clone()
                });
            }
            self.losses = self.losses.and(Losses::of(record.loss));
            if self.losses.last < stop {
                return Some(self.end(trainer));
            }
        }
        None
    }

    fn strengths(&self, trainer: &Trainer) -> Vec<f64> {
        let teacher = self.teacher.as_ref();
        let strengths = teacher.and_then(|teacher| teacher.strengths(&trainer.network_at_rest()));
        strengths.unwrap_or_default()
    }

    fn end(&mut self, trainer: &mut Trainer) -> Learned {
        let mut records = std::mem::take(&mut self.records);
        let strengths = self.strengths(trainer);
        records.extend(trainer.look().map(|record| Record {
            strengths,
            ..record.clone()
        }));
        let (all, sight) = trainer.look_around(self.portion.side);
        Learned {
            from: self.portion.from.step(),
            records,
            reached: trainer.snapshot(),
            all,
            sight,
            ended: trainer.first_non_finite(),
            losses: self.losses,
        }
    }
}
