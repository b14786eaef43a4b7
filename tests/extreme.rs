//! Losses along the chain: their gradients against arbitrary precision, against the singular values, and where there is no direction.

use crate::common::oracle::Oracle;
use gradlens::analysis::{Analysis, Spectrum, State};
use gradlens::link;
use gradlens::network::{Extended, Network};

fn network(link: &str) -> Network {
    let (settings, notices) = link::decode(link);
    assert_eq!(notices, [], "{link}");
    Network::from(&settings.recipe)
}

/// ||dL/dz^(h)|| for h = 0..K, and whether it is resolved.
fn gradients(analysis: &Analysis) -> Vec<(Extended, bool)> {
    let input = (analysis.input_gradient, analysis.input_gradient_is_resolved);
    let layers = analysis.layers.iter().map(|layer| layer.gradient);
    std::iter::once(input)
        .chain(layers.map(|gradient| (gradient.output, gradient.is_resolved)))
        .collect()
}

/// Links of small networks, and whether all of their gradients are to be resolved in the worst direction.
const CASES: [(&str, bool); 12] = [
    ("depth=8&width=6&act=tanh", true),
    ("depth=20&width=6", true),
    ("depth=50&width=5&act=linear&seed=3", true),
    ("depth=40&width=6&act=linear&init=he-normal", true),
    ("depth=12&width=6&act=linear&init=orthogonal&gain=0.5", true),
    (
        "depth=15&width=6&act=tanh&init=normal&gain=1.5&seed=2",
        true,
    ),
    ("depth=10&width=4~5,7~5&act=softsign", false),
    ("depth=10&width=7~5,4~5&act=softsign&seed=5", false),
    ("depth=10&width=9&act=relu&init=he-normal&seed=2", false),
    ("depth=100&width=4~50,8~50&act=linear", false),
    ("depth=1&width=5", true),
    ("depth=6&width=1&act=arctan", true),
];

#[test]
fn gradients_agree_with_arbitrary_precision() {
    let mut unresolved = 0;
    for (link, is_all_resolved) in CASES {
        for (loss, is_largest) in [("best", true), ("worst", false)] {
            let link = format!("{link}&loss={loss}");
            let network = network(&link);
            let found = gradients(&Analysis::of(&network));
            // So many bits that the worst direction is exact at every layer.
            let oracle = Oracle::with_bits(4000);
            let truth = oracle.gradients(&network, &network.forward(), is_largest);
            assert_eq!(found.len(), truth.len());
            for (h, ((norm, is_resolved), truth)) in found.iter().zip(&truth).enumerate() {
                if *is_resolved {
                    let error = oracle.relative_error(*norm, truth);
                    assert!(error <= Spectrum::RESOLVED, "{link}, h {h}: {error:e}");
                } else {
                    unresolved += 1;
                    assert!(!is_largest && !is_all_resolved, "{link}, h {h}");
                    assert!(
                        oracle.exceeds(*norm, truth),
                        "{link}, h {h}: no upper estimate"
                    );
                }
            }
        }
    }
    assert!(
        unresolved > 0,
        "a case that cannot be resolved is one of these"
    );
}

#[test]
fn the_gradient_at_the_input_is_the_singular_value() {
    for link in [
        "",
        "depth=50&act=linear",
        "act=relu&init=he-normal",
        "act=tanh&gain=2",
    ] {
        let plain = Analysis::of(&network(link));
        let spectrum = &plain.chain[0].spectrum;
        for (loss, at) in [("best", 0), ("worst", spectrum.rank - 1)] {
            let analysis = Analysis::of(&network(&format!("{link}&loss={loss}")));
            assert_eq!(analysis.chain, plain.chain, "{link}");
            assert_eq!(analysis.input_gradient_is_resolved, at < spectrum.resolved);
            let (found, value) = (analysis.input_gradient, spectrum.values[at]);
            let difference = (found.log10().unwrap() - value.log10().unwrap()).abs();
            assert!(difference <= 1e-6, "{link} {loss}: {difference:e}");
        }
    }
}

#[test]
fn no_direction_of_the_loss_leaves_the_two_ends() {
    let link = "depth=12&width=9&act=tanh&gain=1.5";
    let at_input = |loss: &str, seed: u32| {
        let (mut settings, _) = link::decode(&format!("{link}&loss={loss}"));
        settings.recipe.seed = 7;
        let mut network = Network::from(&settings.recipe);
        if let gradlens::network::Loss::Direction(direction) = &mut network.loss {
            let other = Network::from(&gradlens::settings::Recipe {
                seed,
                ..settings.recipe
            });
            if let gradlens::network::Loss::Direction(drawn) = other.loss {
                direction.copy_from_slice(&drawn);
            }
        }
        Analysis::of(&network).input_gradient.to_f64()
    };
    let (best, worst) = (at_input("best", 0), at_input("worst", 0));
    assert!(worst < best);
    for seed in 0..50 {
        let random = at_input("unit", seed);
        assert!((worst..=best).contains(&random), "seed {seed}: {random:e}");
    }
}

#[test]
fn without_a_chain_the_random_direction_stays() {
    for (link, state) in [
        ("depth=5&width=4&init=zeros", State::Dead),
        (
            "depth=200&width=60&act=linear~199,sin&init=normal&gain=10",
            State::NotFinite,
        ),
    ] {
        let random = Analysis::of(&network(link));
        assert_eq!(random.verdict.state, state, "{link}");
        for loss in ["best", "worst"] {
            let analysis = Analysis::of(&network(&format!("{link}&loss={loss}")));
            assert_eq!(analysis.verdict, random.verdict, "{link}");
        }
    }
}
