//! Ensembles of networks with skips and norms against mean-field theory and simulations of other programs.
#![allow(clippy::cast_precision_loss, reason = "sizes of tests are small")]

use gradlens::analysis::Column;
use gradlens::network::{Block, NORM_EPS, Network, Norm, Place};
use gradlens::settings::{Activation, Init, PerLayer, Recipe};

/// log10 of ||dL/dz^(0)||^2 / ||dL/dz^(K)||^2 of so many networks with weights N(0, sw2 / H): its mean and its
/// standard error.
fn ensemble(
    (activation, sw2): (Activation, f64),
    (depth, width): (usize, usize),
    block: Block,
    count: u32,
) -> (f64, f64) {
    let growth = |seed| {
        let mut network = Network::from(&Recipe {
            depth,
            width: PerLayer::uniform(width),
            activation: PerLayer::uniform(activation),
            init: Init::LecunNormal,
            gain: PerLayer::uniform(f64::sqrt(sw2)),
            seed,
            ..Recipe::default()
        });
        network
            .layers
            .iter_mut()
            .for_each(|layer| layer.block = block);
        let lengths = Column::of(&network, 1.0, None).lengths;
        2.0 * (lengths[0] / lengths[depth]).log10().expect("a gradient")
    };
    let all: Vec<f64> = (1..=count).map(growth).collect();
    let mean = all.iter().sum::<f64>() / f64::from(count);
    let square = all.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / f64::from(count - 1);
    (mean, (square / f64::from(count)).sqrt())
}

/// A mean of log10 and its standard error, from a simulation with other random numbers in another program: float64, NumPy.
type Simulated = (f64, f64);
/// Activation and sw2, alpha, depth and width, how many networks, and what is expected.
type Case = ((Activation, f64), f64, (usize, usize), u32, Simulated);

/// z + alpha A(w^T z): with ReLU a common mean makes one direction grow far beyond 2^K = 10^30.1.
#[test]
fn residual_layers_grow_as_simulations_of_our_form_do() {
    let cases: [Case; 7] = [
        (
            (Activation::Relu, 2.0),
            1.0,
            (10, 16),
            600,
            (3.327, 0.010_48),
        ),
        ((Activation::Relu, 2.0), 1.0, (10, 128), 60, (3.137, 0.0132)),
        (
            (Activation::Relu, 2.0),
            1.0,
            (100, 64),
            60,
            (43.81, 0.038_93),
        ),
        (
            (Activation::Tanh, 1.0),
            1.0,
            (10, 16),
            600,
            (1.003, 0.005_749),
        ),
        (
            (Activation::Tanh, 1.0),
            1.0,
            (10, 128),
            60,
            (1.132, 0.006_842),
        ),
        (
            (Activation::Tanh, 1.0),
            1.0,
            (100, 64),
            60,
            (4.412, 0.014_41),
        ),
        (
            (Activation::Gelu, 2.0),
            0.3,
            (10, 128),
            60,
            (0.3896, 0.0039),
        ),
    ];
    for (law, alpha, shape, count, (expected, theirs)) in cases {
        let (mean, ours) = ensemble(law, shape, Block::of(Some(alpha), None), count);
        let error = f64::hypot(ours, theirs);
        assert!(
            (mean - expected).abs() < 4.0 * error,
            "{law:?}, alpha {alpha}, {shape:?}: {mean} +- {ours} against {expected} +- {theirs}"
        );
        assert!(error < 0.25, "{law:?}, {shape:?}: {error} tells nothing");
    }
}

/// E||g||^2 gains chi_LN = E[A'^2] / Var A in every layer, whatever the weights' scale: layer norm does not save a sigmoid.
#[test]
fn layer_norm_inside_resets_the_factor_of_a_layer() {
    let norm = Norm {
        is_centred: true,
        place: Place::Inside,
        eps: NORM_EPS,
    };
    for (activation, chi) in [
        (Activation::Relu, 1.0),
        (Activation::Tanh, 1.177_807_232_304_179_6),
        (Activation::Sigmoid, 0.152_827_011_715_593_75),
        (Activation::Gelu, 1.072_031_598_436_291_9),
    ] {
        for sw2 in [0.5, 1.0, 4.0] {
            let depth = 20;
            let (mean, error) = ensemble(
                (activation, sw2),
                (depth, 128),
                Block::of(None, Some(norm)),
                24,
            );
            let [found, expected] = [mean / depth as f64, f64::log10(chi)];
            // The mean of the logarithm lies below the logarithm of the mean by a part of 1 / H.
            let allowed = 4.0 * error / depth as f64 + 0.02;
            assert!(
                (found - expected).abs() < allowed,
                "{activation:?}, sw2 {sw2}: 10^{found} against 10^{expected}, {allowed}"
            );
        }
    }
}

/// What is told of skips scaled with the depth: with 1/sqrt K tanh stays where it is, and ReLU, whose mean adds up, still
/// grows with sqrt K; 1/K keeps both.
#[test]
fn a_skip_of_one_over_root_k_tames_tanh_and_one_over_k_tames_relu_too() {
    let growth =
        |law, depth: usize, skip: f64| ensemble(law, (depth, 64), Block::of(Some(skip), None), 24);
    for depth in [30_usize, 100, 200] {
        let k = depth as f64;
        for law in [(Activation::Tanh, 1.0), (Activation::Relu, 2.0)] {
            let (mean, error) = growth(law, depth, 1.0 / k);
            assert!(
                mean.abs() < 0.1 + 4.0 * error,
                "{law:?}, K {depth}, 1/K: {mean}"
            );
        }
        let (tanh, error) = growth((Activation::Tanh, 1.0), depth, 1.0 / k.sqrt());
        assert!(
            (tanh - 0.18).abs() < 0.05 + 4.0 * error,
            "K {depth}: {tanh} +- {error}"
        );
    }
    let [at_50, at_200] = [50, 200]
        .map(|depth: usize| growth((Activation::Relu, 2.0), depth, 1.0 / (depth as f64).sqrt()));
    // sqrt(200 / 50) = 2.
    assert!(at_50.0 > 1.0 && at_200.0 > 3.5, "{at_50:?}, {at_200:?}");
    let ratio = at_200.0 / at_50.0;
    assert!((1.7..4.0).contains(&ratio), "{ratio}");
}
