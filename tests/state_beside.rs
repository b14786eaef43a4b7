//! The chips beside the measurement: many networks come after everything else, and go with an edit.

use gradlens::network::Subject;
use gradlens::scene::{Chip, Chips, Fan};
use gradlens::settings::Key;
use gradlens::state::{Effect, Left, Model, Msg, Sample, Task, left};
use gradlens::study::ensemble::Member;

use crate::common::extent::cases;
use crate::world::{Page, World, recipe};

const SMALL: &str = "v=1&depth=4&width=3&act=tanh&gain=1.5";
/// More than half a million steps: 2 layers of 100.
const LARGE: &str = "v=1&depth=2&width=100&act=tanh";

fn fan(model: &Model) -> Fan {
    let entry = model.store.newest().expect("an analysis");
    let mut fan = Fan::of(&entry.analysis, 0, model.chips());
    model.beside.lay(&mut fan, entry);
    fan
}

fn said(model: &Model) -> String {
    let fan = fan(model);
    let all: Vec<&str> = fan.explanations().map(String::as_str).collect();
    all.join(" ")
}

/// Everything that is known of other networks is right.
fn holds(model: &Model, has_chains: bool) -> usize {
    let Some(recipe) = model.subject.drawn() else {
        return 0;
    };
    let Some(all) = model.beside.ensemble() else {
        return 0;
    };
    for index in [0, 1, 50, 99] {
        if let Some(member) = all.member(index) {
            let wanted = match member.chain {
                Some(_) => Member::with_chain(recipe, index),
                None => Member::of(recipe, index),
            };
            assert_eq!(*member, wanted, "network {index}");
            assert_eq!(member.chain.is_some(), has_chains, "network {index}");
        }
    }
    all.len()
}

#[test]
fn all_networks_come_with_their_spectra() {
    let mut page = Page::settled(SMALL);
    assert_eq!(holds(&page.model, true), 0, "nobody has asked");
    page.do_and_settle(Msg::Chip(Chip::Seeds));
    assert_eq!(holds(&page.model, true), 100);
    assert!(!page.model.jobs.has_seeds());
    assert!(
        said(&page.model).contains("In 100 networks"),
        "{}",
        said(&page.model)
    );
    let own = &page
        .model
        .beside
        .ensemble()
        .expect("networks")
        .member(0)
        .expect("the page's");
    let shown = fan(&page.model).gradient[0].log10().expect("a length");
    assert_eq!(
        (own.gradient[0] - own.gradient[4]).to_bits(),
        shown.to_bits()
    );
}

#[test]
fn an_edit_drops_them_and_the_newest_wins() {
    let mut page = Page::settled(SMALL);
    page.take(Msg::Chip(Chip::Seeds));
    for _ in 0..5 {
        page.turn();
    }
    let half = holds(&page.model, false);
    assert!(
        0 < half && half < 100 && page.model.jobs.has_seeds(),
        "{half}"
    );
    assert!(
        said(&page.model).contains("so far"),
        "{}",
        said(&page.model)
    );
    page.take(Msg::Set(Key::Gain, "2".into()));
    assert!(!page.model.jobs.has_seeds(), "dropped");
    page.settle();
    assert_eq!(holds(&page.model, true), 100);
    page.take(Msg::Set(Key::Gain, "3".into()));
    page.settle();
    assert_eq!(holds(&page.model, true), 100);
    // The lens computes nothing.
    page.take(Msg::Set(Key::Layer, "2".into()));
    page.settle();
    assert_eq!(holds(&page.model, true), 100);
    page.take(Msg::Set(Key::Gain, "1".into()));
    page.turn();
    page.turn();
    page.take(Msg::Chip(Chip::Seeds));
    assert!(!page.model.jobs.has_seeds(), "nobody looks at them");
}

#[test]
fn of_large_networks_there_are_gradients_only_and_it_is_said() {
    let mut page = Page::settled(LARGE);
    page.do_and_settle(Msg::Chip(Chip::Seeds));
    assert_eq!(holds(&page.model, false), 100);
    let text = said(&page.model);
    assert!(text.contains("gradients only"), "{text}");
    let lines = fan(&page.model).beside.seeds.expect("networks");
    assert!(lines.first.is_empty() && lines.last.is_empty() && lines.gradient.len() == 3);
}

#[test]
fn workers_may_come_die_and_report_in_any_order() {
    for seed in 0..cases(12) as u64 {
        let mut world = World::of(seed, 3);
        world.take(Msg::Host(LARGE.into()));
        world.take(Msg::Chip(Chip::Seeds));
        for _ in 0..150 {
            world.happen();
        }
        world.take(Msg::Host(LARGE.into()));
        world.come_to_rest();
        for _ in 0..200 {
            if world.model.jobs.has_seeds() {
                world.come_to_rest();
            }
        }
        if world.model.chips().seeds {
            let count = holds(&world.model, false);
            assert!(
                count == 100 || world.model.subject.drawn().is_none(),
                "seed {seed}: {count}"
            );
        }
    }
}

#[test]
fn a_task_travels() {
    let task = Task::Sample(Box::new(Sample {
        recipe: recipe("depth=3&width=2,5,2&act=relu&gain=1.5&seed=9"),
        left: vec![3, 99, u32::MAX],
        has_chain: true,
    }));
    assert_eq!(Task::from_words(&task.to_words()), Some(task));
}

#[test]
fn theory_follows_the_recipe() {
    let mut page = Page::settled(SMALL);
    page.do_and_settle(Msg::Chip(Chip::Theory));
    let before = fan(&page.model).beside.theory.expect("theory");
    page.do_and_settle(Msg::Set(Key::Gain, "0.5".into()));
    let after = fan(&page.model).beside.theory.expect("theory");
    assert!(after.mean_square[0] < before.mean_square[0]);
    assert!(page.model.beside.version(page.model.chips()) > 0);
}

#[test]
fn a_file_has_no_theory_and_no_other_networks() {
    let mut page = Page::settled(SMALL);
    let network = page.model.subject.network();
    page.do_and_settle(Msg::File(Box::new(network), "mine".into()));
    assert!(matches!(&*page.model.subject, Subject::File(_)));
    for chip in [Chip::Theory, Chip::Seeds] {
        page.do_and_settle(Msg::Chip(chip));
        let text = said(&page.model);
        assert!(text.contains("come from a file"), "{text}");
        assert!(!page.model.jobs.has_seeds());
    }
}

#[test]
fn the_small_program_wishes_for_the_whole_one_and_takes_them_along() {
    for chip in [Chip::Theory, Chip::Seeds, Chip::Formats] {
        let mut page = Page::small_at(SMALL);
        let effects = page.take(Msg::Chip(chip));
        assert!(effects.contains(&Effect::Whole), "{effects:?}");
        let text = left(&page.model).text();
        let now = Left::read(&text).now.expect("what is shown");
        let chips = now.view.chips.expect("chips");
        assert_eq!(chips, Chips::default().toggled(chip));
        assert!(chips.has(chip));
    }
    let mut page = Page::small_at(SMALL);
    let effects = page.take(Msg::Chip(Chip::Bound));
    assert!(!effects.contains(&Effect::Whole), "it has that itself");
}

#[test]
fn each_chip_has_a_paragraph() {
    let mut page = Page::settled(SMALL);
    assert_eq!(fan(&page.model).paragraphs(), Vec::<String>::new());
    page.do_and_settle(Msg::Chip(Chip::Theory));
    page.do_and_settle(Msg::Chip(Chip::Formats));
    let paragraphs = fan(&page.model).paragraphs();
    assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
    assert_eq!(paragraphs.join(" "), said(&page.model));
}
