//! Gradients that are added: of shared weights, and of several inputs.

use std::sync::Arc;

use crate::block::network;
use crate::common::oracle::Big;
use gradlens::analysis::{Analysis, Piece, SummedGradient};
use gradlens::link;
use gradlens::network::{Extended, ExtendedVector, Layer, Loss, Network};
use gradlens::report;
use gradlens::settings::Activation;
use nalgebra::{DMatrix, dmatrix};

fn of_link(text: &str) -> Network {
    let (settings, notices) = link::decode(text);
    assert_eq!(notices, [], "{text}");
    Network::from(&settings.recipe)
}

fn output(network: &Network, input: &[f64]) -> Vec<f64> {
    let outputs = network.forward_from(input, 1.0).outputs;
    outputs[network.layers.len()]
        .iter()
        .map(Extended::to_f64)
        .collect()
}

/// L at an output, of the smooth losses.
fn loss(loss: &Loss, y: &[f64]) -> f64 {
    match loss {
        Loss::Direction(d) | Loss::Extreme(_, d) => y.iter().zip(d).map(|(y, d)| y * d).sum(),
        Loss::MeanSquared(t) => y.iter().zip(t).map(|(y, t)| 0.5 * (y - t).powi(2)).sum(),
        Loss::CrossEntropy(class) => y.iter().map(|y| y.exp()).sum::<f64>().ln() - y[*class],
        Loss::Sum => y.iter().sum(),
    }
}

/// The mean loss over all inputs.
fn mean_loss(network: &Network) -> f64 {
    let first = loss(&network.loss, &output(network, &network.input));
    let others = network.samples.iter();
    let others = others.map(|sample| loss(&sample.loss, &output(network, &sample.input)));
    (first + others.sum::<f64>()) / (network.samples.len() + 1) as f64
}

/// d f/d w of the weights that these layers have, by central differences of the fourth order: the norm.
fn by_differences(network: &Network, layers: &[usize], f: impl Fn(&Network) -> f64) -> f64 {
    const STEP: f64 = 3e-4;
    let exact = Arc::clone(&network.layers[layers[0]].weight);
    let mut squares = 0.0;
    for at in 0..exact.len() {
        let moved = |steps: f64| {
            let mut weight = DMatrix::clone(&exact);
            weight[at] += steps * STEP;
            let weight = Arc::new(weight);
            let mut moved = network.clone();
            for layer in layers {
                moved.layers[*layer].weight = Arc::clone(&weight);
            }
            f(&moved)
        };
        let slope = (8.0 * (moved(1.0) - moved(-1.0)) - (moved(2.0) - moved(-2.0))) / (12.0 * STEP);
        squares += slope * slope;
    }
    squares.sqrt()
}

fn is_near(found: Extended, expected: f64, told: &str) {
    let found = found.to_f64();
    let error = (found - expected).abs() / expected.abs().max(1e-3);
    assert!(error < 1e-7, "{told}: {found} against {expected}");
}

#[test]
fn gradients_of_shared_weights_are_those_of_finite_differences() {
    let mut ties = 0;
    for act in ["tanh", "sigmoid", "gelu", "sin"] {
        for more in [
            "",
            "&skip=0.5",
            "&norm=layer",
            "&norm=rms&place=after&skip=1",
            "&norm=layer&place=before",
        ] {
            for (width, groups) in [("3", 1), ("4~2,3~3", 2)] {
                let text = format!(
                    "v=1&depth=5&width={width}&act={act}&tied=1&bias=0.3&loss=mse&seed=4{more}"
                );
                let network = of_link(&text);
                let analysis = Analysis::of(&network);
                assert_eq!(analysis.ties.len(), groups, "{text}");
                for tie in &analysis.ties {
                    let layers: Vec<usize> = tie.layers.iter().map(|layer| layer - 1).collect();
                    let expected = by_differences(&network, &layers, mean_loss);
                    assert!(tie.gradient.is_resolved, "{text}: {:?}", tie.gradient);
                    is_near(tie.gradient.norm, expected, &text);
                    let parts = layers
                        .iter()
                        .map(|j| analysis.layers[*j].gradient.weight.to_f64());
                    is_near(tie.gradient.parts, parts.sum(), &text);
                    ties += 1;
                }
            }
        }
    }
    assert_eq!(ties, 4 * 5 * 3);
}

