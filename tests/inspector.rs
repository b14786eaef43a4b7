//! The pictures of the inside of a layer: what they say, and what is drawn of them.

use crate::common::layers::detail;
use crate::recorder::{Record, recorded};
use gradlens::chart::{Theme, draw_matrix};
use gradlens::network::Extended;
use gradlens::scene::inspector::{MapId, MatrixMap, Signed, entry, tables};
use gradlens::settings::Activation;

const SMALL: &str = "depth=2&width=3&inputs=4&act=tanh&init=normal&seed=3";

#[test]
fn pictures_stay_as_they_are() {
    let dead = detail("depth=3&width=5&act=relu&init=he-normal&seed=4", 2);
    for (name, detail) in [("small", detail(SMALL, 1)), ("dead", dead)] {
        for id in MapId::ALL {
            let drawn = map_of(&MatrixMap::of(&detail, id), (300, 240), &Theme::light());
            insta::assert_snapshot!(format!("{name}_{}", id.name()), drawn.text());
        }
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
