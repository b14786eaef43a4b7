//! The forward pass against high precision, against closed forms past the range of f64, and its bits.

use crate::common;
use std::sync::Arc;

use gradlens::link;
use gradlens::network::{Block, Extended, ExtendedVector, Forward, Layer, Loss, Network};
use gradlens::settings::Activation;
use nalgebra::DMatrix;
use serde_json::Value;

/// Written by `scripts/make_forward_oracle.py`.
const ORACLE: &str = include_str!("reference/forward.json");

fn number(value: &Value) -> Extended {
    let text = value.as_str().expect("a text");
    match text.split_once(':') {
        Some((mantissa, exponent)) => {
            Extended::new(mantissa.parse().unwrap(), exponent.parse().unwrap())
        }
        None => Extended::from(text.parse::<f64>().unwrap()),
    }
}

fn numbers(value: &Value) -> Vec<Extended> {
    value
        .as_array()
        .expect("a list")
        .iter()
        .map(number)
        .collect()
}

/// The largest difference over the largest entry.
fn norm_wise_error(got: &ExtendedVector, want: &[Extended]) -> f64 {
    let largest = want.iter().fold(Extended::ZERO, |m, v| m.max_abs(*v));
    let difference = got.iter().zip(want).map(|(g, w)| g - *w);
    let worst = difference.fold(Extended::ZERO, Extended::max_abs);
    if worst.is_zero() {
        0.0
    } else {
        (worst / largest).to_f64()
    }
}

#[test]
fn outputs_and_derivatives_match_high_precision() {
    let cases: Vec<Value> = serde_json::from_str(ORACLE).unwrap();
    assert_eq!(cases.len(), 7);
    for case in &cases {
        let network = Network::from_json(&case["network"].to_string()).unwrap();
        let name = network.name.clone().unwrap();
        // A saturated layer takes its arguments, sums of size 300, as absolute errors into exponents.
        let sensitivity = if name == "saturated" { 1e4 } else { 10.0 };
        let forward = network.forward();
        assert_eq!(forward.outputs.len(), network.layers.len() + 1);
        for (layer, output) in forward.outputs.iter().enumerate() {
            let error = norm_wise_error(output, &numbers(&case["outputs"][layer]));
            assert!(
                error < 1e-15 * sensitivity,
                "{name}: output of layer {layer}: {error:e}"
            );
        }
        for (index, derivatives) in forward.derivatives.iter().enumerate() {
            let want = numbers(&case["derivatives"][index]);
            for (unit, (got, want)) in derivatives.iter().zip(want).enumerate() {
                let error = if *got == want {
                    0.0
                } else {
                    ((*got - want) / want).abs().to_f64()
                };
                let place = format!(
                    "{name}: layer {}, unit {unit}: {got:?}, not {want:?}",
                    index + 1
                );
                assert!(error < 1e-15 * sensitivity, "{place}: {error:e}");
            }
        }
    }
}

/// Whether two base-ten logarithms, `None` for zero, agree to so much of the numbers themselves.
fn same_magnitude(got: Extended, want: Option<f64>, digits: f64) -> bool {
    match (got.log10(), want) {
        (Some(got), Some(want)) => (got - want).abs() < digits / std::f64::consts::LN_10,
        (None, None) => true,
        _ => false,
    }
}

#[test]
fn reference_networks_have_the_right_outputs_slopes_and_losses() {
    for case in common::reference::cases() {
        let name = &case.name;
        // Rounding doubles in each of its steps.
        let digits = if name.starts_with("21") { 1e-8 } else { 1e-11 };
        let same_magnitude = |got: Extended, want| same_magnitude(got, want, digits);
        let expected = case.expected;
        let network = Network::from_json(&case.network_json).unwrap();
        let forward = network.forward();
        let widths: Vec<_> = forward.outputs.iter().map(ExtendedVector::len).collect();
        assert_eq!(widths, expected.widths, "{name}");
        for want in &expected.layers {
            let norm = forward.outputs[want.layer].norm();
            assert!(
                same_magnitude(norm, want.log10_output_norm),
                "{name}, layer {}: ||z|| = {norm:?}",
                want.layer
            );
            let slopes = forward.derivatives[want.layer - 1].iter();
            let largest = slopes.fold(Extended::ZERO, |m, d| m.max_abs(*d));
            assert!(
                same_magnitude(largest, want.log10_diag_norm),
                "{name}, layer {}: ||diag|| = {largest:?}",
                want.layer
            );
        }
        let (loss, gradient) = network.loss_gradient(&forward.outputs[expected.depth]);
        assert!(
            same_magnitude(loss.unwrap_or(Extended::NAN), expected.log10_loss),
            "{name}: L = {loss:?}"
        );
        let want = expected.layers[expected.depth - 1].gradient.log10_output;
        assert!(
            same_magnitude(gradient.norm(), want),
            "{name}: ||dL/dy*|| = {:?}",
            gradient.norm()
        );
    }
}

