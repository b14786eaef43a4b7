//! The lesson about training, as a value: its first steps are computed while it is open, and nothing else changes.

use crate::world::{Page, answer_of, at_step};
use gradlens::lesson::{Answer, Step};
use gradlens::network::Network;
use gradlens::scene::Pace;
use gradlens::settings::Key;
use gradlens::state::{Effect, Msg, Remark, Schooling, Taught, has_example, has_fit, trial};
use gradlens::words::lesson::Label;

const NET: &str = "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&steps=40&seed=3";

fn set(key: Key, text: &str) -> Msg {
    Msg::Set(key, text.into())
}

fn paces(page: &Page) -> Option<Vec<Pace>> {
    let first = page.model.training.first_steps()?;
    first.ok().map(|first| first.paces.clone())
}

#[test]
fn the_first_steps_are_computed_with_the_act_closed_and_none_of_them_is_shown() {
    let mut page = Page::settled(NET);
    assert!(page.model.training.first_steps().is_none(), "nobody asks");
    page.teach(Taught::Step(21));
    let first = page.model.training.first_steps().expect("known");
    assert_eq!(first.expect("fits").steps, 40);
    let model = &page.model;
    assert!(model.training.session().is_none() && !model.training.is_watched());
    assert_eq!(model.view.at, 0);
    assert!(model.subject.drawn().is_some(), "before any step");
    assert!(model.lesson.is_open() && model.lesson.veil().is_some());
    page.teach(Taught::Step(20));
    assert!(page.model.training.first_steps().is_none());
}

#[test]
fn the_question_is_there_when_the_numbers_are_and_not_before() {
    let mut page = Page::at(&format!("{NET}&step=21"));
    let mut asked = 0;
    for _ in 0..60 {
        let is_known = page.model.training.first_steps().is_some();
        if !is_known {
            assert_eq!(page.model.lesson.question(), None);
        }
        asked += usize::from(!is_known);
        page.turn();
        page.take(Msg::Rest);
    }
    assert!(asked > 0 && page.model.lesson.is_open());
    page.question();
}

/// The answer does not depend on what the reader watches meanwhile.
#[test]
fn the_answer_stays_while_the_training_is_watched() {
    let mut page = Page::settled(&format!("{NET}&step=22"));
    page.answer(true);
    let before = page.seen();
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    assert_eq!(page.model.training.session().expect("one").steps(), 0);
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(page.model.view.at, 40);
    assert!(page.seen() == before, "watched to its end");
    let linked = Page::settled(&format!("{NET}&step=22&at=17"));
    assert_eq!(linked.question(), page.question());
    // A longer training has the same first steps, if those are enough.
    page.do_and_settle(set(Key::Steps, "900"));
    let long = paces(&page);
    page.do_and_settle(set(Key::Steps, "500"));
    let steps = page.model.training.first_steps().expect("known");
    assert_eq!((steps.expect("fits").steps, paces(&page)), (200, long));
}

#[test]
fn a_trial_of_the_training_alone_waits_for_its_numbers() {
    let mut page = Page::settled("v=1&step=23");
    page.teach(Taught::Example);
    assert!(page.link().contains("data=circle&lr=0.01&steps=1000"));
    assert!(!has_example(&page.model));
    assert!(matches!(
        page.question().answer,
        Answer::Choice { right: 0, .. }
    ));
    page.answer(true);
    let subject = page.model.subject.clone();
    assert_eq!(trial(&page.model).map(<[_]>::len), Some(1));
    page.take(Msg::Lesson(Taught::Try));
    assert_eq!(page.model.lesson.effect(), "", "not before it is known");
    assert!(!page.model.lesson.is_open());
    page.settle();
    assert_eq!(page.model.subject, subject, "only the training has changed");
    let effect = page.model.lesson.effect().to_owned();
    assert!(effect.contains("not finite before"), "{effect}");
    assert_eq!(page.remark(), Remark::Note(Label::Again));
    assert!(matches!(
        page.question().answer,
        Answer::Choice { right: 1, .. }
    ));
    // Another step size: the effect is one of the training before.
    page.take(set(Key::Lr, "0.02"));
    assert_eq!(page.model.lesson.effect(), "");
    assert!(!page.model.lesson.is_open() && has_example(&page.model));
    page.settle();
    assert!(page.model.lesson.is_open());
}

