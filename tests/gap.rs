//! Where the gap between the bound and the truth arises.

use crate::planted;
use gradlens::analysis::{Analysis, Spectrum};
use gradlens::network::Network;
use gradlens::scene::{Chips, Fan};

fn analysis_of(link: &str) -> Analysis {
    Analysis::of(&Network::from(&gradlens::link::decode(link).0.recipe))
}

/// What the fan says of the gap; empty if nothing.
fn gap(analysis: &Analysis) -> String {
    let chips = Chips {
        bound: true,
        ..Chips::default()
    };
    let told: Vec<String> = Fan::of(analysis, 0, chips)
        .explanations()
        .cloned()
        .collect();
    assert_eq!(
        Fan::of(analysis, 0, Chips::default())
            .explanations()
            .count(),
        0
    );
    told.join(" ")
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
    assert_eq!(
        gap(&analysis),
        "Where the gap of 8.0 times arises: 8.0 times from bounds above the layers’ own ‖J‖, 1.0 times from directions \
         that do not meet (∏ ‖J‖ above ‖P⁽⁰⁾‖). Layer 4 adds most, 8.0 times."
    );
    // No gap, no word; and none where a number of the chain is not known.
    analysis.layers[3].bound = half;
    assert_eq!(gap(&analysis), "");
    assert_eq!(gap(&planted::dead(6, 3)), "");
    assert_eq!(gap(&planted::not_finite(6, 3)), "");
    // All layers alike: no layer is named.
    for layer in &mut analysis.layers {
        layer.bound = planted::ten_to(0.0);
    }
    assert!(gap(&analysis).ends_with("Each layer adds the same, 2.0 times."));
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
        let told = gap(&analysis);
        let named = format!("Layer {} adds most,", most.expect("a layer"));
        assert!(told.contains(&named), "{link}: {told}");
    }
}
