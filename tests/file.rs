//! Network files: what is read, and one clear sentence for everything that is not.

use std::sync::Arc;

use gradlens::network::{Loss, Network};
use gradlens::settings::Activation;
use serde_json::{Value, json};

use crate::common::file::{good, refusal, refusal_with};

/// The sentence about the good file without one of its values.
fn refusal_without(parent: &str, key: &str) -> String {
    let mut file = good();
    let object = file
        .pointer_mut(parent)
        .and_then(Value::as_object_mut)
        .expect("an object");
    object.remove(key).expect("a key");
    refusal(&file.to_string())
}

#[test]
fn a_file_is_taken_as_it_is() {
    let network = Network::from_json(&good().to_string()).unwrap();
    assert_eq!(network.name.as_deref(), Some("my net"));
    assert_eq!(network.input, [1.0, -2.5]);
    assert_eq!(network.loss, Loss::MeanSquared(vec![0.5, 0.25, 0.0]));
    let layers = &network.layers;
    assert_eq!(
        (
            layers[0].weight.shape(),
            layers[0].weight[(1, 2)],
            layers[0].weight[(0, 1)]
        ),
        ((2, 3), 6.5, 2.0)
    );
    assert_eq!(layers[0].bias, Some(vec![0.1, 0.2, 0.3]));
    assert_eq!(
        (layers[1].bias.as_ref(), layers[2].bias.as_ref()),
        (None, None)
    );
    let activations: Vec<_> = layers.iter().map(|l| l.activation).collect();
    assert_eq!(
        activations,
        [
            Activation::LeakyRelu,
            Activation::Tanh,
            Activation::LeakyRelu,
            Activation::Linear
        ]
    );
    assert!(
        Arc::ptr_eq(&layers[1].weight, &layers[3].weight),
        "tied layers share their weights"
    );
}

#[test]
fn numbers_are_read_exactly() {
    let file = r#"{ "gradlens_network": 1, "input": [0.1, 5e-324, -0.0, 12345678901234567890], "target": [1.7976931348623157e308],
        "layers": [ { "w": [[9007199254740993], [2.2250738585072011e-308], [123456789012345678901234567890], [1e-400]], "activation": "linear" } ] }"#;
    let network = Network::from_json(file).unwrap();
    let bits: Vec<_> = network.input.iter().map(|v| v.to_bits()).collect();
    assert_eq!(
        bits,
        [0.1, f64::from_bits(1), -0.0, 12_345_678_901_234_567_000.0].map(f64::to_bits)
    );
    let want = [
        9_007_199_254_740_992.0,
        2.225_073_858_507_201e-308,
        1.234_567_890_123_456_8e29,
        0.0,
    ];
    assert_eq!(network.layers[0].weight.as_slice(), want);
    assert_eq!(network.loss, Loss::MeanSquared(vec![f64::MAX]));
}

#[test]
fn every_activation_has_its_link_name() {
    for activation in Activation::ALL {
        let mut file = good();
        file["layers"][1]["activation"] = json!(activation.name());
        let network = Network::from_json(&file.to_string()).unwrap();
        assert_eq!(network.layers[1].activation, *activation);
    }
}

#[test]
fn a_byte_order_mark_and_missing_optional_fields_are_accepted() {
    let file = "\u{feff}{\"gradlens_network\":1,\"input\":[1],\"target\":[1],\"layers\":[{\"w\":[[2]],\"activation\":\"relu\"}]}";
    let network = Network::from_json(file).unwrap();
    assert_eq!((network.name, network.layers.len()), (None, 1));
}

