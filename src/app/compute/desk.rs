//! The page's own desk: tasks in slices of the page's time.

use std::rc::Rc;

use crate::analysis::Piece;
use crate::network::Subject;
use crate::state::{Computation, Task, Yield};

/// One computation at a time.
#[derive(Default)]
pub struct Desk {
    computation: Option<Computation>,
    job: u32,
    is_short: bool,
}

/// The results of a slice.
pub struct Found {
    /// Of which job.
    pub job: u32,
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Whether the task is done.
    pub is_done: bool,
}

impl Desk {
    /// Begins a task of a job in place of the current one.
    pub fn begin(&mut self, job: u32, subject: &Rc<Subject>, task: Task) {
        if self.computation.is_none() || self.job != job {
            let new = match &**subject {
                Subject::Recipe(recipe) => Computation::of_recipe(recipe),
                Subject::File(_) | Subject::Trained(_) => {
                    Computation::of_network(subject.network())
                }
            };
            self.computation = Some(match self.computation.take() {
                Some(old) => new.reusing(old),
                None => new,
            });
            self.job = job;
        }
        self.is_short = task.is_short(subject);
        if let Some(computation) = &mut self.computation {
            computation.begin(Some(task));
        }
    }

    /// Gives up what it is doing.
    pub fn halt(&mut self) {
        if let Some(computation) = &mut self.computation {
            computation.begin(None);
        }
    }

    /// Whether it has a task.
    pub fn is_busy(&self) -> bool {
        self.computation.as_ref().is_some_and(Computation::is_busy)
    }

    /// Whether the task should begin after the next frame, because it is long, so that the control that
    /// the reader is dragging moves at once, or because nobody waits for it.
    pub fn can_wait(&self) -> bool {
        !self.is_short
    }

    /// Works until the task is done or `is_over` returns true.
    pub fn slice(&mut self, is_over: impl Fn() -> bool) -> Option<Found> {
        let computation = self.computation.as_mut().filter(|one| one.is_busy())?;
        let mut found = Found {
            job: self.job,
            pieces: Vec::new(),
            is_done: false,
        };
        loop {
            match computation.step() {
                Yield::Piece(piece) => found.pieces.push(*piece),
                Yield::Nothing => {}
                Yield::Done => {
                    found.is_done = true;
                    return Some(found);
                }
            }
            if is_over() {
                return Some(found);
            }
        }
    }
}
