//! The pictures of the inside of a layer: what they say, and what is drawn of them.

#![allow(
    clippy::cast_possible_truncation,
    reason = "exponents of tests are small"
)]

use crate::common::layers::detail;
use crate::recorder::{Record, recorded};
use gradlens::analysis::{LayerDetail, Plane};
use gradlens::chart::{Theme, draw_activation, draw_matrix, draw_plane};
use gradlens::network::Extended;
use gradlens::scene::Value;
use gradlens::scene::inspector::{
    ActivationPicture, MapId, MatrixMap, PlanePicture, REACHES, Signed, entry, tables,
};
use gradlens::settings::Activation;

const SMALL: &str = "depth=2&width=3&inputs=4&act=tanh&init=normal&seed=3";

/// A layer whose leading singular values are these.
fn stretching(first: Value, second: Value, inputs: usize) -> LayerDetail {
    let extended = |value: Value| match value {
        Value::Zero => Extended::ZERO,
        Value::NotFinite => Extended::NAN,
        other => {
            let log10 = other.log10().expect("a number");
            let whole = (log10 / std::f64::consts::LOG10_2).floor();
            Extended::new(
                10_f64.powf(log10 - whole * std::f64::consts::LOG10_2),
                whole as i64,
            )
        }
    };
    let is_resolved = |value| !matches!(value, Value::Unresolved(_));
    let mut detail = detail(SMALL, 1);
    detail.plane = Plane {
        values: [extended(first), extended(second)],
        is_resolved: [is_resolved(first), is_resolved(second)],
        inputs,
    };
    detail
}

fn plane_of(detail: &LayerDetail, degrees: f64, reach: f64) -> (PlanePicture, Record) {
    let picture = PlanePicture::of(detail, degrees, reach);
    let (record, _) = recorded((320, 320), |area| {
        draw_plane(&picture, area, &Theme::light())
    });
    (picture, record)
}

#[test]
fn pictures_stay_as_they_are() {
    let dead = detail("depth=3&width=5&act=relu&init=he-normal&seed=4", 2);
    for (name, detail) in [("small", detail(SMALL, 1)), ("dead", dead)] {
        for id in MapId::ALL {
            let drawn = map_of(&MatrixMap::of(&detail, id), (300, 240), &Theme::light());
            insta::assert_snapshot!(format!("{name}_{}", id.name()), drawn.text());
        }
        let (_, drawn) = plane_of(&detail, 30.0, 2.0);
        insta::assert_snapshot!(format!("{name}_plane"), drawn.text());
        let picture = ActivationPicture::of(&detail, 1);
        let (drawn, _) = recorded((420, 380), |area| {
            draw_activation(&picture, area, &Theme::light())
        });
        insta::assert_snapshot!(format!("{name}_activation"), drawn.text());
    }
}

#[test]
fn an_entry_is_its_own_formula() {
    let detail = detail(SMALL, 1);
    for (i, k) in [(0, 0), (1, 3), (2, 2)] {
        let formula = entry(&detail, i, k);
        let (slope, weight) = (detail.slopes[i].to_f64(), detail.weight(i, k).to_f64());
        let written = |x: f64, digits| Signed::from(Extended::from(x)).short(digits);
        let bracketed = |x: f64| match x < 0.0 {
            true => format!("({})", written(x, 4)),
            false => written(x, 4),
        };
        let end = format!(
            "{} × {} = {}",
            bracketed(slope),
            bracketed(weight),
            written(slope * weight, 3)
        );
        assert!(formula.text.ends_with(&end), "{}, {end}", formula.text);
        assert!(
            formula
                .text
                .starts_with(&format!("J row {}, column {} = ", i + 1, k + 1))
        );
        assert!(formula.mathml.starts_with("<math>") && formula.mathml.ends_with("</math>"));
        let opened = formula.mathml.matches("<m").count();
        assert_eq!(
            opened,
            formula.mathml.matches("</m").count() + formula.mathml.matches("/>").count()
        );
    }
}

