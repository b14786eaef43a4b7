//! A training in portions of any size, here and elsewhere, is the one of all steps at once.

use crate::common::training::digits;
use gradlens::link;
use gradlens::network::Network;
use gradlens::settings::{DataKind, Recipe, RuleKind};
use gradlens::study::training::{
    Course, Data, Digits, Learned, Learning, Plan, Portion, Session, Snapshot, Targets, Trainer,
};

fn recipe(text: &str) -> Recipe {
    link::decode(text).0.recipe
}

const SMALL: &str = "v=1&depth=4&width=6&act=tanh&seed=3";

fn course() -> Course {
    Course {
        rule: RuleKind::Adam,
        lr: 0.01,
        steps: 900,
        ..Course::default()
    }
}

/// As a worker does it, so many steps at a time.
fn learned(session: &Session, portion: Portion, at_a_time: u64) -> Learned {
    let mut trainer = session
        .course()
        .trainer(session.recipe(), 0)
        .expect("a trainer");
    let mut learning = Learning::of(portion, &mut trainer).expect("of this training");
    loop {
        if let Some(learned) = learning.go_on(&mut trainer, at_a_time) {
            return learned;
        }
    }
}

fn run(mut session: Session, sizes: &[u64]) -> Session {
    for size in sizes.iter().cycle() {
        let Some(portion) = session.next(*size) else {
            return session;
        };
        let learned = learned(&session, portion, 7);
        assert!(session.take(learned));
    }
    session
}

/// The weights of every step, by the trainer alone.
fn straight(session: &Session) -> Vec<Snapshot> {
    let mut trainer = session
        .course()
        .trainer(session.recipe(), 0)
        .expect("a trainer");
    let mut all = vec![trainer.snapshot()];
    while trainer.steps() < session.course().steps as u64 && trainer.step().is_some() {
        all.push(trainer.snapshot());
    }
    all
}

#[test]
fn portions_of_any_size_give_the_same_bits() {
    for course in [
        course(),
        Course {
            rule: RuleKind::Momentum,
            clip: 0.5,
            batch: 0,
            ..course()
        },
    ] {
        let new = || Session::of(recipe(SMALL), course).expect("a session");
        let whole = straight(&new());
        let [one, other] = [&[900][..], &[1, 3, 64, 200]].map(|sizes| run(new(), sizes));
        assert_eq!(one.steps(), 900);
        assert!(one.is_over() && one.next(1).is_none() && one.ended().is_none());
        assert_eq!(one.history(), other.history());
        assert_eq!(one.all(), other.all());
        for session in [&one, &other] {
            for step in [0_usize, 1, 2, 77, 500, 899, 900] {
                let portion = session.towards(step as u64).expect("known");
                let reached = learned(session, portion, 1000).reached;
                assert_eq!(&reached, &whole[step], "{step}");
                let network = session.network(&reached).expect("of this training");
                assert_eq!(network.layers.len(), 4);
            }
            assert_eq!(session.towards(901), None);
        }
    }
}

#[test]
fn few_snapshots_are_kept_and_every_step_is_near_one() {
    let course = Course {
        steps: 5000,
        lr: 0.0,
        ..course()
    };
    let session = run(
        Session::of(recipe("v=1&depth=1&width=2&seed=1"), course).expect("a session"),
        &[50],
    );
    let far = (0..=5000).map(|step| step - session.towards(step).expect("known").from.step());
    assert!(far.max().expect("steps") <= 5000 / (Session::MOST_KEPT as u64 / 2) + 50);
}

#[test]
fn what_does_not_continue_it_is_refused() {
    let mut session = Session::of(recipe(SMALL), course()).expect("a session");
    let first = learned(&session, session.next(10).expect("steps"), 10);
    let late = first.clone();
    assert!(session.take(first));
    assert!(!session.take(late));
    assert_eq!(session.steps(), 10);
    // A snapshot of another network.
    let other =
        Session::of(recipe("v=1&depth=4&width=7&act=tanh&seed=3"), course()).expect("a session");
    let mut trainer = other
        .course()
        .trainer(other.recipe(), 0)
        .expect("a trainer");
    assert!(Learning::of(session.next(1).expect("steps"), &mut trainer).is_none());
    assert!(
        other
            .network(&session.next(1).expect("steps").from)
            .is_none()
    );
}

#[test]
fn a_training_that_diverges_ends_where_it_does() {
    let course = Course {
        lr: 1e6,
        data: DataKind::Sine,
        rule: RuleKind::Sgd,
        ..course()
    };
    let session = run(
        Session::of(recipe("v=1&depth=3&width=8&act=linear&seed=1"), course).expect("a session"),
        &[13],
    );
    let ended = session.ended().expect("it diverges");
    assert_eq!(ended.step, session.steps());
    assert!(session.is_over() && session.steps() < 900);
    let known = session
        .history()
        .columns()
        .all(|column| column.loss.is_finite());
    assert!(known);
}

#[test]
fn no_steps_at_all_show_the_beginning() {
    let course = Course {
        steps: 0,
        ..course()
    };
    let session = run(
        Session::of(recipe(SMALL), course).expect("a session"),
        &[10],
    );
    assert_eq!(
        (session.steps(), session.history().columns().count()),
        (0, 1)
    );
    assert!(session.all().expect("evaluated").loss > 0.0 && session.is_over());
}

#[test]
fn every_kind_of_data_fits_a_network_of_any_shape() {
    Digits::read(&digits()).expect("images").bring();
    for data in DataKind::ALL {
        for text in [
            "v=1&depth=1&width=1&seed=1",
            "v=1&depth=3&width=5,9,2&inputs=7&act=relu&seed=2",
            "v=1&depth=4&width=8&tied=1&seed=3",
        ] {
            let course = Course {
                data: *data,
                steps: 3,
                batch: 1000,
                ..Course::default()
            };
            let session = run(Session::of(recipe(text), course).expect(text), &[2]);
            assert_eq!(session.steps(), 3, "{text} {}", data.name());
            assert!(session.all().expect("evaluated").loss.is_finite());
        }
    }
}

/// Two gigabytes of weights are refused before any of them is drawn.
#[test]
fn a_network_that_is_too_large_is_refused() {
    let course = Course {
        rule: RuleKind::Adam,
        ..Course::default()
    };
    let refused = |text: &str| {
        Session::of(recipe(text), course)
            .err()
            .map(|why| why.to_string())
    };
    let large = "v=1&depth=45&width=1024~44,2&inputs=2&act=relu&seed=1";
    let weights = 2 * 1024 + 43 * 1024 * 1024 + 1024 * 2;
    assert_eq!(
        refused(large),
        Some(format!(
            "the network: has {weights} weights, but at most 1000000 can be trained; fewer layers or narrower ones would fit."
        ))
    );
    // Weights that layers share are there once.
    assert_eq!(
        refused("v=1&depth=20&width=400~19,2&inputs=2&tied=1&seed=1"),
        None
    );
    assert!(refused("v=1&depth=20&width=400~19,2&inputs=2&seed=1").is_some());
    // A trainer of any network has the same limit.
    let network = Network::from(&recipe("v=1&depth=4&width=600~3,2&inputs=600&seed=1"));
    let data = Data::of(vec![0.0; 600], 600, Targets::Classes(vec![1])).expect("data");
    let why = Trainer::of(&network, data, Plan::default()).expect_err("too large");
    assert!(why.to_string().contains("has 1081200 weights"), "{why}");
}
