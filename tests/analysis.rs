//! A thousand networks over the whole range of the settings: identities that need no reference.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::extent;
use crate::common::networks::ACTIVATIONS;
use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Spectrum, State, Work};
use gradlens::link;
use gradlens::network::{Block, Extended, Layer, Loss, Network};
use gradlens::settings::{Activation, Init, Input, LossKind, PerLayer, Recipe, Settings};
use nalgebra::DMatrix;

/// Every activation and every initialisation comes up; K 1..100, H 1..24, gains 0.1..10.
fn settings(case: usize, draws: &mut Draws) -> Recipe {
    let mut settings = Recipe {
        depth: 1 + draws.below(100),
        width: PerLayer::uniform(1 + draws.below(24)),
        activation: PerLayer::uniform(ACTIVATIONS[case % ACTIVATIONS.len()]),
        init: Init::ALL[(case / ACTIVATIONS.len()) % Init::ALL.len()],
        gain: PerLayer::uniform(10_f64.powf(2.0 * draws.uniform() - 1.0)),
        input: draws.pick(Input::ALL),
        loss: draws.pick(LossKind::ALL),
        seed: case as u32,
        ..Recipe::default()
    };
    if draws.below(4) == 0 {
        let runs = [
            (1 + draws.below(24), 1 + draws.below(5)),
            (1 + draws.below(24), 1),
        ];
        settings.width = PerLayer::from_runs(runs).unwrap();
    }
    if draws.below(5) == 0 {
        settings.bias = draws.uniform();
    }
    settings
}

/// log10; minus infinity for zero and for an underflow, whose size means nothing.
fn log(value: Extended) -> f64 {
    if value.is_underflow() {
        return f64::NEG_INFINITY;
    }
    value.log10().unwrap_or(f64::NEG_INFINITY)
}

#[track_caller]
fn assert_at_most(smaller: Extended, larger: Extended, context: &str) {
    let (a, b) = (log(smaller), log(larger));
    assert!(
        a <= b || a <= b + 1e-11 + 1e-14 * b.abs(),
        "10^{a} > 10^{b}: {context}"
    );
}

/// sigma_max(P) <= product of ||J|| <= product of the bounds, and no gradient grows by more than sigma_max.
fn assert_bounds_hold(analysis: &Analysis, context: &str) {
    let outermost = analysis.layers.last().unwrap().gradient.output;
    for suffix in &analysis.chain {
        let context = format!("{context}, h {}", suffix.from_layer);
        let norm = suffix.spectrum.operator_norm();
        // What is not resolved is an upper estimate and may lie above the bound.
        if suffix.spectrum.resolved > 0 {
            assert_at_most(norm, suffix.norm_product, &context);
        }
        if analysis
            .layers
            .iter()
            .all(|layer| layer.jacobian.resolved > 0)
        {
            assert_at_most(suffix.norm_product, suffix.bound, &context);
        }
        assert_at_most(suffix.bound, suffix.sup_bound, &context);
        let (gradient, is_resolved) = match suffix.from_layer {
            0 => (analysis.input_gradient, analysis.input_gradient_is_resolved),
            h => {
                let gradient = analysis.layers[h - 1].gradient;
                (gradient.output, gradient.is_resolved)
            }
        };
        // Neither here.
        if is_resolved {
            assert_at_most(gradient, norm * outermost, &context);
        }
    }
    for layer in &analysis.layers {
        if layer.jacobian.resolved > 0 {
            assert_at_most(layer.jacobian.operator_norm(), layer.bound, context);
        }
        assert_at_most(layer.bound, layer.sup_bound, context);
    }
}

/// sum log sigma_i = sum log |det J_k| where every layer is square and nothing is zero.
fn assert_determinant(network: &Network, analysis: &Analysis, context: &str) {
    let forward = network.forward();
    let mut expected = 0.0;
    let mut condition = 1.0_f64;
    for (layer, slopes) in network.layers.iter().zip(&forward.derivatives) {
        let lost = |a: &Extended| a.is_zero() || a.is_underflow();
        if !layer.weight.is_square() || slopes.iter().any(lost) {
            return;
        }
        let u = layer.weight.as_ref().clone().lu().u();
        let pivots: Vec<f64> = u.diagonal().iter().map(|x| x.abs()).collect();
        if pivots.contains(&0.0) {
            return;
        }
        expected += pivots.iter().map(|x| x.log10()).sum::<f64>();
        expected += slopes.iter().map(|a| log(*a)).sum::<f64>();
        let values = layer.weight.singular_values();
        condition = condition.max(values.max() / values.min());
    }
    let spectrum = &analysis.chain[0].spectrum;
    assert_eq!(spectrum.rank, spectrum.values.len(), "{context}");
    let sum: f64 = spectrum.values.iter().map(|v| log(*v)).sum();
    // Each determinant is as exact as its LU factorisation, eps cond(w), each value as its own bound.
    let bounds: f64 = spectrum.error_bounds.iter().sum();
    let tolerance = bounds
        + network.layers.len() as f64 * condition * f64::EPSILON
        + 1e-14 * expected.abs()
        + 1e-12;
    assert!(
        (sum - expected).abs() <= tolerance,
        "{context}: {sum} against {expected}, tolerance {tolerance:e}"
    );
}

