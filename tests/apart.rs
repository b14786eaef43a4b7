//! One layer, taken apart: every length against arbitrary precision and plain products, and what is said where there is no length.

use std::f64::consts::FRAC_PI_2;
use std::sync::Arc;

use crate::common::oracle::Oracle;
use gradlens::analysis::{Analysis, LayerDetail, LayerImages};
use gradlens::link;
use gradlens::network::{Block, Layer, Network};
use gradlens::scene::{Apart, Value};
use gradlens::settings::Activation;
use nalgebra::{DMatrix, DVector, dmatrix};

pub const LINKS: [&str; 10] = [
    "v=1&depth=3&act=tanh&gain=2.5&width=16",
    "v=1&depth=3&width=6&act=relu&init=he-normal&seed=3",
    "v=1&depth=4&width=7,3,5,2&inputs=3&act=sigmoid,gelu,selu,sin",
    "v=1&depth=3&width=6&act=tanh&gain=10",
    "v=1&depth=2&width=5&act=linear&init=orthogonal",
    "v=1&depth=2&width=5&act=tanh&init=identity",
    "v=1&depth=2&width=4&act=sigmoid&gain=0.02",
    "v=1&depth=2&width=9,1&inputs=1&act=tanh",
    "v=1&depth=2&width=1&act=softplus",
    "v=1&depth=2&width=24&act=mish&gain=1.5",
];

const ANGLES: [f64; 5] = [0.0, 0.62, FRAC_PI_2, 2.5, -1.1];

pub struct Taken {
    pub network: Network,
    pub analysis: Analysis,
    pub details: Vec<LayerDetail>,
}

impl Taken {
    pub fn of(network: Network) -> Self {
        let analysis = Analysis::of(&network);
        let layers = network.layers.iter().zip(&analysis.layers).zip(1..);
        let details = layers
            .map(|((layer, report), j)| LayerDetail::new(j, layer, report).expect("its report"))
            .collect();
        Self {
            network,
            analysis,
            details,
        }
    }

    pub fn from_link(query: &str) -> Self {
        let (settings, notices) = link::decode(query);
        assert!(notices.is_empty(), "{query}: {notices:?}");
        Self::of(Network::from(&settings.recipe))
    }

    /// A network of one layer.
    pub fn alone(weight: DMatrix<f64>, activation: Activation, input: &[f64]) -> Self {
        let (settings, _) = link::decode("v=1&depth=1&width=2");
        let network = Network::from(&settings.recipe);
        let layer = Layer {
            weight: Arc::new(weight),
            bias: None,
            activation,
            block: Block::default(),
        };
        Self::of(Network {
            input: input.to_vec(),
            layers: vec![layer],
            ..network
        })
    }

    pub fn images(&self, layer: usize) -> LayerImages {
        LayerImages::of(&self.details[layer - 1])
    }

    pub fn apart(&self, layer: usize, angle: f64) -> Apart {
        let parts = (&self.details[layer - 1], &self.analysis.layers[layer - 1]);
        Apart::of(parts, &self.images(layer), angle)
    }
}

/// Whether a value has this length, to a relative error; lengths up to `noise` may be zero.
fn is_close(value: Value, length: f64, noise: f64) -> bool {
    match value {
        Value::Finite(log10) => (log10 - length.log10()).abs() < 1e-9,
        Value::Zero => length <= noise,
        Value::Unresolved(log10) => length <= 10f64.powf(log10) * (1.0 + 1e-9),
        _ => false,
    }
}

#[test]
fn lengths_after_the_weights_are_those_of_the_products() {
    for query in LINKS {
        let taken = Taken::from_link(query);
        for detail in &taken.details {
            let images = taken.images(detail.layer);
            let weight = &taken.network.layers[detail.layer - 1].weight;
            let [v1, v2] = images
                .directions
                .each_ref()
                .map(|v| DVector::from_column_slice(v));
            for angle in ANGLES.into_iter().filter(|_| detail.inputs() > 1) {
                let direction = &v1 * angle.cos() + &v2 * angle.sin();
                let length = weight.tr_mul(&direction).norm();
                let found = taken.apart(detail.layer, angle).arrow[1];
                let noise = 1e-14 * weight.norm();
                let what = format!("{query}, layer {}, {angle}", detail.layer);
                assert!(is_close(found, length, noise), "{what}: {found}, {length}");
            }
        }
    }
}

