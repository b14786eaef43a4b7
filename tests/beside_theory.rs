//! What theory says beside the measurement: numbers with which a reader can go on, and only what holds.

use gradlens::scene::Chip;

use crate::beside::{beside, said};

/// A number as it is printed: "1.347", "8.7 × 10¹²".
fn number(text: &str) -> f64 {
    let plain: String = text
        .chars()
        .map(
            |c| match "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == c) {
                Some(digit) => char::from(b'0' + u8::try_from(digit).expect("a digit")),
                None => c,
            },
        )
        .collect();
    let plain = plain.replace("\u{a0}×\u{a0}10", "e").replace('⁻', "-");
    plain.parse().unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn a_reader_can_redo_the_sum_of_the_sentence() {
    for (link, depth) in [
        (
            "v=1&act=tanh&init=lecun-normal&gain=2.92&depth=100&width=128",
            100,
        ),
        (
            "v=1&act=tanh&init=lecun-normal&gain=1.1&depth=57&width=8",
            57,
        ),
        (
            "v=1&act=linear&init=orthogonal&gain=1.0324&depth=90&width=2&inputs=2",
            90,
        ),
        ("v=1&act=sigmoid&depth=4", 4),
    ] {
        let fan = beside(link, &[Chip::Theory], 0);
        let said = said(&fan);
        let after = |mark: &str| {
            let (_, rest) = said.split_once(mark).expect(mark);
            let end = rest.find([' ', ',', ';']).expect("more of the sentence");
            number(rest[..end].trim_end_matches('.'))
        };
        let factor = after("multiplies the gradient by ");
        let all = after(&format!("all {depth} together by "));
        let line = fan.beside.theory.as_ref().expect("theory").mean_square[0];
        let off = (factor.log10() * f64::from(depth) - line).abs();
        assert!(off < 0.021, "{off}: {said}");
        assert!((all.log10() - line).abs() < 0.003, "{line}: {said}");
    }
    let factor = |gain: &str| {
        let link = format!("v=1&act=linear&init=lecun-normal&gain={gain}&depth=5");
        said(&beside(&link, &[Chip::Theory], 0))
    };
    assert!(
        factor("1").contains("gradient by 1.00, "),
        "{}",
        factor("1")
    );
    assert!(factor("1.032").contains("gradient by 1.03, "));
}

/// ReLU keeps lengths at a gain of the root of 2 alone: 1.414 is nearer to it than a reader can see.
#[test]
fn how_fast_outputs_fall_or_grow_is_said() {
    for (gain, part) in [
        (
            "1.414",
            "fall to 0, by a factor of 0.9973 from layer 1 to layer 19,",
        ),
        (
            "1.415",
            "grow without end, by a factor of 1.01 from layer 1 to layer 19,",
        ),
        (
            "3",
            "grow without end, by a factor of 7.57\u{a0}×\u{a0}10⁵ from layer 1 to layer 19,",
        ),
    ] {
        let gain: &str = gain;
        // 18 layers from layer 1 on.
        let factor = (gain.parse::<f64>().expect("a gain") / 2.0_f64.sqrt()).powi(18);
        let shown = part
            .split(" of ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next());
        let shown = number(shown.expect("a factor"));
        assert!((shown / factor - 1.0).abs() < 0.01, "{gain}: {factor}");
        let link = format!("v=1&act=relu&init=orthogonal&gain={gain}&depth=20&width=16&inputs=16");
        let said = said(&beside(&link, &[Chip::Theory], 0));
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// Laws that hold at every width stay, however large beta is.
#[test]
fn typical_networks_are_told_only_where_theory_knows_them() {
    for (link, is_told) in [
        ("act=tanh&init=lecun-normal&gain=10&width=16", false),
        ("act=gelu&init=he-normal&width=16", false),
        ("act=tanh&init=lecun-normal&width=16", true),
        ("act=relu&init=he-normal&width=2", true),
        ("act=linear&init=lecun-normal&width=2&gain=10", true),
    ] {
        let fan = beside(&format!("v=1&depth=20&{link}"), &[Chip::Theory], 0);
        let lines = fan.beside.theory.as_ref().expect("theory");
        assert_eq!(lines.mean_square.len(), 21, "{link}");
        assert_eq!(lines.typical.is_empty(), !is_told, "{link}");
        let said = said(&fan);
        assert_eq!(said.contains("typical networks lie"), is_told, "{said}");
        assert_eq!(said.contains("too narrow"), !is_told, "{said}");
        assert_eq!(
            said.contains("leading order"),
            !said.contains("every width"),
            "{said}"
        );
    }
}
