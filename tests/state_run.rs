//! What becomes of a computation when workers fail, edits overtake each other, or the reader stops it.

use std::rc::Rc;

use crate::run::{calm, fresh, show};
use crate::world::{LINKS, OTHER, Page, START, World, at_step, name_of, recipe};
use gradlens::analysis::Way;
use gradlens::lesson::{STEP_COUNT, Step};
use gradlens::network::Subject;
use gradlens::scene::Chip;
use gradlens::settings::Key;
use gradlens::state::{Announced, Board, DESK, Effect, Msg, Run, SHORT, Task, Workers, update};

fn name(link: &str) -> String {
    name_of(&Subject::Recipe(recipe(link)))
}

fn shown(world: &World) -> String {
    let complete = world.model.store.complete().expect("something complete");
    name_of(&complete.subject)
}

/// The workers, without the desk.
fn serials(world: &World) -> Vec<u32> {
    let hands = world.hands.iter().map(|hand| hand.serial);
    hands.filter(|serial| *serial != DESK).collect()
}

#[test]
fn workers_that_never_start_are_tried_from_a_blob_and_then_the_desk_takes_over() {
    let mut world = fresh(2);
    show(&mut world, LINKS[5]);
    let (mut rests, mut boards) = (Vec::new(), 0);
    for rest in 1..=40 {
        world
            .hands
            .iter_mut()
            .skip(1)
            .for_each(|hand| hand.is_silent = true);
        let before = serials(&world);
        world.take(Msg::Rest);
        if serials(&world) != before {
            rests.push((rest, world.blobs, world.model.jobs.workers()));
        }
        boards += usize::from(world.model.board != Board::Empty);
    }
    // After 13 checks without a word, twice.
    assert_eq!(rests, [(14, 1, Workers::Usable), (28, 1, Workers::Refused)]);
    assert_eq!((serials(&world), boards), (Vec::new(), 0));
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[5]));
}

#[test]
fn a_worker_that_falls_silent_is_replaced_by_one_that_does_its_task() {
    let mut world = calm(1);
    show(&mut world, LINKS[5]);
    world.report(1);
    let (job, pieces) = world.hands[1].order.clone().expect("an order");
    let first = serials(&world);
    for _ in 0..13 {
        world.take(Msg::Rest);
        assert_eq!(serials(&world), first);
    }
    world.take(Msg::Rest);
    assert_ne!(serials(&world), first);
    world.report(1);
    assert_eq!(world.hands[1].order, Some((job, pieces)), "the same task");
    // What the first one says after all is used if it is of that job.
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[5]));
}

#[test]
fn a_worker_that_says_now_and_then_that_it_lives_is_not_replaced() {
    let mut world = calm(1);
    show(&mut world, LINKS[5]);
    world.report(1);
    let (first, job) = (
        serials(&world),
        world.model.jobs.analysis().expect("a job").id,
    );
    for _ in 0..20 {
        for _ in 0..12 {
            world.take(Msg::Rest);
        }
        world.take(Msg::Heard {
            serial: first[0],
            job,
            pieces: Vec::new(),
            is_done: false,
        });
    }
    assert_eq!(serials(&world), first);
}

#[test]
fn what_a_worker_has_lost_on_the_way_is_computed_at_the_desk() {
    let mut world = calm(2);
    // One whose gradient is not at hand either.
    let text = &format!("{}&loss=best", LINKS[6]);
    show(&mut world, text);
    // All tasks are reported as done, and nothing has come.
    for _ in 0..60 {
        for at in 1..world.hands.len() {
            if let Some((_, pieces)) = &mut world.hands[at].order {
                pieces.clear();
            }
            world.report(at);
        }
    }
    let job = world.model.jobs.analysis().expect("a job");
    assert!(job.is_local && job.so_far().is_none());
    world.come_to_rest();
    assert_eq!(shown(&world), name(text));
}

#[test]
fn the_gradient_of_a_network_of_middle_size_is_there_before_the_next_frame() {
    for (text, is_own) in [
        ("v=1&depth=50&width=64", true),
        ("v=1&depth=50&width=64&loss=best", false),
        ("v=1&depth=50&width=64&turn=30", false),
        ("v=1&depth=50&width=64&init=orthogonal", false),
        ("v=1&depth=100&width=128", false),
    ] {
        let mut world = calm(2);
        show(&mut world, text);
        let desk = &world.hands[DESK as usize].order;
        assert_eq!(desk.is_some(), is_own, "{text}");
        if is_own {
            world.report(DESK as usize);
            assert!(
                world
                    .model
                    .jobs
                    .analysis()
                    .expect("a job")
                    .so_far()
                    .is_some()
            );
        }
        world.come_to_rest();
        assert_eq!(shown(&world), name(text));
    }
}

