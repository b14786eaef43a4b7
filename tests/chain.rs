//! The chain of Jacobians against closed forms and theory.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::networks::{ACTIVATIONS, gaussian, network, orthogonal};
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Spectrum, State};
use gradlens::network::{Extended, Loss};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

/// log10 of every value; `None` for exact zeros.
fn logs(spectrum: &Spectrum) -> Vec<Option<f64>> {
    spectrum.values.iter().map(|v| v.log10()).collect()
}

#[test]
fn orthogonal_linear_layers_with_gain_g_give_g_to_the_k() {
    let mut draws = Draws::from_seed(15);
    for (depth, gain) in [(1, 0.5), (20, 0.5), (20, 1.5), (200, 0.01), (200, 10.0)] {
        let weights = (0..depth)
            .map(|_| orthogonal(16, &mut draws) * gain)
            .collect();
        let analysis = Analysis::of(&network(weights, Activation::Linear, &mut draws));
        for suffix in &analysis.chain {
            let expected = (depth - suffix.from_layer) as f64 * f64::log10(gain);
            for log in logs(&suffix.spectrum) {
                let log = log.expect("no zero");
                assert!(
                    (log - expected).abs() <= 1e-12,
                    "K {depth}, g {gain}, h {}: {log} against {expected}",
                    suffix.from_layer
                );
            }
            assert_eq!(suffix.spectrum.resolved, 16);
        }
    }
}

#[test]
fn four_hundred_layers_keep_the_determinant() {
    let mut draws = Draws::from_seed(16);
    for (activation, deviation) in [
        (Activation::Linear, 1.0),
        (Activation::Sigmoid, 2.0),
        (Activation::Tanh, 3.0),
    ] {
        let net = gaussian((400, 12), activation, deviation, &mut draws);
        let forward = net.forward();
        let expected: f64 = net
            .layers
            .iter()
            .zip(&forward.derivatives)
            .map(|(layer, slopes)| {
                let u = layer.weight.as_ref().clone().lu().u();
                let weights: f64 = u.diagonal().iter().map(|x| x.abs().log10()).sum();
                weights + slopes.iter().filter_map(|a| a.log10()).sum::<f64>()
            })
            .sum();
        let spectrum = &Analysis::of(&net).chain[0].spectrum;
        assert_eq!(
            (spectrum.rank, spectrum.resolved),
            (12, 12),
            "{activation:?}"
        );
        let sum: f64 = logs(spectrum).into_iter().flatten().sum();
        assert!(
            (sum - expected).abs() <= 1e-10,
            "{activation:?}: {sum} against {expected}"
        );
    }
}

#[test]
fn rotating_the_ends_changes_no_singular_value() {
    let mut draws = Draws::from_seed(17);
    let net = gaussian((12, 9), Activation::Linear, 1.0, &mut draws);
    let mut rotated = net.clone();
    let (left, right) = (orthogonal(9, &mut draws), orthogonal(9, &mut draws));
    rotated.layers[0].weight = (left * net.layers[0].weight.as_ref()).into();
    rotated.layers[11].weight = (net.layers[11].weight.as_ref() * right).into();
    let (a, b) = (Analysis::of(&net), Analysis::of(&rotated));
    for (x, y) in logs(&a.chain[0].spectrum)
        .iter()
        .zip(logs(&b.chain[0].spectrum))
    {
        let difference = (x.unwrap() - y.unwrap()).abs();
        assert!(difference <= 1e-11, "{x:?} against {y:?}");
    }
}

#[test]
fn gaussian_products_follow_newmans_exponents() {
    // lambda_i = 1/2 [ln(2 s^2) + psi((N - i + 1) / 2)] per layer, s^2 = 1/N (Newman 1986); psi of integers and half integers in closed form.
    let (n, depth, runs) = (8, 400, 12);
    let euler = 0.577_215_664_901_532_9;
    let digamma_of_half = |twice: usize| {
        if twice.is_multiple_of(2) {
            (1..twice / 2).map(|k| 1.0 / k as f64).sum::<f64>() - euler
        } else {
            let odd = (1..=(twice - 1) / 2)
                .map(|k| 2.0 / (2 * k - 1) as f64)
                .sum::<f64>();
            odd - euler - 2.0 * std::f64::consts::LN_2
        }
    };
    let mut draws = Draws::from_seed(18);
    let mut means = vec![0.0; n];
    for _ in 0..runs {
        let net = gaussian((depth, n), Activation::Linear, 1.0, &mut draws);
        for (mean, log) in means
            .iter_mut()
            .zip(logs(&Analysis::of(&net).chain[0].spectrum))
        {
            *mean += log.unwrap() * std::f64::consts::LN_10 / (depth * runs) as f64;
        }
    }
    for (i, mean) in means.iter().enumerate() {
        let expected = 0.5 * ((2.0 / n as f64).ln() + digamma_of_half(n - i));
        // The variance of one layer's exponent is psi'((N - i + 1)/2) / 4 <= pi^2/8; five deviations of the mean, plus O(1)/K.
        let tolerance = 5.0 * 1.12 / ((depth * runs) as f64).sqrt() + 3.0 / depth as f64;
        assert!(
            (mean - expected).abs() <= tolerance,
            "exponent {i}: {mean} against {expected}"
        );
    }
}

