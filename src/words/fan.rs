//! The fan and its lens.

use super::Shown;

/// Directions that the frame does not hold.
pub fn below(hidden: usize, count: usize, lowest: &str) -> String {
    format!("{hidden} of {count} directions go on below, to {lowest}")
}

/// Directions that are zero at the input.
pub fn cut_off(cut: usize, count: usize) -> String {
    format!("{cut} of {count} directions are cut off: exactly 0")
}

/// Directions that a layer ends.
pub fn cut(count: usize) -> String {
    format!("{count} cut")
}

/// What stands beside a line whose length at a place is read out.
pub fn length(value: Shown) -> String {
    format!("‖∂L/∂z‖ = {value}")
}

/// The lens.
pub const MAGNIFIED: &str = "magnified";
pub const MADE_SMALLER: &str = "made smaller";
pub const ACTUAL_SIZE: &str = "actual size";
pub const NOTHING_LEFT: &str = "nothing left";
pub const NOT_KNOWN: &str = "…";
pub const AT_THE_INPUT: &str = "at the input";

pub fn after_layer(layer: usize) -> String {
    format!("after layer {layer}")
}

/// Below the plot.
pub const INPUT: &str = "input";
pub const LAYER: &str = "layer";
pub const PER_LAYER: &str = "per layer";
pub const BACK_IT_GOES: &str = "← back it goes";

/// The source of the gradient.
pub const LOSS_GRADIENT: &str = "the loss gradient";
pub const LENGTH_1: &str = "length 1";
pub const TURN_IT: &str = "length 1 · turn it";

/// How far the gradient is turned away from the direction that survives best.
pub fn off_the_luckiest(degrees: f64) -> String {
    format!("{degrees:.0}° off the luckiest")
}

/// In place of a length that is zero.
pub const EXACTLY_ZERO: &str = "exactly 0";

/// The hatch below the bound.
pub fn promised(gap: &str) -> String {
    format!("promised by the norms, never reached: {gap} times as much")
}

pub fn promised_briefly(gap: &str) -> String {
    format!("never reached: {gap} times")
}

/// The bound at the input.
pub fn allows(bound: &str) -> String {
    format!("∏ ‖diag A′‖ ‖w‖ allows {bound}")
}

/// The parts of the gradients of the weights.
pub const GRADIENT_LOST: &str = "what the gradient lost on its way back ←";
pub const GRADIENT_GAINED: &str = "what the gradient gained on its way back ←";
pub const SIGNAL_LOST: &str = "→ what the signal lost on its way forward";
pub const SIGNAL_GAINED: &str = "→ what the signal gained on its way forward";
/// The same in a narrow picture.
pub const GRADIENT_PART: &str = "← gradient";
pub const SIGNAL_PART: &str = "signal →";
/// What the parts add up to; where the sums are level although both parts are dying, that it is so.
pub const SUM: &str = "The line is their sum: ‖∂L/∂w‖ = ‖z‖ · ‖∂L/∂a‖.";
pub const LEVEL: &str =
    "Level! Their sum is ‖∂L/∂w‖ = ‖z‖ · ‖∂L/∂a‖: it looks healthy, and both halves are dying.";
pub const LEVEL_BRIEFLY: &str = "Level, and both halves are dying.";

/// The answer that is still to be found, and the reader's guess.
pub const UNKNOWN: &str = "?";

pub fn guess(length: &str) -> String {
    format!("your guess: {length}")
}

/// Lengths that people know, as log10 of metres.
pub const LANDMARKS: [(f64, &str); 10] = [
    (-20.0, "neutrino"),
    (-15.0, "proton"),
    (-10.0, "atom"),
    (-7.0, "virus"),
    (-4.0, "hair"),
    (0.0, "a metre"),
    (4.0, "Everest"),
    (7.1, "Earth"),
    (11.2, "to the Sun"),
    (16.0, "a light year"),
];