fn diagonal(entry: f64, size: usize) -> Arc<DMatrix<f64>> {
    Arc::new(DMatrix::from_diagonal_element(size, size, entry))
}

fn chain(weight: f64, activation: Activation, depth: usize) -> Network {
    let layer = Layer {
        weight: diagonal(weight, 3),
        bias: None,
        activation,
        block: Block::default(),
    };
    Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: vec![1.0, -0.5, 0.25],
        layers: vec![layer; depth],
        loss: Loss::Direction(vec![1.0; 3]),
    }
}

#[test]
fn homogeneous_networks_never_overflow() {
    for (weight, activation) in [
        (1024.0, Activation::Linear),
        (1.0 / 1024.0, Activation::Linear),
        (2_f64.powi(1000), Activation::Linear),
        (2_f64.powi(-1000), Activation::Relu),
    ] {
        let network = chain(weight, activation, 200);
        let forward = network.forward();
        let power = weight.log2();
        #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^20")]
        let exponent = 200 * power as i64;
        let want = Extended::new(1.0, exponent);
        assert_eq!(
            forward.outputs[200].entries()[0],
            want,
            "{weight:e} {activation:?}"
        );
        assert_eq!(forward.pre_activations[199].entries()[0], want);
    }
}

#[test]
fn dead_units_are_exact_zeros() {
    let forward = chain(1.0, Activation::Relu, 2).forward();
    assert_eq!(
        forward.derivatives[0],
        [Extended::ONE, Extended::ZERO, Extended::ONE]
    );
    assert!(forward.outputs[1].entries()[1].is_zero());
    // The dead unit hands 0 on, and A'(0) = 0.
    assert!(forward.derivatives[1][1].is_zero());
}

#[test]
fn the_largest_weights_do_not_overflow_a_sum() {
    let mut network = chain(1.0, Activation::Linear, 1);
    network.layers[0].weight = Arc::new(DMatrix::from_element(3, 2, f64::MAX));
    network.loss = Loss::Direction(vec![1.0; 2]);
    // f64::MAX is 2^1024 (1 - 2^-53), and 1 - 0.5 + 0.25 = 0.75.
    let want = Extended::new(0.75 * (1.0 - 2_f64.powi(-53)), 1024);
    let got = network.forward().outputs[1].entries()[0];
    assert!(((got - want) / want).abs().to_f64() < 1e-15, "{got:?}");
}

#[test]
fn tiny_and_huge_weights_of_one_unit_do_not_hide_each_other() {
    let mut network = chain(1.0, Activation::Linear, 1);
    network.input = vec![0.0, 1e-300, 0.0];
    network.layers[0].weight = Arc::new(DMatrix::from_column_slice(3, 1, &[1e308, 1e-300, -1e308]));
    network.loss = Loss::Direction(vec![1.0]);
    let got = network.forward().outputs[1].entries()[0].log10().unwrap();
    assert!((got + 600.0).abs() < 1e-12, "{got}");
}

