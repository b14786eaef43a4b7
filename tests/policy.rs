//! Which change may come through which door: every door with every policy.

use std::rc::Rc;

use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::preset::{PRESETS, Preset};
use gradlens::settings::{Chart, FIELDS, Key, Recipe, Settings, View};
use gradlens::state::{
    Board, Crew, Door, Effect, Jobs, Model, Msg, Policy, Proposal, Taught, trial, update,
};

/// Another legal value of each setting.
const OTHERS: [(Key, &str); 13] = [
    (Key::Depth, "7"),
    (Key::Width, "5~3,4~4"),
    (Key::Inputs, "3"),
    (Key::Act, "tanh~6,relu"),
    (Key::Init, "orthogonal"),
    (Key::Gain, "1.5~3,2"),
    (Key::Bias, "0.25"),
    (Key::Input, "ones"),
    (Key::Loss, "mse"),
    (Key::Seed, "9"),
    (Key::Layer, "2"),
    (Key::View, "bound"),
    (Key::Step, "3"),
];

/// Doors of the author of a link or of the page around.
const AUTHORS: [Door; 3] = [Door::Reset, Door::Address, Door::Host];
/// Doors through which nobody means to leave a file.
const KEEPING: [Door; 4] = [Door::Control, Door::Layer, Door::Trial, Door::Lesson];

fn of_link(text: &str) -> (Subject, View) {
    let (settings, notices) = link::decode(text);
    assert_eq!(notices, [], "{text}");
    (Subject::Recipe(settings.recipe), settings.view)
}

fn file() -> Subject {
    let (settings, _) = link::decode("depth=6&width=4~3,3~3&act=tanh");
    let mut network = Network::from(&settings.recipe);
    network.name = Some("mine".into());
    Subject::File(Rc::new(network))
}

/// Where a reader may be.
fn places() -> Vec<(Subject, View)> {
    let links = [
        "v=1",
        "depth=12&width=8~6,4~6&act=relu~3,tanh~9&gain=1~5,2~7&layer=4&step=2",
        "depth=1&width=1&inputs=4&loss=worst&view=spectrum",
        "depth=30&bias=1&input=unit&seed=7&layer=29",
    ];
    let mut places: Vec<_> = links.into_iter().map(of_link).collect();
    places.push((file(), View::default()));
    places
}

fn proposals() -> Vec<Proposal> {
    let set = |all: &[(Key, &str)]| {
        let texts = all.iter().map(|(key, text)| (*key, (*text).to_owned()));
        Proposal::Set(texts.collect())
    };
    let mut all: Vec<_> = OTHERS.iter().map(|one| set(&[*one])).collect();
    all.push(set(&[(Key::Gain, "4"), (Key::Act, "linear")]));
    all.push(set(&[]));
    for preset in PRESETS.iter().step_by(4) {
        let settings = preset.settings();
        all.push(Proposal::Show(
            Subject::Recipe(settings.recipe),
            settings.view,
        ));
    }
    for (subject, view) in places() {
        all.push(Proposal::Show(subject, view));
    }
    all
}

/// Every single lock, every single hidden setting, some pairs, nothing, everything.
fn policies() -> Vec<Policy> {
    let names: Vec<&'static str> = FIELDS.iter().map(|field| field.name).collect();
    let mut all = vec![Policy::default()];
    for (i, name) in names.iter().enumerate() {
        let mut lock = Policy::default();
        lock.frame.lock = vec![*name];
        let mut hide = Policy::default();
        hide.frame.hide = vec![*name];
        let mut both = Policy::default();
        both.frame.lock = vec![*name];
        both.frame.hide = vec![names[(i + 5) % names.len()]];
        all.extend([lock, hide, both]);
    }
    let mut every = Policy::default();
    every.frame.lock = names;
    all.push(every);
    all
}

fn locked(policy: &Policy) -> Vec<Key> {
    let names = policy.frame.lock.iter().chain(&policy.frame.hide);
    names
        .map(|name| Key::from_name(name).expect("a setting"))
        .collect()
}

/// Whether a setting is the same, judged by what it means for the layers that both networks have.
pub fn is_kept(key: Key, (a, seen_a): (&Recipe, &View), (b, seen_b): (&Recipe, &View)) -> bool {
    let both = 1..=a.depth.min(b.depth);
    match key {
        Key::Depth => a.depth == b.depth,
        Key::Width => both.clone().all(|j| a.width.at(j) == b.width.at(j)),
        Key::Inputs => a.inputs == b.inputs || a.widths()[0] == b.widths()[0],
        Key::Act => both
            .clone()
            .all(|j| a.activation.at(j) == b.activation.at(j)),
        Key::Gain => both
            .clone()
            .all(|j| a.gain.at(j).to_bits() == b.gain.at(j).to_bits()),
        Key::Init => a.init == b.init,
        Key::Bias => a.bias.to_bits() == b.bias.to_bits(),
        Key::Input => a.input == b.input,
        Key::Loss => a.loss == b.loss,
        Key::Turn => a.turn == b.turn,
        Key::Seed => a.seed == b.seed,
        // Where a layer is gone the lens is at the input.
        Key::Layer => match seen_a.layer {
            Some(layer) if layer <= b.depth => seen_b.layer == Some(layer),
            _ => seen_b.layer.is_none(),
        },
        Key::View => seen_a.chart == seen_b.chart,
        Key::Step => seen_a.step == seen_b.step,
    }
}

