//! What all pictures have in common: their names, the places along the layers, the signs of special values.

/// The names of the pictures and of their tabs.
pub const GRADIENTS: &str = "Gradients";
pub const SPECTRUM: &str = "Spectrum";
pub const BOUND: &str = "Bound";
pub const OUTPUTS: &str = "Outputs";