/// The chain of the transposed factors in reverse order has the same singular values: the same product, walked
/// from the other side, where f64 holds the factors.
fn assert_mirrored(network: &Network, analysis: &Analysis, context: &str) -> bool {
    let forward = network.forward();
    // A factor that leaves the normal range of f64 would lose digits before the comparison begins.
    let mut slopes = forward.derivatives.iter().flatten();
    if slopes.any(|a| a.log10().is_some_and(|log| log < -250.0)) {
        return false;
    }
    let layers: Vec<Layer> = network
        .layers
        .iter()
        .zip(&forward.derivatives)
        .rev()
        .map(|(layer, slopes)| Layer {
            weight: DMatrix::from_fn(layer.weight.ncols(), layer.weight.nrows(), |i, j| {
                slopes[i].to_f64() * layer.weight[(j, i)]
            })
            .into(),
            bias: None,
            activation: Activation::Linear,
            block: Block::default(),
        })
        .collect();
    let inputs = layers[0].weight.nrows();
    let outputs = layers.last().unwrap().weight.ncols();
    let mirrored = Network {
        turn: None,
        samples: Vec::new(),
        name: None,
        input: vec![1.0; inputs],
        layers,
        loss: Loss::Direction(vec![1.0; outputs]),
    };
    let other = Analysis::of(&mirrored);
    let (a, b) = (&analysis.chain[0].spectrum, &other.chain[0].spectrum);
    for i in 0..a.resolved.min(b.resolved) {
        let difference = (log(a.values[i]) - log(b.values[i])).abs() * std::f64::consts::LN_10;
        let bound = a.error_bounds[i] + b.error_bounds[i] + 1e-14 * log(a.values[i]).abs();
        assert!(
            difference <= bound,
            "{context}, value {i}: {difference:e} > {bound:e}"
        );
    }
    true
}

/// Whether f64 pre-activations determine every derivative to ten digits: exp(-|a|) changes by |a| 2^-53 relative when a is rounded.
fn derivatives_are_determined(network: &Network) -> bool {
    let curved = |a: Activation| {
        !matches!(
            a,
            Activation::Linear | Activation::Relu | Activation::LeakyRelu
        )
    };
    let forward = network.forward();
    let mut layers = network.layers.iter().zip(&forward.pre_activations);
    layers.all(|(layer, a)| !curved(layer.activation) || log(a.norm()) < 3.0)
}

/// Whether the exponential function of a difference of outputs has no place in any range of numbers.
fn is_beyond_exp(network: &Network) -> bool {
    let outputs = network.forward().outputs.pop().expect("an output");
    let largest = |sign: f64| {
        let sides = outputs.entries().iter().map(|y| sign * y.to_f64());
        sides.fold(f64::NEG_INFINITY, f64::max)
    };
    largest(1.0) + largest(-1.0) > 2_f64.powi(60)
}

#[test]
fn a_thousand_networks_obey_every_identity() {
    let mut draws = Draws::from_seed(31);
    let (mut values, mut unresolved, mut mirrored) = (0, 0, 0);
    let cases = extent::cases(1000);
    for case in 0..cases {
        let recipe = settings(case, &mut draws).canonical();
        let settings = Settings {
            recipe: recipe.clone(),
            ..Settings::default()
        };
        let context = format!("case {case}: {}", link::encode(&settings));
        let network = Network::from(&recipe);
        let analysis = Analysis::of(&network);
        if analysis.verdict.state == State::NotFinite {
            let is_cross_entropy = recipe.loss == LossKind::CrossEntropy;
            assert!(is_cross_entropy && is_beyond_exp(&network), "{context}");
            continue;
        }
        assert_bounds_hold(&analysis, &context);
        assert_determinant(&network, &analysis, &context);
        mirrored += usize::from(assert_mirrored(&network, &analysis, &context));
        let determined = derivatives_are_determined(&network);
        for suffix in &analysis.chain {
            assert!(
                suffix
                    .spectrum
                    .values
                    .is_sorted_by(|a, b| a.cmp_abs(*b).is_ge()),
                "{context}"
            );
            if determined {
                values += suffix.spectrum.rank;
                unresolved += suffix.spectrum.rank - suffix.spectrum.resolved;
            }
        }
    }
    println!(
        "{values} singular values, {unresolved} unresolved; {mirrored} of {cases} compared with the mirrored product"
    );
    assert!(
        mirrored * 10 >= cases * 7,
        "only {mirrored} networks stayed within f64"
    );
    assert!(
        unresolved * 1000 <= values,
        "{unresolved} of {values} unresolved"
    );
}

#[test]
fn work_in_pieces_is_the_analysis_and_reports_its_progress() {
    let (settings, _) = link::decode("depth=12&width=7&act=relu&init=he-normal&seed=5");
    let network = Network::from(&settings.recipe);
    let mut work = Work::of(&network);
    let mut before = work.progress();
    assert!(before.abs() < 1e-12, "{before}");
    let analysis = loop {
        if let Some(analysis) = work.advance() {
            break analysis;
        }
        let now = work.progress();
        assert!(now > before && now < 1.0, "{now} after {before}");
        before = now;
    };
    assert_eq!(analysis, Analysis::of(&network));
}

