//! How outputs and slopes are spread: against plain f64 arithmetic on the numbers of the forward pass, and closed forms.

use gradlens::analysis::{Analysis, Distribution, Passes};
use gradlens::link;
use gradlens::network::{Extended, Network};

fn network(text: &str) -> Network {
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{notices:?}");
    Network::from(&settings.recipe)
}

fn outline(text: &str) -> (Analysis, Vec<Vec<f64>>) {
    let network = network(text);
    let forward = network.forward();
    let activations = forward.pre_activations.iter();
    let pre_activations = activations
        .map(|layer| layer.iter().map(Extended::to_f64).collect())
        .collect();
    (Passes::of(network).outline(), pre_activations)
}

#[test]
fn quantiles_are_magnitudes_of_the_numbers_themselves() {
    let of = |numbers: &[f64]| {
        let numbers: Vec<Extended> = numbers.iter().map(|x| Extended::from(*x)).collect();
        Distribution::of(&numbers).quantiles.map(Extended::to_f64)
    };
    assert_eq!(of(&[-7.0]), [7.0; 5]);
    assert_eq!(of(&[2.0, -1.0]), [1.0, 1.0, 2.0, 2.0, 2.0]);
    assert_eq!(
        of(&[0.0, -5.0, 1.0, 2.0, 3.0, -4.0, 6.0, 8.0, 7.0]),
        [0.0, 2.0, 4.0, 6.0, 8.0]
    );
    assert!(of(&[]).iter().all(|x| x.is_nan()));
    assert!(of(&[1.0, f64::INFINITY]).iter().all(|x| x.is_nan()));
    assert!(of(&[1.0, f64::NAN]).iter().all(|x| x.is_nan()));
}

#[test]
fn outputs_and_slopes_of_tanh_are_those_of_plain_arithmetic() {
    let (analysis, pre_activations) = outline("depth=8&width=9&act=tanh&gain=2.5&seed=4");
    let mut flat = 0;
    for (report, a) in analysis.layers.iter().zip(&pre_activations) {
        let sorted = |of: fn(f64) -> f64| {
            let mut all: Vec<f64> = a.iter().map(|a| of(*a).abs()).collect();
            all.sort_by(f64::total_cmp);
            [0, 2, 4, 6, 8].map(|i| all[i])
        };
        let outputs = sorted(f64::tanh);
        let slopes = sorted(|a| a.cosh().powi(-2));
        for i in 0..5 {
            let near = |x: Extended, y: f64| (x.to_f64() - y).abs() <= 1e-13 * y.abs();
            assert!(
                near(report.outputs.quantiles[i], outputs[i]),
                "{i}: {report:?}"
            );
            assert!(
                near(report.slopes.quantiles[i], slopes[i]),
                "{i}: {report:?}"
            );
        }
        // sech^2 a <= 1/100 is cosh a >= 10.
        let saturated = a.iter().filter(|a| a.cosh() >= 10.0).count();
        assert_eq!((report.saturated, report.dead), (saturated, 0));
        flat += saturated;
    }
    assert!(flat > 5, "the case has saturated units: {flat}");
}

#[test]
fn units_of_relu_are_dead_where_nothing_positive_enters() {
    let (analysis, pre_activations) = outline("depth=6&width=16&act=relu&init=he-normal&seed=2");
    for (report, a) in analysis.layers.iter().zip(&pre_activations) {
        let dead = a.iter().filter(|a| **a <= 0.0).count();
        assert!(dead > 0);
        assert_eq!((report.saturated, report.dead), (0, dead));
        assert!(report.slopes.quantiles[0].is_zero());
    }
}

#[test]
fn saturation_that_f64_would_round_to_zero_is_not_death() {
    let (analysis, a) = outline("depth=2&width=128&act=tanh&init=normal&gain=10&input=ones&seed=1");
    let layer = &analysis.layers[0];
    assert!(a[0].iter().any(|a| a.abs() > 50.0));
    assert_eq!(layer.dead, 0);
    assert!(layer.saturated > 64 && layer.slopes.quantiles[0].log10().expect("not zero") < -40.0);
}