#[test]
fn an_edit_that_waits_is_begun_at_a_rest_once_it_has_waited_long_enough() {
    let mut world = calm(2);
    assert!(recipe(LINKS[5]).cost() > SHORT && recipe(LINKS[6]).cost() > SHORT);
    show(&mut world, LINKS[5]);
    let first = world.model.jobs.analysis().expect("a job").id;
    show(&mut world, LINKS[6]);
    assert!(world.model.jobs.is_due);
    world.now += 390.0;
    world.take(Msg::Rest);
    assert!(world.model.jobs.get(first).is_some());
    // Nobody has reported anything of the job before, nor the reader changed anything.
    world.now += 11.0;
    world.take(Msg::Rest);
    assert!(world.model.jobs.get(first).is_none() && !world.model.jobs.is_due);
    let job = world.model.jobs.analysis().expect("a job");
    assert!(Rc::ptr_eq(&job.subject, &world.model.subject));
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[6]));
}

#[test]
fn back_to_what_is_known_while_something_else_is_computed_shows_it() {
    let mut world = calm(2);
    for text in [LINKS[4], LINKS[5], LINKS[4]] {
        show(&mut world, text);
        world.take(Msg::News);
        world.take(Msg::Drawn(false));
    }
    assert!(world.model.jobs.is_busy());
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[4]));
    show(&mut world, LINKS[5]);
    show(&mut world, LINKS[4]);
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[4]));
}

#[test]
fn an_edit_that_is_undone_shows_what_is_known_and_computes_nothing() {
    // How much of the other network is shown before the reader is back.
    for (workers, reports) in [(0, 0), (0, 1), (2, 0), (2, 3)] {
        let mut world = calm(workers);
        show(&mut world, LINKS[4]);
        world.come_to_rest();
        let known = world.model.store.complete().expect("complete").count;
        show(&mut world, LINKS[5]);
        let reporting = (0..world.hands.len()).cycle();
        for at in reporting.take(reports * world.hands.len()) {
            world.report(at);
            world.take(Msg::News);
        }
        assert!(world.model.jobs.is_busy() && !world.model.is_complete());
        show(&mut world, LINKS[4]);
        assert!(!world.model.jobs.is_busy(), "{workers} workers");
        assert!(world.hands.iter().all(|hand| hand.order.is_none()));
        assert_eq!(world.announced, Some(Announced::Busy));
        world.take(Msg::News);
        world.take(Msg::Drawn(false));
        assert_eq!(world.announced, Some(Announced::Ready));
        let newest = world.model.store.newest().expect("the same");
        assert_eq!((newest.count, shown(&world)), (known, name(LINKS[4])));
        // The other one was not completed, so it is computed.
        show(&mut world, LINKS[5]);
        assert!(world.model.jobs.is_busy());
        world.come_to_rest();
        assert_eq!(shown(&world), name(LINKS[5]));
    }
}

#[test]
fn an_edit_that_is_undone_brings_the_question_and_the_plain_values_back() {
    let plain = |step: &usize| Step::at(*step).is_some_and(Step::needs_plain);
    let step = (1..=STEP_COUNT).find(plain).expect("a step about rounding");
    let mut page = at_step(step);
    let (asked, seen) = (page.question(), page.seen());
    let plain = |page: &Page| page.model.store.complete().map(|one| one.plain.is_some());
    assert_eq!(plain(&page), Some(true));
    page.show(&format!("{OTHER}&step={step}"));
    assert!(page.model.jobs.is_busy());
    page.show(&format!("{START}&step={step}"));
    assert!(!page.model.jobs.is_busy());
    page.settle();
    assert_eq!((page.question(), page.seen()), (asked, seen));
    assert_eq!(plain(&page), Some(true));
}

#[test]
fn going_on_after_a_stop_computes_the_edit_that_waited() {
    let mut world = calm(2);
    show(&mut world, LINKS[5]);
    show(&mut world, LINKS[6]);
    assert!(world.model.jobs.is_due);
    world.take(Msg::StopOrGo);
    assert!(!world.model.jobs.is_due && world.model.run == Run::Stopped);
    world.come_to_rest();
    assert_eq!(world.announced, Some(Announced::Stopped));
    world.take(Msg::StopOrGo);
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[6]));
}

#[test]
fn an_edit_after_a_stop_computes() {
    let mut world = calm(1);
    show(&mut world, LINKS[5]);
    world.take(Msg::StopOrGo);
    show(&mut world, LINKS[1]);
    assert!(matches!(world.model.run, Run::Running { .. }));
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[1]));
}

