//! The drawn map, written down by a recording backend: colours, hatches, lines, the way back from pixels.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use std::rc::Rc;

use crate::map_scene::{picture, recipe, whole};
use crate::recorder::{Record, recorded};
use gradlens::chart::{MapInverse, Palette, Theme, draw_field, draw_map};
use gradlens::scene::{MapDot, MapPicture};
use gradlens::study::map::MapAxis;

const SIZES: [(u32, u32); 4] = [(1180, 460), (590, 460), (358, 400), (260, 240)];
const TANH: &str = "act=tanh&width=4&gain=1&depth=20";

fn drawn(picture: &MapPicture, (width, height): (u32, u32), ratio: f64) -> (Record, MapInverse) {
    let theme = Theme::light().with_ratio(ratio);
    let fine = |css: u32| (f64::from(css) * ratio).round() as u32;
    recorded((fine(width), fine(height)), |area| {
        draw_map(picture, area, &theme).expect("recording never fails")
    })
}

#[test]
fn pixels_and_cells_are_each_others_inverse() {
    for axis in MapAxis::ALL {
        let picture = picture(TANH, axis, (17, 40, 1));
        let columns = picture.field.scale.values.len();
        for size in SIZES {
            for ratio in [1.0, 1.5, 4.0] {
                let (_, inverse) = drawn(&picture, size, ratio);
                for column in 0..columns {
                    for depth in [1, 7, 40] {
                        let (x, y) = inverse.pixel(column, depth);
                        assert_eq!(inverse.cell(x, y), Some((column, depth)));
                    }
                }
                assert_eq!(inverse.nearest(-9, 99_999), (0, 1));
                assert_eq!(inverse.nearest(99_999, -9), (columns - 1, 40));
                assert_eq!(inverse.cell(-1, -1), None);
            }
        }
    }
}

#[test]
fn texts_lie_within_the_picture() {
    for axis in MapAxis::ALL {
        let picture = picture(TANH, axis, (9, 100, 1));
        for (width, height) in SIZES {
            let (record, _) = drawn(&picture, (width, height), 1.0);
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
fn lines_are_named_where_there_is_theory() {
    let says = |link: &str, text: &str| {
        let (record, _) = drawn(&picture(link, MapAxis::Gain, (17, 100, 1)), SIZES[0], 2.0);
        record.says(text)
    };
    assert!(says(TANH, "χ = 1") && says(TANH, "6 ξ"));
    let relu = "act=relu&init=he-normal&width=4";
    assert!(says(relu, "χ = 1") && says(relu, "6 ξ"));
    let tied = "act=tanh&tied=1&width=4";
    assert!(!says(tied, "χ = 1") && !says(tied, "6 ξ"));
}

#[test]
fn exact_zeros_are_hatched_and_explained() {
    let hatch = format!("path {} ", Palette::LIGHT.hot.css());
    let lines = |link: &str| {
        let (record, _) = drawn(&picture(link, MapAxis::Gain, (9, 60, 3)), SIZES[0], 2.0);
        (record.count(&hatch), record.says("exactly 0"))
    };
    assert_eq!(lines(TANH), (0, false));
    let (count, is_explained) = lines("act=relu&init=he-normal&width=1");
    assert!(count > 100 && is_explained, "{count}");
}

#[test]
fn the_cells_do_not_hang_on_the_network() {
    let field = Rc::new(whole(TANH, MapAxis::Gain, (9, 30, 1)));
    let cells = |_: &MapPicture| {
        let theme = Theme::dark();
        recorded((800, 400), |area| {
            draw_field(&field, area, &theme).expect("recorded")
        })
    };
    let here = MapPicture::of(&field, &recipe(TANH));
    let there = MapPicture {
        dot: Some(MapDot {
            value: 3.0,
            depth: 7,
        }),
        ..here.clone()
    };
    assert_eq!(cells(&here), cells(&there));
    assert_ne!(
        drawn(&here, (800, 400), 1.0).0,
        drawn(&there, (800, 400), 1.0).0
    );
    // One that lies beyond the map is at its edge.
    let beyond = MapPicture {
        dot: Some(MapDot {
            value: 0.01,
            depth: 190,
        }),
        ..here
    };
    let (record, _) = drawn(&beyond, (800, 400), 1.0);
    assert!(record.says("gain 0.01, depth 190"));
}

#[test]
fn a_small_picture_stays_as_it_is() {
    let picture = picture("act=tanh&width=4&gain=2&depth=5", MapAxis::Gain, (7, 12, 1));
    let (record, _) = drawn(&picture, (360, 260), 1.0);
    insta::assert_snapshot!(record.text());
}
