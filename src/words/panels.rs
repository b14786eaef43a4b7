//! What all pictures have in common: their names, the places along the layers, the axes, the signs
//! of special values.

use super::Shown;

/// The names of the pictures and of their tabs; and what each shows, as its page outside the live
/// one begins.
pub const GRADIENTS: [&str; 2] = [
    "Gradients",
    "The lengths of the gradients of outputs and of weights, and of what enters each layer.",
];
pub const SPECTRUM: [&str; 2] = [
    "Spectrum",
    "Marks: how much each layer stretches its directions. Lines: the same for all layers from there to the end together.",
];
pub const BOUND: [&str; 2] = [
    "Bound",
    "What the norms of the layers allow, and what the layers do.",
];
pub const OUTPUTS: [&str; 2] = [
    "Outputs",
    "How the outputs and the slopes of each layer are spread.",
];

/// The axes.
pub const NORM: &str = "norm";
pub const INPUT_TICK: &str = "input";
pub const LAYER_TICK: &str = "layer";
pub const CROSS: &str = "✕ not finite";

/// A range of an axis, from the power of ten at its bottom to that at its top.
pub fn range(bottom: &str, top: &str) -> String {
    format!("{bottom} to {top}")
}

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

/// The signs in a legend.
pub const OFF_SCALE: &str = "off the scale";
pub const NOT_RESOLVED: &str = "not resolved: an upper estimate";
