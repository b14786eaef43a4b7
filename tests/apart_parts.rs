//! One layer, taken apart: its units, its circles, and what is not known of it.

use crate::apart::{LINKS, Taken};
use gradlens::analysis::{LayerDetail, LayerImages};
use gradlens::network::Extended;
use gradlens::scene::{Apart, Value};
use gradlens::settings::Activation;
use nalgebra::dmatrix;

#[test]
fn what_is_pending_is_left_open() {
    let taken = Taken::from_link("v=1&depth=2&width=4&act=tanh");
    let report = gradlens::analysis::LayerReport {
        jacobian: gradlens::analysis::Spectrum {
            values: Vec::new(),
            rank: 0,
            resolved: 0,
            error_bounds: Vec::new(),
            dear: None,
        },
        weight_norm: Extended::NAN,
        bound: Extended::NAN,
        ..taken.analysis.layers[0].clone()
    };
    let detail = LayerDetail::new(1, &taken.network.layers[0], &report).expect("its report");
    let apart = Apart::of((&detail, &report), &LayerImages::of(&detail), 0.4);
    assert!(apart.arrow[1].resolved_log10().is_some());
    assert_eq!(apart.arrow[2], Value::Pending);
    assert_eq!(
        (apart.weight_norm, apart.bound),
        (Value::Pending, Value::Pending)
    );
    assert!(apart.sentence().contains("is being computed"));
}

#[test]
fn the_axis_of_the_units_holds_all_but_those_of_many_waves() {
    let weight = dmatrix![4000.0, 0.0; 0.0, 1.0];
    for (activation, outside) in [
        (Activation::Linear, 0),
        (Activation::Tanh, 0),
        (Activation::Sin, 1),
    ] {
        let apart = Taken::alone(weight.clone(), activation, &[1.0, 0.5]).apart(1, 0.0);
        assert_eq!(apart.units.outside(), outside, "{activation:?}");
        let pieces = &apart.units.curves[0].pieces;
        assert_eq!(pieces.len(), 1, "{activation:?}");
        assert_eq!(pieces[0].len(), 241, "{activation:?}");
        let lines = &apart.captions()[2].lines;
        assert_eq!(lines.len(), 1 + outside, "{activation:?}: {lines:?}");
    }
}

#[test]
fn one_input_has_two_directions() {
    let taken = Taken::from_link("v=1&depth=1&inputs=1&width=5&act=tanh");
    for (angle, snapped) in [(0.3, 0.0), (2.0, std::f64::consts::PI), (-1.0, 0.0)] {
        let apart = taken.apart(1, angle);
        assert_eq!(apart.angle, snapped);
        assert!(apart.is_line());
        assert_eq!(apart.arrow, taken.apart(1, 0.0).arrow);
        assert_eq!(apart.half_axes[0][1], Value::Zero);
    }
}

#[test]
fn circles_share_a_scale_as_long_as_it_can_be_read() {
    let near = Taken::from_link("v=1&act=tanh&gain=2.5").apart(7, 0.0);
    assert!(near.is_to_scale());
    assert_eq!(Some(near.scales[0]), near.bound.log10());
    let far = Taken::from_link("v=1&act=linear&gain=10").apart(4, 0.0);
    assert!(!far.is_to_scale());
    assert_eq!(far.scales[0], 0.0);
    assert_eq!(Some(far.scales[1]), far.circles[1].unwrap().size);
    let [_, caption, ..] = far.captions();
    let (_, text) = caption.lines.last().unwrap();
    assert!(text.contains("times smaller"), "{text}");
}

#[test]
fn units_are_those_of_the_layer() {
    for query in LINKS {
        let taken = Taken::from_link(query);
        for detail in &taken.details {
            let apart = taken.apart(detail.layer, 0.0);
            assert_eq!(apart.units.units.len(), detail.units());
            let (from, to) = apart.units.across;
            let is_out = |a: &&Extended| !(from..=to).contains(&a.to_f64());
            let outside = detail.pre_activations.iter().filter(is_out).count();
            assert_eq!(apart.units.outside(), outside, "{query}");
            for (i, [a, value, slope]) in apart.units.units.iter().enumerate() {
                let expected = [&detail.pre_activations, &detail.outputs, &detail.slopes];
                for (found, list) in [a, value, slope].into_iter().zip(expected) {
                    let right = list[i].to_f64();
                    assert!(
                        (found.to_f64() - right).abs() <= 1e-12 * right.abs(),
                        "{query}, {i}"
                    );
                }
            }
            let reading = apart.reading(0);
            assert!(reading.starts_with("Unit 1: a = "), "{reading}");
        }
    }
}
