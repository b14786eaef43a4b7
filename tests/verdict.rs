//! The verdict's thresholds and its two numbers.

mod common;

use common::networks::{network, orthogonal};
use common::random::Draws;
use gradlens::analysis::{Analysis, State};
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
