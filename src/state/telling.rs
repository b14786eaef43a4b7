//! What those who do not see a training are told of it: that it runs, and what it had come to when it no longer did. To
//! tell each of its pictures would leave no time for anything else.

use super::context::Context;
use super::effect::Effect;
use crate::scene::{Training, TrainingLook};
use crate::words::schooling as words;

/// Tells whether it runs, if that has changed.
pub fn follow(at: &mut Context<'_>) {
    let shown = at.model.view.at as u64;
    let training = &mut at.model.training;
    if std::mem::replace(&mut training.was_running, training.is_running) == training.is_running {
        return;
    }
    let look = TrainingLook {
        at: Some(shown),
        ..TrainingLook::default()
    };
    training.told = match training.session.as_ref() {
        _ if training.is_running => words::RUNS.into(),
        Some(session) => Training::of(session.history(), look).line.text(),
        None => String::new(),
    };
    at.ask(Effect::DrawActs);
}
