//! Which change may come through which door: every door with every policy.

use std::rc::Rc;

use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::preset::PRESETS;
use gradlens::settings::{Chart, FIELDS, Key, Recipe, View};
use gradlens::state::{Door, Policy, Proposal};

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

pub fn file() -> Subject {
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
            Box::new(settings.view),
        ));
    }
    for (subject, view) in places() {
        all.push(Proposal::Show(subject, Box::new(view)));
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
        Key::Skip => both
            .clone()
            .all(|j| a.skip.at(j).to_bits() == b.skip.at(j).to_bits()),
        Key::Norm => both.clone().all(|j| a.norm.at(j) == b.norm.at(j)),
        Key::Place => both.clone().all(|j| a.place.at(j) == b.place.at(j)),
        Key::Tied => a.tied == b.tied,
        Key::Slope => a.slope.to_bits() == b.slope.to_bits(),
        Key::Samples => a.samples == b.samples,
        Key::Input => a.input == b.input,
        Key::Loss => a.loss == b.loss,
        Key::Turn => a.turn == b.turn,
        Key::Seed => a.seed == b.seed,
        Key::Data => seen_a.course.data == seen_b.course.data,
        Key::Modes => seen_a.course.modes == seen_b.course.modes,
        Key::Start => seen_a.course.start.to_bits() == seen_b.course.start.to_bits(),
        Key::BatchNorm => seen_a.course.batch_norm == seen_b.course.batch_norm,
        Key::Rule => seen_a.course.rule == seen_b.course.rule,
        Key::Lr => seen_a.course.lr.to_bits() == seen_b.course.lr.to_bits(),
        Key::Batch => seen_a.course.batch == seen_b.course.batch,
        Key::Clip => seen_a.course.clip.to_bits() == seen_b.course.clip.to_bits(),
        Key::Steps => seen_a.course.steps == seen_b.course.steps,
        Key::Stop => seen_a.course.stop.to_bits() == seen_b.course.stop.to_bits(),
        Key::Before => seen_a.course.before == seen_b.course.before,
        Key::Against => seen_a.against == seen_b.against,
        Key::At => seen_a.at == seen_b.at,
        // Where a layer is gone the lens is at the input.
        Key::Layer => match seen_a.layer {
            Some(layer) if layer <= b.depth => seen_b.layer == Some(layer),
            _ => seen_b.layer.is_none(),
        },
        Key::View => seen_a.chart == seen_b.chart,
        Key::Chips => seen_a.chips == seen_b.chips,
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
        let is_view = !key.field().is_of_network();
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
                for preset in PRESETS {
                    let settings = preset.settings();
                    let subject = Subject::Recipe(settings.recipe.clone());
                    let proposal = Proposal::Show(subject.clone(), Box::new(settings.view.clone()));
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
