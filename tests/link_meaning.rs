//! What links mean that are not as the page writes them: damaged ones, other names, numbers beyond the limits.

use gradlens::link::{decode, encode};
use gradlens::settings::{Key, Notice, PerLayer, Recipe, Settings};

use crate::common::link::{FULL, canonical, sentences};

/// For every number: one beyond the limits is the nearest limit, and no other field changes.
#[test]
fn numbers_beyond_the_limits_become_the_nearest_one() {
    for (key, low, high) in [
        ("depth", "1", "200"),
        ("width", "1", "1024"),
        ("inputs", "1", "4096"),
        ("gain", "0.01", "10"),
        ("bias", "0", "5"),
        ("skip", "0", "10"),
        ("slope", "0", "1"),
        ("samples", "1", "256"),
        ("seed", "0", "4294967295"),
        ("layer", "1", "50"),
        ("step", "1", "27"),
    ] {
        let small = ["-1", "-1e400", "-0.5", "\u{2212}3", "-0.0001"].map(|given| (given, low));
        let large = ["4294967296", "1e400", "5e9", "99999999999999999999"];
        let large = large.map(|given| (given, high));
        for (given, nearest) in small.into_iter().chain(large) {
            let field = Key::from_name(key).unwrap();
            let others: Vec<_> = FULL
                .split('&')
                .filter(|pair| !pair.starts_with(&format!("{key}=")))
                // With fewer layers, values for each of them would change too.
                .filter(|pair| {
                    let is_depth = matches!(key, "depth" | "width");
                    !is_depth || !pair.contains('~') && !pair.starts_with("layer")
                })
                // 50 of the widest layers are too many.
                .filter(|pair| key != "width" || !pair.starts_with("depth"))
                .collect();
            let link = |value: &str| format!("{}&{key}={value}", others.join("&"));
            let (settings, notices) = decode(&link(given));
            assert_eq!(notices.len(), 1, "{key}={given}: {notices:?}");
            assert_eq!(
                (&*notices[0].field, notices[0].is_understood),
                (key, false),
                "{given}"
            );
            assert_eq!(
                (settings.clone(), vec![]),
                decode(&link(nearest)),
                "{given}"
            );
            assert_eq!(settings.text(field.field().key), nearest, "{given}");
        }
    }
}

#[test]
fn what_is_used_in_place_of_a_number_is_said() {
    for (link, want) in [
        (
            "width=5000",
            "width: \"5000\" is not allowed (whole numbers from 1 to 1024 for at most 200 layers, such as 16 or 16~10,8~10); 1024 is used.",
        ),
        (
            "width=5000~10,0~10",
            "width: \"5000~10,0~10\" is not allowed (whole numbers from 1 to 1024 for at most 200 layers, such as 16 or 16~10,8~10); 1024~10,1~10 is used.",
        ),
        (
            "depth=19.6",
            "depth: \"19.6\" is not allowed (a whole number from 1 to 200); 20 is used.",
        ),
        (
            "depth=2e1",
            "depth: \"2e1\" is not allowed (a whole number from 1 to 200); 20 is used.",
        ),
        (
            "act=tanh~1000",
            "act: \"tanh~1000\" is not allowed (one of linear, sigmoid, tanh, relu, leaky-relu, elu, selu, gelu, silu, softplus, softsign, erf, mish, sin, arctan; or a list such as tanh~19,linear); tanh is used.",
        ),
        // Said once, with what is used in the end: 200 layers of 1024 have too many weights.
        (
            "depth=200&width=5000",
            "width: \"5000\" is not allowed (with 200 layers there may be 50000000 weights in all); 500 is used.",
        ),
        (
            "depth=10&layer=500",
            "layer: \"500\" is not allowed (a whole number from 1 to 10); 10 is used.",
        ),
    ] {
        assert_eq!(sentences(link), [want], "{link}");
    }
}

