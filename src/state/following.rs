//! The training goes with what is shown.

use std::rc::Rc;

use super::context::Context;
use super::digits;
use super::effect::Effect;
use super::learn::Learn;
use super::model::Model;
use super::training::{Which, is_same};
use crate::network::{Network, Subject, Trained};
use crate::settings::{Course, Key, Settings};
use crate::study::training::{Learned, Session, Snapshot};

/// What is shown until the step that is wanted is known: for a recipe the step of the same training that is shown already.
pub fn kept(model: &Model, subject: Subject, (course, at): (&Course, usize)) -> Subject {
    let old = &*model.subject;
    let is_of_it = |trained: &Trained| {
        Some(&trained.recipe) == subject.recipe() && is_same(&trained.course, course)
    };
    match old {
        Subject::Trained(trained)
            if (at > 0 || course.begins_elsewhere())
                && subject.drawn().is_some()
                && is_of_it(trained) =>
        {
            old.clone()
        }
        _ => subject,
    }
}

/// The training of what is shown now.
pub fn follow(at: &mut Context<'_>) {
    let model = &mut *at.model;
    let recipe = model.subject.recipe();
    let followed = model.training.follow(recipe, &model.view);
    let is_lacking = digits::are_lacking(model);
    if is_lacking || digits::a_lacks_them(model) {
        digits::ask(at);
    }
    let model = &mut *at.model;
    if !is_lacking && !model.policy.is_locked(Key::At) {
        // There is no later step.
        let session = model.training.session.as_ref();
        let most = session.map_or(0, |session| session.course().steps);
        model.view.at = model.view.at.min(most);
    }
    if followed.is_asked_anew {
        model.lesson.await_numbers();
        model.lesson.forget_trial();
        at.ask(Effect::Lesson);
    }
    let model = &mut *at.model;
    if followed.is_asked_anew || followed.is_other || !model.training.is_running {
        // What is under way belongs to another one, or nobody waits for it.
        model.jobs.drop_training();
    }
    at.ask(Effect::DrawActs);
}

/// The step of its training that is shown, if it is one.
pub(super) fn step_shown(model: &Model) -> Option<usize> {
    match &*model.subject {
        Subject::Trained(trained) => Some(trained.at),
        Subject::Recipe(_) => (!model.view.course.begins_elsewhere()).then_some(0),
        Subject::File(_) => None,
    }
}

/// Whether the step that is to be shown is still on its way.
pub fn awaits(model: &Model) -> bool {
    let (at, session) = (model.view.at, model.training.session.as_ref());
    let comes = session.is_some_and(|one| one.steps() >= at as u64 || !one.is_over());
    (comes || model.training.awaits_digits) && step_shown(model) != Some(at)
}

/// Begins what is to be computed of it; true if that is something.
pub fn begin(at: &mut Context<'_>) -> bool {
    let model = &mut *at.model;
    if model.jobs.has_training() {
        return true;
    }
    let wanted = model.training.wanted(model.view.at, step_shown(model));
    let Some((which, portion)) = wanted else {
        return false;
    };
    model.training.under_way = which;
    let Some(session) = model.training.session_mut(which) else {
        return false;
    };
    let learn = Learn::of(session.recipe().clone(), *session.course(), portion);
    model.jobs.begin_training(learn, at.now);
    at.ask(Effect::Soon);
    at.ask(Effect::RestLater);
    true
}

/// A portion could not be computed: its training ends, and the page says so and stays at the step that it shows.
pub fn give_up(at: &mut Context<'_>) {
    let model = &mut *at.model;
    model.training.give_up();
    if model.training.session.is_none() && !model.policy.is_locked(Key::At) {
        model.view.at = step_shown(model).unwrap_or(0);
        model.is_edited = true;
        at.ask(Effect::Form);
    }
    at.ask(Effect::DrawActs);
    at.wake();
}

/// What came of a portion. Returns what the page shows now, if that is something else.
pub fn receive(at: &mut Context<'_>, mut learned: Learned) -> Option<Subject> {
    let (reached, sight) = (learned.reached.clone(), learned.sight.take());
    let training = &mut at.model.training;
    if training.under_way == Which::Against {
        training.against.as_mut()?.take(learned);
        at.ask(Effect::DrawActs);
        at.wake();
        return None;
    }
    if training.under_way == Which::First {
        training.first.take(learned);
        at.wake();
        return None;
    }
    let session = training.session.as_mut()?;
    training.sight = sight
        .map(|sight| (reached.step(), sight))
        .or(training.sight.take());
    let was_running = training.is_running;
    let is_next = session.take(learned);
    training.is_running &= !session.is_over();
    let step = usize::try_from(reached.step()).unwrap_or(usize::MAX);
    let is_beyond = session.is_over() && at.model.view.at as u64 > session.steps();
    // Whoever lets it run watches its last step; behind that there is none.
    if is_next && (was_running || is_beyond) && !at.model.policy.is_locked(Key::At) {
        at.model.view.at = step;
        at.model.is_edited = true;
        at.ask(Effect::Form);
    }
    at.ask(Effect::DrawActs);
    at.wake();
    let is_shown = at.model.view.at == step;
    is_shown
        .then(|| reached_subject(at.model, &reached))
        .flatten()
}

/// The network that was reached, if it is not what is shown already.
fn reached_subject(model: &Model, reached: &Snapshot) -> Option<Subject> {
    let session = model.training.session.as_ref()?;
    let recipe = session.recipe().clone();
    let subject = match model.view.at {
        0 if !session.course().begins_elsewhere() => Subject::Recipe(recipe),
        at => Subject::Trained(Rc::new(Trained {
            network: trained(session, reached)?,
            recipe,
            course: Course {
                steps: 0,
                stop: 0.0,
                ..*session.course()
            },
            at,
        })),
    };
    (subject != *model.subject).then_some(subject)
}

/// The recipe's network with the weights and biases of a step.
fn trained(session: &Session, reached: &Snapshot) -> Option<Network> {
    let learned = session.network(reached)?;
    let course = session.course();
    Some(course.network_shown(session.recipe(), (reached.step(), learned)))
}

/// The network that the page shows first of these settings: the recipe's own, unless its training begins elsewhere.
pub fn first_network(settings: &Settings) -> Network {
    let (recipe, course) = (&settings.recipe, &settings.view.course);
    let begins_elsewhere = Some(course).filter(|course| course.begins_elsewhere());
    let trainer = begins_elsewhere.and_then(|course| course.trainer(recipe, 0).ok());
    match trainer {
        Some(trainer) => course.network_shown(recipe, (0, trainer.network_at_rest())),
        None => Network::from(recipe),
    }
}
