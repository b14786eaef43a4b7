//! The chart of outputs and slopes.

use super::Shown;

/// The row of shares below the picture, and what it means.
pub const FLAT: &str = "flat";
pub const FLAT_MEANS: &str = "flat: share of units that are saturated (|A′| at most 1 % of sup |A′|) or dead (A′ exactly 0).";

/// What is drawn, at the right ends.
pub const NAMES: [&str; 2] = ["|z| of the units", "|A′| of the units"];
/// The row of layers.
pub const LAYERS: &str = "layer";

/// The reading at a place.
pub const AT_INPUT: &str = "outputs and slopes begin at layer 1";

pub fn spread([least, median, most]: [&str; 3]) -> String {
    format!("{median} ({least} to {most})")
}

pub fn reading(outputs: &str, slopes: &str) -> String {
    format!("|z| {outputs}, |A′| {slopes}")
}

/// Follows [`reading`].
pub fn flat_units(units: usize, saturated: usize, dead: usize) -> String {
    format!("; of {units} units {saturated} saturated, {dead} dead")
}

/// The text alternative; all but the first sentence begin with a space.
pub const DESCRIPTION: &str =
    "Magnitudes of outputs and slopes of the units of every layer, logarithmic.";

pub fn median(name: &str, first: Shown, depth: usize, last: Shown) -> String {
    format!(" The median of {name} is {first} at layer 1 and {last} at layer {depth}.")
}

pub fn all_units(units: usize, saturated: usize, dead: usize) -> String {
    format!(" Of {units} units {saturated} are saturated and {dead} are dead.")
}

/// The table.
pub const CAPTION: &str = "Outputs and slopes, units that pass hardly any gradient, and means";
pub const LAYER: &str = "layer";
pub const QUANTILES: [&str; 5] = [
    "smallest",
    "lower quartile",
    "median",
    "upper quartile",
    "largest",
];
pub const SATURATED: &str = "saturated";
pub const DEAD: &str = "dead";

/// Mean and standard deviation of z and A', mean magnitude of the weights' gradient, mean singular value.
pub const MOMENTS: [&str; 6] = [
    "mean z",
    "deviation of z",
    "mean A′",
    "deviation of A′",
    "mean |∂L/∂w|",
    "mean singular value of J",
];

/// A quantile of |z| or |A'|.
pub fn column(name: &str, quantile: &str) -> String {
    format!("{name} {quantile}")
}
