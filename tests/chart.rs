//! What the charts draw, written down by a recording backend.

use crate::fan_chart;
use crate::planted;
use crate::recorder::record;
use gradlens::analysis::Analysis;
use gradlens::chart::{Color, FanLook, Theme};
use gradlens::network::Network;
use gradlens::preset::PRESETS;
use gradlens::scene::{
    AxisRange, Chips, Curve, Dash, Fan, Marker, Marks, Panel, Point, Role, Series, Value,
    VerdictLine,
};

/// The size of a panel on the page.
const SIZE: (u32, u32) = (660, 320);

#[test]
fn pictures_stay_as_they_are() {
    let cases = [
        ("vanishing", planted::vanishing(5, 3)),
        ("growing", planted::orthogonal(4, 2, 3.0)),
        ("dead", planted::dead(4, 2)),
        ("not_finite", planted::not_finite(4, 3)),
        ("half_resolved", planted::half_resolved(12, 6)),
    ];
    for (name, analysis) in cases {
        let (drawn, _) = record(&Panel::of(&analysis, 2), SIZE, &Theme::light());
        insta::assert_snapshot!(format!("{name}_outputs"), drawn.text());
    }
}

#[test]
fn drawing_twice_draws_the_same() {
    let panel = Panel::of(&planted::vanishing(20, 16), 7);
    let first = record(&panel, SIZE, &Theme::dark()).0;
    assert_eq!(first, record(&panel, SIZE, &Theme::dark()).0);
}

/// A panel with one mark for this value, at layer 2.
fn one_dot(value: Value) -> Panel {
    let mut panel = Panel::of(&planted::orthogonal(4, 2, 1.0), 1);
    panel.y.range = AxisRange::Standard;
    panel.series = vec![Series {
        name: "dot",
        role: Role::Output,
        marks: Marks::Curve(Curve {
            points: vec![Point { layer: 2, value }],
            dash: Dash::Solid,
            marker: Marker::Disc,
        }),
    }];
    panel
}

/// What is drawn for a dot of this value beyond an empty panel, by kind of stroke.
fn strokes(value: Value) -> Vec<String> {
    let mut empty = one_dot(value);
    empty.series.clear();
    let before = record(&empty, (660, 320), &Theme::light()).0;
    let after = record(&one_dot(value), (660, 320), &Theme::light()).0;
    after
        .lines
        .iter()
        .filter(|line| !before.lines.contains(line))
        .map(|line| line.split(' ').next().unwrap_or_default().to_string())
        .collect()
}

#[test]
fn four_kinds_of_value_are_four_different_marks() {
    let finite = strokes(Value::Finite(-3.0));
    let zero = strokes(Value::Zero);
    let unresolved = strokes(Value::Unresolved(-3.0));
    let not_finite = strokes(Value::NotFinite);
    // Numbers on the scale have the name of the curve beside them.
    assert_eq!(finite, ["disc", "text"]);
    assert_eq!(zero, ["text", "ring", "path"]);
    assert_eq!(unresolved, ["disc", "ring", "text"]);
    assert_eq!(not_finite, ["text", "path", "path"]);
}

#[test]
fn a_value_off_the_scale_is_a_triangle_with_its_number() {
    for (log10, number) in [
        (-40.0, "1.0\u{a0}×\u{a0}10⁻⁴⁰"),
        (12.0, "1.0\u{a0}×\u{a0}10¹²"),
    ] {
        let value = Value::Finite(log10);
        assert_eq!(
            strokes(value),
            ["polygon", "polygon", "box", "text"],
            "10^{log10}"
        );
        let (drawn, _) = record(&one_dot(value), (660, 320), &Theme::light());
        assert!(drawn.says(&format!("dot {number}")), "{}", drawn.text());
    }
    let mut wide = one_dot(Value::Finite(-40.0));
    wide.y.range = AxisRange::Far;
    let (drawn, _) = record(&wide, (660, 320), &Theme::light());
    assert_eq!(drawn.count("polygon"), 0);
}

#[test]
fn pixels_lead_back_to_layers_and_values() {
    let panel = Panel::of(&planted::vanishing(20, 16), 7);
    let (drawn, inverse) = record(&panel, (660, 320), &Theme::light());
    for layer in 0..=20 {
        let (left, top, right, bottom) = inverse.place_of(layer);
        assert!(left < right && top < bottom);
        assert_eq!(inverse.layer_at(i32::midpoint(left, right)), Some(layer));
    }
    assert_eq!(inverse.layer_at(0), None);
    assert_eq!(inverse.layer_at(659), None);
    let (_, (_, one), _) = drawn
        .texts
        .iter()
        .find(|(text, ..)| text == "1")
        .expect("the line at 1 has its number");
    let log10 = inverse.log10_at(*one).expect("on the scale");
    assert!(log10.abs() < 0.1, "the line at 1 reads 10^{log10}");
    assert_eq!(inverse.log10_at(0), None);
}

