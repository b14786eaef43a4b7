//! Networks as network files, and files as networks.

use gradlens::analysis::{Analysis, State};
use gradlens::link;
use gradlens::network::{Loss, Network};
use gradlens::preset::PRESETS;
use gradlens::scene::VerdictLine;
use gradlens::settings::Recipe;

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
