//! A training as the page has it: what is known of it, and what is to be computed next.

use super::{
    Course, Data, Evaluation, FileError, History, Learned, Losses, NonFinite, Portion, Snapshot,
    Stopped, Trainer,
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
    /// Those of all known steps.
    losses: Losses,
    all: Option<Evaluation>,
    /// Snapshots of the steps 0, d, 2d, ..., or of the first one after each of them, with the losses of the steps before.
    kept: Vec<(Snapshot, Losses)>,
    /// d
    stride: u64,
}

impl Session {
    /// The most snapshots that are kept.
    pub const MOST_KEPT: usize = 64;
    /// The most numbers in all that are kept: 160 MB. The largest snapshots, those of [`Trainer::MOST_WEIGHTS`] under Adam,
    /// are six then: there is room for the first, and for one at each change of the way of taking steps.
    const MOST_NUMBERS: usize = 20_000_000;

    /// Nothing computed yet.
    ///
    /// # Errors
    /// As [`Course::trainer`].
    pub fn of(recipe: Recipe, course: Course) -> Result<Self, FileError> {
        let trainer = course.trainer(&recipe, 0)?;
        let newest = trainer.snapshot();
        let mut history = History::new(recipe.depth, course.lr);
        history.train_as(&course);
        Ok(Self {
            history: history.with_guess(trainer.data().guess_loss()),
            kept: vec![(newest.clone(), Losses::default())],
            newest,
            losses: Losses::default(),
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

    /// Before any step.
    pub fn start(&self) -> &Trainer {
        &self.trainer
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

    /// What ended it, if anything did.
    pub fn ended(&self) -> Option<NonFinite> {
        self.history.ended()
    }

    /// Where it stops by itself.
    fn last(&self) -> u64 {
        self.course.steps as u64
    }

    /// From now on it stops by itself at so many steps, or at such a loss. Steps beyond so many stay known; those after
    /// the first such loss are forgotten, and perhaps some before it, which are to be computed again.
    pub fn stop_at(&mut self, steps: usize, loss: f64) {
        (self.course.steps, self.course.stop) = (steps, loss);
        self.go_back(u64::MAX);
        self.history.stop(self.stopped());
    }

    /// Forgets what comes after a step, and what comes after the loss that stops it: back to a snapshot that is kept, or to
    /// the beginning if the history has gaps there, so that it does not hang on what was known.
    fn go_back(&mut self, most: u64) {
        let stop = self.course.stop;
        let is_of_it =
            |(one, losses): (&Snapshot, &Losses)| one.step() <= most && losses.before >= stop;
        if is_of_it((&self.newest, &self.losses)) {
            return;
        }
        let known = self
            .kept
            .partition_point(|(one, losses)| is_of_it((one, losses)));
        let last = self.kept[..known].last();
        let is_whole = last.is_some_and(|(one, _)| self.history.is_whole_at(one.step()));
        self.kept.truncate(if is_whole { known } else { 1 });
        // Nothing comes before step 0.
        if let Some(last) = self.kept.last() {
            (self.newest, self.losses) = last.clone();
        }
        self.history.cut(self.newest.step());
        self.all = None;
    }

    /// The same up to where another course of the same network does something else, and from there on that one; `None` if
    /// nothing that is known is the same, or the history up to there has gaps.
    pub fn branched(&self, course: Course) -> Option<Self> {
        let shared = self.course.shared(&course).unwrap_or(u64::MAX);
        let mut branch = Self {
            course,
            ..self.clone()
        };
        branch.go_back(shared);
        if branch.steps() == 0 {
            return None;
        }
        // What ended the other one may not end this one.
        branch.history.cut(branch.steps());
        branch.history.train_as(&course);
        branch.history.stop(branch.stopped());
        branch.all = None;
        Some(branch)
    }

    /// Whether no step is left.
    pub fn is_over(&self) -> bool {
        self.ended().is_some() || self.stopped().is_some() || self.steps() >= self.last()
    }

    /// The loss that stops it, if the last one that is known does.
    fn stopped(&self) -> Option<Stopped> {
        let stopped = Stopped {
            step: self.steps().checked_sub(1)?,
            loss: self.losses.last,
            below: self.course.stop,
        };
        (stopped.loss < stopped.below).then_some(stopped)
    }

    /// The next steps, up to so many; also one of no steps before anything is known. `None` if it is over.
    pub fn next(&self, most: u64) -> Option<Portion> {
        let is_new = self.all.is_none();
        let to = (self.steps() + most).min(self.last().max(self.steps()));
        let portion = |most| self.portion(&self.newest, most, self.history.interval());
        match self.is_over() {
            true => is_new.then(|| portion(self.steps())),
            false => Some(portion(to)),
        }
    }

    /// The steps from a snapshot to another one, but none that are taken in another way than the first of them.
    fn portion(&self, from: &Snapshot, to: u64, interval: u64) -> Portion {
        let step = from.step();
        let rule = self.course.manner_at(step).rule;
        let is_first = step > 0 && self.course.change_after(step - 1) == Some(step);
        let is_other = is_first && self.course.manner_at(step - 1).rule != rule;
        Portion {
            from: match is_other {
                true => from.clone().under(rule.into()),
                false => from.clone(),
            },
            to: self
                .course
                .change_after(step)
                .map_or(to, |change| change.min(to)),
            interval,
            stop: self.course.stop,
            side: 0,
        }
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
        self.losses = self.losses.and(learned.losses);
        self.keep(&learned.reached);
        self.newest = learned.reached;
        self.history.stop(self.stopped());
        true
    }

    /// Keeps a snapshot if it is far enough from the last one; if there are too many, every second one goes.
    fn keep(&mut self, reached: &Snapshot) {
        let last = self.kept.last().map_or(0, |(one, _)| one.step());
        let is_change = |step: u64| step > 0 && self.course.change_after(step - 1) == Some(step);
        let is_new = reached.step() > last && is_change(reached.step());
        if is_new || reached.step() / self.stride > last / self.stride {
            self.kept.push((reached.clone(), self.losses));
        }
        let most = (Self::MOST_NUMBERS / reached.numbers().max(1)).clamp(2, Self::MOST_KEPT);
        while self.kept.len() > most && self.stride <= reached.step() {
            self.stride *= 2;
            let stride = self.stride;
            let mut before = None;
            self.kept.retain(|(one, _)| {
                let place = one.step() / stride;
                before.replace(place) != Some(place) || is_change(one.step())
            });
        }
    }

    /// What leads to a step that is known, from the nearest snapshot before it; `None` for one that is not known yet.
    pub fn towards(&self, step: u64) -> Option<Portion> {
        let kept = self.kept.iter().map(|(one, _)| one);
        let mut kept = kept.chain([&self.newest]).rev();
        let from = kept.find(|one| one.step() <= step)?;
        (step <= self.steps()).then(|| Portion {
            stop: 0.0,
            ..self.portion(from, step, u64::MAX)
        })
    }

    /// The network of a snapshot of this training, with the input and the loss of its first row, see
    /// [`Trainer::network_at_rest`]; `None` if the snapshot is of another one.
    pub fn network(&self, at: &Snapshot) -> Option<Network> {
        self.trainer.network_of(at)
    }
}