#[test]
fn a_decimal_comma_is_a_point_and_never_a_list_without_a_word() {
    for (given, meant, notice) in [
        (
            "gain=1,5",
            "v=1&gain=1.5&seed=1",
            "gain: \"1,5\" is taken as 1.5 (numbers have a decimal point; a list for the layers would be 1,5~19).",
        ),
        (
            "gain=0,50&depth=50",
            "v=1&depth=50&gain=0.5&seed=1",
            "gain: \"0,50\" is taken as 0.5 (numbers have a decimal point; a list for the layers would be 0,50~49).",
        ),
        (
            "gain=1,5~20",
            "v=1&gain=1.5&seed=1",
            "gain: \"1,5~20\" is taken as 1.5 (numbers have a decimal point; a list for the layers would be 1,5~19).",
        ),
        (
            "depth=1&gain=1,5",
            "v=1&depth=1&gain=1.5&seed=1",
            "gain: \"1,5\" is taken as 1.5 (numbers have a decimal point).",
        ),
        (
            "skip=0,5",
            "v=1&skip=0.5&seed=1",
            "skip: \"0,5\" is taken as 0.5 (numbers have a decimal point; a list for the layers would be 0,5~19).",
        ),
        (
            "slope=0,2",
            "v=1&slope=0.2&seed=1",
            "slope: \"0,2\" is taken as 0.2 (numbers have a decimal point).",
        ),
        (
            "bias=0,25",
            "v=1&bias=0.25&seed=1",
            "bias: \"0,25\" is taken as 0.25 (numbers have a decimal point).",
        ),
        (
            "depth=2&bias=0,25",
            "v=1&depth=2&bias=0.25&seed=1",
            "bias: \"0,25\" is taken as 0.25 (numbers have a decimal point).",
        ),
        (
            "gain=12,5",
            "v=1&gain=10&seed=1",
            "gain: \"12,5\" is not allowed (numbers from 0.01 to 10 for at most 200 layers, such as 1.5 or 1~10,4~1,1); 10 is used.",
        ),
    ] {
        assert_eq!(canonical(given), meant, "{given}");
        assert_eq!(sentences(given), [notice], "{given}");
    }
    // Lists stay lists: two values for two layers, one with a point, one with a count, and whole numbers of neurons.
    for (given, meant) in [
        ("depth=2&gain=1,5", "v=1&depth=2&gain=1,5&seed=1"),
        ("gain=1.5,2", "v=1&gain=1.5,2~19&seed=1"),
        ("gain=1,5~19", "v=1&gain=1,5~19&seed=1"),
        ("gain=1~10,4,1~9", "v=1&gain=1~10,4,1~9&seed=1"),
        ("width=16,8", "v=1&width=16,8~19&seed=1"),
    ] {
        assert_eq!(canonical(given), meant, "{given}");
        assert_eq!(sentences(given), [""; 0], "{given}");
    }
}

/// No link that the page has written changes its meaning: two gains of whole numbers in a network of any depth.
#[test]
fn lists_that_the_page_writes_are_never_taken_for_numbers() {
    for depth in 2..=200 {
        for first in 1..depth {
            let gain = PerLayer::from_runs([(1.0, first), (5.0, depth - first)]).unwrap();
            let recipe = Recipe {
                depth,
                gain,
                ..Recipe::default()
            };
            let settings = Settings {
                recipe,
                ..Settings::default()
            };
            let link = encode(&settings);
            assert_eq!(decode(&link), (settings, vec![]), "{link}");
        }
    }
}

