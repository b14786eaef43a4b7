//! Trainings that branch, that stop at a loss, and that stand beside another one.

use gradlens::link;
use gradlens::scene::{Training, TrainingLook};
use gradlens::settings::{Before, Key, Recipe, RuleKind, Settings};
use gradlens::study::training::{Course, Learned, Learning, Portion, Session, Trainer};

const SMALL: &str = "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&seed=3&batch=0";

fn of(text: &str) -> (Recipe, Course) {
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{notices:?}");
    (settings.recipe, settings.view.course)
}

fn learned(session: &Session, portion: Portion) -> Learned {
    let (course, from) = (session.course(), portion.from.step());
    let mut trainer = course.trainer(session.recipe(), from).expect("a trainer");
    let mut learning = Learning::of(portion, &mut trainer).expect("of this training");
    loop {
        if let Some(learned) = learning.go_on(&mut trainer, 7) {
            return learned;
        }
    }
}

fn run(mut session: Session, size: u64) -> Session {
    while let Some(portion) = session.next(size) {
        let learned = learned(&session, portion);
        assert!(session.take(learned));
    }
    session
}

fn session(text: &str) -> Session {
    let (recipe, course) = of(text);
    Session::of(recipe, course).expect("a session")
}

/// With all rows in each batch a step does not depend on its number, so that the branch is a new training of the
/// network that was reached.
#[test]
fn a_branch_is_a_new_training_of_the_network_at_its_step() {
    for (before, after) in [
        ("sgd~0.1~0~0", "rule=adam&lr=0.01"),
        ("adam~0.01~0~0", "rule=sgd&lr=0.5&clip=1"),
        ("momentum~0.1~0~0.5", "rule=adam&lr=0.02"),
    ] {
        let session = session(&format!("{SMALL}&{after}&steps=90&before=40~{before}"));
        let (recipe, course) = (session.recipe().clone(), *session.course());
        let mut first = Trainer::of(
            &course.network(&recipe).expect("a network"),
            course.data(&recipe).expect("data"),
            course.plan(recipe.seed, 39),
        )
        .expect("a trainer");
        for _ in 0..40 {
            first.step().expect("finite");
        }
        let mut second = Trainer::of(
            &first.network(),
            course.data(&recipe).expect("data"),
            course.plan(recipe.seed, 40),
        )
        .expect("a trainer");
        for _ in 0..50 {
            second.step().expect("finite");
        }
        for size in [1, 13, 90] {
            let session = run(session.clone(), size);
            assert_eq!(session.steps(), 90);
            let end = session.network(session.newest()).expect("its own");
            for (layer, expected) in end.layers.iter().zip(second.network().layers) {
                assert_eq!(layer.weight, expected.weight, "{before}, {after}");
            }
            // Back over the step of the branch, to every step.
            for step in [0, 39, 40, 41, 89, 90] {
                let portion = session.towards(step).expect("known");
                assert_eq!(learned(&session, portion).reached.step(), step);
            }
        }
    }
}

/// Momentum goes on if only its step size changes.
#[test]
fn a_rule_that_stays_keeps_what_it_knows() {
    let whole = run(
        session(&format!("{SMALL}&rule=momentum&lr=0.1&steps=60")),
        60,
    );
    let branched = session(&format!(
        "{SMALL}&rule=momentum&lr=0.1&steps=60&before=30~momentum~0.1~0~0"
    ));
    assert_eq!(run(branched, 7).newest(), whole.newest());
}

#[test]
fn what_both_have_in_common_is_not_computed_again() {
    let first = run(session(&format!("{SMALL}&steps=100")), 9);
    let other = of(&format!("{SMALL}&steps=100&lr=0.5&before=50~sgd~0.1~0~0")).1;
    let branch = first.branched(other).expect("something in common");
    assert!((36..=50).contains(&branch.steps()), "{}", branch.steps());
    let straight = run(
        session(&format!("{SMALL}&steps=100&lr=0.5&before=50~sgd~0.1~0~0")),
        100,
    );
    let branch = run(branch, 9);
    assert_eq!(branch.newest(), straight.newest());
    assert_eq!(branch.history(), straight.history());
    // Another task has nothing in common, and neither has another first step.
    for text in ["data=xor", "lr=0.2"] {
        assert!(first.branched(of(&format!("{SMALL}&{text}")).1).is_none());
    }
}

/// What is known of a longer run changes no column: the history of a branch, and of a run that stops earlier, is that of
/// a run from the beginning.
#[test]
fn a_history_does_not_hang_on_a_longer_run() {
    let long = run(session(&format!("{SMALL}&lr=1&steps=1700")), 40);
    assert_eq!(long.history().interval(), 8);
    for (at, is_reused) in [(100, false), (700, false), (1650, true)] {
        let text = format!("{SMALL}&lr=0.5&steps={}&before={at}~sgd~1~0~0", at + 30);
        let branch = long.branched(of(&text).1);
        assert_eq!(branch.is_some(), is_reused, "{at}");
        let straight = run(session(&text), 1000);
        let branch = run(branch.unwrap_or_else(|| session(&text)), 40);
        assert_eq!(branch.history(), straight.history(), "{at}");
    }
    let losses: Vec<f64> = long.history().columns().map(|column| column.loss).collect();
    for below in [losses[2], losses[100], losses[210]] {
        let mut stopped = long.clone();
        stopped.stop_at(1700, below);
        let stopped = run(stopped, 40);
        let straight = run(
            session(&format!("{SMALL}&lr=1&steps=1700&below={below}")),
            1000,
        );
        assert_eq!(stopped.steps(), straight.steps(), "{below}");
        assert_eq!(stopped.history(), straight.history(), "{below}");
    }
}

