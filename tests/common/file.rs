//! A small network file, and what is said of it with one thing changed.

use gradlens::network::Network;
use serde_json::{Value, json};

/// A small file with every key.
pub fn good() -> Value {
    json!({
        "gradlens_network": 1, "name": "my net", "input": [1.0, -2.5], "target": [0.5, 0.25, 0],
        "layers": [
            { "w": [[1, 2, 3], [4, 5, 6.5]], "b": [0.1, 0.2, 0.3], "activation": "leaky-relu", "params": { "alpha": 0.01 } },
            { "w": [[1, 0, 0], [0, 1, 0], [0, 0, 1]], "b": null, "activation": "tanh", "residual": false, "params": {} },
            { "w": "same", "activation": "leaky_relu" },
            { "w": "same", "activation": "identity" },
        ],
    })
}

/// What is said of a file that cannot be read.
pub fn refusal(text: &str) -> String {
    match Network::from_json(text) {
        Ok(network) => panic!("{text} was read as {network:?}"),
        Err(error) => error.to_string(),
    }
}

/// The sentence about the good file with one value changed or added.
pub fn refusal_with(pointer: &str, value: Value) -> String {
    let mut file = good();
    match file.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
            file.pointer_mut(parent).expect("a parent")[key] = value;
        }
    }
    refusal(&file.to_string())
}
