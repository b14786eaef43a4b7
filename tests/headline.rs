//! The headline of the verdict: every number is the analysis's own, rounded once, and every state has its words.

use crate::planted::{self, ten_to};
use gradlens::analysis::{Analysis, State};
use gradlens::link;
use gradlens::network::{Extended, Network};
use gradlens::scene::VerdictLine;
use gradlens::settings::Activation;
use gradlens::words::lengths::THINGS;

pub fn analysis(query: &str) -> Analysis {
    let (settings, notices) = link::decode(query);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    Analysis::of(&Network::from(&settings.recipe))
}

fn line(analysis: &Analysis) -> VerdictLine {
    VerdictLine::of(analysis)
}

/// A chain of one direction whose gradient arrives 10^decades times as long.
fn arriving(decades: f64) -> Analysis {
    planted::steady(1, &[decades], Activation::Linear)
}

/// "the gradient arrives at the input 13 million times shorter." as 13e6.
fn times(rest: &str) -> f64 {
    let from = rest.find("input ").expect(rest) + 6;
    let to = rest.find(" times").expect(rest);
    let text = rest[from..to].trim_start_matches("about ").replace(',', "");
    let (number, unit) = text.split_once(' ').unwrap_or((&text, ""));
    let factor = match unit {
        "" => 1.0,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        other => panic!("{rest}: {other}"),
    };
    number.parse::<f64>().expect(rest) * factor
}

#[test]
fn the_first_view_is_that_of_the_mock_up() {
    let line = line(&analysis("v=1"));
    assert_eq!(line.lead, "It vanishes:");
    let found = times(&line.rest);
    assert!((1e11..1e13).contains(&found), "{}", line.rest);
    assert!(
        line.rest.ends_with(" trillion times shorter."),
        "{}",
        line.rest
    );
    assert_eq!(
        line.short,
        line.rest
            .replace("the gradient arrives at the input ", "")
            .replace("shorter", "shorter at the input")
    );
    assert!(
        line.detail
            .starts_with("Each layer multiplies its length by 0.2"),
        "{}",
        line.detail
    );
    assert!(
        line.detail
            .ends_with("it would be a hundredth of an atom at the input."),
        "{}",
        line.detail
    );
}

#[test]
fn numbers_are_rounded_once_and_carry_into_the_next_unit() {
    for (length, told) in [
        (1.3_f64, "30\u{a0}% longer"),
        (1.949, "95\u{a0}% longer"),
        (1.951, "2 times longer"),
        (1.0 / 1.02, "2\u{a0}% shorter"),
        (0.6, "40\u{a0}% shorter"),
        (2.449, "2.4 times longer"),
        (2.451, "2.5 times longer"),
        (9.94, "9.9 times longer"),
        (9.96, "10 times longer"),
        (99.4, "99 times longer"),
        (102.3, "102 times longer"),
        (999.4, "999 times longer"),
        (999.6, "1,000 times longer"),
        (1.04e3, "1,000 times longer"),
        (1.06e3, "1,100 times longer"),
        (12_600.0, "13,000 times longer"),
        (999_400.0, "999,000 times longer"),
        (999_600.0, "1 million times longer"),
        (2.44e12, "2.4 trillion times longer"),
        (999.4e12, "999 trillion times longer"),
        (999.6e12, "about 10¹⁵ times longer"),
        (2e31, "about 10³¹ times longer"),
    ] {
        let line = line(&arriving(length.log10()));
        assert_eq!(
            line.rest,
            format!("the gradient arrives at the input {told}.")
        );
        assert_eq!(line.short, format!("{told} at the input."));
        if length > 2.0 {
            let back = self::line(&arriving(-length.log10()));
            let told = told.replace("longer", "shorter");
            assert_eq!(
                back.rest,
                format!("the gradient arrives at the input {told}.")
            );
        }
    }
}

