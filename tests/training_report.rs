//! A training as CSV, as JSON, and as what another program needs to compute it again.

use gradlens::link;
use gradlens::network::Place;
use gradlens::report;
use gradlens::scene::training_csv;
use gradlens::settings::Settings;
use gradlens::study::training::{
    BatchNorm, Batches, Clip, Data, Learning, Plan, Rule, Session, Targets, Trainer,
};
use serde_json::{Value, json};

const SPIRAL: &str =
    "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&seed=7&rule=adam&lr=0.01&clip=0.5&steps=900";
const SINE: &str =
    "v=1&depth=2&width=4,1&inputs=1&act=gelu&seed=1&data=sine&rule=momentum&batch=0&steps=30";
const DIVERGES: &str = "v=1&depth=4&width=8~3,2&inputs=2&act=linear&gain=4&seed=1&lr=100&steps=50";

fn settings(link: &str) -> Settings {
    let (settings, notices) = link::decode(link);
    assert!(notices.is_empty(), "{link}: {notices:?}");
    settings
}

/// A training in portions of so many steps, to its end.
fn session(link: &str, portion: u64) -> Session {
    let settings = settings(link);
    let course = settings.view.course;
    let mut session = Session::of(settings.recipe, course).unwrap();
    while let Some(portion) = session.next(portion) {
        let course = session.course();
        let mut trainer = course
            .trainer(session.recipe(), portion.from.step())
            .unwrap();
        let mut learning = Learning::of(portion, &mut trainer).unwrap();
        let learned = learning.go_on(&mut trainer, u64::MAX).unwrap();
        assert!(session.take(learned));
    }
    session
}

fn json(session: &Session, link: &str) -> Value {
    let canonical = link::encode(&settings(link));
    serde_json::from_str(&report::training::of(session, &canonical).to_string()).unwrap()
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().unwrap();
    list.iter().map(|x| x.as_f64().unwrap()).collect()
}

/// The cells of a CSV without line breaks in them; only the heads are in quotes.
fn cells(csv: &str) -> (Vec<String>, Vec<Vec<String>>) {
    assert!(csv.ends_with("\r\n"));
    let mut lines = csv.trim_end().split("\r\n");
    let head = lines.next().unwrap();
    let heads = head[1..head.len() - 1].split("\",\"");
    let rows = lines.map(|line| line.split(',').map(str::to_owned).collect());
    (heads.map(str::to_owned).collect(), rows.collect())
}

#[test]
fn every_record_is_the_step_itself_bit_for_bit() {
    for link in [SPIRAL, SINE, DIVERGES] {
        let session = session(link, 37);
        let report = json(&session, link);
        let records = report["records"].as_array().unwrap();
        assert_eq!(records.len(), session.history().columns().count(), "{link}");
        let mut trainer = session.course().trainer(session.recipe(), 0).unwrap();
        for (at, record) in records.iter().enumerate() {
            let step = record["step"].as_u64().unwrap();
            while trainer.steps() < step {
                trainer.step().unwrap();
            }
            let is_last = at + 1 == records.len();
            let mut straight = trainer.look().unwrap().clone();
            if !is_last || report["first_non_finite"] != Value::Null {
                straight = trainer.step().unwrap().clone();
            }
            assert_eq!(
                numbers(&json!([record["loss"]])),
                [straight.loss],
                "{link}, step {step}"
            );
            let accuracy = record.get("accuracy").map(|x| x.as_f64().unwrap());
            assert_eq!(accuracy, straight.accuracy);
            assert_eq!(numbers(&record["grad_w"]), straight.weight_gradients);
            assert_eq!(numbers(&record["grad_z"]), straight.output_gradients);
            if straight.is_step {
                let depth = straight.weight_norms.len();
                let ratios: Vec<f64> = (1..=depth)
                    .map(|j| straight.update_ratio(j).unwrap())
                    .collect();
                assert_eq!(
                    numbers(&record["update_ratio"]),
                    ratios,
                    "{link}, step {step}"
                );
            } else {
                assert_eq!(record["update_ratio"], Value::Null, "{link}, step {step}");
            }
        }
    }
}

#[test]
fn the_report_says_what_was_trained() {
    let spiral = session(SPIRAL, 100);
    let report = json(&spiral, SPIRAL);
    let keys: Vec<&String> = report.as_object().unwrap().keys().collect();
    let mut expected = vec![
        "gradlens_training_report",
        "link",
        "settings",
        "seed",
        "depth",
        "widths",
        "interval",
        "records",
        "loss_all",
        "accuracy_all",
        "first_non_finite",
    ];
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(report["gradlens_training_report"], 1);
    assert_eq!(report["link"], SPIRAL);
    for (key, value) in [
        ("data", json!("spiral")),
        ("rule", json!("adam")),
        ("lr", json!(0.01)),
        ("batch", json!(32.0)),
        ("clip", json!(0.5)),
        ("steps", json!(900.0)),
    ] {
        assert_eq!(report["settings"][key].as_f64(), value.as_f64(), "{key}");
        assert_eq!(report["settings"][key].as_str(), value.as_str(), "{key}");
    }
    assert_eq!(
        (&report["depth"], &report["widths"]),
        (&json!(3), &json!([2, 5, 5, 2]))
    );
    // 900 steps are more than 400 columns, so that every fourth is kept.
    assert_eq!(report["interval"], 4);
    assert_eq!(report["records"].as_array().unwrap().len(), 226);
    let mut trainer = spiral.course().trainer(spiral.recipe(), 0).unwrap();
    for _ in 0..900 {
        trainer.step().unwrap();
    }
    let all = trainer.evaluate();
    assert_eq!(report["loss_all"].as_f64(), Some(all.loss));
    assert_eq!(report["accuracy_all"].as_f64(), all.accuracy);
    assert_eq!(report["first_non_finite"], Value::Null);
    // A curve has no classes.
    let report = json(&session(SINE, 100), SINE);
    assert_eq!(report["accuracy_all"], Value::Null);
    assert_eq!(report["records"][0].get("accuracy"), None);
}

