//! What another program needs to compute a training again.

use crate::training_report::{SINE, SPIRAL, json as report, numbers, session, settings};
use gradlens::network::Place;
use gradlens::study::training::{BatchNorm, Batches, Clip, Data, Plan, Rule, Targets, Trainer};
use serde_json::{Value, json};

fn parts(trainer: &Trainer) -> Value {
    serde_json::from_str(&trainer.parts().to_string()).unwrap()
}

#[test]
fn the_parts_are_exact() {
    let session = session(SPIRAL, 1);
    let parts = parts(session.start());
    let network = session
        .course()
        .network(session.recipe())
        .expect("a network");
    for (layer, part) in network
        .layers
        .iter()
        .zip(parts["layers"].as_array().unwrap())
    {
        let rows = layer.weight.row_iter();
        let rows: Vec<Vec<f64>> = rows.map(|row| row.iter().copied().collect()).collect();
        let written: Vec<Vec<f64>> = part["w"].as_array().unwrap().iter().map(numbers).collect();
        assert_eq!(written, rows);
        assert_eq!(Some(numbers(&part["b"])), layer.bias);
        assert_eq!(part["activation"], "tanh");
    }
    let data = session.data();
    let inputs: Vec<f64> = parts["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(numbers)
        .collect();
    assert_eq!(inputs, data.all_inputs());
    let Targets::Classes(classes) = data.targets() else {
        panic!("classes");
    };
    assert_eq!(parts["labels"], json!(classes));
    assert_eq!(parts["loss"], "cross-entropy");
    assert_eq!(
        parts["optimizer"],
        json!({"kind": "adam", "lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8})
    );
    assert_eq!(
        (&parts["clip"], &parts["batches"]),
        (&json!(0.5), &json!({"size": 32, "seed": 7}))
    );
}

#[test]
fn equal_weights_are_tied_only_if_they_are_shared() {
    let weights = |tied: &str| {
        let link = format!(
            "v=1&depth=3&width=4&inputs=4&act=tanh&init=identity{tied}&seed=1&data=copy&steps=1"
        );
        let parts = parts(session(&link, 1).start());
        let layers = parts["layers"].as_array().unwrap().clone();
        layers
            .iter()
            .map(|layer| layer["w"].is_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(weights(""), [false, false, false]);
    assert_eq!(weights("&tied=1"), [false, true, true]);
}

#[test]
fn a_branch_is_a_stretch_of_its_own() {
    let link = "v=1&depth=2&width=4,2&inputs=2&act=tanh&seed=7&data=xor&rule=adam&lr=0.01&steps=40&before=10~momentum~0.1~16~0.5,20~momentum~0.02~0~0";
    let session = session(link, 100);
    let parts: Value = serde_json::from_str(&session.parts().to_string()).unwrap();
    assert_eq!(
        parts["optimizer"],
        json!({"kind": "momentum", "lr": 0.1, "momentum": 0.9})
    );
    assert_eq!(parts["clip"].as_f64(), Some(0.5));
    assert_eq!(parts["batches"], json!({"size": 16, "seed": 7}));
    let stretches = parts["stretches"].as_array().unwrap();
    assert_eq!(stretches.len(), 2);
    assert_eq!(
        (&stretches[0]["from"], &stretches[1]["from"]),
        (&json!(10), &json!(20))
    );
    assert_eq!(stretches[0]["optimizer"]["lr"].as_f64(), Some(0.02));
    assert_eq!(
        (&stretches[0]["clip"], &stretches[0]["batches"]),
        (&Value::Null, &json!("full"))
    );
    assert_eq!(stretches[1]["optimizer"]["kind"], "adam");
    assert_eq!(stretches[1]["batches"], json!({"size": 32, "seed": 7}));
    // What is trained does not change.
    let plain = parts_of_no_branch(link);
    for key in ["layers", "inputs", "labels", "loss"] {
        assert_eq!(parts[key], plain[key], "{key}");
    }
    assert_eq!(plain.get("stretches"), None);
    let before = &report(&session, link)["settings"]["before"];
    assert_eq!(before, "10~momentum~0.1~16~0.5,20~momentum~0.02~0~0");
}

fn parts_of_no_branch(link: &str) -> Value {
    let (plain, _) = link.split_once("&before").unwrap();
    serde_json::from_str(&session(plain, 100).parts().to_string()).unwrap()
}

#[test]
fn a_plan_by_hand_is_written_as_it_is() {
    let network = session(SINE, 1)
        .course()
        .network(&settings(SINE).recipe)
        .expect("a network");
    let data = || {
        Data::of(
            vec![0.5, -1.0, 2.0],
            1,
            Targets::Values {
                numbers: vec![1.0, 0.0, -0.25],
                width: 1,
            },
        )
        .unwrap()
    };
    let plan = Plan {
        rule: Rule::Momentum { momentum: 0.5 },
        lr: 1e-3,
        clip: Some(Clip {
            limit: 2.0,
            eps: 1e-6,
        }),
        batches: Batches::Given(vec![vec![0, 2], vec![1]]),
        batch_norms: vec![
            Some(BatchNorm {
                place: Place::After,
                eps: 0.25,
            }),
            None,
        ],
    };
    let written = parts(&Trainer::of(&network, data(), plan).unwrap());
    assert_eq!(
        written["targets"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(numbers)
            .collect::<Vec<_>>(),
        [1.0, 0.0, -0.25]
    );
    assert_eq!(written["loss"], "mse");
    assert_eq!(
        written["optimizer"],
        json!({"kind": "momentum", "lr": 0.001, "momentum": 0.5})
    );
    assert_eq!(written["clip"].as_f64(), Some(2.0));
    assert_eq!(written["clip_eps"], json!(1e-6));
    assert_eq!(written["batches"], json!([[0, 2], [1]]));
    assert_eq!(
        written["layers"][0]["norm"],
        json!({"kind": "batch", "place": "output", "eps": 0.25})
    );
    assert_eq!(written["layers"][1].get("norm"), None);
    // As many rows in a batch as there are, or more, are all of them, in their order.
    let all = Plan {
        batches: Batches::Shuffled { size: 3, seed: 1 },
        ..Plan::default()
    };
    let written = parts(&Trainer::of(&network, data(), all).unwrap());
    assert_eq!(
        (&written["batches"], &written["clip"], &written["clip_eps"]),
        (&json!("full"), &Value::Null, &json!(0))
    );
}
