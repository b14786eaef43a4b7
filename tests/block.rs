//! Skips, norms and tied weights: derivatives against finite differences, exact zeros, limits, what a layer and a
//! chain of it say.

use std::sync::Arc;

use gradlens::analysis::{Analysis, LayerDetail, LayerImages, Spectrum};
use gradlens::link;
use gradlens::network::{Block, Extended, NORM_EPS, Network, Norm, Place};
use gradlens::settings::Activation;
use nalgebra::DMatrix;

/// The network of a link, with what its keys `skip` (for each layer; where the width stays the same), `norm`, `place`
/// and `tied` (layers of one shape have the weights of the first one) add.
pub fn network(link: &str) -> Network {
    let pairs = link.split('&').filter_map(|pair| pair.split_once('='));
    let (options, plain): (Vec<_>, Vec<_>) =
        pairs.partition(|(key, _)| ["skip", "norm", "place", "tied"].contains(key));
    let plain: Vec<String> = plain
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let (settings, notices) = link::decode(&plain.join("&"));
    assert_eq!(notices, [], "{link}");
    let mut network = Network::from(&settings.recipe);
    let given = |key: &str| {
        options
            .iter()
            .find_map(|(name, value)| (*name == key).then_some(*value))
    };
    let norm = given("norm").map(|kind| Norm {
        is_centred: kind == "layer",
        place: match given("place") {
            Some("before") => Place::Before,
            Some("after") => Place::After,
            _ => Place::Inside,
        },
        eps: NORM_EPS,
    });
    let skips: Vec<f64> = given("skip").map_or(Vec::new(), |list| {
        list.split(',')
            .map(|s| s.parse().expect("a number"))
            .collect()
    });
    for j in 0..network.layers.len() {
        let is_square = network.layers[j].weight.is_square();
        let skip = skips
            .get(j)
            .or(skips.last())
            .filter(|s| is_square && **s != 0.0);
        network.layers[j].block = Block::of(skip.copied(), norm);
        let shape = network.layers[j].weight.shape();
        if given("tied").is_some()
            && let Some(first) = network.layers[..j]
                .iter()
                .find(|layer| layer.weight.shape() == shape)
        {
            network.layers[j].weight = Arc::clone(&first.weight);
        }
    }
    network
}

fn output(network: &Network, input: &[f64]) -> Vec<f64> {
    let mut moved = network.clone();
    moved.input = input.to_vec();
    let outputs = moved.forward().outputs;
    let last = outputs.last().expect("an output");
    last.iter().map(Extended::to_f64).collect()
}

/// dy*/dx by central differences of the fourth order.
fn differences(network: &Network) -> DMatrix<f64> {
    const STEP: f64 = 3e-4;
    let inputs = network.input.len();
    let columns = (0..inputs).map(|i| {
        let at = |steps: f64| {
            let mut input = network.input.clone();
            input[i] += steps * STEP;
            nalgebra::DVector::from_vec(output(network, &input))
        };
        (8.0 * (at(1.0) - at(-1.0)) - (at(2.0) - at(-2.0))) / (12.0 * STEP)
    });
    DMatrix::from_columns(&columns.collect::<Vec<_>>())
}

const SKIPS: [&str; 4] = ["", "&skip=1", "&skip=0.3", "&skip=2,2,0"];
const NORMS: [&str; 7] = [
    "",
    "&norm=layer&place=before",
    "&norm=layer",
    "&norm=layer&place=after",
    "&norm=rms&place=before",
    "&norm=rms",
    "&norm=rms&place=after",
];

#[test]
fn gradients_and_chains_are_those_of_finite_differences() {
    let smooth = Activation::ALL.iter().filter(|act| {
        !matches!(
            act,
            Activation::Relu
                | Activation::LeakyRelu
                | Activation::Elu
                | Activation::Selu
                | Activation::Softsign
        )
    });
    let mut count = 0;
    for (number, act) in smooth.enumerate() {
        for skip in SKIPS {
            for norm in NORMS {
                for width in ["5", "4~2,6"] {
                    for more in ["", "&tied=1"] {
                        let bias = if more.is_empty() { "" } else { "&bias=0.4" };
                        let link = format!(
                            "v=1&depth=3&width={width}&act={}&init=lecun-normal{bias}&seed={number}",
                            act.name()
                        );
                        let link = format!("{link}{skip}{norm}{more}");
                        check(&network(&link), &link);
                        count += 1;
                    }
                }
            }
        }
    }
    assert_eq!(count, 10 * 4 * 7 * 2 * 2);
}

