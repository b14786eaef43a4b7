//! The columns of the strip of gains against whole analyses, and the strip in words.

use std::rc::Rc;
use std::sync::Arc;

use crate::common::reference::cases;
use gradlens::analysis::{Analysis, Column, Passes, Piece, State};
use gradlens::link;
use gradlens::network::{Extended, Loss, Network, Subject};
use gradlens::scene::{Scaled, Strip, StripColumn, StripRange, Value};
use gradlens::settings::{Activation, Key, Settings};

/// Small networks of every kind; a whole analysis of each takes little.
const LINKS: [&str; 12] = [
    "depth=6&width=5",
    "depth=6&width=5&act=tanh&gain=2.5",
    "depth=6&width=5&act=relu&init=he-normal",
    "depth=5&width=4&act=gelu&bias=0.7",
    "depth=6&width=4&act=tanh&gain=2~2,0.3,1~3",
    "depth=5&width=6,3,5,2,4&inputs=3&act=selu&loss=mse",
    "depth=1&width=5&act=tanh",
    "depth=1&width=1&loss=mse",
    "depth=7&width=1&act=softsign",
    "depth=6&width=2&act=relu&seed=4&bias=3",
    "depth=4&width=3&init=zeros",
    "depth=6&width=3&act=linear&gain=0.01",
];

pub fn recipe(link: &str) -> gradlens::settings::Recipe {
    let (settings, notices) = link::decode(link);
    assert_eq!(notices, [], "{link}");
    settings.recipe
}

fn network(link: &str) -> Network {
    Network::from(&recipe(link))
}

/// The same network with every weight multiplied by a factor.
fn scaled(network: &Network, factor: f64) -> Network {
    let mut scaled = network.clone();
    for layer in &mut scaled.layers {
        layer.weight = Arc::new(layer.weight.map(|w| w * factor));
    }
    scaled
}

/// The middles of so many equal shares of the strip.
pub fn gains(range: StripRange, count: usize) -> Vec<f64> {
    let middle = |i: usize| (i as f64 + 0.5) / count as f64;
    (0..count).map(|i| range.gain(middle(i))).collect()
}

/// ||dL/dz^(h)||, h = 0..=K, as bits, so that NaN is equal to itself.
fn lengths(analysis: &Analysis) -> Vec<String> {
    let outputs = analysis.layers.iter().map(|layer| layer.gradient.output);
    let all = std::iter::once(analysis.input_gradient).chain(outputs);
    all.map(|length| format!("{length:?}")).collect()
}

fn written(column: &Column) -> Vec<String> {
    let lengths = column.lengths.iter();
    lengths.map(|length| format!("{length:?}")).collect()
}

#[test]
fn ninety_six_columns_are_ninety_six_analyses() {
    let (mut zeros, mut dead) = (0, 0);
    for link in LINKS {
        let network = network(link);
        for factor in gains(StripRange::Usual, 96) {
            let column = Column::of(&network, factor, None);
            let analysis = Analysis::of(&scaled(&network, factor));
            assert_eq!(written(&column), lengths(&analysis), "{link} x {factor}");
            zeros += column.lengths.iter().filter(|x| x.is_zero()).count();
            dead += usize::from(analysis.verdict.state == State::Dead);
        }
    }
    assert!(zeros > 100 && dead > 50, "{zeros} zeros, {dead} dead");
}

#[test]
fn large_networks_and_files_are_the_outlines_of_their_passes() {
    let saturated = network("depth=60&width=16&act=tanh&gain=10&init=normal");
    let mut not_finite = network("depth=6&width=3&act=linear");
    for layer in &mut not_finite.layers[..3] {
        layer.weight = (layer.weight.as_ref() * 1e250).into();
    }
    not_finite.layers[3].activation = Activation::Sin;
    let tied = cases()
        .into_iter()
        .find(|case| case.name.starts_with("09_tied"));
    let tied = tied.expect("a file with tied layers").network_json;
    let tied = Network::from_json(&tied).expect("a network");
    for (name, network) in [
        ("saturated", saturated),
        ("deep", network("depth=200&width=12")),
        ("not finite", not_finite),
        ("a file", tied),
    ] {
        for factor in gains(StripRange::Usual, 96) {
            let outline = Passes::of(scaled(&network, factor)).outline();
            let column = Column::of(&network, factor, None);
            assert_eq!(written(&column), lengths(&outline), "{name} x {factor}");
            let column = StripColumn::of(factor, &column);
            assert_eq!(column.state(), outline.verdict.state, "{name} x {factor}");
        }
    }
}

