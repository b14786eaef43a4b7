//! Steps of training: old weights for all layers, the same bits again, clipping, divergence, degenerate networks.

use crate::common::random::Draws;
use crate::common::training::{bits, chain, data, descent, layers, target, tied, values};
use gradlens::network::{Block, Network, Norm, Place};
use gradlens::settings::Activation;
use gradlens::study::training::{
    BatchNorm, Batches, Clip, Data, NonFinite, Plan, Record, Rule, Trainer, What,
};

fn trainer(network: &Network, data: &Data, plan: Plan) -> Trainer {
    Trainer::of(network, data.clone(), plan).expect("a training")
}

/// A network with most of what there is, with data and a plan.
fn rich(rule: Rule) -> (Network, Data, Plan) {
    let mut draws = Draws::from_seed(11);
    let norm = Norm {
        is_centred: true,
        place: Place::Before,
        eps: 1e-5,
    };
    let network = layers(
        &[3, 6, 6, 6, 2],
        Activation::Tanh,
        Block::default(),
        &mut draws,
    );
    let mut network = network;
    network.layers[1].block = Block::of(Some(0.5), Some(norm));
    network.layers[2].weight = network.layers[1].weight.clone();
    network.layers[2].activation = Activation::Gelu;
    let data = data(23, [3, 2], true, &mut draws);
    let plan = Plan {
        rule,
        lr: 0.02,
        clip: Some(Clip {
            limit: 0.5,
            eps: 0.0,
        }),
        batches: Batches::Shuffled { size: 5, seed: 9 },
        batch_norms: vec![Some(BatchNorm::default()), None, None, None],
    };
    (network, data, plan)
}

#[test]
fn a_step_takes_all_gradients_from_the_old_weights() {
    let mut draws = Draws::from_seed(12);
    for widths in [&[4; 5][..], &[2, 3, 5, 6, 7], &[7, 6, 4, 3, 2]] {
        let network = layers(widths, Activation::Tanh, Block::default(), &mut draws);
        let data = data(6, [widths[0], widths[4]], false, &mut draws);
        let mut looked = trainer(&network, &data, descent(0.3));
        looked.look().expect("finite");
        let mut stepped = trainer(&network, &data, descent(0.3));
        stepped.step().expect("finite");
        let after = stepped.network();
        for (j, layer) in network.layers.iter().enumerate() {
            let g = looked.weight_gradient(j + 1).expect("a gradient");
            for (at, g) in g.iter().enumerate() {
                let entry = (at / widths[j + 1], at % widths[j + 1]);
                let wanted = layer.weight[entry] - 0.3 * g;
                assert_eq!(
                    after.layers[j].weight[entry].to_bits(),
                    wanted.to_bits(),
                    "layer {}",
                    j + 1
                );
            }
        }
    }
}

#[test]
fn a_look_changes_nothing_and_sees_what_the_step_sees() {
    let (network, data, plan) = rich(Rule::ADAM);
    let mut trainer = trainer(&network, &data, plan);
    for _ in 0..7 {
        let before = trainer.snapshot();
        let mut seen = trainer.look().expect("finite").clone();
        assert_eq!(trainer.snapshot(), before);
        let step = trainer.step().expect("finite").clone();
        assert!(!seen.is_step && step.is_step && step.weight_updates.iter().all(|u| *u > 0.0));
        seen.is_step = true;
        seen.weight_updates.clone_from(&step.weight_updates);
        seen.bias_updates.clone_from(&step.bias_updates);
        assert_eq!(seen, step);
    }
}

#[test]
fn the_same_run_and_one_from_a_snapshot_have_the_same_bits() {
    for rule in [Rule::Sgd, Rule::MOMENTUM, Rule::ADAM] {
        let (network, data, plan) = rich(rule);
        let run = |trainer: &mut Trainer, steps: u64| -> Vec<Record> {
            (0..steps)
                .map(|_| trainer.step().expect("finite").clone())
                .collect()
        };
        let mut first = trainer(&network, &data, plan.clone());
        let mut second = trainer(&network, &data, plan.clone());
        let all = run(&mut first, 40);
        assert_eq!(run(&mut second, 17), all[..17]);
        let kept = second.snapshot();
        assert_eq!(run(&mut second, 23), all[17..]);
        assert_eq!(bits(&second.network()), bits(&first.network()));
        // Back to the snapshot, in the same training and in a new one.
        let mut third = trainer(&network, &data, plan);
        for again in [&mut second, &mut third] {
            again.restore(&kept).expect("the same shape");
            assert_eq!(again.steps(), 17);
            assert_eq!(run(again, 23), all[17..]);
            assert_eq!(bits(&again.network()), bits(&first.network()));
        }
    }
    let (network, data, plan) = rich(Rule::Sgd);
    let mut sgd = trainer(&network, &data, plan.clone());
    let adam = trainer(
        &network,
        &data,
        Plan {
            rule: Rule::ADAM,
            ..plan
        },
    );
    assert_eq!(sgd.restore(&adam.snapshot()), None, "another rule");
}