fn check(network: &Network, link: &str) {
    let analysis = Analysis::of(network);
    let expected = differences(network);
    let mut values: Vec<f64> = expected.singular_values().iter().copied().collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let found = &analysis.chain[0].spectrum.values;
    assert_eq!(found.len(), values.len(), "{link}");
    for (found, expected) in found.iter().zip(&values) {
        let error = (found.to_f64() - expected).abs() / values[0];
        assert!(
            error < 2e-6,
            "{link}: {} against {expected}",
            found.to_f64()
        );
    }
    let last = network.forward().outputs.pop().expect("an output");
    let (_, start) = network.loss_gradient(&last);
    let start = nalgebra::DVector::from_iterator(start.len(), start.iter().map(Extended::to_f64));
    let expected = (expected.transpose() * start).norm();
    let found = analysis.input_gradient.to_f64();
    assert!(
        (found - expected).abs() < 2e-6 * values[0],
        "{link}: {found} against {expected}"
    );
}

#[test]
fn weight_gradients_are_those_of_finite_differences() {
    for skip in SKIPS {
        for norm in NORMS {
            let link = format!("v=1&depth=3&width=4&act=tanh&bias=0.2&loss=mse{skip}{norm}&seed=5");
            let network = network(&link);
            let analysis = Analysis::of(&network);
            for (j, layer) in analysis.layers.iter().enumerate() {
                let loss = |i: usize, step: f64| {
                    let mut moved = network.clone();
                    let weight = Arc::make_mut(&mut moved.layers[j].weight);
                    weight[i] += step;
                    let output = moved.forward().outputs.pop().expect("an output");
                    moved.loss_gradient(&output).0.expect("a loss").to_f64()
                };
                const STEP: f64 = 3e-4;
                let derivative = |i| {
                    (8.0 * (loss(i, STEP) - loss(i, -STEP))
                        - (loss(i, 2.0 * STEP) - loss(i, -2.0 * STEP)))
                        / (12.0 * STEP)
                };
                let square: f64 = (0..16).map(|i| f64::powi(derivative(i), 2)).sum();
                let (found, expected) = (layer.gradient.weight.to_f64(), square.sqrt());
                assert!(
                    (found / expected - 1.0).abs() < 1e-6,
                    "{link}, layer {}: {found} against {expected}",
                    j + 1
                );
            }
        }
    }
}

#[test]
fn a_skip_of_zero_in_a_file_is_the_identity() {
    let mut network = network("v=1&depth=5&width=7&act=relu&skip=1&bias=1&seed=9");
    for layer in &mut network.layers {
        layer.block = Block::of(Some(0.0), None);
    }
    let analysis = Analysis::of(&network);
    for suffix in &analysis.chain {
        assert_eq!(suffix.spectrum.values, vec![Extended::ONE; 7]);
        assert_eq!(suffix.spectrum.resolved, 7);
    }
    assert_eq!(analysis.input_gradient, analysis.layers[4].gradient.output);
    assert!(
        analysis
            .layers
            .iter()
            .all(|layer| layer.gradient.weight.is_zero())
    );
}

#[test]
fn dead_blocks_leave_the_identity() {
    // Every pre-activation is negative, so that no unit answers.
    let mut network = network("v=1&depth=4&width=6&act=relu&skip=1&seed=1");
    for layer in &mut network.layers {
        layer.bias = Some(vec![-1e6; 6]);
    }
    let analysis = Analysis::of(&network);
    assert_eq!(analysis.chain[0].spectrum.values, vec![Extended::ONE; 6]);
    assert!(
        analysis
            .layers
            .iter()
            .all(|layer| layer.dead == 6 && layer.gradient.weight.is_zero())
    );
}

#[test]
fn a_skip_is_none_where_the_width_changes() {
    let network = network("v=1&depth=4&width=6~2,4~2&inputs=3&skip=0.5&seed=1");
    let skips: Vec<_> = network
        .layers
        .iter()
        .map(|layer| layer.block.skip())
        .collect();
    assert_eq!(skips, [None, Some(0.5), None, Some(0.5)]);
}

#[test]
fn files_and_words_keep_every_option() {
    for norm in NORMS {
        for (skip, eps) in [(Some(-0.25), 0.0), (Some(3.5), 1e-300), (None, 0.75)] {
            let mut network = network(&format!("v=1&depth=3&width=4&act=tanh{norm}&tied=1&seed=6"));
            for layer in &mut network.layers {
                layer.block = Block::of(skip, layer.block.norm().map(|norm| Norm { eps, ..norm }));
            }
            let same = Some(&network);
            assert_eq!(Network::from_words(&network.to_words()).as_ref(), same);
            assert_eq!(Network::from_value(&network.to_value()).ok().as_ref(), same);
        }
    }
}

