//! The drawn strip of gains, written down by a recording backend: its colours, its hatches and its handle.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use std::rc::Rc;

use crate::recorder::{Record, recorded};
use crate::strip::{gains, recipe};
use gradlens::analysis::Column;
use gradlens::chart::{Color, Palette, StripInverse, StripLook, Theme, draw_strip, heat};
use gradlens::network::Subject;
use gradlens::scene::{Strip, StripColumn, StripRange, Value};
use gradlens::settings::PerLayer;

/// Backend pixels per CSS pixel of most drawings.
pub const RATIO: u32 = 8;

pub fn strip(link: &str, count: usize) -> Strip {
    let mut recipe = recipe(link);
    let subject = Subject::Recipe(recipe.clone());
    let is_uniform = recipe.gain.is_uniform();
    let handle = if is_uniform { recipe.gain.at(1) } else { 1.0 };
    if is_uniform {
        recipe.gain = PerLayer::uniform(1.0);
    }
    let range = StripRange::default().around(handle);
    let mut strip = Strip::of(&subject, range, handle);
    let network = Subject::Recipe(recipe).network();
    let all = gains(range, count).into_iter();
    let all = all.map(|gain| Rc::new(StripColumn::of(gain, &Column::of(&network, gain, None))));
    strip.columns = all.collect();
    strip.is_whole = true;
    strip
}

/// A strip of one value below the output.
fn planted(value: Value) -> Strip {
    let mut strip = Strip::of(&Subject::default(), StripRange::Usual, 1.0);
    let all = gains(StripRange::Usual, 24).into_iter();
    let lengths = vec![value, value, value, Value::Finite(0.0)];
    let column = |gain| {
        let lengths = lengths.clone();
        Rc::new(StripColumn { gain, lengths })
    };
    strip.columns = all.map(column).collect();
    strip
}

pub fn drawn(
    strip: &Strip,
    look: &StripLook,
    (width, height, ratio): (u32, u32, f64),
    theme: &Theme,
) -> (Record, StripInverse) {
    let theme = theme.clone().with_ratio(ratio);
    let fine = |css: u32| (f64::from(css) * ratio).round() as u32;
    recorded((fine(width), fine(height)), |area| {
        draw_strip(strip, look, area, &theme).expect("recording never fails")
    })
}

pub fn plainly(strip: &Strip) -> (Record, StripInverse) {
    let size = (1256, 96, f64::from(RATIO));
    drawn(strip, &StripLook::default(), size, &Theme::light())
}

/// A box with its colour: left, top, right, bottom.
pub fn filled(line: &str) -> Option<(Color, [i32; 4])> {
    let mut parts = line.strip_prefix("box #")?.split(' ');
    let color = parts.next()?;
    let channel = |at: usize| u8::from_str_radix(&color[at..at + 2], 16).ok();
    let pixel = |text: &str| {
        let (x, y) = text.split_once(',')?;
        Some([x.parse().ok()?, y.parse().ok()?])
    };
    let (from, to): ([i32; 2], [i32; 2]) = (pixel(parts.next()?)?, pixel(parts.next()?)?);
    let color = Color(channel(0)?, channel(2)?, channel(4)?);
    Some((color, [from[0], from[1], to[0], to[1]]))
}

/// The pixels of the picture after all boxes before the first other stroke; `None` where nothing was drawn.
fn painted(record: &Record, inverse: &StripInverse) -> Vec<Vec<Option<Color>>> {
    let (left, top, right, bottom) = inverse.picture();
    let [left, top, right, bottom] = [left, top, right, bottom].map(|x| x.round() as i32);
    let mut pixels = vec![vec![None; (right - left) as usize]; (bottom - top) as usize];
    let columns = record
        .lines
        .iter()
        .skip_while(|line| filled(line).is_none());
    // The first box clears the sheet.
    for line in columns.skip(1) {
        let Some((color, [l, t, r, b])) = filled(line) else {
            break;
        };
        if t >= bottom {
            // Below them: where the gradient survives.
            continue;
        }
        assert!(l >= left && t >= top && r <= right && b <= bottom, "{line}");
        for row in &mut pixels[(t - top) as usize..(b - top) as usize] {
            row[(l - left) as usize..(r - left) as usize].fill(Some(color));
        }
    }
    pixels
}