#[test]
fn momentum_and_adam_are_what_they_are_written_as() {
    // L = 1/2 (w - 3)^2, so that g = w - 3.
    let run = |rule, lr| {
        let mut trainer = trainer(
            &chain(&[1.0]),
            &target(3.0),
            Plan {
                rule,
                ..descent(lr)
            },
        );
        let step = |_| {
            trainer.step().expect("finite");
            trainer.network().layers[0].weight[0]
        };
        [0, 1, 2].map(step)
    };
    let near = |found: [f64; 3], wanted: [f64; 3]| {
        let errors = found.iter().zip(wanted).map(|(a, b)| (a - b).abs());
        assert!(
            errors.fold(0.0, f64::max) < 1e-14,
            "{found:?} are not {wanted:?}"
        );
    };
    near(run(Rule::Sgd, 0.5), [2.0, 2.5, 2.75]);
    // v = -2, then 1/2 (-2) - 1 = -2, then -1 + 0 = -1.
    near(run(Rule::Momentum { momentum: 0.5 }, 0.5), [2.0, 3.0, 3.5]);
    // The first step of Adam is lr, whatever the gradient; then m = (-0.5 - 1.75)/1.5 ... in exact numbers.
    let adam = run(
        Rule::Adam {
            kept: [0.5, 0.75],
            eps: 1e-300,
        },
        0.25,
    );
    let (mut w, mut m, mut v) = (1.0_f64, 0.0, 0.0);
    for (t, found) in [1, 2, 3].into_iter().zip(adam) {
        let g = w - 3.0;
        (m, v) = (0.5 * m + 0.5 * g, 0.75 * v + 0.25 * g * g);
        w -= 0.25 * (m / (1.0 - 0.5_f64.powi(t))) / (v / (1.0 - 0.75_f64.powi(t))).sqrt();
        assert!((found - w).abs() < 1e-14, "step {t}: {found} is not {w}");
    }
    assert!((adam[0] - 1.25).abs() < 1e-15);
}

#[test]
fn clipping_limits_the_norm_of_all_gradients_together() {
    let (network, data, plan) = rich(Rule::Sgd);
    for limit in [1e-3, 1e6] {
        let clip = Some(Clip { limit, eps: 0.0 });
        let mut trainer = trainer(
            &network,
            &data,
            Plan {
                clip,
                ..plan.clone()
            },
        );
        let record = trainer.step().expect("finite").clone();
        let expected = (limit / record.gradient_norm).min(1.0);
        assert_eq!(record.clip_factor, expected);
        // Layers 2 and 3 share their weights, whose update counts once.
        let weights = record
            .weight_updates
            .iter()
            .enumerate()
            .filter(|(j, _)| *j != 2);
        let squares = weights
            .map(|(_, u)| u * u)
            .chain(record.bias_updates.iter().flatten().map(|u| u * u));
        let norm = squares.sum::<f64>().sqrt();
        let wanted = 0.02 * record.gradient_norm.min(limit);
        assert!(
            (norm / wanted - 1.0).abs() < 1e-13,
            "{norm:e} is not {wanted:e}"
        );
    }
}

#[test]
fn divergence_is_a_state_that_names_layer_and_step() {
    // Outputs: 1e200 twice is beyond f64 in layer 2, at once.
    let mut outputs = trainer(&chain(&[1e200, 1e200, 1.0]), &target(0.0), descent(0.1));
    assert_eq!(outputs.look(), None);
    let found = |trainer: &Trainer| {
        let NonFinite { step, what, layer } = trainer.first_non_finite().expect("divergence");
        (step, what, layer)
    };
    assert_eq!(found(&outputs), (0, What::Outputs, Some(2)));
    assert_eq!(outputs.step(), None);
    assert_eq!(outputs.steps(), 0);
    // The loss: 1/2 (1e200)^2.
    let mut loss = trainer(&chain(&[1e200]), &target(0.0), descent(0.1));
    assert_eq!(loss.step(), None);
    assert_eq!(found(&loss), (0, What::Loss, None));
    // Gradients: y = 1e150 small enough, but dL/dw = 1e150 1e160 in layer 1.
    let mut gradients = trainer(&chain(&[1e-10, 1e160]), &target(0.0), descent(0.1));
    assert_eq!(gradients.step(), None);
    assert_eq!(found(&gradients), (0, What::Gradients, Some(1)));
    // Weights: lr g is beyond f64.
    let mut weights = trainer(&chain(&[1.0]), &target(1e100), descent(1e300));
    assert!(weights.step().is_some());
    let before = weights.snapshot();
    assert_eq!(weights.step(), None);
    assert_eq!(found(&weights), (1, What::Weights, Some(1)));
    // Going back before it goes on.
    assert!(weights.restore(&before).is_some() && weights.first_non_finite().is_none());
    assert!(weights.evaluate().loss.is_nan());
}

