//! Every message of a reader on every page: what is locked stays, a file stays unless its door replaces it, a refusal changes nothing
//! and says why.

use std::rc::Rc;

use crate::common::random::Draws;
use crate::policy::is_kept;
use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::preset::PRESETS;
use gradlens::settings::{Chart, FIELDS, Key, Recipe, Settings, View};
use gradlens::state::{
    Board, Crew, Effect, Jobs, Model, Move, Msg, Pinned, Policy, Store, Taught, update,
};

/// What a page shows at first.
const PLACES: [&str; 5] = [
    "v=1",
    "depth=7&width=5~3,4~4&act=relu~3,tanh~4&gain=1~5,2~2&layer=4&step=2",
    "depth=1&width=1&inputs=4&loss=worst&view=spectrum",
    "depth=9&width=3&bias=1&input=unit&seed=7&layer=9&step=9",
    "depth=2&width=3&seed=4294967295&step=16",
];

/// Every single lock and hidden setting, pairs, random sets of both, and some parts of the page.
pub fn frames() -> Vec<String> {
    let names = FIELDS.map(|field| field.name);
    let mut draws = Draws::from_seed(13);
    let mut all = vec![String::new()];
    for (at, name) in names.into_iter().enumerate() {
        let other = names[(at + 1 + draws.below(names.len() - 1)) % names.len()];
        all.push(format!("&lock={name}"));
        all.push(format!("&hide={name}"));
        all.push(format!("&lock={name},{other}"));
        all.push(format!("&lock={name}&hide={other}"));
    }
    for _ in 0..10 {
        let set: Vec<_> = names.into_iter().filter(|_| draws.below(3) == 0).collect();
        all.push(format!("&lock={}&show=flow,outputs,bound", set.join(",")));
        all.push(format!("&hide={}", set.join(",")));
    }
    all.extend(["&show=flow,bound,lesson", "&show=spectrum", "&show=layer"].map(String::from));
    all.push(format!("&lock={}", names.join(",")));
    all
}

/// Another legal value of each setting, for every place.
const OTHERS: [(Key, &str); 14] = [
    (Key::Depth, "6"),
    (Key::Width, "4"),
    (Key::Inputs, "2"),
    (Key::Act, "elu"),
    (Key::Init, "orthogonal"),
    (Key::Gain, "1.5"),
    (Key::Bias, "0.25"),
    (Key::Input, "ones"),
    (Key::Loss, "mse"),
    (Key::Turn, "-30"),
    (Key::Seed, "9"),
    (Key::Layer, "1"),
    (Key::View, "outputs"),
    (Key::Step, "7"),
];

fn messages() -> Vec<Msg> {
    let mut all: Vec<_> = OTHERS
        .iter()
        .flat_map(|(key, text)| [*text, "?!"].map(|text| Msg::Set(*key, text.into())))
        .collect();
    for (key, text) in [(Key::Width, "2"), (Key::Act, "elu"), (Key::Gain, "3")] {
        all.push(Msg::SetLayer(key, text.into()));
        all.push(Msg::SetLayer(key, "1~2,2".into()));
    }
    all.extend(PRESETS.iter().step_by(5).map(Msg::Preset));
    all.extend([Msg::AsOthers, Msg::NewSeed, Msg::CloseFile, Msg::Swap]);
    all.push(Msg::File(Box::new(network()), "b.json".into()));
    all.extend([Move::By(-1), Move::First, Move::Last, Move::To(3)].map(Msg::Select));
    let taught = [
        Taught::Open,
        Taught::Close,
        Taught::Back,
        Taught::Next,
        Taught::Step(7),
        Taught::Step(11),
        Taught::Example,
        Taught::Try,
        Taught::Others,
    ];
    all.extend(taught.map(Msg::Lesson));
    all
}

fn network() -> Network {
    let (settings, _) = link::decode("depth=6&width=4~3,3~3&act=tanh");
    let mut network = Network::from(&settings.recipe);
    network.name = Some("mine".into());
    network
}

/// A page where everything is known, another network is pinned, and perhaps a file is open.
pub struct Place {
    pub address: String,
    file: Option<Network>,
    known: Analysis,
    pinned: Pinned,
}

