//! The table of the singular values.

/// In plain arithmetic.
pub const PLAIN: [&str; 2] = ["plain f64", "plain f32"];

/// Its caption and its columns.
pub const CAPTION: &str =
    "Singular values of every layer and of the chain from its output to the end";
pub const LAYER_COLUMN: &str = "σᵢ of J⁽ʰ⁾";
pub const CHAIN_COLUMN: &str = "σᵢ of the chain P⁽ʰ⁾";
