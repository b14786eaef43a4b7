//! A training as CSV and as JSON.

use gradlens::link;
use gradlens::report;
use gradlens::scene::training_csv;
use gradlens::settings::Settings;
use gradlens::study::training::{Learning, Session};
use serde_json::{Value, json};

pub const SPIRAL: &str =
    "v=1&depth=3&width=5~2,2&inputs=2&act=tanh&seed=7&rule=adam&lr=0.01&clip=0.5&steps=900";
pub const SINE: &str =
    "v=1&depth=2&width=4,1&inputs=1&act=gelu&seed=1&data=sine&rule=momentum&batch=0&steps=30";
const DIVERGES: &str = "v=1&depth=4&width=8~3,2&inputs=2&act=linear&gain=4&seed=1&lr=100&steps=50";

pub fn settings(link: &str) -> Settings {
    let (settings, notices) = link::decode(link);
    assert!(notices.is_empty(), "{link}: {notices:?}");
    settings
}

/// A training in portions of so many steps, to its end.
pub fn session(link: &str, portion: u64) -> Session {
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

pub fn json(session: &Session, link: &str) -> Value {
    let canonical = link::encode(&settings(link));
    serde_json::from_str(&report::training::of(session, &canonical).to_string()).unwrap()
}

pub fn numbers(list: &Value) -> Vec<f64> {
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
        json!([null]),
        "the step was taken, and there is nothing to divide by"
    );
    assert_eq!(records[2]["update_ratio"], Value::Null, "only looked at");
    assert!(records[1]["update_ratio"][0].as_f64().unwrap() > 0.0);
    let (_, rows) = cells(&training_csv(session.history()));
    assert_eq!(rows[0].last().unwrap(), "");
}
