//! What the presets about the law say, against networks.

use gradlens::analysis::Passes;
use gradlens::network::Network;
use gradlens::preset::Preset;
use gradlens::settings::{PerLayer, Recipe};

fn recipe(id: &str) -> Recipe {
    Preset::from_id(id).expect("a preset").settings().recipe
}

/// log10 of the gradient at the input over that at the loss; minus infinity if the network is dead.
fn decades(recipe: &Recipe) -> f64 {
    let outline = Passes::of(Network::from(recipe)).outline();
    outline.verdict.decades.unwrap_or(f64::NEG_INFINITY)
}

/// The median of 51 seeds, the preset's own one first.
fn median(recipe: &Recipe) -> f64 {
    let of_seed = |seed: u32| {
        decades(&Recipe {
            seed: recipe.seed + seed,
            ..recipe.clone()
        })
    };
    let mut all: Vec<f64> = (0..51).map(of_seed).collect();
    all.sort_by(f64::total_cmp);
    all[25]
}

/// "Sixty layers make the gradient some ten times shorter, at a gain of 0.8 a million times."
#[test]
fn the_edge_is_kind_to_depth() {
    let edge = recipe("law-edge");
    let below = Recipe {
        gain: PerLayer::uniform(0.8),
        ..edge.clone()
    };
    for (recipe, near) in [(&edge, -1.0), (&below, -6.0)] {
        for found in [decades(recipe), median(recipe)] {
            assert!((found - near).abs() < 0.7, "{found} {near}");
        }
    }
}

/// "A typical gradient lies far below the law of wide layers", which keeps the length for ReLU and He.
#[test]
fn narrow_networks_lie_below_the_law() {
    let narrow = recipe("law-narrow");
    assert!(median(&narrow) < -1.0, "{}", median(&narrow));
}

/// "The gradient is alive, but no normal number of fp16 any more."
#[test]
fn the_gradient_leaves_the_normal_numbers_of_fp16() {
    let length = 10_f64.powf(decades(&recipe("law-half")));
    assert!(
        length > 2_f64.powi(-24) && length < 2_f64.powi(-14),
        "{length}"
    );
}
