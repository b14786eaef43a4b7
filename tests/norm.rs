//! Layer norm and RMS norm: exact zeros, the small value, few units, the formula of the derivative.

use crate::block::network;
use std::sync::Arc;

use gradlens::analysis::Analysis;
use gradlens::network::{Block, Extended, ExtendedVector, Layer, Loss, Network, Norm, Place};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

#[test]
fn a_norm_has_its_exact_zero_and_its_small_value() {
    for (kind, zeros) in [("layer", 1), ("rms", 0)] {
        for (place, act) in [
            ("before", "linear"),
            ("inside", "linear"),
            ("after", "linear"),
        ] {
            let link = format!(
                "v=1&depth=1&width=9&act={act}&init=orthogonal&norm={kind}&place={place}&seed=3"
            );
            let network = network(&link);
            let analysis = Analysis::of(&network);
            let normed = analysis.layers[0].norm.as_ref().expect("a norm");
            // J is 1/s times an orthogonal matrix, but for the two directions of the norm.
            let spectrum = &analysis.layers[0].jacobian;
            assert_eq!(
                (spectrum.rank, spectrum.resolved),
                (9 - zeros, 9 - zeros),
                "{link}"
            );
            assert_eq!(
                spectrum.values[9 - zeros..]
                    .iter()
                    .filter(|x| x.is_zero())
                    .count(),
                zeros
            );
            let rest = Extended::ONE / normed.scale;
            let small = rest * normed.small;
            for (i, value) in spectrum.values[..9 - zeros].iter().enumerate() {
                let expected = if i == 8 - zeros { small } else { rest };
                assert!(
                    ((*value / expected).to_f64() - 1.0).abs() < 1e-12,
                    "{link}, value {i}"
                );
            }
            assert_eq!(
                spectrum.values,
                analysis.chain[0].spectrum.values.clone(),
                "{link}: a chain of one layer"
            );
        }
    }
}

/// eps / (var + eps) far below every rounding: formed as a matrix it would be lost.
#[test]
fn the_small_value_of_a_norm_is_never_a_difference() {
    let mut network = network("v=1&depth=3&width=6&act=linear&init=orthogonal&norm=rms&seed=2");
    network.input.iter_mut().for_each(|x| *x *= 1e150);
    for layer in &mut network.layers {
        let norm = layer.block.norm().map(|norm| Norm {
            eps: 1e-290,
            ..norm
        });
        layer.block = Block::of(None, norm);
    }
    let analysis = Analysis::of(&network);
    let spectrum = &analysis.chain[0].spectrum;
    let small: Extended = analysis
        .layers
        .iter()
        .map(|layer| layer.norm.as_ref().expect("a norm"))
        .map(|normed| normed.small / normed.scale)
        .fold(Extended::ONE, |product, x| product * x);
    assert_eq!((spectrum.rank, spectrum.resolved), (6, 6));
    let found = spectrum.values[5];
    assert!(
        (found / small - Extended::ONE).to_f64().abs() < 1e-9,
        "{found:?} against {small:?}"
    );
    assert!(found.log10().expect("not zero") < -1000.0);
}

#[test]
fn norms_of_one_and_two_units() {
    for (kind, width, rank) in [
        ("layer", 1, 0),
        ("layer", 2, 1),
        ("rms", 1, 1),
        ("rms", 2, 2),
    ] {
        for place in ["before", "inside", "after"] {
            let link =
                format!("v=1&depth=4&width={width}&act=tanh&norm={kind}&place={place}&seed=4");
            let analysis = Analysis::of(&network(&link));
            let spectrum = &analysis.chain[0].spectrum;
            assert_eq!((spectrum.rank, spectrum.resolved), (rank, rank), "{link}");
            if rank == 0 {
                assert!(
                    analysis.input_gradient.is_zero(),
                    "{link}: {:?}",
                    analysis.input_gradient
                );
            }
        }
    }
}