/// What a file and a link say of shared weights is the same network, with the same gradients, and so do its words.
#[test]
fn shared_weights_stay_shared_in_files_and_between_threads() {
    let network = of_link("v=1&depth=6&width=4~3,3~3&act=leaky-relu&tied=1&slope=0.25&seed=2");
    assert_eq!(
        network,
        super::block::network("depth=6&width=4~3,3~3&act=leaky-relu&tied=1&seed=2")
            .with_slopes(0.25)
    );
    assert_eq!(network.shared_weights(), [vec![0, 1, 2], vec![4, 5]]);
    let from_file = Network::from_value(&network.to_value()).expect("a network");
    let from_words = Network::from_words(&network.to_words()).expect("a network");
    for other in [from_file, from_words] {
        assert_eq!(other, network);
        assert_eq!(other.shared_weights(), network.shared_weights());
        assert_eq!(Analysis::of(&other), Analysis::of(&network));
    }
    assert!(of_link("v=1&init=identity").shared_weights().is_empty());
}

trait Slopes {
    fn with_slopes(self, slope: f64) -> Self;
}

impl Slopes for Network {
    fn with_slopes(mut self, slope: f64) -> Self {
        for layer in &mut self.layers {
            layer.block = layer.block.with_slope(slope);
        }
        self
    }
}

/// || sum of dL/dw || in arithmetic of many bits from the numbers that f64 has for z, A' and w.
fn exact_sum(network: &Network, layers: &[usize]) -> f64 {
    const BITS: usize = 600;
    let big = |x: Extended| -> Big {
        let x = x.to_f64();
        Big::try_from(x)
            .expect("a finite number")
            .with_precision(BITS)
            .value()
    };
    let forward = network.forward();
    let (_, start) = network.loss_gradient(&forward.outputs[network.layers.len()]);
    let mut gradient: Vec<Big> = start.iter().map(big).collect();
    let shape = network.layers[layers[0]].weight.shape();
    let mut sum = vec![Big::ZERO.with_precision(BITS).value(); shape.0 * shape.1];
    for (j, layer) in network.layers.iter().enumerate().rev() {
        let slopes = forward.derivatives[j].iter().map(|a| big(*a));
        let delta: Vec<Big> = slopes.zip(&gradient).map(|(a, g)| a * g).collect();
        if layers.contains(&j) {
            for (i, z) in forward.outputs[j].iter().enumerate() {
                for (k, delta) in delta.iter().enumerate() {
                    sum[i * shape.1 + k] += big(z) * delta;
                }
            }
        }
        gradient = (0..layer.weight.nrows())
            .map(|i| {
                let row = delta.iter().enumerate();
                row.fold(Big::ZERO.with_precision(BITS).value(), |sum, (k, delta)| {
                    sum + big(layer.weight[(i, k)].into()) * delta
                })
            })
            .collect();
    }
    let squares = sum
        .iter()
        .fold(Big::ZERO.with_precision(BITS).value(), |s, x| s + x * x);
    squares.sqrt().to_f64().value()
}

#[test]
fn gradients_of_shared_weights_are_those_of_many_bits() {
    for (act, depth, gain, seed) in [
        ("tanh", 20, 1.5, 1),
        ("relu", 12, 1.4, 3),
        ("linear", 30, 1.1, 5),
        ("sigmoid", 20, 4.0, 2),
        ("gelu", 40, 2.0, 9),
    ] {
        let text = format!("v=1&depth={depth}&width=6&act={act}&gain={gain}&tied=1&seed={seed}");
        let network = of_link(&text);
        let analysis = Analysis::of(&network);
        let SummedGradient {
            norm,
            error,
            is_resolved,
            ..
        } = analysis.ties[0].gradient;
        let expected = exact_sum(&network, &(0..depth).collect::<Vec<_>>());
        let found = (norm.to_f64() / expected - 1.0).abs();
        assert!(
            is_resolved && found <= error && found < 1e-11,
            "{text}: {found:e}, {error:e}"
        );
    }
}