/// The bound holds, and is that of the parts.
#[test]
fn no_layer_and_no_chain_passes_its_bound() {
    for skip in SKIPS {
        for norm in NORMS {
            for act in ["tanh", "relu", "sigmoid"] {
                let link = format!(
                    "v=1&depth=5&width=6&act={act}&init=he-normal&bias=0.3{skip}{norm}&seed=8"
                );
                let analysis = Analysis::of(&network(&link));
                let holds = |spectrum: &Spectrum, bound: Extended| {
                    spectrum.values[0]
                        .cmp_abs(bound * (1.0 + 1e-12).into())
                        .is_le()
                };
                for layer in &analysis.layers {
                    let plain = layer.diag_norm * layer.weight_norm;
                    let of_norm = |is_here: bool| match &layer.norm {
                        Some(normed) if is_here => 1.0 / normed.scale.to_f64(),
                        _ => 1.0,
                    };
                    let is_after = layer.block.norm_at(Place::After).is_some();
                    let branch = plain.to_f64() * of_norm(!is_after);
                    let sum = layer
                        .block
                        .skip()
                        .map_or(branch, |s| 1.0 + s.abs() * branch);
                    let expected = sum * of_norm(is_after);
                    let found = layer.bound.to_f64();
                    assert!(
                        (found / expected - 1.0).abs() < 1e-13,
                        "{link}: {found} against {expected}"
                    );
                    assert!(holds(&layer.jacobian, layer.bound), "{link}");
                    assert_eq!(layer.sup_bound.is_finite(), norm.is_empty(), "{link}");
                }
                for suffix in &analysis.chain {
                    assert!(holds(&suffix.spectrum, suffix.bound), "{link}");
                    assert!(holds(&suffix.spectrum, suffix.norm_product), "{link}");
                }
            }
        }
    }
}

/// Entry by entry, from the report and the weights alone.
#[test]
fn the_entries_of_a_jacobian_are_those_of_finite_differences() {
    for skip in SKIPS {
        for norm in NORMS {
            for width in ["5", "4&inputs=6"] {
                let link =
                    format!("v=1&depth=1&width={width}&act=tanh&bias=0.3{skip}{norm}&seed=11");
                let network = network(&link);
                let analysis = Analysis::of(&network);
                let detail = LayerDetail::new(1, &network.layers[0], &analysis.layers[0]);
                let detail = detail.expect("a layer of this report");
                let expected = differences(&network);
                for ((i, k), expected) in expected
                    .iter()
                    .enumerate()
                    .map(|(at, x)| ((at % expected.nrows(), at / expected.nrows()), x))
                {
                    let found = detail.jacobian(i, k).to_f64();
                    assert!(
                        (found - expected).abs() < 1e-8,
                        "{link}, {i}, {k}: {found} against {expected}"
                    );
                }
                // The plane of v1 and v2 is that of J: lengths there are its two largest values.
                let images = LayerImages::of(&detail);
                for (at, value) in analysis.layers[0]
                    .jacobian
                    .values
                    .iter()
                    .take(2)
                    .enumerate()
                {
                    let v = nalgebra::DVector::from_column_slice(&images.directions[at]);
                    let length = (&expected * v).norm();
                    assert!(
                        (length - value.to_f64()).abs() < 1e-7,
                        "{link}, v{}: {length}",
                        at + 1
                    );
                }
            }
        }
    }
}

/// What the report says of a layer with a skip and a norm.
#[test]
fn the_report_has_skips_and_norms_by_additions() {
    let network = network("v=1&depth=2&width=4&act=tanh&skip=0.5,0&norm=layer&place=before&seed=2");
    let report = gradlens::report::of(&Analysis::of(&network), None).to_string();
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let [first, second] = [0, 1].map(|j| &report["layers"][j]);
    assert_eq!(first["skip"], 0.5);
    assert_eq!(second.get("skip"), None);
    for layer in [first, second] {
        assert_eq!(layer["norm"]["kind"], "layer");
        assert_eq!(layer["norm"]["place"], "input");
        assert_eq!(layer["norm"]["eps"], 1e-5);
        assert_eq!(layer["log10_sup_bound"], "not finite");
    }
    // ||N'|| is 1/s.
    let norm = &first["norm"];
    let [scale, derivative] =
        ["log10_scale", "log10_derivative_norm"].map(|key| norm[key].as_f64().expect("a number"));
    assert!((scale + derivative).abs() < 1e-12);
    let plain = gradlens::report::of(
        &Analysis::of(&Network::from(&gradlens::settings::Recipe::default())),
        None,
    )
    .to_string();
    assert!(!plain.contains("norm\":{") && !plain.contains("\"skip\""));
}
