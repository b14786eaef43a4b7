//! What the reader does with the training, and which of its steps the page shows.

use super::context::Context;
use super::editing::propose;
use super::effect::Effect;
use super::following::follow;
use super::leaving;
use super::policy::{Door, Proposal};
use crate::settings::Key;

/// Something that has happened to the training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schooling {
    /// The act is seen from now on, or no longer.
    Watch(bool),
    /// It is to go on, or to pause.
    Run,
    /// It is to pause, if it runs: nobody sees it.
    Pause,
    /// One step more.
    Step,
    /// Another step is to be shown.
    Show(usize),
    /// The network is to get the inputs and outputs of the data.
    Fit,
}

/// Something has happened to the training.
pub fn school(at: &mut Context<'_>, what: Schooling) {
    if at.model.is_small {
        // The act is open when that one is there.
        return leaving::expect_whole(at);
    }
    match what {
        Schooling::Watch(is_watched) => {
            at.model.training.is_watched = is_watched;
            at.model.training.is_running &= is_watched;
            follow(at);
        }
        Schooling::Run => {
            let training = &mut at.model.training;
            let can_go_on = training
                .session
                .as_ref()
                .is_some_and(|session| !session.is_over());
            training.is_running = !training.is_running && can_go_on;
            to_newest(at);
        }
        Schooling::Pause => at.model.training.is_running = false,
        Schooling::Step => {
            at.model.training.is_running = false;
            show_step(at, at.model.view.at + 1);
        }
        Schooling::Show(step) => {
            at.model.training.is_running = false;
            show_step(at, step);
        }
        Schooling::Fit => fit(at),
    }
    at.ask(Effect::DrawTraining);
    at.wake();
}

/// Whoever lets it run goes on from its last step.
fn to_newest(at: &mut Context<'_>) {
    let training = &at.model.training;
    if training.is_running
        && let Some(session) = &training.session
    {
        let newest = usize::try_from(session.steps()).unwrap_or(usize::MAX);
        show_step(at, newest);
    }
}

fn show_step(at: &mut Context<'_>, step: usize) {
    let most = at.model.view.course.steps;
    let text = step.min(most).to_string();
    propose(at, Door::Control, Proposal::Set(vec![(Key::At, text)]));
}

/// Gives the network the inputs and outputs of the data.
fn fit(at: &mut Context<'_>) {
    let Some(recipe) = at.model.subject.recipe() else {
        return;
    };
    let changes = at.model.view.course.changes(recipe);
    propose(at, Door::Control, Proposal::Set(changes));
}
