//! The texts of the fan: in every size, on every network, none is cut off and none lies over another.

use std::sync::OnceLock;

use crate::fan_chart::{drawn, fan};
use crate::recorder::Record;
use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use gradlens::chart::{Color, FanInverse, FanLook, Theme, Veil};
use gradlens::scene::Fan;

const SIZES: [(u32, u32); 6] = [
    (1280, 430),
    (1440, 600),
    (800, 330),
    (390, 400),
    (320, 300),
    (700, 300),
];

const NETWORKS: [(&str, usize); 16] = [
    ("v=1", 0),
    ("v=1", 19),
    ("v=1&act=tanh&gain=2.5", 6),
    ("v=1&act=linear&gain=1.5", 20),
    ("v=1&act=linear&gain=10&depth=60", 59),
    ("v=1&act=relu&init=he-normal&depth=60&width=8", 30),
    ("v=1&gain=4", 11),
    ("v=1&act=linear&init=orthogonal&gain=0.5", 3),
    ("v=1&init=zeros&depth=8", 2),
    ("v=1&depth=1", 0),
    ("v=1&depth=200&act=tanh", 137),
    ("v=1&depth=200&act=linear&gain=0.01&width=2", 0),
    ("v=1&width=1&act=tanh", 5),
    ("v=1&width=1&depth=1", 1),
    ("v=1&width=128&act=tanh&depth=20", 10),
    (
        "v=1&loss=mse&depth=9&width=7,3,5,2,4,6,1,8,2&inputs=3&act=gelu",
        4,
    ),
];

/// Left, top, right and bottom of a text, in backend pixels, set in DejaVu Sans, wider than most.
pub struct Box {
    pub text: String,
    pub color: Color,
    pub area: [f64; 4],
}

fn width(text: &str, size: f64, is_bold: bool) -> f64 {
    static FACES: OnceLock<[FontRef<'static>; 2]> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        [dejavu::sans::regular(), dejavu::sans::bold()]
            .map(|bytes| FontRef::try_from_slice(bytes).expect("a font"))
    });
    let face = &faces[usize::from(is_bold)];
    let em = face.units_per_em().expect("a font with units");
    #[expect(clippy::cast_possible_truncation, reason = "the size of a letter")]
    let scale = PxScale::from(size as f32 * face.height_unscaled() / em);
    let font = face.as_scaled(scale);
    let advances = text.chars().map(|c| font.h_advance(font.glyph_id(c)));
    f64::from(advances.sum::<f32>())
}

pub fn boxes(record: &Record) -> Vec<Box> {
    let lines = record.lines.iter().filter(|line| line.starts_with("text "));
    let texts = lines.zip(&record.texts);
    texts
        .map(|(line, (text, at, size))| {
            let mut end = line.rsplit(' ').skip(1);
            let (anchor, weight, color) = (end.next(), end.next(), end.next().unwrap());
            let width = width(text, *size, weight == Some("bold"));
            let left = f64::from(at.0)
                - match anchor {
                    Some("left") => 0.0,
                    Some("center") => width / 2.0,
                    _ => width,
                };
            // Letters reach this far from the middle of their line.
            let (up, down) = (size * 0.5, size * 0.42);
            let y = f64::from(at.1);
            let channel = |from: usize| u8::from_str_radix(&color[from..from + 2], 16).unwrap();
            Box {
                text: text.clone(),
                color: Color(channel(1), channel(3), channel(5)),
                area: [left, y - up, left + width, y + down],
            }
        })
        .collect()
}

fn check(what: &str, (record, inverse, size): (&Record, &FanInverse, (u32, u32)), ground: Color) {
    check_texts(what, (record, size), ground);
    for one in boxes(record) {
        let [left, top, right, bottom] = one.area;
        for step in 0_u8..=8 {
            let x = left + (right - left) * f64::from(step) / 8.0;
            for y in [top, (top + bottom) / 2.0, bottom] {
                #[expect(clippy::cast_possible_truncation, reason = "a pixel")]
                let is_source = inverse.is_source(x as i32, y as i32);
                assert!(!is_source, "{what}: {} lies on the source", one.text);
            }
        }
    }
}

