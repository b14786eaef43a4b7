//! Training against the reference runs of tests/reference/training/, which other programs have computed.

use crate::common::training::{file, number, value};
use gradlens::json::Json;
use gradlens::study::training::Case;
use serde_json::Value;

const CASES: [&str; 8] = [
    "t1_linear_sgd",
    "t2_tanh_spirals_momentum",
    "t3_sigmoid_adam_clip",
    "t4_relu_skip_sgd",
    "t5_tied_tanh_momentum_clip",
    "t6_gelu_silu_widths_adam",
    "t7_diverges",
    "t8_tanh_skip_alpha_momentum",
];

/// The results of a case as they are printed.
fn results(case: &str) -> Value {
    let case = Case::from_json(case).expect("a case");
    let json = case.run().expect("a training").json().to_string();
    serde_json::from_str(&json).expect("JSON")
}

/// All numbers of nested lists; texts and nulls are left out.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(list) => list.iter().flat_map(numbers).collect(),
        Value::Number(number) => vec![number.as_f64().expect("a number")],
        _ => Vec::new(),
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The largest relative difference of two numbers.
fn difference(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    let relative = |(a, b): (&f64, &f64)| match a == b {
        true => 0.0,
        false => (a - b).abs() / a.abs().max(b.abs()),
    };
    a.iter().zip(b).map(relative).fold(0.0, f64::max)
}

/// The largest differences of losses, of what is recorded, and of the last parameters beside the largest of their matrix.
fn differences(found: &Value, wanted: &Value) -> [f64; 3] {
    let losses = difference(&numbers(&found["losses"]), &numbers(&wanted["losses"]));
    let mut records: f64 = 0.0;
    assert_eq!(list(found, "records").len(), list(wanted, "records").len());
    for (found, wanted) in list(found, "records").iter().zip(list(wanted, "records")) {
        let fields = wanted.as_object().expect("a record");
        assert_eq!(found.as_object().expect("a record").len(), fields.len());
        for (key, wanted) in fields {
            assert_eq!(found[key].is_null(), wanted.is_null(), "{key}");
            let [found, wanted] = [&found[key], wanted].map(|value| match value {
                Value::Array(_) => numbers(value),
                other => other.as_f64().into_iter().collect(),
            });
            records = records.max(difference(&found, &wanted));
        }
    }
    let mut last: f64 = 0.0;
    assert_eq!(list(found, "final").len(), list(wanted, "final").len());
    for (found, wanted) in list(found, "final").iter().zip(list(wanted, "final")) {
        for key in ["w", "b"] {
            assert_eq!(found[key].as_str(), wanted[key].as_str());
            let (found, wanted) = (numbers(&found[key]), numbers(&wanted[key]));
            let largest = wanted.iter().fold(0.0, |most: f64, x| most.max(x.abs()));
            for (a, b) in found.iter().zip(&wanted).filter(|_| largest > 0.0) {
                last = last.max((a - b).abs() / largest);
            }
        }
    }
    [losses, records, last]
}

#[test]
fn reference_runs_are_within_their_tolerances() {
    for name in CASES {
        let case = value(name);
        let (found, wanted) = (results(&file(name)), &case["reference"]);
        assert_eq!(
            found["first_non_finite"], wanted["first_non_finite"],
            "{name}"
        );
        let kinds = ["loss", "record", "final_parameter"];
        for (kind, error) in kinds.iter().zip(differences(&found, wanted)) {
            let tolerance = case["tolerance"][kind].as_f64().unwrap_or(0.0);
            assert!(
                error <= tolerance,
                "{name}, {kind}: {error:e} of {tolerance:e}"
            );
        }
    }
}

#[test]
fn modes_behind_rotations_follow_the_scalar_recursion() {
    for mut case in list(&value("saxe"), "networks").to_vec() {
        let name = case["name"].as_str().expect("a name").to_owned();
        let mut found = results(&case.to_string());
        let every_tenth = list(&found, "losses").iter().step_by(10).cloned();
        found["losses"] = every_tenth.collect();
        let [losses, records, last] = differences(&found, &case["reference"]);
        // One ulp of a weight moves them by up to 1e-13; ten times that.
        assert!(
            losses < 2e-12 && records < 2e-12,
            "{name}: {losses:e} {records:e}"
        );
        assert!(last < 1e-13, "{name}: {last:e}");
        for steps in list(&case, "record").to_vec() {
            case["steps"] = steps.clone();
            strengths(&case, &steps.to_string());
        }
    }
}

/// u_i = (F_0^T w^(1) ... w^(D) F_D)_ii after the steps of a case.
fn strengths(case: &Value, steps: &str) {
    let network = Case::from_json(&case.to_string()).expect("a case");
    let network = network.run().expect("a training").last.expect("finite");
    let frames = list(case, "frames");
    let column = |frame: &Value, mode: usize| -> Vec<f64> {
        let rows = frame.as_array().expect("rows").iter();
        rows.map(|row| number(&row[mode])).collect()
    };
    for (i, mode) in list(case, "modes").iter().enumerate() {
        let Some(wanted) = mode["u_descent"].get(steps) else {
            continue;
        };
        let mut v = nalgebra::DVector::from_vec(column(&frames[0], i));
        for layer in &network.layers {
            v = layer.weight.tr_mul(&v);
        }
        let last = nalgebra::DVector::from_vec(column(&frames[frames.len() - 1], i));
        let error = difference(&[v.dot(&last)], &[number(wanted)]);
        assert!(error < 1e-12, "mode {i}, step {steps}: {error:e}");
    }
}

#[test]
fn results_of_a_case_are_read_back_to_the_same_bits() {
    let case = Case::from_json(&file("t1_linear_sgd")).expect("a case");
    let run = case.run().expect("a training");
    let Ok(Json::Object(members)) = Json::parse(&run.json().to_string()) else {
        panic!("an object");
    };
    let names: Vec<_> = members.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["losses", "records", "final", "first_non_finite"]);
    let losses = Json::list(run.losses.iter().copied());
    assert_eq!(members[0].1, losses);
}
