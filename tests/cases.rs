//! Small inputs that were once wrong, held against results from exact arithmetic (tests/reference/cases/).

use std::sync::Arc;

use gradlens::analysis::{Analysis, Spectrum, State};
use gradlens::link;
use gradlens::network::{Block, Extended, Layer, Loss, Network};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

use crate::common::cases;

/// log10 of half an error bound that counts, and of what the reference rounds.
const SLACK: f64 = 1e-12;

/// What is resolved is right within its bound, what is not is at most an upper bound, zeros are zeros.
fn assert_true(found: &Spectrum, truth: &[Option<f64>], context: &str) {
    let context = format!("{context}: {found:?}");
    assert_eq!(found.values.len(), truth.len(), "{context}");
    for (i, (value, truth)) in found.values.iter().zip(truth).enumerate() {
        assert!(value.is_finite(), "{context}, value {i}");
        let log10 = value.log10();
        match (log10, truth) {
            (None, None) => {}
            (Some(log10), Some(truth)) if i < found.resolved => {
                let allowed = (found.error_bounds[i] / 2.0).max(SLACK * truth.abs().max(1.0));
                assert!(
                    (log10 - truth).abs() <= allowed,
                    "{context}, value {i}: {truth}"
                );
            }
            (Some(log10), Some(truth)) => {
                assert!(
                    log10 >= truth - SLACK * truth.abs(),
                    "{context}, value {i}: {truth}"
                );
            }
            // The reference writes zero for what is below 10^(-10^9) too: that is never resolved.
            (Some(log10), None) => {
                assert!(i >= found.resolved && log10 < -1e9, "{context}, value {i}");
            }
            (None, Some(truth)) => panic!("{context}, value {i} is zero, not 10^{truth}"),
        }
    }
}

#[test]
fn every_case_is_right_layer_by_layer_and_along_the_chain() {
    let mut resolved = 0;
    for case in cases::all() {
        let analysis = Analysis::of(&case.network);
        for (j, (layer, truth)) in analysis.layers.iter().zip(&case.layers).enumerate() {
            assert_true(
                &layer.jacobian,
                truth,
                &format!("{}, J^({})", case.name, j + 1),
            );
            resolved += layer.jacobian.resolved;
        }
        for (h, (suffix, truth)) in analysis.chain.iter().zip(&case.chain).enumerate() {
            assert_true(&suffix.spectrum, truth, &format!("{}, P^({h})", case.name));
            resolved += suffix.spectrum.resolved;
        }
    }
    assert!(resolved > 500, "only {resolved} values are resolved");
}

#[test]
fn what_is_known_of_every_case_is_resolved() {
    // How many values of J^(1) and of P^(0) are resolved.
    let expected = [
        ("derivative_below_floor", [0, 0]),
        ("floor_beside_known", [1, 1]),
        ("nearly_singular_2x2_200_times", [2, 2]),
        ("nearly_singular_2x2_three_times", [2, 2]),
        ("one_huge_weight_drawn", [1, 1]),
        ("one_huge_weight_tanh", [1, 1]),
        ("ones_88x88", [1, 1]),
        ("rank_one_38x30", [1, 1]),
        ("squares_underflow_3x3", [3, 3]),
        ("wild_2x2_tanh", [1, 1]),
    ];
    for (name, counts) in expected {
        let analysis = Analysis::of(&cases::named(name).network);
        let spectra = [&analysis.layers[0].jacobian, &analysis.chain[0].spectrum];
        assert_eq!(spectra.map(|one| one.resolved), counts, "{name}");
    }
}

#[test]
fn a_gradient_behind_a_derivative_below_the_floor_is_not_resolved() {
    let analysis = Analysis::of(&cases::named("derivative_below_floor").network);
    assert!(!analysis.input_gradient_is_resolved);
    assert!(!analysis.layers[0].gradient.is_resolved);
    // Whatever it is, it vanishes.
    assert_eq!(analysis.verdict.state, State::Vanishing);
    assert_eq!(analysis.verdict.per_layer, None);
}

#[test]
fn diagonal_layers_with_an_extreme_range_have_a_chain() {
    let link = "v=1&depth=12&width=24&act=erf&init=identity&gain=10&bias=5&seed=5";
    let (settings, _) = link::decode(link);
    let network = Network::from(&settings.recipe);
    let analysis = Analysis::of(&network);
    // Every Jacobian is diagonal, so the chain is too: each of its entries is a product of 12 numbers.
    let forward = network.forward();
    let entry = |i: usize| {
        let layers = forward.derivatives.iter().zip(&network.layers);
        layers.fold(0.0, |log10, (slopes, layer)| {
            let weight = Extended::from(layer.weight[(i, i)]);
            log10 + (slopes[i] * weight).log10().expect("not zero")
        })
    };
    let mut expected: Vec<f64> = (0..24).map(entry).collect();
    expected.sort_by(|a, b| b.total_cmp(a));
    let chain = &analysis.chain[0].spectrum;
    assert_eq!((chain.rank, chain.resolved), (24, 24));
    for (value, expected) in chain.values.iter().zip(&expected) {
        let log10 = value.log10().expect("not zero");
        assert!((log10 - expected).abs() <= 1e-9, "{log10}, not {expected}");
    }
    assert!((expected[0] + 279.1).abs() < 0.05, "{}", expected[0]);
}

/// 200 times the Jordan block I + N of 60 rows: its smallest value is about 10^-59, which no product of rounded matrices finds.
#[test]
fn an_upper_estimate_of_jordan_blocks_is_an_upper_bound() {
    let block = DMatrix::from_fn(60, 60, |i, j| f64::from(j == i || j == i + 1));
    let weight = Arc::new(block);
    let layer = Layer {
        weight: Arc::clone(&weight),
        bias: None,
        activation: Activation::Linear,
        block: Block::default(),
    };
    let network = Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: vec![1.0; 60],
        layers: vec![layer; 200],
        loss: Loss::Direction(vec![1.0; 60]),
    };
    let spectrum = &Analysis::of(&network).chain[0].spectrum;
    let last = spectrum.values[59].log10().expect("not zero");
    assert!(last >= -59.1, "{last}");
    assert_eq!(spectrum.rank, 60);
}

#[test]
fn far_in_saturation_a_layer_resolves_what_its_chain_resolves() {
    for seed in 0..40 {
        let text = format!("depth=8&width=6&act=tanh&init=lecun-normal&gain=10&bias=5&seed={seed}");
        let (settings, _) = link::decode(&text);
        let mut network = Network::from(&settings.recipe);
        // Weights N(0, 300^2/6).
        for layer in &mut network.layers {
            layer.weight = Arc::new(layer.weight.map(|w| w * 30.0));
        }
        let analysis = Analysis::of(&network);
        for (j, layer) in analysis.layers.iter().enumerate() {
            let alone = Network {
                turn: None,
                samples: Vec::new(),
                name: None,
                input: network.input.clone(),
                layers: network.layers[..=j].to_vec(),
                loss: Loss::Direction(vec![1.0; 6]),
            };
            let chain = &Analysis::of(&alone).chain[j].spectrum;
            assert_eq!(*chain, layer.jacobian, "seed {seed}, layer {}", j + 1);
            let is_known = layer.jacobian.values.iter().all(|v| !v.is_underflow());
            if is_known {
                assert_eq!(
                    layer.jacobian.resolved,
                    layer.jacobian.rank,
                    "seed {seed}, layer {}",
                    j + 1
                );
            }
        }
    }
}