#[test]
fn the_outermost_vectors_belong_to_their_values() {
    let mut draws = Draws::from_seed(19);
    for (activation, deviation) in [
        (Activation::Tanh, 1.5),
        (Activation::Relu, 2.0),
        (Activation::Sigmoid, 1.0),
    ] {
        let mut net = gaussian((15, 10), activation, deviation, &mut draws);
        let analysis = Analysis::of(&net);
        let ends = analysis.end_to_end.expect("a chain that is not zero");
        for pair in [&ends.first, ends.last.as_ref().expect("a resolved value")] {
            for vector in [&pair.u, &pair.v] {
                let norm: f64 = vector.iter().map(|x| x * x).sum();
                assert!((norm - 1.0).abs() <= 1e-13, "{activation:?}: {norm}");
            }
            let largest = pair
                .u
                .iter()
                .fold(0.0_f64, |m, x| if x.abs() > m.abs() { *x } else { m });
            assert!(largest > 0.0, "{:?}", pair.u);
        }
        // Backpropagating u_1 gives sigma_1 v_1: the gradient is P^T u.
        net.loss = Loss::Direction(ends.first.u.clone());
        let gradient = Analysis::of(&net).input_gradient;
        let (a, b) = (
            gradient.log10().unwrap(),
            logs(&analysis.chain[0].spectrum)[0].unwrap(),
        );
        assert!((a - b).abs() <= 1e-12, "{activation:?}: {a} against {b}");
    }
}

#[test]
fn zero_weights_are_dead_with_rank_zero() {
    let mut draws = Draws::from_seed(21);
    for activation in ACTIVATIONS {
        let net = network(vec![DMatrix::zeros(4, 4); 5], activation, &mut draws);
        let analysis = Analysis::of(&net);
        assert_eq!(analysis.verdict.state, State::Dead, "{activation:?}");
        assert_eq!(analysis.verdict.first_bad_layer, Some(5));
        assert!(analysis.end_to_end.is_none());
        for suffix in &analysis.chain {
            assert_eq!((suffix.spectrum.rank, suffix.spectrum.resolved), (0, 0));
            assert!(suffix.spectrum.values.iter().all(|v| v.is_zero()));
        }
    }
}

#[test]
fn a_dead_relu_layer_kills_everything_before_it() {
    let mut draws = Draws::from_seed(22);
    let mut net = gaussian((6, 5), Activation::Tanh, 2.0, &mut draws);
    net.layers[3].activation = Activation::Relu;
    net.layers[3].bias = Some(vec![-1e6; 5]);
    let analysis = Analysis::of(&net);
    assert_eq!(analysis.verdict.state, State::Dead);
    assert_eq!(analysis.verdict.first_bad_layer, Some(4));
    for suffix in &analysis.chain {
        let dead = suffix.from_layer < 4;
        assert_eq!(suffix.spectrum.rank == 0, dead, "h {}", suffix.from_layer);
    }
}

#[test]
fn identity_layers_pass_everything() {
    let mut draws = Draws::from_seed(23);
    let net = network(
        vec![DMatrix::identity(6, 6); 50],
        Activation::Linear,
        &mut draws,
    );
    for suffix in Analysis::of(&net).chain {
        assert_eq!(
            suffix.spectrum.values,
            [Extended::ONE; 6],
            "h {}",
            suffix.from_layer
        );
        assert_eq!(suffix.spectrum.resolved, 6);
    }
}

#[test]
fn weights_of_1e3_and_1e_minus_3_at_200_layers_neither_overflow_nor_vanish() {
    let mut draws = Draws::from_seed(24);
    for activation in ACTIVATIONS {
        for scale in [1e3, 1e-3] {
            let net = gaussian((200, 4), activation, scale, &mut draws);
            let analysis = Analysis::of(&net);
            let spectrum = &analysis.chain[0].spectrum;
            assert!(
                spectrum.values.iter().all(|v| v.is_finite()),
                "{activation:?} x {scale}: {spectrum:?}"
            );
            assert_ne!(
                analysis.verdict.state,
                State::NotFinite,
                "{activation:?} x {scale}"
            );
            if activation == Activation::Linear {
                let expected: f64 = net
                    .layers
                    .iter()
                    .map(|l| l.weight.determinant().abs().log10())
                    .sum();
                let sum: f64 = logs(spectrum).into_iter().flatten().sum();
                assert!(
                    (sum - expected).abs() <= 1e-10,
                    "x {scale}: {sum} against {expected}"
                );
            }
        }
    }
}

#[test]
fn tied_weights_are_the_same_as_repeated_ones() {
    let mut draws = Draws::from_seed(25);
    let w = DMatrix::from_fn(6, 6, |_, _| draws.normal() / 2.0);
    let repeated = network(vec![w; 9], Activation::Tanh, &mut draws);
    let mut tied = repeated.clone();
    for j in 1..9 {
        tied.layers[j].weight = tied.layers[j - 1].weight.clone();
    }
    let (a, b) = (Analysis::of(&repeated), Analysis::of(&tied));
    for (x, y) in a.chain.iter().zip(&b.chain) {
        assert_eq!(x.spectrum.values, y.spectrum.values, "h {}", x.from_layer);
    }
    for (x, y) in a.layers.iter().zip(&b.layers) {
        assert_eq!(x.jacobian.values, y.jacobian.values);
        assert_eq!(x.weight_norm, y.weight_norm);
    }
}