#[test]
fn a_training_stops_after_the_first_loss_below_a_value() {
    let whole = run(session(&format!("{SMALL}&lr=1&steps=300")), 50);
    let losses: Vec<f64> = whole
        .history()
        .columns()
        .map(|column| column.loss)
        .collect();
    assert_eq!(losses.len(), 301);
    let below = losses[150];
    let first = losses
        .iter()
        .position(|loss| *loss < below)
        .expect("it learns") as u64;
    for size in [1, 11, 300] {
        let mut stopped = run(
            session(&format!("{SMALL}&lr=1&steps=300&below={below}")),
            size,
        );
        assert_eq!(stopped.steps(), first + 1);
        assert!(stopped.is_over());
        // With the same one it does not go on, and with a lower one it does. With a higher one it stops earlier, as if it
        // had always been that one.
        stopped.stop_at(300, below);
        assert!(stopped.is_over() && stopped.next(size).is_none());
        let mut higher = stopped.clone();
        higher.stop_at(300, losses[20]);
        let higher = run(higher, size);
        let step = losses.iter().position(|loss| *loss < losses[20]);
        assert_eq!(Some(higher.steps()), step.map(|step| step as u64 + 1));
        stopped.stop_at(300, 0.0);
        let on = run(stopped, size);
        assert_eq!(on.newest(), whole.newest());
        let mut back = on;
        back.stop_at(300, below);
        assert_eq!(run(back, size).steps(), first + 1);
    }
}

/// What is said of a step follows from its own size, not from that of the last one.
#[test]
fn nothing_learns_only_where_the_step_size_is_0() {
    let lead = |session: &Session, at: u64| {
        let look = TrainingLook {
            at: Some(at),
            ..TrainingLook::default()
        };
        Training::of(session.history(), look).line.lead
    };
    let nothing = "Nothing learns:";
    let held = run(
        session(&format!("{SMALL}&lr=0&before=20~sgd~0.1~0~0&steps=40")),
        40,
    );
    let freed = run(
        session(&format!("{SMALL}&lr=0.1&before=20~sgd~0~0~0&steps=40")),
        40,
    );
    for (at, is_held) in [(5, false), (15, false), (19, false), (20, true), (40, true)] {
        assert_eq!(lead(&held, at) == nothing, is_held, "{at}");
        assert_eq!(lead(&freed, at) == nothing, !is_held, "{at}");
    }
}

#[test]
fn the_settings_of_a_branch_travel_in_links() {
    let text = "v=1&seed=1&lr=0.5&before=50~sgd~0.1~32~0,900~adam~0.001~0~2";
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{notices:?}");
    assert_eq!(link::encode(&settings), text);
    let course = settings.view.course;
    let rates = [0, 49, 50, 899, 900, 5000].map(|step| course.manner_at(step).lr);
    assert_eq!(rates, [0.1, 0.1, 0.001, 0.001, 0.5, 0.5]);
    assert_eq!(course.manner_at(60).rule, RuleKind::Adam);
    // What cannot be is told, and nothing else is lost.
    for wrong in [
        "0~sgd~0.1~32~0",
        "50~sgd~0.1~32",
        "50~sgd~0.1~32~0~1",
        "50~sgd~0.1~32~0,50~sgd~0.1~32~0",
        "50~sgd~-1~32~0",
        "1~sgd~0.1~32~0,2~sgd~0.1~32~0,3~sgd~0.1~32~0,4~sgd~0.1~32~0,5~sgd~0.1~32~0",
    ] {
        let (settings, notices) = link::decode(&format!("v=1&seed=1&lr=0.5&before={wrong}"));
        assert_eq!(notices.len(), 1, "{wrong}");
        assert!(notices[0].to_string().contains("before"), "{}", notices[0]);
        assert_eq!(settings.view.course.before, Before::default());
        assert_eq!(settings.view.course.lr, 0.5);
    }
}

#[test]
fn a_branch_of_a_branch_ends_at_four() {
    let mut course = Course::default();
    for at in [10, 20, 30, 40] {
        course.lr /= 2.0;
        course = course.branched(at).expect("room");
    }
    assert_eq!(course.branched(50), None);
    // Further back there is room again.
    let back = course.branched(15).expect("room");
    assert_eq!(back.before.stretches().count(), 2);
    assert_eq!(back.lr, course.manner_at(15).lr);
    assert_eq!(Course::default().branched(0), Some(Course::default()));
}