#[test]
fn top_level_errors_name_the_field() {
    for (pointer, value, want) in [
        (
            "/gradlens_network",
            json!(2),
            "\"gradlens_network\": is 2, but only version 1 can be read.",
        ),
        (
            "/gradlens_network",
            json!("1"),
            "\"gradlens_network\": is \"1\", but only version 1 can be read.",
        ),
        (
            "/name",
            json!(["x"]),
            "\"name\": is a list of 1, but must be a text of at most 200 characters.",
        ),
        (
            "/input",
            json!([]),
            "\"input\": has 0 entries, but 1 to 4096 are allowed.",
        ),
        (
            "/input",
            json!([1.0, "x"]),
            "\"input\": number 2 is \"x\", but must be a finite number.",
        ),
        ("/input", json!(7), "\"input\": is 7, but must be a list."),
        (
            "/input",
            json!([1.0]),
            "layer 1, \"w\": has 2 rows, but the input has 1 and each of them needs one.",
        ),
        (
            "/target",
            json!([1.0]),
            "\"target\": has 1 number, but the last layer has 3 neurons.",
        ),
        (
            "/target",
            json!(null),
            "\"target\": is null, but must be a list.",
        ),
        (
            "/layers",
            json!([]),
            "\"layers\": has 0 entries, but 1 to 200 are allowed.",
        ),
        (
            "/layers",
            json!({}),
            "\"layers\": is an object, but must be a list.",
        ),
        (
            "/bias",
            json!(0),
            "the network: has the unknown key \"bias\"; known keys are gradlens_network, name, input, target, gradient, class, layers.",
        ),
    ] {
        assert_eq!(refusal_with(pointer, value), want, "{pointer}");
    }
    assert_eq!(
        refusal_without("", "gradlens_network"),
        "\"gradlens_network\": is missing; a network file contains \"gradlens_network\": 1."
    );
    let one = r#"{"gradlens_network":1,"input":[1],"target":[],"layers":[{"w":[[2]],"activation":"relu"}]}"#;
    assert_eq!(
        refusal(one),
        "\"target\": has 0 numbers, but the last layer has 1 neuron."
    );
    let gradient = r#"{"gradlens_network":1,"input":[1],"gradient":[1,2],"layers":[{"w":[[2]],"activation":"relu"}]}"#;
    assert_eq!(
        refusal(gradient),
        "\"gradient\": has 2 numbers, but the last layer has 1 neuron."
    );
    assert_eq!(
        refusal_with("/gradient", json!([1, 2, 3])),
        "\"gradient\": cannot be combined with \"target\"."
    );
    assert_eq!(
        refusal_without("", "target"),
        "\"target\": is missing, and so is \"gradient\"; one of them says where the gradient starts."
    );
    for key in ["input", "layers"] {
        assert_eq!(refusal_without("", key), format!("\"{key}\": is missing."));
    }
}

#[test]
fn layer_errors_name_the_layer_and_the_field() {
    for (pointer, value, want) in [
        (
            "/layers/1",
            json!([]),
            "layer 2: is a list of 0, but must be an object.",
        ),
        (
            "/layers/1/residual",
            json!(1),
            "layer 2, \"residual\": is 1, but must be true or false.",
        ),
        (
            "/layers/1/skip",
            json!("one"),
            "layer 2, \"skip\": is \"one\", but must be a finite number.",
        ),
        (
            "/layers/1/norm",
            json!("layer"),
            "layer 2, \"norm\": is \"layer\", but must be an object.",
        ),
        (
            "/layers/1/norm",
            json!({}),
            "layer 2, \"norm\", \"kind\": is missing, but must be one of layer, rms.",
        ),
        (
            "/layers/1/norm",
            json!({"kind": "batch"}),
            "layer 2, \"norm\", \"kind\": is \"batch\", but must be one of layer, rms.",
        ),
        (
            "/layers/1/norm",
            json!({"kind": "rms", "place": "inside"}),
            "layer 2, \"norm\", \"place\": is \"inside\", but must be one of input, pre-activation, output.",
        ),
        (
            "/layers/1/norm",
            json!({"kind": "rms", "eps": -1}),
            "layer 2, \"norm\", \"eps\": is -1, but must be a finite number that is not negative.",
        ),
        (
            "/layers/1/norm",
            json!({"kind": "rms", "gamma": [1]}),
            "layer 2, \"norm\": has the unknown key \"gamma\"; known keys are kind, place, eps.",
        ),
        (
            "/layers/1/bais",
            json!([1]),
            "layer 2: has the unknown key \"bais\"; known keys are w, b, activation, params, skip, norm, residual.",
        ),
        (
            "/layers/1/activation",
            json!("tanhh"),
            "layer 2, \"activation\": is \"tanhh\"; known names are linear, sigmoid, tanh, relu, leaky-relu, elu, selu, gelu, silu, softplus, softsign, erf, mish, sin, arctan.",
        ),
        (
            "/layers/0/params",
            json!({"slope": 1.5}),
            "layer 1, \"params\": leaky-relu has a \"slope\", a number from 0 to 1, and nothing else.",
        ),
        (
            "/layers/1/params",
            json!({"alpha": 1}),
            "layer 2, \"params\": tanh has no parameters.",
        ),
        (
            "/layers/1/w",
            json!([]),
            "layer 2, \"w\": has 0 entries, but 1 to 4096 are allowed.",
        ),
        (
            "/layers/1/w",
            json!([[], [], []]),
            "layer 2, \"w\", row 1: has 0 entries, but 1 to 1024 are allowed.",
        ),
        (
            "/layers/1/w",
            json!([[1, 2], [3], [4, 5]]),
            "layer 2, \"w\", row 2: has 1 number, but row 1 has 2.",
        ),
        (
            "/layers/1/w",
            json!([[1], [2]]),
            "layer 2, \"w\": has 2 rows, but the layer before has 3 and each of them needs one.",
        ),
        (
            "/layers/1/w",
            json!([[1], [true], [2]]),
            "layer 2, \"w\", row 2: number 1 is true, but must be a finite number.",
        ),
        (
            "/layers/1/w",
            json!("sama"),
            "layer 2, \"w\": is \"sama\", but must be a list.",
        ),
        (
            "/layers/0/w",
            json!("same"),
            "layer 1, \"w\": is \"same\", but there is no earlier layer.",
        ),
        (
            "/layers/1/w",
            json!("same"),
            "layer 2, \"w\": has 2 rows, but the layer before has 3 and each of them needs one.",
        ),
        (
            "/layers/1/b",
            json!([1, 2]),
            "layer 2, \"b\": has 2 numbers, but the layer has 3 neurons.",
        ),
        (
            "/layers/1/b",
            json!([1, 2, null]),
            "layer 2, \"b\": number 3 is null, but must be a finite number (NaN and infinities become null in JSON).",
        ),
    ] {
        assert_eq!(refusal_with(pointer, value), want, "{pointer}");
    }
    assert_eq!(
        refusal_without("/layers/2", "w"),
        "layer 3, \"w\": is missing."
    );
    assert_eq!(
        refusal_without("/layers/2", "activation"),
        "layer 3, \"activation\": is missing."
    );
}

