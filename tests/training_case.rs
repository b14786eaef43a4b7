//! Files of training: what is read, and which sentence refuses what cannot be read.

use crate::common::training::file;
use gradlens::network::Place;
use gradlens::study::training::{BatchNorm, Batches, Case, Clip, Rule};
use serde_json::{Value, json};

/// A case with everything that must be there.
fn case() -> Value {
    json!({
        "gradlens_training": 1,
        "layers": [
            { "w": [[1, 2, 3], [4, 5, 6]], "b": [0, 0, 0], "activation": "tanh" },
            { "w": [[1], [1], [1]], "activation": "linear" },
        ],
        "inputs": [[0, 1], [1, 0], [1, 1]],
        "loss": "mse",
        "targets": [[1], [2], [3]],
        "optimizer": { "kind": "sgd", "lr": 0.1 },
        "steps": 2,
    })
}

fn with(key: &str, value: Value) -> Value {
    let mut case = case();
    case[key] = value;
    case
}

fn without(key: &str) -> Value {
    let mut case = case();
    case.as_object_mut().expect("an object").remove(key);
    case
}

fn read(case: &Value) -> Case {
    Case::from_json(&case.to_string()).expect("a case")
}

fn refused(case: &Value, wanted: &str) {
    let sentence = Case::from_json(&case.to_string())
        .expect_err("refused")
        .to_string();
    assert_eq!(sentence, wanted);
}

#[test]
fn a_short_case_has_the_usual_values() {
    let case = read(&case());
    assert_eq!((case.steps, case.record.len(), case.data.rows()), (2, 0, 3));
    assert_eq!(
        (case.plan.rule, case.plan.lr, case.plan.clip),
        (Rule::Sgd, 0.1, None)
    );
    assert_eq!(case.plan.batches, Batches::All);
    assert!(case.plan.batch_norms.is_empty());
    let run = case.run().expect("a training");
    assert_eq!(
        (run.losses.len(), run.records.len(), run.first_non_finite),
        (3, 1, None)
    );
    assert_eq!(run.records[0].record.step, 2);
}

#[test]
fn no_steps_are_one_look() {
    let run = read(&with("steps", json!(0))).run().expect("a training");
    assert_eq!((run.losses.len(), run.records.len()), (1, 1));
    assert_eq!(
        run.last.expect("a network").layers,
        read(&case()).network.layers
    );
}

#[test]
fn all_fields_are_read() {
    let mut given = case();
    given["optimizer"] = json!({ "kind": "adam", "lr": 0.5 });
    given["clip"] = json!(2);
    given["clip_eps"] = json!(1e-6);
    given["batches"] = json!([[0], [1, 2], [2]]);
    given["record"] = json!([0, 1, 7]);
    given["layers"][0]["norm"] = json!({ "kind": "batch", "place": "output", "eps": 0.5 });
    given["layers"][1]["norm"] = json!({ "kind": "rms" });
    let case = read(&given);
    assert_eq!(case.plan.rule, Rule::ADAM);
    assert_eq!(
        case.plan.clip,
        Some(Clip {
            limit: 2.0,
            eps: 1e-6
        })
    );
    assert_eq!(
        case.plan.batches,
        Batches::Given(vec![vec![0], vec![1, 2], vec![2]])
    );
    assert_eq!(case.record, [0, 1, 7]);
    let norm = BatchNorm {
        place: Place::After,
        eps: 0.5,
    };
    assert_eq!(case.plan.batch_norms, [Some(norm), None]);
    assert!(case.network.layers[1].block.norm().is_some());
    let run = case.run().expect("a training");
    let steps: Vec<_> = run
        .records
        .iter()
        .map(|recorded| recorded.record.step)
        .collect();
    assert_eq!(steps, [0, 1, 2]);
    given["optimizer"] = json!({ "kind": "momentum", "lr": 0.5 });
    assert_eq!(read(&given).plan.rule, Rule::MOMENTUM);
}

