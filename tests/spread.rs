//! The chart of outputs and slopes, and what all pictures share: colours, and their strokes for every preset.

#![allow(clippy::cast_possible_truncation, reason = "pixels of a small picture")]

use crate::fan_chart;
use crate::planted;
use crate::recorder::record;
use gradlens::analysis::Analysis;
use gradlens::chart::{Color, FanLook, Theme};
use gradlens::network::{Extended, Network};
use gradlens::preset::PRESETS;
use gradlens::scene::{AxisRange, Chips, Fan, Role, Spread, Value, VerdictLine};

/// The size of the chart on the page, and on a phone.
const SIZE: (u32, u32) = (1232, 330);
const PHONE: (u32, u32) = (332, 250);

fn analysis_of(link: &str) -> Analysis {
    Analysis::of(&Network::from(&gradlens::link::decode(link).0.recipe))
}

fn extremes() -> [Analysis; 6] {
    [
        planted::vanishing(20, 16),
        planted::vanishing(200, 24),
        planted::orthogonal(1, 1, 1e300),
        planted::dead(12, 5),
        planted::not_finite(9, 6),
        analysis_of("v=1&act=tanh&gain=10&depth=60"),
    ]
}

#[test]
fn every_range_has_a_line_at_one_and_the_narrowest_that_holds_all_is_taken() {
    for range in AxisRange::ALL {
        let (bottom, top) = range.ends();
        let ticks = range.ticks();
        assert!(ticks.contains(&0), "{range:?}");
        let ends = bottom..=top;
        assert!(ticks.iter().all(|tick| ends.contains(&f64::from(*tick))));
        assert_eq!(AxisRange::holding(&[bottom, top]), range);
    }
    assert_eq!(AxisRange::holding(&[1e9]), AxisRange::Farthest);
    assert_eq!(AxisRange::holding(&[]), AxisRange::Nearest);
}

#[test]
fn the_range_holds_all_medians_and_seldom_moves() {
    let range = |link: &str| Spread::of(&analysis_of(link), 3).range;
    assert_eq!(range("v=1&gain=0.5"), range("v=1&gain=5"));
    assert_eq!(range("v=1"), AxisRange::Nearest);
    let far = range("v=1&depth=50&act=linear&init=orthogonal&gain=0.1");
    assert_eq!(far, AxisRange::Farther);
}

#[test]
fn the_quantiles_are_those_of_the_units_of_the_forward_pass() {
    let settings = gradlens::link::decode("v=1&depth=6&width=9&act=tanh&gain=1.5").0;
    let network = Network::from(&settings.recipe);
    let spread = Spread::of(&Analysis::of(&network), 1);
    let forward = network.forward();
    for (layer, (outputs, slopes)) in (1..).zip(spread.outputs.iter().zip(&spread.slopes)) {
        let size = |x: Extended| x.to_f64().abs();
        let outputs_there = forward.outputs[layer].iter().map(size).collect();
        let slopes_there = forward.derivatives[layer - 1].iter().map(|x| size(*x));
        let sides: [(_, Vec<f64>); 2] =
            [(outputs, outputs_there), (slopes, slopes_there.collect())];
        for (five, mut sizes) in sides {
            sizes.sort_by(f64::total_cmp);
            // Of nine units the quartiles are themselves units.
            for (value, place) in five.iter().zip([0, 2, 4, 6, 8]) {
                let log10 = value.log10().expect("a number");
                assert!(
                    (log10 - sizes[place].log10()).abs() < 1e-12,
                    "layer {layer}"
                );
            }
        }
    }
}

#[test]
fn the_lines_go_through_the_medians() {
    let spread = Spread::of(&analysis_of("v=1&act=tanh&gain=2"), 5);
    let theme = Theme::light().with_ratio(8.0);
    let (drawn, inverse) = record(&spread, (SIZE.0 * 8, SIZE.1 * 8), &theme);
    let height = |name: &str| {
        // The scale is at the left, layers have numbers as well.
        let texts = drawn.texts.iter().filter(|(text, ..)| text == name);
        let text = texts.min_by_key(|text| text.1.0);
        f64::from(text.unwrap_or_else(|| panic!("no {name}")).1.1)
    };
    let (one, tenth) = (height("1"), height("10⁻¹"));
    for (values, color) in [(&spread.outputs, "#087a53"), (&spread.slopes, "#14171b")] {
        let line = drawn
            .lines
            .iter()
            .find(|line| line.starts_with(&format!("path {color} ")));
        let (_, pixels) = line.expect("a line").split_once(": ").expect("pixels");
        let pixels: Vec<(f64, f64)> = pixels
            .split(' ')
            .map(|pixel| pixel.split_once(',').expect("a pixel"))
            .map(|(x, y)| (x.parse().expect("x"), y.parse().expect("y")))
            .collect();
        assert_eq!(pixels.len(), values.len());
        for (layer, ((x, y), five)) in (1..).zip(pixels.iter().zip(values)) {
            assert!((x - inverse.x(layer)).abs() <= 1.0);
            let shown = (one - y) / (tenth - one);
            let log10 = five[2].log10().expect("a number").max(-2.0);
            assert!(
                (shown - log10).abs() < 0.02,
                "layer {layer}: {shown}, {log10}"
            );
        }
    }
}

