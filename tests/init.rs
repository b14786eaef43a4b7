//! Networks from recipes: distributions, orthogonality, and which draws depend on what.

use gradlens::network::{Draft, Draws, Loss, Network};
use gradlens::settings::{Activation, Init, Input, LossKind, PerLayer, Recipe};

fn wide(init: Init) -> Recipe {
    Recipe {
        depth: 6,
        width: PerLayer::uniform(96),
        inputs: Some(48),
        init,
        ..Recipe::default()
    }
}

/// Mean, variance and fourth moment over the squared variance.
fn moments(values: &[f64]) -> (f64, f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let central = |power: i32| values.iter().map(|v| (v - mean).powi(power)).sum::<f64>() / count;
    (mean, central(2), central(4) / central(2).powi(2))
}

#[test]
fn variances_are_those_of_the_definitions() {
    let fans = (96.0, 96.0);
    for (init, variance, kurtosis) in [
        (Init::XavierNormal, 2.0 / (fans.0 + fans.1), 3.0),
        (Init::XavierUniform, 2.0 / (fans.0 + fans.1), 1.8),
        (Init::HeNormal, 2.0 / fans.0, 3.0),
        (Init::HeUniform, 2.0 / fans.0, 1.8),
        (Init::LecunNormal, 1.0 / fans.0, 3.0),
        (Init::Normal, 1.0, 3.0),
    ] {
        let network = Network::from(&wide(init));
        let entries: Vec<f64> = network.layers[1..]
            .iter()
            .flat_map(|l| l.weight.iter().copied())
            .collect();
        let count = entries.len() as f64;
        let (mean, got, shape) = moments(&entries);
        // Five standard errors: of the mean sqrt(var / n), of the variance var sqrt((kurtosis - 1) / n).
        assert!(
            mean.abs() < 5.0 * (variance / count).sqrt(),
            "{init:?}: mean {mean}"
        );
        let allowed = 5.0 * ((kurtosis - 1.0) / count).sqrt();
        assert!(
            (got / variance - 1.0).abs() < allowed,
            "{init:?}: variance {got}, not {variance}"
        );
        assert!(
            (shape - kurtosis).abs() < 0.15,
            "{init:?}: kurtosis {shape}"
        );
    }
}

#[test]
fn fan_in_and_fan_out_are_not_mixed_up() {
    let layer_one = |init| {
        let network = Network::from(&wide(init));
        moments(network.layers[0].weight.as_slice()).1
    };
    // Layer 1 is 48 x 96; five standard errors of a variance from 4608 numbers are 10 %.
    for (init, variance) in [
        (Init::HeNormal, 2.0 / 48.0),
        (Init::LecunNormal, 1.0 / 48.0),
        (Init::XavierUniform, 2.0 / 144.0),
    ] {
        let got = layer_one(init);
        assert!(
            (got / variance - 1.0).abs() < 0.1,
            "{init:?}: {got}, not {variance}"
        );
    }
}

#[test]
fn orthogonal_matrices_are_orthogonal() {
    for (inputs, width) in [
        (1, 1),
        (1, 5),
        (5, 1),
        (8, 8),
        (128, 128),
        (128, 40),
        (40, 128),
    ] {
        let settings = Recipe {
            depth: 2,
            inputs: Some(inputs),
            width: PerLayer::uniform(width),
            init: Init::Orthogonal,
            gain: PerLayer::uniform(2.0),
            ..Recipe::default()
        };
        let weight = &Network::from(&settings).layers[0].weight;
        let gram = if inputs >= width {
            weight.tr_mul(weight)
        } else {
            weight.as_ref() * weight.transpose()
        };
        for ((row, column), entry) in (0..gram.nrows())
            .flat_map(|r| (0..gram.ncols()).map(move |c| (r, c)))
            .map(|at| (at, gram[at]))
        {
            let want = if row == column { 4.0 } else { 0.0 };
            assert!(
                (entry - want).abs() < 4e-14,
                "{inputs} x {width}: ({row}, {column}) = {entry}"
            );
        }
    }
}

