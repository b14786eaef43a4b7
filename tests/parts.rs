//! Network files whose numbers come apart from their text.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::random::Draws;
use gradlens::network::{Network, Subject};
use serde_json::{Value, json};

/// The header of a network file, and its numbers: weights row by row, then biases.
fn apart(file: &Value) -> (String, Vec<f64>) {
    let mut header = file.clone();
    let mut numbers = Vec::new();
    let mut last = Vec::new();
    for layer in header["layers"].as_array_mut().expect("layers") {
        let fields = layer.as_object_mut().expect("an object");
        if let Some(Value::Array(rows)) = fields.get("w").cloned() {
            let width = rows[0].as_array().expect("a row").len();
            for row in &rows {
                numbers.extend(
                    row.as_array()
                        .expect("a row")
                        .iter()
                        .map(|x| x.as_f64().expect("a number")),
                );
            }
            fields.remove("w");
            fields.insert("shape".into(), json!([rows.len(), width]));
            last = vec![rows.len(), width];
        }
        if let Some(Value::Array(b)) = fields.get("b").cloned() {
            assert_eq!(b.len(), last[1]);
            numbers.extend(b.iter().map(|x| x.as_f64().expect("a number")));
            fields.insert("b".into(), json!(true));
        }
    }
    (header.to_string(), numbers)
}

fn file(widths: &[usize], draws: &mut Draws) -> Value {
    let mut list = |count: usize| -> Vec<f64> { (0..count).map(|_| draws.normal()).collect() };
    let layers: Vec<Value> = widths
        .windows(2)
        .enumerate()
        .map(|(j, pair)| {
            let rows: Vec<Vec<f64>> = (0..pair[0]).map(|_| list(pair[1])).collect();
            let b = (j % 2 == 0).then(|| list(pair[1]));
            json!({ "w": rows, "b": b, "activation": "tanh" })
        })
        .collect();
    let (input, target) = (list(widths[0]), list(widths[widths.len() - 1]));
    json!({ "gradlens_network": 1, "name": "parts", "input": input, "target": target, "layers": layers })
}

#[test]
fn parts_and_text_are_the_same_network_bit_for_bit() {
    let mut draws = Draws::from_seed(61);
    for widths in [&[1, 1][..], &[3, 5, 2], &[7, 4, 4, 4, 9]] {
        let mut file = file(widths, &mut draws);
        if widths.len() == 5 {
            file["layers"][2] = json!({ "w": "same", "activation": "relu" });
        }
        let (header, numbers) = apart(&file);
        let whole = Network::from_json(&file.to_string()).expect("a network");
        assert_eq!(
            Network::from_parts(&header, &numbers).expect("a network"),
            whole
        );
        // Between threads.
        let words = whole.to_words();
        let named = Network {
            name: whole.name.clone(),
            ..Network::from_words(&words).expect("a network")
        };
        assert_eq!(named, whole);
    }
}

#[test]
fn wrong_parts_are_refused_in_a_sentence() {
    let header = |shape: Value| {
        json!({ "gradlens_network": 1, "input": [1, 2], "target": [0],
                "layers": [{ "shape": shape, "b": true, "activation": "linear" }] })
        .to_string()
    };
    let refusal = |header: &str, numbers: &[f64]| {
        Network::from_parts(header, numbers)
            .expect_err("wrong")
            .to_string()
    };
    let good = header(json!([2, 1]));
    assert!(Network::from_parts(&good, &[1.0, 2.0, 3.0]).is_ok());
    assert_eq!(
        refusal(&good, &[1.0]),
        "layer 1, \"shape\": needs 2 numbers, but only 1 are left."
    );
    assert_eq!(
        refusal(&good, &[1.0, 2.0]),
        "layer 1, \"b\": needs 1 numbers, but only 0 are left."
    );
    assert_eq!(
        refusal(&good, &[1.0; 5]),
        "the network: has 2 numbers more than its layers need."
    );
    assert!(refusal(&good, &[1.0, f64::NAN, 3.0]).starts_with("layer 1, \"shape\": number 2"));
    for shape in [
        json!([2]),
        json!([2, 1.5]),
        json!("2"),
        json!([2, 1, 1]),
        json!([-2, 1]),
        json!([1e300, 1]),
    ] {
        let told = refusal(&header(shape.clone()), &[1.0; 3]);
        assert!(told.starts_with("layer 1, \"shape\": "), "{shape}: {told}");
    }
    // Refused before anything is allocated.
    assert_eq!(
        refusal(&header(json!([4096, 1025])), &[1.0; 3]),
        "layer 1, \"shape\": has 1025 entries, but 1 to 1024 are allowed."
    );
    assert!(
        refusal(&header(json!([4096, 1024])), &[1.0; 3])
            .contains("needs 4194304 numbers, but only 3")
    );
    // In a text alone there are no shapes.
    let told = Network::from_json(&good)
        .expect_err("no numbers")
        .to_string();
    assert!(told.contains("\"shape\""), "{told}");
    let mut never = |_: usize, _: &mut [f64]| panic!("nothing is read");
    let told = Network::from_copies(&good, 16_000_001, &mut never)
        .expect_err("too many")
        .to_string();
    assert_eq!(
        told,
        "the network: has 16000001 numbers, but at most 16000000 can be read."
    );
}

/// A layer alone, a whole network, and one drawn without keeping anything are the same bits.
#[test]
fn large_networks_are_drawn_layer_by_layer_with_the_same_bits() {
    let recipe = gradlens::link::decode(
        "v=1&depth=5&width=1024,900,1000,900,1000&inputs=1000&init=he-uniform&seed=9",
    )
    .0
    .recipe;
    assert!(recipe.weights() > 4_000_000);
    let network = Network::from(&recipe);
    let subject = Subject::Recipe(recipe);
    for j in [1, 3, 5] {
        assert_eq!(subject.layer(j), network.layers[j - 1], "layer {j}");
    }
}
