//! Every order of what can happen while something is computed: edits, results, stops, workers that come late, die, fall silent.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use gradlens::analysis::{Passes, Piece, Pieces};
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::state::{
    Announced, Board, Command, Crew, DESK, Jobs, Model, Msg, Run, SHORT, Task, Workers, Yield,
};

use crate::world::{Found, LINKS, Page, World, name_of, recipe};

#[test]
fn a_hundred_thousand_messages_in_any_order_show_what_belongs_together() {
    let (mut messages, mut stopped, mut dying) = (0, 0, 0);
    let mut found = Found::default();
    let mut seed = 0;
    while messages < 100_000 {
        let mut world = World::of(seed, [0, 1, 2, 4][seed as usize % 4]);
        world.found = found;
        for _ in 0..1500 {
            world.happen();
        }
        world.come_to_rest();
        messages += world.count;
        stopped += usize::from(world.model.run == Run::Stopped);
        dying += usize::from(world.model.jobs.workers() == Workers::Dying);
        found = world.found;
        seed += 1;
    }
    assert!(
        seed > 10 && stopped > 0 && dying > 0,
        "{seed}, {stopped}, {dying}"
    );
}

pub fn show(world: &mut World, text: &str) {
    world.take(Msg::Host(text.into()));
}

/// A page where nothing goes wrong, after a first picture that needs no workers.
pub fn calm(workers: usize) -> World {
    let mut world = fresh(workers);
    world.come_to_rest();
    world
}

/// The same before the first picture: no worker is started yet.
pub fn fresh(workers: usize) -> World {
    let mut world = World::of(0, 0);
    world.is_calm = true;
    world.model = Model::of(Jobs::of(Crew::of(workers, true)));
    world.hands.truncate(1);
    world.hands[0].order = None;
    world.take(Msg::Start(Box::new(link::read("v=1", None))));
    world
}

fn shown(world: &World) -> String {
    let complete = world.model.store.complete().expect("something complete");
    name_of(&complete.subject)
}

#[test]
fn the_newest_of_three_fast_edits_is_shown() {
    for workers in [0, 2] {
        let mut world = calm(workers);
        for text in [LINKS[4], LINKS[5], LINKS[6]] {
            show(&mut world, text);
        }
        world.come_to_rest();
        assert_eq!(shown(&world), name_of(&Subject::Recipe(recipe(LINKS[6]))));
    }
}

#[test]
fn an_edit_waits_for_the_outline_before_it_but_not_for_long() {
    let mut world = calm(2);
    assert!(recipe(LINKS[4]).cost() > SHORT && recipe(LINKS[5]).cost() > SHORT);
    world.now = 10_000.0;
    show(&mut world, LINKS[4]);
    let first = world.model.jobs.analysis().expect("a job").id;
    world.now += 399.0;
    show(&mut world, LINKS[5]);
    assert_eq!(world.model.jobs.analysis().expect("a job").id, first);
    // Its outline is shown with its own subject, then the newer one is begun.
    let outline = (0..world.hands.len()).find(|at| {
        let order = world.hands[*at].order.as_ref();
        order.is_some_and(|(_, pieces)| matches!(pieces.first(), Some(Piece::Outline(_))))
    });
    world.report(outline.expect("somebody computes the outline"));
    let newest = world.model.store.newest().expect("the outline");
    assert_eq!(
        name_of(&newest.subject),
        name_of(&Subject::Recipe(recipe(LINKS[4])))
    );
    assert!(!world.model.is_current());
    let second = world.model.jobs.analysis().expect("a job");
    assert!(second.id > first && *second.subject == *world.model.subject);
    world.now += 401.0;
    show(&mut world, LINKS[6]);
    assert_eq!(
        *world.model.jobs.analysis().expect("a job").subject,
        *world.model.subject
    );
}

#[test]
fn where_workers_keep_dying_it_is_said_once_and_the_desk_takes_over() {
    let mut world = calm(2);
    show(&mut world, LINKS[5]);
    let mut said = 0;
    for _ in 0..6 {
        if world.hands.get(1).is_some_and(|hand| !hand.is_ready) {
            world.report(1);
        }
        if world.hands.len() > 1 {
            let serial = world.hands.remove(1).serial;
            world.take(Msg::Lost(serial));
        }
        said += usize::from(matches!(world.model.board, Board::Sentence(_)));
        world.take(Msg::Dismiss);
    }
    assert_eq!(world.model.jobs.workers(), Workers::Dying);
    assert_eq!(said, 1);
    world.come_to_rest();
    assert!(world.model.is_complete());
}

