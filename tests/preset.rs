//! Presets: frozen settings, names that lead back to them, and what each is there to show.

use std::collections::BTreeSet;

use gradlens::analysis::{Analysis, Passes, State};
use gradlens::link;
use gradlens::network::Network;
use gradlens::preset::{CARRIED, Carried, NEED_WHOLE, PRESETS, Preset};
use gradlens::settings::{Course, Key, Settings};

fn analysis(id: &str) -> Analysis {
    let preset = Preset::from_id(id).expect("a preset");
    Analysis::of(&Network::from(&preset.settings().recipe))
}

/// Frozen with version 1 of the links: lines may be added, never changed.
#[test]
fn settings_are_frozen() {
    let lines = PRESETS
        .iter()
        .map(|preset| format!("{}: {}", preset.id, link::encode(&preset.settings())));
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_preset_is_a_link_without_a_notice() {
    for preset in PRESETS {
        let text = link::encode(&preset.settings());
        let (settings, notices) = link::decode(&text);
        assert!(notices.is_empty(), "{}: {notices:?}", preset.id);
        assert_eq!(settings, preset.settings(), "{}", preset.id);
    }
    let ids: BTreeSet<&str> = PRESETS.iter().map(|preset| preset.id).collect();
    assert_eq!(ids.len(), PRESETS.len());
}

fn of(settings: &Settings) -> Option<&'static Preset> {
    Preset::of(&settings.recipe, &settings.view)
}

#[test]
fn the_name_is_derived_from_the_settings() {
    for preset in PRESETS {
        let mut settings = preset.settings();
        assert_eq!(of(&settings).map(|p| p.id), Some(preset.id));
        settings.view.layer = Some(2);
        settings.view.step = Some(3);
        assert_eq!(of(&settings).map(|p| p.id), Some(preset.id));
        settings.set(Key::Bias, "0.25").expect("allowed");
        assert_eq!(of(&settings), None, "{}", preset.id);
    }
    // With another chart open it is still the same network.
    let mut settings = Settings::default();
    settings.set(Key::View, "bound").expect("allowed");
    assert_eq!(of(&settings).map(|p| p.id), Some("sigmoid-classic"));
}

/// What the purposes claim, held against the numbers.
#[test]
fn purposes_are_what_the_numbers_show() {
    let decades = |id| analysis(id).verdict.decades.expect("finite");
    let log10_of_gain_power = |gain: f64| 20.0 * gain.log10();
    assert!(decades("sigmoid-classic") < -20.0 * 0.5);
    let gain_four = analysis("sigmoid-gain");
    assert!(gain_four.verdict.state == State::Vanishing);
    assert!(gain_four.chain[0].bound.log10().expect("not zero") > 0.0);
    assert!((decades("linear-half") - log10_of_gain_power(0.5)).abs() < 1e-9);
    assert!((decades("linear-three-halves") - log10_of_gain_power(1.5)).abs() < 1e-9);
    let flat = analysis("flat-dw");
    let weight = |layer: usize| {
        flat.layers[layer]
            .gradient
            .weight
            .log10()
            .expect("not zero")
    };
    assert!((weight(0) - weight(19)).abs() < 1.0 && flat.verdict.state == State::Vanishing);
    assert!(decades("isometry").abs() < 1e-9);
    for id in ["gauss-linear", "tanh-orthogonal", "tanh-xavier", "relu-he"] {
        assert_eq!(analysis(id).verdict.state, State::Stable, "{id}");
    }
    let spread = |id| {
        let values = analysis(id).chain[0].spectrum.values.clone();
        let log10 = |i: usize| values[i].log10().expect("not zero");
        log10(0) - log10(values.len() - 1)
    };
    assert!(spread("gauss-linear") > 10.0 && spread("isometry") < 1e-9);
    assert!(spread("tanh-five-thirds") > 5.0 && spread("tanh-orthogonal") < 5.0);
    assert_eq!(analysis("tanh-small").verdict.state, State::Vanishing);
    assert_eq!(analysis("tanh-chaos").verdict.state, State::Exploding);
    assert_eq!(analysis("relu-xavier").verdict.state, State::Vanishing);
    assert_eq!(analysis("relu-explode").verdict.state, State::Exploding);
    assert!((decades("same-variance") - decades("sigmoid-classic")).abs() < 1.0);
    assert!(spread("float-floor") > 17.0);
}

/// Growth of log10 ||dL/dz||^2 from the last layer to the input.
fn growth(settings: &Settings) -> f64 {
    let outline = Passes::of(Network::from(&settings.recipe)).outline();
    2.0 * outline.verdict.decades.expect("finite")
}

