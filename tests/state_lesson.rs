//! The lesson as a value: answers that stay, questions that are asked again, what is veiled.

use crate::world::{OTHER, Page, START, answer_of, at_step, pair_at};
use gradlens::lesson::{Answer, STEP_COUNT, Step, link_of, links, place_of};
use gradlens::scene::{Chip, Chips};
use gradlens::settings::{Chart, Key};
use gradlens::state::{Msg, Remark, Taught, has_example};
use gradlens::words::lesson::Label;

#[test]
fn answers_and_feedback_survive_next_and_back() {
    for step in links() {
        for (word, is_right) in [
            (Label::Right, Some(true)),
            (Label::Wrong, Some(false)),
            (Label::Shown, None),
        ] {
            let told = format!("step {step}, {is_right:?}");
            let mut page = at_step(step);
            let given = is_right.map(|is_right| page.answer(is_right));
            if given.is_none() {
                page.teach(Taught::Reveal);
            }
            assert_eq!(page.remark(), Remark::Answer(word), "{told}");
            let lesson = &page.model.lesson;
            assert_eq!(lesson.given().unwrap_or(""), given.unwrap_or_default());
            let before = page.seen();
            page.teach(Taught::Next);
            let next = link_of(place_of(step) + 1);
            assert_eq!(page.model.lesson.number(), Some(next), "{told}");
            assert_eq!(page.remark(), Remark::None, "{told}");
            page.teach(Taught::Back);
            assert!(page.seen() == before, "{told}, Next and Back");
            page.teach(Taught::Close);
            assert!(page.model.lesson.number().is_none() && page.model.lesson.veil().is_none());
            page.teach(Taught::Step(step));
            assert!(page.seen() == before, "{told}, closed and opened");
        }
    }
}

#[test]
fn the_newest_answer_of_a_step_is_the_one_that_stays() {
    let mut page = at_step(4);
    let asked = page.question();
    for is_right in [true, false] {
        let given = answer_of(&asked, is_right);
        page.teach(Taught::Check(Some(given.clone())));
        page.teach(Taught::Next);
        page.teach(Taught::Back);
        assert_eq!(page.model.lesson.given(), Some(&*given));
        let word = if is_right { Label::Right } else { Label::Wrong };
        assert_eq!(page.remark(), Remark::Answer(word));
    }
}

#[test]
fn nothing_is_no_answer_and_is_not_kept() {
    let mut choices = 0;
    for step in links() {
        let mut page = at_step(step);
        let label = match page.question().answer {
            Answer::Choice { .. } => Label::Choose,
            Answer::Number { .. } if step == 3 => Label::Drag,
            Answer::Number { .. } => Label::Give,
        };
        choices += usize::from(label == Label::Choose);
        for given in [None, Some(""), Some("many"), Some("-1")] {
            page.teach(Taught::Check(given.map(str::to_owned)));
            assert_eq!(page.remark(), Remark::Note(label), "{given:?}");
            assert!(page.model.lesson.given().is_none() && !page.model.lesson.is_unveiled());
        }
    }
    assert!(choices > 2 && choices < STEP_COUNT - 2, "{choices}");
}

#[test]
fn another_network_closes_the_fields_and_asks_again_with_a_note() {
    let mut page = at_step(2);
    let first = page.question();
    let right = answer_of(&first, true);
    page.teach(Taught::Check(Some(right.clone())));
    page.show(&format!("{OTHER}&step=2"));
    // Until its numbers are known, the old question remains with its answer, and cannot be
    // answered.
    let lesson = &page.model.lesson;
    assert!(!lesson.is_open() && lesson.given() == Some(&*right));
    page.settle();
    assert_ne!(page.question(), first);
    let lesson = &page.model.lesson;
    assert!(lesson.is_open() && lesson.given().is_none());
    assert_eq!(page.remark(), Remark::Note(Label::Again));
    assert!(lesson.is_unveiled(), "what was answered once stays open");
    page.show(&format!("{START}&step=2"));
    page.settle();
    assert_eq!(page.question(), first);
    assert_eq!(page.model.lesson.given(), Some(&*right));
    assert_eq!(page.remark(), Remark::Answer(Label::Right));
}

