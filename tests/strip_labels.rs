//! The texts of the drawn strip, and the line below its columns.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::fan_labels::{assert_readable, boxes};
use crate::strip::gains;
use crate::strip_chart::{RATIO, drawn, filled, plainly, strip};
use gradlens::chart::{Palette, StripLook, Theme};
use gradlens::scene::StripColumn;

const SIZES: [(u32, u32); 7] = [
    (1920, 96),
    (1256, 96),
    (800, 96),
    (640, 120),
    (390, 96),
    (320, 96),
    (362, 60),
];

#[test]
fn no_text_is_cut_off_or_lies_over_another() {
    let links = [
        "",
        "init=he-normal&act=relu",
        "gain=0.05",
        "gain=2~3,1~17",
        "init=zeros",
    ];
    for link in links {
        let mut strip = strip(link, 24);
        for handle in gains(strip.range, 25)
            .into_iter()
            .chain([0.01, 0.1, 1.0, 10.0])
        {
            strip.handle = handle;
            for size in SIZES {
                for (theme, ground) in [
                    (Theme::light(), Palette::LIGHT.ground),
                    (Theme::dark(), Palette::DARK.ground),
                ] {
                    let look = StripLook {
                        pinned: Some(0.7),
                        ..StripLook::default()
                    };
                    let ratio = f64::from(RATIO);
                    let (record, _) = drawn(&strip, &look, (size.0, size.1, ratio), &theme);
                    let told = format!("{link} at {handle}, {size:?}");
                    let pixels = [size.0, size.1].map(|css| css * RATIO);
                    assert_readable(&told, &boxes(&record), pixels, ground);
                    let is_low = size.1 < 96;
                    let says = record.says(&strip.label());
                    assert!(says || is_low, "{link} at {handle}, {size:?}");
                }
            }
        }
    }
}

#[test]
fn a_line_below_the_columns_says_where_the_gradient_survives() {
    for link in [
        "act=tanh",
        "act=relu&init=he-normal",
        "act=linear&depth=2",
        "",
    ] {
        let strip = strip(link, 48);
        let (record, inverse) = plainly(&strip);
        let ink = Palette::LIGHT.ink;
        let bottom = inverse.picture().3.round() as i32;
        let boxes = record.lines.iter().filter_map(|line| filled(line));
        let lines: Vec<_> = boxes
            .filter(|(color, [_, top, ..])| *color == ink && *top > bottom)
            .filter(|(_, [.., low])| f64::from(*low) < f64::from(bottom) + 6.0 * f64::from(RATIO))
            .map(|(_, [left, _, right, _])| (f64::from(left), f64::from(right)))
            .collect();
        let survives = |column: &StripColumn| {
            let length = column.lengths[0].resolved_log10();
            length.is_some_and(|decades| decades > -1.0 && decades < 1.0)
        };
        // Every column that survives is over a line, no other one is.
        for column in &strip.columns {
            let x = inverse.x(column.gain);
            let is_over = lines
                .iter()
                .any(|(left, right)| (*left..=*right).contains(&x));
            assert_eq!(is_over, survives(column), "{link}: {}", column.gain);
        }
        assert_eq!(lines.is_empty(), link.is_empty());
    }
}

#[test]
fn the_usual_strip_has_its_whole_scale_and_its_legend() {
    let (record, _) = plainly(&strip("", 24));
    for text in [
        "0.1",
        "½",
        "1\u{a0}Xavier",
        "√2\u{a0}He",
        "5/3\u{a0}tanh",
        "4",
        "10",
        "Each column is a whole network, output on top:",
        "shorter",
        "as long",
        "longer",
        "survives: none of these",
        "gain 1.00",
    ] {
        assert!(record.says(text), "{text}");
    }
    let size = (320, 96, 8.0);
    let narrow = drawn(&strip("", 24), &StripLook::default(), size, &Theme::light()).0;
    for text in ["0.1", "1\u{a0}Xavier", "10", "gain 1.00"] {
        assert!(narrow.says(text), "{text}");
    }
    // On a phone the colours have room, the sentence has none.
    let size = (390, 96, 8.0);
    let phone = drawn(&strip("", 24), &StripLook::default(), size, &Theme::light()).0;
    for text in ["shorter", "as long", "longer"] {
        assert!(phone.says(text), "{text}");
    }
    assert!(!phone.says("Each column is a whole network, output on top:"));
    assert!(!record.says("exactly 0"), "what does not occur");
}
