//! Links: never a failure, one canonical form, and no field that spoils another.

use gradlens::link::{decode, encode};
use gradlens::network::random::{Purpose, Stream};
use gradlens::settings::{Activation, FIELDS, Init, Key, PerLayer, Recipe, Settings};
use proptest::prelude::*;

use crate::common::link::{FULL, canonical, sentences};

#[test]
fn every_field_reads_and_writes() {
    let (settings, notices) = decode(FULL);
    assert_eq!(notices, []);
    assert_eq!(encode(&settings), FULL);
    assert_eq!(
        (
            settings.recipe.depth,
            settings.recipe.inputs,
            settings.view.layer,
            settings.view.step
        ),
        (50, Some(12), Some(3), Some(4))
    );
    assert_eq!(
        settings.recipe.width,
        PerLayer::from_runs([(32, 40), (8, 10)]).unwrap()
    );
    assert_eq!(settings.recipe.activation.at(50), Activation::Linear);
    assert_eq!(
        (
            settings.recipe.gain.at(20),
            settings.recipe.gain.at(21),
            settings.recipe.gain.at(22)
        ),
        (1.5, 4.0, 1.0)
    );
    assert_eq!((settings.recipe.bias, settings.recipe.seed), (0.25, 7));
    assert_eq!(settings.recipe.init, Init::Orthogonal);
}

#[test]
fn defaults_are_left_out_except_the_seed() {
    assert_eq!(encode(&Settings::default()), "v=1&seed=1");
    for empty in [
        "",
        "?",
        "#",
        "?#",
        "&&",
        "v=1",
        "https://host/path",
        "https://host/?v=1#",
        "   ",
    ] {
        assert_eq!(decode(empty), (Settings::default(), vec![]), "{empty:?}");
    }
    assert_eq!(
        canonical("depth=20&act=sigmoid&gain=1.0&inputs=16&layer="),
        "v=1&seed=1"
    );
}

#[test]
fn the_grammar_forgives_what_hosts_do_to_links() {
    for (given, meant) in [
        ("?v=1&depth=50", "v=1&depth=50&seed=1"),
        ("https://host/p/?v=1&depth=50", "v=1&depth=50&seed=1"),
        ("host/index.html?depth=50", "v=1&depth=50&seed=1"),
        (
            "https://host/?depth=50#gain=2",
            "v=1&depth=50&gain=2&seed=1",
        ),
        ("?depth=50#?secret=abc", "v=1&depth=50&seed=1"),
        ("%3Fdepth=50%23gain=2", "v=1&depth=50&gain=2&seed=1"),
        (
            "v=1&amp;depth=50&amp;amp;gain=2",
            "v=1&depth=50&gain=2&seed=1",
        ),
        ("act=tanh%7E19%2Clinear", "v=1&act=tanh~19,linear&seed=1"),
        ("act=tanh%7e19%2clinear", "v=1&act=tanh~19,linear&seed=1"),
        ("DEPTH=50&Act=TANH", "v=1&depth=50&act=tanh&seed=1"),
        ("depth=+50+", "v=1&depth=50&seed=1"),
        ("depth=50).", "v=1&depth=50&seed=1"),
        ("depth", "v=1&depth=1&seed=1"),
        (
            "utm_source=x&fbclid=1&gclid=2&mc_cid=3&msclkid=4&redirect=0&UTM_Medium=y&depth=5",
            "v=1&depth=5&seed=1",
        ),
        ("gain=1e0&bias=1e-3", "v=1&bias=0.001&seed=1"),
        ("gain=1e+1&bias=+1e+0", "v=1&gain=10&bias=1&seed=1"),
        ("?v=1&depth=7#figure", "v=1&depth=7&seed=1"),
    ] {
        assert_eq!(canonical(given), meant, "{given}");
        assert_eq!(sentences(given), [""; 0], "{given}");
    }
}

#[test]
fn the_hash_wins_key_by_key() {
    let (settings, notices) = decode("?depth=50&gain=2#depth=30");
    assert_eq!(
        (settings.recipe.depth, settings.recipe.gain.at(30)),
        (30, 2.0)
    );
    assert_eq!(notices, []);
}

