//! One layer, drawn: lengths in pixels, texts that keep apart, and the way back from pixels.

use crate::apart::{LINKS, Taken};
use crate::fan_labels::check_texts;
use crate::recorder::{Record, recorded};
use gradlens::chart::{ApartInverse, ApartPart, Color, Palette, Theme, apart_height, draw_apart};
use gradlens::scene::Apart;

/// Backend pixels per CSS pixel.
const RATIO: u32 = 8;
const WIDTHS: [u32; 6] = [1232, 1400, 760, 699, 390, 320];

fn drawn(apart: &Apart, width: u32, theme: &Theme) -> (Record, ApartInverse, (u32, u32)) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some hundreds"
    )]
    let size = (width, apart_height(width.into()) as u32);
    let theme = theme.clone().with_ratio(RATIO.into());
    let (record, inverse) = recorded((size.0 * RATIO, size.1 * RATIO), |area| {
        draw_apart(apart, area, &theme).expect("recording never fails")
    });
    (record, inverse, size)
}

fn plainly(apart: &Apart, width: u32) -> (Record, ApartInverse) {
    let (record, inverse, _) = drawn(apart, width, &Theme::light());
    (record, inverse)
}

/// The pixels of all strokes that begin like this.
fn strokes(record: &Record, beginning: &str) -> Vec<Vec<(i32, i32)>> {
    let lines = record
        .lines
        .iter()
        .filter(|line| line.starts_with(beginning));
    let pixel = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    lines
        .map(|line| line.split(' ').filter_map(pixel).collect())
        .collect()
}

/// Half the width and half the height of all pixels together, and their middle.
fn extent(strokes: &[Vec<(i32, i32)>]) -> [(f64, f64); 2] {
    let range = |of: fn(&(i32, i32)) -> i32| {
        let all = || strokes.iter().flatten().map(of);
        let (low, high) = (all().min().expect("a pixel"), all().max().expect("a pixel"));
        (f64::from(high - low) / 2.0, f64::from(high + low) / 2.0)
    };
    let (x, y) = (range(|p| p.0), range(|p| p.1));
    [(x.0, y.0), (x.1, y.1)]
}

fn texts(record: &Record) -> String {
    let texts: Vec<&str> = record
        .texts
        .iter()
        .map(|(text, ..)| text.as_str())
        .collect();
    texts.join(" ")
}

#[test]
fn circles_have_their_lengths_on_one_scale() {
    for query in [
        "v=1&act=tanh&gain=2.5",
        "v=1",
        "v=1&act=relu&init=he-normal",
    ] {
        let taken = Taken::from_link(query);
        for width in [1232, 390] {
            let apart = taken.apart(7, 0.62);
            assert!(apart.is_to_scale(), "{query}");
            let (record, _) = plainly(&apart, width);
            let polygons: Vec<_> = strokes(&record, "polygon ")
                .into_iter()
                .filter(|corners| corners.len() > 3)
                .collect();
            let [unit, _, slopes] = [0, 1, 2].map(|i| extent(&polygons[i..=i]));
            let scale = unit[0].0;
            let sigma = apart.half_axes[1].map(|value| value.to_f64());
            // v1 to the right, v2 upwards, rounded to pixels.
            let sizes = [(slopes[0].0, sigma[0]), (slopes[0].1, sigma[1])];
            for (found, right) in sizes {
                assert!(
                    (found / scale - right).abs() < 2.0 / scale * (1.0 + right),
                    "{query}"
                );
            }
            let rings = strokes(
                &record,
                &format!("path {} width 14", Palette::LIGHT.bound.css()),
            );
            let [(ceiling, _), middle] = extent(&rings);
            let bound = apart.bound.to_f64();
            // The end of a broken line may miss the outermost point.
            assert!(
                (ceiling / scale / bound - 1.0).abs() < 0.01,
                "{query}: {ceiling}"
            );
            assert!((middle.0 - slopes[1].0).abs() < 0.01 * ceiling, "{query}");
        }
    }
}

#[test]
fn arrows_are_as_long_as_they_say() {
    let apart = Taken::from_link("v=1&act=tanh&gain=2.5").apart(7, 0.62);
    let (record, _) = plainly(&apart, 1232);
    let ink = Palette::LIGHT.ink.css();
    let heads: Vec<_> = strokes(&record, &format!("polygon {ink}"));
    let shafts = strokes(&record, &format!("path {ink} width 24"));
    let scale = extent(&strokes(&record, "polygon ")[..1])[0].0;
    let distance = |a: (i32, i32), b: (i32, i32)| f64::from(a.0 - b.0).hypot(f64::from(a.1 - b.1));
    assert_eq!((heads.len(), shafts.len()), (2, 3));
    let first = distance(shafts[0][0], shafts[0][1]) / scale;
    assert!((first - 1.0).abs() < 0.02, "{first}");
    for ((head, shaft), value) in heads.iter().zip(&shafts[1..]).zip(&apart.arrow[1..]) {
        let (found, right) = (distance(head[0], shaft[0]) / scale, value.to_f64());
        assert!((found - right).abs() < 0.02, "{found} is not {right}");
    }
}