#[test]
fn pixels_lead_back_to_layers() {
    for depth in [1, 2, 20, 200] {
        let spread = Spread::of(&planted::vanishing(depth, 4), 1);
        let (_, inverse) = record(&spread, SIZE, &Theme::light());
        for layer in 1..=depth {
            let x = inverse.x(layer).round() as i32;
            assert_eq!(inverse.layer(x), Some(layer), "{depth}");
        }
        assert_eq!((inverse.layer(0), inverse.layer(1231)), (None, None));
    }
}

#[test]
fn what_is_no_number_interrupts_a_line_and_zeros_lie_at_the_edge() {
    let paths = |spread: &Spread| record(spread, SIZE, &Theme::light()).0.count("path");
    let whole = Spread::of(&planted::vanishing(9, 4), 1);
    assert_eq!(paths(&whole), 2);
    let mut broken = whole.clone();
    broken.outputs[4] = [Value::NotFinite; 5];
    assert_eq!(paths(&broken), 3);
    // One side of a band is not finite: the line goes on, the band does not.
    let bands = |spread: &Spread| record(spread, SIZE, &Theme::light()).0.count("polygon");
    let mut half = whole.clone();
    half.outputs[4][4] = Value::NotFinite;
    assert_eq!((paths(&half), bands(&half)), (2, bands(&whole) + 1));
    let mut zero = whole;
    zero.outputs[4] = [Value::Zero; 5];
    assert_eq!(paths(&zero), 2);
}

#[test]
fn flat_units_are_counted_below() {
    let says = |link: &str, text: &str| {
        let spread = Spread::of(&analysis_of(link), 1);
        record(&spread, SIZE, &Theme::light()).0.says(text)
    };
    assert!(!says("v=1", "flat"));
    assert!(says("v=1&act=relu&init=he-normal", "flat"));
    // A third of three units is dead, and a thousandth is at least 1 %.
    let mut analysis = planted::vanishing(3, 3);
    for (layer, dead) in analysis.layers.iter_mut().zip([0, 1, 0]) {
        (layer.saturated, layer.dead) = (0, dead);
    }
    assert_eq!(Spread::of(&analysis, 1).flat, [0, 33, 0]);
    analysis.widths[2] = 1000;
    let spread = Spread::of(&analysis, 1);
    assert_eq!(spread.flat, [0, 1, 0]);
    assert!(record(&spread, SIZE, &Theme::light()).0.says("1 %"));
}

#[test]
fn texts_are_inside_large_enough_and_apart() {
    for analysis in extremes() {
        for size in [SIZE, (660, 320), PHONE] {
            let spread = Spread::of(&analysis, 9);
            let (drawn, _) = record(&spread, size, &Theme::light());
            assert!(drawn.texts.iter().all(|(.., size)| *size >= 11.0));
            for (i, (text, left, right)) in drawn.reaches.iter().enumerate() {
                assert!(*left >= 0.0 && *right <= f64::from(size.0), "{text}");
                for (other, (.., at, tall)) in drawn.reaches[..i].iter().zip(&drawn.texts) {
                    let is_level = (at.1 - drawn.texts[i].1.1).abs() < *tall as i32;
                    let is_beside = other.2 <= *left || *right <= other.1;
                    assert!(!is_level || is_beside, "{text} over {}", other.0);
                }
            }
        }
    }
}

#[test]
fn a_chart_without_room_is_still_drawn() {
    for analysis in extremes() {
        for size in [(40, 30), (1, 1), (0, 0), (2000, 3), (3, 2000)] {
            let spread = Spread::of(&analysis, 9);
            record(&spread, size, &Theme::light());
        }
    }
}

const ROLES: [Role; 4] = [Role::Shrinking, Role::Expanding, Role::Note, Role::Failure];

#[test]
fn colours_can_be_seen() {
    for theme in [Theme::light(), Theme::dark()] {
        let palette = theme.palette();
        for role in ROLES {
            let contrast = theme.color(role).contrast(palette.ground);
            assert!(contrast >= 4.5, "{role:?} {contrast:.2}");
        }
        for text in [
            palette.ink,
            palette.quiet,
            palette.signal,
            palette.hot,
            palette.bound,
        ] {
            assert!(text.contrast(palette.ground) >= 4.5, "{text:?}");
        }
    }
    let black_on_white = Color(0, 0, 0).contrast(Color(255, 255, 255));
    assert!((black_on_white - 21.0).abs() < 1e-9, "{black_on_white}");
    assert_eq!(Color(0, 114, 178).css(), "#0072b2");
}

/// The strokes of every preset: a changed line means a changed picture.
#[test]
fn pictures_of_presets_stay_as_they_are() {
    let mut lines = Vec::new();
    for preset in PRESETS {
        let settings = preset.settings();
        let analysis = Analysis::of(&Network::from(&settings.recipe));
        let brief = VerdictLine::brief(&analysis).sentence;
        lines.push(format!("{}: {brief}", preset.id));
        let spread = Spread::of(&analysis, settings.selected_layer());
        let text = record(&spread, SIZE, &Theme::light()).0.text();
        let (strokes, found) = (text.lines().count(), digest(&text));
        lines.push(format!("  outputs: {strokes} strokes, {found:016x}"));
        let place = settings.view.place_of(settings.recipe.depth);
        let fan = Fan::of(&analysis, place, Chips::of_chart(settings.view.chart));
        let drawn = fan_chart::drawn(&fan, &FanLook::default(), (1280, 430), &Theme::light());
        let text = drawn.0.text();
        let (strokes, digest) = (text.lines().count(), digest(&text));
        lines.push(format!("  fan: {strokes} strokes, {digest:016x}"));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

/// FNV-1a.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