#[test]
fn the_place_can_be_read_by_itself() {
    let mut file = good();
    file["layers"][2]["b"] = json!([1]);
    let error = Network::from_json(&file.to_string()).unwrap_err();
    assert_eq!(error.place(), "layer 3, \"b\"");
}

/// A file of `depth` linear layers of `width` neurons, all with the same weights.
fn uniform_file(depth: usize, width: usize) -> String {
    let mut layers = vec![json!({ "w": vec![vec![0.5; width]; width], "activation": "linear" })];
    layers.resize(depth, json!({ "w": "same", "activation": "linear" }));
    json!({ "gradlens_network": 1, "input": vec![1; width], "target": vec![0; width], "layers": layers }).to_string()
}

#[test]
fn sizes_over_the_limits_are_refused_with_what_would_fit() {
    assert!(Network::from_json(&uniform_file(200, 500)).is_ok());
    assert_eq!(
        refusal(&uniform_file(200, 501)),
        "\"layers\": there are 50200200 weights, but at most 50000000 are allowed; with 200 layers, 500 neurons in each would fit."
    );
    assert_eq!(
        refusal(&uniform_file(201, 2)),
        "\"layers\": has 201 entries, but 1 to 200 are allowed."
    );
    assert_eq!(
        refusal(
            &uniform_file(1, 1).replace("\"input\":[1]", &format!("\"input\":{:?}", vec![1; 4097]))
        ),
        "\"input\": has 4097 entries, but 1 to 4096 are allowed."
    );
    let wide = json!({ "gradlens_network": 1, "input": [1], "target": [1], "layers": [{ "w": [vec![1; 1025]], "activation": "relu" }] });
    assert_eq!(
        refusal(&wide.to_string()),
        "layer 1, \"w\", row 1: has 1025 entries, but 1 to 1024 are allowed."
    );
}

#[test]
fn files_over_32_megabytes_are_refused_unread() {
    let long = " ".repeat((32 << 20) + 1);
    assert_eq!(
        refusal(&long),
        "the network: has 33554433 bytes, but at most 32 MB can be read."
    );
}

#[test]
fn sentences_stay_short_and_on_one_line() {
    let long = "line\n\"quoted\" ".repeat(1000);
    for sentence in [
        refusal_with("/layers/0/activation", json!(long)),
        refusal_with("/name", json!(long)),
        refusal_with(&format!("/{}", long.replace('/', "")), json!(1)),
        refusal(&"[".repeat(500)),
    ] {
        assert!(
            sentence.len() < 300 && !sentence.contains('\n'),
            "{sentence}"
        );
    }
}

/// Every truncated file is refused, and every file with one changed byte is either read or refused:
/// no panic.
#[test]
fn damaged_files_never_panic() {
    let text = good().to_string();
    for end in 0..text.len() {
        refusal(&text[..end]);
    }
    for at in 0..text.len() {
        for byte in b"\"[]{},:0e-nx \n\\" {
            let mut damaged = text.clone().into_bytes();
            damaged[at] = *byte;
            let damaged = String::from_utf8(damaged).expect("ASCII");
            if let Err(error) = Network::from_json(&damaged) {
                assert!(error.to_string().len() < 300, "{error}");
            }
        }
    }
}
