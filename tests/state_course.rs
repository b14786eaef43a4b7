//! The course of a training: what an edit of it changes while steps are under way, where it branches and where it stops.

use gradlens::settings::{Key, Recipe};
use gradlens::state::{Computation, Msg, Schooling, Speed, Task, Yield};
use gradlens::study::training::Session;

use crate::state_training::{NET, losses, set, steps, watched};
use crate::world::Page;

/// What is under way when the way of taking steps changes is no beginning of the new training.
#[test]
fn a_change_while_it_runs_begins_anew() {
    let net = NET.replace("40", "4000");
    let alone = |lr: &str| {
        let mut page = watched(&format!("{net}&lr={lr}"));
        page.do_and_settle(Msg::Training(Schooling::Run));
        losses(page.model.training.session())
    };
    let (right, other) = (alone("3"), alone("0.1"));
    assert_ne!(right, other);
    // Under way is a portion of what is shown, or of A.
    for turns in [1, 2, 3] {
        let mut page = watched(&net);
        page.do_and_settle(Msg::Training(Schooling::Keep));
        page.take(Msg::Training(Schooling::Run));
        for _ in 0..turns {
            page.turn();
        }
        assert!(page.order().is_some(), "{turns}");
        page.do_and_settle(set(Key::Lr, "3"));
        assert!(!page.model.training.is_running());
        let all = [page.model.training.session(), page.model.training.against()];
        let [own, kept] = all.map(losses);
        assert!(own == right && kept == other, "{turns}");
    }
}

#[test]
fn from_here_twice_leaves_the_steps_before_as_they_were() {
    let mut page = watched(NET);
    page.do_and_settle(Msg::Training(Schooling::Run));
    let old = losses(page.model.training.session());
    page.do_and_settle(Msg::Training(Schooling::Show(25)));
    page.do_and_settle(Msg::Training(Schooling::Branch));
    page.do_and_settle(set(Key::Lr, "3"));
    page.do_and_settle(Msg::Training(Schooling::Branch));
    page.do_and_settle(set(Key::Lr, "0.01"));
    page.do_and_settle(Msg::Training(Schooling::Run));
    let new = losses(page.model.training.session());
    assert_eq!((new.len(), &new[..=25]), (41, &old[..=25]));
    assert_ne!(new[27], old[27]);
}

/// Where it stops follows from the link alone, not from what was computed before.
#[test]
fn a_page_stops_where_its_link_does() {
    let net = NET.replace("steps=40", "steps=200&data=gauss&batch=0");
    let ends = |page: &Page| (page.model.view.at, losses(page.model.training.session()));
    let mut page = watched(&net);
    page.do_and_settle(Msg::Training(Schooling::Run));
    let all = losses(page.model.training.session());
    for below in ["0.4", "0.5", "0.3"] {
        page.do_and_settle(set(Key::Stop, below));
        page.do_and_settle(Msg::Training(Schooling::Run));
        let linked = watched(&page.link());
        assert_eq!(ends(&page), ends(&linked), "{below}");
        let value: f64 = below.parse().expect("a number");
        let first = all
            .iter()
            .position(|loss| *loss < value)
            .expect("it learns");
        assert_eq!(page.model.view.at, first + 1, "{below}");
        assert!(page.model.is_complete());
    }
    // So does a change while it runs.
    let mut running = watched(&net);
    running.take(Msg::Training(Schooling::Run));
    running.turn();
    running.do_and_settle(set(Key::Stop, "0.4"));
    running.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(ends(&running), ends(&watched(&running.link())));
    // And so does the number of steps.
    page.do_and_settle(set(Key::Stop, "0"));
    page.do_and_settle(Msg::Training(Schooling::Run));
    page.do_and_settle(set(Key::Steps, "50"));
    assert_eq!(page.model.view.at, 50);
    assert_eq!(watched(&page.link()).model.subject, page.model.subject);
}

/// Its first portion, and how many slices that has.
fn first_portion(link: &str) -> (u64, usize) {
    let Task::Learn(learn) = first_task(link) else {
        panic!("no portion of a training: {link}");
    };
    let mut task = Task::Learn(learn.clone());
    let slices = std::iter::from_fn(|| (task.study() == Yield::Nothing).then_some(()));
    (learn.portion.to, slices.count())
}

