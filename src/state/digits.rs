//! The images of digits, which are loaded when a training first needs them.

use super::context::Context;
use super::effect::Effect;
use super::model::Model;
use crate::settings::Key;
use crate::study::training::Digits;
use crate::words::digits as words;

/// Whether a training lacks nothing but them.
pub fn are_lacking(model: &Model) -> bool {
    let course = &model.view.course;
    let training = &model.training;
    let is_wanted = training.is_watched || model.view.at > 0 || training.first.is_lacking();
    let recipe = model.subject.recipe().filter(|_| is_wanted);
    recipe.is_some_and(|recipe| course.fits(recipe) && !course.is_there())
}

/// Whether a training beside it does.
pub fn a_lacks_them(model: &Model) -> bool {
    let other = model.view.against.as_ref();
    let other = other.filter(|_| model.training.session.is_some());
    other.is_some_and(|other| {
        let course = &other.view.course;
        course.fits(&other.recipe) && !course.is_there()
    })
}

/// Asks for them, once.
pub fn ask(at: &mut Context<'_>) {
    if !std::mem::replace(&mut at.model.training.awaits_digits, true) {
        at.ask(Effect::Digits);
    }
}

/// They have come, or could not be loaded. Whether they are there now.
pub fn take(at: &mut Context<'_>, text: Option<&str>) -> bool {
    let training = &mut at.model.training;
    training.awaits_digits = false;
    let digits = match text.map(Digits::read) {
        None => Err(words::NOT_LOADED.to_owned()),
        Some(digits) => digits.map_err(|error| error.to_string()),
    };
    at.wake();
    let training = &mut at.model.training;
    match digits {
        Ok(digits) => {
            digits.bring();
            true
        }
        Err(sentence) => {
            training.refused = Some(sentence);
            training.first.give_up();
            if !at.model.policy.is_locked(Key::At) {
                // There is no such step.
                at.model.view.at = 0;
            }
            at.ask(Effect::DrawActs);
            false
        }
    }
}