#[test]
fn a_column_is_the_network_that_is_drawn_with_its_gain() {
    // Not in chaos, where one rounding of the weights makes another network.
    for link in [
        "depth=20",
        "depth=9&act=elu&bias=0.3&width=7",
        "depth=5&loss=mse&width=6",
    ] {
        let network = network(link);
        for gain in gains(StripRange::Small, 24) {
            let mut settings = Settings {
                recipe: recipe(link),
                ..Settings::default()
            };
            settings.set(Key::Gain, &gain.to_string()).expect("a gain");
            let analysis = Passes::of(Network::from(&settings.recipe)).outline();
            let column = Column::of(&network, gain, None);
            let own =
                [analysis.input_gradient, column.lengths[0]].map(|x| x.log10().expect("not 0"));
            assert!((own[0] - own[1]).abs() < 1e-11, "{link}, {gain}: {own:?}");
        }
    }
}

#[test]
fn a_linear_orthogonal_network_multiplies_by_the_gain_in_every_layer() {
    let network = network("depth=50&width=8&act=linear&init=orthogonal");
    for gain in gains(StripRange::Usual, 30) {
        let column = Column::of(&network, gain, None);
        for (h, length) in column.lengths.iter().enumerate() {
            let expected = (50 - h) as f64 * gain.log10();
            let log10 = length.log10().expect("not 0");
            assert!((log10 - expected).abs() < 1e-12, "{gain}, {h}: {log10}");
        }
    }
}

#[test]
fn a_loss_along_the_chain_has_one_direction_in_all_columns() {
    for loss in ["best", "worst"] {
        let network = network(&format!("depth=5&width=6&act=tanh&loss={loss}"));
        let analysis = Analysis::of(&network);
        let ends = analysis.end_to_end.as_ref().expect("a chain");
        let pair = match loss {
            "best" => &ends.first,
            _ => ends.last.as_ref().expect("resolved"),
        };
        for factor in gains(StripRange::Usual, 24) {
            let mut fixed = scaled(&network, factor);
            fixed.loss = Loss::Direction(pair.u.clone());
            let expected = lengths(&Passes::of(fixed).outline());
            assert_eq!(
                written(&Column::of(&network, factor, Some(&pair.u))),
                expected
            );
        }
        // At the gain whose direction it is, it is that of the page.
        let own = Column::of(&network, 1.0, Some(&pair.u)).lengths[0]
            .log10()
            .expect("not 0");
        let page = analysis.input_gradient.log10().expect("not 0");
        assert!((own - page).abs() < 1e-9, "{loss}: {own}, {page}");
        // Other losses ignore it.
        let mut other = network.clone();
        other.loss = Loss::MeanSquared(vec![0.5; 6]);
        assert_eq!(
            Column::of(&other, 0.7, Some(&pair.u)),
            Column::of(&other, 0.7, None)
        );
    }
}

#[test]
fn a_column_travels_as_words() {
    let column = Column::of(&network("depth=3&width=4&act=relu&init=zeros"), 2.0, None);
    let piece = Piece::Column(77, column);
    let words = piece.to_words();
    assert_eq!(Piece::from_words(&words), Some(piece));
    for length in 0..words.len() {
        assert_eq!(Piece::from_words(&words[..length]), None);
    }
}

