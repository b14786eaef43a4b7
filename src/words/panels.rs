//! What pictures and tables have in common: the places along the layers.

use super::Shown;

/// What a link can be about.
pub const VIEWS: [&str; 5] = ["Gradients", "Spectrum", "Bound", "Outputs", "Weights"];

/// The heading of the chart.
pub const OUTPUTS: &str = "Outputs and slopes";

/// The text alternative of a picture about which nothing is known, and additions to others, which
/// begin with a space.
pub const EMPTY: &str = "Nothing is drawn yet.";
pub const PARTIAL: &str = " Not everything is computed yet.";

/// In front of the reading at a place.
pub const INPUT: &str = "Input";

pub fn layer(layer: usize) -> String {
    format!("Layer {layer}")
}

/// A reading: place and numbers.
pub fn reading(place: &str, facts: &str) -> String {
    format!("{place}: {facts}")
}

/// The input as the heading of a table's row, and the heading of the column of those.
pub const INPUT_ROW: &str = "0 (input)";
pub const LAYER_COLUMN: &str = "layer h";

/// A value along the way back.
pub fn journey(last: Shown, depth: usize, first: Shown) -> String {
    format!("from {last} at layer {depth} to {first} at the input")
}
