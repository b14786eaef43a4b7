//! The small fan: the same numbers, thinner strokes, and no words.

use crate::fan_chart::fan;
use crate::recorder::{Record, recorded};
use gradlens::chart::{Palette, Theme, draw_small};
use gradlens::scene::{Fan, Value};

/// A small picture of the page, in CSS pixels, and the backend pixels of each.
const SIZE: (u32, u32) = (132, 48);
const RATIO: u32 = 8;

fn small(fan: &Fan, theme: Theme) -> Record {
    let theme = theme.with_ratio(RATIO.into());
    let size = (SIZE.0 * RATIO, SIZE.1 * RATIO);
    let draw = recorded(size, |area| draw_small(fan, area, &theme));
    draw.1.expect("recording never fails");
    draw.0
}

/// The numbers of a line.
fn numbers(line: &str) -> Vec<f64> {
    let numbers = line.split([' ', ',', ':']).skip(2);
    numbers.filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn the_gradient_runs_from_edge_to_edge_at_its_lengths() {
    let fan = fan("v=1&act=tanh&gain=2.5", 0, "gd");
    let record = small(&fan, Theme::light());
    // The one at 1.
    let one = record.lines.iter().rfind(|line| {
        line.starts_with("box #14171b ") && numbers(line)[2] - numbers(line)[0] > 1000.0
    });
    let one = numbers(one.expect("a line at 1"));
    let one = f64::midpoint(one[1], one[3]);
    let ink = record
        .lines
        .iter()
        .filter(|line| line.starts_with("path #14171b width"));
    let curves: Vec<Vec<f64>> = ink.map(|line| numbers(line)).collect();
    let [curve] = &curves[..] else {
        panic!("one gradient: {curves:?}")
    };
    // The width comes first.
    let points: Vec<&[f64]> = curve[1..].chunks_exact(2).collect();
    let (first, last) = (points[0], points[points.len() - 1]);
    let edges = f64::from(SIZE.0 * RATIO);
    assert!(
        first[0] < edges * 0.03 && last[0] > edges * 0.97,
        "{first:?} {last:?}"
    );
    assert!(
        (last[1] - one).abs() <= 2.0,
        "it leaves at 1: {last:?} {one}"
    );
    // A decade from the frame: the picture has an edge of less than 3 CSS pixels above and below.
    let decades = fan.frame.below + fan.frame.above;
    let arrived = fan.gradient[0].resolved_log10().expect("a length");
    let height = f64::from(SIZE.1 * RATIO);
    let right = one - arrived / decades * height;
    assert!(
        (first[1] - right).abs() < 0.06 * height,
        "{first:?} {right}"
    );
}

#[test]
fn there_are_no_words_no_lens_and_no_source() {
    for shown in ["g", "gd", "gdb", "w"] {
        let fan = fan("v=1&gain=4", 3, shown);
        let record = small(&fan, Theme::light());
        assert_eq!(record.texts, [], "{shown}");
        // The source and its knob are drawn in the colour of what can be dragged.
        assert!(
            !record.text().contains(&Palette::LIGHT.pick.css()),
            "{shown}"
        );
        for line in &record.lines {
            let kind = line.split(' ').next();
            for pair in numbers(line)
                .chunks_exact(2)
                .filter(|_| kind == Some("box"))
            {
                let inside = pair[0] <= f64::from(SIZE.0 * RATIO) && pair[1] >= 0.0;
                assert!(inside, "{shown}: {line}");
            }
        }
    }
}

#[test]
fn strokes_are_thinner_than_in_the_large_picture() {
    let fan = fan("v=1", 0, "gd");
    let widest = |record: &Record| {
        let ink = record
            .lines
            .iter()
            .filter(|line| line.starts_with("path #14171b width"));
        ink.map(|line| numbers(line)[0]).fold(0.0, f64::max)
    };
    let large = crate::fan_chart::drawn(&fan, &Default::default(), (1280, 430), &Theme::light());
    let (small, large) = (widest(&small(&fan, Theme::light())), widest(&large.0));
    assert_eq!((small, large), (15.0, 27.0), "2 and 3.4 CSS pixels");
}

#[test]
fn it_is_in_the_colours_of_its_theme() {
    let fan = fan("v=1&act=linear&gain=1.5", 0, "gd");
    for (theme, palette) in [
        (Theme::light(), Palette::LIGHT),
        (Theme::dark(), Palette::DARK),
    ] {
        let record = small(&fan, theme);
        let text = record.text();
        assert!(text.contains(&palette.ink.css()) && text.contains(&palette.ground.css()));
        assert!(
            text.starts_with(&format!("fill {}", palette.ground.css())) || text.contains("box")
        );
    }
    let [light, dark] = [Theme::light(), Theme::dark()].map(|theme| small(&fan, theme));
    assert_ne!(light, dark);
}

#[test]
fn networks_without_an_end_are_drawn_too() {
    let mut fan = fan("v=1&depth=4", 0, "gd");
    for value in [
        Value::Zero,
        Value::NotFinite,
        Value::Pending,
        Value::Unresolved(-9.0),
    ] {
        fan.gradient[0] = value;
        fan.gradient[1] = value;
        assert!(small(&fan, Theme::light()).lines.len() > 10, "{value:?}");
    }
}