#[test]
fn directions_are_orthonormal_and_stretched_by_the_singular_values() {
    for query in LINKS {
        let taken = Taken::from_link(query);
        for detail in &taken.details {
            let images = taken.images(detail.layer);
            let [v1, v2] = images
                .directions
                .each_ref()
                .map(|v| DVector::from_column_slice(v));
            let what = format!("{query}, layer {}", detail.layer);
            assert!((v1.norm() - 1.0).abs() < 1e-13, "{what}");
            let jacobian = DMatrix::from_fn(detail.units(), detail.inputs(), |i, k| {
                detail.jacobian(i, k).to_f64()
            });
            let largest = images.jacobian.values[0].to_f64();
            assert_eq!(images.jacobian, detail.plane, "{what}");
            let error = ((&jacobian * &v1).norm() - largest).abs();
            assert!(error <= 1e-13 * largest, "{what}: {error}");
            if detail.inputs() == 1 {
                assert_eq!(v2.len(), 0, "{what}");
                continue;
            }
            assert!(
                (v2.norm() - 1.0).abs() < 1e-13 && v1.dot(&v2).abs() < 1e-13,
                "{what}"
            );
            let images_of = (&jacobian * &v1, &jacobian * &v2);
            let second = images.jacobian.values[1].to_f64();
            assert!(
                (images_of.1.norm() - second).abs() < 1e-12 * largest,
                "{what}"
            );
            let product = images_of.0.dot(&images_of.1);
            assert!(
                product.abs() < 1e-12 * largest * largest,
                "{what}: {product}"
            );
        }
    }
}

#[test]
fn lengths_after_the_slopes_and_norms_are_those_of_arbitrary_precision() {
    let oracle = Oracle::with_bits(1024);
    for query in LINKS {
        let taken = Taken::from_link(query);
        let forward = taken.network.forward();
        for detail in &taken.details {
            let j = detail.layer - 1;
            let truth = oracle.layer(&taken.network, &forward, j);
            let sigma = |i: usize| {
                truth
                    .get(i)
                    .map_or(f64::NEG_INFINITY, |value| oracle.log10(value))
            };
            let what = format!("{query}, layer {}", detail.layer);
            for angle in ANGLES {
                let apart = taken.apart(detail.layer, angle);
                // Relative to the largest one, so that nothing leaves the range of f64.
                let (sine, cosine) = match angle {
                    FRAC_PI_2 => (1.0, 0.0),
                    angle => (angle.sin(), angle.cos()),
                };
                let second = 10f64.powf(sigma(1) - sigma(0));
                let length = match detail.inputs() {
                    1 => 1.0,
                    _ => cosine.hypot(second * sine),
                };
                let found = apart.arrow[2].over(sigma(0));
                assert!(
                    is_close(found, length, 0.0),
                    "{what}, {angle}: {found}, {length}"
                );
                let norm = apart.jacobian_norm.resolved_log10().expect("a norm");
                assert!((norm - sigma(0)).abs() < 1e-9, "{what}");
            }
        }
    }
}

#[test]
fn norms_and_half_axes_are_those_of_another_decomposition() {
    for query in LINKS {
        let taken = Taken::from_link(query);
        for (detail, report) in taken.details.iter().zip(&taken.analysis.layers) {
            let apart = taken.apart(detail.layer, 0.3);
            let weight = &taken.network.layers[detail.layer - 1].weight;
            let images = taken.images(detail.layer);
            let columns: Vec<DVector<f64>> = images
                .directions
                .iter()
                .filter(|v| !v.is_empty())
                .map(|v| weight.tr_mul(&DVector::from_column_slice(v)))
                .collect();
            #[allow(clippy::disallowed_methods, reason = "an independent decomposition")]
            let [whole, plane] = [DMatrix::clone(weight), DMatrix::from_columns(&columns)]
                .map(|matrix| matrix.singular_values());
            let what = format!("{query}, layer {}", detail.layer);
            assert!(is_close(apart.weight_norm, whole.max(), 0.0), "{what}");
            let slopes = detail.slopes.iter().map(|slope| slope.to_f64().abs());
            let slope = slopes.fold(0.0, f64::max);
            assert!(is_close(apart.largest_slope, slope, 0.0), "{what}");
            assert!(is_close(apart.bound, slope * whole.max(), 0.0), "{what}");
            assert_eq!(apart.bound, report.bound.into(), "{what}");
            let noise = 1e-14 * whole.max();
            assert!(
                is_close(apart.half_axes[0][0], plane.max(), noise),
                "{what}"
            );
            let short = if plane.len() == 2 { plane.min() } else { 0.0 };
            assert!(
                is_close(apart.half_axes[0][1], short, noise),
                "{what}: {short}"
            );
            let sizes = [1, 2].map(|i| apart.circles[i].and_then(|disc| disc.size));
            for (size, [long, _]) in sizes.into_iter().zip(apart.half_axes) {
                let (size, long) = (size.expect("a size"), long.log10().expect("a length"));
                assert!((size - long).abs() < 1e-12, "{what}");
            }
        }
    }
}

