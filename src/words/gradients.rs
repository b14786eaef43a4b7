//! The picture of the gradients.

use super::Shown;

/// The legend.
pub const OUTPUT: &str = "‖∂L/∂z⁽ʰ⁾‖ of the output";
pub const WEIGHTS: &str = "‖∂L/∂w⁽ʰ⁾‖ of the weights";
pub const ENTERS: &str = "‖z⁽ʰ⁻¹⁾‖ enters layer h";

/// The text alternative; all but the first sentence begin with a space.
pub const NORMS: &str = "Norms against the layer, logarithmic.";

pub fn gradient(last: Shown, depth: usize, first: Shown) -> String {
    format!(
        " The gradient at the layer outputs is {last} at layer {depth} and {first} at the input."
    )
}

pub fn weight_gradient(last: Shown, depth: usize, first: Shown) -> String {
    format!(" The gradient of the weights is {last} at layer {depth} and {first} at layer 1.")
}

pub fn entering(last: Shown, depth: usize, first: Shown) -> String {
    format!(" The norm of what enters is {last} at layer {depth} and {first} at layer 1.")
}

/// If the gradient of the weights hides that the gradient shrinks `back` times and the output
/// `forth` times.
pub fn level_and_shrinking(back: &str, forth: &str) -> String {
    format!(
        "Why ‖∂L/∂w‖ looks level: it is ‖z⁽ʰ⁻¹⁾‖ times ‖∂L/∂a⁽ʰ⁾‖. On the way back the gradient shrinks {back} times, on the way forward the output shrinks {forth} times, and the product hides both."
    )
}

/// The same if both grow.
pub fn level_and_growing(back: &str, forth: &str) -> String {
    format!(
        "Why ‖∂L/∂w‖ looks level: it is ‖z⁽ʰ⁻¹⁾‖ times ‖∂L/∂a⁽ʰ⁾‖. On the way back the gradient grows {back} times, on the way forward the output grows {forth} times, and the product hides both."
    )
}

/// The table.
pub const CAPTION: &str = "Norms of the gradients and of what enters, at every layer";
