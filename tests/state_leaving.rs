//! What the small program takes along into the whole one.

use gradlens::link;
use gradlens::scene::Chip;
use gradlens::settings::Key;
use gradlens::state::{Effect, HistoryEntry, Left, Msg, Taught, Wish, left};

use crate::world::{OTHER, Page, START};

/// A page that goes on, at this address, as another one has left it.
fn gone_on(address: &str, before: &Page) -> Page {
    let text = left(&before.model).text();
    assert!(text.lines().all(|line| !line.trim().is_empty()), "{text}");
    let taken = Left::read(&text);
    assert_eq!(taken, left(&before.model), "{text}");
    let mut page = Page::at(address);
    page.take(Msg::Resume(Box::new(taken)));
    page.settle();
    page
}

#[test]
fn what_a_reader_has_done_is_taken_along() {
    let mut before = Page::settled(START);
    before.do_and_settle(Msg::Pin);
    before.show(OTHER);
    before.do_and_settle(Msg::Chip(Chip::Bound));
    before.do_and_settle(Msg::Chip(Chip::Weights));
    let after = gone_on(START, &before);
    assert_eq!(after.model.settings(), before.model.settings());
    assert_eq!(after.model.chips(), before.model.chips());
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
    before.do_and_settle(Msg::Set(Key::Gain, "2".into()));
    // The address is written when the reader pauses; it may not be yet.
    let mut after = gone_on(&task, &before);
    assert_eq!(after.model.settings().unwrap().recipe.gain.at(1), 2.0);
    after.do_and_settle(Msg::Set(Key::Act, "relu".into()));
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
        Wish::Lesson(Box::default()),
        Wish::Lesson(Box::new(Wish::Set(vec![(Key::Skip, "1".into())]))),
        Wish::Lesson(Box::new(Wish::Address)),
        Wish::Host("v=1&depth=9999&act=what ever".into()),
        Wish::Set(vec![
            (Key::Gain, "1~3,2".into()),
            (Key::Inputs, String::new()),
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
        "chips",
        "gain",
        "nonsense 7",
        "now \u{0}\u{1f600}=&&",
    ] {
        let left = Left::read(text);
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

fn set(key: Key, text: &str) -> Msg {
    Msg::Set(key, text.into())
}

#[test]
fn what_only_the_whole_program_can_show_becomes_a_wish() {
    let mut page = Page::small_at(START);
    let before = page.model.settings();
    let effects = page.take(set(Key::Skip, "1"));
    assert!(effects.contains(&Effect::Whole), "{effects:?}");
    assert_eq!(page.model.settings(), before);
    // The newest text of each setting counts, and what the small program can show is shown at once.
    page.do_and_settle(set(Key::Norm, "rms"));
    page.do_and_settle(set(Key::Skip, "0.5"));
    page.do_and_settle(set(Key::Gain, "2"));
    let recipe = page.model.settings().unwrap().recipe;
    assert_eq!((recipe.gain.at(1), recipe.skip.at(1)), (2.0, 0.0));
    let after = gone_on(START, &page);
    let text = link::encode(&after.model.settings().unwrap());
    assert_eq!(
        text,
        "v=1&depth=6&width=5&inputs=4&act=tanh&gain=2&skip=0.5&norm=rms&seed=3&layer=3"
    );
    assert!(after.model.is_complete());
}

#[test]
fn something_else_that_is_shown_meanwhile_outdates_a_wish() {
    let mut page = Page::small_at(START);
    page.do_and_settle(set(Key::Skip, "1"));
    page.do_and_settle(Msg::Preset(&gradlens::preset::PRESETS[2]));
    assert_eq!(page.model.wish, Some(Wish::Program));
    let shown = page.model.settings();
    assert_eq!(gone_on(START, &page).model.settings(), shown);
}

#[test]
fn a_script_may_wish_and_is_told_what_was_not_taken() {
    let mut page = Page::small_at(START);
    page.show("v=1&depth=4&skip=99&seed=2");
    assert_eq!(page.model.settings(), Some(link::decode(START).0));
    let after = gone_on(START, &page);
    assert_eq!(
        after.model.settings(),
        Some(link::decode("v=1&depth=4&skip=10&seed=2").0)
    );
    assert_eq!(after.model.board.notices().len(), 1);
}

#[test]
fn an_address_may_wish() {
    let address = "v=1&depth=4&width=5&act=relu&norm=layer&seed=2";
    let mut page = Page::small_at(address);
    assert_eq!(page.model.wish, Some(Wish::Address));
    assert_eq!(
        gone_on(address, &page).model.settings(),
        Some(link::decode(address).0)
    );
    // Back to one that the small program can show.
    page.take(Msg::Address(Box::new(link::read(START, None))));
    page.settle();
    assert_eq!(page.model.wish, Some(Wish::Program));
    assert_eq!(page.model.settings(), Some(link::decode(START).0));
}

#[test]
fn a_lock_holds_before_a_wish() {
    let mut page = Page::small_at(&format!("{START}&lock=skip"));
    let effects = page.take(set(Key::Skip, "1"));
    assert!(!effects.contains(&Effect::Whole), "{effects:?}");
    assert!(page.model.board.refusal().is_some());
    assert_eq!(page.model.wish, None);
}

#[test]
fn a_visit_that_is_wished_for_can_be_left_by_back() {
    let mut page = Page::small_at(START);
    let settings = Box::new(link::decode("v=1&depth=4&skip=1&seed=2").0);
    page.model.wish = Some(Wish::Show(settings.clone(), HistoryEntry::New));
    let taken = left(&page.model);
    let mut after = Page::at(START);
    let effects = after.take(Msg::Resume(Box::new(taken)));
    let entries = effects.iter().filter_map(|effect| match effect {
        Effect::Address {
            settings, is_new, ..
        } => Some((link::encode(settings), *is_new)),
        _ => None,
    });
    let expected = [(START.to_owned(), false), (link::encode(&settings), true)];
    assert_eq!(entries.collect::<Vec<_>>(), expected);
}

#[test]
fn the_lesson_is_in_the_whole_program_and_the_examples_ask_for_it_in_time() {
    let wishes = [
        (Msg::PresetsOpened, Wish::Program),
        (Msg::Lesson(Taught::Open), Wish::Lesson(Box::default())),
    ];
    for (msg, wish) in wishes {
        let mut page = Page::small_at(START);
        assert!(page.take(msg.clone()).contains(&Effect::Whole), "{msg:?}");
        page.settle();
        assert_eq!(page.model.wish, Some(wish), "{msg:?}");
        assert_eq!(page.model.lesson.number(), None);
        let is_lesson = matches!(msg, Msg::Lesson(_));
        let after = gone_on(START, &page);
        assert_eq!(after.model.lesson.number().is_some(), is_lesson);
    }
    let address = format!("{START}&step=5");
    let page = Page::small_at(&address);
    assert_eq!(page.model.wish, Some(Wish::Address));
    assert_eq!(gone_on(&address, &page).model.lesson.number(), Some(5));
}

/// Where the whole program cannot be loaded for the address that the page starts with.
#[test]
fn a_page_that_stays_small_shows_what_it_can() {
    let mut page = Page::small_at("v=1&depth=4&width=300");
    assert_eq!(page.model.wish, Some(Wish::Address));
    assert!(page.model.store.newest().is_none());
    page.do_and_settle(Msg::Stay("It could not be loaded.".into()));
    assert_eq!(page.said(), "It could not be loaded.");
    assert!(page.model.is_complete());
    assert_eq!(page.model.settings(), Page::settled("v=1").model.settings());
}

/// Neither of the two takes the other away, in whatever order they are wished for.
#[test]
fn the_lesson_and_a_remedy_are_both_there_in_the_end() {
    let orders = [
        [Msg::Lesson(Taught::Open), set(Key::Skip, "1")],
        [set(Key::Skip, "1"), Msg::Lesson(Taught::Open)],
    ];
    for order in orders {
        let mut before = Page::small_at(START);
        for msg in order {
            before.do_and_settle(msg);
        }
        before.do_and_settle(set(Key::Gain, "0.5"));
        let after = gone_on(START, &before);
        let recipe = after.model.settings().expect("settings").recipe;
        assert_eq!([recipe.skip.at(1), recipe.gain.at(1)], [1.0, 0.5]);
        assert!(after.model.lesson.is_open());
    }
}
