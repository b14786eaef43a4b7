//! The picture of the bounds and the truth.

use super::Shown;

pub const TITLE: &str = "Bound and truth";

/// The legend.
pub const LAYER_NORM: &str = "layer ‖J‖";
pub const LAYER_BOUND: &str = "layer ‖diag‖ ‖w‖";
pub const LAYER_SUP_BOUND: &str = "layer sup |A′| ‖w‖";
pub const TRUTH: &str = "truth ‖P⁽ʰ⁾‖";

/// The text alternative; all but the first sentence begin with a space.
pub const NOT_FINITE: &str =
    "The chain is not finite at the input, so no bound can be compared with it.";

pub fn without_truth([bound, product, gradient]: [Shown; 3]) -> String {
    format!(
        "At the input, the product of the layers' bounds is {bound}, the product of the true norms of the Jacobians is {product}, and the gradient is {gradient}."
    )
}

pub fn with_truth([bound, product, truth, gradient]: [Shown; 4]) -> String {
    format!(
        "At the input, the product of the layers' bounds is {bound}, the product of the true norms of the Jacobians is {product}, the true norm of the whole chain is {truth}, and the gradient is {gradient}."
    )
}

pub const WRONG_WAY: &str = " The bound allows growth where the truth shrinks.";
pub const TIGHT: &str = " The bound equals the truth.";
pub const NEARLY_TIGHT: &str = " The bound is at most twice the truth.";

pub fn loose(times: &str) -> String {
    format!(" The bound is {times} times the truth.")
}

/// The reading at a place.
pub fn chain(truth: &str, bound: &str, gradient: &str) -> String {
    format!("‖P‖ {truth} (bound {bound}), ‖∂L/∂z‖ {gradient}")
}

pub fn layer(truth: &str, bound: &str) -> String {
    format!("‖J‖ {truth} (bound {bound})")
}

/// A layer and the chain from its output to the end.
pub fn both(layer: &str, chain: &str) -> String {
    format!("{layer}, {chain}")
}

/// The table.
pub const CAPTION: &str =
    "Norms and bounds of every layer, and of the chain from its output to the end";
pub const CHAIN_COLUMN: &str = "chain ‖P⁽ʰ⁾‖";
pub const PRODUCTS: [&str; 3] = [
    "product of ‖J‖",
    "product of ‖diag‖ ‖w‖",
    "product of sup |A′| ‖w‖",
];
