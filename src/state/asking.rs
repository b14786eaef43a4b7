//! From what is known to the question of the open step.

use super::context::Context;
use super::effect::Effect;
use super::model::Model;
use super::summary::summary;
use crate::lesson::Further;
use crate::scene::Foretold;
use crate::words::lesson::are_there;

/// Asks the question of the step, as soon as everything is known of the subject.
pub fn ask(at: &mut Context<'_>) {
    let model = &mut *at.model;
    // Without texts there is nothing to ask.
    if !model.is_complete() || !are_there() {
        return;
    }
    let foretold = foretold(model);
    let (Some(step), Some(entry)) = (model.lesson.step(), model.store.complete()) else {
        return;
    };
    if step.needs_plain() && entry.plain.is_none() {
        return;
    }
    let layer = model.layer();
    let entry = entry.clone();
    let training = model.training.first_steps();
    if step.needs_training() && training.is_none() {
        return;
    }
    let further = Further {
        plain: entry.plain.as_deref(),
        training,
        foretold,
    };
    if let Some((tried, before)) = model.lesson.tried() {
        let numbers = [before, step.measure(tried, &entry.analysis, further)];
        model.lesson.report(step.measured(tried, numbers));
    }
    let question = step.question(layer, &entry.analysis, further);
    model.lesson.ask(question, summary(&entry.subject));
    at.ask(Effect::Lesson);
}

/// The work is stopped: says so instead of asking about numbers that are not known, and names the
/// network of those that are shown.
pub fn stop_asking(at: &mut Context<'_>) {
    let model = &mut *at.model;
    let is_known = model.is_complete();
    let shown = model.store.newest().map(|entry| summary(&entry.subject));
    model.lesson.stop(is_known, shown.unwrap_or_default());
    at.ask(Effect::Lesson);
}

/// What theory says of the network, where the step asks about it.
#[cfg(feature = "whole")]
pub(super) fn foretold(model: &mut Model) -> Option<Foretold> {
    let step = model.lesson.step()?;
    let recipe = model.subject.drawn().filter(|_| step.needs_theory())?;
    Foretold::of(model.beside.theory_of(recipe))
}

/// Nothing is foretold in the small program.
#[cfg(not(feature = "whole"))]
pub(super) fn foretold(_: &mut Model) -> Option<Foretold> {
    None
}
