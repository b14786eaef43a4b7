//! Networks as network files, and files as networks.

use gradlens::analysis::{Analysis, State};
use gradlens::link;
use gradlens::network::{Loss, Network};
use gradlens::preset::PRESETS;
use gradlens::scene::VerdictLine;
use gradlens::settings::{Activation, LossKind, Settings};

/// The network of a text that was written from another one, by another reader of JSON than wrote it.
fn read_again(network: &Network) -> Network {
    Network::from_json(&network.to_value().to_string()).expect("what was written can be read")
}

#[test]
fn every_preset_is_read_again_bit_for_bit() {
    for preset in PRESETS {
        let mut network = Network::from(&preset.settings());
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
        let network = Network::from(&settings);
        let [drawn, written] = [&network, &read_again(&network)].map(Analysis::of);
        assert_eq!(drawn, written, "{text}");
    }
}

#[test]
fn a_name_stands_in_the_verdict() {
    let mut network = Network::from(&Settings::default());
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

/// The shape that the page shows of a file.
#[test]
fn the_shape_of_a_file_is_within_all_limits() {
    let shape = Settings::of_file(
        7,
        &[3, 5, 5, 2],
        &[Activation::Relu, Activation::Relu, Activation::Tanh],
    );
    assert_eq!(shape.widths(), [3, 5, 5, 2]);
    assert_eq!(
        (shape.depth, shape.file, shape.loss),
        (3, Some(7), LossKind::Mse)
    );
    let each: Vec<_> = (1..=3).map(|layer| shape.activation.at(layer)).collect();
    assert_eq!(each, [Activation::Relu, Activation::Relu, Activation::Tanh]);
    assert_eq!(shape.clone().canonical(), (shape.clone(), vec![]));
    assert_ne!(
        shape,
        Settings {
            file: Some(8),
            ..shape.clone()
        }
    );
    let most = Settings::of_file(1, &[128; 101], &[Activation::Tanh; 100]);
    assert_eq!(most.clone().canonical(), (most, vec![]));
}
