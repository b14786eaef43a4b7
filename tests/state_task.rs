//! What an author has locked stays so, whatever a reader does with the number of layers; and Reset.

use crate::policy::is_kept;
use gradlens::link;
use gradlens::preset::PRESETS;
use gradlens::settings::{FIELDS, Key, Settings};
use gradlens::state::{Crew, Jobs, Model, Move, Msg, Taught, update};

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
    let mut model = opened("v=1&lock=width&width=900&depth=50");
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
    let mut free = opened("v=1&width=900&depth=50");
    update(&mut free, Msg::Set(Key::Depth, "200".into()), 0.0);
    assert_eq!(free.subject.depth(), 200);
    assert!(!free.board.notices().is_empty());
}

fn change(model: &mut Model, msg: Msg) {
    update(model, msg, 0.0);
}

fn set(model: &mut Model, key: Key, text: &str) {
    change(model, Msg::Set(key, text.into()));
}

fn address(query: &str) -> Msg {
    Msg::Address(Box::new(link::read(query, None)))
}

/// Networks with values for single layers, with the selected one, and at the limit of the cost.
const AUTHORED: [&str; 4] = [
    "v=1&depth=20&gain=2~3,1~17&width=8~10,4~10&act=relu~2,tanh~18&layer=12&seed=1",
    "v=1&depth=50&width=128&layer=3&seed=1",
    "v=1&depth=150&width=128~25,90~125&gain=3~149,1&act=linear~149,sin&layer=149&seed=1",
    "v=1&depth=4&width=6&inputs=3&layer=2&step=4&view=bound&seed=1",
];

/// Every locked setting, then every pair with the next one but two.
fn locks() -> Vec<Vec<Key>> {
    let keys = FIELDS.map(|field| field.key);
    let single = keys.map(|key| vec![key]);
    let pairs = (0..keys.len()).map(|i| vec![keys[i], keys[(i + 3) % keys.len()]]);
    let all = vec![keys.into_iter().filter(|key| *key != Key::Depth).collect()];
    single.into_iter().chain(pairs).chain(all).collect()
}

fn assert_held(author: &Settings, model: &Model, (locked, told): (&[Key], &str)) {
    let now = model.settings().expect("no file");
    let is_back = now.recipe.depth == author.recipe.depth;
    for key in locked {
        let sides = [author, &now].map(|side| (&side.recipe, &side.view));
        assert!(is_kept(*key, sides[0], sides[1]), "{told}: {key:?}");
        let is_implied = *key == Key::Inputs;
        if is_back && !is_implied {
            assert_eq!(author.text(*key), now.text(*key), "{told}: {key:?}");
        }
    }
}

/// What a reader may do between two numbers of layers.
fn detours() -> Vec<Msg> {
    let preset = PRESETS.iter().find(|preset| preset.id == "sigmoid-classic");
    vec![
        Msg::Retype,
        Msg::Preset(preset.expect("a preset")),
        Msg::AsOthers,
        Msg::Set(Key::Gain, "1.5".into()),
        Msg::Set(Key::Width, "128".into()),
        Msg::Set(Key::Width, "3".into()),
        Msg::SetLayer(Key::Act, "elu".into()),
        Msg::Select(Move::First),
        Msg::Lesson(Taught::Step(4)),
        Msg::Lesson(Taught::Try),
        Msg::Lesson(Taught::Example),
    ]
}

#[test]
fn no_sequence_of_depths_changes_what_is_locked() {
    let (mut refused, mut moved) = (0, 0);
    for query in AUTHORED {
        let author = link::decode(query).0;
        let own = author.recipe.depth.to_string();
        for locked in locks() {
            let names: Vec<_> = locked.iter().map(|key| key.field().name).collect();
            let lock = format!("&lock={}", names.join(","));
            for detour in detours() {
                let mut model = opened(&[query, &lock].concat());
                for depth in ["3", "1", "200", "2", "60", &own, "200", &own] {
                    let told = format!("{query}{lock}, {detour:?}, depth {depth}");
                    let before = model.settings();
                    set(&mut model, Key::Depth, depth);
                    assert_held(&author, &model, (&locked, &told));
                    moved += usize::from(model.settings() != before);
                    if let Some(notice) = model.board.refusal() {
                        refused += 1;
                        assert_eq!((&*notice.field, &*notice.given), ("depth", depth), "{told}");
                        assert_eq!(model.settings(), before, "{told}");
                    }
                    change(&mut model, detour.clone());
                    assert_held(&author, &model, (&locked, &told));
                }
            }
        }
    }
    assert!(refused > 500 && moved > 5000, "{refused}, {moved}");
}

/// The history of the browser keeps links with fewer layers.
#[test]
fn going_back_in_the_history_gives_no_locked_layer_away() {
    for setting in ["gain=2~3,1~17", "act=relu~2,tanh~18", "layer=12"] {
        let name = setting.split('=').next().unwrap_or_default();
        let query = format!("v=1&depth=20&{setting}&seed=1&lock={name}");
        let mut model = opened(&query);
        let before = model.settings();
        set(&mut model, Key::Depth, "3");
        let short = link::encode(&model.settings().expect("no file"));
        set(&mut model, Key::Depth, "5");
        change(&mut model, address(&format!("{short}&lock={name}")));
        assert_eq!(model.subject.depth(), 3);
        set(&mut model, Key::Depth, "20");
        assert_eq!(model.settings(), before, "{query}");
        // With other locks the same link is another task.
        change(&mut model, address(&format!("{short}&lock={name},seed")));
        set(&mut model, Key::Depth, "20");
        let now = model.settings().expect("no file");
        assert!(!now.text(Key::Gain).contains('~') && now.view.layer.is_none());
    }
}

#[test]
fn locked_inputs_stay_when_a_width_passes_them() {
    let mut model = opened("v=1&depth=4&width=6&inputs=3&lock=inputs");
    for width in ["3", "5"] {
        set(&mut model, Key::Width, width);
        let shown = model.settings().expect("no file");
        assert_eq!(shown.recipe.widths()[0], 3, "width {width}");
    }
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

#[test]
fn reset_follows_the_locks_of_the_newest_link() {
    // A link without locks is no task; it goes back to the defaults.
    let mut model = opened("v=1&act=relu&lock=act");
    change(&mut model, address("v=1&depth=7&seed=3"));
    change(&mut model, Msg::Reset);
    assert_eq!(model.settings(), Some(Settings::default()));
    // The same locks again are the same task, further on.
    let mut model = opened("v=1&gain=2&seed=1&lock=gain");
    change(&mut model, address("v=1&depth=5&gain=2&seed=1&lock=gain"));
    change(&mut model, Msg::Reset);
    assert_eq!(model.settings(), Some(link::decode("v=1&gain=2").0));
    // What is held goes back too.
    change(&mut model, address("v=1&gain=3&seed=1&lock=gain"));
    change(&mut model, Msg::Reset);
    set(&mut model, Key::Depth, "9");
    let shown = model.settings().expect("no file");
    assert_eq!(link::encode(&shown), "v=1&depth=9&gain=2&seed=1");
    // The page around gives another task.
    let given = link::decode("v=1&depth=6&gain=4").0;
    change(&mut model, Msg::Host(link::encode(&given)));
    set(&mut model, Key::Depth, "9");
    change(&mut model, Msg::Reset);
    assert_eq!(model.settings(), Some(given));
}