/// z_1 = x, w = 1 + e and the second layer turns the sign: what the layers add is e, not a number of 1 - 1.
#[test]
fn what_cancels_in_a_sum_is_marked() {
    let tiny = |e: f64| {
        let weight = Arc::new(dmatrix![1.0]);
        let other = Arc::new(dmatrix![-1.0 - e]);
        let layer = |weight: &Arc<DMatrix<f64>>| Layer {
            weight: Arc::clone(weight),
            bias: None,
            activation: Activation::Linear,
            block: gradlens::network::Block::default(),
        };
        // dL/dw of the first layer is z0 (-1 - e) g, that of the last one z2 g, z2 = -(1 + e) x + b.
        let mut last = layer(&other);
        last.bias = Some(vec![2.0 + 2.0 * e]);
        Network {
            name: None,
            input: vec![1.0],
            layers: vec![layer(&weight), last, layer(&weight)],
            loss: Loss::Direction(vec![1.0]),
            turn: None,
            samples: Vec::new(),
        }
    };
    // z2 = 1 + e: the parts are -(1 + e) and 1 + e, which cancel exactly, and are roundings of what they might be.
    let gradient = Analysis::of(&tiny(0.25)).ties[0].gradient;
    assert!(!gradient.is_resolved, "{gradient:?}");
    let size = gradient.norm.to_f64();
    assert!(size > 0.0 && size < 1e-10, "{gradient:?}");
    is_near(gradient.parts, 2.5, "parts");
    // With another bias the sum is 0.125 - 10^-9 of the parts is left, then a quarter.
    for (left, is_resolved) in [(1e-9, false), (1e-5, true), (0.25, true)] {
        let mut network = tiny(0.25);
        network.layers[1].bias = Some(vec![2.5 + left]);
        let gradient = Analysis::of(&network).ties[0].gradient;
        assert_eq!(gradient.is_resolved, is_resolved, "{left}: {gradient:?}");
        let found = gradient.norm.to_f64();
        assert!(found >= left * (1.0 - 1e-5), "{left}: {gradient:?}");
        let real = (found / left - 1.0).abs();
        assert!(
            !is_resolved || real <= gradient.error,
            "{left}: {gradient:?}"
        );
    }
    // Zeros are exact.
    let dead = of_link("v=1&depth=5&width=3&act=relu&init=zeros&tied=1");
    let gradient = Analysis::of(&dead).ties[0].gradient;
    assert!(
        gradient.is_resolved && gradient.norm.is_zero(),
        "{gradient:?}"
    );
}

#[test]
fn gradients_of_a_mean_loss_are_those_of_finite_differences() {
    for kind in ["unit", "mse", "cross-entropy", "sum"] {
        for more in ["", "&skip=0.7&norm=rms", "&tied=1"] {
            let text = format!(
                "v=1&depth=3&width=4~2,3&act=tanh&gain=1.5{more}&loss={kind}&samples=5&seed=8"
            );
            let network = of_link(&text);
            assert_eq!(network.samples.len(), 4);
            let analysis = Analysis::of(&network);
            let batch = analysis.batch.as_deref().expect("several inputs");
            assert_eq!(batch.count, 5);
            for (j, sum) in batch.weights.iter().enumerate() {
                let expected = by_differences(&network, &[j], mean_loss);
                assert!(sum.is_resolved, "{text}: {sum:?}");
                is_near(sum.norm, expected, &text);
            }
            match batch.loss {
                Some(found) => is_near(found, mean_loss(&network), &text),
                None => assert!(["unit", "sum"].contains(&kind), "{text}"),
            }
            // Each input alone is a network of its own.
            let alone = |n: usize| {
                let mut alone = network.clone();
                if let Some(sample) = n.checked_sub(1).map(|n| &network.samples[n]) {
                    (alone.input, alone.loss) = (sample.input.clone(), sample.loss.clone());
                }
                alone.samples.clear();
                Analysis::of(&alone)
            };
            let all: Vec<Analysis> = (0..5).map(alone).collect();
            for h in 0..=3 {
                let length = |one: &Analysis| match h {
                    0 => one.input_gradient.to_f64(),
                    h => one.layers[h - 1].gradient.output.to_f64(),
                };
                let lengths: Vec<f64> = all.iter().map(length).collect();
                is_near(batch.outputs[h], lengths.iter().sum::<f64>() / 5.0, &text);
                let squares = lengths.iter().map(|x| x * x).sum::<f64>();
                is_near(batch.joint[h], squares.sqrt() / 5.0, &text);
                assert!(batch.is_resolved[h], "{text}");
            }
            for (j, sum) in batch.weights.iter().enumerate() {
                let parts = all.iter().map(|one| one.layers[j].gradient.weight.to_f64());
                is_near(sum.parts, parts.sum::<f64>() / 5.0, &text);
            }
            // Everything else is of the first input.
            let first = Analysis {
                samples: 5,
                batch: analysis.batch.clone(),
                ..all[0].clone()
            };
            // As text, because a bound that does not exist is NaN.
            assert_eq!(format!("{first:?}"), format!("{analysis:?}"), "{text}");
        }
    }
}

