//! Gradients of training against finite differences of the loss, for every parameter of every kind of layer.

use std::sync::Arc;

use crate::common::random::Draws;
use crate::common::training::{data, descent, layers, of_layers, tied};
use gradlens::network::{Block, Network, Norm, Place};
use gradlens::settings::Activation;
use gradlens::study::training::{BatchNorm, Data, Plan, Trainer};

/// Widths H_0..H_K: equal, growing, shrinking.
const WIDTHS: [&[usize]; 3] = [&[4; 5], &[2, 3, 4, 5, 6], &[6, 5, 4, 3, 2]];

/// One for each shape of a curve: a line, bounded, kinked with zeros, kinked, smooth with two terms.
const CLASSES: [Activation; 5] = [
    Activation::Linear,
    Activation::Tanh,
    Activation::Relu,
    Activation::LeakyRelu,
    Activation::Gelu,
];

/// What is changed in a layer for a difference.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Weight(usize, usize),
    Bias(usize),
}

/// The network with one parameter of layer `j` changed, in all layers that share it.
fn changed(network: &Network, j: usize, place: Entry, by: f64) -> Network {
    let mut network = network.clone();
    match place {
        Entry::Bias(unit) => network.layers[j].bias.as_mut().expect("a bias")[unit] += by,
        Entry::Weight(row, column) => {
            let old = Arc::clone(&network.layers[j].weight);
            let mut new = (*old).clone();
            new[(row, column)] += by;
            let new = Arc::new(new);
            for layer in &mut network.layers {
                if Arc::ptr_eq(&layer.weight, &old) {
                    layer.weight = Arc::clone(&new);
                }
            }
        }
    }
    network
}

fn loss(network: &Network, data: &Data, plan: &Plan) -> f64 {
    let trainer = Trainer::of(network, data.clone(), plan.clone());
    trainer.expect("a training").look().expect("finite").loss
}

/// The largest difference between gradient and finite difference, over the largest gradient of its layer or 0.01.
fn error(network: &Network, data: &Data, plan: &Plan) -> f64 {
    const STEP: f64 = 2e-6;
    let mut trainer = Trainer::of(network, data.clone(), plan.clone()).expect("a training");
    trainer.look().expect("finite");
    let mut worst: f64 = 0.0;
    for (j, layer) in network.layers.iter().enumerate() {
        let weights = trainer.weight_gradient(j + 1).expect("a gradient").iter();
        let columns = layer.weight.ncols();
        let weights = weights
            .enumerate()
            .map(|(at, g)| (Entry::Weight(at / columns, at % columns), *g));
        let biases = trainer
            .bias_gradient(j + 1)
            .unwrap_or(&[])
            .iter()
            .enumerate();
        let all: Vec<_> = weights
            .chain(biases.map(|(at, g)| (Entry::Bias(at), *g)))
            .collect();
        let largest = all.iter().fold(1e-2, |most: f64, (_, g)| most.max(g.abs()));
        for (place, g) in all {
            let [up, down] =
                [STEP, -STEP].map(|by| loss(&changed(network, j, place, by), data, plan));
            worst = worst.max(((up - down) / (2.0 * STEP) - g).abs() / largest);
        }
    }
    worst
}

/// Rounding of the loss over the step is some 1e-10; a wrong formula gives errors of 0.01 and more.
const TOLERANCE: f64 = 2e-7;

/// Every norm at every place, and none: a norm of the network, or a batch norm.
fn norms() -> Vec<(Option<Norm>, Option<BatchNorm>)> {
    let mut all = vec![(None, None)];
    for place in Place::ALL {
        for is_centred in [false, true] {
            let (place, eps) = (*place, 1e-5);
            all.push((
                Some(Norm {
                    is_centred,
                    place,
                    eps,
                }),
                None,
            ));
        }
        all.push((
            None,
            Some(BatchNorm {
                place: *place,
                eps: 0.1,
            }),
        ));
    }
    all
}

fn plan(depth: usize, norm: Option<BatchNorm>) -> Plan {
    Plan {
        batch_norms: norm.map_or(Vec::new(), |norm| vec![Some(norm); depth]),
        ..descent(0.1)
    }
}