/// A strip whose gradient at the input is 10^(of the gain).
fn planted(of: impl Fn(f64) -> Value) -> Strip {
    let mut strip = Strip::of(&Subject::default(), StripRange::Usual, 1.0);
    let columns = gains(StripRange::Usual, 48).into_iter().map(|gain| {
        let lengths = vec![of(gain), Value::Finite(0.0)];
        Rc::new(StripColumn { gain, lengths })
    });
    strip.columns = columns.collect();
    strip.is_whole = true;
    strip
}

#[test]
fn columns_are_read_out() {
    let strip = planted(|gain| match gain {
        gain if gain < 0.2 => Value::Zero,
        gain if gain < 0.4 => Value::Unresolved(-20.0),
        gain if gain > 8.0 => Value::NotFinite,
        gain => Value::Finite(18.0 * gain.log10()),
    });
    for (gain, text) in [
        (0.12, "gain 0.12: dies, exactly 0 at the input"),
        (
            0.3,
            "gain 0.30: vanishes, <\u{a0}10⁻²⁰, not resolved at the input",
        ),
        (
            0.5,
            "gain 0.49: vanishes, 2.4\u{a0}×\u{a0}10⁻⁶ at the input",
        ),
        (1.0, "gain 1.05: survives, 2.4 at the input"),
        (1.3, "gain 1.27: grows, 75 at the input"),
        (9.0, "gain 8.66: not finite"),
    ] {
        assert_eq!(strip.reading(gain), text);
    }
    let none = Strip::of(&Subject::default(), StripRange::Usual, 1.0);
    assert_eq!(none.reading(1.0), "gain 1.00: not computed yet");
    assert_eq!(none.description(), "Not computed yet.");
    assert_eq!(none.survival(), None);
}

#[test]
fn the_valley_of_survival_is_read_off_the_columns() {
    // In decades at the input. One decade at 10^(+-1/20): columns at 0.953 and 1.049 are the last ones.
    type Decades = fn(f64) -> f64;
    let cases: [(Decades, &str); 7] = [
        (|gain| 20.0 * gain.log10(), "0.95–1.05"),
        (|_| -0.5, "0.10–10.00"),
        (|gain| gain.log10() * 4.0 - 4.0, "5.90–10.00"),
        (|gain| gain.log10() * 2.0, "0.33–3.01"),
        (|gain| 200.0 * gain.log10(), "none of these"),
        (
            |gain| 6.0 * (gain.log10() * 8.0).sin().abs(),
            "0.17–5.90, with gaps",
        ),
        (
            |gain| if (gain - 1.0).abs() < 0.1 { 9.0 } else { 0.5 },
            "0.10–0.87, 1.15–10.00",
        ),
    ];
    for (of, gains) in cases {
        let mut strip = planted(|gain| Value::Finite(of(gain)));
        assert_eq!(strip.survival().as_deref(), Some(gains));
        let sentence = match gains {
            "none of these" => {
                "At none of them the gradient survives, within a factor of 10 of its length.".into()
            }
            _ => format!("The gradient survives, within a factor of 10 of its length, at {gains}."),
        };
        let description = strip.description();
        assert!(description.contains(&sentence), "{description}");
        // Where gains differ, and of a file, the columns are factors.
        for scaled in [Scaled::Gains, Scaled::Weights] {
            strip.scaled = scaled;
            let factors = match gains {
                "none of these" => gains.to_owned(),
                _ => format!("×\u{a0}{gains}"),
            };
            assert_eq!(strip.survival(), Some(factors));
        }
        // Nothing is said about columns that are still to come, or of the settings before.
        strip.is_older = true;
        assert_eq!(strip.survival(), None);
        strip.is_older = false;
        strip.is_whole = false;
        assert_eq!(strip.survival(), None);
    }
    let whole = planted(|gain| Value::Finite(20.0 * gain.log10())).description();
    assert!(whole.starts_with("Each column is a whole network, from gain 0.10 to gain 10.00, "));
    let ends = "Gain 0.10: vanishes, 2.6\u{a0}×\u{a0}10⁻²⁰ at the input. Gain 9.53: explodes, 3.8\u{a0}×\u{a0}10¹⁹ at the input.";
    assert!(whole.ends_with(ends), "{whole}");
}