/// The pixels of every stroke, clear of texts.
fn reach_of(record: &Record) -> i32 {
    let is_stroke = |line: &&String| line.starts_with("path") || line.starts_with("polygon");
    let pixels = record.lines.iter().filter(is_stroke).flat_map(|line| {
        let (_, list) = line.split_once(": ").expect("a list of pixels");
        list.split([' ', ','])
            .filter_map(|word| word.parse::<i32>().ok())
            .collect::<Vec<_>>()
    });
    pixels.map(|x| (x - 160).abs()).max().unwrap_or(0)
}

#[test]
fn the_unit_circle_keeps_its_size_whatever_the_image() {
    let circle = |first: f64| {
        let detail = stretching(Value::Finite(first), Value::Finite(first - 0.3), 5);
        let (_, record) = plane_of(&detail, 45.0, 2.0);
        let handle = record
            .lines
            .iter()
            .find(|line| line.starts_with("ring"))
            .cloned();
        handle.expect("the direction has a handle")
    };
    let all = [-3.0, 0.0, 0.2, 4.0, 300.0, 4000.0].map(circle);
    assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
}

#[test]
fn what_is_off_the_scale_is_marked_with_its_number() {
    for reach in REACHES {
        for (first, second) in [
            (0.0, -1.0),
            (2.0, -1.0),
            (2.0, 1.9),
            (500.0, 3.0),
            (4000.0, 4000.0),
            (-30.0, -40.0),
            (-4000.0, -5000.0),
        ] {
            let detail = stretching(Value::Finite(first), Value::Finite(second), 5);
            for degrees in [0.0, 30.0, 90.0, 215.0] {
                let (picture, record) = plane_of(&detail, degrees, reach);
                assert!(
                    reach_of(&record) <= 160,
                    "10^{first}, ±{reach}: {}",
                    record.text()
                );
                let says = |start: &str| {
                    record
                        .texts
                        .iter()
                        .any(|(text, ..)| text.starts_with(start))
                };
                let is_beyond = first > 1.5;
                assert_eq!(
                    says("▲ beyond the picture: σ₁ = "),
                    is_beyond,
                    "10^{first}, ±{reach}"
                );
                assert_eq!(
                    says("a point here: σ₁ = "),
                    first < -20.0,
                    "10^{first}, ±{reach}"
                );
                assert!(picture.description.contains(&picture.axes[0].to_string()));
            }
        }
    }
}

#[test]
fn planes_say_what_is_lost_not_resolved_or_no_number() {
    let lost = stretching(Value::Finite(0.2), Value::Zero, 3);
    let (picture, _) = plane_of(&lost, 90.0, 2.0);
    assert_eq!(
        picture.reading,
        "x at 90° from v₁: ‖J x‖ = exactly 0: this direction is lost."
    );
    let (picture, _) = plane_of(&lost, 0.0, 2.0);
    assert!(
        picture.reading.ends_with("1.58: it expands."),
        "{}",
        picture.reading
    );

    let open = stretching(Value::Finite(-0.5), Value::Unresolved(-14.0), 3);
    let (picture, record) = plane_of(&open, 90.0, 2.0);
    assert!(
        picture.reading.contains("not resolved"),
        "{}",
        picture.reading
    );
    assert!(
        picture.description.contains("not resolved"),
        "{}",
        picture.description
    );
    let (resolved, _) = plane_of(&open, 10.0, 2.0);
    assert!(
        !resolved.reading.contains("not resolved"),
        "{}",
        resolved.reading
    );
    assert!(record.count("path") > 20, "an unresolved image is dotted");

    let broken = stretching(Value::NotFinite, Value::NotFinite, 3);
    let (picture, record) = plane_of(&broken, 10.0, 2.0);
    assert!(record.says("The image is not finite."));
    assert!(
        picture.reading.contains("not finite"),
        "{}",
        picture.reading
    );

    let whole = |inputs| {
        plane_of(
            &stretching(Value::Finite(0.0), Value::Finite(0.0), inputs),
            10.0,
            2.0,
        )
        .0
    };
    assert!(whole(1).is_line && whole(1).degrees == 0.0);
    assert!(
        whole(2).remark.contains("nothing is left out")
            && !whole(3).remark.contains("nothing is left out")
    );
    assert!(
        whole(7).remark.starts_with("5 more directions"),
        "{}",
        whole(7).remark
    );
    assert!(
        whole(7).reading.ends_with("it keeps its length."),
        "{}",
        whole(7).reading
    );
}