/// N' as it is defined, entry by entry.
#[test]
fn the_derivative_of_a_norm_is_that_of_its_formula() {
    let v = [0.5, -1.25, 2.0, 0.1, -0.3];
    for (is_centred, eps) in [(true, 1e-5), (true, 0.3), (false, 1e-5), (false, 0.3)] {
        let norm = Norm {
            is_centred,
            place: Place::Inside,
            eps,
        };
        let normed = norm.at(&ExtendedVector::new(&v, 0));
        let q: Vec<f64> = normed.output.iter().map(Extended::to_f64).collect();
        let s = normed.scale.to_f64();
        for i in 0..5 {
            let unit: Vec<f64> = (0..5).map(|k| f64::from(u8::from(k == i))).collect();
            let column = normed.through(&ExtendedVector::new(&unit, 0));
            for (k, found) in column.iter().enumerate() {
                let mean = if is_centred { 1.0 / 5.0 } else { 0.0 };
                let expected = (unit[k] - mean - q[k] * q[i] / 5.0) / s;
                assert!(
                    (found.to_f64() - expected).abs() < 1e-14,
                    "{k}, {i}: {} against {expected}",
                    found.to_f64()
                );
            }
        }
        let basis = normed.basis();
        assert!((&basis * basis.transpose() - DMatrix::identity(5, 5)).norm() < 1e-14);
    }
}

/// One linear layer that leaves its input as it is, with this norm; dL/dy* is given.
fn alone(input: &[f64], gradient: &[f64], norm: Norm) -> Network {
    let size = input.len();
    Network {
        name: None,
        input: input.to_vec(),
        layers: vec![Layer {
            weight: Arc::new(DMatrix::identity(size, size)),
            bias: None,
            activation: Activation::Linear,
            block: Block::of(None, Some(norm)),
        }],
        loss: Loss::Direction(gradient.to_vec()),
        turn: None,
        samples: Vec::new(),
    }
}

const PLACES: &[Place] = Place::ALL;

/// Equal numbers have no deviation, whatever their sum is rounded to.
#[test]
fn numbers_that_are_all_alike_have_no_deviation() {
    for size in [1, 2, 3, 6, 7, 31] {
        for x in [0.1, 0.3, 1e15 + 1.0, -1.0 / 3.0] {
            for place in PLACES.iter().copied() {
                let ones = vec![1.0; size];
                let norm = |eps| Norm {
                    is_centred: true,
                    place,
                    eps,
                };
                let without = Analysis::of(&alone(&vec![x; size], &ones, norm(0.0)));
                assert!(
                    !without.layers[0].jacobian.values[0].is_finite(),
                    "{x}, {size}, {place:?}"
                );
                assert!(
                    !without.layers[0].bound.is_finite() && !without.input_gradient.is_finite()
                );
                // N = 0: J is 1 / sqrt eps times what leaves the mean alone. What a layer computes is rounded, so that such
                // a small eps is lost beside its deviations.
                for (eps, log10) in [(1e-60, 30.0), (1e-4, 2.0)] {
                    let analysis = Analysis::of(&alone(&vec![x; size], &ones, norm(eps)));
                    let spectrum = &analysis.chain[0].spectrum;
                    let is_given = place == Place::Before;
                    let is_known = is_given || eps > 1e-5 && x.abs() < 1.0;
                    let told = format!("{x}, {size}, {place:?}, eps {eps}: {spectrum:?}");
                    assert_eq!(spectrum.rank, size - 1, "{told}");
                    assert_eq!(
                        spectrum.resolved,
                        if is_known { size - 1 } else { 0 },
                        "{told}"
                    );
                    for value in spectrum.values[..spectrum.resolved]
                        .iter()
                        .map(|x| x.log10())
                    {
                        assert!((value.expect("not zero") - log10).abs() < 1e-12, "{told}");
                    }
                }
            }
        }
    }
}

/// Deviations of 1 beside 10^15; the exact 1/s is sqrt(4.5 / (1 + 4.5 eps)).
#[test]
fn a_mean_far_above_the_deviations_costs_no_digit() {
    let x = [1e15 + 1.0, 1e15 + 1.0, 1e15 + 2.0];
    let network = alone(
        &x,
        &[1.0, 0.0, 0.0],
        Norm {
            is_centred: true,
            place: Place::Before,
            eps: 1e-5,
        },
    );
    let spectrum = &Analysis::of(&network).chain[0].spectrum;
    let square: f64 = 2.0 / 9.0 + 1e-5;
    for (value, expected) in spectrum
        .values
        .iter()
        .zip([square.sqrt().recip(), 1e-5 / square / square.sqrt()])
    {
        assert!(
            (value.to_f64() / expected - 1.0).abs() < 1e-14,
            "{} against {expected}",
            value.to_f64()
        );
    }
    assert_eq!((spectrum.rank, spectrum.resolved), (2, 2));
    // As the result of a layer such numbers are rounded already: nothing that hangs on their differences is known.
    let network = alone(
        &x,
        &[1.0, 0.0, 0.0],
        Norm {
            is_centred: true,
            place: Place::Inside,
            eps: 1e-5,
        },
    );
    let analysis = Analysis::of(&network);
    assert_eq!(
        (
            analysis.chain[0].spectrum.resolved,
            analysis.layers[0].jacobian.resolved
        ),
        (0, 0)
    );
}

