//! The drawn training, written down by a recording backend: colours, hatches, the way back from pixels.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::recorder::{Record, recorded};
use crate::training_scene::{dead, planted, trained};
use gradlens::chart::{
    Color, Palette, Theme, TrainingCells, TrainingInverse, draw_training, draw_training_map,
    draw_training_on_cells, training_color,
};
use gradlens::scene::{Quantity, Training, TrainingLook};
use gradlens::study::training::{History, NonFinite, Record as StepRecord, What};

/// Wide and narrow.
const SIZES: [(u32, u32); 4] = [(1280, 420), (900, 300), (360, 520), (320, 420)];

fn drawn(
    training: &Training,
    (width, height): (u32, u32),
    ratio: f64,
) -> (Record, TrainingInverse) {
    let theme = Theme::light().with_ratio(ratio);
    let fine = |css: u32| (f64::from(css) * ratio).round() as u32;
    recorded((fine(width), fine(height)), |area| {
        draw_training(training, area, &theme).expect("recording never fails")
    })
}

fn of(history: &History, quantity: Quantity) -> Training {
    let look = TrainingLook {
        quantity,
        ..TrainingLook::default()
    };
    Training::of(history, look)
}

/// Runs of every kind.
fn all() -> Vec<History> {
    let mut ended = planted(&[0.5; 4], &[1e9, 1e6, 1e4, 10.0, 1.0], 3);
    ended.end(NonFinite {
        step: 3,
        what: What::Outputs,
        layer: Some(2),
    });
    vec![
        History::new(20, 0.1),
        planted(&[1e-3], &[1.0, 1.0], 1),
        planted(&[1e-3], &[1.0, 1.0], 7),
        planted(&[1e-9; 200], &[1e-3; 201], 1500),
        planted(&[0.0, 1e-3], &[0.0, 0.0, 1.0], 100),
        trained("v=1&inputs=2&width=16~19,2", 0.1, 50),
        ended,
    ]
}

/// The image of the cells of a training, and the colour at a point of it.
fn image_of(training: &Training, size: (u32, u32)) -> (TrainingCells, TrainingInverse) {
    let mut image = None;
    let (_, inverse) = recorded(size, |area| {
        let show = |cells: &TrainingCells| {
            image = Some(cells.clone());
            true
        };
        draw_training_on_cells(training, area, &Theme::light(), show)
            .expect("recording never fails")
    });
    (image.expect("the cells are shown once"), inverse)
}

fn color_at(image: &TrainingCells, (x, y): (i32, i32)) -> Color {
    let (left, top, right, bottom) = image.area;
    let share = |at: i32, from: f64, to: f64| (f64::from(at) - from) / (to - from);
    let place = |share: f64, count: usize| ((share * count as f64) as usize).min(count - 1);
    let across = place(share(x, left, right), image.size.0);
    let down = place(share(y, top, bottom), image.size.1);
    let at = 4 * (down * image.size.0 + across);
    assert_eq!(image.pixels[at + 3], 255);
    Color(image.pixels[at], image.pixels[at + 1], image.pixels[at + 2])
}