#[test]
fn dials_lead_back_to_angles() {
    let picture = PlanePicture::of(&detail(SMALL, 1), 0.0, 2.0);
    let (_, dial) = recorded((400, 300), |area| {
        draw_plane(&picture, area, &Theme::light()).expect("drawn")
    });
    for (at, degrees) in [
        ((300, 150), 0.0),
        ((200, 50), 90.0),
        ((100, 150), 180.0),
        ((200, 250), 270.0),
        ((250, 100), 45.0),
    ] {
        assert_eq!(dial.degrees_at(at.0, at.1), degrees, "{at:?}");
    }
}

#[test]
fn the_curves_stay_on_their_axes_and_count_what_is_outside() {
    let mut wide = detail("depth=1&width=9&act=sigmoid&init=normal&gain=10&seed=2", 1);
    for (a, at) in wide
        .pre_activations
        .iter_mut()
        .zip([-7.0, -6.0, 0.0, 6.0, 6.1, 1e9, 2.0, -1e300, 3.0])
    {
        *a = at.into();
    }
    let picture = ActivationPicture::of(&wide, 0);
    assert_eq!(picture.plots[1].dots.len(), 5);
    assert_eq!(picture.plots[1].selected, None);
    assert!(
        picture
            .reading
            .ends_with("Outside the picture: 2 left of −6, 2 right of 6."),
        "{}",
        picture.reading
    );
    for activation in Activation::ALL {
        let detail = detail(
            &format!("depth=1&width=6&act={}&gain=3", activation.name()),
            1,
        );
        let picture = ActivationPicture::of(&detail, 2);
        assert_eq!(picture.plots[0].range, (-2.0, 3.0));
        let (value, _, text) = picture.plots[1].supremum.clone().expect("below");
        assert!((picture.plots[1].range.0..picture.plots[1].range.1).contains(&value));
        assert!(text.starts_with("sup |A′| = "), "{text}");
        // Jumps are not bridged, and nothing else is broken.
        let kinks = matches!(
            activation,
            Activation::Relu | Activation::LeakyRelu | Activation::Selu
        );
        assert_eq!(
            picture.plots[1].curve.len(),
            1 + usize::from(kinks),
            "{activation:?}"
        );
        let (drawn, _) = recorded((420, 380), |area| {
            draw_activation(&picture, area, &Theme::dark())
        });
        assert!(reach_of(&drawn) <= 260 && drawn.count("disc") > 0);
    }
}

#[test]
fn the_supremum_is_where_it_is_said_to_be() {
    for activation in Activation::ALL {
        let supremum = activation.supremum();
        if supremum.at.is_finite() {
            let there = activation.derivative(supremum.at.into()).to_f64();
            assert!(
                (there.abs() - supremum.value).abs() < 1e-9,
                "{activation:?}"
            );
        }
    }
}

#[test]
fn tables_hold_all_numbers() {
    let detail = detail(SMALL, 2);
    let all = tables(&detail);
    assert_eq!(all.len(), 4);
    for table in &all {
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.len() == table.columns.len()),
            "{}",
            table.caption
        );
    }
    assert_eq!(all[0].rows.len(), 3);
    assert_eq!(
        all[3].rows[1][2],
        Signed::from(detail.jacobian(1, 1)).short(3)
    );
    assert_eq!(gradlens::words::inspector::summary(4), "Inside layer 4");
}

fn map_of(map: &MatrixMap, size: (u32, u32), theme: &Theme) -> Record {
    recorded(size, |area| {
        draw_matrix(map, area, theme).expect("recording never fails")
    })
    .0
}