#[test]
fn a_trial_is_told_at_any_step_of_the_training_and_stays_while_it_is_watched() {
    let mut page = Page::settled(&format!("{NET}&step=22&at=17"));
    page.answer(true);
    page.teach(Taught::Try);
    assert_eq!(page.model.view.at, 17);
    let effect = page.model.lesson.effect().to_owned();
    assert!(effect.contains("before"), "{effect}");
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(page.model.view.at, 40);
    assert_eq!(page.model.lesson.effect(), effect);
    page.do_and_settle(set(Key::Gain, "1.3"));
    assert_eq!(page.model.lesson.effect(), "", "of another network");
}

#[test]
fn a_network_that_cannot_be_trained_covers_nothing_and_offers_the_example() {
    let mut page = Page::settled("v=1&depth=4&width=6&act=tanh&seed=2&step=21");
    let refused = |page: &Page| page.model.lesson.question().cloned();
    assert_eq!(refused(&page), Some(Err(Label::Misfit)));
    assert!(page.model.lesson.veil().is_none() && has_example(&page.model));
    // What the act offers to such a network makes the question possible.
    page.do_and_settle(Msg::Training(Schooling::Fit));
    page.question();
    assert!(page.model.lesson.veil().is_some());
    page.do_and_settle(set(Key::Steps, "0"));
    assert_eq!(refused(&page), Some(Err(Label::NoSteps)));
    page.teach(Taught::Example);
    page.question();
    assert_eq!(page.model.subject.depth(), 12);
    let network = Network::from(page.model.subject.recipe().expect("a recipe"));
    page.do_and_settle(Msg::File(Box::new(network), "file".into()));
    page.teach(Taught::Step(21));
    assert_eq!(refused(&page), Some(Err(Label::NoTraining)));
    assert!(page.model.lesson.veil().is_none());
}

#[test]
fn a_closed_field_takes_no_answer_about_another_training() {
    let mut page = at_step(22);
    let right = answer_of(&page.question(), true);
    page.take(set(Key::Lr, "0.3"));
    let effects = page.take(Msg::Lesson(Taught::Check(Some(right))));
    assert!(effects.contains(&Effect::Lesson));
    assert_eq!(page.model.lesson.given(), None);
    page.settle();
    assert!(page.model.lesson.is_open() && page.remark() == Remark::None);
}

const DIGITS: &str = "v=1&depth=3&width=16~2,10&inputs=64&act=relu~2,linear&init=he-normal&data=digits&steps=20&seed=1&step=21";

/// The act is closed, so that the lesson alone needs the images.
#[test]
fn the_lesson_asks_for_the_images_that_it_needs() {
    let mut page = Page::at(DIGITS);
    for _ in 0..20 {
        page.turn();
    }
    assert!(page.model.training.awaits_digits());
    assert_eq!(page.model.training.first_steps(), None, "not refused");
    page.do_and_settle(Msg::Digits(Some(crate::common::training::digits())));
    let first = page.model.training.first_steps().expect("known");
    assert_eq!(first.expect("fits").steps, 20);
}

#[test]
fn without_the_images_the_lesson_has_no_question() {
    let mut page = Page::at(DIGITS);
    page.do_and_settle(Msg::Digits(None));
    let first = page.model.training.first_steps().expect("refused");
    assert_eq!(first.err(), Some(Label::Untrainable));
}

/// What a question lacks can be given where it is asked.
#[test]
fn a_network_of_another_shape_is_fitted_in_the_lesson() {
    for step in [20, 21, 22, 23] {
        let mut page = Page::settled(&format!("v=1&step={step}"));
        let is_trained = Step::at(step).is_some_and(Step::needs_training);
        assert_eq!(has_fit(&page.model), is_trained, "{step}");
        if is_trained {
            let effects = page.take(Msg::Lesson(Taught::Fit));
            assert!(effects.contains(&Effect::Focus("lesson-title")));
            page.settle();
            page.question();
            assert!(!has_fit(&page.model));
            assert_eq!(page.model.subject.widths().first(), Some(&2));
        }
    }
    let locked = Page::settled("v=1&step=21&lock=inputs");
    assert!(!has_fit(&locked.model), "a button that would be refused");
}
