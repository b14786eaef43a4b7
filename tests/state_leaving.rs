//! What the small program takes along into the whole one.

use gradlens::lesson::link_of;
use gradlens::link;
use gradlens::scene::Chip;
use gradlens::state::{HistoryEntry, Left, Msg, Taught, Wish};

use crate::world::{OTHER, Page, START, answer_of};

/// A page that goes on, at this address, as another one has left it.
fn gone_on(address: &str, before: &Page) -> Page {
    let text = Left::of(&before.model).text();
    assert!(text.lines().all(|line| !line.trim().is_empty()), "{text}");
    let left = Left::read(&text);
    assert_eq!(left, Left::of(&before.model), "{text}");
    let mut page = Page::at(address);
    page.take(Msg::Resume(Box::new(left)));
    page.settle();
    page
}

#[test]
fn what_a_reader_has_done_is_taken_along() {
    let mut before = Page::settled(START);
    before.do_and_settle(Msg::Pin);
    before.show(OTHER);
    before.do_and_settle(Msg::Chip(Chip::Bound));
    before.do_and_settle(Msg::Lesson(Taught::Step(link_of(2))));
    let question = before
        .model
        .lesson
        .question()
        .cloned()
        .expect("numbers")
        .expect("a question");
    before.do_and_settle(Msg::Lesson(Taught::Check(Some(answer_of(&question, true)))));
    before.do_and_settle(Msg::Chip(Chip::Weights));
    let after = gone_on(START, &before);
    assert_eq!(after.model.settings(), before.model.settings());
    assert_eq!(after.model.chips(), before.model.chips());
    assert_eq!(after.model.lesson.opened(), before.model.lesson.opened());
    assert!(!after.model.lesson.opened().is_empty() && after.model.lesson.is_unveiled());
    let pinned = [&before, &after].map(|page| page.model.pinned.clone().expect("A"));
    assert_eq!(pinned[0].entry.subject, pinned[1].entry.subject);
    assert_eq!(pinned[0].entry.analysis, pinned[1].entry.analysis);
    assert_eq!(pinned[0].view, pinned[1].view);
    let links = [&before, &after].map(|page| link::encode(&page.model.settings().unwrap()));
    assert_eq!(links[0], links[1]);
}

#[test]
fn a_task_keeps_its_locks_and_its_beginning() {
    let task = format!("{START}&lock=act");
    let mut before = Page::settled(&task);
    before.do_and_settle(Msg::Set(gradlens::settings::Key::Gain, "2".into()));
    // The address is written when the reader pauses; it may not be yet.
    let mut after = gone_on(&task, &before);
    assert_eq!(after.model.settings().unwrap().recipe.gain.at(1), 2.0);
    after.do_and_settle(Msg::Set(gradlens::settings::Key::Act, "relu".into()));
    assert!(after.model.board.refusal().is_some());
    after.do_and_settle(Msg::Reset);
    assert_eq!(after.model.settings().unwrap(), link::decode(START).0);
}

#[test]
fn a_notice_that_was_dismissed_stays_so() {
    let address = "v=1&depth=9999&seed=1";
    let mut before = Page::settled(address);
    assert!(!gone_on(address, &before).model.board.notices().is_empty());
    before.do_and_settle(Msg::Dismiss);
    assert!(gone_on(address, &before).model.board.notices().is_empty());
}

#[test]
fn every_wish_survives_as_text() {
    let settings = || Box::new(link::decode(OTHER).0);
    let wishes = [
        Wish::Program,
        Wish::Address,
        Wish::Host("v=1&depth=9999&act=what ever".into()),
        Wish::Set(vec![
            (gradlens::settings::Key::Gain, "1~3,2".into()),
            (gradlens::settings::Key::Inputs, String::new()),
        ]),
        Wish::Show(settings(), HistoryEntry::Same),
        Wish::Show(settings(), HistoryEntry::New),
    ];
    for wish in wishes {
        let left = Left {
            wish,
            ..Left::default()
        };
        assert_eq!(Left::read(&left.text()), left);
    }
}

#[test]
fn any_text_is_read_without_harm() {
    for text in [
        "",
        "\n\n",
        "now",
        "opened x",
        "opened -1",
        "chips",
        "gain",
        "nonsense 7",
        "now \u{0}\u{1f600}=&&",
    ] {
        let left = Left::read(text);
        assert!(left.opened.is_empty());
        let mut page = Page::settled(START);
        page.do_and_settle(Msg::Resume(Box::new(left)));
        assert!(page.model.is_complete());
    }
}

#[test]
fn what_cannot_be_loaded_leaves_everything_as_it_is() {
    let mut page = Page::settled(START);
    page.do_and_settle(Msg::Stay("It could not be loaded.".into()));
    assert_eq!(
        page.model.board.sentence().as_deref(),
        Some("It could not be loaded.")
    );
    assert_eq!(page.model.settings(), Some(link::decode(START).0));
    assert_eq!(page.model.wish, None);
}
