//! What the reader does with the training, and which of its steps the page shows.

use super::context::Context;
use super::editing::propose;
use super::effect::Effect;
use super::following::follow;
use super::leaving;
use super::policy::{Door, Proposal};
use super::stalled::Stalled;
use super::training::Speed;
use crate::settings::{Before, Key, Settings};
use crate::words::schooling as words;

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
    /// So fast.
    Speed(Speed),
    /// From the step that is shown on, other settings are to be tried beside those that it has.
    Branch,
    /// All steps are to be taken as the last ones are.
    Unbranch,
    /// What is shown is to be A.
    Keep,
    /// A is to be shown, and what is shown is to be A.
    Swap,
    /// A is no longer wanted.
    Drop,
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
            let can_go_on = Stalled::of(at.model).run.is_none();
            let training = &mut at.model.training;
            let is_there = training.session.is_some();
            training.is_running = !training.is_running && is_there && can_go_on;
            to_newest(at);
        }
        Schooling::Pause => at.model.training.is_running = false,
        Schooling::Step if Stalled::of(at.model).step.is_some() => {}
        Schooling::Step => {
            at.model.training.is_running = false;
            show_step(at, at.model.view.at + 1);
        }
        Schooling::Show(step) => {
            at.model.training.is_running = false;
            show_step(at, step);
        }
        // A button that goes leaves the focus to what stays.
        Schooling::Fit if fit(at) => at.ask(Effect::Focus("training-name")),
        Schooling::Fit => {}
        Schooling::Speed(speed) => at.model.training.speed = speed,
        Schooling::Branch => {
            beside(at, |now, here| {
                let before = now.view.course;
                now.view.against = Some(Box::new(now.of_training()));
                now.view.course = before.branched(here)?;
                Some(())
            });
        }
        Schooling::Unbranch => {
            let is_gone = beside(at, |now, _| {
                now.view.course.before = Before::default();
                Some(())
            });
            if is_gone {
                at.ask(Effect::Focus("train-branch"));
            }
        }
        Schooling::Keep => {
            beside(at, |now, _| {
                now.view.against = Some(Box::new(now.of_training()));
                Some(())
            });
        }
        Schooling::Swap => {
            beside(at, |now, _| {
                let other = now.view.against.take()?;
                now.view.against = Some(Box::new(now.of_training()));
                (now.recipe, now.view.course) = (other.recipe, other.view.course);
                Some(())
            });
        }
        Schooling::Drop => {
            if beside(at, |now, _| now.view.against.take().map(|_| ())) {
                at.ask(Effect::Focus("train-keep"));
            }
        }
    }
    at.ask(Effect::DrawActs);
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
    let over = at.model.training.session.as_ref();
    let over = over.filter(|session| session.is_over());
    let last = over.and_then(|session| usize::try_from(session.steps()).ok());
    let most = last.unwrap_or(at.model.view.course.steps);
    let text = step.min(most).to_string();
    propose(at, Door::Control, Proposal::Set(vec![(Key::At, text)]));
}

/// Gives the network the inputs and outputs of the data. Whether it has got them.
pub fn fit(at: &mut Context<'_>) -> bool {
    let Some(recipe) = at.model.subject.recipe() else {
        return false;
    };
    let changes = at.model.view.course.changes(recipe);
    propose(at, Door::Control, Proposal::Set(changes))
}

/// Changes the settings together, given the step that is shown; `None` where that cannot be. Whether they are changed.
fn beside(at: &mut Context<'_>, change: impl Fn(&mut Settings, usize) -> Option<()>) -> bool {
    at.model.training.is_running = false;
    let Some(now) = at.model.settings() else {
        return false;
    };
    let mut next = now.clone();
    let Some(()) = change(&mut next, at.model.view.at) else {
        at.ask(Effect::Status(words::TOO_MANY_BRANCHES.into()));
        return false;
    };
    propose(at, Door::Control, Proposal::Set(now.changes_to(&next)))
}
