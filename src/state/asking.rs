//! From what is known to the question of the open step.

use super::context::Context;
use super::effect::Effect;
use super::summary::summary;

/// Asks the question of the step, as soon as everything is known of the subject.
pub fn ask(at: &mut Context<'_>) {
    let model = &mut *at.model;
    if !model.is_complete() {
        return;
    }
    let (Some(step), Some(entry)) = (model.lesson.step(), model.store.complete()) else {
        return;
    };
    if step.needs_plain() && entry.plain.is_none() {
        return;
    }
    let layer = model.layer();
    let entry = entry.clone();
    if let Some(before) = model.lesson.tried() {
        let numbers = [before, step.measure(layer, &entry.analysis)];
        model.lesson.report(step.measured(layer, numbers));
    }
    let question = step.question(layer, &entry.analysis, entry.plain.as_deref());
    model.lesson.ask(question, summary(&entry.subject));
    at.ask(Effect::Lesson);
}
