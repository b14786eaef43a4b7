//! The chain over a training as a picture, as sentences and as a table.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::recorder::{Record, recorded};
use crate::training_scene::planted;
use gradlens::analysis::Spectrum;
use gradlens::chart::{Palette, Theme, TrainingInverse, draw_training, draw_training_map};
use gradlens::network::Extended;
use gradlens::scene::{
    ChainLine, ChainLines, ChainPoint, Training, TrainingChain, TrainingLook, Value,
};

/// n values of which so many are not zero and so many are resolved.
fn point(step: u64, values: &[f64], [rank, resolved]: [usize; 2]) -> ChainPoint {
    let spectrum = Spectrum {
        values: values.iter().map(|x| Extended::from(*x)).collect(),
        rank,
        resolved,
        ..Spectrum::pending()
    };
    ChainPoint::of(step, &spectrum)
}

/// Points every ten steps.
fn every_ten(points: &[(&[f64], [usize; 2])]) -> ChainLines {
    let points = points.iter().zip(0..);
    let points: Vec<ChainPoint> = points
        .map(|((values, known), at)| point(10 * at, values, *known))
        .collect();
    let shown = points.last().copied();
    ChainLines::of(points, shown)
}

fn with(lines: ChainLines) -> Training {
    let history = planted(&[1e-9, 1e-3, 0.2], &[1e-6, 1e-5, 1e-3, 1.0], 41);
    Training::of(&history, TrainingLook::default()).with_chain(TrainingChain::Lines(lines))
}

const FALLING: [(&[f64], [usize; 2]); 5] = [
    (&[10.0, 1.0, 0.5, 0.1], [4, 4]),
    (&[5.0, 0.1, 1e-2, 1e-3], [4, 4]),
    (&[2.0, 1e-2, 1e-5, 1e-9], [4, 2]),
    (&[1.0, 1e-4, 1e-5, 1e-9], [4, 1]),
    (&[0.5, 1e-3, 1e-6, 1e-8], [4, 4]),
];

fn drawn(training: &Training, size: (u32, u32)) -> (Record, TrainingInverse) {
    recorded(size, |area| {
        draw_training(training, area, &Theme::light()).expect("recording never fails")
    })
}

#[test]
fn a_value_is_what_is_known_of_it() {
    let full = point(0, &[8.0, 4.0, 2.0, 1.0, 0.5], [5, 5]);
    assert_eq!(full.median, Value::from(Extended::from(2.0)));
    assert_eq!(full.last, Value::from(Extended::from(0.5)));
    // Of two in the middle the larger one.
    let four = point(0, &[8.0, 4.0, 2.0, 1.0], [4, 4]);
    assert_eq!(four.median, Value::from(Extended::from(4.0)));
    let part = point(0, &[8.0, 4.0, 2.0, 1e-20, 0.0], [4, 2]);
    assert_eq!(part.last, Value::from(Extended::from(4.0)));
    assert!(part.median.is_unresolved() && part.zeros() == 1);
    let zero = point(0, &[0.0; 3], [0, 0]);
    assert_eq!([zero.largest, zero.median, zero.last], [Value::Zero; 3]);
    let lost = point(0, &[1e-30, 1e-31], [2, 0]);
    assert!(lost.largest.is_unresolved() && lost.last.is_unresolved());
    let none = point(0, &[f64::NAN; 3], [3, 0]);
    assert_eq!(
        [none.largest, none.median, none.last],
        [Value::NotFinite; 3]
    );
    assert!(!none.is_finite() && zero.is_finite());
}

