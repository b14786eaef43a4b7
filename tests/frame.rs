//! What links say of the page around the network, and the link that a saved page carries.

use gradlens::link::{self, Frame, panels};
use gradlens::settings::{FIELDS, Settings};

fn frame(text: &str) -> Frame {
    let link = link::read(text, None);
    assert_eq!(link.notices, [], "{text}");
    link.frame
}

fn sentences(text: &str) -> Vec<String> {
    let notices = link::read(text, None).notices;
    notices.iter().map(ToString::to_string).collect()
}

#[test]
fn every_key_is_read_and_written() {
    for (text, want) in [
        ("", ""),
        ("embed=1", "&embed=1"),
        ("embed", "&embed=1"),
        ("embed=0", ""),
        ("show=outputs,flow", "&show=flow,outputs"),
        ("SHOW=Layer", "&show=layer"),
        ("hide=seed,gain&lock=act", "&hide=gain,seed&lock=act"),
        ("theme=dark&motion=reduce", "&theme=dark&motion=reduce"),
        ("theme=auto&motion=auto", ""),
        (
            "motion=reduce&amp;theme=light&amp;embed=1",
            "&embed=1&theme=light&motion=reduce",
        ),
        ("theme=light#theme=dark", "&theme=dark"),
        ("show=flow%2Cbound", "&show=flow,bound"),
    ] {
        let frame = frame(text);
        assert_eq!(frame.encode(), want, "{text}");
        let again = link::read(&format!("v=1{want}"), None);
        assert_eq!((again.frame, again.notices), (frame, vec![]), "{want}");
    }
    let all = format!("show={}", panels().join(","));
    assert_eq!(frame(&all).show, panels());
    let names = FIELDS.map(|field| field.name);
    assert_eq!(frame(&format!("hide={}", names.join(","))).hide, names);
}

#[test]
fn what_is_not_allowed_is_told_and_changes_nothing_else() {
    for (text, want) in [
        (
            "theme=pink&depth=5",
            "theme: \"pink\" is not allowed (one of auto, light, dark); it is ignored.",
        ),
        (
            "show=flow,flux",
            "show: \"flow,flux\" is not allowed (some of flow, gradients, spectrum, bound, outputs, weights, layer, map, training, inside, lesson, separated by commas); it is ignored.",
        ),
        (
            "hide=gain,gain",
            "hide: \"gain,gain\" is not allowed (some of depth, width, inputs, act, init, gain, bias, skip, norm, place, tied, slope, input, loss, turn, samples, seed, data, modes, start, batch-norm, rule, lr, batch, clip, steps, below, before, at, against, layer, view, chips, step, separated by commas); it is ignored.",
        ),
        (
            "embed=2",
            "embed: \"2\" is not allowed (one of 1, 0); it is ignored.",
        ),
        (
            "embed=yes",
            "embed: \"yes\" is taken as 1 (the name in links).",
        ),
        (
            "motion=reduce,auto",
            "motion: \"reduce,auto\" is not allowed (one of auto, reduce); it is ignored.",
        ),
        (
            "theme=dark&theme=light",
            "theme: \"light\" is not allowed (theme is given twice; the first one is used); it is ignored.",
        ),
    ] {
        assert_eq!(sentences(text), [want], "{text}");
    }
    let link = link::read("theme=pink&depth=5&motion=reduce", None);
    assert_eq!((link.settings.recipe.depth, link.frame.theme), (5, None));
    assert_eq!(link.frame.motion, Some("reduce"));
}

#[test]
fn settings_know_nothing_of_the_page_around_them() {
    let around = "v=1&depth=5&seed=3&embed=1&show=flow&hide=gain&lock=act&theme=dark&motion=reduce";
    let (settings, notices) = link::decode(around);
    assert_eq!(notices, []);
    assert_eq!(link::encode(&settings), "v=1&depth=5&seed=3");
}

#[test]
fn a_link_that_was_coded_once_more_is_read() {
    let (settings, notices) = link::decode("?v%3D1%26depth%3D30%26act%3Dtanh");
    assert_eq!(notices, []);
    assert_eq!(link::encode(&settings), "v=1&depth=30&act=tanh&seed=1");
}

/// A saved page carries a link: the address overrides it key by key, unless the address is a
/// complete link.
#[test]
fn the_link_inside_stands_for_what_is_left_out() {
    let inside = Some("v=1&depth=50&act=tanh&seed=7");
    for (text, want) in [
        ("", "v=1&depth=50&act=tanh&seed=7"),
        ("depth=30", "v=1&depth=30&act=tanh&seed=7"),
        ("#act=relu", "v=1&depth=50&act=relu&seed=7"),
        ("theme=dark", "v=1&depth=50&act=tanh&seed=7"),
        ("depth=many", "v=1&depth=50&act=tanh&seed=7"),
        ("depth=999", "v=1&depth=200&act=tanh&seed=7"),
        ("v=1&seed=1", "v=1&seed=1"),
        (
            "v=1&depth=50&act=tanh&seed=8",
            "v=1&depth=50&act=tanh&seed=8",
        ),
        ("#v=1&gain=2", "v=1&gain=2&seed=1"),
    ] {
        let link = link::read(text, inside);
        assert_eq!(link::encode(&link.settings), want, "{text}");
    }
    assert!(link::read("v=1", inside).is_saved && !link::read("v=1", None).is_saved);
    let notices = link::read("depth=many", inside).notices;
    let [notice] = notices.as_slice() else {
        panic!("one notice, not {notices:?}");
    };
    assert_eq!(
        (notice.given.as_str(), notice.used.as_str()),
        ("many", "50")
    );
    assert_eq!(link::read("", None).settings, Settings::default());
}
