//! Inside one layer: entries against finite differences, pre-activations against the forward pass, stretch factors against the matrix itself.

use crate::common::random::Draws;
use gradlens::analysis::{Analysis, CurvePoint, LayerDetail, Plane, Spectrum, Stretch};
use gradlens::link;
use gradlens::network::{Extended, Layer, Network};
use gradlens::settings::{Activation, Settings};
use nalgebra::{DMatrix, DVector};

fn settings(text: &str) -> Settings {
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{text}: {notices:?}");
    settings
}

fn details(text: &str) -> (Network, Vec<LayerDetail>) {
    let settings = settings(text);
    let network = Network::from(&settings.recipe);
    let analysis = Analysis::of(&network);
    let reports = analysis.layers.iter().enumerate();
    let detail = |(j, report)| LayerDetail::of(&settings.recipe, j + 1, report);
    let details = reports.map(detail).collect::<Option<_>>();
    (network, details.expect("every layer has its numbers"))
}

/// J as plain numbers.
fn jacobian(detail: &LayerDetail) -> DMatrix<f64> {
    DMatrix::from_fn(detail.units(), detail.inputs(), |i, k| {
        detail.jacobian(i, k).to_f64()
    })
}

const LINKS: [&str; 7] = [
    "depth=3&width=5,4,6&inputs=3&act=tanh&bias=0.3&seed=7",
    "depth=2&width=6&act=gelu,silu&init=normal&seed=2",
    "depth=4&width=7&act=sigmoid,mish,softplus,selu&gain=1~2,3,0.5",
    "depth=2&width=2&act=sin&init=orthogonal&gain=1.5",
    "depth=2&width=4&act=linear,arctan&init=he-uniform",
    "depth=2&width=3,5&act=erf,softsign&init=lecun-normal",
    "depth=2&width=1&act=elu",
];

#[test]
fn one_layer_alone_has_the_bits_that_it_has_in_the_network() {
    let more = [
        "depth=5&width=4~2,6~3&act=elu&bias=1&seed=9&gain=2~2,1~3",
        "depth=4&width=9&init=orthogonal&seed=4",
        "depth=3&width=5&init=identity",
        "depth=3&width=5&init=zeros",
        "depth=3&width=5,8,2&init=xavier-uniform&inputs=12",
    ];
    for text in LINKS.into_iter().chain(more) {
        let settings = settings(text);
        let network = Network::from(&settings.recipe);
        for (j, layer) in network.layers.iter().enumerate() {
            assert_eq!(
                Layer::of(&settings.recipe, j + 1),
                *layer,
                "{text}, layer {}",
                j + 1
            );
        }
        let last = network.layers.last().expect("a layer");
        assert_eq!(Layer::of(&settings.recipe, 1000), *last, "{text}");
    }
}

#[test]
fn entries_are_the_derivatives_of_the_forward_pass() {
    for text in LINKS {
        let (network, details) = details(text);
        let forward = network.forward();
        for (j, detail) in details.iter().enumerate() {
            // One layer as a network, so that its input can be moved.
            let input: Vec<f64> = forward.outputs[j].iter().map(Extended::to_f64).collect();
            let output = |input: Vec<f64>| {
                let alone = Network {
                    input,
                    layers: vec![network.layers[j].clone()],
                    ..network.clone()
                };
                let outputs = alone.forward().outputs;
                outputs[1]
                    .iter()
                    .map(Extended::to_f64)
                    .collect::<Vec<f64>>()
            };
            let step = 1e-6;
            for k in 0..detail.inputs() {
                let moved = |by: f64| {
                    let mut input = input.clone();
                    input[k] += by;
                    output(input)
                };
                let (after, before) = (moved(step), moved(-step));
                for i in 0..detail.units() {
                    let expected = (after[i] - before[i]) / (2.0 * step);
                    let entry = detail.jacobian(i, k).to_f64();
                    // Two outputs of size 10 at most, rounded, over the step; and the third derivative times its square.
                    assert!(
                        (entry - expected).abs() < 1e-8,
                        "{text}, layer {}, row {i}, column {k}: {entry}, {expected}",
                        j + 1
                    );
                }
            }
        }
    }
}

#[test]
fn the_numbers_of_the_units_are_those_of_the_forward_pass() {
    for text in LINKS {
        let (network, details) = details(text);
        let forward = network.forward();
        for (j, detail) in details.iter().enumerate() {
            assert_eq!(detail.layer, j + 1);
            assert_eq!(
                detail.pre_activations,
                forward.pre_activations[j].entries(),
                "{text}"
            );
            assert_eq!(detail.outputs, forward.outputs[j + 1].entries(), "{text}");
            assert_eq!(detail.slopes, forward.derivatives[j], "{text}");
            let (units, inputs) = (detail.units(), detail.inputs());
            assert_eq!((inputs, units), network.layers[j].weight.shape(), "{text}");
            for (i, k) in [(0, 0), (units - 1, inputs - 1)] {
                assert_eq!(detail.weight(i, k), network.layers[j].weight[(k, i)].into());
            }
            assert!(
                !detail.weight(units, 0).is_finite() && !detail.jacobian(0, inputs).is_finite()
            );
        }
    }
}