/// What a worker makes of the first portion is what the page makes of it: the network before its first step travels as a link.
#[test]
fn the_first_portion_travels_without_its_weights() {
    let net = "v=1&depth=4&width=16~3,2&inputs=2&act=tanh&seed=3&steps=2000";
    for link in [
        format!("{net}&rule=adam"),
        format!("{net}&rule=momentum&batch=16"),
        format!("{net}&batch-norm=on"),
        "v=1&depth=3&width=5&act=linear&seed=1&data=teacher&start=0.01&steps=500".into(),
    ] {
        let mut page = watched(&link);
        page.take(Msg::Training(Schooling::Run));
        page.turn();
        let Some(task) = page.order() else {
            panic!("nothing is begun: {link}");
        };
        let words = task.to_words();
        // Little more than the link, a word for each of its letters.
        assert!(words.len() < 300, "{link}: {}", words.len());
        let whole = |mut task: Task| loop {
            match task.study() {
                Yield::Nothing => {}
                Yield::Piece(piece) => return piece,
                other => panic!("{other:?}"),
            }
        };
        let there = Task::from_words(&words).expect("a task");
        assert_eq!(whole(there), whole(task.clone()), "{link}");
    }
}

/// A worker goes on with the trainer of the portion before, whatever that was: the bits are those of a new one.
#[test]
fn a_trainer_that_is_kept_changes_no_bit() {
    let net = "v=1&depth=4&width=16~3,2&inputs=2&act=tanh&seed=3&steps=60";
    let links = [
        format!("{net}&rule=adam&batch=16"),
        format!("{net}&rule=momentum&before=20~adam~0.01~8~0.5"),
        format!("{net}&batch-norm=on&lr=0.3"),
        format!("{net}&lr=1e300"),
        "v=1&depth=5&width=6&tied=2&data=copy&act=tanh&seed=2&steps=40&rule=adam&lr=0.01".into(),
    ];
    let tasks: Vec<Task> = links.iter().flat_map(|link| portions(link)).collect();
    assert!(tasks.len() > 20, "{}", tasks.len());
    let halted = first_task(&format!("{net}&rule=adam&batch=16&depth=20").replace("60", "4000"));
    let pieces = |computation: &mut Computation, task: &Task| {
        computation.begin(Task::from_words(&task.to_words()));
        let steps = std::iter::from_fn(|| match computation.step() {
            Yield::Done => None,
            step => Some(step),
        });
        steps.filter(|step| *step != Yield::Nothing).collect()
    };
    let new = || Computation::of_recipe(&Recipe::default());
    let alone: Vec<Vec<Yield>> = tasks.iter().map(|task| pieces(&mut new(), task)).collect();
    assert!(alone.iter().all(|pieces| pieces.len() == 1));
    // Forward, back, and from one training to another and back again.
    let count = tasks.len();
    let orders: [Vec<usize>; 3] = [
        (0..count).collect(),
        (0..count).rev().collect(),
        (0..count).map(|i| i * 7 % count).collect(),
    ];
    for order in orders {
        let mut kept = new();
        for at in order {
            kept = new().reusing(kept);
            assert_eq!(pieces(&mut kept, &tasks[at]), alone[at], "{at}");
            // Another one is begun and halted, of this training or not.
            kept.begin(Some(if at % 2 == 0 { &tasks[at] } else { &halted }.clone()));
            assert_eq!(kept.step() == Yield::Nothing, at % 2 == 1, "{at}");
        }
    }
}

/// Another activation is tried in the hidden layers.
#[test]
fn a_remedy_leaves_the_output_linear() {
    let mut page = watched("v=1&depth=5&width=8~4,2&inputs=2&act=sigmoid~4,linear&seed=1");
    page.do_and_settle(set(Key::Act, "relu"));
    assert!(
        page.link().contains("&act=relu~4,linear&"),
        "{}",
        page.link()
    );
    page.do_and_settle(set(Key::Act, "linear"));
    page.do_and_settle(set(Key::Act, "tanh"));
    assert!(page.link().contains("&act=tanh&"), "{}", page.link());
}