/// dL/dy* in the direction of d: eps / s^2 of it is left, far below the roundings of the rest.
#[test]
fn a_gradient_that_is_lost_in_a_norm_is_not_resolved() {
    let x = [0.3, 0.5, -0.7];
    let scaled: Vec<f64> = x.iter().map(|x| 2.0 * x).collect();
    for place in PLACES.iter().copied() {
        for (eps, is_resolved) in [(0.0, false), (1e-18, false), (1e-5, true), (0.1, true)] {
            let norm = Norm {
                is_centred: false,
                place,
                eps,
            };
            let analysis = Analysis::of(&alone(&x, &scaled, norm));
            assert_eq!(
                analysis.input_gradient_is_resolved, is_resolved,
                "{place:?}, {eps}: {:?}",
                analysis.input_gradient
            );
            assert_eq!(analysis.layers[0].gradient.is_resolved, is_resolved);
            let length = ExtendedVector::new(&scaled, 0).norm();
            let normed = analysis.layers[0].norm.as_ref().expect("a norm");
            let exact = length * normed.small / normed.scale;
            let error = (analysis.input_gradient - exact).abs();
            assert!(
                error.cmp_abs(normed.noise(length)).is_le(),
                "{place:?}, {eps}: {error:?}"
            );
        }
    }
}

/// Weights before the norm enlarge or shrink what it has left; that says nothing of its digits.
#[test]
fn weights_do_not_hide_that_a_gradient_was_lost_nor_make_it_so() {
    let x = [0.3, 0.5, -0.7];
    for scale in [1e-12, 1.0, 1e12] {
        for (eps, is_resolved) in [(0.0, false), (0.1, true)] {
            let norm = Norm {
                is_centred: false,
                place: Place::After,
                eps: eps * scale * scale,
            };
            let mut network = alone(&x, &x, norm);
            network.layers[0].weight = Arc::new(DMatrix::identity(3, 3) * scale);
            let analysis = Analysis::of(&network);
            assert_eq!(
                analysis.input_gradient_is_resolved, is_resolved,
                "{scale}, {eps}"
            );
            // A saturated layer behind a norm shrinks the gradient without losing it.
            let mut network = alone(&x, &[1.0, 0.0, 0.0], norm);
            network.layers[0].weight = Arc::new(DMatrix::identity(3, 3) * scale);
            assert!(
                Analysis::of(&network).input_gradient_is_resolved,
                "{scale}, {eps}"
            );
        }
    }
}

#[test]
fn words_of_an_impossible_block_are_refused() {
    let mut network = alone(
        &[1.0, 2.0],
        &[1.0, 1.0],
        Norm {
            is_centred: true,
            place: Place::After,
            eps: 1e-5,
        },
    );
    let can_be = |network: &Network| Network::from_words(&network.to_words()).is_some();
    assert!(can_be(&network));
    for eps in [-1.0, f64::NAN, f64::INFINITY] {
        let norm = Norm {
            is_centred: true,
            place: Place::After,
            eps,
        };
        network.layers[0].block = Block::of(None, Some(norm));
        assert!(!can_be(&network), "eps {eps}");
    }
    for skip in [f64::NAN, f64::NEG_INFINITY] {
        network.layers[0].block = Block::of(Some(skip), None);
        assert!(!can_be(&network), "skip {skip}");
    }
    network.layers[0].block = Block::of(Some(1.0), None);
    assert!(can_be(&network));
    network.layers[0].weight = Arc::new(DMatrix::from_element(2, 3, 1.0));
    network.loss = Loss::Direction(vec![1.0; 3]);
    assert!(!can_be(&network), "three units and two inputs");
}