#[test]
fn the_stretch_factor_is_that_of_the_matrix() {
    let mut draws = Draws::from_seed(5);
    for text in LINKS {
        for detail in details(text).1.iter().filter(|detail| detail.inputs() > 1) {
            let matrix = jacobian(detail);
            #[allow(clippy::disallowed_methods, reason = "an independent decomposition")]
            let svd = matrix.clone().svd(true, true);
            let mut order: Vec<usize> = (0..svd.singular_values.len()).collect();
            order.sort_by(|a, b| svd.singular_values[*b].total_cmp(&svd.singular_values[*a]));
            let right = svd.v_t.expect("asked for");
            let vector = |i: usize| -> DVector<f64> {
                match order.get(i) {
                    Some(row) => right.row(*row).transpose(),
                    // A direction at right angles to the first: everything of it is lost.
                    None => {
                        let first = right.row(order[0]).transpose();
                        let other = DVector::from_fn(detail.inputs(), |k, _| {
                            f64::from(u8::from(k == first.iamin()))
                        });
                        let rest = &other - &first * first.dot(&other);
                        rest.normalize()
                    }
                }
            };
            let (v1, v2) = (vector(0), vector(1));
            for _ in 0..12 {
                let degrees = draws.uniform() * 720.0 - 360.0;
                let angle = degrees.to_radians();
                let expected = (&matrix * (&v1 * angle.cos() + &v2 * angle.sin())).norm();
                let Stretch {
                    factor,
                    is_resolved,
                    image,
                } = detail.plane.stretch(degrees);
                assert!(is_resolved, "{text}");
                let scale = detail.plane.values[0].to_f64();
                let factor = factor.to_f64();
                assert!(
                    (factor - expected).abs() < 1e-12 * scale,
                    "{text}, {degrees}: {factor}, {expected}"
                );
                let length = image[0].to_f64().hypot(image[1].to_f64());
                assert!((length - factor).abs() < 1e-14 * scale, "{text}");
            }
        }
    }
}

fn plane(values: [f64; 2], is_resolved: [bool; 2]) -> Plane {
    Plane {
        values: values.map(Extended::from),
        is_resolved,
        inputs: 4,
    }
}

#[test]
fn right_angles_are_exact() {
    let plane = plane([3.0, 0.0], [true, true]);
    for (degrees, factor) in [
        (0.0, 3.0),
        (90.0, 0.0),
        (180.0, 3.0),
        (270.0, 0.0),
        (-90.0, 0.0),
        (450.0, 0.0),
    ] {
        let stretch = plane.stretch(degrees);
        assert_eq!(stretch.factor, factor.into(), "{degrees}");
        assert!(stretch.is_resolved);
    }
}

#[test]
fn what_is_not_resolved_spoils_only_the_directions_that_it_reaches() {
    let spoilt = plane([1.0, 1e-12], [true, false]);
    assert!(spoilt.stretch(0.0).is_resolved);
    // At 30 degrees it changes the factor by less than the allowed part.
    assert!(spoilt.stretch(30.0).is_resolved);
    assert!(!spoilt.stretch(90.0).is_resolved);
    assert!(!plane([1.0, 0.9], [true, false]).stretch(30.0).is_resolved);
    assert!(plane([1.0, 0.9], [true, false]).stretch(180.0).is_resolved);
    assert!(!plane([1.0, 0.9], [false, false]).stretch(0.0).is_resolved);
    assert!(
        !plane([f64::NAN, f64::NAN], [true, true])
            .stretch(10.0)
            .factor
            .is_finite()
    );
}

#[test]
fn factors_far_beyond_f64_keep_their_digits() {
    let tiny = Extended::new(0.75, -40_000);
    let plane = Plane {
        values: [tiny, tiny],
        is_resolved: [true, true],
        inputs: 2,
    };
    let factor = plane.stretch(37.0).factor;
    let relative = (factor / tiny).to_f64();
    assert!((relative - 1.0).abs() < 1e-14, "{relative}");
}

#[test]
fn values_of_the_plane_are_those_of_the_spectrum() {
    let (network, details) = details("depth=3&width=6&act=relu&init=he-normal&seed=3");
    let analysis = Analysis::of(&network);
    for (report, detail) in analysis.layers.iter().zip(&details) {
        assert_eq!(detail.plane.values[..], report.jacobian.values[..2]);
        assert_eq!(detail.plane.is_resolved, [true, true]);
        assert_eq!(detail.plane.inputs, 6);
    }
    // One unit: there is no second value, and it is an exact zero.
    let (_, one) = self::details("depth=1&width=1&inputs=3&act=tanh");
    assert!(one[0].plane.values[1].is_zero() && one[0].plane.is_resolved[1]);
}

#[test]
fn a_report_of_another_layer_is_refused() {
    let settings = settings("depth=2&width=4,3&act=tanh,relu");
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    assert!(LayerDetail::of(&settings.recipe, 1, &analysis.layers[0]).is_some());
    assert_eq!(
        LayerDetail::of(&settings.recipe, 1, &analysis.layers[1]),
        None
    );
    assert!(analysis.layers[0].jacobian != Spectrum::pending());
}

#[test]
fn curves_are_the_functions_themselves() {
    for activation in Activation::ALL {
        let points = CurvePoint::along((*activation).into(), (-6.0, 6.0), 240);
        assert_eq!(points.len(), 241);
        assert!(points.iter().any(|point| point.at == 0.0), "{activation:?}");
        for point in points {
            assert_eq!(point.value, activation.value(point.at.into()).to_f64());
            assert_eq!(point.slope, activation.derivative(point.at.into()).to_f64());
            assert!(point.slope.abs() <= activation.supremum().value * (1.0 + 1e-12));
        }
    }
}
