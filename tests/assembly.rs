//! Pieces in any order, and as words between threads, make the same analysis.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

use crate::common::random::Draws;
use gradlens::analysis::{Analysis, Assembly, Known, Passes, Piece, Pieces, Way};
use gradlens::link;
use gradlens::network::{Draft, Network};
use gradlens::scene::{Spread, Value};
use gradlens::settings::Activation;

/// Usual networks; one with exact zeros, one that is dead, one far out in saturation, one whose values need a second twin.
const LINKS: [&str; 7] = [
    "depth=4&width=12&act=linear&init=normal&seed=3",
    "depth=7&width=9&act=tanh",
    "depth=6&width=12~3,5~3&act=relu&init=he-normal&inputs=4&loss=mse",
    "depth=5&width=4&act=relu&bias=5&gain=0.01&init=zeros",
    "depth=12&width=8&act=tanh&init=normal&gain=8",
    "depth=12&width=16&act=linear~11,tanh&init=normal&gain=10",
    "depth=1&width=1",
];

fn network(text: &str) -> Network {
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{text}: {notices:?}");
    Network::from(&settings.recipe)
}

/// A network whose sine of a number past f64 does not exist.
fn not_finite() -> Network {
    let mut network = network("depth=6&width=3&act=linear");
    for layer in &mut network.layers[..3] {
        layer.weight = (layer.weight.as_ref() * 1e250).into();
    }
    network.layers[3].activation = Activation::Sin;
    network
}

fn networks() -> Vec<(String, Network)> {
    let named = |text: &str| (text.to_owned(), network(text));
    let mut all: Vec<_> = LINKS.iter().map(|text| named(text)).collect();
    all.push(("not finite".into(), not_finite()));
    all
}

/// Every piece but the outline; with the second twin at every suffix.
fn pieces(network: &Network) -> (Piece, Vec<Piece>) {
    let mut source = Pieces::of(Passes::of(network.clone()));
    let depth = network.layers.len();
    let mut all: Vec<Piece> = (0..depth).filter_map(|j| source.layer(j)).collect();
    all.extend((0..depth).filter_map(|j| source.weight_norm(j)));
    for way in Way::ALL {
        while source.next(way).is_some() {
            all.extend(source.step(way, |_| true));
        }
    }
    (source.outline(), all)
}

fn shuffled(mut list: Vec<Piece>, draws: &mut Draws) -> Vec<Piece> {
    for i in (1..list.len()).rev() {
        list.swap(i, draws.below(i + 1));
    }
    list
}

/// Equal, with NaN equal to NaN: in words, bit by bit.
fn words(analysis: &Analysis) -> String {
    format!("{analysis:?}")
}

#[test]
fn any_order_gives_the_same_analysis() {
    let mut draws = Draws::from_seed(71);
    for (name, network) in networks() {
        let expected = words(&Analysis::of(&network));
        let (outline, all) = pieces(&network);
        let Piece::Outline(outline) = outline else {
            panic!("{name}: no outline");
        };
        for round in 0..8 {
            let mut assembly = Assembly::of(outline.as_ref().clone());
            let mut progress = assembly.progress();
            for piece in shuffled(all.clone(), &mut draws) {
                assembly.add(piece.clone());
                assembly.add(piece);
                assert!(
                    assembly.progress() >= progress,
                    "{name}: progress goes back"
                );
                progress = assembly.progress();
            }
            assert!(assembly.is_complete(), "{name}, round {round}");
            assert!(
                (assembly.progress() - 1.0).abs() < 1e-12,
                "{name}: {progress}"
            );
            assert_eq!(
                words(assembly.analysis()),
                expected,
                "{name}, round {round}"
            );
        }
    }
}

#[test]
fn a_second_twin_is_asked_for_where_it_is_needed_only() {
    for (name, network) in networks() {
        let (outline, all) = pieces(&network);
        let Piece::Outline(outline) = outline else {
            panic!("{name}: no outline");
        };
        let mut assembly = Assembly::of(outline.as_ref().clone());
        let second =
            |piece: &Piece| matches!(piece, Piece::Suffix(found) if found.way == Way::SecondTwin);
        let (twins, others): (Vec<_>, Vec<_>) = all.into_iter().partition(second);
        others.into_iter().for_each(|piece| assembly.add(piece));
        let doubtful = assembly.doubtful();
        assert_eq!(
            assembly.is_complete(),
            doubtful.is_empty(),
            "{name}: {doubtful:?}"
        );
        for twin in twins {
            let Piece::Suffix(found) = &twin else {
                continue;
            };
            if doubtful.contains(&found.from_layer) {
                assembly.add(twin);
            }
        }
        assert!(assembly.is_complete(), "{name}");
        assert_eq!(
            words(assembly.analysis()),
            words(&Analysis::of(&network)),
            "{name}"
        );
    }
}

