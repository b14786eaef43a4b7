//! Which buttons of a training can do nothing now, and why.

use super::model::Model;
use crate::study::training::Session;
use crate::words::schooling as words;

/// Why a button can do nothing, in a sentence; `None` if it does something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stalled {
    /// "Train": also from an earlier step it goes on from the last one that is known.
    pub run: Option<&'static str>,
    /// "Step": from the step that is shown.
    pub step: Option<&'static str>,
}

impl Stalled {
    /// Those of the training that is shown; nothing without one.
    pub fn of(model: &Model) -> Self {
        let Some(session) = model.training.session() else {
            return Self::default();
        };
        let run = session.is_over().then(|| why(session));
        let is_last = model.view.at as u64 >= session.steps();
        Self {
            run,
            step: run.filter(|_| is_last),
        }
    }
}

/// Why a training that is over goes no further.
fn why(session: &Session) -> &'static str {
    match session.course().steps {
        _ if session.ended().is_some() => words::NO_NUMBER_TO_GO_ON,
        0 => words::NO_STEPS,
        steps if session.steps() >= steps as u64 => words::ALL_STEPS,
        _ => words::LOW_ENOUGH,
    }
}
