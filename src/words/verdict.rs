//! The answer: what the gradient does, and how far the direction of the loss matters.

use super::name::shown;

/// The states.
pub const DEAD: &str = "Dead";
pub const VANISHING: &str = "Vanishing";
pub const SHRINKING: &str = "Shrinking";
pub const STABLE: &str = "Stable";
pub const GROWING: &str = "Growing";
pub const EXPLODING: &str = "Exploding";
pub const NOT_FINITE: &str = "Not finite";
pub const NOT_RESOLVED: &str = "Not resolved";

/// The whole answer, which begins with the state's word.
pub fn sentence(state: &str, finding: &str) -> String {
    format!("{state}: {finding}")
}

/// The same if the network has a name.
pub fn sentence_in(state: &str, name: &str, finding: &str) -> String {
    format!("{state} in \u{201c}{}\u{201d}: {finding}", shown(name))
}

/// The same in a few words.
pub fn brief(state: &str, per_layer: &str) -> String {
    format!("{state}, ×{per_layer} per layer")
}

/// What is followed.
pub const GRADIENT: &str = "the gradient";
pub const BEST_DIRECTION: &str = "the best direction";
pub const WORST_DIRECTION: &str = "the worst direction";

/// The beginning of the findings below; `subject` is one of the three above.
pub fn way(depth: usize, subject: &str) -> String {
    format!("from layer {depth} back to the input {subject}")
}

pub fn shrinks_at_least(way: &str, times: &str) -> String {
    format!("{way} shrinks at least {times} times; how much more is not resolved.")
}

pub fn grows_at_most(way: &str, times: &str) -> String {
    format!("{way} grows at most {times} times; how much is not resolved.")
}

pub fn shrinks_beyond(way: &str) -> String {
    format!("{way} shrinks more than 10^(10¹⁷) times, beyond what is computed.")
}

pub fn keeps(way: &str, per_layer: &str) -> String {
    format!("{way} keeps its length, ×{per_layer} per layer.")
}

pub fn nearly_keeps(way: &str, per_layer: &str) -> String {
    format!("{way} keeps its length to 1 %, ×{per_layer} per layer.")
}

pub fn shrinks(way: &str, times: &str, per_layer: &str) -> String {
    format!("{way} shrinks {times} times, ×{per_layer} per layer.")
}

pub fn grows(way: &str, times: &str, per_layer: &str) -> String {
    format!("{way} grows {times} times, ×{per_layer} per layer.")
}

/// Other findings.
pub const DEAD_EVERYWHERE: &str = "the gradient is exactly 0 at every layer.";
pub const SOMETHING_NOT_FINITE: &str = "a number of this network is not finite.";

pub fn unknown_below(layer: usize) -> String {
    format!("nothing is known about the gradient below layer {layer}.")
}

pub fn dead_at(layer: usize, activation: &str) -> String {
    format!(
        "no gradient passes layer {layer} ({activation}); below it every gradient is exactly 0."
    )
}

pub fn gradient_not_finite(layer: usize) -> String {
    format!("on the way back, the gradient is not a number from layer {layer} on.")
}

/// `entering`: the norm of what enters the layer.
pub fn output_not_finite(layer: usize, entering: &str, activation: &str) -> String {
    format!(
        "the output of layer {layer} is the first that is not a number: ‖z‖ = {entering} enters it, and {activation} has no value that far out."
    )
}

/// How far the direction of the loss matters; `lost` is empty or [`lost`].
pub fn all_alike(factor: &str, lost: &str) -> String {
    format!("All directions of ∂L/∂y* that arrive have the factor {factor}.{lost}")
}

/// `arrives`: whether some directions do not arrive.
pub fn best_and_worst(best: &str, worst: &str, lost: &str, arrives: bool) -> String {
    let arrives = if arrives { " that arrives" } else { "" };
    format!("Best direction of ∂L/∂y*: factor {best}. Worst{arrives}: {worst}.{lost}")
}

/// Directions that do not arrive, "at least" so many if not all are resolved; begins with a space.
pub fn lost(lost: usize, directions: usize, is_resolved: bool) -> String {
    let at_least = if is_resolved { "" } else { "At least " };
    let verb = if lost == 1 { "is" } else { "are" };
    format!(" {at_least}{lost} of {directions} directions {verb} lost altogether.")
}
