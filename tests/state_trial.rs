//! Trials of the lesson and the self-check, as values.

use crate::world::{Page, answer_of, at_step};
use gradlens::analysis::Analysis;
use gradlens::lesson::{Further, QUIZ_LENGTH, Step, links};
use gradlens::settings::Key;
use gradlens::state::{Effect, Move, Msg, Taught, has_others, trial};

#[test]
fn a_trial_says_what_it_did_and_is_forgotten_with_its_network() {
    let mut page = Page::settled("v=1&depth=4&width=16&act=tanh&step=1&layer=2");
    page.teach(Taught::Reveal);
    assert_eq!(page.model.lesson.effect(), "");
    page.take(Msg::Lesson(Taught::Try));
    assert_eq!(page.model.lesson.effect(), "", "not before it is known");
    page.settle();
    // Layer 2 had 16 x 16 weights, now it has 32 x 32.
    let effect = page.model.lesson.effect();
    assert!(
        effect.contains("256 before") && effect.contains("1024 now"),
        "{effect}"
    );
    page.take(Msg::Set(Key::Width, "5".into()));
    assert_eq!(page.model.lesson.effect(), "", "it is not so any more");
}

#[test]
fn an_edit_after_a_trial_is_not_taken_for_its_effect() {
    let mut page = Page::settled("v=1&depth=4&width=16&act=tanh&step=1&layer=2");
    page.take(Msg::Lesson(Taught::Try));
    page.take(Msg::Set(Key::Width, "5".into()));
    page.settle();
    assert_eq!(page.model.lesson.effect(), "");
}

#[test]
fn a_trial_is_about_one_layer() {
    // The layer changes while the trial is computed, or after it is told.
    for is_early in [true, false] {
        let mut page = Page::settled("v=1&depth=6&width=16&step=5");
        page.teach(Taught::Reveal);
        page.take(Msg::Lesson(Taught::Try));
        if !is_early {
            page.settle();
            assert!(page.model.lesson.effect().contains("before"));
        }
        page.take(Msg::Select(Move::By(2)));
        page.settle();
        assert_eq!(page.model.lesson.effect(), "", "early: {is_early}");
    }
    // A trial may choose another layer itself.
    let mut page = Page::settled("v=1&depth=6&width=16&layer=4&step=4");
    page.teach(Taught::Reveal);
    page.teach(Taught::Try);
    assert_eq!(page.model.layer(), 1);
    assert!(page.model.lesson.effect().contains("before"));
}

#[test]
fn a_trial_before_its_network_is_known_compares_nothing() {
    let mut page = Page::settled("v=1&depth=4&width=16&act=tanh&step=1&layer=2");
    // What is known is of another width than what is changed.
    page.take(Msg::Set(Key::Width, "5".into()));
    page.take(Msg::Lesson(Taught::Try));
    page.settle();
    let effect = page.model.lesson.effect();
    assert!(!effect.contains("256"), "{effect}");
}

#[test]
fn every_trial_is_told_with_the_numbers_of_both_networks() {
    for number in links() {
        let step = Step::at(number).expect("a step");
        let mut page = at_step(number);
        let measured = |page: &Page| {
            let network = page.model.subject.network();
            let further = Further {
                plain: None,
                training: page.model.training.first_steps(),
                foretold: None,
            };
            step.measure(page.model.layer(), &Analysis::of(&network), further)
        };
        let before = measured(&page);
        assert!(trial(&page.model).is_some(), "step {number}");
        page.teach(Taught::Try);
        let told = step.measured(page.model.layer(), [before, measured(&page)]);
        assert_eq!(page.model.lesson.effect(), told, "step {number}");
        // The slope of tanh is at most 1, and so is that of what step 8 puts in its place.
        let is_other = before != measured(&page);
        assert_eq!(is_other, number != 8, "step {number}");
    }
}