#[test]
fn the_image_of_the_cells_has_the_colour_of_each_value() {
    let palette = Theme::light().palette();
    let mut seen = 0;
    for history in all() {
        for quantity in Quantity::ALL {
            let training = of(&history, quantity);
            for size in SIZES {
                let (image, inverse) = image_of(&training, size);
                assert_eq!(image.pixels.len(), 4 * image.size.0 * image.size.1);
                let last = training.columns.last().map_or(0, |column| column.step);
                for row in 0..training.rows() {
                    for step in [0, training.span / 3, training.span / 2] {
                        let at = inverse.pixel(row, step);
                        // The pixel may be that of a step, or of a row, beside.
                        let (row, step) = (inverse.row(at.0, at.1), inverse.step(at.0, at.1));
                        let pixels = f64::from(size.0.max(size.1));
                        let wide = (training.span as f64 / pixels * 4.0).ceil() as u64;
                        let near = step.saturating_sub(wide)..=(step + wide).min(last);
                        let colors: Vec<Color> = near
                            .filter_map(|step| training.column(step)?.cell(row).log10())
                            .map(|decades| training_color(palette, quantity, decades))
                            .collect();
                        if step <= last && !colors.is_empty() {
                            let found = color_at(&image, at);
                            assert!(
                                colors.contains(&found),
                                "row {row}, step {step}: {found:?} of {colors:?}"
                            );
                            seen += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(seen > 2000, "{seen} cells");
}

/// Time goes forward in the image, a step at a time, and behind the last one nothing is known.
#[test]
fn the_image_of_the_cells_has_its_steps_in_order() {
    let mut history = History::new(1, 0.1);
    // Beside 10^-3, which is grey.
    let decades = [-9.0, 2.0, -3.0, 3.0];
    for (step, decades) in (0..).zip(decades) {
        history.take(&StepRecord {
            step,
            loss: 0.7,
            output_gradients: vec![1.0; 2],
            weight_gradients: vec![1.0],
            weight_norms: vec![1.0],
            weight_updates: vec![10_f64.powf(decades - 3.0)],
            is_step: true,
            ..StepRecord::default()
        });
    }
    let look = TrainingLook {
        until: 8,
        ..TrainingLook::default()
    };
    let training = Training::of(&history, look);
    let palette = Theme::light().palette();
    for size in SIZES {
        let (image, inverse) = image_of(&training, size);
        for (step, decades) in (0..).zip(decades) {
            let Color(red, green, blue) = color_at(&image, inverse.pixel(0, step));
            let expected = training_color(palette, Quantity::Update, decades);
            let near = |one: u8, other: u8| one.abs_diff(other) <= 1;
            assert!(
                near(red, expected.0) && near(green, expected.1) && near(blue, expected.2),
                "step {step}"
            );
        }
        let unknown = palette.faint.over(palette.ground, 0.5);
        for step in 4..8 {
            assert_eq!(
                color_at(&image, inverse.pixel(0, step)),
                unknown,
                "step {step}"
            );
        }
    }
}

#[test]
fn pixels_and_cells_are_each_others_inverse() {
    for history in all() {
        for quantity in Quantity::ALL {
            let training = of(&history, quantity);
            for size in SIZES {
                for ratio in [1.0, 1.5, 4.0] {
                    let (_, inverse) = drawn(&training, size, ratio);
                    for row in 0..training.rows() {
                        let (x, y) = inverse.pixel(row, 0);
                        let found = inverse.row(x, y);
                        assert!(
                            found.abs_diff(row) <= usize::from(training.rows() > 100),
                            "{found} {row}"
                        );
                        assert_eq!(inverse.layer(x, y), found + quantity.first_row());
                    }
                    for step in [0, training.span / 3, training.span - 1] {
                        let (x, y) = inverse.pixel(0, step);
                        let pixels = f64::from(size.0.min(size.1)) * ratio / 4.0;
                        let close = (training.span as f64 / pixels).ceil() as u64;
                        assert!(inverse.step(x, y).abs_diff(step) <= close, "{step}");
                        assert!(inverse.is_in_plot(x, y));
                        assert!(inverse.cell(x, y).is_some());
                    }
                    assert_eq!(inverse.step(-500, -500), 0);
                    assert_eq!(inverse.step(99_999, 99_999), training.span - 1);
                    assert!(inverse.row(99_999, -500) < training.rows());
                    assert_eq!(inverse.cell(-1, -1), None);
                }
            }
        }
    }
}

#[test]
fn time_runs_down_where_the_picture_is_narrow() {
    let training = of(&planted(&[1e-3; 5], &[1.0; 6], 100), Quantity::Update);
    let (_, wide) = drawn(&training, SIZES[0], 1.0);
    let (_, narrow) = drawn(&training, SIZES[2], 1.0);
    let along = |inverse: &TrainingInverse| {
        let (from, to) = (inverse.pixel(0, 0), inverse.pixel(0, 99));
        (to.0 - from.0, to.1 - from.1)
    };
    let across = |inverse: &TrainingInverse| {
        let (from, to) = (inverse.pixel(0, 0), inverse.pixel(4, 0));
        (to.0 - from.0, to.1 - from.1)
    };
    assert!(along(&wide).0 > 900 && along(&wide).1 == 0);
    assert!(across(&wide).1 < -100, "layer 1 is at the bottom");
    assert!(along(&narrow).1 > 250 && along(&narrow).0 == 0);
    assert!(across(&narrow).0 > 100, "layer 1 is at the left");
}

#[test]
fn texts_lie_within_the_picture() {
    for history in all() {
        for quantity in Quantity::ALL {
            for (width, height) in SIZES {
                let (record, _) = drawn(&of(&history, quantity), (width, height), 1.0);
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
}

#[test]
fn colours_follow_the_scale() {
    for palette in [Palette::LIGHT, Palette::DARK] {
        for quantity in Quantity::ALL {
            let (low, high) = quantity.scale();
            let color = |decades: f64| training_color(&palette, quantity, decades);
            assert_eq!(color(0.0), palette.flat);
            assert_eq!(color(high), palette.hot);
            assert_eq!((color(low - 99.0), color(high + 99.0)).1, palette.hot);
            // Blue goes out evenly.
            let full = if quantity == Quantity::Update {
                -3.0
            } else {
                -1.6
            };
            assert_eq!(color(full), palette.below);
            let mut before = 0.0;
            let mut decades = low;
            while decades <= full {
                let contrast = color(decades).contrast(palette.ground);
                assert!(contrast >= before, "{decades}: {contrast} after {before}");
                assert!(contrast > 1.1, "{decades} looks like the ground");
                before = contrast;
                decades += 0.25;
            }
            // From blue to red it never turns back.
            let redness = |color: Color| i32::from(color.0) - i32::from(color.2);
            let mut decades = full;
            while decades < high - 0.25 {
                let (here, next) = (redness(color(decades)), redness(color(decades + 0.25)));
                assert!(next >= here - 60, "{decades}: {here} {next}");
                decades += 0.25;
            }
        }
    }
}

#[test]
fn exact_zeros_are_hatched() {
    let hatch = format!("path {} ", Palette::LIGHT.hot.css());
    let zeros = |history: &History| {
        let training = of(history, Quantity::WeightGradient);
        drawn(&training, SIZES[0], 2.0).0.count(&hatch)
    };
    assert_eq!(zeros(&planted(&[1e-9, 1e-3], &[1e-9, 1e-9, 1.0], 50)), 0);
    assert!(zeros(&planted(&[0.0, 1e-3], &[0.0, 0.0, 1.0], 50)) > 100);
    let (record, _) = drawn(&of(&dead(), Quantity::Update), SIZES[0], 2.0);
    assert!(record.says("dead") && record.says("learn"));
}

#[test]
fn what_is_not_finite_has_a_column_and_a_cross() {
    let mut history = planted(&[1e-3; 4], &[1.0; 5], 50);
    let cross = |history: &History, size| {
        let (record, inverse) = drawn(&of(history, Quantity::Update), size, 2.0);
        let pen = format!("path {} width {}", Palette::LIGHT.hot.css(), 5);
        (record.count(&pen), record, inverse)
    };
    assert_eq!(cross(&history, SIZES[0]).0, 0);
    history.end(NonFinite {
        step: 50,
        what: What::Gradients,
        layer: Some(3),
    });
    for size in [SIZES[0], SIZES[2]] {
        let (strokes, record, _) = cross(&history, size);
        assert_eq!(strokes, 2);
        assert!(record.says("step 50") && record.says("the gradient of layer 3 is not finite"));
    }
}

#[test]
fn the_map_does_not_hang_on_the_step_that_is_shown() {
    let history = trained("v=1&inputs=2&width=16~19,2", 0.1, 50);
    let map = |at: Option<u64>| {
        let look = TrainingLook {
            at,
            until: 80,
            ..TrainingLook::default()
        };
        let training = Training::of(&history, look);
        let theme = Theme::dark();
        recorded((1280, 420), |area| {
            draw_training_map(&training, area, &theme).expect("recorded")
        })
    };
    assert_eq!(map(None), map(Some(7)));
}

#[test]
fn accuracy_is_drawn_only_where_there_are_classes() {
    let says = |history: &History| {
        let (record, _) = drawn(&of(history, Quantity::Update), SIZES[0], 1.0);
        assert!(record.says("loss"));
        record.says("right")
    };
    assert!(says(&trained("v=1&inputs=2&width=16~19,2", 0.1, 5)));
    assert!(!says(&planted(&[1e-3], &[1.0, 1.0], 5)));
}

#[test]
fn a_small_picture_stays_as_it_is() {
    let history = planted(&[1e-9, 1e-3, 0.2], &[1e-6, 1e-5, 1e-3, 1.0], 4);
    for (name, size) in [("wide", (720, 260)), ("narrow", (320, 360))] {
        let (record, _) = drawn(&of(&history, Quantity::Update), size, 1.0);
        insta::assert_snapshot!(name, record.text());
    }
}

/// Up is more, as with every slider; where time runs down, the keys go where the picture does.
#[test]
fn keys_move_as_those_of_a_slider() {
    let training = of(&planted(&[1e-3], &[1.0, 1.0], 7), Quantity::Update);
    for (size, [up, down, page_up, page_down]) in [
        ((1280, 420), [1, -1, 10, -10]),
        ((360, 520), [-1, 1, -10, 10]),
    ] {
        let inverse = drawn(&training, size, 1.0).1;
        let all = [
            ("ArrowRight", 1),
            ("ArrowLeft", -1),
            ("ArrowUp", up),
            ("ArrowDown", down),
            ("PageUp", page_up),
            ("PageDown", page_down),
        ];
        for (key, by) in all {
            assert_eq!(inverse.columns(key), Some(by), "{size:?}: {key}");
            assert!(TrainingInverse::KEYS.contains(&key));
        }
        assert_eq!(inverse.columns("Tab"), None);
        assert_eq!(TrainingInverse::KEYS.len(), all.len());
    }
}