#[test]
fn names_that_people_use_are_taken_as_what_they_mean() {
    for (key, given, meant) in [
        ("act", "swish", "silu"),
        ("act", "SiLU()", "silu"),
        ("act", "LeakyReLU", "leaky-relu"),
        ("act", "leaky_relu", "leaky-relu"),
        ("act", "leakyrelu", "leaky-relu"),
        ("act", "nn.GELU", "gelu"),
        ("act", "torch.nn.ReLU()", "relu"),
        ("act", "soft_plus", "softplus"),
        ("act", "logistic", "sigmoid"),
        ("act", "identity", "linear"),
        ("act", "atan", "arctan"),
        ("act", "sine", "sin"),
        ("act", "ReLU~19,identity", "relu~19,linear"),
        ("init", "xavier", "xavier-normal"),
        ("init", "glorot", "xavier-normal"),
        ("init", "glorot_normal", "xavier-normal"),
        ("init", "xavier_uniform", "xavier-uniform"),
        ("init", "GlorotUniform", "xavier-uniform"),
        ("init", "he", "he-normal"),
        ("init", "kaiming", "he-normal"),
        ("init", "kaiming_normal_", "he-normal"),
        ("init", "kaiming_uniform_", "he-uniform"),
        ("init", "nn.init.kaiming_uniform_", "he-uniform"),
        ("init", "HeUniform", "he-uniform"),
        ("init", "lecun", "lecun-normal"),
        ("init", "orthogonal_", "orthogonal"),
        ("init", "eye", "identity"),
        ("input", "all-ones", "ones"),
        ("loss", "l2", "mse"),
        ("loss", "crossentropy", "cross-entropy"),
        ("loss", "nn.CrossEntropyLoss()", "cross-entropy"),
        ("init", "he_normal", "he-normal"),
        ("init", "glorot_uniform", "xavier-uniform"),
        ("init", "torch", "pytorch"),
        ("norm", "LayerNorm", "layer"),
        ("norm", "nn.RMSNorm", "rms"),
        ("place", "pre-norm", "before"),
        ("place", "post", "after"),
        ("tied", "yes", "1"),
        ("view", "singular-values", "spectrum"),
    ] {
        let exact = decode(&format!("{key}={meant}"));
        assert_eq!(exact.1, [], "{meant}");
        let (settings, notices) = decode(&format!("{key}={given}&v=1"));
        assert_eq!(settings, exact.0, "{given}");
        assert_eq!(
            notices.iter().map(Notice::to_string).collect::<Vec<_>>(),
            [format!(
                "{key}: \"{given}\" is taken as {meant} (the name in links)."
            )],
        );
    }
    // Letters of either case are the name itself.
    for silent in ["act=ReLU", "act=TANH", "init=He-Normal"] {
        assert_eq!(sentences(silent), [""; 0], "{silent}");
    }
    // What is another function or another distribution stays refused.
    for (key, other) in [
        ("act", "relu6"),
        ("act", "prelu"),
        ("act", "hard-tanh"),
        ("act", "gelu-tanh"),
        ("act", "hardswish"),
        ("init", "lecun-uniform"),
        ("init", "truncated-normal"),
        ("loss", "nll"),
        ("norm", "batch"),
    ] {
        let (settings, notices) = decode(&format!("{key}={other}"));
        assert_eq!(settings, Settings::default(), "{other}");
        assert!(!notices[0].is_understood, "{notices:?}");
    }
}

/// Another name in the table of names never hides a name of links, and means one that there is.
#[test]
fn keys_have_other_names_too() {
    for (given, meant, notice) in [
        (
            "activation=tanh",
            "v=1&act=tanh&seed=1",
            "activation: \"tanh\" is taken as act=tanh (the name in links).",
        ),
        (
            "initialization=orthogonal",
            "v=1&init=orthogonal&seed=1",
            "initialization: \"orthogonal\" is taken as init=orthogonal (the name in links).",
        ),
        (
            "layers=50",
            "v=1&depth=50&seed=1",
            "layers: \"50\" is taken as depth=50 (the name in links).",
        ),
        (
            "residual=1",
            "v=1&skip=1&seed=1",
            "residual: \"1\" is taken as skip=1 (the name in links).",
        ),
        (
            "lesson=7",
            "v=1&seed=1&step=7",
            "lesson: \"7\" is taken as step=7 (the name in links).",
        ),
    ] {
        assert_eq!(canonical(given), meant, "{given}");
        assert_eq!(sentences(given), [notice], "{given}");
    }
    let link = gradlens::link::read("embed=true&lock=activation,gain&motion=reduced", None);
    assert_eq!(link.frame.encode(), "&embed=1&lock=act,gain&motion=reduce");
    assert_eq!(link.notices.len(), 3);
    assert!(link.notices.iter().all(|notice| notice.is_understood));
    assert_eq!(
        sentences("act=tanh&activation=relu"),
        [
            "activation: \"relu\" is not allowed (act is given twice; the first one is used); it is ignored."
        ]
    );
}

