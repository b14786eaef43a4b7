//! The chain as a formula: its factors, and the norms beside them, against the report's own numbers.

use gradlens::analysis::Analysis;
use gradlens::link;
use gradlens::network::Network;
use gradlens::scene::{ChainFormula, Value};

fn analysis(text: &str) -> Analysis {
    let (settings, notices) = link::decode(text);
    assert!(notices.is_empty(), "{notices:?}");
    Analysis::of(&Network::from(&settings.recipe))
}

#[test]
fn every_layer_above_is_a_factor_once() {
    let analysis = analysis("depth=7&width=5&act=tanh");
    for h in 1..=7 {
        let formula = ChainFormula::of(&analysis, h);
        let layers: Vec<usize> = formula.factors.iter().map(|factor| factor.layer).collect();
        let expected: Vec<usize> = [7]
            .into_iter()
            .chain((h + 1..=7).rev())
            .chain([h])
            .collect();
        assert_eq!(layers, expected);
        assert!(formula.left.contains(&format!("<mn>{h}</mn>")));
        for factor in &formula.factors[1..formula.factors.len() - 1] {
            let sigma = analysis.layers[factor.layer - 1].jacobian.values[0];
            assert_eq!(factor.norm, Value::from(sigma));
            assert!(
                factor
                    .mathml
                    .contains(&format!("<mn>{}</mn>", factor.layer))
            );
        }
    }
}

#[test]
fn the_product_of_the_norms_bounds_the_gradient_of_the_weights() {
    for text in [
        "depth=9&width=6&act=tanh&gain=2",
        "depth=9&act=relu&init=he-normal&loss=mse",
        "depth=5",
    ] {
        let analysis = analysis(text);
        for h in 1..=analysis.layers.len() {
            let formula = ChainFormula::of(&analysis, h);
            let norms = formula
                .factors
                .iter()
                .map(|factor| factor.norm.log10().expect("not zero"));
            let truth = analysis.layers[h - 1]
                .gradient
                .weight
                .log10()
                .expect("not zero");
            assert!(norms.sum::<f64>() >= truth - 1e-9, "{text}, layer {h}");
        }
    }
}

#[test]
fn orthogonal_layers_reach_the_bound() {
    // Every factor stretches all directions alike: 2^-k from the Jacobians, and ||z|| from the layer itself.
    let formula = ChainFormula::of(
        &analysis("depth=6&width=4&act=linear&init=orthogonal&gain=0.5"),
        2,
    );
    assert!(
        formula
            .conclusion
            .contains("all factors stretch the same direction"),
        "{}",
        formula.conclusion
    );
    let inner = &formula.factors[1..5];
    for factor in inner {
        assert!((factor.norm.log10().expect("not zero") - 0.5_f64.log10()).abs() < 1e-12);
    }
}

#[test]
fn a_dead_layer_is_a_factor_of_exactly_zero() {
    let formula = ChainFormula::of(&analysis("depth=4&width=3&act=relu&init=zeros"), 1);
    assert!(
        formula
            .factors
            .iter()
            .any(|factor| factor.norm == Value::Zero)
    );
    assert_eq!(
        formula.conclusion,
        "The product of the norms is exactly 0, ‖∂L/∂w‖ is exactly 0."
    );
}

#[test]
fn a_norm_that_is_not_resolved_makes_no_resolved_product() {
    let mut analysis = analysis("depth=4&width=3&act=tanh");
    analysis.layers[2].jacobian.resolved = 0;
    let formula = ChainFormula::of(&analysis, 1);
    let unresolved = |value| matches!(value, Value::Unresolved(_));
    let layers = formula
        .factors
        .iter()
        .filter(|factor| unresolved(factor.norm));
    assert_eq!(layers.map(|factor| factor.layer).collect::<Vec<_>>(), [3]);
    assert!(
        formula.conclusion.contains("not resolved"),
        "{}",
        formula.conclusion
    );
}
