//! The chain over a training: computed while nobody waits, at steps that depend on the training alone, and right.

use std::collections::BTreeMap;

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{ChainLines, ChainPoint, Training, TrainingChain, TrainingLook};
use gradlens::settings::{Key, Settings};
use gradlens::state::{ChainTime, Model, Msg, Schooling};
use gradlens::study::training::{Digits, Session};

use crate::common::random::Draws;
use crate::common::training::digits;
use crate::run::{calm, show};
use crate::world::Page;

const NET: &str = "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&steps=40&seed=3&at=40";
/// Eight values, not all of which are resolved, and some of which are exactly zero.
const DEEP: &str = "v=1&act=relu~6,elu~6&init=normal&gain=5&depth=12&width=8&seed=5&bias=1&data=copy&lr=0.000001&clip=1&steps=9&at=9";

fn watched(link: &str) -> Page {
    let mut page = Page::settled(link);
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    page
}

fn picture(model: &Model) -> TrainingChain {
    let session = model.training.session().expect("a training");
    model.chain.picture(session, model.view.at as u64)
}

fn lines(model: &Model) -> ChainLines {
    let picture = picture(model);
    picture.lines().expect("lines").clone()
}

fn steps(lines: &ChainLines) -> Vec<u64> {
    lines.points.iter().map(|point| point.step).collect()
}

/// The truth: every step by the trainer alone, its network analysed in one go.
fn truth(address: &str) -> BTreeMap<u64, ChainPoint> {
    let (Settings { recipe, view }, _) = link::decode(address);
    let mut trainer = view.course.trainer(&recipe, 0).expect("a trainer");
    let mut all = BTreeMap::new();
    for step in 0..=view.course.steps as u64 {
        let mut network = Network::from(&recipe);
        network.layers = trainer.network().layers;
        let chain = &Analysis::of(&network).chain[0].spectrum;
        all.insert(step, ChainPoint::of(step, chain));
        if trainer.step().is_none() {
            break;
        }
    }
    all
}

fn is_right(lines: &ChainLines, address: &str) {
    let truth = truth(address);
    for point in lines.points.iter().chain(&lines.shown) {
        assert_eq!(point, &truth[&point.step], "{address}");
    }
}

#[test]
fn the_values_are_those_of_each_steps_own_analysis() {
    for (address, count, apart) in [(NET, 21, 2), (DEEP, 6, 2)] {
        let lines = lines(&watched(address).model);
        let steps = steps(&lines);
        assert_eq!(steps.len(), count, "{steps:?}");
        let last = *steps.last().expect("some");
        let mut all = steps.iter().enumerate();
        let is_even = all.all(|(at, step)| *step == last.min(apart * at as u64));
        assert!(is_even, "{steps:?}");
        assert_eq!(lines.shown.map(|shown| shown.step), Some(last));
        is_right(&lines, address);
    }
    let deep = lines(&watched(DEEP).model);
    let is_open = |point: &ChainPoint| point.resolved < point.rank;
    assert!(deep.points.iter().any(is_open), "a case worth testing");
    assert!(deep.points.iter().any(|point| point.zeros() > 0));
}

/// While it runs the page analyses steps anyway: afterwards there is nothing left to compute.
#[test]
fn a_run_that_is_watched_leaves_nothing_to_compute() {
    let mut page = watched(&NET.replace("&at=40", ""));
    assert_eq!(steps(&lines(&page.model)), [0]);
    page.take(Msg::Training(Schooling::Run));
    let (mut background, mut turns) = (0, 0);
    while page.model.training.is_running() || turns < 40 {
        page.turn();
        background += usize::from(page.model.jobs.has_background());
        turns += usize::from(!page.model.training.is_running());
    }
    assert_eq!((background, page.model.view.at), (0, 40));
    let lines = lines(&page.model);
    assert_eq!(lines.points.len(), 21);
    is_right(&lines, NET);
}

#[test]
fn the_step_that_is_shown_is_known_while_it_is_shown() {
    let mut page = watched(NET);
    for step in [17, 3, 20] {
        page.do_and_settle(Msg::Training(Schooling::Show(step)));
        let lines = lines(&page.model);
        assert_eq!(lines.shown.map(|shown| shown.step), Some(step as u64));
        assert_eq!(lines.points.len(), 21);
        is_right(&lines, NET);
    }
    // What is shown no longer gives way to the next one.
    page.do_and_settle(Msg::Training(Schooling::Show(5)));
    let session = page.model.training.session().expect("a training");
    let is_known = |step| match page.model.chain.picture(session, step) {
        TrainingChain::Lines(lines) => lines.shown.is_some(),
        other => panic!("{other:?}"),
    };
    assert_eq!([3, 4, 5, 17].map(is_known), [false, true, true, false]);
}

#[test]
fn nothing_is_computed_while_nobody_looks() {
    let page = Page::settled(NET);
    assert_eq!(page.model.view.at, 40);
    // What was shown on the way is known.
    assert_eq!(steps(&lines(&page.model)), [0, 40]);
}

/// Turns until something is computed in the background.
fn until_background(page: &mut Page) {
    for _ in 0..200 {
        page.turn();
        if page.model.jobs.has_background() {
            return;
        }
    }
    panic!("nothing is computed");
}

