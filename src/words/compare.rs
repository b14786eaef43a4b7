//! The comparison of a pinned network, A, with the present one.

use super::Shown;

/// The legend, and the name beside every curve of A.
pub const LEGEND: &str = "A, pinned: thin lines";
pub const NAME: &str = "A";

/// The table: the heads of its columns and of its rows with numbers.
pub const COLUMNS: [&str; 3] = ["setting or number", "A", "now"];
pub const ROWS: [&str; 12] = [
    "verdict",
    "gradient at the input, ‖∂L/∂z⁽⁰⁾‖",
    "decades from layer K to the input",
    "mean factor per layer",
    "gradient of the first weights, ‖∂L/∂w⁽¹⁾‖",
    "whole chain, σ₁ = ‖P⁽⁰⁾‖",
    "whole chain, smallest σ that is not 0",
    "whole chain, rank",
    "its bound, ∏ ‖diag‖ ‖w‖",
    "its bound for every input, ∏ sup |A′| ‖w‖",
    "smallest rank of a layer",
    "units saturated, dead",
];
pub const NOT_RESOLVED: &str = "not resolved";
/// Stands for the number of inputs.
pub const AS_LAYER_1: &str = "as layer 1";
/// Stands for a turn.
pub const NOT_TURNED: &str = "not turned";

pub fn degrees(degrees: f64) -> String {
    format!("{degrees:.1}°")
}

/// The verdicts of both.
pub fn verdicts(a: &str, now: &str) -> String {
    format!("A: {a}; now: {now}.")
}

/// How much they differ; follows the verdicts.
pub fn times(times: Shown) -> String {
    format!(" Of the gradient, {times} times as much reaches the input as in A.")
}

/// Follows the picture's own text alternative.
pub fn described(conclusion: &str) -> String {
    format!(" With it, in thin lines, the pinned network A. {conclusion}")
}

/// The numbers of A at a place; follows the present ones.
pub fn reading(numbers: &str) -> String {
    format!(" · A: {numbers}")
}

/// If A has another depth.
pub fn depth(layers: usize) -> String {
    let noun = super::settings::layers(layers);
    format!(
        "A has {layers} {noun}: each is drawn at its share of the depth, so that the input and the last layer of A are at the ends."
    )
}

/// Where the numbers of a network come from.
pub const NUMBERS: &str = "Numbers";
pub const OF_A_FILE: &str = "of a network file";
/// Where the numbers come from after a training.
pub fn trained(steps: usize) -> String {
    format!("after {steps} steps of training")
}

pub const DRAWN: &str = "drawn by the settings";

/// The strip: a setting in which the two differ, or that there is none.
pub fn difference(label: &str, a: &str, now: &str) -> String {
    format!("{label} {a}, now {now}")
}
pub const NO_DIFFERENCE: &str = "the same settings as now";
pub const COPY: &str = "Copy link";
pub const COPIED: &str = "Copied";

/// What A is.
pub fn settings(summary: &str) -> String {
    format!("A, in thin lines: {summary}")
}

/// What has happened.
pub fn pinned(summary: &str) -> String {
    format!("Pinned as A: {summary}")
}
pub fn swapped(summary: &str) -> String {
    format!("Swapped; A is now {summary}")
}
pub const UNPINNED: &str = "A is no longer pinned.";
pub const NOTHING: &str = "Nothing is computed yet.";
pub const NOT_SWAPPED: &str = "Not swapped: the present network is not computed yet.";
pub const LINK_COPIED: &str = "The link of A is copied.";

/// A comes from a network file.
pub const NO_LINK: &str = "A comes from a network file, which has no link.";
