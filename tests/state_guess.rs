//! The guess by hand, and the second try: every order of tries, guesses, skips and ways back.

use crate::world::{OTHER, Page, START, answer_of, at_step, pair_at};
use gradlens::lesson::{Answer, STEP_COUNT, Step, link_of, links, place_of};
use gradlens::scene::{Chips, FanFrame, Value};
use gradlens::settings::Key;
use gradlens::state::{Effect, Msg, Remark, Taught, veiling};
use gradlens::words::lesson::Label;

/// The number in links of the step in which the gradient is guessed.
const GUESS: usize = 3;

/// What is right there, as log10.
fn truth(page: &Page) -> f64 {
    match page.question().answer {
        Answer::Number { value, .. } => value.resolved_log10().expect("a length"),
        Answer::Choice { .. } => panic!("a number is asked for"),
    }
}

fn guess(page: &mut Page, to: f64) -> Vec<Effect> {
    page.take(Msg::Lesson(Taught::Guess(to)));
    page.take(Msg::Lesson(Taught::Check(None)))
}

#[test]
fn the_lesson_begins_with_the_guess_and_every_old_link_has_its_step() {
    let numbers = 1..=STEP_COUNT + 1;
    let places: Vec<usize> = numbers.clone().map(place_of).collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, numbers.clone().collect::<Vec<_>>());
    for (link, place) in numbers.zip(&places) {
        assert_eq!(link_of(*place), link);
        assert_eq!(Step::at(link).map_or(STEP_COUNT + 1, Step::place), *place);
    }
    // The self-check, whatever comes before it.
    assert_eq!((link_of(99), place_of(99)), (16, STEP_COUNT + 1));
    let mut page = Page::settled("v=1&depth=6&width=5");
    page.teach(Taught::Open);
    assert_eq!(page.model.lesson.number(), Some(GUESS));
    let mut seen = vec![GUESS];
    for _ in 0..=STEP_COUNT {
        page.teach(Taught::Next);
        seen.extend(page.model.lesson.number());
    }
    let expected: Vec<usize> = (1..=STEP_COUNT + 1)
        .chain([STEP_COUNT + 1])
        .map(link_of)
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_guess_within_a_decade_is_right_and_the_truth_runs_in() {
    for off in [0.0, 0.9, -0.9] {
        let mut page = at_step(GUESS);
        let truth = truth(&page);
        assert_eq!(page.model.lesson.handle(), Some(0.0));
        let effects = guess(&mut page, truth + off);
        assert_eq!(page.remark(), Remark::Answer(Label::Right), "off by {off}");
        assert!(effects.contains(&Effect::Arrive));
        let lesson = &page.model.lesson;
        assert!(lesson.is_unveiled() && lesson.handle().is_none());
        // The handle stays beside the truth, as far as its two digits say.
        let kept = lesson.guess().expect("the guess");
        assert!((kept - truth - off).abs() < 0.03, "{kept}");
        page.take(Msg::Play(false));
        assert!(page.model.look.is_playing);
    }
}

#[test]
fn a_wrong_guess_gets_a_hint_with_its_side_and_a_second_try() {
    for (off, side) in [(3.0, Label::Less), (-3.0, Label::More)] {
        for second in [0.0, 2.0] {
            let mut page = at_step(GUESS);
            let truth = truth(&page);
            let effects = guess(&mut page, truth + off);
            assert_eq!(page.remark(), Remark::Hint(side));
            assert!(!effects.contains(&Effect::Arrive));
            assert!(veiling(&page.model).is_some() && page.model.lesson.is_open());
            guess(&mut page, truth + second);
            let is_right = second == 0.0;
            let word = if is_right { Label::Right } else { Label::Wrong };
            assert_eq!(page.remark(), Remark::Answer(word));
            assert!(veiling(&page.model).is_none());
        }
    }
}

#[test]
fn a_guess_may_be_written_and_what_is_no_guess_says_what_to_do() {
    let mut page = at_step(GUESS);
    let given = format!("10^{:.2}", truth(&page).floor());
    for nothing in [None, Some(String::new()), Some("far".into())] {
        page.teach(Taught::Check(nothing));
        assert_eq!(page.remark(), Remark::Note(Label::Drag));
    }
    // A note does not use up a try, nor does one after a hint give another.
    page.teach(Taught::Check(Some("10^7".into())));
    assert_eq!(page.remark(), Remark::Hint(Label::Less));
    page.teach(Taught::Check(Some("far".into())));
    assert_eq!(page.remark(), Remark::Note(Label::Drag));
    page.teach(Taught::Check(Some("10^8".into())));
    assert_eq!(page.remark(), Remark::Answer(Label::Wrong));
    let mut page = at_step(GUESS);
    page.teach(Taught::Check(Some(given.clone().replace(".00", ""))));
    assert_eq!(page.remark(), Remark::Answer(Label::Right), "{given}");
}

