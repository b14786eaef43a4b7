//! The card of the selected layer.

use super::Shown;

pub fn title(layer: usize, activation: &str, inputs: usize, outputs: usize) -> String {
    format!("Layer {layer}, {activation}, {inputs}\u{a0}→\u{a0}{outputs}")
}

/// The title if nothing else is known.
pub fn bare_title(layer: usize) -> String {
    format!("Layer {layer}")
}

/// The headings of its parts.
pub const BOUNDS: &str = "Jacobian and its bounds";
pub const NORMS: &str = "Norms";

/// `rank` is one of the phrases below.
pub fn singular_values(rank: &str) -> String {
    format!("Singular values, {rank}")
}

/// What the norms are.
pub const JACOBIAN: &str = "norm of the Jacobian";
pub const DIAG: &str = "largest |A′(aᵢ)| of the layer";
pub const WEIGHT: &str = "norm of the weights";
pub const SUPREMUM: &str = "largest |A′| there is";
pub const OUTPUT: &str = "output";
pub const OUTPUT_GRADIENT: &str = "gradient at the output";
pub const PRE_ACTIVATION_GRADIENT: &str = "gradient before the activation";
pub const WEIGHT_GRADIENT: &str = "gradient of the weights";

/// How much of the bound ‖diag[A′]‖ ‖w‖ the layer uses.
pub const REACHES: &str = "‖J‖ reaches ‖diag[A′]‖ ‖w‖.";
pub const NEARLY_REACHES: &str = "‖diag[A′]‖ ‖w‖ is less than 1 % above ‖J‖.";
pub const BOTH_ZERO: &str = "The Jacobian is exactly 0, and so is ‖diag[A′]‖ ‖w‖.";

pub fn zero_below(allowed: Shown) -> String {
    format!("The Jacobian is exactly 0, although ‖diag[A′]‖ ‖w‖ allows {allowed}.")
}

pub fn above(times: &str) -> String {
    format!("‖diag[A′]‖ ‖w‖ is {times} times ‖J‖.")
}

pub fn slope_not_finite(weight: Shown) -> String {
    format!("‖w‖ = {weight}, but a slope A′ of this layer is not finite.")
}

/// The rank of the Jacobian.
pub fn rank(rank: usize, count: usize) -> String {
    format!("rank {rank} of {count}")
}

pub fn rank_at_most(resolved: usize, rank: usize, count: usize) -> String {
    format!("{resolved} resolved, rank at most {rank} of {count}")
}

pub fn rank_unknown(count: usize) -> String {
    format!("all {count} not finite")
}

pub const RANK_TOO_DEAR: &str = "not computed: the network is too large";

pub fn more_in_table(rank: &str, more: usize) -> String {
    format!("{rank}, {more} more in the table")
}

/// Several singular values that are exactly 0.
pub fn zeros(count: usize) -> String {
    format!("exactly 0, {count} times")
}