/// What the presets of remedies claim, for their own seed and for ten others.
#[test]
fn remedies_do_what_their_purposes_say() {
    let all = |id: &str| -> Vec<f64> {
        let mut settings = Preset::from_id(id).expect("a preset").settings();
        let seeds = (1..=10).map(|seed| {
            settings.recipe.seed = seed;
            growth(&settings)
        });
        seeds.collect()
    };
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
    let is_all = |all: &[f64], test: fn(f64) -> bool| all.iter().all(|x| test(*x));
    let skips = all("residual-relu");
    assert!(is_all(&skips, |x| x > 30.0), "{skips:?}");
    let scaled = all("residual-scaled");
    assert!(is_all(&scaled, |x| x.abs() < 0.5), "{scaled:?}");
    let tanh = all("residual-tanh");
    assert!(is_all(&tanh, |x| x.abs() < 1.0), "{tanh:?}");
    let sigmoid = all("norm-sigmoid");
    // Theory of wide layers: 0.153 per layer and square.
    assert!(is_all(&sigmoid, |x| x < -12.0), "{sigmoid:?}");
    assert!(
        (mean(&sigmoid) - 20.0 * 0.153_f64.log10()).abs() < 1.5,
        "{sigmoid:?}"
    );
    let (pre, post) = (all("pre-norm"), all("post-norm"));
    assert!(mean(&post) > mean(&pre) + 2.0, "{pre:?} {post:?}");
    let tied = all("tied");
    assert!(is_all(&tied, |x| x < -6.0), "{tied:?}");
    // Skips alone, in layers as wide.
    let mut settings = Preset::from_id("pre-norm").expect("a preset").settings();
    settings.set(Key::Norm, "none").expect("allowed");
    assert!(mean(&pre) < growth(&settings) / 8.0, "{pre:?}");
    assert!(
        is_all(&pre, |x| x > 0.5) && is_all(&post, |x| x > 2.0),
        "{pre:?} {post:?}"
    );
    // The bound explodes, and so does the product of the norms of the layers.
    let tied = analysis("tied");
    assert!(tied.chain[0].bound.log10().expect("not zero") > 3.0);
    // The directions that skips keep: none is lost, and none vanishes.
    for id in ["residual-relu", "residual-tanh"] {
        let spectrum = analysis(id).chain[0].spectrum.clone();
        assert_eq!((spectrum.rank, spectrum.resolved), (16, 16), "{id}");
    }
    let values = analysis("residual-tanh").chain[0].spectrum.values.clone();
    let spread = values[0].log10().expect("not zero") - values[15].log10().expect("not zero");
    assert!(spread < 1.0, "{spread}");
}

#[test]
fn the_small_program_knows_what_it_lacks() {
    let presets = PRESETS.iter().filter(|one| {
        let settings = one.settings();
        !settings.recipe.is_basic() || settings.view.course != Course::default()
    });
    let ids = presets
        .map(|one| one.id)
        .chain(CARRIED.iter().map(|one| one.id));
    assert_eq!(ids.collect::<Vec<_>>(), NEED_WHOLE);
}

/// J^2 = 2 J in this network, so that P^(h) = 2^(K - h - 1) J, while w w = 0.
#[test]
fn eigenvalues_of_zero_and_a_gradient_that_doubles() {
    let carried = Carried::from_id("tied-zero-radius").expect("carried");
    let network = Network::from_json(carried.text).expect("read");
    let w = &*network.layers[0].weight;
    assert_eq!((w * w).amax(), 0.0);
    assert_eq!(network.shared_weights(), [(0..20).collect::<Vec<_>>()]);
    let analysis = Analysis::of(&network);
    assert_eq!(analysis.verdict.state, State::Exploding);
    let largest = |h: usize| {
        analysis.chain[h].spectrum.values[0]
            .log10()
            .expect("not zero")
    };
    for h in 0..19 {
        assert!(
            (largest(h) - largest(h + 1) - 2.0_f64.log10()).abs() < 1e-8,
            "{h}"
        );
        assert!(analysis.chain[h].spectrum.resolved <= 1, "{h}");
    }
    let ids: BTreeSet<&str> = CARRIED.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), CARRIED.len());
    assert!(
        CARRIED
            .iter()
            .all(|one| Network::from_json(one.text).is_ok() && Preset::from_id(one.id).is_none())
    );
}

#[test]
fn layers_of_the_sizes_that_courses_use_keep_the_gradient() {
    let mut settings = Preset::from_id("mnist-sizes").expect("a preset").settings();
    for seed in 1..=10 {
        settings.recipe.seed = seed;
        let outline = Passes::of(Network::from(&settings.recipe)).outline();
        assert_eq!(outline.verdict.state, State::Stable, "{seed}");
        assert!(growth(&settings).abs() < 2.0, "{seed}");
    }
}

#[test]
fn the_narrow_network_is_dead_in_most_draws() {
    let mut settings = Preset::from_id("relu-narrow").expect("a preset").settings();
    let dead = (1..=100).filter(|seed| {
        settings.recipe.seed = *seed;
        let analysis = Analysis::of(&Network::from(&settings.recipe));
        analysis.verdict.state == State::Dead
    });
    assert!(dead.count() > 50);
}