#[test]
fn showing_skipping_and_coming_back() {
    let mut page = at_step(GUESS);
    page.take(Msg::Lesson(Taught::Guess(-5.0)));
    page.teach(Taught::Next);
    assert_eq!(
        page.model.lesson.handle(),
        None,
        "another step has no handle"
    );
    page.teach(Taught::Back);
    assert!(
        veiling(&page.model).is_some(),
        "what was skipped is still to be guessed"
    );
    assert_eq!(page.model.lesson.handle(), Some(0.0));
    // After a hint there is one try left, whatever comes between.
    let wrong = truth(&page) + 3.0;
    guess(&mut page, wrong);
    let before = page.seen();
    page.teach(Taught::Next);
    page.teach(Taught::Back);
    assert_eq!(page.remark(), Remark::Hint(Label::Less));
    assert!(
        page.model
            .lesson
            .handle()
            .is_some_and(|at| (at - wrong).abs() < 0.03)
    );
    page.teach(Taught::Next);
    page.teach(Taught::Back);
    assert_ne!(format!("{before:?}"), "");
    let effects = page.take(Msg::Lesson(Taught::Reveal));
    assert!(effects.contains(&Effect::Arrive));
    assert_eq!(page.remark(), Remark::Answer(Label::Shown));
    assert!(page.model.lesson.guess().is_none(), "nothing was guessed");
    page.teach(Taught::Next);
    page.teach(Taught::Back);
    assert_eq!(page.remark(), Remark::Answer(Label::Shown));
    assert!(veiling(&page.model).is_none());
}

#[test]
fn every_question_has_a_hint_before_its_answer() {
    for step in links() {
        let mut page = at_step(step);
        let question = page.question();
        let wrong = answer_of(&question, false);
        let expected = match question.answer {
            Answer::Choice { .. } => Label::Other,
            // Wrong answers of the test are larger.
            Answer::Number { .. } => Label::Less,
        };
        page.teach(Taught::Check(Some(wrong.clone())));
        assert_eq!(page.remark(), Remark::Hint(expected), "step {step}");
        assert!(!page.model.lesson.is_unveiled(), "step {step}");
        assert_ne!(question.hint, question.because, "step {step}");
        page.teach(Taught::Check(Some(wrong)));
        assert_eq!(page.remark(), Remark::Answer(Label::Wrong), "step {step}");
        // Another network is another question with two tries.
        page.show(&pair_at(step)[1]);
        page.settle();
        if page.question() != question {
            let wrong = answer_of(&page.question(), false);
            page.teach(Taught::Check(Some(wrong)));
            assert_eq!(page.remark(), Remark::Hint(expected), "step {step}");
            assert!(
                page.model.lesson.is_unveiled(),
                "what was answered once stays open"
            );
        }
    }
}

#[test]
fn a_hint_for_another_network_is_not_kept() {
    let mut page = at_step(GUESS);
    let wrong = truth(&page) + 3.0;
    guess(&mut page, wrong);
    page.show(&format!("{OTHER}&step={GUESS}"));
    page.settle();
    assert_eq!(page.remark(), Remark::Note(Label::Again));
    assert!(veiling(&page.model).is_some());
    let handle = page.model.lesson.handle().expect("a handle");
    assert!((handle - wrong).abs() < 0.03, "the hand is where it was");
    let wrong = truth(&page) - 4.0;
    guess(&mut page, wrong);
    assert_eq!(page.remark(), Remark::Hint(Label::More));
}

#[test]
fn what_is_veiled_is_not_sent_back_and_is_seen_on_paper() {
    let mut page = at_step(GUESS);
    for msg in [Msg::Play(false), Msg::StepPulse] {
        page.take(msg);
        assert_eq!(page.model.look.pulse, None);
    }
    page.take(Msg::Print(true));
    assert!(veiling(&page.model).is_none());
    page.take(Msg::Print(false));
    assert!(veiling(&page.model).is_some());
    // A gradient on its way is not left behind a veil.
    let mut page = Page::settled(START);
    page.take(Msg::StepPulse);
    assert!(page.model.look.pulse.is_some());
    page.teach(Taught::Open);
    assert_eq!(page.model.look.pulse, None);
}

