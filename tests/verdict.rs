//! The verdict's thresholds and its two numbers.

use crate::common::networks::{network, orthogonal};
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, State};
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::VerdictLine;
use gradlens::settings::Activation;

#[test]
fn thresholds_belong_to_the_stronger_word() {
    for (decades, state) in [
        (-300.0, State::Vanishing),
        (-3.0, State::Vanishing),
        (-2.999, State::Shrinking),
        (-1.0, State::Shrinking),
        (-0.999, State::Stable),
        (0.0, State::Stable),
        (0.999, State::Stable),
        (1.0, State::Growing),
        (2.999, State::Growing),
        (3.0, State::Exploding),
        (f64::NAN, State::NotFinite),
    ] {
        assert_eq!(State::of_decades(decades), state, "{decades}");
    }
}

#[test]
fn orthogonal_layers_with_gain_g_change_the_gradient_by_g_each() {
    let mut draws = Draws::from_seed(51);
    for (gain, state) in [
        (0.5, State::Vanishing),
        (0.85, State::Shrinking),
        (1.0, State::Stable),
        (1.2, State::Growing),
        (1.5, State::Exploding),
    ] {
        let weights = (0..20).map(|_| orthogonal(8, &mut draws) * gain).collect();
        let verdict = Analysis::of(&network(weights, Activation::Linear, &mut draws)).verdict;
        assert_eq!(verdict.state, state, "gain {gain}");
        let (decades, per_layer) = (verdict.decades.unwrap(), verdict.per_layer.unwrap());
        assert!(
            (decades - 20.0 * f64::log10(gain)).abs() <= 1e-12,
            "gain {gain}: {decades}"
        );
        assert!(
            (per_layer / gain - 1.0).abs() <= 1e-12,
            "gain {gain}: {per_layer}"
        );
        assert_eq!(verdict.first_bad_layer, None);
    }
}

#[test]
fn the_line_about_directions_gives_the_outermost_values() {
    let line = |link: &str| {
        let analysis = Analysis::of(&Network::from(&link::decode(link).0.recipe));
        VerdictLine::direction(&analysis).replace('\u{a0}', " ")
    };
    assert_eq!(
        line("act=linear&init=orthogonal&gain=0.5"),
        "All directions of ∂L/∂y* that arrive have the factor 9.54 × 10⁻⁷."
    );
    assert_eq!(
        line("init=zeros"),
        "16 of 16 directions are lost altogether."
    );
    assert_eq!(line("width=1"), "");
    // diag(3, 1/2) twice, as a network file.
    let file = r#"{"gradlens_network":1,"input":[1,1],"target":[0,0],"layers":[
        {"w":[[3,0],[0,0.5]],"b":null,"activation":"linear"},{"w":"same","b":null,"activation":"linear"}]}"#;
    let told = VerdictLine::direction(&Analysis::of(&Network::from_json(file).unwrap()));
    assert_eq!(told, "Best direction of ∂L/∂y*: factor 9.00. Worst: 0.250.");
    let narrow = line("width=3,5&depth=2&act=linear&inputs=3");
    assert!(
        narrow.ends_with(" 2 of 5 directions are lost altogether."),
        "{narrow}"
    );
}

#[test]
fn what_is_not_resolved_is_no_verdict_unless_it_vanishes_anyway() {
    let mut analysis = Analysis::of(&Network::from(&link::decode("depth=4&loss=worst").0.recipe));
    assert!(analysis.input_gradient_is_resolved);
    analysis.input_gradient_is_resolved = false;
    let line = VerdictLine::of(&analysis).sentence;
    assert!(
        line.contains("at least") && line.contains("not resolved"),
        "{line}"
    );
}