/// Under the Haar measure each entry of an n x n matrix has mean 0, variance 1/n and fourth moment 3 / (n (n + 2)); without the
/// sign fix the diagonal would lean to one side.
#[test]
fn orthogonal_matrices_are_haar_distributed() {
    let mut diagonal = Vec::new();
    for seed in 0..200 {
        let settings = Recipe {
            depth: 20,
            width: PerLayer::uniform(4),
            init: Init::Orthogonal,
            seed,
            ..Recipe::default()
        };
        let network = Network::from(&settings);
        for layer in &network.layers {
            diagonal.extend((0..4).map(|i| layer.weight[(i, i)]));
        }
    }
    let (mean, variance, shape) = moments(&diagonal);
    // 16,000 numbers: five standard errors are 0.02 of the mean, 4 % of the variance.
    assert!(mean.abs() < 0.02, "mean {mean}");
    assert!((variance - 0.25).abs() < 0.01, "variance {variance}");
    assert!((shape - 2.0).abs() < 0.1, "kurtosis {shape}");
}

#[test]
fn identity_and_zeros() {
    let network = Network::from(&Recipe {
        gain: PerLayer::uniform(3.0),
        ..wide(Init::Identity)
    });
    let weight = &network.layers[0].weight;
    assert_eq!(weight.shape(), (48, 96));
    for row in 0..48 {
        for column in 0..96 {
            assert_eq!(weight[(row, column)], if row == column { 3.0 } else { 0.0 });
        }
    }
    let zeros = Network::from(&wide(Init::Zeros));
    assert!(
        zeros
            .layers
            .iter()
            .all(|l| l.weight.iter().all(|w| *w == 0.0))
    );
}

#[test]
fn a_gain_of_its_own_scales_its_layer_and_no_other() {
    let one = Network::from(&wide(Init::HeNormal));
    let other = Network::from(&Recipe {
        gain: PerLayer::from_runs([(1.0, 1), (4.0, 1), (1.0, 1)]).unwrap(),
        ..wide(Init::HeNormal)
    });
    for (j, (one, other)) in one.layers.iter().zip(&other.layers).enumerate() {
        let factor = if j == 1 { 4.0 } else { 1.0 };
        assert_eq!(one.weight.map(|w| factor * w), *other.weight, "layer {j}");
    }
}

#[test]
fn gain_and_bias_only_scale() {
    for &init in Init::ALL {
        let one = Network::from(&Recipe {
            bias: 1.0,
            ..wide(init)
        });
        let other = Network::from(&Recipe {
            gain: PerLayer::uniform(4.0),
            bias: 0.5,
            ..wide(init)
        });
        for (one, other) in one.layers.iter().zip(&other.layers) {
            assert_eq!(one.weight.map(|w| 4.0 * w), *other.weight, "{init:?}");
            let half = one
                .bias
                .as_ref()
                .map(|b| b.iter().map(|b| 0.5 * b).collect::<Vec<_>>());
            assert_eq!(half, other.bias);
        }
    }
}

#[test]
fn a_layer_depends_on_seed_number_and_shape_only() {
    let base = Recipe {
        bias: 1.0,
        ..wide(Init::XavierNormal)
    };
    let network = Network::from(&base);
    let deeper = Network::from(&Recipe {
        depth: 9,
        ..base.clone()
    });
    assert_eq!(deeper.layers[..6], network.layers[..]);
    let narrowed = PerLayer::from_runs([(96, 2), (50, 1), (96, 3)]).unwrap();
    let narrower = Network::from(&Recipe {
        width: narrowed,
        ..base.clone()
    });
    for layer in [1, 2, 5, 6] {
        assert_eq!(
            narrower.layers[layer - 1],
            network.layers[layer - 1],
            "layer {layer}"
        );
    }
    let without_bias = Network::from(&Recipe {
        bias: 0.0,
        ..base.clone()
    });
    assert!(
        without_bias
            .layers
            .iter()
            .zip(&network.layers)
            .all(|(a, b)| a.weight == b.weight && a.bias.is_none())
    );
    assert_eq!(without_bias.input, network.input);
    assert_eq!(without_bias.loss, network.loss);
    let reseeded = Network::from(&Recipe { seed: 2, ..base });
    assert!(
        reseeded
            .layers
            .iter()
            .zip(&network.layers)
            .all(|(a, b)| a.weight != b.weight)
    );
    assert!(reseeded.input != network.input && reseeded.loss != network.loss);
}

