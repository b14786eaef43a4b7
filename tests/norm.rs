//! Layer norm and RMS norm: exact zeros, the small value, few units, the formula of the derivative.

use crate::block::network;
use gradlens::analysis::Analysis;
use gradlens::network::{Block, Extended, ExtendedVector, Norm, Place};
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