#[test]
fn a_batch_travels_as_words_and_is_in_the_report() {
    let analysis = Analysis::of(&of_link("v=1&depth=3&width=3&tied=1&loss=mse&samples=3"));
    let piece = Piece::Batch(analysis.batch.clone().expect("a batch"));
    let words = piece.to_words();
    assert_eq!(Piece::from_words(&words), Some(piece));
    for length in 0..words.len() {
        assert_eq!(Piece::from_words(&words[..length]), None);
    }
    let report: serde_json::Value =
        serde_json::from_str(&report::of(&analysis, None).to_string()).expect("JSON");
    assert_eq!(report["ties"][0]["layers"], serde_json::json!([1, 2, 3]));
    assert_eq!(report["ties"][0]["resolved"], true);
    assert_eq!(report["batch"]["count"], 3);
    assert_eq!(report["batch"]["layers"].as_array().map(Vec::len), Some(3));
    assert_eq!(report["batch"]["places"].as_array().map(Vec::len), Some(4));
    let found = report["batch"]["layers"][0]["log10_weight"]
        .as_f64()
        .expect("a number");
    let weight = analysis.batch.expect("a batch").weights[0].norm.to_f64();
    assert!((found - weight.log10()).abs() < 1e-12);
    let plain = Analysis::of(&of_link("v=1&depth=3&width=3"));
    let report = report::of(&plain, None).to_string();
    assert!(!report.contains("\"ties\"") && !report.contains("\"batch\""));
}

/// Gradients far outside of f64 are added as well: linear layers that multiply by 10^3, 150 of them.
#[test]
fn sums_have_exponents_that_do_not_run_out() {
    let weight = Arc::new(DMatrix::identity(2, 2) * 1000.0);
    let mut network = of_link("v=1&depth=150&width=2&act=linear");
    for layer in &mut network.layers {
        layer.weight = Arc::clone(&weight);
    }
    let gradient = Analysis::of(&network).ties[0].gradient;
    // Every layer has z g^T 1000^149.
    let (z, g) = (ExtendedVector::new(&network.input, 0).norm(), 1.0);
    let expected = 150_f64.log10() + 3.0 * 149.0 + (z.to_f64() * g).log10();
    let found = gradient.norm.log10().expect("not zero");
    assert!(
        gradient.is_resolved && (found - expected).abs() < 1e-12,
        "{found} {expected}"
    );
}

#[test]
fn blocks_of_links_are_those_of_explicit_networks() {
    for options in [
        "skip=0.5",
        "norm=layer",
        "norm=rms&place=before",
        "skip=1&norm=layer&place=after",
        "skip=0.3&norm=rms&tied=1",
    ] {
        for width in ["5", "4~3,6~3"] {
            let text = format!("depth=6&width={width}&act=tanh&init=he-normal&seed=11&{options}");
            assert_eq!(of_link(&text), network(&text), "{text}");
            let (settings, _) = link::decode(&text);
            for (j, layer) in network(&text).layers.iter().enumerate() {
                assert_eq!(Layer::of(&settings.recipe, j + 1), *layer, "{text}");
            }
        }
    }
}