impl Place {
    fn of(address: &str, file: Option<Network>) -> Self {
        let own = link::decode(address).0.recipe;
        let shown = file.clone().unwrap_or_else(|| Network::from(&own));
        let other = Recipe {
            depth: 3,
            seed: 77,
            ..Recipe::default()
        };
        let mut store = Store::default();
        let analysis = Analysis::of(&Network::from(&other));
        store.receive(&Rc::new(Subject::Recipe(other)), analysis);
        Self {
            address: address.into(),
            file,
            known: Analysis::of(&shown),
            pinned: Pinned {
                entry: store.complete().expect("complete").clone(),
                view: View::default(),
            },
        }
    }

    pub fn model(&self, frame: &str) -> Model {
        let mut model = Model::of(Jobs::of(Crew::of(0, false)));
        let link = link::read(&format!("{}{frame}", self.address), None);
        assert_eq!(link.notices, [], "{frame}");
        update(&mut model, Msg::Start(Box::new(link)), 0.0);
        if let Some(network) = &self.file {
            let msg = Msg::Inside(Box::new(network.clone()), "a.json".into());
            update(&mut model, msg, 0.0);
            update(&mut model, Msg::Lesson(Taught::Step(9)), 0.0);
            update(&mut model, Msg::Dismiss, 0.0);
        }
        model.jobs.stop();
        model.jobs.commands();
        model.store.receive(&model.subject, self.known.clone());
        model.pinned = Some(self.pinned.clone());
        assert!(model.is_whole() && model.board == Board::Empty);
        model
    }
}

pub fn places() -> Vec<Place> {
    let plain = PLACES.map(|address| Place::of(address, None));
    let with_file = PLACES[..2]
        .iter()
        .map(|address| Place::of(address, Some(network())));
    plain.into_iter().chain(with_file).collect()
}

/// What a message must leave alone if it is refused.
pub struct Before {
    pub subject: Rc<Subject>,
    pub view: View,
    step: Option<usize>,
    pinned: Option<Rc<Subject>>,
    before_file: Option<Settings>,
    is_edited: bool,
}

impl Before {
    pub fn of(model: &Model) -> Self {
        let pinned = model.pinned.as_ref();
        Self {
            subject: Rc::clone(&model.subject),
            view: model.view.clone(),
            step: model.lesson.number(),
            pinned: pinned.map(|pinned| Rc::clone(&pinned.entry.subject)),
            before_file: model.home.before_file.clone(),
            is_edited: model.is_edited,
        }
    }

    fn is_same(&self, model: &Model) -> bool {
        let now = Self::of(model);
        Rc::ptr_eq(&self.subject, &now.subject)
            && (&self.view, self.step, self.is_edited) == (&now.view, now.step, now.is_edited)
            && self.before_file == now.before_file
            && self.pinned.as_ref().map(Rc::as_ptr) == now.pinned.as_ref().map(Rc::as_ptr)
    }
}

fn locked(policy: &Policy) -> Vec<Key> {
    let names = policy.frame.lock.iter().chain(&policy.frame.hide);
    names
        .map(|name| Key::from_name(name).expect("a setting"))
        .collect()
}

fn is_of_view(key: Key) -> bool {
    !key.field().is_of_network()
}

fn assert_locked(before: &Before, model: &Model, told: &str) {
    let shape = |subject: &Subject| Recipe {
        depth: subject.depth(),
        ..Recipe::default()
    };
    for key in locked(&model.policy) {
        let (old, new) = (&*before.subject, &*model.subject);
        let is_kept = match (old.recipe(), new.recipe()) {
            (Some(a), Some(b)) => is_kept(key, (a, &before.view), (b, &model.view)),
            _ if is_of_view(key) => {
                let (a, b) = (shape(old), shape(new));
                is_kept(key, (&a, &before.view), (&b, &model.view))
            }
            _ => old == new,
        };
        assert!(is_kept, "{told}: {key:?} is locked");
    }
}

fn assert_refused(before: &Before, model: &Model, effects: &[Effect], told: &str) {
    let [notice] = model.board.notices() else {
        panic!("{told}: {:?}", model.board)
    };
    assert!(before.is_same(model), "{told}: {notice}");
    assert!(effects.contains(&Effect::Board) && effects.contains(&Effect::Form));
    let is_more = |effect: &Effect| matches!(effect, Effect::Crew(_) | Effect::Address { .. });
    assert!(!effects.iter().any(is_more), "{told}: {effects:?}");
    let key = Key::from_name(&notice.field).expect("a setting");
    if notice.allowed.contains("locked") {
        assert!(locked(&model.policy).contains(&key), "{told}: {notice}");
        // Two files may have the same name.
        let is_one = notice.given == notice.used;
        assert!(!is_one || notice.given == "mine", "{told}: {notice}");
    } else if model.subject.is_file() && !is_of_view(key) {
        assert!(notice.allowed.contains("network file"), "{told}: {notice}");
    } else {
        // What was typed is no value; nothing else is refused to a reader.
        assert!(
            ["?!", "1~2,2"].contains(&&*notice.given),
            "{told}: {notice}"
        );
    }
}

