//! Means and deviations: closed forms, exact zeros, and what cancels.

use gradlens::analysis::{Analysis, Moments, Spectrum};
use gradlens::link;
use gradlens::network::{Extended, Network};
use gradlens::scene::Table;

fn analysis(text: &str) -> Analysis {
    let (settings, notices) = link::decode(text);
    assert_eq!(notices, [], "{text}");
    Analysis::of(&Network::from(&settings.recipe))
}

fn of(numbers: &[f64]) -> Moments {
    let numbers: Vec<Extended> = numbers.iter().copied().map(Extended::from).collect();
    Moments::of(&numbers)
}

#[test]
fn means_and_deviations_are_those_of_the_numbers() {
    // 1 .. n: (n + 1) / 2 and sqrt((n^2 - 1) / 12).
    for count in [2_i32, 3, 10, 127] {
        let numbers: Vec<f64> = (1..=count).map(f64::from).collect();
        for scale in [1.0, -3.0, 1e-200, 1e200] {
            let scaled: Vec<f64> = numbers.iter().map(|x| x * scale).collect();
            let Moments { mean, deviation } = of(&scaled);
            let n = f64::from(count);
            let expected = [
                (n + 1.0) / 2.0 * scale,
                ((n * n - 1.0) / 12.0).sqrt() * scale.abs(),
            ];
            for (found, expected) in [mean, deviation].into_iter().zip(expected) {
                let error = (found.value.to_f64() / expected - 1.0).abs();
                assert!(
                    found.is_resolved && error < 1e-14,
                    "{count} {scale}: {found:?}"
                );
            }
        }
    }
}

#[test]
fn what_is_equal_has_no_deviation_and_what_cancels_is_marked() {
    for equal in [[0.1; 7].as_slice(), &[-3.7e-5; 3], &[2.0]] {
        let Moments { mean, deviation } = of(equal);
        assert!(
            deviation.is_resolved && deviation.value.is_zero(),
            "{equal:?}"
        );
        assert!(
            mean.is_resolved && mean.value == equal[0].into(),
            "{equal:?}: {mean:?}"
        );
    }
    let zeros = of(&[0.0; 4]);
    assert!(zeros.mean.is_resolved && zeros.mean.value.is_zero());
    // 0.1 + 0.2 - 0.3 is a rounding, and the mean of 1, -1 + 10^-12 is not known either.
    for cancelling in [[0.1, 0.2, -0.3], [1.0, -1.0 + 1e-12, 0.0]] {
        let mean = of(&cancelling).mean;
        assert!(!mean.is_resolved, "{cancelling:?}: {mean:?}");
        assert!(mean.value.to_f64() > 0.0 && mean.value.to_f64() < 1e-9);
    }
    let near = of(&[1.0, 1.0 + 1e-12]).deviation;
    assert!(
        !near.is_resolved && near.value.to_f64() >= 0.5e-12,
        "{near:?}"
    );
    for bad in [&[][..], &[1.0, f64::NAN]] {
        let Moments { mean, deviation } = of(bad);
        assert!(
            !mean.value.is_finite() && !deviation.value.is_finite(),
            "{bad:?}"
        );
    }
}