#[test]
fn what_is_said_names_what_is_not_a_number() {
    for (values, known, said) in [
        (
            &[8.0, 4.0, 2.0, 1.0][..],
            [4, 4],
            "σ₁ 8.00; median σ₂ 4.00; last resolved σ₄ 1.00.",
        ),
        (
            &[8.0, 5e-4, 1e-9, 1e-20],
            [3, 1],
            "σ₁ 8.00; median σ₂ <\u{a0}10⁻³, not resolved; last resolved σ₁ 8.00; 2 of 4 not resolved; 1 of 4 exactly 0.",
        ),
        (&[2.0, 0.25], [2, 2], "σ₁ 2.00; last resolved σ₂ 0.250."),
        (&[2.0], [1, 1], "σ₁ 2.00."),
        (&[0.0], [0, 0], "σ₁ exactly 0; 1 of 1 exactly 0."),
        (&[f64::NAN, f64::NAN], [2, 0], "not finite."),
    ] {
        let expected = format!("The chain at step 1,240: {said}");
        assert_eq!(point(1240, values, known).said(), expected);
    }
}

#[test]
fn a_value_that_is_not_resolved_is_a_gap() {
    let lines = every_ten(&FALLING);
    assert_eq!(lines.range, (-8.0, 1.0));
    let steps = |line: ChainLine| -> Vec<Vec<u64>> {
        let stretches = lines.stretches(line).into_iter();
        let steps = |stretch: Vec<(u64, f64)>| stretch.into_iter().map(|point| point.0).collect();
        stretches.map(steps).collect()
    };
    assert_eq!(steps(ChainLine::Largest), [vec![0, 10, 20, 30, 40]]);
    assert_eq!(steps(ChainLine::Median), [vec![0, 10, 20], vec![40]]);
    assert_eq!(steps(ChainLine::Last), [vec![0, 10, 20, 30, 40]]);
    // An upper estimate has no height.
    assert_eq!(lines.height(Value::Unresolved(-3.0)), None);
    assert_eq!(lines.height(Value::Zero), None);
    assert_eq!(lines.height(Value::Finite(1.0)), Some(1.0));
}

#[test]
fn lines_that_would_be_the_same_are_one() {
    let names = |values: &[f64]| {
        let all = [values.len(), values.len()];
        ChainLines::of(vec![point(0, values, all)], None).lines()
    };
    assert_eq!(names(&[2.0]), [ChainLine::Largest]);
    assert_eq!(names(&[2.0, 1.0]), [ChainLine::Largest, ChainLine::Last]);
    assert_eq!(names(&[2.0, 1.0, 0.1]), ChainLine::ALL);
    assert_eq!(ChainLines::of(Vec::new(), None).lines(), []);
}

#[test]
fn the_numbers_are_in_the_description_and_in_a_table() {
    let training = with(every_ten(&FALLING));
    let said = "The chain at step 40: σ₁ 0.500; median σ₂ 0.00100; last resolved σ₄ 1.00 × 10⁻⁸.";
    let description = training.description().replace('\u{a0}', " ");
    assert!(description.contains(said), "{description}");
    let table = training.chain_table().expect("a table");
    assert_eq!((table.columns.len(), table.rows.len()), (7, 5));
    assert_eq!(table.rows[2][3], "0.0100");
    assert_eq!(table.rows[2][4..], ["2", "2", "0"]);
    assert!(table.rows.iter().all(|row| row.len() == 7));
    // A step that is not known yet is not that of another one.
    let mut lines = every_ten(&FALLING[..2]);
    lines.shown = None;
    let training = with(lines);
    assert_eq!(
        training.chain_reading().as_deref(),
        Some("The chain at step 40: not computed yet.")
    );
    assert_eq!(training.chain_label(), None);
    assert!(training.chain_at(25).expect("a point").contains("step 10"));
    assert_eq!(
        training.chain_at(0).expect("a point"),
        every_ten(&FALLING).points[0].said()
    );
}

