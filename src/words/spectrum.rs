//! The picture of the singular values.

use super::Shown;

pub const AXIS: &str = "singular value";

/// What the series show.
pub const CHAIN: &str = "σᵢ of the chain";
pub const LAYER: &str = "σᵢ of a layer";
pub const LAYER_ZERO: &str = "layer, exactly 0";
pub const LAYER_NOT_FINITE: &str = "layer, not finite";
pub const PLAIN: [&str; 2] = ["plain f64", "plain f32"];
pub const RANK: &str = "rank";

/// The legend.
pub const SHRINKS: &str = "layer, shrinks";
pub const EXPANDS: &str = "layer, expands";
pub const FROM_H: &str = "chain from h to the output";
pub const IN_PLAIN: [&str; 2] = ["in plain f64", "in plain f32"];

/// The text alternative; all but the first sentence begin with a space, or with a comma.
pub fn layers(above: usize, below: usize, zero: usize) -> String {
    format!("Singular values of the layers: {above} at least 1, {below} below 1, {zero} exactly 0.")
}

pub fn not_finite(count: usize) -> String {
    format!(" {count} are not finite.")
}

pub const CHAIN_NOT_FINITE: &str = " The chain to the input is not finite.";

pub fn largest(depth: usize, largest: Shown) -> String {
    format!(" Along the chain the largest goes from 1 at layer {depth} to {largest} at the input.")
}

pub fn both_ends(depth: usize, largest: Shown, smallest: Shown) -> String {
    format!(
        " Along the chain the largest goes from 1 at layer {depth} to {largest} at the input, the smallest nonzero one to {smallest}."
    )
}

/// `rank` is the text of [`super::values::rank`].
pub fn rank(rank: &str) -> String {
    format!(" The chain has rank {rank}.")
}

pub fn plain_says(truth: &str, double: &str, single: &str) -> String {
    format!(
        " The smallest nonzero value at the input is {truth}; plain f64 says {double}, plain f32 {single}."
    )
}

/// The reading at a place: the span of the chain, preceded by that of a layer.
pub fn chain(span: &str) -> String {
    format!("chain {span}")
}

pub fn reading(layer: &str, chain: &str) -> String {
    format!("{layer}; {chain}")
}

/// Follows a reading.
pub fn plain_ends(double: &str, single: &str) -> String {
    format!("; plain f64 ends at {double}, f32 at {single}")
}

/// `few` and `deficit` are empty or the two below.
pub fn span(largest: Shown, smallest: Shown, few: &str, deficit: &str) -> String {
    format!("σ {largest} to {smallest}{few}{deficit}")
}

pub fn few_resolved(count: usize, most: usize) -> String {
    format!(" ({count} of {most} not resolved)")
}

pub fn deficit(rank: &str) -> String {
    format!(", rank {rank}")
}

/// The table.
pub const CAPTION: &str =
    "Singular values of every layer and of the chain from its output to the end";
pub const LAYER_COLUMN: &str = "σᵢ of J⁽ʰ⁾";
pub const CHAIN_COLUMN: &str = "σᵢ of the chain P⁽ʰ⁾";

/// The notes.
pub fn sample(sample: usize, longest: usize) -> String {
    format!("{sample} of up to {longest} singular values per place are drawn; the table has all.")
}

/// `tag` as at a layer: "7/16".
pub fn fraction(tag: &str, rank: &str) -> String {
    format!("{tag} is rank {rank}: the other values are exactly 0.")
}

pub fn whole_rank(rank: &str) -> String {
    format!("Rank of the whole chain: {rank}.")
}

pub fn unresolved(count: usize) -> String {
    format!(
        "{count} singular values of the chain are not resolved; they are drawn dotted, at an upper estimate."
    )
}
