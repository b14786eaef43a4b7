//! What the policy means on a page: what is refused, what is offered, what is kept.

use crate::policy::file;
use gradlens::link;
use gradlens::network::Subject;
use gradlens::preset::Preset;
use gradlens::settings::Key;
use gradlens::state::{Board, Crew, Effect, Jobs, Model, Msg, Taught, trial, update};
use std::rc::Rc;

/// A page at an address.
fn page(address: &str) -> Model {
    let mut model = Model::of(Jobs::of(Crew::of(0, false)));
    let link = link::read(address, None);
    update(&mut model, Msg::Start(Box::new(link)), 0.0);
    model
}

fn link_of(model: &Model) -> String {
    link::encode(&model.settings().expect("no file"))
}

/// What a message leaves as it was: everything but the board.
fn refused(model: &mut Model, msg: Msg) -> String {
    let before = (Rc::clone(&model.subject), model.view.clone());
    let effects = update(model, msg, 1.0);
    assert_eq!((&*model.subject, &model.view), (&*before.0, &before.1));
    assert!(effects.contains(&Effect::Board), "{effects:?}");
    match &model.board {
        Board::Refused(notice) => notice.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn same_as_the_others_leaves_a_locked_activation() {
    let mut model = page("depth=3&act=tanh~2,relu&layer=3&lock=act");
    let told = refused(&mut model, Msg::AsOthers);
    assert!(
        told.starts_with("act: ") && told.contains("locked"),
        "{told}"
    );
    let mut free = page("depth=3&act=tanh~2,relu&layer=3");
    update(&mut free, Msg::AsOthers, 1.0);
    assert_eq!(link_of(&free), "v=1&depth=3&act=tanh&seed=1&layer=3");
}

#[test]
fn no_button_drops_a_file_in_silence() {
    let mut model = page("depth=3&step=9");
    let Subject::File(network) = file() else {
        panic!("no file")
    };
    let msg = Msg::File(Box::new((*network).clone()), "a.json".into());
    update(&mut model, msg, 1.0);
    assert_eq!(model.subject.name(), Some("mine"));
    for msg in [
        Msg::AsOthers,
        Msg::SetLayer(Key::Act, "relu".into()),
        Msg::Set(Key::Gain, "2".into()),
        Msg::NewSeed,
    ] {
        let told = refused(&mut model, msg);
        assert!(told.contains("network file"), "{told}");
    }
    let before = Rc::clone(&model.subject);
    update(&mut model, Msg::Lesson(Taught::Try), 1.0);
    assert!(Rc::ptr_eq(&before, &model.subject) && trial(&model).is_none());
    // What can be seen of it can be chosen.
    update(&mut model, Msg::Set(Key::Layer, "2".into()), 1.0);
    assert_eq!(model.layer(), 2);
    // A preset takes its place, and the board says so.
    let preset = Preset::from_id("tanh-chaos").expect("a preset");
    update(&mut model, Msg::Preset(preset), 1.0);
    assert!(!model.subject.is_file());
    match &model.board {
        Board::Sentence(sentence) => assert!(sentence.contains("mine"), "{sentence}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn closing_a_file_shows_what_was_there_before() {
    let mut model = page("depth=3&act=tanh&layer=2");
    let Subject::File(network) = file() else {
        panic!("no file")
    };
    for name in ["a.json", "b.json"] {
        let msg = Msg::File(Box::new((*network).clone()), name.into());
        update(&mut model, msg, 1.0);
    }
    update(&mut model, Msg::CloseFile, 1.0);
    assert_eq!(link_of(&model), "v=1&depth=3&act=tanh&seed=1&layer=2");
}

#[test]
fn a_trial_of_the_lesson_offers_and_changes_nothing_locked() {
    for step in 1..=15 {
        for lock in ["gain,act", "depth,width,gain,act,init,layer", "gain", "act"] {
            let mut model = page(&format!("v=1&step={step}&lock={lock}"));
            let before = model.settings().expect("no file");
            let offered = trial(&model);
            update(&mut model, Msg::Lesson(Taught::Try), 1.0);
            let after = model.settings().expect("no file");
            assert_eq!(offered.is_some(), before != after, "step {step}, {lock}");
            for name in lock.split(',') {
                let key = Key::from_name(name).expect("a setting");
                assert_eq!(before.text(key), after.text(key), "step {step}, {lock}");
            }
        }
    }
    assert!(trial(&page("v=1&step=9")).is_some());
}

#[test]
fn a_locked_preset_is_refused_and_a_locked_file_not_opened() {
    let mut model = page("v=1&lock=gain");
    let preset = Preset::from_id("sigmoid-gain").expect("a preset");
    assert!(refused(&mut model, Msg::Preset(preset)).contains("locked"));
    let same = Preset::from_id("tanh-xavier").expect("a preset");
    update(&mut model, Msg::Preset(same), 1.0);
    assert_eq!(link_of(&model), "v=1&act=tanh&seed=1");
    let Subject::File(network) = file() else {
        panic!("no file")
    };
    let msg = Msg::File(Box::new((*network).clone()), "a.json".into());
    refused(&mut model, msg);
    // The author of a saved page has put it there.
    let msg = Msg::Inside(Box::new((*network).clone()), "a.json".into());
    update(&mut model, msg, 1.0);
    assert!(model.subject.is_file());
}

#[test]
fn a_page_with_a_link_inside_returns_to_it_and_others_to_the_defaults() {
    let inside = "v=1&depth=7&act=tanh&seed=5";
    for (inside, home) in [(Some(inside), inside), (None, "v=1&seed=1")] {
        let mut model = Model::of(Jobs::of(Crew::of(0, false)));
        let link = link::read("", inside);
        update(&mut model, Msg::Start(Box::new(link)), 0.0);
        update(&mut model, Msg::Set(Key::Gain, "3".into()), 1.0);
        assert!(link_of(&model).contains("gain=3"), "{}", link_of(&model));
        update(&mut model, Msg::Reset, 2.0);
        assert_eq!(link_of(&model), home);
    }
}

#[test]
fn no_board_has_zero_notices() {
    assert_eq!(Board::of(&[]), Board::Empty);
    for board in [Board::Empty, Board::Notices(Vec::new())] {
        assert_eq!(board.sentence(), None, "{board:?}");
    }
    let mut model = page("depth=300&gain=x");
    assert_eq!(model.board.notices().len(), 2);
    let sentence = model.board.sentence().expect("a sentence");
    assert!(sentence.starts_with("2 values"), "{sentence}");
    update(&mut model, Msg::Host("v=1".into()), 1.0);
    assert_eq!(model.board, Board::Empty);
    update(&mut model, Msg::Dismiss, 1.0);
    assert_eq!(model.board, Board::Empty);
}

#[test]
fn a_refused_entry_is_taken_back_by_the_next_accepted_one() {
    let mut model = page("v=1");
    let told = refused(&mut model, Msg::Set(Key::Act, "cosine".into()));
    assert!(told.starts_with("act: \"cosine\""), "{told}");
    update(&mut model, Msg::Set(Key::Layer, "3".into()), 1.0);
    assert_eq!((model.board.clone(), model.layer()), (Board::Empty, 3));
}