#[test]
fn what_editors_and_mail_programs_do_is_undone() {
    let meant = "v=1&depth=50&act=leaky-relu,linear~49&init=he-normal&seed=7";
    for given in [
        // Markdown and TeX
        r"v=1\&depth=50\&act=leaky-relu,linear\~49\&init=he-normal\&seed=7",
        r"v=1%5C&depth=50%5C&act=leaky-relu,linear~49&init=he-normal&seed=7",
        // coded once, twice and three times, in part or as a whole
        "v=1%26depth=50%26act=leaky-relu,linear~49&init=he-normal&seed=7",
        "v=1%2526depth%253D50&act=leaky%252Drelu,linear~49&init=he-normal&seed=7",
        "https%3A%2F%2Fhost%2F%3Fv%3D1%26depth%3D50%26act%3Dleaky-relu%2Clinear~49%26init%3Dhe-normal%26seed%3D7",
        "v%25253D1%252526depth%25253D50%252526act=leaky-relu%25252Clinear~49&init=he-normal&seed=7",
        // codes of HTML and JSON
        "v=1&#38;depth=50&#x26;act=leaky-relu,linear~49&amp;init=he-normal&seed=7",
        r"v=1\u0026depth\u003d50\u0026act=leaky-relu,linear~49&init=he-normal&seed=7",
        // coded twice
        "v=1&#38;#38;depth&#38;#61;50&#38;#x26;act=leaky-relu,linear~49&init=he-normal&seed=7",
        r"v=1\\u0026depth\&#61;50&act=leaky-relu,linear~49&init=he-normal&seed=7",
        // hyphens, tildes, signs without width
        "v=1&depth=50&act=leaky\u{2010}relu,linear~49&init=he\u{2013}normal&seed=7",
        "v=1&depth=50&act=leaky\u{2011}relu,linear\u{223c}49&init=he\u{2212}normal&seed=7",
        "v=1&depth=5\u{200b}0&act=leaky-relu,lin\u{ad}ear~49&init=he%E2%80%94normal&seed=\u{2060}7",
        // quotation marks, brackets, an ellipsis
        "\u{201c}v=1&depth=50&act=leaky-relu,linear~49&init=he-normal&seed=7\u{201d}",
        "\u{201e}https://host/?v=1&depth=50&act=leaky-relu,linear~49&init=he-normal&seed=7\u{201c}.",
        "v=\"1\"&depth='50'&act=\u{2018}leaky-relu,linear~49\u{2019}&init=\u{ab}he-normal\u{bb}&seed=%227%22",
        "<https://host/?v=1&depth=50&act=leaky-relu,linear~49&init=he-normal&seed=7>\u{2026}",
        "(v=1&depth=50&act=leaky-relu,linear~49&init=he-normal&seed=7...)",
        "v=1&depth=50&act=leaky-relu,linear~49&init=he-normal&seed=7%E2%80%A6",
        // quoted-printable mail
        "v=3D1&depth=3D50&act=3Dleaky-relu,linear~49&init=3Dhe-normal&seed=3D7",
    ] {
        assert_eq!(canonical(given), meant, "{given}");
        assert_eq!(sentences(given), [""; 0], "{given}");
    }
    // An escaped underscore is one of a name that people use.
    assert_eq!(canonical(r"act=leaky\_relu"), "v=1&act=leaky-relu&seed=1");
}

#[test]
fn notices_keep_their_direction_and_their_line() {
    let (_, notices) = decode("act=\u{202e}tanh&\u{202e}=1&gain=2\u{2028}3");
    for notice in &notices {
        let sentence = notice.to_string();
        let turns = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!sentence.contains(turns), "{sentence:?}");
    }
    assert_eq!(notices.len(), 3);
}