/// The trainer of the training that is shown and that of A beside it are kept, none twice, and no large one.
#[test]
fn two_trainers_are_kept() {
    let net = "v=1&depth=4&width=16~3,2&inputs=2&act=tanh&seed=3&steps=60";
    let [one, other, third] =
        ["sgd", "momentum", "adam"].map(|rule| portions(&format!("{net}&rule={rule}")));
    let mut computation = Computation::of_recipe(&Recipe::default());
    let mut count = |task: &Task| {
        computation.begin(Some(task.clone()));
        while computation.step() != Yield::Done {}
        computation.trainers().count()
    };
    for at in 1..20 {
        let counts = [count(&one[at]), count(&other[at])];
        assert_eq!(counts, if at == 1 { [1, 2] } else { [2, 2] });
    }
    assert_eq!(count(&third[1]), 2);
    let large = "v=1&depth=50&width=128~49,2&inputs=2&act=relu&seed=3&steps=3";
    let mut alone = Computation::of_recipe(&Recipe::default());
    alone.begin(portions(large).pop());
    while alone.step() != Yield::Done {}
    assert_eq!(alone.trainers().count(), 0);
}

/// What is begun first of a training that runs as fast as it can.
fn first_task(link: &str) -> Task {
    let mut page = watched(link);
    page.do_and_settle(Msg::Training(Schooling::Speed(Speed::Fast)));
    page.take(Msg::Training(Schooling::Run));
    page.turn();
    page.order().expect("a portion").clone()
}

/// All portions of a training that runs slowly.
fn portions(link: &str) -> Vec<Task> {
    let mut page = watched(link);
    page.do_and_settle(Msg::Training(Schooling::Speed(Speed::Slow)));
    page.take(Msg::Training(Schooling::Run));
    let mut all: Vec<Task> = Vec::new();
    while page.model.training.is_running() {
        if let Some(task @ Task::Learn(_)) = page.order()
            && all.last() != Some(task)
        {
            all.push(task.clone());
        }
        page.turn();
    }
    all
}

/// Steps that are taken on all rows are no more at once because later ones see a single row.
#[test]
fn portions_are_as_long_as_their_own_batches_allow() {
    let net = "v=1&depth=8&width=32~7,2&inputs=2&act=tanh&seed=3&steps=2000";
    let whole = first_portion(&format!("{net}&batch=0"));
    let branched = first_portion(&format!("{net}&before=1000~sgd~0.1~0~0&batch=1"));
    assert_eq!(branched, whole);
    let single = first_portion(&format!("{net}&batch=1"));
    assert!(
        single.0 > 10 * whole.0 && whole.1 > 5,
        "{single:?} {whole:?}"
    );
}

/// It is given up and said, and nothing waits for it.
#[test]
fn a_portion_that_cannot_be_computed_ends_its_training() {
    let mut page = watched(NET);
    page.do_and_settle(Msg::Training(Schooling::Show(5)));
    page.take(Msg::Training(Schooling::Run));
    page.turn();
    assert!(matches!(page.order(), Some(Task::Learn(_))));
    page.fail();
    page.settle();
    assert!(!page.model.jobs.has_training() && !page.model.training.is_running());
    assert_eq!((page.model.view.at, steps(&page)), (5, None));
    let said = page.model.training.refused().expect("a sentence");
    assert!(said.contains("could not be computed"), "{said}");
    assert!(page.model.is_complete());
    // The next change tries again.
    page.do_and_settle(set(Key::Lr, "0.2"));
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(
        (steps(&page), page.model.training.refused()),
        (Some(40), None)
    );
}

/// A is computed although what is shown ends before the step that a link locks.
#[test]
fn a_is_trained_beside_a_training_that_ends_too_early() {
    let net = "v=1&depth=3&width=8~2,1&inputs=1&act=linear&data=sine&lr=100&seed=1&steps=60";
    let page = watched(&format!("{net}&at=50&lock=at&against=lr~0.01"));
    let own = page.model.training.session().expect("one");
    assert!(own.ended().is_some() && own.steps() < 50, "{}", own.steps());
    assert_eq!(page.model.training.against().map(Session::steps), Some(60));
}
