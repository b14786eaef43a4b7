//! Network files as texts: what is not JSON, what JSON leaves open, and weights that are shared.

use gradlens::network::Network;
use serde_json::json;

use crate::common::file::{good, refusal, refusal_with};

#[test]
fn what_is_not_json_is_located() {
    for (text, want) in [
        (
            "",
            "the network: cannot be read as JSON, the text ends too early (line 1, column 1).",
        ),
        (
            "hello",
            "the network: cannot be read as JSON, \"hello\" is not a word of JSON (line 1, column 1).",
        ),
        (
            "[1, 2]",
            "the network: is a list of 2, but must be an object.",
        ),
        (
            "{\"layers\": [{\"b\": [1,,]}]}",
            "layer 1, \"b\", number 2: cannot be read as JSON, a value is missing (line 1, column 22).",
        ),
        (
            "{\"layers\": [{\"a\\\"],{\": 1, \"b\": }]}",
            "layer 1, \"b\": cannot be read as JSON, a value is missing (line 1, column 32).",
        ),
        (
            "[[[[",
            "the network: cannot be read as JSON, the text ends too early (line 1, column 5).",
        ),
        (
            "{\"input\": [[[[",
            "\"input\", number 1: cannot be read as JSON, the text ends too early (line 1, column 15).",
        ),
        (
            "{} {}",
            "the network: cannot be read as JSON, something follows the end of the network (line 1, column 4).",
        ),
        (
            "{'input': [1]}",
            "the network: cannot be read as JSON, a name in quotation marks is missing (line 1, column 2).",
        ),
        (
            "{\"layers\": [{\"b\": None}]}",
            "layer 1, \"b\": cannot be read as JSON, \"None\" is not a word of JSON (line 1, column 19).",
        ),
    ] {
        assert_eq!(refusal(text), want, "{text}");
    }
}

/// The words of Python and JavaScript for what is no number, and numbers that f64 does not have.
#[test]
fn numbers_that_are_not_finite_are_named_as_what_they_are() {
    for (text, want) in [
        (
            "{\"gradlens_network\": 1,\n \"input\": [1, NaN]}",
            "\"input\", number 2: is NaN, but every number must be finite (JSON has neither NaN nor infinities).",
        ),
        (
            "{\"layers\": [{\"w\": [[1]]}, {\"w\": [[1, 2], [3, -Infinity]]}]}",
            "layer 2, \"w\", row 2, number 2: is -Infinity, but every number must be finite (JSON has neither NaN nor infinities).",
        ),
        (
            "{\"layers\": [{\"b\": [inf]}]}",
            "layer 1, \"b\", number 1: is inf, but every number must be finite (JSON has neither NaN nor infinities).",
        ),
        (
            "{\"input\": [1, 1e309]}",
            "\"input\", number 2: is 1e309, which is too large for double precision (at most 1.8e308).",
        ),
        (
            "{\"layers\": [{\"w\": [[1], [-2e308]]}]}",
            "layer 1, \"w\", row 2, number 1: is -2e308, which is too large for double precision (at most 1.8e308).",
        ),
    ] {
        assert_eq!(refusal(text), want, "{text}");
    }
    let long = format!("{{\"input\": [{}]}}", "9".repeat(400));
    let sentence = refusal(&long);
    assert!(
        sentence.starts_with("\"input\", number 1: is 9999"),
        "{sentence}"
    );
    assert!(sentence.contains("too large for double precision") && sentence.len() < 200);
}

#[test]
fn a_key_that_is_given_twice_is_refused_with_its_layer() {
    let twice = "is given twice in the same object, so it is not clear which one is meant.";
    let text = good().to_string();
    for (from, to, place) in [
        ("\"input\":", "\"input\":[1],\"input\":", "\"input\""),
        (
            "\"target\":",
            "\"target\":[1,2,3],\"target\":",
            "\"target\"",
        ),
        (
            "\"w\":\"same\"",
            "\"w\":[[1]],\"w\":\"same\"",
            "layer 3, \"w\"",
        ),
        (
            "\"residual\":false",
            "\"residual\":false,\"residual\":false",
            "layer 2, \"residual\"",
        ),
        (
            "\"alpha\":0.01",
            "\"alpha\":0.01,\"alpha\":0.01",
            "layer 1, \"params\", \"alpha\"",
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        assert_eq!(refusal(&changed), format!("{place}: {twice}"), "{from}");
    }
}

#[test]
fn a_name_with_half_of_a_surrogate_pair_is_read() {
    let text = good().to_string().replace("my net", "a\\ud800b");
    let network = Network::from_json(&text).unwrap();
    assert_eq!(network.name.as_deref(), Some("a\u{fffd}b"));
}

#[test]
fn weights_are_shared_with_any_layer_before() {
    let mut file = good();
    let layers = file["layers"].as_array_mut().unwrap();
    layers[3]["w"] = json!("same as 2");
    layers.push(json!({ "w": [[1, 0, 0], [0, 2, 0], [0, 0, 1]], "activation": "tanh" }));
    layers.push(json!({ "w": "same as 2", "activation": "tanh" }));
    layers.push(json!({ "w": "same as 5", "activation": "tanh" }));
    let network = Network::from_json(&file.to_string()).unwrap();
    assert_eq!(network.ties(), [0, 1, 1, 1, 4, 1, 4]);
    assert_eq!(network.layers[6].weight[(1, 1)], 2.0);
    for (text, want) in [
        (
            "same as 3",
            "layer 3, \"w\": is \"same as 3\", but only layers 1 to 2 come before.",
        ),
        (
            "same as 0",
            "layer 3, \"w\": is \"same as 0\", but only layers 1 to 2 come before.",
        ),
        (
            "same as 99999999999999999999",
            "layer 3, \"w\": is \"same as 99999999999999999999\", but must be a list.",
        ),
        (
            "same as x",
            "layer 3, \"w\": is \"same as x\", but must be a list.",
        ),
        (
            "same as 1",
            "layer 3, \"w\": has 2 rows, but the layer before has 3 and each of them needs one.",
        ),
    ] {
        assert_eq!(refusal_with("/layers/2/w", json!(text)), want, "{text}");
    }
    assert_eq!(
        refusal_with("/layers/1/w", json!("same as 2")),
        "layer 2, \"w\": is \"same as 2\", but only layer 1 comes before."
    );
}