/// Wherever it branches, and however often, what came before stays, and so does what follows until something is changed.
#[test]
fn a_branch_leaves_the_past_as_it_was() {
    let once = Course {
        lr: 3.0,
        ..Course::default().branched(25).expect("room")
    };
    let twice = Course {
        lr: 0.5,
        ..once.branched(40).expect("room")
    };
    for course in [Course::default(), once, twice] {
        for at in [0, 1, 24, 25, 26, 39, 40, 41] {
            let branch = course.branched(at).expect("room");
            for step in 0..=at as u64 {
                let [old, new] = [course, branch].map(|one| one.manner_at(step));
                assert_eq!(old, new, "step {step} of a branch at {at} of {course:?}");
            }
            assert_eq!(branch.change_after(at as u64), None);
        }
    }
    // To branch where it has branched takes no room.
    let mut full = Course::default();
    for at in [10, 20, 30, 40] {
        full = full.branched(at).expect("room");
        full.lr /= 2.0;
    }
    assert_eq!(full.branched(40), Some(full));
}

#[test]
fn a_travels_in_links_as_what_is_different() {
    for (text, different) in [
        ("v=1&seed=1&lr=0.5&against=lr~0.1", "lr~0.1"),
        (
            "v=1&width=4~19,2&seed=1&against=width~16_act~relu_seed~9",
            "width~16_act~relu_seed~9",
        ),
        (
            "v=1&seed=1&before=5~sgd~0.1~32~0&against=before~",
            "before~",
        ),
        ("v=1&seed=1&against=same", "same"),
    ] {
        let (settings, notices) = link::decode(text);
        assert!(notices.is_empty(), "{notices:?}");
        assert_eq!(settings.text(Key::Against), different);
        let again = link::decode(&link::encode(&settings)).0;
        assert_eq!(again, settings);
    }
    for wrong in ["lr", "lr~x", "at~5", "nothing~1", "lr~0.1_"] {
        let (settings, notices) = link::decode(&format!("v=1&seed=1&depth=7&against={wrong}"));
        assert_eq!(notices.len(), 1, "{wrong}");
        assert_eq!((settings.view.against, settings.recipe.depth), (None, 7));
    }
}

#[test]
fn the_changes_from_one_to_another_lead_there() {
    let links = [
        "v=1&seed=1",
        "v=1&seed=2&depth=7&gain=2&against=same",
        "v=1&seed=1&lr=0.5&against=lr~0.1_depth~3",
        "v=1&seed=1&before=5~sgd~0.1~32~0&at=3",
    ];
    let all = links.map(|text| link::decode(text).0);
    for from in &all {
        for to in &all {
            let mut now: Settings = from.clone();
            for (key, text) in from.changes_to(to) {
                now.set(key, &text).expect("allowed");
            }
            assert_eq!(&now.canonical().0, to);
        }
    }
}

/// A saved picture says how all of its steps were taken, not the last ones alone.
#[test]
fn a_saved_picture_has_the_branches_too() {
    let lines = |text: &str| Training::course(&link::decode(text).0);
    let plain = lines(&format!("{SMALL}&lr=3&steps=90"));
    let [now] = &plain[..] else {
        panic!("{plain:?}")
    };
    assert!(
        now.contains("step size 3") && now.contains("steps 90"),
        "{now}"
    );
    let branched = lines(&format!(
        "{SMALL}&lr=3&steps=90&before=25~sgd~0.5~0~0,40~adam~0.01~0~1"
    ));
    assert_eq!(branched[0], *now);
    let [_, before] = &branched[..] else {
        panic!("{branched:?}")
    };
    for part in [
        "Up to step 25: step size 0.5.",
        "Up to step 40: rule Adam, step size 0.01, ",
    ] {
        assert!(before.contains(part), "{part}: {before}");
    }
}

/// What is said of A has the direction of A: the one that has branched is not "without the branch".
#[test]
fn a_is_told_with_its_own_branch() {
    let plain = "v=1&seed=1&lr=0.1";
    let branched = "v=1&seed=1&lr=0.5&before=50~sgd~0.1~32~0";
    for (now, of_a, expected) in [
        (branched, plain, "with step size 0.1, without the branch"),
        (plain, branched, "with step size 0.5, branched at step 50"),
        // Directly after the branch nothing else is different.
        (
            "v=1&seed=1&lr=0.1&before=1500~sgd~0.1~32~0",
            plain,
            "without the branch",
        ),
        (
            branched,
            "v=1&seed=1&lr=0.5&before=50~sgd~0.1~32~0,1500~adam~0.2~32~0",
            "branched at step 50 and 1,500",
        ),
        (plain, "v=1&seed=1&lr=0.5", "with step size 0.5"),
        (plain, plain, ""),
    ] {
        let [now, of_a] = [now, of_a].map(|text| link::decode(text).0);
        assert_eq!(Training::differences(&now, &of_a), expected);
    }
    assert_eq!(
        Training::branches(&of(branched).1).expect("a branch"),
        "Up to step 50: step size 0.1."
    );
}
