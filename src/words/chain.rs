//! The gradient of the weights as a chain of factors.

use super::Shown;

/// The name of a factor, for screen readers.
pub const LOSS: &str = "gradient of the loss";

pub fn jacobian(layer: usize, activation: &str) -> String {
    format!("Jacobian of layer {layer}, {activation}")
}

pub fn output_by_weights(layer: usize) -> String {
    format!("output of layer {layer} with respect to its weights")
}

/// Between the symbol of a factor and its norm, for screen readers.
pub fn between(name: &str) -> String {
    format!(", {name}, norm ")
}

/// The product of the norms beside the norm of the gradient.
pub fn larger(product: Shown, times: &str, truth: Shown) -> String {
    format!(
        "The product of the norms, {product}, is {times} times ‖∂L/∂w‖ = {truth}: the factors do not stretch the same directions."
    )
}

pub fn equal(truth: Shown) -> String {
    format!(
        "The product of the norms is ‖∂L/∂w‖ = {truth} to 1 %: all factors stretch the same direction."
    )
}

pub fn open(product: Shown, truth: Shown) -> String {
    format!("The product of the norms is {product}, ‖∂L/∂w‖ is {truth}.")
}
