//! Nothing is rescaled so that a change looks like none: a change of the gain alone leaves every axis where it was.

use crate::planted;
use crate::recorder::record;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::chart::Theme;
use gradlens::network::Network;
use gradlens::scene::{PICTURES, Panel, PanelId, Selection};

fn analysis_of(link: &str) -> Analysis {
    Analysis::of(&Network::from(&gradlens::link::decode(link).0.recipe))
}

#[test]
fn the_gain_moves_no_axis_tick_or_label() {
    let gains = ["0.01", "0.5", "1", "4", "10"];
    for link in ["v=1&act=sigmoid", "v=1&depth=50&act=relu&init=he-normal"] {
        let all = gains.map(|gain| analysis_of(&format!("{link}&gain={gain}")));
        let selection = Selection {
            layer: 3,
            ..Selection::default()
        };
        for id in PICTURES.iter().map(|row| row.id) {
            let pictures = all.each_ref().map(|analysis| {
                let panel = Panel::of(analysis, &selection, id);
                let (drawn, inverse) = record(&panel, (700, 300), &Theme::light());
                let strokes = (drawn.count("path"), drawn.text());
                // Left of the axis stand the labels of the scale (the row of zeros has its own), below it those of the layers.
                let labels: Vec<_> = drawn
                    .texts
                    .into_iter()
                    .filter(|(text, at, _)| at.0 < 50 && text != "0" || at.1 > 280)
                    .filter(|(text, ..)| text != "flat" && text != "rank")
                    .collect();
                assert!(labels.len() > 10, "{labels:?}");
                ((inverse, labels, panel.x, panel.y), strokes)
            });
            for (other, gain) in pictures[1..].iter().zip(&gains[1..]) {
                assert_eq!(pictures[0].0, other.0, "{id:?} of {link} with gain {gain}");
            }
            // What is drawn between them does change.
            assert_ne!(pictures[1].1, pictures[3].1, "{id:?} of {link}");
        }
    }
}

#[test]
fn the_layer_where_the_gap_arises_is_named() {
    // Diagonal layers: ||J|| is 0.5 everywhere, the bound of layer 4 is 8 times that, those of the others equal it.
    let mut analysis = planted::orthogonal(6, 3, 0.5);
    let half = planted::ten_to(0.5_f64.log10());
    for layer in &mut analysis.layers {
        layer.bound = half;
    }
    analysis.layers[3].bound = planted::ten_to(4.0_f64.log10());
    let bound = |analysis: &Analysis| {
        let panel = Panel::of(analysis, &Selection::default(), PanelId::Bound);
        (panel.notes.join(" "), panel.description)
    };
    let (note, description) = bound(&analysis);
    assert_eq!(
        note,
        "Where the gap of 8.0 times arises: 8.0 times from bounds above the layers’ own ‖J‖, 1.0 times from directions \
         that do not meet (∏ ‖J‖ above ‖P⁽⁰⁾‖). Layer 4 adds most, 8.0 times."
    );
    assert!(description.ends_with(&note), "{description}");
    // No gap, no word; and none where a number of the chain is not known.
    analysis.layers[3].bound = half;
    assert_eq!(bound(&analysis).0, "");
    assert_eq!(bound(&planted::dead(6, 3)).0, "");
    assert_eq!(bound(&planted::not_finite(6, 3)).0, "");
    // All layers alike: no layer is named.
    for layer in &mut analysis.layers {
        layer.bound = planted::ten_to(0.0);
    }
    assert!(
        bound(&analysis)
            .0
            .ends_with("Each layer adds the same, 2.0 times.")
    );
}

#[test]
fn the_parts_of_the_gap_are_those_of_the_numbers() {
    for link in ["v=1", "v=1&gain=4", "v=1&depth=30&act=relu&init=he-normal"] {
        let analysis = analysis_of(link);
        let first = |spectrum: &Spectrum| spectrum.values[0].log10().expect("not zero");
        let chain = |h: usize| analysis.chain.get(h).map_or(0.0, |s| first(&s.spectrum));
        let part = |j: usize| {
            let bound = analysis.layers[j - 1].bound.log10().expect("not zero");
            bound + chain(j) - chain(j - 1)
        };
        let parts: Vec<f64> = (1..=analysis.layers.len()).map(part).collect();
        let whole = analysis.chain[0].bound.log10().expect("not zero") - chain(0);
        assert!((parts.iter().sum::<f64>() - whole).abs() < 1e-9);
        assert!(parts.iter().all(|part| *part > -1e-9), "{parts:?}");
        let most = (1..=parts.len()).max_by(|a, b| part(*a).total_cmp(&part(*b)));
        let panel = Panel::of(&analysis, &Selection::default(), PanelId::Bound);
        let named = format!("Layer {} adds most,", most.expect("a layer"));
        assert!(panel.notes[0].contains(&named), "{link}: {:?}", panel.notes);
    }
}