/// A layer norm after the sum leaves a mean of 0 and a deviation of sqrt(var / (var + eps)).
#[test]
fn a_layer_behind_its_norm_has_a_mean_that_cancels() {
    let analysis = analysis("v=1&depth=4&width=9&act=tanh&norm=layer&place=after&skip=1");
    for layer in &analysis.layers {
        let [outputs, _] = layer.moments;
        assert!(!outputs.mean.is_resolved, "{outputs:?}");
        let normed = layer.norm.as_ref().expect("a norm");
        let expected = (1.0 - normed.small.to_f64()).sqrt();
        let found = outputs.deviation.value.to_f64();
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
}

/// With equal weights all units of a layer are the same.
#[test]
fn constant_weights_make_units_that_do_not_differ() {
    let analysis = analysis("v=1&depth=4&width=5&act=tanh&init=constant&gain=0.3");
    for layer in &analysis.layers {
        for moments in layer.moments {
            assert!(moments.deviation.is_resolved && moments.deviation.value.is_zero());
        }
        assert_eq!(layer.jacobian.rank, 1);
    }
}

/// The mean of |dL/dw_ik| from every entry of the outer product, and that of the singular values.
#[test]
fn means_of_gradients_and_of_singular_values_are_those_of_their_entries() {
    for more in [
        "",
        "&norm=rms&place=before&skip=0.5",
        "&loss=best",
        "&loss=worst",
    ] {
        let text = format!("v=1&depth=4&width=5~3,3&act=tanh{more}&seed=6");
        let (settings, _) = link::decode(&text);
        let network = Network::from(&settings.recipe);
        let analysis = analysis(&text);
        let forward = network.forward();
        for (j, layer) in analysis.layers.iter().enumerate() {
            let entering = forward.entering(&network.layers[j], j);
            let ratio = layer.gradient.mean_weight / layer.gradient.mean_pre_activation;
            let sum = entering.iter().map(|z| z.to_f64().abs()).sum::<f64>();
            let expected = sum / entering.len() as f64;
            assert!((ratio.to_f64() / expected - 1.0).abs() < 1e-12, "{text}");
            // Between the length over sqrt(n) and over n.
            let n = layer.pre_activations.len() as f64;
            let share =
                (layer.gradient.mean_pre_activation / layer.gradient.pre_activation).to_f64();
            assert!(
                (1.0 / n..=1.0 / n.sqrt() + 1e-12).contains(&share),
                "{text}: {share}"
            );
            let values = layer.jacobian.values.iter().map(|x| x.to_f64());
            let expected = values.sum::<f64>() / layer.jacobian.values.len() as f64;
            let mean = layer.jacobian.mean();
            assert!(mean.is_resolved && (mean.value.to_f64() / expected - 1.0).abs() < 1e-13);
        }
    }
    // In a network of one layer all of it is in plain sight: dL/dw = x (A' g)^T.
    let analysis = analysis("v=1&depth=1&width=3&act=linear&input=ones&loss=sum");
    let gradient = analysis.layers[0].gradient;
    assert_eq!(gradient.mean_weight.to_f64(), 1.0);
    assert!((gradient.weight.to_f64() - 3.0).abs() < 1e-15);
}

#[test]
fn a_mean_of_values_that_are_not_known_is_not_known() {
    let spectrum = |values: [f64; 3], resolved| Spectrum {
        values: values.map(Extended::from).to_vec(),
        rank: 3,
        resolved,
        error_bounds: vec![1e-12; 3],
        dear: None,
    };
    assert!(spectrum([1.0, 0.5, 1e-9], 2).mean().is_resolved);
    assert!(!spectrum([1.0, 0.5, 1e-5], 2).mean().is_resolved);
    assert_eq!(spectrum([1.0, 0.5, 0.0], 3).mean().value.to_f64(), 0.5);
}

#[test]
fn the_table_of_outputs_has_them() {
    let analysis =
        analysis("v=1&depth=2&width=4&act=relu&init=constant&gain=1&input=ones&loss=sum");
    let table = Table::of_outputs(&analysis);
    let tail = |row: &[String]| row[row.len() - 6..].to_vec();
    assert_eq!(
        tail(&table.columns),
        [
            "mean z",
            "deviation of z",
            "mean A′",
            "deviation of A′",
            "mean |∂L/∂w|",
            "mean singular value of J"
        ]
    );
    // z = 4 and 16; g = 1 and 4; J = ones, with the values 4, 0, 0, 0.
    assert_eq!(
        tail(&table.rows[0]),
        ["4.00", "exactly 0", "1.00", "exactly 0", "4.00", "1.00"]
    );
    assert_eq!(
        tail(&table.rows[1]),
        ["16.0", "exactly 0", "1.00", "exactly 0", "4.00", "1.00"]
    );
}