#[test]
fn the_next_edit_interrupts_it_and_it_goes_on_afterwards() {
    let mut page = Page::settled(NET);
    page.take(Msg::Training(Schooling::Watch(true)));
    until_background(&mut page);
    assert!(!page.model.jobs.is_busy() && page.model.is_whole());
    // Another step, and nobody who looks.
    page.take(Msg::Training(Schooling::Show(7)));
    assert!(!page.model.jobs.has_background());
    until_background(&mut page);
    page.take(Msg::Training(Schooling::Watch(false)));
    assert!(!page.model.jobs.has_background());
    page.settle();
    let known = steps(&lines(&page.model)).len();
    assert!(known < 21, "{known}");
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    let all = lines(&page.model);
    assert_eq!(all.points.len(), 21);
    is_right(&all, NET);
}

#[test]
fn coarse_steps_come_first() {
    let mut page = Page::settled(NET);
    page.take(Msg::Training(Schooling::Watch(true)));
    let mut seen = Vec::new();
    while seen.len() < 12 {
        page.turn();
        let known = steps(&lines(&page.model));
        let new: Vec<u64> = known
            .into_iter()
            .filter(|step| !seen.contains(step))
            .collect();
        seen.extend(new);
    }
    seen[..3].sort_unstable();
    assert_eq!(seen[..3], [0, 32, 40]);
    assert!(
        [8, 16, 24].iter().all(|step| seen.contains(step)),
        "{seen:?}"
    );
}

/// In workers that answer in any order, die and are interrupted: as at the desk.
#[test]
fn the_order_does_not_matter() {
    let whole = picture(&watched(NET).model);
    for (seed, workers) in [(1, 1), (2, 3), (3, 4), (4, 2)] {
        let mut world = calm(workers);
        (world.seed, world.draws) = (seed, Draws::from_seed(seed));
        show(&mut world, NET);
        world.take(Msg::Training(Schooling::Watch(true)));
        world.is_calm = false;
        for turn in 0..60 {
            for at in 0..world.hands.len() {
                world.report(at % world.hands.len());
            }
            world.take(Msg::News);
            world.take(Msg::Drawn(false));
            if turn % 20 == 13 {
                world.take(Msg::Training(Schooling::Show(turn)));
            }
        }
        world.take(Msg::Training(Schooling::Show(40)));
        world.come_to_rest();
        assert_eq!(picture(&world.model), whole, "{seed}");
    }
}

#[test]
fn another_training_has_none_of_it() {
    let other = NET.replace("seed=3", "seed=4");
    let mut world = calm(3);
    show(&mut world, NET);
    world.take(Msg::Training(Schooling::Watch(true)));
    for _ in 0..200 {
        if world.model.jobs.has_background() {
            break;
        }
        for at in 0..world.hands.len() {
            world.report(at);
        }
        world.take(Msg::News);
        world.take(Msg::Drawn(false));
    }
    assert!(world.model.jobs.has_background());
    // Workers report what they have found of the old one, late.
    world.take(Msg::Host(other.clone()));
    assert!(!world.late.is_empty());
    world.come_to_rest();
    is_right(&lines(&world.model), &other);
    // Another step size has other steps as well; step 0 is the same.
    let mut page = watched(NET);
    page.do_and_settle(Msg::Set(Key::Lr, "0.01".into()));
    is_right(&lines(&page.model), &format!("{NET}&lr=0.01"));
    // Another end keeps what is known.
    page.do_and_settle(Msg::Set(Key::Steps, "400".into()));
    let lines = lines(&page.model);
    assert_eq!(steps(&lines), [0, 8, 16, 24, 32, 40]);
    is_right(&lines, &format!("{NET}&lr=0.01"));
}

#[test]
fn the_last_step_is_known_wherever_it_ends() {
    let address = "v=1&depth=3&width=8~2,1&inputs=1&act=linear&data=sine&lr=100&seed=1";
    let mut page = watched(address);
    page.do_and_settle(Msg::Training(Schooling::Run));
    let lines = lines(&page.model);
    let last = lines.points.last().expect("some");
    assert_eq!(last.step, page.model.view.at as u64);
    is_right(&lines, address);
}

#[test]
fn a_network_that_is_too_large_has_a_sentence() {
    let (Settings { recipe, view }, _) = link::decode("v=1&depth=12&width=160~11,2&inputs=2");
    let session = Session::of(recipe, view.course).expect("a training");
    let chain = ChainTime::default().picture(&session, 0);
    assert_eq!(chain, TrainingChain::Dear);
    let training = Training::of(session.history(), TrainingLook::default()).with_chain(chain);
    let reading = training.chain_reading().expect("a sentence");
    assert!(
        reading.starts_with("This network is too large"),
        "{reading}"
    );
    assert_eq!(
        (training.chain_label(), training.chain_table()),
        (None, None)
    );
}

/// Batch norms, balanced weights and images make the network of a step another one than the recipe's with other weights:
/// the chain is that of the network that the page shows there.
#[test]
fn every_point_is_of_the_network_that_the_page_shows_at_its_step() {
    Digits::read(&digits()).expect("images").bring();
    for net in [
        "v=1&depth=4&width=6~3,2&inputs=2&act=tanh&batch-norm=on&seed=3&steps=8&lr=0.5",
        "v=1&depth=3&width=5&act=linear&data=teacher&start=0.01&batch=0&lr=0.02&seed=1&steps=8",
        "v=1&depth=2&width=16,10&inputs=64&act=relu,linear&init=he-normal&data=digits&seed=1&steps=8",
    ] {
        let lines = lines(&watched(&format!("{net}&at=8")).model);
        assert_eq!(lines.points.len(), 5, "{net}");
        for point in &lines.points {
            let page = watched(&format!("{net}&at={}", point.step));
            let network = page.model.subject.network();
            let chain = &Analysis::of(&network).chain[0].spectrum;
            assert_eq!(*point, ChainPoint::of(point.step, chain), "{net}");
        }
    }
}