#[test]
fn columns_touch_without_a_seam_at_any_ratio() {
    for link in ["", "act=tanh&gain=2.5", "depth=1&width=3"] {
        let strip = strip(link, 48);
        for (width, ratio) in [(362, 1.0), (321, 1.25), (800, 1.5), (640, 2.0), (500, 3.3)] {
            let size = (width, 96, ratio);
            let (record, inverse) = drawn(&strip, &StripLook::default(), size, &Theme::dark());
            let pixels = painted(&record, &inverse);
            let gaps = pixels.iter().flatten().filter(|pixel| pixel.is_none());
            assert_eq!(gaps.count(), 0, "{link} at {size:?}");
        }
    }
}

#[test]
fn cells_reach_below_the_next_ones() {
    // So that edges between two pixels of a canvas do not show the ground.
    let (record, inverse) = plainly(&strip("act=relu&init=he-normal", 96));
    let (_, _, right, bottom) = inverse.picture();
    let cells = record.lines.iter().skip(1).map_while(|line| filled(line));
    let cells: Vec<_> = cells.map(|(_, area)| area).collect();
    let mut pairs = 0;
    for pair in cells.windows(2) {
        let ([_, top, r, b], [l, next_top, ..]) = (pair[0], pair[1]);
        if top == next_top && f64::from(r) < right {
            pairs += 1;
            assert!(r - l >= RATIO as i32 / 2, "{pair:?}");
        } else if f64::from(b) < bottom {
            assert!(b - next_top >= RATIO as i32 / 2, "{pair:?}");
        }
    }
    assert!(pairs > 300, "{pairs}");
}

/// Whether two colours look the same.
fn is_near(a: Color, b: Color, tolerance: u8) -> bool {
    let pairs = [(a.0, b.0), (a.1, b.1), (a.2, b.2)];
    pairs.iter().all(|(a, b)| a.abs_diff(*b) <= tolerance)
}

