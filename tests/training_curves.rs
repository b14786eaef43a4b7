//! What training computes with, against what the analysis computes with: activations, products, norms, whole passes.

use crate::common::random::Draws;
use crate::common::training::{descent, layers, values};
use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::{Block, Curve, Extended, Loss, Network, Norm, Place};
use gradlens::settings::{Activation, Recipe};
use gradlens::study::training::{Data, DataSet, Trainer};
use nalgebra::DMatrix;

/// Points around 0, in the tails and at the edges of what f64 holds.
fn points() -> Vec<f64> {
    let mut points = vec![
        0.0, -0.0, 1e-300, -1e-300, 1e-9, -1e-9, 36.0, -36.0, 700.0, -700.0, 1e4, -1e4,
    ];
    points.extend((-4000..=4000).map(|i| f64::from(i) * 0.01));
    points
}

/// y = A(x) of one unit of weight 1, and dl/dx for dl/dy = 1, as a training has them.
fn curve(activation: Activation, slope: f64, x: f64) -> [f64; 2] {
    let mut draws = Draws::from_seed(1);
    let block = Block::default().with_slope(slope);
    let mut network = layers(&[1, 1], activation, block, &mut draws);
    network.layers[0].weight = DMatrix::identity(1, 1).into();
    network.layers[0].bias = None;
    let y = {
        let data = Data::of(vec![x], 1, values(vec![0.0], 1)).expect("data");
        let trainer = Trainer::of(&network, data, descent(0.0)).expect("a training");
        trainer.outputs(&[x])[0]
    };
    // With a target of y - 1 the gradient begins with 1, as well as y - (y - 1) is 1.
    let target = y - 1.0;
    let data = Data::of(vec![x], 1, values(vec![target], 1)).expect("data");
    let mut trainer = Trainer::of(&network, data, descent(0.0)).expect("a training");
    trainer.look().expect("finite");
    let gradient = trainer.weight_gradient(1).expect("a gradient")[0];
    [y, gradient / x / (y - target)]
}

#[test]
fn activations_agree_with_those_of_the_analysis() {
    for activation in Activation::ALL {
        for slope in [0.01, 0.3] {
            let block = Block::default().with_slope(slope);
            for x in points().into_iter().filter(|x| x.abs() > 1e-200) {
                let exact = Curve::of(*activation, block);
                let a = Extended::from(x);
                let wanted = [exact.value(a), exact.derivative(a)].map(Extended::to_f64);
                let found = curve(*activation, slope, x);
                // Two terms cancel where A' is small on the left; they are at most this large.
                let terms = match activation {
                    Activation::Gelu => (x * x).max(1.0) * (-0.5 * x * x).exp().min(1.0),
                    Activation::Silu | Activation::Mish => {
                        x.abs().max(1.0) * (-x.abs()).exp().min(1.0)
                    }
                    _ => 0.0,
                };
                for (found, wanted, terms) in [
                    (found[0], wanted[0], terms),
                    (found[1], wanted[1], terms * x.abs().max(1.0)),
                ] {
                    // Roundings of the chain around A', of the terms, and what is no normal number.
                    let tolerance = 3e-15 * wanted.abs() + 1e-15 * terms + 1e-307;
                    let error = (found - wanted).abs();
                    assert!(
                        error <= tolerance,
                        "{activation:?} at {x}: {found:e} is not {wanted:e}"
                    );
                }
            }
        }
    }
}

#[test]
fn one_row_is_what_the_analysis_says() {
    let mut draws = Draws::from_seed(21);
    let mut blocks = vec![Block::default(), Block::of(Some(0.8), None)];
    for place in Place::ALL {
        for is_centred in [false, true] {
            let norm = Some(Norm {
                is_centred,
                place: *place,
                eps: 1e-3,
            });
            blocks.extend([Block::of(None, norm), Block::of(Some(-0.4), norm)]);
        }
    }
    for activation in Activation::ALL {
        for block in &blocks {
            let mut network = layers(&[5; 7], *activation, *block, &mut draws);
            network.input = (0..5).map(|_| draws.normal()).collect();
            let target: Vec<f64> = (0..5).map(|_| draws.normal()).collect();
            network.loss = Loss::MeanSquared(target.clone());
            compare(&network, values(target, 5));
            network.loss = Loss::CrossEntropy(3);
            compare(
                &network,
                gradlens::study::training::Targets::Classes(vec![3]),
            );
        }
    }
}

fn compare(network: &Network, targets: gradlens::study::training::Targets) {
    let data = Data::of(network.input.clone(), 5, targets).expect("data");
    let mut trainer = Trainer::of(network, data, descent(0.1)).expect("a training");
    let record = trainer.look().expect("finite").clone();
    let analysis = Analysis::of(network);
    let near = |found: f64, wanted: Extended| {
        let wanted = wanted.to_f64();
        let error = (found - wanted).abs();
        assert!(
            error <= 1e-11 * wanted.abs() + 1e-15,
            "{found:e} is not {wanted:e}: {:?}",
            network.layers[0]
        );
    };
    near(record.loss, analysis.loss.expect("a loss"));
    near(record.output_gradients[0], analysis.input_gradient);
    for (j, layer) in analysis.layers.iter().enumerate() {
        near(record.output_gradients[j + 1], layer.gradient.output);
        near(record.weight_gradients[j], layer.gradient.weight);
        near(
            record.bias_gradients[j].expect("biases"),
            layer.gradient.pre_activation,
        );
    }
    let outputs = trainer.outputs(&network.input);
    for (found, wanted) in outputs.iter().zip(network.forward().outputs[6].iter()) {
        near(*found, wanted);
    }
}

