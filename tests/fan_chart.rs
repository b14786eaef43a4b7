//! The drawn fan, written down by a recording backend: where its marks are, and their colours.

use crate::recorder::{Record, recorded};
use gradlens::analysis::Analysis;
use gradlens::chart::{FanInverse, FanLook, Palette, Theme, Veil, draw_fan, heat};
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{Chips, Fan, FanFrame, Value};

/// Backend pixels per CSS pixel.
const RATIO: u32 = 8;

pub fn fan(query: &str, selected: usize, shown: &str) -> Fan {
    let (settings, notices) = link::decode(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    let network = Network::from(&settings.recipe);
    let analysis = Analysis::of(&network);
    let chips = Chips {
        gradient: shown.contains('g'),
        directions: shown.contains('d'),
        bound: shown.contains('b'),
        weights: shown.contains('w'),
        ..Chips::NONE
    };
    Fan::of(&analysis, selected, chips)
}

pub fn drawn(
    fan: &Fan,
    look: &FanLook<'_>,
    (width, height): (u32, u32),
    theme: &Theme,
) -> (Record, FanInverse) {
    let theme = theme.clone().with_ratio(RATIO.into());
    recorded((width * RATIO, height * RATIO), |area| {
        draw_fan(fan, look, area, &theme).expect("recording never fails")
    })
}

fn plainly(fan: &Fan) -> (Record, FanInverse) {
    drawn(fan, &FanLook::default(), (1280, 430), &Theme::light())
}

/// The pixels of the strokes that begin like this.
fn strokes(record: &Record, beginning: &str) -> Vec<Vec<(i32, i32)>> {
    let begins = |line: &&String| line.starts_with(beginning);
    let pixel = |pair: &str| {
        let (x, y) = pair.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    let lines = record.lines.iter().filter(begins);
    lines
        .map(|line| line.split(' ').filter_map(pixel).collect())
        .collect()
}

/// The middle of a text; decades stand left of all places, and places below everything else.
fn place_of(record: &Record, text: &str) -> (f64, f64) {
    let texts = record.texts.iter();
    let all = texts.filter(|(drawn, ..)| drawn == text);
    let found = match text {
        "1" => all.min_by_key(|(_, at, _)| at.0),
        _ => all.max_by_key(|(_, at, _)| at.1),
    };
    let (_, at, _) = found.unwrap_or_else(|| panic!("{text} is drawn"));
    (f64::from(at.0), f64::from(at.1))
}

/// Where a length at a place belongs, from the numbers beside the plot.
fn expected(record: &Record, (h, depth): (usize, usize), log10: f64) -> (f64, f64) {
    let (one, low) = (place_of(record, "1").1, place_of(record, "10⁻²").1);
    let (input, output) = (
        place_of(record, "input").0,
        place_of(record, &depth.to_string()).0,
    );
    (
        input + (output - input) * h as f64 / depth as f64,
        one - (low - one) / 2.0 * log10,
    )
}

/// Whether a pixel is at a place, to a tenth of a CSS pixel or so.
fn is_at(pixel: (i32, i32), (x, y): (f64, f64)) -> bool {
    (f64::from(pixel.0) - x).abs() <= 2.0 && (f64::from(pixel.1) - y).abs() <= 2.0
}

#[test]
fn the_gradient_has_a_node_at_every_length() {
    for query in ["v=1", "v=1&act=linear&gain=1.5", "v=1&depth=40&act=tanh"] {
        let fan = fan(query, 3, "gd");
        let (record, inverse) = plainly(&fan);
        let discs = strokes(&record, "disc").concat();
        for (h, length) in fan.gradient.iter().enumerate() {
            let log10 = length.resolved_log10().unwrap();
            let right = expected(&record, (h, fan.depth), log10);
            assert!(
                discs.iter().any(|disc| is_at(*disc, right)),
                "{query}, {h}: {right:?}"
            );
            assert!(is_at(inverse.pixel(h, log10), right), "{query}, {h}");
        }
    }
}

#[test]
fn strands_end_at_their_values() {
    let fan = fan("v=1&act=tanh&gain=2.5", 6, "d");
    let (record, _) = plainly(&fan);
    let ends: Vec<(i32, i32)> = strokes(&record, "path")
        .iter()
        .flat_map(|path| [path[0], path[path.len() - 1]])
        .collect();
    let is_seen = |log10: f64| log10 > -0.85 * fan.frame.below;
    let mut seen = 0;
    for strand in &fan.strands.as_ref().unwrap().drawn {
        for (h, log10, _) in [strand.points[0], *strand.points.last().unwrap()] {
            if is_seen(log10) {
                seen += 1;
                let right = expected(&record, (h, fan.depth), log10);
                assert!(ends.iter().any(|end| is_at(*end, right)), "{h}: {log10}");
            }
        }
    }
    assert!(seen > 16, "{seen} ends are in the frame");
}

#[test]
fn columns_hang_from_one_or_stand_on_it() {
    for (query, is_above) in [("v=1", false), ("v=1&act=linear&gain=1.5", true)] {
        let fan = fan(query, 5, "g");
        let (record, _) = plainly(&fan);
        let wide = |b: &&Vec<(i32, i32)>| b[1].0 - b[0].0 < 30 * RATIO as i32;
        let boxes = strokes(&record, "box");
        for h in 0..fan.depth {
            let log10 = fan.gradient[h].resolved_log10().unwrap();
            let (x, y) = expected(&record, (h, fan.depth), log10);
            let one = expected(&record, (h, fan.depth), 0.0).1;
            let is_here = |b: &&Vec<(i32, i32)>| {
                (f64::from(b[0].0) + f64::from(b[1].0)) / 2.0 - x < 3.0
                    && x - f64::from(b[0].0 + b[1].0) / 2.0 < 3.0
            };
            let column: Vec<_> = boxes.iter().filter(wide).filter(is_here).collect();
            let top = column.iter().map(|b| b[0].1).min().unwrap();
            let bottom = column.iter().map(|b| b[1].1).max().unwrap();
            let (high, low) = if is_above { (y, one) } else { (one, y) };
            assert!(
                (f64::from(top) - high).abs() <= 2.0,
                "{query}, {h}: {top} {high}"
            );
            assert!(
                (f64::from(bottom) - low).abs() <= 2.0,
                "{query}, {h}: {bottom} {low}"
            );
        }
    }
}

#[test]
fn colours_follow_decades() {
    let css = |palette: &Palette, log10: f64| heat(palette, log10).0.css();
    let light = [
        (-60.0, "#1468c8"),
        (-5.0, "#1468c8"),
        (-1.6, "#1468c8"),
        (-0.35, "#6d7580"),
        (0.0, "#6d7580"),
        (0.35, "#6d7580"),
        (1.6, "#c2540a"),
        (4.0, "#a81d13"),
        (300.0, "#a81d13"),
    ];
    for (log10, color) in light {
        assert_eq!(css(&Palette::LIGHT, log10), color, "10^{log10}");
    }
    for (log10, color) in [(-3.0, "#56b0ff"), (1.6, "#ffa048"), (5.0, "#ff6647")] {
        assert_eq!(css(&Palette::DARK, log10), color, "10^{log10}");
    }
    assert_eq!(heat(&Palette::LIGHT, -5.0).1, 1.0);
    let fading: Vec<f64> = [-5.0, -8.0, -12.0, -30.0, -60.0]
        .map(|log10| heat(&Palette::LIGHT, log10).1)
        .into();
    assert!(
        fading.windows(2).all(|pair| pair[0] > pair[1]),
        "{fading:?}"
    );
}

#[test]
fn colours_change_smoothly() {
    for palette in [&Palette::LIGHT, &Palette::DARK] {
        let seen = |step: i32| {
            let (color, opacity) = heat(palette, f64::from(step) / 100.0);
            color.over(palette.ground, opacity)
        };
        for step in -7000..700 {
            let (a, b) = (seen(step), seen(step + 1));
            for (x, y) in [(a.0, b.0), (a.1, b.1), (a.2, b.2)] {
                assert!(x.abs_diff(y) <= 3, "10^{step}/100: {a:?} {b:?}");
            }
        }
    }
}

#[test]
fn strands_have_the_colour_of_their_decade() {
    let mut fan = fan("v=1&act=linear&gain=1.5", 5, "d");
    let strands = fan.strands.as_mut().unwrap();
    strands.drawn.truncate(1);
    for (log10, right) in [(-2.0, "#1468c8"), (0.1, "#6d7580"), (1.6, "#c2540a")] {
        for point in &mut fan.strands.as_mut().unwrap().drawn[0].points {
            point.1 = log10;
        }
        let (record, _) = plainly(&fan);
        let y = expected(&record, (0, fan.depth), log10).1;
        let count = strokes(&record, &format!("path {right} width 18"))
            .iter()
            .filter(|path| path.iter().all(|at| (f64::from(at.1) - y).abs() <= 2.0))
            .count();
        assert_eq!(count, 1, "10^{log10}:\n{}", record.text());
    }
}

#[test]
fn a_pulse_shows_only_what_it_has_passed() {
    let fan = fan("v=1", 8, "gdbw");
    let look = FanLook {
        pulse: Some(7.6),
        ..FanLook::default()
    };
    let (record, _) = drawn(&fan, &look, (1280, 430), &Theme::light());
    let head = expected(&record, (0, 20), 0.0).0
        + 7.6 * (expected(&record, (1, 20), 0.0).0 - expected(&record, (0, 20), 0.0).0);
    // The lens itself reaches over its place.
    let lens = 51.0 * f64::from(RATIO);
    for kind in ["path", "disc", "ring", "polygon"] {
        for stroke in strokes(&record, kind) {
            let is_right = |at: &(i32, i32)| f64::from(at.0) >= head - lens;
            assert!(stroke.iter().all(is_right), "{kind}: {stroke:?}");
        }
    }
    let curves = strokes(&record, "path #14171b width 27");
    assert_eq!(
        curves
            .iter()
            .flatten()
            .map(|at| f64::from(at.0))
            .reduce(f64::min),
        Some(head.round())
    );
}

#[test]
fn a_veil_gives_nothing_away() {
    let frame = FanFrame::blind(0.0);
    let mut truth = fan("v=1", 0, "gdbw");
    truth.frame = frame;
    let mut other = truth.clone();
    let last = other.depth - 1;
    for h in 0..last {
        other.gradient[h] = Value::Finite(-0.1);
        other.bound[h] = Value::Finite(1.0);
        other.discs[h].size = Some(1.0);
    }
    other.stacks.retain(|stack| stack.layer > last);
    other.selected = 4;
    for strand in &mut other.strands.as_mut().unwrap().drawn {
        strand.points.retain(|point| point.0 >= last);
    }
    let look = FanLook {
        veil: Some(Veil { guess: Some(-6.0) }),
        ..FanLook::default()
    };
    let of = |fan: &Fan| drawn(fan, &look, (1280, 430), &Theme::dark()).0;
    assert_eq!(of(&truth), of(&other));
    let handle = expected(&of(&truth), (0, 20), -6.0);
    let discs = strokes(&of(&truth), "disc #7fc0ff").concat();
    assert!(discs.iter().any(|disc| is_at(*disc, handle)), "{handle:?}");
}

#[test]
fn a_pinned_network_lies_on_the_same_places_whatever_its_depth() {
    let (short, long) = (fan("v=1&depth=7", 0, "g"), fan("v=1&act=tanh", 0, "g"));
    let mut now = long.clone();
    now.frame = now.frame.grown(short.frame);
    let look = FanLook {
        pinned: Some(&short),
        ..FanLook::default()
    };
    let (record, _) = drawn(&now, &look, (1280, 430), &Theme::light());
    let thin = strokes(&record, "path #5c6672 width 16");
    assert_eq!(thin.len(), 1, "{}", record.text());
    let log10 = short.gradient[0].resolved_log10().unwrap();
    assert!(is_at(thin[0][0], expected(&record, (0, 20), log10)));
    assert!(is_at(
        *thin[0].last().unwrap(),
        expected(&record, (20, 20), 0.0)
    ));
    assert!(record.says("A"));
}

#[test]
fn pixels_lead_back_to_places_lengths_discs_and_angles() {
    let fan = fan("v=1", 3, "gd");
    let (record, inverse) = plainly(&fan);
    for h in 0..=20 {
        let (x, y) = inverse.pixel(h, -4.5);
        assert_eq!(inverse.place(x + 9), h);
        assert!((inverse.log10(y) + 4.5).abs() < 0.01, "{h}");
        assert!(inverse.is_in_plot(x, y));
    }
    assert_eq!((inverse.place(-5), inverse.place(100_000)), (0, 20));
    assert_eq!(inverse.log10(100_000), -16.0);
    let strip = 52 * RATIO as i32;
    for h in [3, 12, 19] {
        assert_eq!(inverse.disc(inverse.pixel(h, 0.0).0, strip), Some(h));
    }
    assert_eq!(inverse.disc(inverse.pixel(20, 0.0).0, strip), None);
    // The knob is where the arrow of the source ends.
    let knobs = strokes(&record, "disc #0b5cad radius 64").concat();
    let [(x, y)] = knobs[..] else {
        panic!("one knob: {knobs:?}")
    };
    assert!(inverse.is_source(x, y) && !inverse.is_in_plot(x, y));
    let angle = inverse.angle(x, y);
    assert!((angle - fan.angle).abs() < 0.01, "{angle} {}", fan.angle);
}

#[test]
fn zeros_and_what_is_not_finite_have_marks_of_their_own() {
    let mut fan = fan("v=1&depth=4", 0, "g");
    fan.gradient[1] = Value::Zero;
    fan.gradient[0] = Value::Zero;
    fan.frame = fan.frame.with_zeros(true);
    let (record, inverse) = plainly(&fan);
    let rings = strokes(&record, "ring #a81d13").concat();
    for h in [0, 1] {
        // Not on the lowest line of the scale, where a length would lie, but below it.
        let (x, floor) = inverse.pixel(h, -fan.frame.below);
        let zero = (x, floor + 18 * RATIO as i32);
        assert!(rings.contains(&zero), "{h}: {rings:?}");
    }
    assert!(record.says("exactly 0") && record.says("0"));
    fan.gradient[0] = Value::NotFinite;
    let crosses = strokes(&plainly(&fan).0, "path #a81d13 width 16");
    assert_eq!(crosses.len(), 2);
}

#[test]
fn drawing_twice_draws_the_same_and_finer_pixels_change_nothing() {
    let fan = fan("v=1&act=tanh&gain=1.5", 4, "gdb");
    let (first, _) = plainly(&fan);
    assert_eq!(first, plainly(&fan).0);
    let fine = Theme::light().with_ratio(32.0);
    let (finer, _) = recorded((1280 * 32, 430 * 32), |area| {
        draw_fan(&fan, &FanLook::default(), area, &fine).expect("recording never fails")
    });
    let factor = 32.0 / f64::from(RATIO);
    assert_eq!(first.lines.len(), finer.lines.len());
    for ((text, a, size), (_, b, fine_size)) in first.texts.iter().zip(&finer.texts) {
        assert!(
            (f64::from(a.0) * factor - f64::from(b.0)).abs() <= 4.0,
            "{text}"
        );
        assert!(
            (f64::from(a.1) * factor - f64::from(b.1)).abs() <= 4.0,
            "{text}"
        );
        assert!((size * factor - fine_size).abs() < 1e-9, "{text}");
    }
}