#[test]
fn pieces_travel_as_words_without_loss() {
    for (name, network) in networks() {
        let (outline, all) = pieces(&network);
        for piece in std::iter::once(outline).chain(all) {
            let words = piece.to_words();
            let back = Piece::from_words(&words).unwrap_or_else(|| panic!("{name}: {piece:?}"));
            assert_eq!(back.to_words(), words, "{name}");
            assert_eq!(format!("{back:?}"), format!("{piece:?}"), "{name}");
        }
    }
}

#[test]
fn the_lens_arrives_with_the_singular_vectors() {
    for (name, network) in networks() {
        let expected = Analysis::of(&network);
        let (outline, all) = pieces(&network);
        let Piece::Outline(outline) = outline else {
            panic!("{name}: no outline");
        };
        let mut assembly = Assembly::of(outline.as_ref().clone());
        for piece in all {
            let piece = Piece::from_words(&piece.to_words()).expect("a piece");
            assembly.add(piece);
            let analysis = assembly.analysis();
            assert_eq!(analysis.lens.is_some(), analysis.end_to_end.is_some());
        }
        assert_eq!(assembly.analysis().lens, expected.lens, "{name}");
        let Some(lens) = &expected.lens else {
            assert_eq!(expected.chain[0].spectrum.resolved, 0, "{name}");
            continue;
        };
        assert_eq!(lens.images.len(), network.layers.len() + 1, "{name}");
        let first = &expected.end_to_end.expect("vectors").first.u;
        let pairs = lens.plane[0].iter().zip(first);
        assert!(pairs.clone().all(|(a, b)| a == b) || pairs.clone().all(|(a, b)| *a == -b));
    }
}

#[test]
fn garbled_words_are_refused_or_read_but_never_panic() {
    let mut draws = Draws::from_seed(72);
    let (outline, mut all) = pieces(&network(LINKS[0]));
    all.push(outline);
    let mut refused = 0;
    for _ in 0..20_000 {
        let mut words = draws.pick(&(0..all.len()).collect::<Vec<_>>());
        let mut garbled = all[words].to_words();
        for _ in 0..=draws.below(2) {
            words = draws.below(garbled.len());
            match draws.below(3) {
                0 => garbled.truncate(words),
                1 => garbled[words] = draws.bits() >> draws.below(64),
                _ => garbled.insert(words, draws.bits() >> draws.below(64)),
            }
            if garbled.is_empty() {
                break;
            }
        }
        refused += usize::from(Piece::from_words(&garbled).is_none());
    }
    assert!(refused > 10_000, "only {refused} were refused");
    assert_eq!(Piece::from_words(&[]), None);
    assert_eq!(Piece::from_words(&[u64::MAX; 4]), None);
}

#[test]
fn what_is_pending_is_in_no_picture() {
    let network = network("depth=6&width=5&act=tanh");
    let (outline, all) = pieces(&network);
    let Piece::Outline(outline) = outline else {
        panic!("no outline");
    };
    let mut assembly = Assembly::of(outline.as_ref().clone());
    let mut seen = Vec::new();
    let check = |analysis: &Analysis| {
        let spread = Spread::of(analysis, 3);
        let all = spread.outputs.iter().chain(&spread.slopes).flatten();
        assert!(
            all.clone()
                .all(|value| !matches!(value, Value::Pending | Value::NotFinite))
        );
        let is_empty = spread.description == "Nothing is drawn yet.";
        assert_eq!(is_empty, all.count() == 0);
    };
    check(assembly.analysis());
    for piece in all {
        assembly.add(piece);
        check(assembly.analysis());
        seen.push(assembly.analysis().known);
    }
    seen.dedup();
    assert_eq!(seen, [Known::Gradients, Known::Layers, Known::Everything]);
}

#[test]
fn a_draft_draws_the_same_network_layer_by_layer() {
    let (settings, _) = link::decode("depth=5&width=4~2,6~3&act=elu&bias=1&seed=9");
    let mut draft = Draft::of(&settings.recipe);
    for _ in 0..4 {
        assert_eq!(draft.advance(), None);
    }
    assert_eq!(draft.advance(), Some(Network::from(&settings.recipe)));
}
