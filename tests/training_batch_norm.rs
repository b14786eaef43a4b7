//! Batch norms as a setting: where they are, what the page shows of them, and what they cannot be combined with.

use crate::world::Page;
use gradlens::link;
use gradlens::network::{Network, Subject};
use gradlens::scene::Learned as Picture;
use gradlens::settings::{Course, Recipe};
use gradlens::state::{Msg, Schooling};
use gradlens::study::training::{Learning, Session, Trainer};

const NET: &str =
    "v=1&depth=4&width=7~3,2&inputs=2&act=tanh,relu,gelu,linear&seed=5&batch-norm=on&steps=30";

fn settings(text: &str) -> (Recipe, Course) {
    let (settings, notices) = link::decode(text);
    assert_eq!(notices, [], "{text}");
    (settings.recipe, settings.view.course)
}

fn trained(text: &str) -> Trainer {
    let (recipe, course) = settings(text);
    let mut trainer = course.trainer(&recipe, 0).expect("a trainer");
    for _ in 0..course.steps {
        trainer.step().expect("finite");
    }
    trainer
}

/// The outputs of a network for one input, as the analysis has them.
fn outputs(network: &Network, input: &[f64]) -> Vec<f64> {
    let mut network = network.clone();
    network.input = input.to_vec();
    let forward = network.forward();
    let last = forward.outputs.last().expect("outputs");
    last.iter().map(|y| y.to_f64()).collect()
}

#[test]
fn every_hidden_layer_has_one() {
    let trainer = trained(&NET.replace("steps=30", "steps=0"));
    let norms: Vec<bool> = trainer
        .plan()
        .batch_norms
        .iter()
        .map(Option::is_some)
        .collect();
    assert_eq!(norms, [true, true, true, false]);
    let plain = trained(&NET.replace("&batch-norm=on", ""));
    assert!(plain.plan().batch_norms.iter().all(Option::is_none));
    let one = trained("v=1&depth=1&width=2&inputs=2&seed=5&batch-norm=on&steps=3");
    assert_eq!(one.plan().batch_norms, [None]);
}

/// On all rows an affine map in place of each norm changes nothing, with skips and shared weights, too.
#[test]
fn at_rest_the_network_has_the_outputs_of_all_rows() {
    for more in [
        "",
        "&skip=0.5",
        "&tied=1",
        "&bias=1",
        "&rule=adam&lr=0.01&batch=7",
        "&data=digits",
    ] {
        let text = match more {
            "&data=digits" => NET.replace("width=7~3,2&inputs=2", "width=7~3,10&inputs=64"),
            _ => NET.into(),
        };
        gradlens::study::training::Digits::read(&crate::common::training::digits())
            .expect("images")
            .bring();
        let trainer = trained(&format!("{text}{more}"));
        let (data, network) = (trainer.data(), trainer.network_at_rest());
        let expected = trainer.outputs(data.all_inputs());
        let width = data.outputs();
        for row in 0..data.rows().min(60) {
            let found = outputs(&network, data.input(row));
            for (found, wanted) in found.iter().zip(&expected[row * width..]) {
                assert!(
                    (found - wanted).abs() < 1e-11 * (1.0 + wanted.abs()),
                    "{more} {row}: {found} is not {wanted}"
                );
            }
        }
        // One row by itself has them as well, which a norm over that row alone would not give.
        let alone = trainer.outputs_at_rest(data.input(3));
        for (found, wanted) in alone.iter().zip(&expected[3 * width..]) {
            assert!(
                (found - wanted).abs() < 1e-11 * (1.0 + wanted.abs()),
                "{more}: {found} is not {wanted}"
            );
        }
        assert_ne!(trainer.outputs(data.input(3)), alone);
    }
}

#[test]
fn without_norms_nothing_changes() {
    let trainer = trained(&NET.replace("&batch-norm=on", ""));
    assert_eq!(trainer.network_at_rest(), trainer.network());
    let inputs = trainer.data().all_inputs();
    assert_eq!(trainer.outputs_at_rest(inputs), trainer.outputs(inputs));
}

#[test]
fn the_plane_is_divided_by_the_statistics_of_the_data() {
    let (recipe, course) = settings(NET);
    let mut session = Session::of(recipe, course).expect("a session");
    let mut trainer = course.trainer(session.recipe(), 0).expect("a trainer");
    let portion = session.next(30).expect("steps");
    let mut learning = Learning::of(portion, &mut trainer).expect("of this training");
    assert!(session.take(learning.go_on(&mut trainer, 1000).expect("all steps")));
    let picture = |side| Picture::of(session.data(), &trainer.sight(side));
    let Some(Picture::Classes(fine)) = picture(45) else {
        panic!("classes")
    };
    // The square in the middle has the same odds however fine the grid is.
    let Some(Picture::Classes(coarse)) = picture(15) else {
        panic!("classes")
    };
    for (row, column) in [(7, 7), (2, 11), (13, 4)] {
        let [a, b] = [
            coarse.odds[row * 15 + column],
            fine.odds[(3 * row + 1) * 45 + 3 * column + 1],
        ];
        assert!((a - b).abs() < 1e-9 * (1.0 + a.abs()), "{a} is not {b}");
    }
    let right = fine.points.iter().filter(|point| point.is_right).count();
    let share = session.all().expect("evaluated").accuracy.expect("classes");
    assert!((share - right as f64 / 200.0).abs() < 1e-12);
}

#[test]
fn a_layer_with_a_norm_cannot_have_one() {
    let (recipe, course) = settings(&format!("{NET}&norm=none,layer,none~2"));
    let error = course
        .trainer(&recipe, 0)
        .expect_err("two norms")
        .to_string();
    assert_eq!(
        error,
        "layer 2: has a norm, so that it cannot have a batch norm as well."
    );
    let (recipe, course) = settings(&format!("{NET}&norm=none~3,rms"));
    assert!(course.trainer(&recipe, 0).is_ok());
    let (recipe, course) = settings(
        "v=1&depth=2&width=6,5&inputs=5&act=linear&data=teacher&start=0.1&batch-norm=on&seed=1",
    );
    let error = course
        .trainer(&recipe, 0)
        .expect_err("no balanced start")
        .to_string();
    assert_eq!(
        error,
        "start: a balanced start needs layers without norms, but batch norm is on."
    );
}

#[test]
fn the_page_shows_them_held_fixed_from_step_0_on() {
    let mut page = Page::settled(NET);
    assert!(page.model.subject.drawn().is_some());
    page.do_and_settle(Msg::Training(Schooling::Watch(true)));
    let shown = |page: &Page| {
        let Subject::Trained(trained) = &*page.model.subject else {
            panic!("{:?}", page.model.subject)
        };
        assert!(page.model.is_complete());
        (trained.at, trained.network.layers.clone())
    };
    let before = trained(&NET.replace("steps=30", "steps=0")).network_at_rest();
    assert_eq!(shown(&page), (0, before.layers));
    page.do_and_settle(Msg::Training(Schooling::Run));
    assert_eq!(shown(&page), (30, trained(NET).network_at_rest().layers));
    page.do_and_settle(Msg::Training(Schooling::Show(0)));
    assert_eq!(shown(&page).0, 0);
    assert_eq!(
        page.link(),
        "v=1&depth=4&width=7~3,2&inputs=2&act=tanh,relu,gelu,linear&seed=5&batch-norm=on&steps=30"
    );
    page.do_and_settle(Msg::Set(gradlens::settings::Key::BatchNorm, "off".into()));
    assert!(page.model.subject.drawn().is_some());
}