#[test]
fn a_network_that_was_changed_in_another_step_or_after_a_stop_is_asked_about_with_a_note() {
    let mut page = at_step(2);
    page.teach(Taught::Reveal);
    page.teach(Taught::Next);
    page.show(&format!("{OTHER}&step=1"));
    page.settle();
    page.teach(Taught::Back);
    assert_eq!(page.remark(), Remark::Note(Label::Again));
    assert!(page.model.lesson.given().is_none());
    // Stopped meanwhile, and gone on.
    page.teach(Taught::Reveal);
    page.show(&format!("{START}&step=2&bias=0.5"));
    page.take(Msg::StopOrGo);
    assert_eq!(page.model.lesson.question(), Some(&Err(Label::Stopped)));
    assert_eq!(page.remark(), Remark::None);
    page.do_and_settle(Msg::StopOrGo);
    assert_eq!(page.remark(), Remark::Note(Label::Again));
}

#[test]
fn the_same_question_about_another_network_keeps_its_answer() {
    // How many weights a layer has does not depend on their gain.
    let mut page = at_step(1);
    page.teach(Taught::Reveal);
    let before = page.question();
    page.do_and_settle(Msg::Set(Key::Gain, "1.7".into()));
    assert_eq!(page.question(), before);
    assert_eq!(page.remark(), Remark::Answer(Label::Shown));
    assert!(page.model.lesson.is_open());
}

#[test]
fn closed_fields_take_no_answer() {
    let mut page = at_step(2);
    let right = answer_of(&page.question(), true);
    page.take(Msg::Set(Key::Gain, "0.7".into()));
    for taught in [Taught::Check(Some(right)), Taught::Reveal] {
        page.take(Msg::Lesson(taught));
        let lesson = &page.model.lesson;
        assert_eq!(
            (lesson.given(), lesson.is_unveiled()),
            (None, false),
            "that was a question about the network before"
        );
    }
    page.settle();
    assert!(page.model.lesson.is_open() && page.remark() == Remark::None);
}

#[test]
fn another_layer_asks_anew_and_another_chip_does_not() {
    let mut page = at_step(7);
    page.teach(Taught::Reveal);
    page.do_and_settle(Msg::Chip(Chip::Weights));
    assert_eq!(page.remark(), Remark::Answer(Label::Shown));
    page.take(Msg::Set(Key::Layer, "5".into()));
    assert!(!page.model.lesson.is_open());
    page.settle();
    assert_eq!(page.remark(), Remark::Note(Label::Again));
    assert!(page.question().text.contains("layer 5"));
}

#[test]
fn what_would_give_the_answer_away_is_veiled_until_there_is_one() {
    for number in links() {
        let [first, other] = pair_at(number);
        let mut page = Page::at(&first);
        let veil = |page: &Page| page.model.lesson.veil().map(|step| step.line('#', 0));
        let title = Step::at(number).map(|step| step.line('#', 0));
        assert_eq!(veil(&page), title, "before its numbers are known");
        page.settle();
        assert_eq!(veil(&page), title);
        page.show(&other);
        page.settle();
        assert_eq!(veil(&page), title, "another network uncovers nothing");
        page.answer(false);
        assert_eq!(veil(&page), None);
        page.teach(Taught::Next);
        let next = Step::at(link_of(place_of(number) + 1));
        assert_eq!(veil(&page), next.map(|step| step.line('#', 0)));
        page.teach(Taught::Back);
        assert_eq!(veil(&page), None, "what was answered once stays open");
    }
}

#[test]
fn a_network_that_cannot_answer_covers_nothing_and_offers_the_example() {
    let mut page = Page::settled("v=1&depth=1&act=relu&init=zeros&seed=1&step=13");
    assert_eq!(page.model.lesson.question(), Some(&Err(Label::OneLayer)));
    assert!(page.model.lesson.veil().is_none() && has_example(&page.model));
    page.take(Msg::Lesson(Taught::Example));
    assert!(page.model.lesson.question().is_none() && page.model.lesson.veil().is_some());
    page.settle();
    assert!(!has_example(&page.model));
    assert!(page.question().text.len() > 10 && page.model.lesson.veil().is_some());
    assert_eq!(
        page.link(),
        "v=1&act=linear&init=orthogonal&gain=0.5&seed=1&step=13"
    );
}

#[test]
fn what_has_been_stopped_asks_nothing_until_it_goes_on() {
    let mut page = Page::at(&format!("{START}&step=2"));
    page.take(Msg::StopOrGo);
    let lesson = &page.model.lesson;
    assert_eq!(lesson.question(), Some(&Err(Label::Stopped)));
    assert!(!lesson.is_open());
    page.teach(Taught::Check(Some("1".into())));
    assert_eq!(page.remark(), Remark::None);
    page.do_and_settle(Msg::StopOrGo);
    assert!(page.model.lesson.is_open() && page.model.lesson.veil().is_some());
    page.question();
}

