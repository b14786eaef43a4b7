//! The table of the norms and bounds.

/// Its caption and its columns.
pub const CAPTION: &str =
    "Norms and bounds of every layer, and of the chain from its output to the end";
pub const CHAIN_COLUMN: &str = "chain ‖P⁽ʰ⁾‖";
pub const PRODUCTS: [&str; 3] = [
    "product of ‖J‖",
    "product of ‖diag‖ ‖w‖",
    "product of sup |A′| ‖w‖",
];