#[test]
fn what_is_missing_is_named() {
    for (key, wanted) in [
        (
            "gradlens_training",
            "\"gradlens_training\": is missing; a case contains \"gradlens_training\": 1.",
        ),
        ("layers", "\"layers\": is missing."),
        ("inputs", "\"inputs\": is missing."),
        (
            "loss",
            "\"loss\": is missing, but must be one of mse, cross-entropy.",
        ),
        ("targets", "\"targets\": is missing."),
        ("optimizer", "\"optimizer\": is missing."),
        ("steps", "\"steps\": is missing."),
    ] {
        refused(&without(key), wanted);
    }
    refused(
        &with("optimizer", json!({ "kind": "sgd" })),
        "\"optimizer\", \"lr\": is missing.",
    );
}

#[test]
fn what_is_wrong_is_quoted_with_what_is_allowed() {
    let lr = "\"optimizer\", \"lr\"";
    let finite = "but must be a finite number";
    let sgd = |lr: Value| json!({ "kind": "sgd", "lr": lr });
    let adam = |key: &str, value: f64| json!({ "kind": "adam", "lr": 1, key: value });
    let share = "but must be at least 0 and below 1.";
    for (key, value, wanted) in [
        ("gradlens_training", json!(2), "\"gradlens_training\": is 2, but only version 1 can be read.".to_owned()),
        ("loss", json!("mae"), "\"loss\": is \"mae\", but must be one of mse, cross-entropy.".into()),
        ("labels", json!([0]), "\"labels\": cannot be combined with the loss \"mse\", which needs \"targets\".".into()),
        ("optimizer", json!("sgd"), "\"optimizer\": is \"sgd\", but must be an object.".into()),
        ("optimizer", json!({ "kind": "lion", "lr": 1 }), "\"optimizer\", \"kind\": is \"lion\", but must be one of sgd, momentum, adam.".into()),
        ("optimizer", json!({ "kind": "sgd", "lr": 1, "momentum": 0.9 }), "\"optimizer\": has the unknown key \"momentum\"; known keys are kind, lr.".into()),
        ("optimizer", sgd(json!("fast")), format!("{lr}: is \"fast\", {finite}.")),
        ("optimizer", sgd(json!(-1)), format!("{lr}: is -1, {finite} that is not negative.")),
        ("optimizer", adam("beta1", 1.0), format!("\"optimizer\", \"beta1\": is 1, {share}")),
        ("optimizer", adam("beta2", -0.5), format!("\"optimizer\", \"beta2\": is -0.5, {share}")),
        ("optimizer", adam("eps", 0.0), format!("\"optimizer\", \"eps\": is 0, {finite} above 0.")),
        ("clip", json!(0), format!("\"clip\": is 0, {finite} above 0.")),
        ("clip", json!("none"), format!("\"clip\": is \"none\", {finite}.")),
        ("clip_eps", json!([]), format!("\"clip_eps\": is a list of 0, {finite}.")),
        ("steps", json!(1.5), "\"steps\": is 1.5, but must be a whole number from 0 to 1000000.".into()),
        ("steps", json!(-1), "\"steps\": is -1, but must be a whole number from 0 to 1000000.".into()),
        ("record", json!(["all"]), "\"record\", number 1: is \"all\", but must be a whole number from 0 to 1000000.".into()),
        ("batches", json!("some"), "\"batches\": is \"some\", but must be \"full\" or a list with a list of rows for each step.".into()),
        ("batches", json!([[0]]), "\"batches\": has 1 lists, but 2 steps need one more than that.".into()),
        ("batches", json!([[0], [3], [0]]), "\"batches\": step 1 has row 3, but there are 3, counted from 0.".into()),
        ("batches", json!([[0], [0], []]), "\"batches\": step 2 has an empty list, but needs at least one row.".into()),
        ("batches", json!([[0], [0], [-1]]), "\"batches\", step 2, number 1: is -1, but must be a whole number from 0 to 10000.".into()),
        ("inputs", json!([[1, 2], [1]]), "\"inputs\": row 2 has 1 number, but row 1 has 2.".into()),
        ("inputs", json!([[1, 2], [1, null]]), "\"inputs\", row 2: number 2 is null, but must be a finite number (NaN and infinities become null in JSON).".into()),
        ("inputs", json!([[1], [2], [3]]), "layer 1, \"w\": has 2 rows, but the input has 1 and each of them needs one.".into()),
        ("inputs", json!([]), "\"inputs\", row 1: has 0 entries, but 1 to 4096 are allowed.".into()),
        ("targets", json!([[1], [2]]), "\"targets\": has 2, but \"inputs\" has 3 rows and each of them needs one.".into()),
        ("targets", json!([[1, 1], [2, 2], [3, 3]]), "\"targets\": has rows of 2 numbers, but the last layer has 1 neuron.".into()),
        ("layers", json!(7), "\"layers\": is 7, but must be a list.".into()),
    ] {
        refused(&with(key, value), &wanted);
    }
}

