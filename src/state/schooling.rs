//! What the reader does with the training, and which of its steps the page shows.

use std::rc::Rc;

use super::context::Context;
use super::editing::propose;
use super::effect::Effect;
use super::following::follow;
use super::learn::Learn;
use super::leaving;
use super::policy::{Door, Proposal};
use super::working::compute;
use crate::network::{IS_WHOLE, Network, Subject, Trained};
use crate::settings::{Course, Key};
use crate::study::training::{Learned, Session, Snapshot};

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

/// The step of the training that a subject is.
fn step_of(subject: &Subject) -> usize {
    match subject {
        Subject::Trained(trained) => trained.at,
        Subject::Recipe(_) | Subject::File(_) => 0,
    }
}

/// Something has happened to the training.
pub fn school(at: &mut Context<'_>, what: Schooling) {
    if !IS_WHOLE || at.model.is_small {
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

/// Begins what is to be computed of it; true if that is something.
pub fn begin(at: &mut Context<'_>) -> bool {
    if !IS_WHOLE {
        return false;
    }
    let model = &mut *at.model;
    if model.jobs.has_training() {
        return true;
    }
    let shown = model.subject.recipe().map(|_| step_of(&model.subject));
    let Some(portion) = model.training.wanted(model.view.at, shown) else {
        return false;
    };
    let Some(session) = &model.training.session else {
        return false;
    };
    let learn = Learn::of(session.recipe().clone(), *session.course(), portion);
    model.jobs.begin_training(learn, at.now);
    at.ask(Effect::Soon);
    at.ask(Effect::RestLater);
    true
}

/// What came of a portion.
pub fn receive(at: &mut Context<'_>, learned: Learned) {
    if !IS_WHOLE {
        return;
    }
    let reached = learned.reached.clone();
    let training = &mut at.model.training;
    let Some(session) = &mut training.session else {
        return;
    };
    let was_running = training.is_running;
    let is_next = session.take(learned);
    training.is_running &= !session.is_over();
    let step = usize::try_from(reached.step()).unwrap_or(usize::MAX);
    // Whoever lets it run watches its last step.
    if is_next && was_running && !at.model.policy.is_locked(Key::At) {
        at.model.view.at = step;
        at.model.is_edited = true;
        at.ask(Effect::Form);
    }
    if at.model.view.at == step {
        show_reached(at, &reached);
    }
    at.ask(Effect::DrawTraining);
    at.wake();
}

/// The page shows the network that was reached.
fn show_reached(at: &mut Context<'_>, reached: &Snapshot) {
    let model = &mut *at.model;
    model.training.shown = Some(reached.clone());
    let Some(session) = &model.training.session else {
        return;
    };
    let Some(network) = trained(session, reached) else {
        return;
    };
    let subject = Subject::Trained(Rc::new(Trained {
        recipe: session.recipe().clone(),
        course: Course {
            steps: 0,
            ..*session.course()
        },
        at: model.view.at,
        network,
    }));
    let subject = if model.view.at == 0 {
        Subject::Recipe(session.recipe().clone())
    } else {
        subject
    };
    if subject != *model.subject {
        model.subject = Rc::new(subject);
        compute(at);
    }
}

/// The recipe's network with the weights and biases of a step.
fn trained(session: &Session, reached: &Snapshot) -> Option<Network> {
    let learned = session.network(reached)?;
    let mut network = Network::from(session.recipe());
    network.layers = learned.layers;
    Some(network)
}