#[test]
fn the_scale_is_logarithmic_and_moves_for_small_gains() {
    for (range, limits) in [
        (StripRange::Usual, (0.1, 10.0)),
        (StripRange::Small, (0.01, 1.0)),
    ] {
        assert_eq!(range.limits(), limits);
        assert!(
            (range.share(limits.0)).abs() < 1e-15 && (range.share(limits.1) - 1.0).abs() < 1e-15
        );
        let middle = (limits.0 * limits.1).sqrt();
        assert!((range.gain(0.5) - middle).abs() < 1e-15);
        assert_eq!((range.gain(-1.0), range.gain(7.0)), limits);
    }
    let (usual, small) = (StripRange::Usual, StripRange::Small);
    for (gain, after) in [
        (0.05, [small, small]),
        (0.1, [usual, small]),
        (0.9, [usual, small]),
        (1.0, [usual, usual]),
        (10.0, [usual, usual]),
    ] {
        assert_eq!(
            [usual, small].map(|range| range.around(gain)),
            after,
            "{gain}"
        );
    }
}

fn labels(link: &str, range: StripRange) -> Vec<String> {
    let strip = Strip::of(&Subject::Recipe(recipe(link)), range, 1.0);
    let mut before = 0.0;
    for mark in &strip.marks {
        assert!(mark.gain > before, "{link}");
        before = mark.gain;
    }
    strip.marks.into_iter().map(|mark| mark.label).collect()
}

#[test]
fn well_known_gains_are_marked_for_the_initialisation_they_are_known_for() {
    let usual = StripRange::Usual;
    let xavier = [
        "0.1",
        "½",
        "1\u{a0}Xavier",
        "√2\u{a0}He",
        "5/3\u{a0}tanh",
        "4",
        "10",
    ];
    assert_eq!(labels("", usual), xavier);
    let he = ["0.1", "½", "1\u{a0}He", "√2", "5/3", "4", "10"];
    assert_eq!(labels("init=he-uniform", usual), he);
    let orthogonal = ["0.1", "½", "1", "√2", "5/3", "4", "10"];
    assert_eq!(labels("init=orthogonal", usual), orthogonal);
    assert_eq!(
        labels("", StripRange::Small),
        ["0.01", "0.1", "½", "1\u{a0}Xavier"]
    );
    let factors = ["×\u{202f}0.1", "×\u{202f}1", "×\u{202f}10"];
    assert_eq!(labels("gain=2~3,1~17", usual), factors);
}

#[test]
fn the_handle_says_what_it_multiplies() {
    let of =
        |link: &str, handle| Strip::of(&Subject::Recipe(recipe(link)), StripRange::Usual, handle);
    assert_eq!(of("", 1.0).label(), "gain 1.00");
    assert_eq!(of("", 0.04567).label(), "gain 0.046");
    assert_eq!(of("gain=2~3,1~17", 1.3).label(), "gains × 1.30");
    let file = Subject::File(Rc::new(network("depth=3")));
    let file = Strip::of(&file, StripRange::Usual, 7.0);
    assert_eq!(
        (file.label().as_str(), file.handle),
        ("weights × 1.00", 1.0)
    );
    assert!(!file.can_move() && file.scaled == Scaled::Weights);
}

#[test]
fn a_pointer_near_a_mark_means_the_mark() {
    let strip = Strip::of(&Subject::default(), StripRange::Usual, 1.0);
    for (gain, meant) in [
        (1.004, 1.0),
        (1.41, std::f64::consts::SQRT_2),
        (1.665, 5.0 / 3.0),
        (0.12345, 0.123),
        (2.3456, 2.35),
        (0.0999, 0.1),
        (11.0, 10.0),
    ] {
        assert_eq!(strip.meant(gain).to_bits(), f64::to_bits(meant), "{gain}");
    }
    assert_eq!(Extended::ONE.to_f64(), strip.meant(0.998));
}