#[test]
fn colours_are_those_of_the_fan_with_the_output_at_the_top() {
    for (link, depth) in [("act=linear&init=orthogonal&depth=4", 4), ("", 20)] {
        for (theme, palette) in [
            (Theme::light(), Palette::LIGHT),
            (Theme::dark(), Palette::DARK),
        ] {
            let strip = strip(link, 96);
            let size = (1256, 96, 8.0);
            let (record, inverse) = drawn(&strip, &StripLook::default(), size, &theme);
            let pixels = painted(&record, &inverse);
            for column in &strip.columns {
                let x = (inverse.x(column.gain) - inverse.picture().0) as usize;
                for (h, length) in column.lengths.iter().enumerate() {
                    // The middle of the share of a place, counted from the output.
                    let share = ((depth - h) as f64 + 0.5) / f64::from(depth as u32 + 1);
                    let y = (share * pixels.len() as f64) as usize;
                    let log10 = length.resolved_log10().expect("a length");
                    let (color, opacity) = heat(&palette, log10);
                    let expected = color.over(palette.ground, opacity);
                    let shown = pixels[y][x].expect("painted");
                    // A cell is a bit beside, and colours change quickly next to 1.
                    assert!(
                        is_near(shown, expected, 22),
                        "{link}, {h}: {shown:?} {expected:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn what_is_no_length_is_hatched() {
    let palette = Palette::LIGHT;
    let lines_of = |value: Value, color: Color| {
        let (record, _) = plainly(&planted(value));
        record.count(&format!("path {}", color.css()))
    };
    // The handle has chevrons in the colour of the ground, and ticks that of lines.
    assert_eq!(lines_of(Value::Finite(-3.0), palette.hot), 0);
    assert_eq!(lines_of(Value::Finite(-3.0), palette.quiet), 0);
    let plain = lines_of(Value::Finite(-3.0), palette.ground);
    assert!(lines_of(Value::Zero, palette.hot) > 150);
    assert!(lines_of(Value::NotFinite, palette.quiet) > 300, "both ways");
    assert!(lines_of(Value::Unresolved(-30.0), palette.ground) > plain + 150);
    // Only where there is something to hatch: the share of the output is not.
    let (record, inverse) = plainly(&planted(Value::Zero));
    let (left, top, right, bottom) = inverse.picture();
    let output = top + (bottom - top) / 8.0;
    let hatch = format!("path {}", palette.hot.css());
    let hatched = record.lines.iter().filter(|line| line.starts_with(&hatch));
    let mut in_the_legend = 0;
    for line in hatched {
        let points = line.split(' ').filter_map(|part| part.split_once(','));
        let points: Vec<(f64, f64)> = points
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
            .collect();
        if points.iter().all(|(_, y)| *y > bottom + 1.0) {
            in_the_legend += 1;
            continue;
        }
        for (x, y) in points {
            assert!(x >= left - 1.0 && x <= right + 1.0, "{line}");
            assert!(y >= output - 8.0 && y <= bottom + 1.0, "{line}");
        }
    }
    assert!(in_the_legend == 3 && record.says("exactly 0"));
}

#[test]
fn what_is_not_known_is_blank_and_a_coarse_strip_is_whole() {
    let palette = Palette::LIGHT;
    let blank = palette.faint.over(palette.ground, 0.5);
    let blanks = |strip: &Strip| {
        let (record, inverse) = plainly(strip);
        let pixels = painted(&record, &inverse);
        let all = pixels.len() * pixels[0].len();
        let blank = pixels
            .iter()
            .flatten()
            .filter(|pixel| **pixel == Some(blank));
        blank.count() as f64 / all as f64
    };
    let mut strip = strip("", 24);
    assert_eq!(blanks(&strip), 0.0, "24 columns");
    strip.columns.truncate(12);
    assert!((blanks(&strip) - 0.5).abs() < 0.01, "{}", blanks(&strip));
    strip.columns.clear();
    assert_eq!(blanks(&strip), 1.0);
    // Nothing of the columns is seen under a veil.
    let look = StripLook {
        is_veiled: true,
        ..StripLook::default()
    };
    let texts = |columns: &Strip| drawn(columns, &look, (800, 96, 2.0), &Theme::light()).0;
    let (one, other) = (planted(Value::Zero), planted(Value::Finite(7.0)));
    assert_eq!(texts(&one), texts(&other));
}

#[test]
fn pixels_and_gains_are_each_others_inverse() {
    for (link, ratio) in [("", 1.0), ("gain=0.02", 2.0), ("gain=2~3,1~17", 1.5)] {
        let strip = strip(link, 24);
        let size = (700, 96, ratio);
        let (record, inverse) = drawn(&strip, &StripLook::default(), size, &Theme::light());
        let (left, _, right, _) = inverse.picture();
        let (least, most) = strip.range.limits();
        let ends = [left, right].map(|x| inverse.gain(x.round() as i32));
        assert!((ends[0] / least - 1.0).abs() < 0.01 && (ends[1] / most - 1.0).abs() < 0.01);
        assert_eq!((inverse.gain(-50), inverse.gain(5000)), (least, most));
        for gain in gains(strip.range, 33) {
            let x = inverse.x(gain);
            assert!(
                (inverse.gain(x.round() as i32) / gain - 1.0).abs() < 0.005,
                "{gain}"
            );
        }
        // The knob stands at the gain.
        let knob = record.lines.iter().find(|line| line.starts_with("disc "));
        let at = knob.and_then(|line| line.rsplit(' ').next()?.split(',').next()?.parse().ok());
        let at: f64 = at.expect("a knob");
        assert!((at - inverse.x(strip.handle)).abs() <= 1.0, "{link}");
    }
}

#[test]
fn a_page_can_leave_the_handle_out_and_a_file_has_no_knob() {
    let mut strip = strip("", 24);
    assert!(plainly(&strip).0.says("gain 1.00"));
    let look = StripLook {
        has_handle: false,
        ..StripLook::default()
    };
    let (bare, _) = drawn(&strip, &look, (1256, 96, 1.0), &Theme::light());
    assert!(!bare.says("gain 1.00") && bare.count("disc ") == 0);
    let file = Subject::File(Rc::new(Subject::default().network()));
    strip.scaled = Strip::of(&file, StripRange::Usual, 1.0).scaled;
    let (fixed, _) = plainly(&strip);
    assert!(fixed.says("weights × 1.00") && fixed.count("disc ") == 0);
}
