//! The lens: what becomes of a plane of loss gradients, against arbitrary precision.

use crate::common::oracle::Oracle;
use gradlens::analysis::{Analysis, Ellipse, Lens};
use gradlens::link;
use gradlens::network::{Extended, Network};

const LINKS: [&str; 10] = [
    "v=1",
    "v=1&depth=8&act=tanh&gain=2.5&width=6",
    "v=1&depth=30&act=relu&init=he-normal&width=5&seed=3",
    "v=1&depth=12&act=linear&gain=0.01&width=4",
    "v=1&depth=6&act=gelu&width=7,3,5,2,4,6&inputs=3",
    "v=1&depth=1&act=tanh",
    "v=1&depth=5&width=1&act=tanh",
    "v=1&depth=8&width=6&loss=best&act=tanh",
    "v=1&depth=8&width=6&loss=worst&act=tanh",
    "v=1&depth=6&width=2&loss=mse&act=sin&gain=4",
];

fn of(query: &str) -> (Network, Analysis) {
    let network = Network::from(&link::decode(query).0.recipe);
    let analysis = Analysis::of(&network);
    (network, analysis)
}

fn lens(query: &str) -> (Network, Analysis, Lens) {
    let (network, analysis) = of(query);
    let lens = analysis.lens.as_deref().expect("a chain").clone();
    (network, analysis, lens)
}

/// 10^(log10 of the scale) times an entry.
fn scaled(ellipse: Ellipse, x: f64) -> f64 {
    x.log10() + ellipse.scale.expect("not zero")
}

#[test]
fn ellipses_are_the_singular_values_of_the_images() {
    let oracle = Oracle::with_bits(4096);
    for query in LINKS {
        let (network, _, lens) = lens(query);
        if !lens.is_plane() {
            assert_eq!(
                network.layers.last().expect("a layer").weight.ncols(),
                1,
                "{query}"
            );
            continue;
        }
        let truth = oracle.plane(&network, &network.forward(), &lens.plane);
        assert_eq!(truth.len(), lens.images.len());
        for (h, (image, truth)) in lens.images.iter().zip(&truth).enumerate() {
            let ellipse = image.ellipse();
            let [long, short] = ellipse.half_axes();
            let value = oracle.log10(&truth.values[0]);
            assert!(
                (scaled(ellipse, long) - value).abs() < 1e-11,
                "{query}, {h}: longer half axis"
            );
            if let Some(second) = truth.values.get(1) {
                let found = short / long;
                let right = 10f64.powf(oracle.log10(second) - value);
                assert!(
                    (found - right).abs() < 1e-11,
                    "{query}, {h}: {found} is not {right}"
                );
            }
            let first = oracle.relative_error(image.first, &truth.lengths[0]);
            assert!(
                first < 1e-9 || query.contains("worst"),
                "{query}, {h}: {first}"
            );
        }
    }
}

#[test]
fn lengths_follow_the_angle() {
    let oracle = Oracle::with_bits(4096);
    for query in LINKS {
        let (network, analysis, lens) = lens(query);
        // At the angle of dL/dy* the lens gives the gradient itself.
        let gradients = analysis.layers.iter().map(|layer| layer.gradient.output);
        let gradients: Vec<Extended> = std::iter::once(analysis.input_gradient)
            .chain(gradients)
            .collect();
        let (size, angle) = lens.start;
        assert!(
            (0.0..=std::f64::consts::FRAC_PI_2).contains(&angle),
            "{query}: {angle}"
        );
        for (h, gradient) in gradients.iter().enumerate() {
            let found = (lens.length(h, angle) * size).log10().expect("not zero");
            let own = gradient.log10().expect("not zero");
            let is_hard = query.contains("worst");
            assert!(
                (found - own).abs() < 1e-10 || is_hard,
                "{query}, {h}: {found} is not {own}"
            );
        }
        if !lens.is_plane() {
            continue;
        }
        let truth = oracle.plane(&network, &network.forward(), &lens.plane);
        for (h, truth) in truth.iter().enumerate() {
            let ellipse = lens.images[h].ellipse();
            let longest =
                10f64.powf(oracle.log10(&truth.values[0]) - ellipse.scale.expect("not zero"));
            for step in 0..24 {
                let angle = f64::from(step) * std::f64::consts::PI / 12.0;
                let [x, y] = ellipse.at(angle);
                let drawn = x.hypot(y);
                let right = oracle.length(truth, angle, ellipse.scale.expect("not zero"));
                assert!(
                    (drawn - right).abs() < 1e-11 * longest,
                    "{query}, {h}, {angle}: {drawn} is not {right}"
                );
            }
        }
    }
}

#[test]
fn the_first_direction_is_the_luckiest() {
    for query in LINKS {
        let (_, analysis, lens) = lens(query);
        let best = analysis.chain[0].spectrum.operator_norm();
        let found = lens.length(0, 0.0);
        assert!(
            (found.log10().unwrap() - best.log10().unwrap()).abs() < 1e-11,
            "{query}"
        );
        for step in 1..12 {
            let other = lens.length(0, f64::from(step) * 0.26);
            assert!(
                other.cmp_abs(found * Extended::from(1.0 + 1e-12)).is_le(),
                "{query}, {step}"
            );
        }
    }
}

#[test]
fn a_dead_network_has_no_lens_and_one_direction_no_plane() {
    let (_, dead) = of("v=1&act=relu&init=zeros");
    assert_eq!(dead.lens, None);
    let (_, _, thin) = lens("v=1&depth=3&width=4,3,1");
    assert!(!thin.is_plane());
    assert_eq!(thin.images.len(), 4);
    for image in &thin.images {
        let [long, short] = image.ellipse().half_axes();
        assert!(long > 0.0 && short == 0.0);
    }
}