#[test]
fn a_handle_moves_only_where_there_is_one_and_within_what_can_be_read() {
    let mut page = at_step(GUESS);
    for (to, expected) in [
        (-5.5, -5.5),
        (1e9, 999.0),
        (f64::NAN, 999.0),
        (f64::NEG_INFINITY, 999.0),
    ] {
        page.take(Msg::Lesson(Taught::Guess(to)));
        assert_eq!(page.model.lesson.handle(), Some(expected), "{to}");
    }
    let mut page = at_step(14);
    let before = page.seen();
    page.take(Msg::Lesson(Taught::Guess(-3.0)));
    assert!(page.seen() == before);
}

#[test]
fn a_step_chooses_what_the_fan_shows_and_where_the_lens_is() {
    let mut page = Page::settled("v=1&depth=12&width=4");
    page.teach(Taught::Open);
    let seen = |page: &Page| (page.model.chips(), page.model.place());
    let (line, fanned) = (
        Chips {
            directions: false,
            ..Chips::default()
        },
        Chips::default(),
    );
    let bounded = Chips {
        bound: true,
        ..fanned
    };
    let plain = Chips {
        plain: true,
        ..fanned
    };
    let stacked = Chips {
        weights: true,
        ..line
    };
    for (step, chips, place) in [
        (3, line, 0),
        (4, line, 6),
        (2, line, 6),
        (11, fanned, 6),
        (7, bounded, 6),
        (12, fanned, 0),
        (13, stacked, 0),
        (14, bounded, 0),
        (15, plain, 0),
    ] {
        page.teach(Taught::Step(step));
        assert_eq!(seen(&page), (chips, place), "step {step}");
    }
    // The reader's own layer stays where the step is about one layer.
    page.teach(Taught::Step(7));
    page.do_and_settle(Msg::Set(Key::Layer, "9".into()));
    page.teach(Taught::Next);
    assert_eq!(page.model.place(), 9);
    page.teach(Taught::Close);
    assert_eq!(page.model.chips(), Chips::of_chart(page.model.view.chart));
    // A locked layer stays, and the step opens all the same.
    let mut page = Page::settled("v=1&depth=12&width=4&layer=4&lock=layer");
    page.teach(Taught::Step(14));
    assert_eq!(
        (page.model.place(), page.model.lesson.number()),
        (4, Some(14))
    );
    assert_eq!(page.said(), "");
}

#[test]
fn a_blind_frame_tells_nothing_but_the_guess() {
    for (guess, below, above) in [
        (0.0, 16.0, 2.0),
        (-16.0, 16.0, 2.0),
        (-16.5, 32.0, 2.0),
        (9.0, 16.0, 16.0),
        (-70.0, 128.0, 2.0),
    ] {
        let frame = FanFrame::blind(guess);
        assert_eq!((frame.below, frame.above), (below, above), "{guess}");
        assert!((0.0..=1.0).contains(&frame.height(guess)));
    }
}

#[test]
fn in_the_self_check_a_second_try_is_not_counted() {
    let mut page = Page::settled("v=1&step=16&seed=1");
    while page.model.lesson.quiz_waits() {
        page.take(Msg::Leisure);
    }
    let [right, wrong] = [true, false].map(|is_right| answer_of(&page.question(), is_right));
    page.take(Msg::Lesson(Taught::Check(Some(wrong.clone()))));
    assert!(matches!(page.remark(), Remark::Hint(_)) && page.model.lesson.is_open());
    assert!(!page.model.lesson.quiz().is_answered());
    // Leaving does not give the first try back.
    page.teach(Taught::Back);
    page.teach(Taught::Next);
    page.take(Msg::Lesson(Taught::Check(Some(right))));
    assert_eq!(page.remark(), Remark::Answer(Label::Right));
    assert_eq!(
        page.model.lesson.about(),
        "Question 1 of 8, 0 right so far."
    );
    page.take(Msg::Lesson(Taught::More));
    assert!(page.model.lesson.given().is_none() && page.remark() == Remark::None);
    let wrong = answer_of(&page.question(), false);
    page.take(Msg::Lesson(Taught::Check(Some(wrong))));
    assert!(
        matches!(page.remark(), Remark::Hint(_)),
        "the next one has its own"
    );
}

#[test]
fn a_gradient_of_exactly_zero_is_guessed_as_zero() {
    let mut page = Page::settled("v=1&depth=4&width=4&act=relu&init=zeros&seed=1&step=3");
    // Nothing leaves the network, and the last layer has a factor of 0.
    let Some(Ok(question)) = page.model.lesson.question().cloned() else {
        return assert!(page.model.lesson.is_unveiled());
    };
    assert!(matches!(
        question.answer,
        Answer::Number {
            value: Value::Zero,
            ..
        }
    ));
    guess(&mut page, -30.0);
    assert_eq!(page.remark(), Remark::Hint(Label::Less));
    page.teach(Taught::Check(Some("0".into())));
    assert_eq!(page.remark(), Remark::Answer(Label::Right));
}