#[test]
fn notices_say_given_allowed_and_used() {
    for (link, want) in [
        (
            "depth=0",
            "depth: \"0\" is not allowed (a whole number from 1 to 200); 1 is used.",
        ),
        (
            "gain=NaN",
            "gain: \"NaN\" is not allowed (numbers from 0.01 to 10 for at most 200 layers, such as 1.5 or 1~10,4~1,1); 1 is used.",
        ),
        (
            "bias=",
            "bias: \"\" is not allowed (a number from 0 to 5); 0 is used.",
        ),
        (
            "input=zero",
            "input: \"zero\" is not allowed (one of normal, ones, unit); normal is used.",
        ),
        (
            "seed=4294967296",
            "seed: \"4294967296\" is not allowed (a whole number from 0 to 4294967295); 4294967295 is used.",
        ),
        (
            "depth=10&layer=11",
            "layer: \"11\" is not allowed (a whole number from 1 to 10); 10 is used.",
        ),
        (
            "depth=10&depth=11",
            "depth: \"11\" is not allowed (depth is given twice; the first one is used); it is ignored.",
        ),
        (
            "v=2",
            "v: \"2\" is not allowed (the link was made with a newer version; this one reads version 1); 1 is used.",
        ),
        ("v=one", "v: \"one\" is not allowed (version 1); 1 is used."),
        (
            "depth=2&width=4~2,8",
            "width: \"4~2,8\" is not allowed (for layers 1 to 2: whole numbers from 1 to 1024 for at most 200 layers, such as 16 or 16~10,8~10); 4 is used.",
        ),
        (
            "step=28",
            "step: \"28\" is not allowed (a whole number from 1 to 27); 27 is used.",
        ),
        (
            "layer=0",
            "layer: \"0\" is not allowed (a whole number from 1 to 20); 1 is used.",
        ),
        (
            "width=16~10,8~5",
            "width: \"16~10,8~5\" is not allowed (one value, or values for all 20 layers); 16~10,8~10 is used.",
        ),
        (
            "width=4,4,4&depth=2",
            "width: \"4,4,4\" is not allowed (one value, or values for all 2 layers); 4 is used.",
        ),
        (
            "act=tanh~50",
            "act: \"tanh~50\" is not allowed (one value, or values for all 20 layers); tanh is used.",
        ),
        (
            "dpeth=3",
            "dpeth: \"3\" is not allowed (no such setting; there are depth, width, inputs, act, init, gain, bias, skip, norm, place, tied, slope, input, loss, turn, samples, seed, data, modes, start, batch-norm, rule, lr, batch, clip, steps, below, before, at, against, layer, view, chips, step, embed, show, hide, lock, theme, motion); it is ignored.",
        ),
    ] {
        assert_eq!(sentences(link), [want], "{link}");
    }
    for silent in [
        "depth=10&depth=10",
        "?&&&=&",
        "act=tanh&depth=7",
        "act=tanh~5,linear",
    ] {
        assert_eq!(sentences(silent), [""; 0], "{silent}");
    }
    let nameless = &decode("?&&&=&=5&").1;
    assert_eq!(
        (nameless.len(), nameless[0].field.as_str()),
        (1, "(no name)")
    );
    let many = &decode(&format!("width={}", ["1"; 2000].join(","))).1;
    assert!(many[0].allowed.contains("at most 200 layers"), "{many:?}");
}

#[test]
fn too_long_a_link_is_cut_with_a_notice() {
    let long = format!("depth=50&{}", "x".repeat(10_000));
    let (settings, notices) = decode(&long);
    assert_eq!(settings.recipe.depth, 50);
    assert_eq!(notices.len(), 2);
    assert!(
        notices.iter().all(|n| n.to_string().len() < 400),
        "{notices:?}"
    );
    assert_eq!(notices[0].allowed, "at most 4096 characters");
}

#[test]
fn links_of_any_bytes_are_read() {
    for link in [
        "depth=%",
        "depth=%f",
        "%zz=1",
        "gain=%ff%fe",
        "\u{0}=\u{0}",
        "depth=\u{1f41f}",
        "=",
        "==",
        "&=&",
        "#?#?",
        "amp;",
        "%23%23",
    ] {
        let (settings, _) = decode(link);
        assert_eq!(settings, Settings::default(), "{link:?}");
    }
}

#[test]
fn the_limit_of_weights_holds_for_links() {
    assert_eq!(
        canonical("depth=200&width=1024"),
        "v=1&depth=200&width=500&seed=1"
    );
    assert_eq!(sentences("depth=200&width=500"), [""; 0]);
}

