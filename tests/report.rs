//! The report format: names, nulls and the sentence for what is not a number.

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::report;
use gradlens::settings::Activation;
use serde_json::{Value, json};

fn report(link: &str) -> Value {
    let (settings, _) = link::decode(link);
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    let json = report::of(&analysis, Some(&link::encode(&settings))).to_string();
    serde_json::from_str(&json).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_field_has_its_place() {
    let report = report("depth=3&width=4~2,2&inputs=5&act=tanh&loss=mse&seed=7");
    assert_eq!(
        keys(&report),
        [
            "chain",
            "depth",
            "end_to_end",
            "gradlens_report",
            "input_gradient_resolved",
            "layers",
            "link",
            "log10_input_gradient",
            "loss",
            "name",
            "verdict",
            "widths"
        ]
    );
    assert_eq!(report["gradlens_report"], 1);
    assert_eq!(report["name"], Value::Null);
    assert_eq!(report["widths"], json!([5, 4, 4, 2]));
    assert_eq!(report["loss"]["kind"], "mse");
    assert!(report["loss"]["log10"].is_f64());
    let layer = &report["layers"][1];
    assert_eq!(
        keys(layer),
        [
            "activation",
            "gradient",
            "jacobian",
            "layer",
            "log10_bound",
            "log10_diag_norm",
            "log10_output_norm",
            "log10_sup_bound",
            "log10_weight_norm",
            "moments"
        ]
    );
    assert_eq!(keys(&layer["moments"]), ["output", "slope"]);
    assert_eq!(
        keys(&layer["moments"]["output"]),
        [
            "deviation_resolved",
            "log10_deviation",
            "log10_mean",
            "mean_resolved",
            "sign"
        ]
    );
    assert_eq!(
        (&layer["layer"], &layer["activation"]),
        (&json!(2), &json!("tanh"))
    );
    assert_eq!(
        keys(&layer["gradient"]),
        [
            "log10_mean_weight",
            "log10_output",
            "log10_preactivation",
            "log10_weight",
            "resolved"
        ]
    );
    let chain = report["chain"].as_array().unwrap();
    assert_eq!(chain.len(), 3);
    for (h, suffix) in chain.iter().enumerate() {
        assert_eq!(
            keys(suffix),
            [
                "from",
                "log10_bound",
                "log10_singular_values",
                "rank",
                "resolved"
            ]
        );
        assert_eq!(suffix["from"], h);
        assert_eq!(suffix["log10_singular_values"].as_array().unwrap().len(), 2);
    }
    let ends = &report["end_to_end"];
    assert_eq!(ends["first"]["u"].as_array().unwrap().len(), 2);
    assert_eq!(ends["last"]["v"].as_array().unwrap().len(), 5);
    assert_eq!(
        keys(&report["verdict"]),
        ["decades", "first_bad_layer", "per_layer", "state"]
    );
}

#[test]
fn an_exact_zero_is_null() {
    let report = report("depth=2&width=3&init=zeros");
    assert_eq!(
        report["chain"][0]["log10_singular_values"],
        json!([null, null, null])
    );
    assert_eq!(report["chain"][0]["rank"], 0);
    assert_eq!(report["log10_input_gradient"], Value::Null);
    assert_eq!(report["end_to_end"], Value::Null);
    assert_eq!(report["verdict"]["state"], "dead");
    assert_eq!(
        report["loss"],
        json!({ "kind": "unit", "log10": null, "turn": null })
    );
}

#[test]
fn what_is_not_a_number_says_so() {
    let mut network = Network::from(&link::decode("depth=2&width=2&act=linear").0.recipe);
    network.layers[0].weight = (network.layers[0].weight.as_ref() * 1e300).into();
    network.input = vec![1e300, 1e300];
    network.layers[1].activation = Activation::Sin;
    let report = report::of(&Analysis::of(&network), None).to_string();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["link"], Value::Null);
    assert_eq!(
        report["chain"][0]["log10_singular_values"],
        json!(["not finite", "not finite"])
    );
    assert_eq!(report["verdict"]["state"], "not finite");
    assert_eq!(report["verdict"]["first_bad_layer"], 2);
}

#[test]
fn numbers_survive_the_text_exactly() {
    let (settings, _) = link::decode("depth=5&width=6");
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    let text = report::of(&analysis, None).to_string();
    let report: Value = serde_json::from_str(&text).unwrap();
    for (h, suffix) in analysis.chain.iter().enumerate() {
        for (i, value) in suffix.spectrum.values.iter().enumerate() {
            let read = report["chain"][h]["log10_singular_values"][i].as_f64();
            assert_eq!(read, value.log10(), "h {h}, value {i}");
        }
    }
}
