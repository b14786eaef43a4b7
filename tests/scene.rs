//! What the scene says: numbers, words, tables, axes.

use crate::planted;
use gradlens::analysis::{Analysis, State};
use gradlens::network::{Extended, Network};
use gradlens::scene::{
    AxisRange, Chips, Fan, Marks, PICTURES, PanelId, Picture, PlainSpectra, Scene, Selection,
    Table, Value,
};
use gradlens::settings::{Activation, Chart};

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
};

fn scene_of(analysis: &Analysis, layer: usize) -> Scene {
    let selection = Selection {
        layer,
        ..Selection::default()
    };
    Scene::of(analysis, &selection)
}

#[test]
fn every_verdict_is_a_sentence() {
    let sentence = |analysis: &_| scene_of(analysis, 1).verdict.sentence;
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
    let verdict = scene_of(&analysis, 1).verdict;
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
        .map(|analysis| scene_of(&analysis, 1).verdict)
        .collect();
    for (i, a) in looks.iter().enumerate() {
        for b in &looks[i + 1..] {
            assert_ne!(a.symbol, b.symbol, "{} and {}", a.word, b.word);
            assert_ne!(a.word, b.word);
        }
    }
}

#[test]
fn the_axes_do_not_follow_the_data() {
    let weak = scene_of(&planted::orthogonal(20, 4, 0.5), 3);
    let strong = scene_of(&planted::orthogonal(20, 4, 1e9), 3);
    for (a, b) in weak.panels.iter().zip(&strong.panels) {
        assert_eq!(a.x, b.x, "{:?}", a.id);
        assert_eq!(a.y, b.y, "{:?}", a.id);
    }
}

#[test]
fn the_legend_explains_the_signs_that_are_there() {
    let names = |analysis: &_| {
        let legend = scene_of(analysis, 1)
            .panel(PanelId::Spectrum)
            .legend
            .clone();
        legend.iter().map(|entry| entry.name).collect::<Vec<_>>()
    };
    let plain = names(&planted::vanishing(8, 4));
    let more = |analysis: &_| names(analysis).split_off(plain.len());
    assert_eq!(plain.len(), 3);
    assert_eq!(more(&planted::dead(8, 4)), ["exactly 0"]);
    assert_eq!(more(&planted::vanishing(40, 4)), ["off the scale"]);
    assert_eq!(
        more(&planted::half_resolved(8, 4)),
        ["not resolved: an upper estimate"]
    );
    assert_eq!(
        more(&planted::not_finite(8, 4)),
        ["off the scale", "not finite"]
    );
}

#[test]
fn the_reader_moves_every_axis_at_once() {
    let selection = Selection {
        range: AxisRange::Far,
        ..Selection::default()
    };
    let scene = Scene::of(&planted::vanishing(8, 4), &selection);
    for panel in &scene.panels {
        assert_eq!(panel.y.range, AxisRange::Far, "{:?}", panel.id);
    }
}

#[test]
fn a_selection_out_of_range_is_brought_into_it() {
    let analysis = planted::vanishing(8, 4);
    assert_eq!(scene_of(&analysis, 0).layer.layer, 1);
    assert_eq!(scene_of(&analysis, 99).layer.layer, 8);
    assert_eq!(scene_of(&analysis, 99).panel(PanelId::Bound).selected, 8);
}

#[test]
fn the_text_alternatives_draw_the_conclusions() {
    let describe = |name: &str, analysis: &_| {
        let panels = scene_of(analysis, 2);
        let lines = panels
            .panels
            .iter()
            .map(|panel| format!("  {}: {}", panel.id.row().name, panel.description));
        let fan = Fan::of(analysis, 2, ALL).description();
        format!(
            "{name}\n  fan: {fan}\n{}",
            lines.collect::<Vec<_>>().join("\n")
        )
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
        let scene = scene_of(&analysis, 1);
        let fan = Fan::of(&analysis, 0, ALL).description();
        let lines = scene.panels.iter().map(|panel| panel.description.clone());
        let bounds: Vec<_> = scene.layer.bounds.iter().map(|b| b.text.clone()).collect();
        let bounds = bounds.join("\n  ");
        format!(
            "{link}\n  {}\n  {fan}\n  {}\n  {bounds}\n  {}",
            scene.verdict.sentence,
            lines.collect::<Vec<_>>().join("\n  "),
            scene.layer.slack
        )
    });
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn a_change_of_the_gain_alone_moves_no_axis() {
    let scenes = ["v=1&gain=0.5", "v=1&gain=5"].map(|link| scene_of(&analysis_of(link), 3));
    for (a, b) in scenes[0].panels.iter().zip(&scenes[1].panels) {
        assert_eq!((a.x, &a.y), (b.x, &b.y), "{:?}", a.id);
        assert_ne!(a.series, b.series, "{:?}", a.id);
    }
}

#[test]
fn a_level_gradient_of_the_weights_is_called_out() {
    let mut analysis = planted::vanishing(20, 4);
    let remark = "Why ‖∂L/∂w‖ looks level";
    let panel = scene_of(&analysis, 1).panel(PanelId::Gradients).clone();
    assert!(!panel.description.contains(remark) && panel.notes.is_empty());
    for layer in &mut analysis.layers {
        layer.gradient.weight = Extended::ONE;
    }
    let panel = scene_of(&analysis, 1).panel(PanelId::Gradients).clone();
    assert!(panel.description.contains(remark), "{}", panel.description);
    assert!(panel.notes[0].starts_with(remark), "{:?}", panel.notes);
}