#[test]
fn workers_that_cannot_be_started_are_tried_from_a_blob_and_then_given_up() {
    let mut crew = Crew::of(2, true);
    crew.add((1, 0), vec![Task::outline()]);
    let hired = |commands: Vec<Command>| {
        let hire = |command: &Command| matches!(command, Command::Hire(_));
        let blob = commands.contains(&Command::UseBlob);
        (commands.iter().filter(|one| hire(one)).count(), blob)
    };
    assert_eq!(hired(crew.commands()), (2, false));
    crew.lost(1);
    assert_eq!(hired(crew.commands()), (2, true), "both anew, from a blob");
    crew.lost(3);
    assert_eq!(crew.workers(), Workers::Refused);
    assert_eq!(hired(crew.commands()), (0, false));
}

#[test]
fn a_silent_worker_is_replaced_after_four_seconds_of_checks() {
    let mut crew = Crew::of(1, false);
    crew.add((1, 0), vec![Task::outline()]);
    crew.ready(1);
    crew.commands();
    for _ in 0..13 {
        crew.check();
        assert_eq!(crew.commands(), []);
    }
    crew.check();
    assert_eq!(crew.commands(), [Command::Fire(1), Command::Hire(2)]);
    crew.ready(2);
    let task = Task::outline();
    let given = Command::Give {
        serial: 2,
        job: 1,
        task,
    };
    assert_eq!(crew.commands(), [given], "the task is not lost");
}

#[test]
fn what_is_more_urgent_is_begun_first() {
    let mut crew = Crew::of(1, false);
    crew.add((7, 2), vec![Task::Plain]);
    crew.add((8, 0), vec![Task::outline()]);
    crew.ready(1);
    let given = crew.commands().pop();
    assert!(
        matches!(given, Some(Command::Give { job: 8, .. })),
        "{given:?}"
    );
}

#[test]
fn results_after_a_stop_are_ignored_and_going_on_completes_them() {
    let mut world = calm(0);
    show(&mut world, LINKS[5]);
    let id = world.model.jobs.analysis().expect("a job").id;
    let pieces = world.hands[0].order.clone().expect("an order").1;
    world.take(Msg::StopOrGo);
    assert_eq!(world.model.run, Run::Stopped);
    let serial = DESK;
    world.take(Msg::Heard {
        serial,
        job: id,
        pieces,
        is_done: true,
    });
    assert!(!world.model.is_current());
    world.come_to_rest();
    assert_eq!(world.announced, Some(Announced::Stopped));
    world.take(Msg::StopOrGo);
    world.come_to_rest();
    assert_eq!(world.announced, Some(Announced::Ready));
    assert!(world.model.is_complete());
}

/// Its steps are long, and a worker never gives memory back.
#[test]
fn a_worker_of_a_heavy_job_may_be_silent_for_long_and_is_replaced_in_the_end() {
    let mut crew = Crew::of(2, false);
    crew.mind(7);
    crew.add((7, 0), vec![Task::whole()]);
    crew.ready(1);
    crew.ready(2);
    crew.commands();
    for _ in 0..200 {
        crew.check();
    }
    assert_eq!(crew.commands(), []);
    crew.drop_job(7);
    assert_eq!(crew.commands(), [Command::Fire(1), Command::Hire(3)]);
    // Another job does not mind.
    crew.add((8, 0), vec![Task::Plain]);
    crew.commands();
    crew.drop_job(8);
    assert_eq!(crew.commands(), [Command::Halt(2)]);
}

/// Several inputs of a network whose spectra are too dear, and of one that a single worker has.
#[test]
fn several_inputs_are_computed_with_every_kind_of_task() {
    let page = Page::settled("v=1&depth=2&width=1024&act=tanh&samples=2&seed=1");
    let entry = page.model.store.complete().expect("complete");
    assert_eq!(entry.analysis.batch.as_ref().expect("a batch").count, 2);
    let recipe = link::decode("v=1&depth=3&width=4&inputs=4&samples=3&seed=1")
        .0
        .recipe;
    let mut pieces = Pieces::of(Passes::of(Network::from(&recipe)));
    let mut task = Task::whole();
    let mut batches = 0;
    loop {
        match task.step(&mut pieces) {
            Yield::Piece(piece) => batches += usize::from(matches!(*piece, Piece::Batch(_))),
            Yield::Nothing => {}
            Yield::Done => break,
        }
    }
    assert_eq!(batches, 1);
}
