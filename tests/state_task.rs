//! What an author has locked stays so, whatever a reader does with the number of layers; and Reset.

use gradlens::link;
use gradlens::settings::Key;
use gradlens::state::{Crew, Jobs, Model, Move, Msg, update};

/// A page that a link has opened.
fn opened(query: &str) -> Model {
    let mut model = Model::of(Jobs::of(Crew::of(0, false)));
    update(
        &mut model,
        Msg::Start(Box::new(link::read(query, None))),
        0.0,
    );
    model
}

/// Fewer layers and more again, whatever was lost on the way.
#[test]
fn locked_settings_come_back_with_their_layers() {
    for (lock, setting) in [
        ("gain", "gain=2~3,1~17"),
        ("width", "width=8~10,4~10"),
        ("act", "act=relu~2,tanh~18"),
        ("layer", "layer=3"),
        (
            "gain,width,act,layer",
            "gain=2~3,1~17&width=8~10,4~10&layer=12",
        ),
    ] {
        let query = format!("v=1&depth=20&{setting}&lock={lock}&seed=1");
        let mut model = opened(&query);
        let before = model.settings();
        for depth in ["3", "1", "2", "20"] {
            update(&mut model, Msg::Set(Key::Depth, depth.into()), 0.0);
            assert_eq!(model.subject.depth().to_string(), depth, "{query}");
            assert!(model.board.refusal().is_none(), "{query}, {depth}");
        }
        assert_eq!(model.settings(), before, "{query}");
        // Layers past those of the link go on as its last one.
        update(&mut model, Msg::Set(Key::Depth, "30".into()), 0.0);
        update(&mut model, Msg::Set(Key::Depth, "20".into()), 0.0);
        assert_eq!(model.settings(), before, "{query}");
    }
}

#[test]
fn the_cost_limit_takes_nothing_from_a_locked_width() {
    let mut model = opened("v=1&lock=width&width=128&depth=50");
    let before = model.settings();
    update(&mut model, Msg::Set(Key::Depth, "200".into()), 0.0);
    assert_eq!(model.settings(), before);
    let notice = model.board.refusal().expect("a refusal");
    assert_eq!(
        (&*notice.field, &*notice.given, &*notice.used),
        ("depth", "200", "50")
    );
    assert!(notice.allowed.contains("Width"), "{notice}");
    update(&mut model, Msg::Set(Key::Depth, "60".into()), 0.0);
    assert_eq!(model.subject.depth(), 60);
    // Without the lock the width gives way, with a notice.
    let mut free = opened("v=1&width=128&depth=50");
    update(&mut free, Msg::Set(Key::Depth, "200".into()), 0.0);
    assert_eq!(free.subject.depth(), 200);
    assert!(!free.board.notices().is_empty());
}

#[test]
fn a_refusal_names_the_layer_that_was_asked_for() {
    let mut model = opened("v=1&lock=layer&layer=3");
    update(&mut model, Msg::Select(Move::Last), 0.0);
    let notice = model.board.refusal().expect("a refusal");
    assert_eq!((&*notice.given, &*notice.used), ("20", "3"));
    assert_eq!(
        model.board.sentence().as_deref(),
        Some("This was refused; everything is as it was.")
    );
}

#[test]
fn reset_returns_to_the_newest_task() {
    let mut model = opened("v=1&act=tanh");
    for query in ["act=relu&lock=act", "act=sin&gain=3&lock=act,gain"] {
        update(
            &mut model,
            Msg::Address(Box::new(link::read(query, None))),
            0.0,
        );
    }
    update(&mut model, Msg::Set(Key::Depth, "5".into()), 0.0);
    update(&mut model, Msg::Reset, 0.0);
    let shown = model.settings().expect("a recipe");
    assert_eq!(link::encode(&shown), "v=1&act=sin&gain=3&seed=1");
}
