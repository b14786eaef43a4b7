//! What the scene says: numbers, words, tables, axes.

use crate::planted;
use gradlens::analysis::{Analysis, State};
use gradlens::network::{Extended, Network};
use gradlens::scene::{
    Chips, End, Fan, LayerCard, PlainSpectra, Spread, Table, Value, VerdictLine,
};
use gradlens::settings::Activation;

/// The analysis of a link's network.
fn analysis_of(link: &str) -> Analysis {
    let (settings, notices) = gradlens::link::decode(link);
    assert!(notices.is_empty(), "{link}: {notices:?}");
    Analysis::of(&Network::from(&settings.recipe))
}

/// Everything that the fan can show.
const ALL: Chips = Chips {
    gradient: true,
    directions: true,
    bound: true,
    weights: true,
    ..Chips::NONE
};

#[test]
fn every_verdict_is_a_sentence() {
    let sentence = |analysis: &_| VerdictLine::of(analysis).sentence;
    let steady = |mean: f64| sentence(&planted::steady(10, &[mean], Activation::Tanh));
    let sentences = [
        steady(-1.3),
        steady(-0.2),
        steady(-0.05),
        steady(0.0),
        steady(0.000_3),
        steady(0.062_324_9),
        steady(0.2),
        steady(1.3),
        sentence(&planted::dead(9, 4)),
        sentence(&planted::not_finite(9, 6)),
    ];
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn a_bad_gradient_after_good_outputs_is_told_apart() {
    let mut analysis = planted::not_finite(9, 6);
    for layer in &mut analysis.layers {
        layer.output_norm = Extended::ONE;
    }
    let verdict = VerdictLine::of(&analysis);
    assert_eq!(verdict.state, State::NotFinite);
    assert_eq!(
        verdict.sentence,
        "Not finite: on the way back, the gradient is not a number from layer 6 on."
    );
}

#[test]
fn every_state_has_its_own_symbol_and_word() {
    let depth = 10;
    let looks: Vec<_> = [-1.3, -0.2, 0.0, 0.2, 1.3]
        .iter()
        .map(|mean| planted::steady(depth, &[*mean], Activation::Tanh))
        .chain([planted::dead(9, 4), planted::not_finite(9, 6)])
        .map(|analysis| VerdictLine::of(&analysis))
        .collect();
    for (i, a) in looks.iter().enumerate() {
        for b in &looks[i + 1..] {
            assert_ne!(a.symbol, b.symbol, "{} and {}", a.word, b.word);
            assert_ne!(a.word, b.word);
        }
    }
}

#[test]
fn the_text_alternatives_draw_the_conclusions() {
    let describe = |name: &str, analysis: &_| {
        let fan = Fan::of(analysis, 2, ALL).description();
        let chart = Spread::of(analysis, 2).description;
        format!("{name}\n  fan: {fan}\n  outputs: {chart}")
    };
    let texts = [
        describe("vanishing", &planted::vanishing(20, 16)),
        describe("exploding", &planted::orthogonal(20, 16, 2.0)),
        describe("dead", &planted::dead(12, 5)),
        describe("not finite", &planted::not_finite(9, 6)),
        describe("half resolved", &planted::half_resolved(30, 12)),
        describe("one neuron", &planted::orthogonal(3, 1, 0.5)),
    ];
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn real_networks_are_told_as_they_are() {
    let links = [
        "v=1",
        "v=1&gain=4",
        "v=1&act=relu&init=he-normal&depth=30",
        "v=1&act=linear&init=orthogonal&gain=1.5",
        "v=1&depth=50&act=linear",
        "v=1&init=zeros&depth=5",
    ];
    let texts = links.map(|link| {
        let analysis = analysis_of(link);
        let fan = Fan::of(&analysis, 0, ALL);
        let told: Vec<&str> = fan.explanations().map(String::as_str).collect();
        let (fan, told) = (fan.description(), told.join("\n  "));
        let chart = Spread::of(&analysis, 1).description;
        let card = LayerCard::of(&analysis, 1);
        let bounds: Vec<_> = card.bounds.iter().map(|b| b.text.clone()).collect();
        let bounds = bounds.join("\n  ");
        let verdict = VerdictLine::of(&analysis).sentence;
        format!(
            "{link}\n  {verdict}\n  {fan}\n  {told}\n  {chart}\n  {bounds}\n  {}",
            card.slack
        )
    });
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn a_selection_out_of_range_is_brought_into_it() {
    let analysis = planted::vanishing(8, 4);
    for (given, taken) in [(0, 1), (99, 8)] {
        assert_eq!(LayerCard::of(&analysis, given).layer, taken);
        assert_eq!(Spread::of(&analysis, given).selected, taken);
    }
}

/// Why the gradients of the weights look level, if they do.
fn level(analysis: &Analysis) -> String {
    let fan = Fan::of(analysis, 0, ALL);
    let mut told = fan.explanations().filter(|one| one.starts_with("Why"));
    told.next().cloned().unwrap_or_default()
}

#[test]
fn a_level_gradient_of_the_weights_is_called_out() {
    let mut analysis = planted::vanishing(20, 4);
    assert_eq!(level(&analysis), "");
    for layer in &mut analysis.layers {
        layer.gradient.weight = Extended::ONE;
    }
    assert!(level(&analysis).starts_with("Why ‖∂L/∂w‖ looks level"));
    // It belongs to what it explains.
    assert_eq!(
        Fan::of(&analysis, 0, Chips::default())
            .explanations()
            .count(),
        0
    );
}

#[test]
fn the_explanation_of_a_level_gradient_has_the_numbers_of_the_network() {
    let flat = level(&analysis_of("v=1&act=linear&init=orthogonal&gain=0.5"));
    let flat = flat.replace("\u{a0}", " ");
    // 2^20 back through 20 layers, 2^19 forth through the 19 before the last.
    assert!(
        flat.contains("the gradient shrinks 1.0 × 10⁶ times"),
        "{flat}"
    );
    assert!(
        flat.contains("the output shrinks 5.2 × 10⁵ times"),
        "{flat}"
    );
}

fn assert_full(table: &Table, rows: usize) {
    assert_eq!(table.rows.len(), rows, "{}", table.caption);
    for row in &table.rows {
        assert_eq!(row.len(), table.columns.len(), "{}: {row:?}", table.caption);
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
}

#[test]
fn the_tables_hold_every_number() {
    let analysis = planted::vanishing(100, 128);
    assert_full(&Fan::table(&analysis), 101);
    assert_full(&Table::of_bounds(&analysis), 101);
    assert_full(&Table::of_spectra(&analysis, None), 101 * 128);
    assert_full(&Table::of_outputs(&analysis), 100);
    assert_eq!(Spread::of(&analysis, 7).readings.len(), 101);
}

#[test]
fn exact_zeros_are_a_rank() {
    let card = LayerCard::of(&planted::dead(12, 5), 7);
    assert_eq!(card.rank, "rank 4 of 8");
}

#[test]
fn plain_arithmetic_is_laid_over_the_directions() {
    let analysis = planted::vanishing(5, 2);
    let plain = PlainSpectra {
        double: vec![vec![Value::Finite(-15.0), Value::Finite(-15.5)]; 5],
        single: vec![vec![Value::Finite(-9.0), Value::Zero]; 5],
    };
    let mut fan = Fan::of(&analysis, 0, ALL);
    assert_eq!(fan.plain, None);
    let frame = fan.frame;
    fan.lay_over(&plain);
    assert_eq!(fan.frame, frame, "the frame is that of the truth");
    let [double, single] = fan.plain.as_ref().expect("both");
    let ends = |strands: &gradlens::scene::Strands| -> Vec<_> {
        let drawn = strands.drawn.iter();
        drawn
            .map(|strand| {
                (
                    strand.points.len(),
                    strand.points.last().map(|point| point.1),
                    strand.end,
                )
            })
            .collect()
    };
    let whole = |log10| (6, Some(log10), End::Input);
    assert_eq!(ends(double), [whole(-15.0), whole(-15.5)]);
    assert_eq!(ends(single), [whole(-9.0), (1, Some(0.0), End::Cut)]);

    let told = fan.description();
    assert!(!told.contains("plain"), "{told}");
    fan.chips.plain = true;
    let says = "plain f64 says 3.16\u{a0}×\u{a0}10⁻¹⁶, plain f32 exactly 0.";
    assert!(fan.description().contains(says), "{}", fan.description());

    let table = Table::of_spectra(&analysis, Some(&plain));
    assert_full(&table, 12);
    assert_eq!(table.columns[4..], ["plain f64", "plain f32"]);
    assert_eq!(table.rows[1][4..], ["3.16\u{a0}×\u{a0}10⁻¹⁶", "exactly 0"]);
}

#[test]
fn a_product_that_overflows_ends_in_nothing_known() {
    let analysis = planted::orthogonal(3, 2, 1e200);
    let spectra = vec![
        vec![Value::NotFinite],
        vec![Value::NotFinite],
        vec![Value::Finite(200.0); 2],
    ];
    let plain = PlainSpectra {
        double: spectra.clone(),
        single: spectra,
    };
    let mut fan = Fan::of(&analysis, 0, ALL);
    fan.lay_over(&plain);
    for strands in fan.plain.expect("both") {
        for strand in strands.drawn {
            assert_eq!((strand.points.len(), strand.end), (2, End::Unknown));
        }
        assert_eq!(strands.cuts, []);
    }
}

#[test]
fn the_layer_card_puts_the_numbers_into_the_formula() {
    let card = LayerCard::of(&planted::vanishing(20, 16), 12);
    assert_eq!(card.title, "Layer 12, Sigmoid, 16\u{a0}→\u{a0}16");
    assert_eq!(
        card.bounds[0].text,
        "‖J‖ = 0.631 ≤ ‖diag[A′]‖ ‖w‖ = 0.7943 × 1.259 = 1.00"
    );
    assert_eq!(
        card.bounds[1].text,
        "‖J‖ = 0.631 ≤ sup |A′| ‖w‖ = 0.2500 × 1.259 = 1.26"
    );
    assert_eq!(card.slack, "‖diag[A′]‖ ‖w‖ is 1.58 times ‖J‖.");
    assert_eq!(card.singular_values.len(), 16);
    assert_eq!(card.rank, "rank 16 of 16");
    let bad = LayerCard::of(&planted::not_finite(9, 6), 7);
    assert_eq!(bad.bounds[0].text, "‖J‖ is not finite");
    let dead = LayerCard::of(&planted::dead(9, 4), 4);
    assert!(
        dead.slack.starts_with("The Jacobian is exactly 0"),
        "{}",
        dead.slack
    );
}

/// Whether every element is closed in order, and `math` is the only root.
fn is_well_formed(markup: &str) -> bool {
    let mut open = Vec::new();
    for piece in markup.split('<').skip(1) {
        let Some((tag, _)) = piece.split_once('>') else {
            return false;
        };
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap_or(tag));
        }
    }
    open.is_empty() && markup.starts_with("<math>") && markup.ends_with("</math>")
}

#[test]
fn every_formula_is_well_formed() {
    for analysis in [
        planted::vanishing(12, 3),
        planted::orthogonal(12, 3, 1e20),
        planted::dead(12, 5),
        planted::not_finite(12, 6),
    ] {
        for layer in 1..=12 {
            let card = LayerCard::of(&analysis, layer);
            let formulas = card.bounds.iter().map(|formula| &formula.mathml);
            let symbols = card.norms.iter().chain(&card.gradients).map(|f| &f.mathml);
            for markup in formulas.chain(symbols) {
                assert!(is_well_formed(markup), "{markup}");
            }
        }
    }
    assert!(!is_well_formed("<math><mi>J</mo></math>"));
}