#[test]
fn zeros_and_what_is_not_finite_are_hatched() {
    let strokes = |points: &[(&[f64], [usize; 2])], color: &str| {
        let (record, _) = drawn(&with(every_ten(points)), (1280, 480));
        record.count(&format!("path {color} "))
    };
    let full: (&[f64], [usize; 2]) = (&[2.0, 1.0, 0.5], [3, 3]);
    let (hot, quiet) = (Palette::LIGHT.hot.css(), Palette::LIGHT.quiet.css());
    assert_eq!(
        (strokes(&[full; 5], &hot), strokes(&[full; 5], &quiet)),
        (0, 0)
    );
    let cut: (&[f64], [usize; 2]) = (&[2.0, 1.0, 0.0], [2, 2]);
    let foot = strokes(&[full, full, full, cut, cut], &hot);
    assert!(foot > 10, "{foot}");
    let none: (&[f64], [usize; 2]) = (&[0.0; 3], [0, 0]);
    assert!(strokes(&[full, full, full, none, none], &hot) > 10);
    let lost: (&[f64], [usize; 2]) = (&[f64::NAN; 3], [3, 0]);
    assert!(strokes(&[full, full, full, lost, lost], &quiet) > 10);
    let (record, _) = drawn(&with(every_ten(&[full, cut])), (1280, 480));
    assert!(record.says("1 of 3 exactly 0"));
    let (record, _) = drawn(&with(every_ten(&[full, lost])), (1280, 480));
    assert!(record.says("not finite"));
}

#[test]
fn the_lines_are_named_where_they_end_and_every_text_fits() {
    let dim: (&[f64], [usize; 2]) = (&[2.0, 1e-9, 1e-9, 1e-9], [4, 1]);
    for (points, name) in [
        (&FALLING[..], "median"),
        (&[dim; 5][..], "median not resolved"),
        (&[], "layer"),
    ] {
        for (width, height) in [(1280, 480), (900, 400), (720, 320), (360, 520), (320, 420)] {
            let (record, _) = drawn(&with(every_ten(points)), (width, height));
            if width > 700 {
                assert!(record.says(name), "{name} {width}");
                assert!(
                    points.is_empty()
                        || record.says("σ₁ of the chain") && record.says("last resolved")
                );
            }
            for (text, left, right) in &record.reaches {
                let is_inside = *left >= 0.0 && *right <= f64::from(width);
                assert!(is_inside, "{text} at {left}..{right} of {width}");
            }
            for (text, at, _) in &record.texts {
                assert!((0..height as i32).contains(&at.1), "{text} at {at:?}");
            }
        }
    }
}

#[test]
fn the_chain_shares_the_time_axis() {
    let training = with(every_ten(&FALLING));
    let plain = Training {
        chain: TrainingChain::Dear,
        ..training.clone()
    };
    for size in [(1280, 480), (360, 520)] {
        let ((_, inverse), (_, before)) = (drawn(&training, size), drawn(&plain, size));
        for step in [0, 20, 40] {
            let along = |inverse: &TrainingInverse| {
                let (x, y) = inverse.pixel(0, step);
                if size.0 > 700 { x } else { y }
            };
            assert_eq!(along(&inverse), along(&before));
            // Across the whole picture there is one plot of the chain, and it is beyond the map.
            let (x, y) = inverse.pixel(0, step);
            let across = |at: i32| if size.0 > 700 { (x, at) } else { (at, y) };
            let end = (if size.0 > 700 { size.1 } else { size.0 }) as i32;
            let hits = (0..end).filter_map(|at| {
                let (x, y) = across(at);
                inverse.chain_step(x, y)
            });
            let hits: Vec<u64> = hits.collect();
            assert!(
                hits.len() >= 56 && hits.iter().all(|hit| *hit == step),
                "{hits:?}"
            );
            assert_eq!(
                (inverse.chain_step(x, y), before.chain_step(x, y)),
                (None, None)
            );
        }
    }
}

#[test]
fn the_map_does_not_hang_on_the_step_of_the_chain() {
    let map = |shown: usize| {
        let mut lines = every_ten(&FALLING);
        lines.shown = Some(lines.points[shown]);
        recorded((1280, 480), |area| {
            draw_training_map(&with(lines), area, &Theme::dark()).expect("recorded")
        })
    };
    assert_eq!(map(1), map(3));
}

#[test]
fn a_small_picture_with_a_chain_stays_as_it_is() {
    for (name, size) in [("wide", (720, 320)), ("narrow", (320, 360))] {
        let (record, _) = drawn(&with(every_ten(&FALLING)), size);
        insta::assert_snapshot!(name, record.text());
    }
}