#[test]
fn no_door_of_the_reader_changes_what_is_locked_or_drops_a_file() {
    let (mut allowed, mut refused) = (0, 0);
    for policy in policies() {
        for (old, view) in places() {
            for door in Door::ALL {
                for proposal in proposals() {
                    let told = format!(
                        "{policy:?}, {door:?}, {proposal:?}, from {view:?} of {:?}",
                        old.recipe()
                    );
                    let before = (old.clone(), view.clone());
                    match policy.judge(door, (&before.0, &before.1), proposal) {
                        Err(notice) => {
                            refused += 1;
                            assert!(
                                !notice.field.is_empty() && !notice.allowed.is_empty(),
                                "{told}"
                            );
                        }
                        Ok(change) => {
                            allowed += 1;
                            assert_allowed(
                                &policy,
                                (&old, &view, door),
                                (&change.subject, &change.view),
                                &told,
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(
        allowed > 5000 && refused > 5000,
        "{allowed} allowed, {refused} refused"
    );
}

fn assert_allowed(
    policy: &Policy,
    (old, view, door): (&Subject, &View, Door),
    (new, seen): (&Subject, &View),
    told: &str,
) {
    assert_eq!(seen.clone().within(new.depth()), *seen, "{told}");
    if let Some(recipe) = new.recipe() {
        assert_eq!(recipe.clone().canonical(), *recipe, "{told}");
    }
    if old.is_file() && KEEPING.contains(&door) {
        assert_eq!(old, new, "{told}");
    }
    if AUTHORS.contains(&door) {
        return;
    }
    for key in locked(policy) {
        let is_view = matches!(key, Key::Layer | Key::View | Key::Step);
        match (old.recipe(), new.recipe()) {
            (Some(a), Some(b)) => assert!(is_kept(key, (a, view), (b, seen)), "{key:?}\n{told}"),
            _ if is_view => {
                let (a, b) = (
                    Recipe {
                        depth: old.depth(),
                        ..Recipe::default()
                    },
                    Recipe {
                        depth: new.depth(),
                        ..Recipe::default()
                    },
                );
                assert!(is_kept(key, (&a, view), (&b, seen)), "{key:?}\n{told}");
            }
            _ => assert_eq!(old, new, "{key:?}\n{told}"),
        }
    }
}

#[test]
fn what_is_not_locked_may_be_changed() {
    for policy in policies() {
        let locked = locked(&policy);
        let (old, view) = of_link("depth=7&width=5~3,4~4");
        for (key, text) in OTHERS {
            // The width fixes the shape of this one already.
            if locked.contains(&key) || key == Key::Depth || key == Key::Width {
                continue;
            }
            for door in [Door::Control, Door::Trial] {
                let proposal = Proposal::Set(vec![(key, text.into())]);
                let change = policy.judge(door, (&old, &view), proposal).expect(text);
                let is_view = matches!(key, Key::Layer | Key::View | Key::Step);
                assert_eq!(is_view, change.subject == old, "{key:?}");
            }
        }
    }
}

#[test]
fn authors_may_change_everything() {
    for policy in policies() {
        for (old, view) in places() {
            for door in AUTHORS {
                for preset in &PRESETS {
                    let settings = preset.settings();
                    let subject = Subject::Recipe(settings.recipe.clone());
                    let proposal = Proposal::Show(subject.clone(), settings.view.clone());
                    let change = policy.judge(door, (&old, &view), proposal);
                    assert_eq!(change.expect("allowed").subject, subject, "{door:?}");
                }
            }
        }
    }
}

#[test]
fn a_chart_that_is_not_shown_is_not_opened() {
    let mut policy = Policy::default();
    policy.frame.show = vec!["flow", "bound", "outputs"];
    let (old, view) = of_link("v=1&view=bound");
    for (given, opened) in [("spectrum", Chart::Bound), ("outputs", Chart::Outputs)] {
        let proposal = Proposal::Set(vec![(Key::View, given.into())]);
        let change = policy.judge(Door::Control, (&old, &view), proposal);
        assert_eq!(change.expect("allowed").view.chart, opened);
    }
}

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
    update(&mut model, Msg::Host(Settings::default(), Vec::new()), 1.0);
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
