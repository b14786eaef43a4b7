//! The training of a link on the command line: the same numbers as in the page, and a sentence for what cannot be trained.

#[expect(dead_code, reason = "its main function is for the command line")]
#[path = "../examples/train.rs"]
mod train;

use gradlens::link;
use gradlens::network::Network;
use gradlens::study::training::{Learning, Session};
use serde_json::{Value, json};

fn results(link: &str) -> Value {
    let text = train::results(&["--link", link]).expect("results");
    serde_json::from_str(&text).expect("JSON")
}

fn refused(link: &str, wanted: &str) {
    let sentence = train::results(&["--link", link]).expect_err("refused");
    assert_eq!(sentence, wanted, "{link}");
}

#[test]
fn a_link_gives_the_bits_of_its_trainer() {
    let link = "v=1&depth=4&width=8~3,2&inputs=2&act=tanh&seed=3&rule=adam&lr=0.01&clip=1&steps=30";
    let (settings, notices) = link::decode(link);
    assert!(notices.is_empty(), "{notices:?}");
    let mut trainer = settings
        .view
        .course
        .trainer(&settings.recipe, 0)
        .expect("a trainer");
    let losses: Vec<f64> = (0..30)
        .map(|_| trainer.step().expect("finite").loss)
        .collect();
    let found = results(link);
    assert_eq!(found["losses"].as_array().map(Vec::len), Some(31));
    assert_eq!(
        json!(losses),
        json!(found["losses"].as_array().expect("losses")[..30])
    );
    let bias = trainer.network().layers[3].bias.clone();
    assert_eq!(found["final"][3]["b"], json!(bias));
    let steps: Vec<&Value> = found["records"]
        .as_array()
        .expect("records")
        .iter()
        .map(|record| &record["step"])
        .collect();
    assert_eq!(json!(steps), json!([0, 1, 2, 5, 10, 20, 30]));
    assert_eq!(found["records"][6]["update_w"], Value::Null);
    assert_eq!(found["first_non_finite"], Value::Null);
}

/// The network where the training of a link stops in the page, computed in portions.
fn last_in_the_page(link: &str) -> (u64, Network) {
    let (settings, _) = link::decode(link);
    let (recipe, course) = (settings.recipe, settings.view.course);
    let mut session = Session::of(recipe.clone(), course).expect("a session");
    while let Some(portion) = session.next(7) {
        let mut trainer = course
            .trainer(&recipe, portion.from.step())
            .expect("a trainer");
        let mut learning = Learning::of(portion, &mut trainer).expect("a portion");
        let learned = loop {
            if let Some(learned) = learning.go_on(&mut trainer, 3) {
                break learned;
            }
        };
        assert!(session.take(learned));
    }
    let network = session.network(session.newest()).expect("a network");
    (session.steps(), network)
}

#[test]
fn branches_and_stops_are_those_of_the_page() {
    for (rest, steps) in [
        ("before=10~sgd~0.1~32~0&rule=adam&lr=0.01&steps=25", 25),
        (
            "before=5~adam~0.01~32~0,12~adam~0.1~16~1&rule=momentum&steps=20",
            20,
        ),
        ("data=gauss&lr=0.5&below=0.5&steps=5000", 0),
    ] {
        let link = format!("v=1&depth=4&width=8~3,2&inputs=2&act=tanh&seed=1&{rest}");
        let found = results(&link);
        let (reached, network) = last_in_the_page(&link);
        assert!(steps == 0 || reached == steps, "{link}: {reached}");
        assert!(
            steps > 0 || (1..5000).contains(&reached),
            "{link}: {reached}"
        );
        let losses = found["losses"].as_array().map(|losses| losses.len() as u64);
        assert_eq!(losses, Some(reached + 1), "{link}");
        for (layer, last) in network
            .layers
            .iter()
            .zip(found["final"].as_array().expect("final"))
        {
            assert_eq!(last["b"], json!(layer.bias), "{link}");
            let first: Vec<f64> = layer.weight.row(0).iter().copied().collect();
            assert_eq!(last["w"][0], json!(first), "{link}");
        }
    }
}

#[test]
fn a_training_that_diverges_says_where() {
    let link = "v=1&depth=4&width=8~3,1&inputs=1&act=linear&data=sine&lr=100&batch=0&steps=2000";
    let found = results(link);
    assert!(found["first_non_finite"]["step"].is_number(), "{found}");
    assert_eq!(found["final"], Value::Null);
}

#[test]
fn one_step_is_two_records() {
    let found = results("v=1&depth=2&width=8,2&inputs=2&steps=1");
    assert_eq!(found["records"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_network_that_does_not_fit_the_data_is_refused() {
    refused(
        "v=1&depth=5&width=6&data=spiral",
        "the network: has 6 inputs and 6 outputs, but the data need 2 and 2; \"width=6~4,2~1&inputs=2\" would fit.",
    );
    let usage = "usage: train FILE | - | --link LINK";
    for arguments in [
        &["--link"][..],
        &[],
        &["--depth", "5"],
        &["--link", "v=1", "more"],
    ] {
        assert_eq!(train::results(arguments), Err(usage.to_owned()));
    }
}