#[test]
fn layers_are_refused_as_in_a_network_file() {
    let mut given = case();
    given["layers"][1]["activation"] = json!("softmax");
    let sentence = Case::from_json(&given.to_string())
        .expect_err("refused")
        .to_string();
    assert!(
        sentence.starts_with("layer 2, \"activation\": is \"softmax\"; known names are linear, ")
    );
    for (norm, wanted) in [
        (
            json!({ "kind": "group" }),
            "layer 1, \"norm\", \"kind\": is \"group\", but must be one of layer, rms.",
        ),
        (
            json!({ "kind": "batch", "place": "inside" }),
            "layer 1, \"norm\", \"place\": is \"inside\", but must be one of input, pre-activation, output.",
        ),
        (
            json!({ "kind": "batch", "momentum": 0.1 }),
            "layer 1, \"norm\": has the unknown key \"momentum\"; known keys are kind, place, eps.",
        ),
        (
            json!({ "kind": "batch", "eps": -1 }),
            "layer 1: is -1, but must be a finite number that is not negative.",
        ),
    ] {
        let mut given = case();
        given["layers"][0]["norm"] = norm;
        refused(&given, wanted);
    }
}

#[test]
fn classes_are_counted_from_0() {
    let mut given = without("targets");
    given["loss"] = json!("cross-entropy");
    refused(&given, "\"labels\": is missing.");
    given["labels"] = json!([0, 0, 1]);
    refused(
        &given,
        "\"labels\": number 3 is 1, but the last layer has 1 neuron, and labels are counted from 0.",
    );
    given["labels"] = json!([0, 0]);
    refused(
        &given,
        "\"labels\": has 2, but \"inputs\" has 3 rows and each of them needs one.",
    );
    given["labels"] = json!([0, 0, 0]);
    assert_eq!(read(&given).run().expect("a training").losses, [0.0; 3]);
}

#[test]
fn no_text_is_refused_without_a_sentence() {
    for (text, wanted) in [
        (
            "",
            "the network: cannot be read as JSON, the text ends too early (line 1, column 1).",
        ),
        ("[]", "the case: is a list of 0, but must be an object."),
        (
            "{\"a\": NaN}",
            "\"a\": is NaN, but every number must be finite (JSON has neither NaN nor infinities).",
        ),
    ] {
        assert_eq!(
            Case::from_json(text).expect_err("refused").to_string(),
            wanted
        );
    }
    // Every beginning of a case, and every case with one byte replaced, is read or refused.
    let text = case().to_string();
    for end in 0..text.len() {
        assert!(Case::from_json(&text[..end]).is_err());
        for other in ["0", "\"", "[", "}", "-", "e", ","] {
            let mut changed = text.clone();
            changed.replace_range(end..=end, other);
            if let Ok(case) = Case::from_json(&changed) {
                assert!(case.steps > 1000 || case.run().is_ok(), "{changed}");
            }
        }
    }
}

#[test]
fn reference_cases_are_cases() {
    let case = Case::from_json(&file("t5_tied_tanh_momentum_clip")).expect("a case");
    assert_eq!(case.network.shared_weights(), [(0..10).collect::<Vec<_>>()]);
    assert_eq!(case.data.rows(), 16);
}