fn assert_canonical(model: &Model, told: &str) {
    if let Some(recipe) = model.subject.recipe() {
        assert_eq!(recipe.clone().canonical(), *recipe, "{told}");
    }
    let view = &model.view;
    assert_eq!(view.clone().within(model.subject.depth()), *view, "{told}");
    assert_eq!(model.lesson.number(), view.step, "{told}");
    let show = &model.policy.frame.show;
    let mut charts = Chart::ALL.iter().map(|chart| chart.name());
    let are_named = charts.any(|name| show.contains(&name));
    assert!(!are_named || show.contains(&view.chart.name()), "{told}");
}

#[test]
fn no_message_of_a_reader_changes_what_is_locked_or_drops_a_file() {
    let (mut refused, mut changed, mut closed) = (0, 0, 0);
    let messages = messages();
    let frames = frames();
    for place in places() {
        for frame in &frames {
            for msg in &messages {
                let mut model = place.model(frame);
                let shown: String = format!("{msg:?}").chars().take(60).collect();
                let is_file = place.file.is_some();
                let told = format!("{}{frame}, file {is_file}, {shown}", place.address);
                let before = Before::of(&model);
                let effects = update(&mut model, msg.clone(), 1.0);
                assert_locked(&before, &model, &told);
                assert_canonical(&model, &told);
                if let Board::Refused(_) = &model.board {
                    refused += 1;
                    assert_refused(&before, &model, &effects, &told);
                }
                changed += usize::from(!before.is_same(&model));
                if before.subject.is_file() && *before.subject != *model.subject {
                    closed += 1;
                    assert_closed(msg, &model, &told);
                }
            }
        }
    }
    assert!(
        refused > 5000 && changed > 5000 && closed > 100,
        "{refused} refused, {changed} changed, {closed} closed"
    );
}

/// Only what says so, or is meant to, puts something else in the place of a file.
fn assert_closed(msg: &Msg, model: &Model, told: &str) {
    match msg {
        Msg::Preset(_) | Msg::Lesson(Taught::Example) => {
            let is_said = matches!(&model.board, Board::Sentence(text) if text.contains("mine"));
            assert!(is_said, "{told}: {:?}", model.board);
        }
        Msg::CloseFile | Msg::Swap => assert!(!model.subject.is_file(), "{told}"),
        Msg::File(..) => assert!(model.subject.is_file(), "{told}"),
        _ => panic!("{told}: the file is gone"),
    }
}

#[test]
fn what_is_not_locked_is_done() {
    for place in places() {
        for frame in frames() {
            for (key, text) in OTHERS {
                let mut model = place.model(&frame);
                let told = format!("{}{frame}: {key:?}", place.address);
                let shows = &model.policy.frame.show;
                let is_shown = key != Key::View || shows.is_empty() || shows.contains(&text);
                let is_free = is_of_view(key) || !model.subject.is_file();
                let was = model.settings().map(|settings| match key {
                    Key::Layer => model.layer().to_string(),
                    key => settings.text(key),
                });
                // These move others with them: the layers that are gone, the inputs that a width implies.
                let is_alone = !matches!(key, Key::Depth | Key::Width);
                let is_locked = model.policy.is_locked(key);
                update(&mut model, Msg::Set(key, text.into()), 1.0);
                if is_locked && was.is_some_and(|was| was != text) {
                    let settings = model.settings().expect("a recipe");
                    assert_ne!(settings.text(key), text, "{told}");
                    if is_alone {
                        let notice = model.board.notices().first();
                        let field = notice.map(|notice| &*notice.field);
                        assert_eq!(field, Some(key.field().name), "{told}");
                    }
                } else if is_alone && is_free && is_shown && !is_locked {
                    let now = match key {
                        Key::Layer => model.layer().to_string(),
                        Key::View => model.view.chart.name().into(),
                        Key::Step => model.view.step.expect("a step").to_string(),
                        key => model.settings().expect("a recipe").text(key),
                    };
                    assert_eq!(now, text, "{told}: {:?}", model.board);
                }
            }
        }
    }
}