/// However many numbers there are, each has the bits that it has alone, in one layer.
#[test]
fn activations_of_many_numbers_are_those_of_each() {
    let mut draws = Draws::from_seed(9);
    let points: Vec<f64> = (0..525).map(|_| 8.0 * draws.normal()).collect();
    for activation in Activation::ALL {
        let mut network = layers(&[1, 1], *activation, Block::default(), &mut draws);
        network.layers[0].weight = DMatrix::identity(1, 1).into();
        let data = Data::of(vec![1.0], 1, values(vec![0.0], 1)).expect("data");
        let trainer = Trainer::of(&network, data, descent(0.0)).expect("a training");
        for count in [1, 3, 8, 9, 256, 259, 525] {
            let together = trainer.outputs(&points[..count]);
            for (x, y) in points.iter().zip(&together) {
                let alone = trainer.outputs(&[*x])[0];
                assert_eq!(y.to_bits(), alone.to_bits(), "{activation:?} at {x}");
            }
        }
    }
}

/// However many rows there are, each has the bits that it has alone, through layers with skips and norms; a number that is
/// not finite takes all of them with it.
#[test]
fn answers_to_many_rows_are_those_to_each() {
    let mut draws = Draws::from_seed(31);
    let recipe = link::decode("v=1&depth=5&width=9&inputs=3&act=tanh&skip=0.5&norm=layer&bias=0.1");
    let network = Network::from(&recipe.0.recipe);
    let data = Data::of(vec![1.0; 3], 3, values(vec![0.0; 9], 9)).expect("data");
    let trainer = Trainer::of(&network, data, descent(0.0)).expect("a training");
    let x: Vec<f64> = (0..3 * 200).map(|_| draws.normal()).collect();
    for rows in [1, 63, 64, 65, 128, 200] {
        let together = trainer.outputs(&x[..3 * rows]);
        assert_eq!(together.len(), 9 * rows);
        for (row, y) in x.chunks(3).zip(together.chunks(9)) {
            let alone = trainer.outputs(row);
            let bits = |y: &[f64]| y.iter().map(|y| y.to_bits()).collect::<Vec<_>>();
            assert_eq!(bits(y), bits(&alone), "{rows}");
        }
    }
    let mut wrong = x;
    wrong[3 * 199] = f64::NAN;
    let all = trainer.outputs(&wrong);
    assert!(all.len() == 9 * 200 && all.iter().all(|y| y.is_nan()));
    assert!(trainer.outputs(&[]).is_empty());
}

/// Whatever the shape, each sum is taken in the order of its terms, so that it has the bits of a plain loop.
#[test]
fn products_have_the_bits_of_plain_loops() {
    let mut draws = Draws::from_seed(22);
    for [rows, inputs, outputs] in [
        [1, 1, 1],
        [3, 5, 7],
        [4, 64, 4],
        [5, 65, 9],
        [9, 130, 6],
        [2, 3, 12],
        [8, 16, 16],
    ] {
        let network = layers(
            &[inputs, outputs],
            Activation::Linear,
            Block::default(),
            &mut draws,
        );
        let x: Vec<f64> = (0..rows * inputs).map(|_| draws.normal()).collect();
        let data = Data::of(
            x.clone(),
            inputs,
            values(vec![0.0; rows * outputs], outputs),
        )
        .expect("data");
        let mut trainer = Trainer::of(&network, data, descent(0.1)).expect("a training");
        let y = trainer.outputs(&x);
        let layer = &network.layers[0];
        for row in 0..rows {
            for unit in 0..outputs {
                let mut sum = layer.bias.as_ref().expect("biases")[unit];
                for input in 0..inputs {
                    sum += x[row * inputs + input] * layer.weight[(input, unit)];
                }
                assert_eq!(y[row * outputs + unit].to_bits(), sum.to_bits());
            }
        }
        trainer.look().expect("finite");
        let gradient = trainer.weight_gradient(1).expect("a gradient");
        for input in 0..inputs {
            for unit in 0..outputs {
                let mut sum = 0.0;
                for row in 0..rows {
                    sum += x[row * inputs + input] * y[row * outputs + unit];
                }
                let wanted = sum * (1.0 / rows as f64);
                assert_eq!(gradient[input * outputs + unit].to_bits(), wanted.to_bits());
            }
        }
    }
}

#[test]
fn a_recipe_takes_its_ends_from_the_data() {
    let recipe = Recipe {
        depth: 4,
        ..Recipe::default()
    };
    let data = DataSet::Spiral.data(20, 1);
    let network = data.network(&recipe);
    let width = recipe.width.at(1);
    assert_eq!(network.widths(), [2, width, width, width, 2]);
    assert!(
        network
            .layers
            .iter()
            .all(|layer| layer.bias == Some(vec![0.0; layer.weight.ncols()]))
    );
    assert_eq!(network.loss, Loss::CrossEntropy(0));
    assert_eq!(network.input, data.input(0));
    assert!(Trainer::of(&network, data, descent(0.1)).is_ok());
    let one = DataSet::Sine.data(5, 1).network(&Recipe {
        depth: 1,
        ..Recipe::default()
    });
    assert_eq!(one.widths(), [1, 1]);
}