#[test]
fn digits_are_those_of_the_analysis() {
    let mut seen = 0;
    for seed in 0..12 {
        for act in ["sigmoid", "tanh", "relu", "linear", "gelu"] {
            for gain in ["0.3", "0.9", "1", "1.5", "4"] {
                let query = format!("v=1&depth=9&width=5&act={act}&gain={gain}&seed={seed}");
                let analysis = analysis(&query);
                let line = line(&analysis);
                if !line.rest.contains(" times ")
                    || ["about", "10^("].iter().any(|x| line.rest.contains(x))
                {
                    continue;
                }
                let start = analysis.layers.last().expect("a layer").gradient.output;
                let ratio = match line.rest.contains("longer") {
                    true => analysis.input_gradient / start,
                    false => start / analysis.input_gradient,
                };
                let (found, right) = (times(&line.rest), ratio.to_f64());
                // Half of the last digit that is shown.
                let unit = 10f64.powf(3.0 * (right.log10() / 3.0).floor());
                let half = if right / unit < 9.95 { 0.05 } else { 0.5 } * unit;
                assert!(
                    (found - right).abs() <= half * 1.000_001,
                    "{query}: {} of {right}",
                    line.rest
                );
                assert_eq!(found > 0.0, analysis.input_gradient_is_resolved);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen}");
}

#[test]
fn every_state_has_its_words() {
    let leads: Vec<String> = [
        (-5.0, State::Vanishing),
        (-2.0, State::Shrinking),
        (0.2, State::Stable),
        (2.0, State::Growing),
        (7.0, State::Exploding),
    ]
    .map(|(decades, state)| {
        let analysis = arriving(decades);
        assert_eq!(analysis.verdict.state, state);
        line(&analysis).lead
    })
    .into();
    assert_eq!(
        leads,
        [
            "It vanishes:",
            "It shrinks:",
            "It survives:",
            "It grows:",
            "It explodes:"
        ]
    );

    let dead = line(&planted::dead(6, 3));
    assert_eq!(
        (&*dead.lead, &*dead.rest),
        ("It dies:", "nothing at all reaches the input.")
    );
    assert_eq!(
        dead.detail,
        "No gradient passes layer 3 (ReLU); below it every gradient is exactly 0."
    );
    let mut still = planted::dead(6, 3);
    still.verdict.first_bad_layer = None;
    assert_eq!(line(&still).rest, "there is no gradient to begin with.");

    let broken = line(&planted::not_finite(6, 4));
    assert_eq!(broken.lead, "It breaks off:");
    assert!(broken.rest.contains("layer 4"), "{}", broken.rest);
    let real = line(&analysis(
        "depth=200&width=60&act=linear~199,sin&init=normal&gain=10",
    ));
    assert_eq!(real.rest, "the output of layer 200 is not a number.");
    assert!(
        real.detail
            .contains("enters it, and Sine has no value that far out."),
        "{}",
        real.detail
    );
}

#[test]
fn what_is_not_resolved_is_a_bound_rounded_to_its_side() {
    for (decades, told) in [
        (-5.0_f64, "at least 100,000 times shorter"),
        (-(1.99e6_f64.log10()), "at least 1.9 million times shorter"),
        (-(126e6_f64.log10()), "at least 126 million times shorter"),
        (-20.7, "at least 10²⁰ times shorter"),
        (1.91e6_f64.log10(), "at most 2 million times longer"),
        (20.2, "at most 10²¹ times longer"),
        (0.001, "at most 1\u{a0}% longer"),
        (-0.001, "at most as long as it set out"),
    ] {
        let mut analysis = arriving(decades - 1e-12);
        analysis.input_gradient_is_resolved = false;
        if decades > -3.0 {
            analysis.verdict.state = State::NotResolved;
        }
        let line = line(&analysis);
        assert_eq!(
            line.rest,
            format!("the gradient arrives at the input {told}.")
        );
        assert!(line.detail.ends_with("is not resolved."), "{}", line.detail);
        let lead = if decades > -3.0 {
            "It is not resolved:"
        } else {
            "It vanishes:"
        };
        assert_eq!(line.lead, lead);
    }
    let mut beyond = arriving(-400.0);
    beyond.input_gradient = Extended::UNDERFLOW;
    beyond.input_gradient_is_resolved = false;
    let line = line(&beyond);
    assert_eq!(
        line.short,
        "more than 10^(10¹⁷) times shorter at the input."
    );
    assert_eq!(line.detail, "That is beyond what is computed.");
    let tower = self::line(&arriving(-2.46e7)).rest;
    assert!(tower.ends_with("10^(25 million) times shorter."), "{tower}");
}

#[test]
fn names_and_directions_of_the_loss_are_told() {
    let mut named = arriving(-5.0);
    named.name = Some("my net".into());
    assert_eq!(line(&named).lead, "It vanishes in \u{201c}my net\u{201d}:");
    for (loss, subject) in [
        ("best", "the best direction"),
        ("worst", "the worst direction"),
    ] {
        let line = line(&analysis(&format!("v=1&depth=8&act=tanh&loss={loss}")));
        assert!(
            line.rest
                .starts_with(&format!("{subject} arrives at the input ")),
            "{}",
            line.rest
        );
    }
}

#[test]
fn where_the_gradient_survives_the_directions_are_told() {
    let of = |steps: &[f64]| {
        let mut analysis = planted::steady(1, steps, Activation::Linear);
        analysis.verdict.decades = Some(0.1);
        analysis.verdict.state = State::Stable;
        analysis
    };
    let told = |analysis: &Analysis| {
        let detail = line(analysis).detail;
        let rest = detail.strip_prefix("The only layer multiplies its length by 1.26.");
        rest.expect(&detail).trim_start().to_owned()
    };
    assert_eq!(told(&of(&[0.1])), "");
    assert_eq!(told(&of(&[0.1, 0.1])), "Both directions fare alike.");
    assert_eq!(
        told(&of(&[0.1, -1.0])),
        "Both directions arrive, the unluckiest 10 times shorter."
    );
    assert_eq!(
        told(&of(&[0.1, 0.0])),
        "Both directions arrive, the unluckiest as long as it set out."
    );
    assert_eq!(
        told(&of(&[0.1, -4.0])),
        "Yet 1 of the 2 directions arrives more than a thousand times shorter."
    );
    assert_eq!(
        told(&of(&[4.0, 0.1, -4.0, -5.0])),
        "Yet 2 of the 4 directions arrive more than a thousand times shorter, and 1 more than a thousand times longer."
    );
    assert_eq!(
        told(&of(&[4.0, 0.1])),
        "Yet 1 of the 2 directions arrives more than a thousand times longer."
    );
    let mut cut = of(&[0.1, 0.0, -4.0]);
    cut.chain[0].spectrum = planted::spectrum(&[Some(0.1), Some(-4.0), None]);
    assert_eq!(
        told(&cut),
        "Yet 2 of the 3 directions arrive more than a thousand times shorter, 1 of them not at all."
    );
    cut.chain[0].spectrum = planted::spectrum(&[Some(0.1), Some(0.0)]);
    assert_eq!(
        told(&cut),
        "Yet 1 of the 3 directions does not arrive at all."
    );
    // One of those that may arrive is only bounded.
    let mut open = of(&[0.1, -1.0, -4.0]);
    open.chain[0].spectrum.resolved = 1;
    assert_eq!(
        told(&open),
        "Yet at least 1 of the 3 directions arrives more than a thousand times shorter."
    );
    open.chain[0].spectrum = planted::spectrum(&[Some(0.1), Some(-1.0), Some(-2.0)]);
    open.chain[0].spectrum.resolved = 2;
    assert_eq!(told(&open), "");
}

#[test]
fn directions_are_counted_in_real_networks() {
    let (mut some, mut all) = (0, 0);
    for seed in 0..40 {
        let analysis = analysis(&format!("v=1&act=relu&init=he-normal&depth=8&seed={seed}"));
        let values = &analysis.chain[0].spectrum.values;
        let lost = values.iter().filter(|x| x.cmp_abs(ten_to(-3.0)).is_lt());
        let zero = values.iter().filter(|x| x.is_zero()).count();
        let (lost, is_sure) = (
            lost.count(),
            analysis.chain[0].spectrum.resolved + zero == 16,
        );
        if analysis.verdict.state != State::Stable || lost < 2 || zero < 1 || !is_sure {
            continue;
        }
        let detail = line(&analysis).detail;
        let told = match lost == zero {
            true => format!(" Yet {lost} of the 16 directions do not arrive at all."),
            false => format!(
                " Yet {lost} of the 16 directions arrive more than a thousand times shorter, {zero} of them not at all."
            ),
        };
        assert!(detail.ends_with(&told), "{seed}: {detail}");
        all += usize::from(lost == zero);
        some += usize::from(lost > zero);
    }
    assert!(some > 0 && all > 0, "{some}, {all}");
}

#[test]
fn things_are_ascending_close_to_each_other_and_as_long_as_they_are() {
    for pair in THINGS.windows(2) {
        assert!(pair[0].0 < pair[1].0, "{pair:?}");
        let gap = pair[1].0 - pair[0].0;
        let is_everyday = (-15.0..16.5).contains(&pair[0].0);
        assert!(gap <= if is_everyday { 2.3 } else { 4.5 }, "{pair:?}");
    }
    // In metres, from other sources than the table.
    for (metres, name) in [
        (1.616e-35, "the shortest length of physics"),
        (1.68e-15, "a proton"),
        (1.0e-10, "an atom"),
        (1.0e-7, "a virus"),
        (7.5e-6, "a red blood cell"),
        (7.5e-5, "the width of a hair"),
        (105.0, "a football pitch"),
        (8_849.0, "the height of Everest"),
        (42_195.0, "a marathon"),
        (344e3, "the way from London to Paris"),
        (12_742e3, "the width of the Earth"),
        (40_075e3, "the way round the Earth"),
        (384_400e3, "the way to the Moon"),
        (1.392e9, "the width of the Sun"),
        (1.496e11, "the way to the Sun"),
        (4.5e12, "the way to Neptune"),
        (9.461e15, "a light year"),
        (4.0e16, "the way to the nearest star"),
        (8.8e26, "the width of the visible universe"),
    ] {
        let (log10, _) = THINGS.iter().find(|thing| thing.1 == name).expect(name);
        assert!((log10 - f64::log10(metres)).abs() < 0.1, "{name}: {log10}");
        if !(0.1..=10.0).contains(&metres) {
            let detail = line(&arriving(f64::log10(metres))).detail;
            assert!(
                detail.ends_with(&format!("it would be {name} at the input.")),
                "{detail}"
            );
        }
    }
}
