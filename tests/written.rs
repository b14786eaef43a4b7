//! Networks as network files, and files as networks.

use gradlens::analysis::{Analysis, State};
use gradlens::link;
use gradlens::network::{Loss, Network};
use gradlens::preset::PRESETS;
use gradlens::scene::VerdictLine;
use gradlens::settings::Recipe;
use serde_json::{Value, json};

/// The network of a text that was written from another one, by another reader of JSON than wrote it.
fn read_again(network: &Network) -> Network {
    Network::from_json(&network.to_value().to_string()).expect("what was written can be read")
}

#[test]
fn every_preset_is_read_again_bit_for_bit() {
    for preset in PRESETS {
        let mut network = Network::from(&preset.settings().recipe);
        if let Loss::Extreme(_, gradient) = network.loss {
            network.loss = Loss::Direction(gradient);
        }
        assert_eq!(read_again(&network), network, "{}", preset.id);
    }
}

#[test]
fn the_analysis_of_a_file_is_that_of_the_settings() {
    for text in [
        "depth=12&width=5~6,9~6&inputs=3&act=relu~6,tanh&bias=0.3&seed=4",
        "depth=4&loss=mse&init=orthogonal&gain=1~2,3~2",
    ] {
        let (settings, notices) = link::decode(text);
        assert_eq!(notices, []);
        let network = Network::from(&settings.recipe);
        let [drawn, written] = [&network, &read_again(&network)].map(Analysis::of);
        assert_eq!(drawn, written, "{text}");
    }
}

/// What ties two layers is that their weights are equal, bit for bit; not where they lie, nor who keeps them in memory.
#[test]
fn ties_survive_being_written() {
    let text = r#"{ "gradlens_network": 1, "input": [1, 2], "target": [0, 0], "layers": [
        { "w": [[1, 0], [0, 1]], "activation": "tanh" }, { "w": [[1, 0], [0, 2]], "activation": "tanh" },
        { "w": [[1, 0], [0, 1.0]], "activation": "relu" }, { "w": "same", "activation": "relu" },
        { "w": "same as 2", "activation": "relu" }, { "w": [[1, -0.0], [0, 1]], "activation": "relu" } ] }"#;
    let network = Network::from_json(text).unwrap();
    assert_eq!(network.ties(), [0, 1, 0, 0, 1, 5]);
    let written = network.to_value().to_string();
    let written: Value = serde_json::from_str(&written).unwrap();
    let weights: Vec<_> = (0..6).map(|j| written["layers"][j]["w"].clone()).collect();
    assert_eq!(
        weights,
        [
            json!([[1, 0], [0, 1]]),
            json!([[1, 0], [0, 2]]),
            json!("same as 1"),
            json!("same"),
            json!("same as 2"),
            json!([[1, -0.0], [0, 1]]),
        ]
    );
    let again = read_again(&network);
    assert_eq!(again, network);
    assert_eq!(again.ties(), network.ties());
    assert!(again.layers[5].weight[(0, 1)].is_sign_negative());
}

/// 100 layers of 64 neurons with one matrix: what was 82 kB was saved as 8 MB.
#[test]
fn a_tied_network_is_saved_as_small_as_it_was_opened() {
    let weights = |i: usize, j: usize| f64::from_bits(0x3FB9_9999_9999_999A + (64 * i + j) as u64);
    let rows: Vec<Vec<f64>> = (0..64)
        .map(|i| (0..64).map(|j| weights(i, j)).collect())
        .collect();
    let mut layers = vec![json!({ "w": rows, "activation": "tanh" })];
    layers.resize(100, json!({ "w": "same", "activation": "tanh" }));
    let text = json!({ "gradlens_network": 1, "input": vec![1; 64], "target": vec![0; 64], "layers": layers }).to_string();
    let network = Network::from_json(&text).unwrap();
    let written = network.to_value().to_string();
    assert!(
        written.len() < text.len() + 4000,
        "{} bytes from {}",
        written.len(),
        text.len()
    );
    assert_eq!(read_again(&network), network);
}

/// What was written out in full is analysed like what was written as "same", but for the gradients of what is shared.
#[test]
fn a_network_is_analysed_alike_however_its_ties_are_written() {
    let layer = json!({ "w": [[0.5, 1.0], [0.25, 0.75]], "activation": "tanh" });
    let other = json!({ "w": [[1.5, 0.0], [0.125, 1.0]], "activation": "tanh" });
    let tied = |text: &str| json!({ "w": text, "activation": "tanh" });
    let file = |layers: Value| {
        let file =
            json!({ "gradlens_network": 1, "input": [1, 2], "target": [0, 0], "layers": layers });
        Analysis::of(&Network::from_json(&file.to_string()).unwrap())
    };
    let full = file(json!([layer, other, layer, layer, other]));
    let short = file(json!([
        layer,
        other,
        tied("same as 1"),
        tied("same"),
        tied("same as 2")
    ]));
    let layers: Vec<&[usize]> = short.ties.iter().map(|tie| &*tie.layers).collect();
    assert_eq!(layers, [&[1, 3, 4][..], &[2, 5]]);
    let ties = short.ties.clone();
    assert_eq!(Analysis { ties, ..full }, short);
}

#[test]
fn a_name_stands_in_the_verdict() {
    let mut network = Network::from(&Recipe::default());
    let without = VerdictLine::of(&Analysis::of(&network)).sentence;
    assert!(without.starts_with("Vanishing: from layer 20"), "{without}");
    network.name = Some("my <b>net".into());
    let analysis = Analysis::of(&network);
    assert_eq!(analysis.verdict.state, State::Vanishing);
    let with = VerdictLine::of(&analysis).sentence;
    let rest = without.strip_prefix("Vanishing").expect("the word");
    assert_eq!(
        with,
        format!("Vanishing in \u{201c}my <b>net\u{201d}{rest}")
    );
}