#[test]
fn a_worker_is_given_the_newest_task_after_a_halt_and_late_words_do_not_end_it() {
    let mut world = calm(1);
    show(&mut world, LINKS[5]);
    world.report(1);
    let (old, pieces) = world.hands[1].order.clone().expect("an order");
    world.now += 500.0;
    show(&mut world, LINKS[6]);
    let (new, _) = world.hands[1].order.clone().expect("an order");
    assert!(old < new);
    let serial = world.hands[1].serial;
    let words = Msg::Heard {
        serial,
        job: old,
        pieces,
        is_done: true,
    };
    world.take(words);
    assert_eq!(
        world.hands[1].order.as_ref().map(|order| order.0),
        Some(new)
    );
    assert!(!world.model.is_current(), "nothing of the new one is known");
    world.come_to_rest();
    assert_eq!(shown(&world), name(LINKS[6]));
}

#[test]
fn a_page_that_has_given_up_does_nothing_more() {
    let mut page = Page::at("v=1&depth=3");
    let effects = update(&mut page.model, Msg::Failed, 1.0);
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Crew(_)))
    );
    let before = page.model.view.clone();
    for msg in [
        Msg::Reset,
        Msg::NewSeed,
        Msg::StopOrGo,
        Msg::Drawn(false),
        Msg::Rest,
    ] {
        assert_eq!(update(&mut page.model, msg, 2.0), []);
    }
    assert_eq!((page.model.run, &page.model.view), (Run::Failed, &before));
    assert!(!page.model.jobs.is_busy() && page.link() == "v=1&depth=3&seed=1");
}

#[test]
fn plain_arithmetic_is_computed_when_it_is_wanted_and_not_before() {
    let mut page = Page::settled("v=1&depth=4&width=3");
    let has_plain = |page: &Page| {
        let complete = page.model.store.complete();
        complete.is_some_and(|entry| entry.plain.is_some())
    };
    assert!(!has_plain(&page));
    page.take(Msg::Chip(Chip::Plain));
    assert!(!page.model.is_whole());
    // A stop leaves it out, and going on brings it.
    page.take(Msg::Drawn(false));
    assert!(page.model.jobs.is_busy());
    page.take(Msg::StopOrGo);
    page.settle();
    assert!(!has_plain(&page) && page.model.run == Run::Stopped);
    page.do_and_settle(Msg::StopOrGo);
    assert!(has_plain(&page) && page.model.run == Run::Idle);
}

#[test]
fn a_task_travels_as_words_and_damaged_words_are_of_none() {
    let wanted = vec![7, 0, usize::MAX];
    let way = Way::Twin;
    let tasks = [
        Task::outline(),
        Task::layers(3, 200),
        Task::walk(Way::Mirrored),
        Task::Walk { way, wanted },
        Task::Plain,
        Task::Batch,
        Task::ChainNorm,
        Task::whole(),
        Task::Strip {
            left: vec![(3, 0.25), (usize::MAX, 10.0)],
            start: Some(vec![0.6, -0.8]),
        },
        Task::Strip {
            left: Vec::new(),
            start: None,
        },
    ];
    for task in tasks {
        let words = task.to_words();
        assert_eq!(Task::from_words(&words), Some(task));
        for length in 0..words.len() {
            assert_eq!(Task::from_words(&words[..length]), None, "{words:?}");
        }
        let longer = [words.as_slice(), &[0]].concat();
        assert_eq!(Task::from_words(&longer), None, "{words:?}");
    }
    for words in [&[8][..], &[4, 2, 0, 0], &[2, 9, 0], &[2, 0, u64::MAX, 1]] {
        assert_eq!(Task::from_words(words), None, "{words:?}");
    }
}

#[test]
fn what_is_written_at_rest_waits_for_the_frame() {
    let mut world = calm(0);
    show(&mut world, "v=1&depth=3&width=4");
    world.come_to_rest();
    world.take(Msg::Set(Key::Gain, "2".into()));
    world.come_to_rest();
    // A chip is pressed, and the machine is too slow to draw before the page would be at rest.
    world.take(Msg::Chip(Chip::Bound));
    let settles = |world: &mut World| {
        let effects = update(&mut world.model, Msg::Rest, world.now);
        effects.contains(&Effect::Settle)
    };
    assert!(!settles(&mut world), "the frame is still to come");
    world.take(Msg::Drawn(true));
    assert!(!settles(&mut world), "a part of it is");
    world.take(Msg::Drawn(false));
    assert!(settles(&mut world));
}