/// No text is cut off, lies over another or is too pale, in a picture of this size at ratio 8.
pub fn check_texts(what: &str, (record, size): (&Record, (u32, u32)), ground: Color) {
    let boxes = boxes(record);
    assert!(boxes.len() >= 4, "{what}: {} texts", boxes.len());
    assert_readable(what, &boxes, [size.0, size.1].map(|css| css * 8), ground);
}

/// Fails if a text is cut off, lies over another, or stands out too little; `size` in pixels.
pub fn assert_readable(what: &str, boxes: &[Box], size: [u32; 2], ground: Color) {
    let [width, height] = size.map(f64::from);
    for (i, one) in boxes.iter().enumerate() {
        let [left, top, right, bottom] = one.area;
        assert!(
            left >= 0.0 && top >= 0.0 && right <= width && bottom <= height,
            "{what}: {} is cut off: {:?} of {width} x {height}",
            one.text,
            one.area
        );
        let contrast = one.color.contrast(ground);
        assert!(contrast >= 4.5, "{what}: {} has {contrast}", one.text);
        for other in &boxes[..i] {
            let [l, t, r, b] = other.area;
            let is_over = left < r && l < right && top < b && t < bottom;
            assert!(!is_over, "{what}: {} lies over {}", one.text, other.text);
        }
    }
}

fn check_all(name: &str, fan: &Fan, look: &FanLook<'_>) {
    for size in SIZES {
        for (theme, ground) in [
            (Theme::light(), Color(253, 253, 251)),
            (Theme::dark(), Color(13, 16, 21)),
        ] {
            let (record, inverse) = drawn(fan, look, size, &theme);
            let what = format!("{name} at {size:?}");
            check(&what, (&record, &inverse, size), ground);
        }
    }
}

#[test]
fn no_text_is_cut_off_or_lies_over_another() {
    for (query, selected) in NETWORKS {
        for shown in ["gd", "gdb", "w", "gdbw"] {
            let fan = fan(query, selected, shown);
            check_all(&format!("{query} {shown}"), &fan, &FanLook::default());
        }
    }
}

#[test]
fn texts_keep_apart_wherever_the_lens_is() {
    let mut fan = fan("v=1&act=tanh&gain=1.3", 0, "gd");
    for selected in 0..=fan.depth {
        fan.selected = selected;
        check_all(&format!("lens at {selected}"), &fan, &FanLook::default());
    }
}

#[test]
fn texts_keep_apart_while_a_pulse_runs_and_under_a_veil() {
    let mut fan = fan("v=1", 0, "gd");
    let pinned = fan.clone();
    for step in 0_u8..=40 {
        let pulse = f64::from(step) / 2.0;
        fan.selected = usize::from(step / 2);
        let look = FanLook {
            pulse: Some(pulse),
            ..FanLook::default()
        };
        check_all(&format!("pulse at {pulse}"), &fan, &look);
        let look = FanLook {
            veil: Some(Veil {
                guess: Some(1.0 - pulse),
            }),
            pinned: Some(&pinned),
            ..FanLook::default()
        };
        check_all(&format!("guess of {}", 1.0 - pulse), &fan, &look);
    }
}

#[test]
fn what_matters_most_is_always_written() {
    for size in SIZES {
        let fan = fan("v=1", 0, "gd");
        let (record, _) = drawn(&fan, &FanLook::default(), size, &Theme::light());
        for text in [
            "1",
            "input",
            "20",
            "magnified",
            "×\u{a0}10¹²",
            "at the input",
        ] {
            assert!(record.says(text), "{text} at {size:?}");
        }
        let says = |part: &str| record.texts.iter().any(|(text, ..)| text.contains(part));
        assert!(says("4.2\u{a0}×\u{a0}10⁻¹³"), "{size:?}");
        assert_eq!(says("the loss gradient"), size.0 >= 700, "{size:?}");
    }
}