#[test]
fn no_text_is_cut_off_or_lies_over_another_and_all_are_there() {
    let more = [
        "v=1&depth=2&init=zeros&act=tanh",
        "v=1&depth=2&width=128&act=relu&init=he-normal",
        "v=1&depth=3&act=linear&gain=10",
        "v=1&depth=4&act=sin&gain=2",
    ];
    for query in LINKS.into_iter().chain(more) {
        let taken = Taken::from_link(query);
        for layer in 1..=taken.details.len() {
            let apart = taken.apart(layer, 0.62);
            for width in WIDTHS {
                for (theme, ground) in [
                    (Theme::light(), Color(253, 253, 251)),
                    (Theme::dark(), Color(13, 16, 21)),
                ] {
                    let (record, _, size) = drawn(&apart, width, &theme);
                    let what = format!("{query}, layer {layer} at {size:?}");
                    check_texts(&what, (&record, size), ground);
                    let texts = texts(&record);
                    for caption in apart.captions() {
                        assert!(has(&texts, &caption.title), "{what}: {}", caption.title);
                        for (_, line) in caption.lines {
                            assert!(has(&texts, &line), "{what}: {line}");
                        }
                    }
                }
            }
        }
    }
}

/// Whether a text is there, be it in several lines, from the top or from the bottom.
fn has(texts: &str, text: &str) -> bool {
    texts.contains(text) || text.split(' ').all(|word| texts.contains(word))
}

#[test]
fn low_and_tiny_pictures_are_drawn() {
    let apart = Taken::from_link("v=1&act=tanh&gain=2.5").apart(7, 0.62);
    let theme = Theme::light();
    for size in [(1, 1), (40, 30), (800, 60), (300, 2000), (2000, 300)] {
        let (record, _) = recorded(size, |area| {
            draw_apart(&apart, area, &theme).expect("recording never fails")
        });
        assert!(record.count("path ") > 5, "{size:?}");
    }
}

#[test]
fn pixels_lead_back_to_parts() {
    let apart = Taken::from_link("v=1&act=tanh&gain=2.5").apart(7, 0.62);
    let parts = [
        ApartPart::Circle,
        ApartPart::Weights,
        ApartPart::Units,
        ApartPart::Slopes,
    ];
    for width in WIDTHS {
        let (record, inverse) = plainly(&apart, width);
        for (caption, part) in apart.captions().iter().zip(parts) {
            let word = caption.title.split(' ').nth(1).expect("a second word");
            let found = record
                .texts
                .iter()
                .find(|(text, ..)| text.contains(word) && caption.title.contains(text.as_str()));
            let (_, at, _) = found.unwrap_or_else(|| panic!("{} at {width}", caption.title));
            assert_eq!(
                inverse.part(at.0, at.1),
                Some(part),
                "{} at {width}",
                caption.title
            );
        }
        assert_eq!(inverse.part(-5, 10), None);
        assert_eq!(inverse.part(10, 100_000), None);
    }
}

#[test]
fn the_knob_leads_back_to_its_angle() {
    let taken = Taken::from_link("v=1&act=sigmoid");
    for width in [1232, 390] {
        for angle in [0.0, 0.7, 1.9, -2.4, 3.0] {
            let (record, inverse) = plainly(&taken.apart(3, angle), width);
            let knob = strokes(&record, &format!("disc {}", Palette::LIGHT.pick.css()));
            let (x, y) = knob[0][0];
            let found = inverse.angle(x, y);
            assert!(inverse.is_circle(x, y), "{angle}");
            assert!((found - angle).abs() < 0.02, "{found} is not {angle}");
        }
    }
}

#[test]
fn dots_lead_back_to_their_units() {
    for query in [
        "v=1&act=tanh&gain=2.5",
        "v=1&act=relu&init=he-normal&width=9",
        "v=1&act=tanh&gain=10",
    ] {
        let taken = Taken::from_link(query);
        for width in [1232, 390] {
            let apart = taken.apart(4, 0.0);
            let (record, inverse) = plainly(&apart, width);
            let dots = strokes(&record, &format!("disc {}", Palette::LIGHT.signal.css()));
            assert_eq!(dots.len(), 2 * apart.units.units.len(), "{query}");
            for (i, dot) in dots.iter().enumerate() {
                let (x, y) = dot[0];
                let found = inverse.unit(x, y).expect("a unit");
                // Another one may have the same place.
                assert_eq!(dots[2 * found + i % 2][0], (x, y), "{query}, {i}");
            }
            assert_eq!(inverse.unit(5, 5), None);
        }
    }
}

#[test]
fn the_unit_that_is_pointed_at_has_rings() {
    let mut apart = Taken::from_link("v=1&act=tanh&gain=2.5").apart(7, 0.0);
    assert_eq!(plainly(&apart, 1232).0.count("ring "), 0);
    apart.unit = Some(3);
    let (record, inverse) = plainly(&apart, 1232);
    let rings = strokes(&record, "ring ");
    assert_eq!(rings.len(), 2);
    assert_eq!(inverse.unit(rings[1][0].0, rings[1][0].1), Some(3));
}