#[test]
fn every_length_grows_with_the_pixel_ratio() {
    let mut panel = Panel::of(&planted::orthogonal(9, 3, 0.5), 2);
    // Names beside curves lie where there is room, to a pixel.
    for series in &mut panel.series {
        series.name = "";
    }
    let (one, _) = record(&panel, (600, 300), &Theme::light());
    let theme = Theme::light().with_ratio(2.0);
    let (two, _) = record(&panel, (1200, 600), &theme);
    assert_eq!(one.texts.len(), two.texts.len());
    for ((text, a, size), (_, b, twice)) in one.texts.iter().zip(&two.texts) {
        assert!(
            (twice - 2.0 * size).abs() < 1e-9,
            "{text}: {size} and {twice}"
        );
        let drift = (b.0 - 2 * a.0).abs().max((b.1 - 2 * a.1).abs());
        assert!(drift <= 2, "{text} at {a:?} and {b:?}");
    }
}

fn extremes() -> [Analysis; 5] {
    [
        planted::vanishing(20, 16),
        planted::vanishing(200, 24),
        planted::orthogonal(1, 1, 1e300),
        planted::dead(12, 5),
        planted::not_finite(9, 6),
    ]
}

#[test]
fn texts_are_inside_and_large_enough_to_read() {
    for analysis in extremes() {
        let panel = &Panel::of(&analysis, 9);
        {
            for (width, height) in [(1000, 220), (660, 320), (320, 240)] {
                let (drawn, _) = record(panel, (width, height), &Theme::light());
                for (text, left, right) in &drawn.reaches {
                    assert!(
                        *left >= 0.0 && *right <= f64::from(width),
                        "{text:?} reaches from {left} to {right} of {width} in the chart"
                    );
                }
                assert!(drawn.texts.iter().all(|(.., size)| *size >= 12.0));
            }
        }
    }
}

#[test]
fn layer_numbers_do_not_overlap() {
    for analysis in extremes() {
        for width in [320, 500, 1000] {
            for layer in [1, 2, 10, 20, 105] {
                let panel = Panel::of(&analysis, layer);
                let (drawn, _) = record(&panel, (width, 240), &Theme::light());
                let lowest = drawn.texts.iter().map(|(_, at, _)| at.1).max();
                let mut numbers: Vec<_> = drawn
                    .texts
                    .iter()
                    .zip(&drawn.reaches)
                    .filter(|((_, at, _), _)| Some(at.1) == lowest)
                    .map(|(_, reach)| reach)
                    .collect();
                numbers.sort_by(|a, b| a.1.total_cmp(&b.1));
                for pair in numbers.windows(2) {
                    assert!(pair[0].2 < pair[1].1, "{:?} and {:?}", pair[0], pair[1]);
                }
            }
        }
    }
}

#[test]
fn a_picture_without_room_is_still_drawn() {
    for analysis in extremes() {
        let panel = &Panel::of(&analysis, 9);
        {
            for size in [(40, 30), (1, 1), (0, 0), (2000, 3), (3, 2000)] {
                let (drawn, inverse) = record(panel, size, &Theme::light());
                assert!(drawn.count("box") > 0, "{size:?}");
                assert!(inverse.log10_at(-1).is_none());
            }
        }
    }
}

const ROLES: [Role; 6] = [
    Role::Shrinking,
    Role::Expanding,
    Role::Output,
    Role::Slope,
    Role::Note,
    Role::Failure,
];

#[test]
fn colours_can_be_seen() {
    for theme in [Theme::light(), Theme::dark()] {
        for ground in [theme.background, theme.selected] {
            for role in ROLES {
                // Curves are named in their colour, so the bar is that of text.
                let contrast = theme.color(role).contrast(ground);
                let bar = if ground == theme.background { 4.5 } else { 3.0 };
                let bar = if matches!(role, Role::Shrinking | Role::Expanding) {
                    3.0
                } else {
                    bar
                };
                assert!(contrast >= bar, "{role:?} {contrast:.2} on {ground:?}");
            }
            for text in [theme.text, theme.quiet_text] {
                assert!(text.contrast(ground) >= 4.5, "{text:?} on {ground:?}");
            }
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
    for preset in &PRESETS {
        let settings = preset.settings();
        let analysis = Analysis::of(&Network::from(&settings.recipe));
        let brief = VerdictLine::brief(&analysis).sentence;
        lines.push(format!("{}: {brief}", preset.id));
        let panel = Panel::of(&analysis, settings.selected_layer());
        let text = record(&panel, SIZE, &Theme::light()).0.text();
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