#[test]
fn the_sigmoid_bound_gives_the_opposite_verdict_of_the_truth() {
    // Sigmoid, gain 4, K = 20, H = 16; medians over seeds.
    let mut bounds = Vec::new();
    let mut products = Vec::new();
    let mut truths = Vec::new();
    for seed in 0..15 {
        let (settings, _) = link::decode(&format!("gain=4&seed={seed}"));
        let analysis = Analysis::of(&Network::from(&settings.recipe));
        bounds.push(log(analysis.chain[0].bound));
        products.push(log(analysis.chain[0].norm_product));
        truths.push(log(analysis.chain[0].spectrum.operator_norm()));
    }
    bounds.sort_by(f64::total_cmp);
    truths.sort_by(f64::total_cmp);
    products.sort_by(f64::total_cmp);
    assert!(bounds[7] > products[7] + 2.0, "{bounds:?}");
    assert!((products[7] - 2.4).abs() < 0.6, "{products:?}");
    assert!((truths[7] + 4.0).abs() < 0.6, "{truths:?}");
}

#[test]
fn not_finite_numbers_are_a_state_with_a_layer() {
    // sin of a number beyond f64 does not exist.
    let mut network = Network::from(&link::decode("depth=6&width=3&act=linear").0.recipe);
    for layer in &mut network.layers[..3] {
        layer.weight = (layer.weight.as_ref() * 1e250).into();
    }
    network.layers[3].activation = Activation::Sin;
    let analysis = Analysis::of(&network);
    assert_eq!(analysis.verdict.state, State::NotFinite);
    assert_eq!(analysis.verdict.first_bad_layer, Some(4));
    assert!(analysis.end_to_end.is_none());
    let spectrum: &Spectrum = &analysis.chain[0].spectrum;
    assert_eq!((spectrum.values.len(), spectrum.resolved), (3, 0));
    assert!(
        analysis.layers[0]
            .jacobian
            .values
            .iter()
            .all(|v| v.is_finite())
    );
}

/// The analysis of a link and the log10 of a number of it.
fn of_link(link: &str) -> Analysis {
    let (settings, notices) = link::decode(link);
    assert!(notices.is_empty(), "{notices:?}");
    Analysis::of(&Network::from(&settings.recipe))
}

#[test]
fn small_outputs_beside_large_ones_are_not_zero() {
    // sigmoid of a large negative number is tiny but positive, so both ReLU units live.
    let link = "depth=5&width=2&act=linear~3,sigmoid,relu&init=identity&gain=10&seed=2";
    let analysis = of_link(link);
    assert_eq!(analysis.layers[4].jacobian.rank, 2);
    assert_eq!(analysis.chain[0].spectrum.rank, 2);
    let gradient = log(analysis.input_gradient);
    let values = &analysis.chain[0].spectrum.values;
    assert!(
        gradient > -7900.0 && gradient <= log(values[0]) + 1e-11,
        "10^{gradient}, {values:?}"
    );
}

#[test]
fn a_small_gradient_beside_a_large_one_is_not_dead() {
    let link = "depth=5&width=4&act=relu,linear~3,tanh&init=identity&gain=10&seed=1";
    let analysis = of_link(link);
    assert_eq!(analysis.verdict.state, State::Vanishing);
    let values = &analysis.chain[0].spectrum.values;
    assert_at_most(analysis.input_gradient, values[0], link);
    assert!(log(analysis.input_gradient) >= log(values[1]), "{link}");
}

#[test]
fn a_derivative_below_every_range_is_neither_zero_nor_resolved() {
    let link = "depth=12&width=16&act=linear~11,tanh&init=normal&gain=10&seed=1";
    let analysis = of_link(link);
    assert_eq!(analysis.verdict.state, State::Vanishing);
    let spectrum = &analysis.chain[0].spectrum;
    assert_eq!((spectrum.rank, spectrum.resolved), (16, 0));
    assert!(spectrum.values.iter().all(|v| v.is_underflow()));
}

#[test]
fn a_gradient_that_is_zero_from_the_start_blames_no_layer() {
    let mut network = Network::from(
        &link::decode("depth=2&width=1&act=linear&init=identity")
            .0
            .recipe,
    );
    network.input = vec![1.0];
    network.loss = Loss::MeanSquared(vec![1.0]);
    let verdict = Analysis::of(&network).verdict;
    assert_eq!(
        (verdict.state, verdict.first_bad_layer),
        (State::Dead, None)
    );
}

#[test]
fn a_mean_factor_past_f64_is_left_out() {
    let verdict = of_link("depth=3&act=linear~2,tanh&init=normal&gain=10&seed=1").verdict;
    assert_eq!(verdict.state, State::Vanishing);
    assert!(verdict.decades.is_some_and(|d| d < -1000.0), "{verdict:?}");
    assert_eq!(verdict.per_layer, None);
}