/// Lets the questions of the self-check be made.
fn make(page: &mut Page) {
    let mut count = 0;
    while page.model.lesson.quiz_waits() {
        let effects = page.take(Msg::Leisure);
        assert!(effects.contains(&Effect::Soon));
        count += 1;
        assert!(count < 1000, "it ends");
    }
}

#[test]
fn the_self_check_asks_eight_questions_and_counts() {
    let mut page = Page::settled("v=1&step=16&seed=1");
    assert!(page.model.lesson.is_quiz() && page.model.lesson.question().is_none());
    make(&mut page);
    let mut signs = Vec::new();
    for place in 0..QUIZ_LENGTH {
        let right = signs.iter().filter(|is_right| **is_right).count();
        let about = |right| format!("Question {} of 8, {right} right so far.", place + 1);
        assert_eq!(page.model.lesson.about(), about(right));
        // Going on is not possible before an answer.
        page.take(Msg::Lesson(Taught::More));
        assert_eq!(page.model.lesson.about(), about(right));
        page.take(Msg::Lesson(Taught::Check(None)));
        assert!(page.model.lesson.is_open() && !page.model.lesson.quiz().is_answered());
        let asked = page.question();
        let is_right = place % 4 != 1;
        match place {
            4 => page.take(Msg::Lesson(Taught::Reveal)),
            _ => {
                let given = Some(answer_of(&asked, is_right));
                if !is_right {
                    page.take(Msg::Lesson(Taught::Check(given.clone())));
                    assert!(page.model.lesson.is_open(), "a second try");
                }
                page.take(Msg::Lesson(Taught::Check(given)))
            }
        };
        signs.push(is_right && place != 4);
        let counted = page.seen();
        assert!(!page.model.lesson.is_open());
        // A second answer counts as little as it is taken.
        page.take(Msg::Lesson(Taught::Check(Some(answer_of(&asked, true)))));
        page.take(Msg::Lesson(Taught::Reveal));
        assert!(page.seen() == counted, "question {}", place + 1);
        if place == 5 {
            // What was answered is left, what was not asked yet comes next.
            page.teach(Taught::Back);
            assert!(page.model.lesson.step().is_some());
            page.teach(Taught::Next);
            make(&mut page);
        } else {
            page.take(Msg::Lesson(Taught::More));
        }
    }
    let quiz = page.model.lesson.quiz();
    assert!(quiz.is_over() && page.model.lesson.question().is_none());
    let (score, rows) = quiz.score();
    assert_eq!(score, "5 of 8 are right.");
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), signs);
    page.take(Msg::Lesson(Taught::More));
    assert!(page.model.lesson.quiz().is_over());
}

#[test]
fn other_questions_of_the_self_check_are_those_of_the_next_seed() {
    let all = |page: &mut Page| {
        make(page);
        (0..QUIZ_LENGTH)
            .map(|_| {
                let asked = page.question();
                page.take(Msg::Lesson(Taught::Reveal));
                page.take(Msg::Lesson(Taught::More));
                asked
            })
            .collect::<Vec<_>>()
    };
    let mut page = Page::settled("v=1&step=16&seed=1");
    let first = all(&mut page);
    assert!(has_others(&page.model));
    page.do_and_settle(Msg::Lesson(Taught::Others));
    assert_eq!(
        page.model.lesson.about(),
        "Question 1 of 8, 0 right so far."
    );
    let second = all(&mut page);
    assert_ne!(first, second);
    assert_eq!(
        all(&mut Page::settled("v=1&step=16&seed=2")),
        second,
        "questions are those of their seed"
    );
}

#[test]
fn other_questions_are_not_offered_where_the_seed_is_locked() {
    for seed in ["0", "1", "4294967295"] {
        let mut page = Page::settled(&format!("v=1&step=16&seed={seed}&lock=seed"));
        assert!(!has_others(&page.model), "seed {seed}");
        let before = page.link();
        page.take(Msg::Lesson(Taught::Others));
        assert_eq!(page.link(), before);
        let free = Page::settled(&format!("v=1&step=16&seed={seed}"));
        assert!(has_others(&free.model), "seed {seed}");
    }
}