#[test]
fn the_sentence_is_that_of_the_design() {
    let taken = Taken::from_link("v=1&act=tanh&gain=2.5");
    let sentence = taken.apart(7, 0.62).sentence();
    assert_eq!(
        sentence,
        "Layer 7. The arrow is 3.92 long after the weights and 2.72 after the slopes. A gradient meets the same two factors on its way back, in the other order."
    );
    let description = taken.apart(7, 0.62).description();
    for part in [
        "Layer 7, Tanh, 16 inputs, 16 units.",
        "The norm of the weights is 4.77.",
        "σ₁ = 2.94",
        "times the largest slope, 4.77.",
        &sentence["Layer 7. ".len()..],
    ] {
        assert!(description.contains(part), "{part} in {description}");
    }
}

#[test]
fn zero_weights_say_so() {
    let taken = Taken::from_link("v=1&depth=2&init=zeros&act=tanh&width=4");
    let apart = taken.apart(2, 1.0);
    assert_eq!(apart.arrow, [Value::Finite(0.0), Value::Zero, Value::Zero]);
    assert_eq!(apart.half_axes, [[Value::Zero; 2]; 2]);
    assert!(apart.is_to_scale());
    assert!(apart.sentence().contains("its length is exactly 0"));
    assert!(apart.captions()[1].title.contains("nothing through"));
}

#[test]
fn what_slopes_cut_is_exactly_zero() {
    // All units are dead; the plane is that of the weights.
    let weight = dmatrix![3.0, 0.0; 0.0, 2.0];
    let dead = Taken::alone(weight.clone(), Activation::Relu, &[-1.0, -1.0]).apart(1, 0.0);
    assert!(is_close(dead.arrow[1], 3.0, 0.0), "{:?}", dead.arrow);
    assert_eq!((dead.arrow[2], dead.bound), (Value::Zero, Value::Zero));
    assert!(dead.sentence().contains("nothing of it: exactly 0"));
    assert!(dead.captions()[3].title.contains("nothing through"));
    // One is: the direction that only it sees is stretched by its weight first.
    let taken = Taken::alone(weight, Activation::Relu, &[-1.0, 1.0]);
    let half = taken.apart(1, FRAC_PI_2);
    assert!(is_close(half.arrow[1], 3.0, 0.0), "{:?}", half.arrow);
    assert_eq!(half.arrow[2], Value::Zero);
    assert!(is_close(taken.apart(1, 0.0).arrow[2], 2.0, 0.0));
    assert_eq!(half.captions()[3].title, "the slopes cut 1 of 2 units");
}

#[test]
fn what_one_unit_does_not_see_is_exactly_zero_after_the_weights() {
    let taken = Taken::alone(dmatrix![3.0; 4.0; 12.0], Activation::Tanh, &[0.1, 0.0, 0.0]);
    let apart = taken.apart(1, FRAC_PI_2);
    assert_eq!(apart.arrow[1..], [Value::Zero; 2]);
    assert!(is_close(taken.apart(1, 0.0).arrow[1], 13.0, 0.0));
}

#[test]
fn a_slope_that_is_not_finite_leaves_no_length() {
    let weight = dmatrix![1e300, 0.0; 0.0, 1.0];
    let apart = Taken::alone(weight, Activation::Sin, &[1e300, 0.0]).apart(1, 0.0);
    assert!(is_close(apart.arrow[1], 1e300, 0.0), "{:?}", apart.arrow);
    assert_eq!((apart.arrow[2], apart.circles[2]), (Value::NotFinite, None));
    assert!(apart.sentence().contains("A slope is not finite"));
    assert_eq!(apart.captions()[3].title, "a slope is not finite");
    assert!(!apart.description().contains("σ"));
}

#[test]
fn what_rounding_hides_has_a_limit() {
    // J stretches the second direction by 1, after slopes that undo what the weights have done.
    let weight = dmatrix![1e20, 1.0; 1e20, -1.0];
    let taken = Taken::alone(weight, Activation::Linear, &[0.0, 0.0]);
    let apart = taken.apart(1, FRAC_PI_2);
    assert!(is_close(
        taken.apart(1, 0.0).arrow[1],
        1e20 * 2f64.sqrt(),
        0.0
    ));
    let Value::Unresolved(limit) = apart.arrow[1] else {
        panic!("{:?}", apart.arrow);
    };
    assert!(limit >= 0.5 * 2f64.log10() && limit < 8.0, "{limit}");
    assert!(
        is_close(apart.arrow[2], 2f64.sqrt(), 0.0),
        "{:?}",
        apart.arrow
    );
    assert!(
        apart
            .sentence()
            .contains("only a limit of the arrow's length is known: <")
    );
}
