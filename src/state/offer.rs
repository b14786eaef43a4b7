//! What the lesson can offer here: only what the policy allows, so that every button works.

use super::model::Model;
use super::policy::{Door, Proposal};
use crate::lesson::{Change, Step};
use crate::network::Subject;
use crate::settings::Key;
#[cfg(feature = "whole")]
use crate::words::lesson::Label;

/// The change that the open step proposes: its first that changes something and is allowed.
pub fn trial(model: &Model) -> Option<Change> {
    let step = model.lesson.step()?;
    let settings = model.settings()?;
    let mut changes = step.changes(&settings);
    changes.find(|change| {
        let texts = change.iter().map(|(key, text)| (*key, (*text).into()));
        let proposal = Proposal::Set(texts.collect());
        is_allowed(model, Door::Trial, proposal)
    })
}

/// The step of the lesson that veils the fan, if any; a handout hides nothing.
pub fn veiling(model: &Model) -> Option<Step> {
    let step = model.lesson.veil().filter(|step| step.veils());
    step.filter(|_| !model.look.is_printed)
}

/// Whether the example of the open step is another network or layer, and may be shown.
pub fn has_example(model: &Model) -> bool {
    let Some(step) = model.lesson.step() else {
        return false;
    };
    let example = step.example_settings();
    let depth = example.recipe.depth;
    let is_same_layer = example.view.layer_of(depth) == model.layer();
    let subject = Subject::Recipe(example.recipe);
    let is_same = match step.needs_training() {
        // Whatever step of it is shown.
        true => {
            subject.recipe() == model.subject.recipe() && example.view.course == model.view.course
        }
        false => subject == *model.subject,
    };
    let is_here = is_same && is_same_layer;
    !is_here
        && is_allowed(
            model,
            Door::Example,
            Proposal::Show(subject, Box::new(example.view)),
        )
}

/// Whether the question lacks nothing but a network with the inputs and outputs of its data, and it may get them.
#[cfg(feature = "whole")]
pub fn has_fit(model: &Model) -> bool {
    let is_misfit = matches!(model.lesson.question(), Some(Err(Label::Misfit)));
    model
        .subject
        .recipe()
        .filter(|_| is_misfit)
        .is_some_and(|recipe| {
            let changes = model.view.course.changes(recipe);
            is_allowed(model, Door::Control, Proposal::Set(changes))
        })
}

/// The small program has no such question.
#[cfg(not(feature = "whole"))]
pub fn has_fit(_: &Model) -> bool {
    false
}

/// Whether the self-check can ask other questions.
pub fn has_others(model: &Model) -> bool {
    let Some(recipe) = model.subject.recipe() else {
        return false;
    };
    let next = recipe.seed.wrapping_add(1).to_string();
    let proposal = Proposal::Set(vec![(Key::Seed, next)]);
    is_allowed(model, Door::Trial, proposal)
}

fn is_allowed(model: &Model, door: Door, proposal: Proposal) -> bool {
    let present = (&*model.subject, &model.view);
    model.policy.judge(door, present, proposal).is_ok()
}