#[test]
fn every_combination_of_remedies_has_the_right_gradient() {
    let mut draws = Draws::from_seed(3);
    for (norm, batch_norm) in norms() {
        for activation in CLASSES {
            for (skip, is_tied, has_classes) in [
                (None, false, false),
                (None, true, true),
                (Some(0.7), false, true),
                (Some(0.7), true, false),
                (Some(-0.3), true, true),
                (Some(0.5), false, false),
                (None, false, true),
                (None, true, false),
            ] {
                let block = Block::of(skip, norm).with_slope(0.2);
                let network = layers(WIDTHS[0], activation, block, &mut draws);
                let network = if is_tied { tied(network) } else { network };
                let data = data(3, [4, 4], has_classes, &mut draws);
                let error = error(&network, &data, &plan(4, batch_norm));
                assert!(
                    error < TOLERANCE,
                    "{activation:?} {block:?} {batch_norm:?} tied {is_tied} classes {has_classes}: {error:e}"
                );
            }
        }
    }
}

#[test]
fn growing_and_shrinking_widths_have_the_right_gradient() {
    let mut draws = Draws::from_seed(4);
    for widths in &WIDTHS[1..] {
        for (norm, batch_norm) in norms() {
            for activation in CLASSES {
                for has_classes in [false, true] {
                    let block = Block::of(None, norm);
                    let network = layers(widths, activation, block, &mut draws);
                    let data = data(3, [widths[0], widths[4]], has_classes, &mut draws);
                    let error = error(&network, &data, &plan(4, batch_norm));
                    assert!(
                        error < TOLERANCE,
                        "{widths:?} {activation:?} {norm:?} {batch_norm:?} classes {has_classes}: {error:e}"
                    );
                }
            }
        }
    }
}

#[test]
fn every_activation_has_the_right_gradient() {
    let mut draws = Draws::from_seed(5);
    for activation in Activation::ALL {
        for widths in WIDTHS {
            let network = layers(widths, *activation, Block::default(), &mut draws);
            let data = data(4, [widths[0], widths[4]], false, &mut draws);
            let error = error(&network, &data, &descent(0.1));
            assert!(error < TOLERANCE, "{widths:?} {activation:?}: {error:e}");
        }
    }
}

#[test]
fn layers_may_differ_in_everything() {
    let mut draws = Draws::from_seed(6);
    let norm = |is_centred, place| {
        Some(Norm {
            is_centred,
            place,
            eps: 1e-3,
        })
    };
    let blocks = [
        Block::default(),
        Block::of(Some(1.0), norm(true, Place::Before)),
        Block::of(Some(0.5), norm(false, Place::After)),
        Block::of(None, norm(true, Place::Inside)),
        Block::of(Some(-0.5), None),
        Block::default(),
    ];
    let widths = [3, 5, 5, 5, 5, 5, 2];
    let mut network = layers(&widths, Activation::Silu, Block::default(), &mut draws);
    for (j, block) in blocks.into_iter().enumerate() {
        network.layers[j].block = block;
        network.layers[j].activation = Activation::ALL[(2 * j + 1) % 15];
    }
    // Layers 2, 3 and 5 share their weights, layer 4 between them does not; layer 3 has no biases.
    for j in [2, 4] {
        network.layers[j].weight = Arc::clone(&network.layers[1].weight);
    }
    network.layers[2].bias = None;
    let data = data(5, [3, 2], true, &mut draws);
    let error = error(&network, &data, &descent(0.1));
    assert!(error < TOLERANCE, "{error:e}");
}

#[test]
fn parts_of_shared_weights_add_up() {
    let mut draws = Draws::from_seed(8);
    let shared = tied(layers(
        &[4; 4],
        Activation::Tanh,
        Block::default(),
        &mut draws,
    ));
    let data = data(6, [4, 4], false, &mut draws);
    // The same numbers, but each layer has its own.
    let mut apart = shared.layers.clone();
    for layer in &mut apart {
        layer.weight = Arc::new((*layer.weight).clone());
    }
    let mut own = Trainer::of(&of_layers(apart), data.clone(), descent(0.1)).expect("a training");
    let mut sum = Trainer::of(&shared, data, descent(0.1)).expect("a training");
    let own_record = own.look().expect("finite").clone();
    let record = sum.look().expect("finite").clone();
    assert_eq!(record.weight_parts, own_record.weight_gradients);
    for at in 0..16 {
        let parts = (1..=3).map(|layer| own.weight_gradient(layer).expect("a gradient")[at]);
        let wanted: f64 = parts.sum();
        for layer in 1..=3 {
            let found = sum.weight_gradient(layer).expect("a gradient")[at];
            assert!(
                (found - wanted).abs() < 1e-15 + 1e-14 * wanted.abs(),
                "{found} is not {wanted}"
            );
        }
    }
    let all = record
        .bias_gradients
        .iter()
        .flatten()
        .map(|b| b * b)
        .sum::<f64>();
    let norm = (all + record.weight_gradients[0].powi(2)).sqrt();
    assert!((record.gradient_norm / norm - 1.0).abs() < 1e-14);
}