#[test]
fn what_ended_it_is_named() {
    let report = json(&session(DIVERGES, 100), DIVERGES);
    let bad = &report["first_non_finite"];
    let last = report["records"].as_array().unwrap().last().unwrap();
    assert_eq!(
        bad["step"].as_u64().unwrap(),
        last["step"].as_u64().unwrap() + 1
    );
    assert_eq!(
        (&bad["what"], &bad["layer"]),
        (&json!("outputs"), &json!(3))
    );
}

#[test]
fn nothing_depends_on_how_it_was_computed() {
    let (one, other) = (session(SPIRAL, 1000), session(SPIRAL, 7));
    let text = |session: &Session| report::training::of(session, SPIRAL).to_string();
    assert_eq!(text(&one), text(&other));
    assert_eq!(training_csv(one.history()), training_csv(other.history()));
}

#[test]
fn a_training_that_has_not_begun_has_no_records() {
    let settings = settings(SPIRAL);
    let session = Session::of(settings.recipe, settings.view.course).unwrap();
    let report = json(&session, SPIRAL);
    assert_eq!(report["records"], json!([]));
    assert_eq!(
        (&report["loss_all"], &report["accuracy_all"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(training_csv(session.history()).lines().count(), 1);
}

#[test]
fn the_csv_has_the_numbers_of_the_report() {
    for link in [SPIRAL, SINE, DIVERGES] {
        let session = session(link, 100);
        let (heads, rows) = cells(&training_csv(session.history()));
        let records = json(&session, link)["records"].clone();
        let records = records.as_array().unwrap();
        assert_eq!(rows.len(), records.len(), "{link}");
        let depth = session.history().depth();
        for (row, record) in rows.iter().zip(records) {
            assert_eq!(row.len(), heads.len(), "{link}");
            let mut expected = vec![record["step"].clone(), record["loss"].clone()];
            expected.push(record.get("accuracy").cloned().unwrap_or(Value::Null));
            for key in ["grad_w", "grad_z"] {
                expected.extend(record[key].as_array().unwrap().clone());
            }
            let ratios = record["update_ratio"].as_array().cloned();
            expected.extend(ratios.unwrap_or_else(|| vec![Value::Null; depth]));
            for (cell, value) in row.iter().zip(expected) {
                match value.as_f64() {
                    None => assert_eq!(cell, "", "{link}"),
                    Some(number) => assert_eq!(
                        cell.parse::<f64>().unwrap().to_bits(),
                        number.to_bits(),
                        "{link}: {cell}"
                    ),
                }
            }
        }
    }
}

#[test]
fn the_heads_are_those_of_the_table() {
    let (heads, _) = cells(&training_csv(session(SINE, 100).history()));
    assert_eq!(
        heads,
        [
            "step",
            "loss",
            "right",
            "‖∂L/∂w‖, layer 1",
            "‖∂L/∂w‖, layer 2",
            "‖∂L/∂z‖, input",
            "‖∂L/∂z‖, after layer 1",
            "‖∂L/∂z‖, after layer 2",
            "‖Δw‖ / ‖w‖, layer 1",
            "‖Δw‖ / ‖w‖, layer 2",
        ]
    );
}

#[test]
fn weights_of_zero_have_no_ratio_once_they_change() {
    let link = "v=1&depth=1&width=2&inputs=2&act=linear&init=zeros&seed=1&steps=2";
    let session = session(link, 100);
    let records = json(&session, link)["records"].clone();
    assert_eq!(
        records[0]["update_ratio"],
        Value::Null,
        "nothing to divide by"
    );
    assert!(records[1]["update_ratio"][0].as_f64().unwrap() > 0.0);
    let (_, rows) = cells(&training_csv(session.history()));
    assert_eq!(rows[0].last().unwrap(), "");
}

fn parts(trainer: &Trainer) -> Value {
    serde_json::from_str(&trainer.parts().to_string()).unwrap()
}

#[test]
fn the_parts_are_exact() {
    let session = session(SPIRAL, 1);
    let parts = parts(session.start());
    let network = session.course().network(session.recipe());
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
    let before = &json(&session, link)["settings"]["before"];
    assert_eq!(before, "10~momentum~0.1~16~0.5,20~momentum~0.02~0~0");
}

fn parts_of_no_branch(link: &str) -> Value {
    let (plain, _) = link.split_once("&before").unwrap();
    serde_json::from_str(&session(plain, 100).parts().to_string()).unwrap()
}

#[test]
fn a_plan_by_hand_is_written_as_it_is() {
    let network = session(SINE, 1).course().network(&settings(SINE).recipe);
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