#[test]
fn the_explanation_of_a_level_gradient_has_the_numbers_of_the_network() {
    let scene = scene_of(&analysis_of("v=1&act=linear&init=orthogonal&gain=0.5"), 1);
    let [flat] = &scene.panel(PanelId::Gradients).notes[..] else {
        panic!("one note");
    };
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

#[test]
fn a_bound_that_says_the_opposite_is_called_out() {
    let mut analysis = planted::vanishing(20, 4);
    analysis.chain[0].bound = planted::ten_to(2.4);
    let text = scene_of(&analysis, 1)
        .panel(PanelId::Bound)
        .description
        .clone();
    assert!(
        text.contains("The bound allows growth where the truth shrinks."),
        "{text}"
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
    let scene = scene_of(&analysis, 7);
    let table = |id| Table::of(&analysis, &Selection::default(), id);
    for id in [PanelId::Gradients, PanelId::Bound] {
        assert_full(&table(id), 101);
    }
    assert_full(&table(PanelId::Spectrum), 101 * 128);
    for panel in &scene.panels {
        assert_eq!(panel.readings.len(), 101, "{:?}", panel.id);
    }
    assert_full(&Fan::table(&analysis), 101);
}

#[test]
fn a_wide_spectrum_is_thinned_and_says_so() {
    let scene = scene_of(&planted::vanishing(100, 128), 7);
    let dots: usize = scene
        .panel(PanelId::Spectrum)
        .series
        .iter()
        .map(|series| match &series.marks {
            Marks::Dots { points, .. } => points.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(dots, 900);
    assert!(scene.panel(PanelId::Spectrum).notes[0].contains("of up to 128 singular values"));
    let narrow = scene_of(&planted::vanishing(20, 16), 7);
    assert!(
        narrow.panel(PanelId::Spectrum).notes.is_empty(),
        "{:?}",
        narrow.panel(PanelId::Spectrum).notes
    );
}

#[test]
fn exact_zeros_are_a_rank_and_one_mark() {
    let scene = scene_of(&planted::dead(12, 5), 7);
    let tags: Vec<_> = scene
        .panel(PanelId::Spectrum)
        .series
        .iter()
        .filter_map(|series| match &series.marks {
            Marks::Tags(tags) => Some(tags),
            _ => None,
        })
        .flatten()
        .map(|tag| (tag.layer, tag.text.as_str()))
        .collect();
    assert_eq!(tags.len(), 12);
    assert_eq!(tags[4], (5, "0/8"));
    assert_eq!(tags[6], (7, "4/8"));
    assert_eq!(scene.layer.rank, "rank 4 of 8");
}

#[test]
fn the_overlay_of_plain_arithmetic_is_a_choice() {
    let analysis = planted::vanishing(5, 2);
    let plain = PlainSpectra {
        double: vec![vec![Value::Finite(-15.0), Value::Finite(-15.5)]; 5],
        single: vec![vec![Value::Finite(-9.0), Value::Finite(-9.1)]; 5],
    };
    let selection = Selection {
        plain: Some(plain),
        ..Selection::default()
    };
    let without = scene_of(&analysis, 1).panel(PanelId::Spectrum).clone();
    let with = Scene::of(&analysis, &selection)
        .panel(PanelId::Spectrum)
        .clone();
    assert_eq!(with.series.len(), without.series.len() + 2);
    assert_eq!(with.legend.len(), without.legend.len() + 2);
    let table = Table::of(&analysis, &selection, PanelId::Spectrum);
    assert_full(&table, 12);
    assert_eq!(table.columns[4..], ["plain f64", "plain f32"]);
    assert_eq!(
        table.rows[1][4..],
        ["3.16\u{a0}×\u{a0}10⁻¹⁶", "7.94\u{a0}×\u{a0}10⁻¹⁰"]
    );
    let says = "plain f64 says 3.16\u{a0}×\u{a0}10⁻¹⁶, plain f32 7.94\u{a0}×\u{a0}10⁻¹⁰.";
    assert!(with.description.ends_with(says), "{}", with.description);
}

#[test]
fn the_layer_card_puts_the_numbers_into_the_formula() {
    let card = scene_of(&planted::vanishing(20, 16), 12).layer;
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
    let bad = scene_of(&planted::not_finite(9, 6), 7).layer;
    assert_eq!(bad.bounds[0].text, "‖J‖ is not finite");
    let dead = scene_of(&planted::dead(9, 4), 4).layer;
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
            let card = scene_of(&analysis, layer).layer;
            let formulas = card.bounds.iter().map(|formula| &formula.mathml);
            let symbols = card.norms.iter().chain(&card.gradients).map(|f| &f.mathml);
            for markup in formulas.chain(symbols) {
                assert!(is_well_formed(markup), "{markup}");
            }
        }
    }
    assert!(!is_well_formed("<math><mi>J</mo></math>"));
}

#[test]
fn every_picture_finds_its_own_row() {
    for row in PICTURES {
        assert_eq!(row.id.row().id, row.id, "{}", row.name);
    }
    for chart in Chart::ALL {
        assert_eq!(Picture::of_chart(*chart).chart, *chart);
    }
}
