//! Derivatives, Jacobians and gradients against finite differences of the forward pass alone.

use crate::common::networks::{ACTIVATIONS, gaussian};
use crate::common::random::Draws;
use gradlens::analysis::Analysis;
use gradlens::network::{Loss, Network};

/// y* of a network as plain numbers.
fn output(network: &Network) -> Vec<f64> {
    let outputs = network.forward().outputs;
    outputs[network.layers.len()]
        .iter()
        .map(|z| z.to_f64())
        .collect()
}

/// L = 1/2 ||y* - t||^2, log sum exp y* - y*_c, the sum of y*, or dL/dy* . y* for a direction.
fn loss(network: &Network) -> f64 {
    let y = output(network);
    match &network.loss {
        Loss::Direction(d) | Loss::Extreme(_, d) => y.iter().zip(d).map(|(y, d)| y * d).sum(),
        Loss::MeanSquared(t) => y.iter().zip(t).map(|(y, t)| 0.5 * (y - t) * (y - t)).sum(),
        Loss::CrossEntropy(class) => y.iter().map(|y| y.exp()).sum::<f64>().ln() - y[*class],
        Loss::Sum => y.iter().sum(),
    }
}

/// df/dx at 0 by central differences, extrapolated twice (Richardson): error about h^6 and eps/h.
fn slope(f: impl Fn(f64) -> f64) -> f64 {
    let h = 2e-3;
    let central = |h: f64| (f(h) - f(-h)) / (2.0 * h);
    let (a, b, c) = (central(h), central(h / 2.0), central(h / 4.0));
    let (ab, bc) = ((4.0 * b - a) / 3.0, (4.0 * c - b) / 3.0);
    (16.0 * bc - ab) / 15.0
}

/// Whether a pre-activation lies so near a kink that differences straddle it.
fn near_a_kink(network: &Network) -> bool {
    let forward = network.forward();
    let mut all = forward.pre_activations.iter().flat_map(|a| a.iter());
    all.any(|a| a.to_f64().abs() < 0.05)
}

/// Small networks with every activation, every loss that does not depend on the chain, away from kinks.
fn networks() -> Vec<(String, Network)> {
    let mut draws = Draws::from_seed(41);
    let mut list = Vec::new();
    for activation in ACTIVATIONS {
        let losses = [
            None,
            Some(Loss::MeanSquared(vec![0.3, -0.2, 0.9])),
            Some(Loss::CrossEntropy(2)),
            Some(Loss::Sum),
        ];
        for loss in losses {
            let found = std::iter::repeat_with(|| gaussian((3, 3), activation, 1.2, &mut draws))
                .take(1000)
                .find(|net| !near_a_kink(net));
            let mut net = found.expect("a network away from its kinks");
            net.loss = loss.unwrap_or(net.loss);
            list.push((format!("{activation:?}, {:?}", net.loss), net));
        }
    }
    list
}

#[track_caller]
fn assert_close(found: f64, expected: f64, scale: f64, context: &str) {
    let error = (found - expected).abs();
    assert!(
        error <= 2e-9 * scale.max(1e-3),
        "{context}: {found:e} against {expected:e}"
    );
}

#[test]
fn weight_gradients_agree_with_finite_differences() {
    for (context, net) in networks() {
        let analysis = Analysis::of(&net);
        for h in 0..net.layers.len() {
            let (m, n) = net.layers[h].weight.shape();
            let mut square = 0.0;
            for (i, j) in (0..m).flat_map(|i| (0..n).map(move |j| (i, j))) {
                let derivative = slope(|e| {
                    let mut moved = net.clone();
                    let mut w = net.layers[h].weight.as_ref().clone();
                    w[(i, j)] += e;
                    moved.layers[h].weight = w.into();
                    loss(&moved)
                });
                square += derivative * derivative;
            }
            let found = analysis.layers[h].gradient.weight.to_f64();
            assert_close(
                found,
                square.sqrt(),
                found,
                &format!("{context}, layer {}", h + 1),
            );
        }
    }
}

#[test]
fn pre_activation_gradients_agree_with_finite_differences() {
    // A bias moves the pre-activation one to one.
    for (context, net) in networks() {
        let analysis = Analysis::of(&net);
        for h in 0..net.layers.len() {
            let square: f64 = (0..3)
                .map(|j| {
                    slope(|e| {
                        let mut moved = net.clone();
                        let mut bias = vec![0.0; 3];
                        bias[j] = e;
                        moved.layers[h].bias = Some(bias);
                        loss(&moved)
                    })
                    .powi(2)
                })
                .sum();
            let found = analysis.layers[h].gradient.pre_activation.to_f64();
            assert_close(
                found,
                square.sqrt(),
                found,
                &format!("{context}, layer {}", h + 1),
            );
        }
    }
}

#[test]
fn input_gradients_agree_with_finite_differences() {
    for (context, net) in networks() {
        let square: f64 = (0..3)
            .map(|i| {
                slope(|e| {
                    let mut moved = net.clone();
                    moved.input[i] += e;
                    loss(&moved)
                })
                .powi(2)
            })
            .sum();
        let found = Analysis::of(&net).input_gradient.to_f64();
        assert_close(found, square.sqrt(), found, &context);
    }
}

#[test]
fn the_chain_agrees_with_the_finite_difference_jacobian() {
    // The squared singular values add up to the squared Frobenius norm of dy*/dx, and the largest is its norm.
    for (context, net) in networks() {
        let jacobian = nalgebra::DMatrix::from_fn(3, 3, |o, i| {
            slope(|e| {
                let mut moved = net.clone();
                moved.input[i] += e;
                output(&moved)[o]
            })
        });
        let spectrum = &Analysis::of(&net).chain[0].spectrum;
        let expected = jacobian.singular_values();
        for (value, expected) in spectrum.values.iter().zip(expected.iter()) {
            assert_close(
                value.to_f64(),
                *expected,
                expected.abs().max(spectrum.values[0].to_f64()),
                &context,
            );
        }
    }
}

#[test]
fn every_layers_jacobian_agrees_with_finite_differences() {
    for (context, net) in networks() {
        let analysis = Analysis::of(&net);
        let forward = net.forward();
        for (j, report) in analysis.layers.iter().enumerate() {
            // The layer alone, with its own input.
            let alone = Network {
                input: forward.outputs[j].iter().map(|z| z.to_f64()).collect(),
                layers: vec![net.layers[j].clone()],
                ..net.clone()
            };
            let jacobian = nalgebra::DMatrix::from_fn(3, 3, |o, i| {
                slope(|e| {
                    let mut moved = alone.clone();
                    moved.input[i] += e;
                    output(&moved)[o]
                })
            });
            let expected = jacobian.singular_values();
            for (value, expected) in report.jacobian.values.iter().zip(expected.iter()) {
                assert_close(
                    value.to_f64(),
                    *expected,
                    expected.abs().max(1.0),
                    &format!("{context}, layer {}", j + 1),
                );
            }
        }
    }
}