/// Pieces that make a random link hit every path of the reader.
const PIECES: [&str; 35] = [
    "depth",
    "width",
    "inputs",
    "act",
    "init",
    "gain",
    "bias",
    "input",
    "loss",
    "seed",
    "layer",
    "view",
    "step",
    "v",
    "amp;",
    "utm_x",
    "=",
    "=",
    "=",
    "&",
    "&",
    "&",
    "?",
    "#",
    "%2C",
    "%",
    "~",
    ",",
    "tanh",
    "he-normal",
    "unit",
    "-1",
    "1e-400",
    "\u{e9}",
    "+",
];

#[expect(clippy::cast_possible_truncation, reason = "a number below 2^16")]
fn index(stream: &mut Stream, below: u16) -> u16 {
    (stream.uniform() * f64::from(below)) as u16
}

fn pick<'a, T>(stream: &mut Stream, list: &'a [T]) -> &'a T {
    let length = u16::try_from(list.len()).expect("short lists");
    &list[usize::from(index(stream, length))]
}

fn fuzzed_link(stream: &mut Stream) -> String {
    let mut link = String::new();
    for _ in 0..index(stream, 40) {
        match index(stream, 8) {
            0 => link.push_str(&index(stream, 300).to_string()),
            1 => {
                let field = pick(stream, &FIELDS);
                link.push_str(&format!("&{}={}", field.name, index(stream, 150)));
            }
            2 => link.push(char::from_u32(u32::from(index(stream, 0x3000))).unwrap_or('x')),
            _ => link += pick::<&str>(stream, &PIECES),
        }
    }
    link
}

#[test]
fn a_hundred_thousand_fuzzed_links() {
    let mut stream = Stream::of(2, Purpose::Input, 1);
    for _ in 0..100_000 {
        let link = fuzzed_link(&mut stream);
        let (settings, notices) = decode(&link);
        let written = encode(&settings);
        assert_eq!(
            decode(&written),
            (settings, vec![]),
            "{link:?} is {written}"
        );
        assert_eq!(canonical(&written), written, "{link:?}");
        let grammar = |b: u8| b.is_ascii_alphanumeric() || b"._~,-=&".contains(&b);
        assert!(written.bytes().all(grammar), "{written}");
        for notice in notices {
            assert!(notice.to_string().len() < 800, "{notice:?}");
        }
    }
}

/// A value that every field refuses: no number and no name. Never one with a separator of links in it.
fn bad_value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("nan".to_owned()),
        Just("infinity".to_owned()),
        Just("12px".to_owned()),
        Just("0x10".to_owned()),
        Just("~,~".to_owned()),
        "[a-z~,.!\\*-]{1,12}x",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(1), ..ProptestConfig::with_cases(300) })]

    /// For every field: a bad value is the same as no value, so no other field changes.
    #[test]
    fn one_bad_field_never_changes_another(bad in bad_value(), place in 0_usize..13) {
        for field in &FIELDS {
            let others: Vec<_> = FULL.split('&').filter(|pair| !pair.starts_with(&format!("{}=", field.name))).collect();
            let mut pairs = others.clone();
            let spoilt = format!("{}={bad}", field.name);
            pairs.insert(place, &spoilt);
            let (settings, notices) = decode(&pairs.join("&"));
            let (without, expected) = decode(&others.join("&"));
            prop_assert_eq!(&settings, &without, "{}", spoilt);
            prop_assert_eq!(notices.len(), expected.len() + 1, "{}: {:?}", spoilt, notices);
            prop_assert_eq!(settings.text(field.key), without.text(field.key));
        }
    }

    /// Equal settings give equal links whatever the order of the pairs.
    #[test]
    fn the_order_of_pairs_does_not_matter(order in Just(FULL.split('&').collect::<Vec<_>>()).prop_shuffle()) {
        prop_assert_eq!(canonical(&order.join("&")), FULL);
    }
}

#[test]
fn out_of_range_fields_are_written_within_the_limits() {
    let recipe = Recipe {
        depth: 0,
        gain: PerLayer::uniform(f64::INFINITY),
        ..Recipe::default()
    };
    let settings = Settings {
        recipe,
        ..Settings::default()
    };
    assert_eq!(encode(&settings), "v=1&depth=1&gain=10&seed=1");
    assert_eq!(Settings::default().text(Key::Layer), "");
}
