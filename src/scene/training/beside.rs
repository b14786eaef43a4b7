//! A training beside another one, A: the loss of both on the same axes, and what is different.

use super::curve::{losses, losses_within};
use super::{Training, TrainingLook};
use crate::scene::compare::shown;
use crate::settings::{Course, FIELDS, Field, Group, Key, Manner, Settings, View};
use crate::study::training::History;
use crate::words::learning as words;

impl Training {
    /// The picture of a run with the loss of A.
    pub fn beside(history: &History, look: TrainingLook, other: &History) -> Self {
        let mut picture = Self::of(history, look);
        let against = losses(other);
        let [own, of_a] = [picture.loss.range, against.range];
        let range = (own.0.min(of_a.0), own.1.max(of_a.1));
        picture.loss = losses_within(history, range);
        picture.against = Some(losses_within(other, range));
        picture
    }

    /// A in a sentence: what is different there, and how far it is at the step that is shown, or at the last one before it that is kept.
    pub fn of_a(other: &History, look: TrainingLook, differences: &str) -> String {
        let picture = Self::of(other, look);
        let step = picture.cursor.map(|step| picture.told_step(step));
        let label = step.map(|step| (words::step(&words::number(step)), picture.numbers(step)));
        words::of_a(differences, &label.unwrap_or_default())
    }

    /// What is different in A, for people: "with step size 0.1, activation tanh, without the branch"; both are what decides
    /// a training. Empty if nothing is.
    pub fn differences(now: &Settings, other: &Settings) -> String {
        let settings = settings_of_a(now, other);
        let with = (!settings.is_empty()).then(|| words::with(&settings.join(words::COMMA)));
        let parts: Vec<String> = with.into_iter().chain(branch_of_a(now, other)).collect();
        parts.join(words::COMMA)
    }

    /// How it is trained, in lines for a saved picture: "data Two spirals · rule Gradient descent · ...", and how it has branched.
    pub fn course(settings: &Settings) -> Vec<String> {
        let fields = FIELDS.iter().filter(|field| field.group == Group::Training);
        let said =
            fields.map(|field| words::setting(field.label, &shown(field, (field.text)(settings))));
        let now = said.collect::<Vec<_>>().join(words::DOT);
        let before = Self::branches(&settings.view.course);
        std::iter::once(now).chain(before).collect()
    }

    /// How a training has branched, in a sentence; `None` if it has not: "Up to step 500: step size 0.1."
    pub fn branches(course: &Course) -> Option<String> {
        let mut sentences = Vec::new();
        for stretch in course.before.stretches() {
            let Manner {
                rule,
                lr,
                batch,
                clip,
            } = stretch.manner;
            let then = Settings {
                view: View {
                    course: Course {
                        rule,
                        lr,
                        batch,
                        clip,
                        before: course.before,
                        ..*course
                    },
                    ..View::default()
                },
                ..Settings::default()
            };
            let now = Settings {
                view: View {
                    course: *course,
                    ..View::default()
                },
                ..Settings::default()
            };
            let what = match &settings_of_a(&now, &then)[..] {
                [] => words::AS_NOW.into(),
                settings => settings.join(words::COMMA),
            };
            sentences.push(words::up_to(&words::number(stretch.until as u64), &what));
        }
        (!sentences.is_empty()).then(|| sentences.join(words::SPACE))
    }
}

/// The settings that A has otherwise: "step size 0.1".
fn settings_of_a(now: &Settings, other: &Settings) -> Vec<String> {
    let fields = FIELDS.iter();
    let fields = fields.filter(|field| field.is_of_training() && field.key != Key::Before);
    let differs = |field: &&Field| now.text(field.key) != other.text(field.key);
    let setting = |field: &Field| words::setting(field.label, &shown(field, other.text(field.key)));
    fields.filter(differs).map(setting).collect()
}

/// Where A has branched, if it has not done so as what is shown.
fn branch_of_a(now: &Settings, other: &Settings) -> Option<String> {
    let [own, of_a] = [now, other].map(|settings| settings.view.course.before);
    let steps = of_a.stretches().map(|one| words::number(one.until as u64));
    (own != of_a).then(|| words::branched_at(&steps.collect::<Vec<_>>()))
}