/// Weights past the squares of f64 take another way through the sum; a power of two must not change a bit.
#[test]
fn the_scale_of_the_weights_does_not_change_the_digits() {
    let (settings, _) = link::decode("depth=12&width=9&act=linear");
    let plain = Network::from(&settings.recipe);
    for shift in [600, -600] {
        let mut scaled = plain.clone();
        for layer in &mut scaled.layers {
            layer.weight = Arc::new(layer.weight.map(|w| w * 2_f64.powi(shift)));
        }
        let (plain, scaled) = (plain.forward(), scaled.forward());
        for (layer, (plain, scaled)) in plain.outputs.iter().zip(&scaled.outputs).enumerate() {
            assert_eq!(
                plain.on_common_exponent().entries,
                scaled.on_common_exponent().entries,
                "layer {layer}, 2^{shift}"
            );
        }
    }
}

#[test]
fn numbers_that_do_not_exist_are_marked_from_there_on() {
    let mut network = chain(1e300, Activation::Linear, 4);
    network.layers[2].activation = Activation::Sin;
    let forward = network.forward();
    let finite: Vec<_> = forward
        .outputs
        .iter()
        .map(ExtendedVector::is_finite)
        .collect();
    assert_eq!(finite, [true, true, true, false, false]);
    assert!(forward.derivatives[2].iter().all(|d| !d.is_finite()));
}

#[test]
fn the_loss_and_its_gradient() {
    let output = ExtendedVector::new(&[3.0, 5.0], 4000);
    let mut network = chain(1.0, Activation::Linear, 1);
    network.loss = Loss::Direction(vec![0.6, -0.8]);
    let (loss, gradient) = network.loss_gradient(&output);
    assert_eq!(
        (loss, gradient),
        (None, ExtendedVector::new(&[0.6, -0.8], 0))
    );
    network.loss = Loss::MeanSquared(vec![1.0, 2.0]);
    let (loss, gradient) = network.loss_gradient(&ExtendedVector::new(&[4.0, 6.0], 0));
    assert_eq!(loss, Some(Extended::from(12.5)));
    assert_eq!(gradient, ExtendedVector::new(&[3.0, 4.0], 0));
    // Far above the target the gradient is the output.
    let (loss, gradient) = network.loss_gradient(&output);
    assert_eq!(loss, Some(Extended::new(17.0, 8000)));
    assert_eq!(gradient, output);
}

/// All bits of a forward pass in one number.
fn digest(forward: &Forward) -> u64 {
    let numbers = forward
        .outputs
        .iter()
        .chain(&forward.pre_activations)
        .flat_map(ExtendedVector::iter);
    let numbers = numbers.chain(forward.derivatives.iter().flatten().copied());
    numbers.fold(0xcbf2_9ce4_8422_2325, |sum, x| {
        let words = [x.mantissa().to_bits(), x.exponent().cast_unsigned()];
        words.iter().fold(sum, |sum: u64, word| {
            (sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(23)
        })
    })
}

/// Links give the same bits on every platform and in every later version. Never change a number here.
#[test]
fn the_bits_of_links_are_frozen() {
    for (link, want) in [
        ("v=1&seed=1", 457_880_294_587_041_343),
        (
            "v=1&depth=50&width=24&act=tanh&init=orthogonal&gain=1.5&bias=0.1&seed=7",
            5_951_094_310_233_724_805,
        ),
        (
            "v=1&depth=60&act=gelu~20,mish~20,silu&init=he-normal&input=unit&seed=3",
            17_757_708_892_805_278_956,
        ),
        (
            "v=1&depth=30&act=sin~10,erf~10,arctan&init=xavier-uniform&gain=2&loss=mse&seed=9",
            5_160_384_145_573_659_917,
        ),
        (
            "v=1&depth=30&act=elu~6,selu~6,softplus~6,softsign~6,leaky-relu&init=he-uniform&bias=1&seed=4294967295",
            6_813_646_362_582_463_358,
        ),
        (
            "v=1&depth=200&width=8~100,3~100&inputs=5&act=relu&init=lecun-normal&input=ones&gain=10&seed=0",
            6_930_712_060_145_402_152,
        ),
        (
            "v=1&depth=200&act=linear&init=normal&seed=5",
            13_661_516_359_786_656_493,
        ),
    ] {
        let (settings, notices) = link::decode(link);
        assert_eq!(notices, [], "{link}");
        let got = digest(&Network::from(&settings.recipe).forward());
        assert_eq!(got, want, "{link}");
    }
}