#[test]
fn the_question_about_plain_arithmetic_waits_for_it() {
    let mut page = at_step(15);
    assert!(page.model.chips().plain && page.model.lesson.is_open());
    assert!(
        page.model
            .store
            .complete()
            .is_some_and(|entry| entry.plain.is_some())
    );
    page.take(Msg::Set(Key::Gain, "1.1".into()));
    assert!(!page.model.is_whole() && !page.model.lesson.is_open());
    page.settle();
    assert!(page.model.is_whole() && page.model.lesson.is_open());
    page.teach(Taught::Back);
    assert!(!page.model.chips().plain);
}

#[test]
fn a_step_shows_what_belongs_to_it_and_leaves_the_view_alone() {
    let chart = |address: &str| Page::at(address).model.view.chart;
    assert_eq!(chart("v=1&step=14"), Chart::Gradients);
    assert_eq!(chart("v=1&step=14&view=outputs"), Chart::Outputs);
    let mut page = Page::at("v=1&view=spectrum&lock=view");
    for number in links() {
        page.take(Msg::Lesson(Taught::Step(number)));
        let step = Step::at(number).expect("a step");
        assert_eq!(page.model.lesson.number(), Some(number));
        assert_eq!(page.model.chips(), step.chips());
        assert_eq!(
            (page.model.view.chart, page.said()),
            (Chart::Spectrum, String::new())
        );
    }
    page.take(Msg::Lesson(Taught::Close));
    assert_eq!(page.model.chips(), Chips::of_chart(Chart::Spectrum));
}

#[test]
fn the_lens_returns_to_where_it_was_unless_the_reader_has_moved_it() {
    let layer = |page: &Page| page.model.view.layer;
    let link = "v=1&depth=9&width=4&act=tanh&seed=1&layer=7";
    let mut page = Page::settled(link);
    let moves =
        |number: &usize| Step::at(*number).is_some_and(|step| step.layer(Some(7), 9) != Some(7));
    let steps: Vec<usize> = links().filter(moves).collect();
    assert!(steps.len() > 3, "{steps:?}");
    for step in &steps {
        page.teach(Taught::Step(*step));
        assert_ne!(layer(&page), Some(7), "step {step}");
    }
    page.teach(Taught::Close);
    assert_eq!(layer(&page), Some(7));
    // What the reader selects stays.
    page.teach(Taught::Step(steps[0]));
    page.show("v=1&depth=9&width=4&act=tanh&seed=1&layer=3&step=2");
    page.teach(Taught::Close);
    assert_eq!(layer(&page), Some(3));
    // Left by another door, nothing is remembered.
    page.show(link);
    page.teach(Taught::Step(steps[0]));
    let put = layer(&page);
    let put = put.map_or(String::new(), |put| format!("&layer={put}"));
    page.show(&format!("v=1&depth=9&width=4&act=tanh&seed=1{put}"));
    let before = layer(&page);
    assert_ne!(before, Some(7));
    page.teach(Taught::Step(steps[0]));
    page.teach(Taught::Close);
    assert_eq!(layer(&page), before);
}

#[test]
fn going_back_to_the_beginning_of_a_task_shows_again_what_belongs_to_its_step() {
    let mut page = Page::at("v=1&step=15&lock=seed");
    let before = page.model.look.clone();
    assert!(page.model.chips().plain);
    page.take(Msg::Chip(Chip::Plain));
    assert!(!page.model.chips().plain);
    page.take(Msg::Reset);
    assert_eq!(page.model.look, before);
}

#[test]
fn a_step_that_is_opened_after_a_stop_says_that_nothing_is_computed() {
    let mut page = Page::settled("v=1&depth=3&width=4&step=7");
    page.take(Msg::Set(Key::Depth, "9".into()));
    page.take(Msg::StopOrGo);
    page.teach(Taught::Next);
    let question = page.model.lesson.question();
    assert_eq!(question, Some(&Err(Label::Stopped)));
    // All that is shown is of the network before.
    let about = page.model.lesson.about().to_owned();
    assert!(about.starts_with("3 × 4 · "), "{about}");
    page.take(Msg::StopOrGo);
    assert_eq!(page.model.lesson.question(), None, "computed again");
    assert_eq!(page.model.lesson.about(), "");
    page.settle();
    let about = page.model.lesson.about().to_owned();
    assert!(about.starts_with("9 × 4 · "), "{about}");
    assert!(matches!(page.model.lesson.question(), Some(Ok(_))));
}