#[test]
fn a_step_size_of_zero_changes_no_bit() {
    for rule in [Rule::Sgd, Rule::MOMENTUM, Rule::ADAM] {
        let (network, data, plan) = rich(rule);
        let mut trainer = trainer(&network, &data, Plan { lr: 0.0, ..plan });
        for _ in 0..6 {
            let record = trainer.step().expect("finite");
            assert!(record.weight_updates.iter().all(|update| *update == 0.0));
            assert_eq!(record.update_ratio(1), Some(0.0));
        }
        assert_eq!(bits(&trainer.network()), bits(&network));
    }
}

#[test]
fn dead_units_have_gradients_of_exactly_zero() {
    let mut draws = Draws::from_seed(14);
    let mut network = layers(
        &[3, 4, 4, 4, 2],
        Activation::Relu,
        Block::default(),
        &mut draws,
    );
    network.layers[1].bias = Some(vec![-1e3; 4]);
    let data = data(5, [3, 2], false, &mut draws);
    let mut trainer = trainer(&network, &data, descent(0.1));
    for _ in 0..3 {
        let record = trainer.step().expect("finite");
        assert_eq!(record.output_gradients[..2], [0.0; 2]);
        assert_eq!(record.weight_gradients[..2], [0.0; 2]);
        assert_eq!(record.bias_gradients[..2], [Some(0.0); 2]);
        assert!(record.output_gradients[4] > 0.0);
    }
    // A network that is dead as a whole: no gradient at all, and clipping has nothing to divide by.
    network.layers[3].bias = Some(vec![-1e3; 2]);
    let clip = Some(Clip {
        limit: 1.0,
        eps: 0.0,
    });
    for rule in [Rule::Sgd, Rule::MOMENTUM, Rule::ADAM] {
        let mut dead = self::trainer(
            &network,
            &data,
            Plan {
                clip,
                rule,
                ..descent(0.1)
            },
        );
        let record = dead.step().expect("finite");
        assert_eq!((record.gradient_norm, record.clip_factor), (0.0, 1.0));
        assert_eq!(bits(&dead.network()), bits(&network));
    }
}

#[test]
fn extreme_shapes_train() {
    let mut draws = Draws::from_seed(15);
    for widths in [
        vec![1; 101],
        vec![1, 1],
        vec![1, 7, 1],
        vec![5; 101],
        vec![2, 300, 1],
    ] {
        for place in Place::ALL {
            for is_centred in [None, Some(false), Some(true)] {
                let norm = is_centred.map(|is_centred| Norm {
                    is_centred,
                    place: *place,
                    eps: 1e-5,
                });
                let network = layers(&widths, Activation::Tanh, Block::of(None, norm), &mut draws);
                let ends = [widths[0], widths[widths.len() - 1]];
                let data = data(3, ends, false, &mut draws);
                let mut trainer = trainer(
                    &network,
                    &data,
                    Plan {
                        rule: Rule::ADAM,
                        ..descent(1e-3)
                    },
                );
                let first = trainer.step().expect("finite").loss;
                for _ in 0..20 {
                    trainer.step().expect("finite");
                }
                let last = trainer.look().expect("finite").loss;
                assert!(
                    last <= first * 1.05,
                    "{} layers, {norm:?}: {first} {last}",
                    widths.len() - 1
                );
            }
        }
    }
}

#[test]
fn layer_norm_of_one_unit_leaves_no_gradient() {
    let mut draws = Draws::from_seed(16);
    let norm = Norm {
        is_centred: true,
        place: Place::Inside,
        eps: 1e-5,
    };
    let network = tied(layers(
        &[1; 4],
        Activation::Tanh,
        Block::of(None, Some(norm)),
        &mut draws,
    ));
    let rows = Data::of(vec![0.3, -0.2], 1, values(vec![1.0, 2.0], 1)).expect("data");
    let mut trainer = trainer(&network, &rows, descent(0.1));
    let record = trainer.look().expect("finite");
    assert_eq!(record.weight_gradients, [0.0; 3]);
    assert_eq!(record.output_gradients[..3], [0.0; 3]);
}