#[test]
fn inputs_and_losses() {
    let network = |input, loss| {
        Network::from(&Recipe {
            input,
            loss,
            ..wide(Init::HeNormal)
        })
    };
    let norm = |v: &[f64]| v.iter().map(|v| v * v).sum::<f64>().sqrt();
    assert_eq!(network(Input::Ones, LossKind::Unit).input, [1.0; 48]);
    assert!((norm(&network(Input::Unit, LossKind::Unit).input) - 1.0).abs() < 1e-15);
    let normal = network(Input::Normal, LossKind::Unit);
    assert!((norm(&normal.input) / 48_f64.sqrt() - 1.0).abs() < 0.5);
    let Loss::Direction(direction) = &normal.loss else {
        panic!("{:?}", normal.loss)
    };
    assert!(direction.len() == 96 && (norm(direction) - 1.0).abs() < 1e-15);
    let Loss::MeanSquared(target) = network(Input::Normal, LossKind::Mse).loss else {
        panic!("a squared error was asked for")
    };
    assert!(target.len() == 96 && (norm(&target) / 96_f64.sqrt() - 1.0).abs() < 0.4);
}

#[test]
fn shapes_and_activations_follow_the_runs() {
    let settings = Recipe {
        depth: 4,
        inputs: Some(7),
        width: PerLayer::from_runs([(3, 2), (5, 1)]).unwrap(),
        activation: PerLayer::from_runs([(Activation::Tanh, 3), (Activation::Linear, 1)]).unwrap(),
        ..Recipe::default()
    };
    let network = Network::from(&settings);
    let shapes: Vec<_> = network.layers.iter().map(|l| l.weight.shape()).collect();
    assert_eq!(shapes, [(7, 3), (3, 3), (3, 5), (5, 5)]);
    assert_eq!(network.input.len(), 7);
    assert_eq!(network.layers[2].activation, Activation::Tanh);
    assert_eq!(network.layers[3].activation, Activation::Linear);
}

#[test]
fn settings_out_of_range_still_give_a_network() {
    let settings = Recipe {
        depth: 0,
        width: PerLayer::uniform(0),
        inputs: Some(0),
        gain: PerLayer::uniform(f64::NAN),
        bias: f64::INFINITY,
        ..Recipe::default()
    };
    let network = Network::from(&settings);
    assert_eq!((network.layers.len(), network.input.len()), (1, 1));
    assert!(network.layers[0].weight.iter().all(|w| w.is_finite()));
}

#[test]
fn what_is_drawn_already_gives_the_same_network() {
    let links = [
        "depth=5&width=7&seed=3",
        "depth=5&width=7&seed=3&gain=2&act=relu&bias=0.5&loss=mse&input=ones",
        "depth=8&width=7&seed=3&init=he-normal",
        "depth=3&width=7&seed=3&init=he-uniform",
        "depth=3&width=7&seed=3&init=xavier-uniform&gain=0.5",
        "depth=3&width=7&seed=4&init=xavier-uniform",
        "depth=6&width=7~2,5~4&inputs=9&seed=4&init=orthogonal",
        "depth=6&width=7~2,6~4&inputs=9&seed=4&init=orthogonal",
        "depth=2&width=4&init=identity",
        "depth=2&width=4&init=zeros",
        "depth=2&width=4&init=normal",
    ];
    let mut draws = Draws::default();
    for link in links {
        let (settings, notices) = gradlens::link::decode(link);
        assert!(notices.is_empty(), "{link}: {notices:?}");
        // One that is given up in the middle leaves what it has drawn.
        let mut half = Draft::of(&settings.recipe);
        half.reuse(draws);
        let _ = half.advance();
        let mut draft = Draft::of(&settings.recipe);
        draft.reuse(half.into_draws());
        let network = std::iter::repeat_with(|| draft.advance())
            .find_map(|network| network)
            .expect("endless");
        assert_eq!(network, Network::from(&settings.recipe), "{link}");
        draws = draft.into_draws();
    }
}
