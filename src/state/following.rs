//! The training goes with what is shown.

use super::context::Context;
use super::effect::Effect;
use super::model::Model;
use super::training::is_same;
use crate::network::{IS_WHOLE, Subject, Trained};
use crate::settings::Course;

/// What is shown until the step that is wanted is known: for a recipe the step of the same training that is shown already.
pub fn kept(model: &Model, subject: Subject, (course, at): (&Course, usize)) -> Subject {
    if !IS_WHOLE {
        return subject;
    }
    let old = &*model.subject;
    let is_of_it = |trained: &Trained| {
        Some(&trained.recipe) == subject.recipe() && is_same(&trained.course, course)
    };
    match old {
        Subject::Trained(trained) if at > 0 && subject.drawn().is_some() && is_of_it(trained) => {
            old.clone()
        }
        _ => subject,
    }
}

/// The training of what is shown now.
pub fn follow(at: &mut Context<'_>) {
    if !IS_WHOLE {
        return;
    }
    let model = &mut *at.model;
    let recipe = model.subject.recipe();
    model
        .training
        .follow(recipe, model.view.course, model.view.at);
    if !model.training.is_running {
        // Something else may be under way for another one.
        model.jobs.drop_training();
    }
    at.ask(Effect::DrawTraining);
}
