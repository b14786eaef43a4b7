//! What the reader does in the lesson.

use super::asking::ask;
use super::asking::foretold;
use super::context::Context;
use super::editing::{new_seed, visit};
use super::effect::Effect;
use super::leaving;
use super::msg::Taught;
use super::offer::trial;
use super::policy::{Door, Proposal};
use super::pulsing;
#[cfg(feature = "whole")]
use super::schooling::fit;
use super::wish::Wish;
use crate::lesson::{Change, Further, Step, link_of, place_of};
use crate::network::{IS_WHOLE, Subject};
use crate::settings::{Key, View};

/// The element that gets the focus: the heading of the step, so that it is read from its beginning.
const TITLE: &str = "lesson-title";

/// Something has happened in the lesson.
pub fn teach(at: &mut Context<'_>, taught: Taught) {
    if at.model.is_small && taught == Taught::Open {
        return leaving::wish(at, Wish::Lesson(Box::default()));
    }
    if !IS_WHOLE {
        return;
    }
    let number = at.model.lesson.number();
    match taught {
        // The button in the head opens and closes.
        Taught::Open if number.is_none() => turn_to(at, Some(link_of(1)), TITLE),
        Taught::Open | Taught::Close => turn_to(at, None, "lesson-open"),
        Taught::Back => {
            let before = number.map(|number| link_of(place_of(number).max(2) - 1));
            turn_to(at, before, TITLE);
        }
        Taught::Next => turn_to(
            at,
            number.map(|number| link_of(place_of(number) + 1)),
            TITLE,
        ),
        Taught::Step(step) => turn_to(at, Some(step), "lesson-steps"),
        Taught::Guess(to) => {
            at.model.lesson.move_handle(to);
            at.ask(Effect::DrawFlow);
        }
        Taught::Check(given) => {
            if let Some(is_right) = at.model.lesson.check(given.as_deref()) {
                after_answer(at, is_right);
            }
        }
        Taught::Reveal => {
            if at.model.lesson.reveal() {
                after_answer(at, false);
            }
        }
        Taught::Texts => {
            at.ask(Effect::LessonStep);
            ask(at);
            at.ask(Effect::Soon);
            at.wake();
        }
        Taught::Example => show_example(at),
        // The button is removed once it has no purpose.
        #[cfg(feature = "whole")]
        Taught::Fit if fit(at) => at.ask(Effect::Focus(TITLE)),
        #[cfg(feature = "whole")]
        Taught::Fit => {}
        Taught::Try => try_change(at),
        Taught::More => {
            at.model.lesson.go_on();
            at.ask(Effect::Focus(TITLE));
        }
        Taught::Others => other_questions(at),
    }
    at.ask(Effect::Lesson);
}

/// Turns to another step and gives a part of it the focus; the step before stays in the history, so
/// that Back leads to it.
fn turn_to(at: &mut Context<'_>, step: Option<usize>, focus: &'static str) {
    // If no other layer may be shown, the step opens without its own.
    let (model, step_at) = (&*at.model, step.and_then(Step::at));
    let free = |key| step_at.filter(|_| !model.policy.is_locked(key));
    let depth = model.subject.depth();
    let selected = model.view.layer;
    let before = model.lesson.before(selected);
    let layer = match step {
        Some(_) => free(Key::Layer).map_or(selected, |step| step.layer(selected, depth)),
        None => before,
    };
    let view = View {
        step,
        layer,
        ..model.view.clone()
    };
    let subject = (*model.subject).clone();
    if visit(at, Door::Lesson, Proposal::Show(subject, Box::new(view))) {
        at.model.lesson.put_lens(before, layer);
        at.ask(Effect::Focus(focus));
    }
}

fn after_answer(at: &mut Context<'_>, is_right: bool) {
    if at.model.lesson.is_quiz() {
        at.model.lesson.count(is_right);
        // The fields are disabled now, and must not keep the focus.
        at.ask(Effect::Focus("lesson-more"));
    } else {
        arrive(at);
    }
}

/// What was veiled is to be seen, and what has been guessed runs in.
fn arrive(at: &mut Context<'_>) {
    pulsing::end(at);
    if at.model.lesson.step().is_some_and(Step::is_guess) {
        at.ask(Effect::Arrive);
    }
    at.wake();
}

fn show_example(at: &mut Context<'_>) {
    let Some(step) = at.model.lesson.step() else {
        return;
    };
    let settings = step.example_settings();
    let subject = Subject::Recipe(settings.recipe);
    if visit(
        at,
        Door::Example,
        Proposal::Show(subject, Box::new(settings.view)),
    ) {
        // The button is removed once it has no purpose.
        at.ask(Effect::Focus(TITLE));
    }
}

/// Makes the change that the step proposes.
fn try_change(at: &mut Context<'_>) {
    let (Some(step), Some(change)) = (at.model.lesson.step(), trial(at.model)) else {
        return;
    };
    let foretold = foretold(at.model);
    let model = &*at.model;
    let layer = model.layer();
    // An older network is not what the trial changes: then there is nothing to compare.
    let further = Further {
        plain: None,
        training: model.training.first_steps(),
        foretold,
    };
    let is_known = model.is_complete() && (!step.needs_training() || further.training.is_some());
    let entry = model.store.complete().filter(|_| is_known);
    let before = entry.map(|entry| step.measure(layer, &entry.analysis, further));
    if visit(at, Door::Trial, Proposal::Set(texts(change)))
        && let Some(before) = before
    {
        // A trial may select another layer itself.
        let layer = at.model.layer();
        at.model.lesson.try_from(layer, before);
    }
}

fn texts(change: Change) -> Vec<(Key, String)> {
    let texts = change.iter().map(|(key, text)| (*key, (*text).into()));
    texts.collect()
}

/// Other questions for the self-check: those of the next seed, if that may be changed.
fn other_questions(at: &mut Context<'_>) {
    if new_seed(at, Door::Trial) {
        at.ask(Effect::Focus(TITLE));
    }
}
