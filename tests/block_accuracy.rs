//! Skips and norms against arbitrary precision: random options, every resolved value within its own bound.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use std::sync::Arc;

use crate::accuracy::assert_exact;
use crate::common::extent;
use crate::common::networks::{ACTIVATIONS, network};
use crate::common::random::Draws;
use gradlens::network::{Block, Network, Norm, Place};
use nalgebra::DMatrix;

/// A network of random widths, activations, biases, ties, and of random skips and norms in every layer.
fn drawn(draws: &mut Draws) -> (Network, String) {
    let depth = 1 + draws.below(6);
    let is_even = draws.below(3) > 0;
    let first = 1 + draws.below(5);
    let widths: Vec<usize> = (0..=depth)
        .map(|_| if is_even { first } else { 1 + draws.below(5) })
        .collect();
    let deviation = 10_f64.powf(draws.pick(&[-1.0, 0.0, 0.0, 0.5, 1.0, 2.0]));
    let weights = widths.windows(2).map(|pair| {
        let spread = deviation / (pair[0] as f64).sqrt();
        DMatrix::from_fn(pair[0], pair[1], |_, _| spread * draws.normal())
    });
    let weights = weights.collect();
    let activation = draws.pick(&ACTIVATIONS);
    let mut net = network(weights, activation, draws);
    let is_tied = draws.below(4) == 0;
    let mut told = format!("{activation:?} {widths:?} {deviation:.2} tied {is_tied}");
    for j in 0..depth {
        if is_tied && j > 0 && net.layers[j].weight.shape() == net.layers[j - 1].weight.shape() {
            net.layers[j].weight = Arc::clone(&net.layers[j - 1].weight);
        }
        let units = widths[j + 1];
        if draws.below(2) == 0 {
            net.layers[j].bias = Some((0..units).map(|_| draws.normal()).collect());
        }
        let skip = draws.pick(&[
            None,
            Some(1.0),
            Some(0.3),
            Some(-2.0),
            Some(1e-3),
            Some(50.0),
        ]);
        let skip = skip.filter(|_| widths[j] == units);
        let norm = (draws.below(2) == 0).then(|| Norm {
            is_centred: draws.below(2) == 0,
            place: draws.pick(Place::ALL),
            eps: draws.pick(&[1e-5, 1e-5, 0.1, 1e-12, 0.0]),
        });
        net.layers[j].block = Block::of(skip, norm);
        told += &format!(", {:?}", net.layers[j].block);
    }
    (net, told)
}

#[test]
fn random_options_agree_with_arbitrary_precision_within_their_bounds() {
    let mut draws = Draws::from_seed(61);
    let cases = extent::cases(1000);
    // Behind a layer of one unit a norm turns everything into its own direction: values hang on eps alone, and are lost
    // beside the roundings of the others if it is small.
    let (mut compared, mut unresolved, mut worst) = (0, 0, 0.0_f64);
    for case in 0..cases {
        let (net, told) = drawn(&mut draws);
        let finite = net.forward().outputs.iter().all(|z| z.is_finite());
        // Without eps there is no norm of numbers that are all alike.
        if !finite {
            continue;
        }
        if let Some((error, count)) = assert_exact(&net, &format!("case {case}: {told}")) {
            compared += 1;
            unresolved += usize::from(count > 0);
            worst = worst.max(error);
        }
    }
    assert!(
        compared * 10 >= cases * 8,
        "only {compared} of {cases} were compared"
    );
    assert!(
        unresolved * 20 <= compared,
        "{unresolved} of {compared} have unresolved values"
    );
    assert!(worst < 1e-6, "{worst:e}");
}
