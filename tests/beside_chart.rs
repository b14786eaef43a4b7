//! What stands beside the measurement, as drawn.

use gradlens::chart::{FanLook, Palette, Theme, Veil};
use gradlens::scene::{Chip, Fan};

use crate::beside::beside;
use crate::fan_chart::drawn;
use crate::recorder::Record;

const SIZES: [(u32, u32); 4] = [(1280, 430), (800, 330), (390, 400), (320, 300)];

fn plainly(fan: &Fan, size: (u32, u32)) -> Record {
    drawn(fan, &FanLook::default(), size, &Theme::light()).0
}

#[test]
fn lines_are_labelled_where_they_are() {
    let all = [Chip::Theory, Chip::Seeds, Chip::Formats];
    let fan = beside("v=1&act=tanh&init=lecun-normal&width=8", &all, 30);
    let record = plainly(&fan, SIZES[0]);
    for text in [
        "theory: mean square",
        "typical",
        "30 networks: median, 10 to 90 %",
    ] {
        assert!(record.says(text), "{text}");
    }
    for size in SIZES {
        for theme in [Theme::light(), Theme::dark()] {
            drawn(&fan, &FanLook::default(), size, &theme);
        }
    }
    let plain = beside("v=1&act=tanh&init=lecun-normal&width=8", &[], 0);
    let record = plainly(&plain, SIZES[0]);
    assert!(!record.says("typical") && !record.says("theory"));
}

#[test]
fn only_the_ends_of_formats_in_sight_are_drawn() {
    let fan = beside(
        "v=1&act=linear&init=orthogonal&depth=5",
        &[Chip::Formats],
        0,
    );
    let record = plainly(&fan, SIZES[0]);
    assert!(
        record.says("fp8 e4m3 normal from 0.016"),
        "{:?}",
        record.texts
    );
    assert!(
        !record.says("fp16 least 6.0\u{a0}×\u{a0}10⁻⁸"),
        "the frame ends above it"
    );
    let fan = beside("v=1&depth=30", &[Chip::Formats], 0);
    let record = plainly(&fan, SIZES[0]);
    assert!(
        record.says("fp16 least 6.0\u{a0}×\u{a0}10⁻⁸"),
        "{:?}",
        record.texts
    );
    let hot = Palette::LIGHT.hot.css();
    assert!(
        record.lines.iter().any(|line| line.contains(&hot)),
        "in a colour of its own"
    );
}

#[test]
fn a_veil_hides_all_of_it() {
    let all = [Chip::Theory, Chip::Seeds, Chip::Formats];
    let fan = beside("v=1&depth=8&width=4", &all, 10);
    let bare = beside("v=1&depth=8&width=4", &[], 0);
    let look = FanLook {
        veil: Some(Veil { guess: None }),
        ..FanLook::default()
    };
    let mut same = fan;
    same.frame = bare.frame;
    let theme = Theme::light();
    let (with, _) = drawn(&same, &look, SIZES[0], &theme);
    let (without, _) = drawn(&bare, &look, SIZES[0], &theme);
    assert_eq!(with.text(), without.text());
}
