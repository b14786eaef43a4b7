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
