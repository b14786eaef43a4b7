//! The inside of the selected layer.

use super::Shown;

/// The heading that opens it.
pub fn summary(layer: usize) -> String {
    format!("Inside layer {layer}")
}

/// A picture on its own: its heading, and the keys to the pictures.
pub fn title(title: &str, layer: usize) -> String {
    format!("{title}, layer {layer}")
}
pub const JACOBIAN_TITLE: &str = "The Jacobian J";
pub const DIAG_TITLE: &str = "The slopes, diag[A′]";
pub const WEIGHT_TITLE: &str = "The weights, wᵀ";
pub const PLANE_TITLE: &str = "What J does to directions";
pub const CURVE_TITLE: &str = "The activation function";
pub const MAP_KEY: &str = "Rows are units, columns inputs. Orange: above 0; blue, and bars like a minus: below 0. Each shade is √10 times the next, the palest below 0.001; exact zeros are empty.";
pub const PLANE_KEY: &str = "The dotted circle has radius 1; v₁, v₂ are the two directions that J stretches most, u₁, u₂ those where they end.";
pub const CURVE_KEY: &str =
    "Each dot is a unit at its pre-activation a; the ring is the selected unit.";

/// The matrices: captions, and the head of their rows.
pub const WEIGHTS: &str = "wᵀ: row i, column k is w from input k to unit i";
pub const ENTRIES: &str = "J: row i, column k is A′(aᵢ) times that weight";
pub const ROW: &str = "row i";

/// The text alternative of a matrix; what follows begins with a comma or a full stop, and a final
/// full stop ends it.
pub fn matrix(
    name: &str,
    [rows, columns]: [usize; 2],
    [positive, negative, zero]: [usize; 3],
) -> String {
    format!(
        "{name}, rows: {rows}, columns: {columns}. Positive entries: {positive}, negative: {negative}, exactly 0: {zero}"
    )
}

pub fn not_finite_entries(count: usize) -> String {
    format!(", not finite: {count}")
}

pub fn largest_entry(entry: Shown, row: usize, column: usize) -> String {
    format!(". The largest in size is {entry}, in row {row}, column {column}")
}

/// An entry of J in one line: its slope at `a`, and `slope` times `weight`.
pub fn entry([i, k]: [usize; 2], a: &str, [slope, weight, result]: [&str; 3]) -> String {
    format!("J row {i}, column {k} = A′(a) × w = A′({a}) × w = {slope} × {weight} = {result}")
}

/// The plane: caption and heads of its table.
pub const PLANE: &str = "The two leading singular values of J";
pub const PLANE_COLUMNS: [&str; 2] = ["number", "σ"];

/// The text alternative of the plane; `sides` is empty or one of the three below.
pub fn ellipse(first: Shown, second: Shown, sides: &str) -> String {
    format!(
        "The unit circle is mapped to an ellipse with the half axes σ₁ = {first} and σ₂ = {second}. {sides}"
    )
}

pub const ALL_EXPAND: &str = "Every direction of this plane expands.";
pub const ALL_SHRINK: &str = "Every direction of this plane shrinks.";
pub const SOME_EXPAND: &str = "Some directions of this plane expand, others shrink.";

/// The same for a single input.
pub fn line(first: Shown) -> String {
    format!("The two vectors of length 1 are mapped to vectors of length {first}.")
}

/// In the picture of the plane, if the image does not exist, or is too small or too large.
pub const NO_IMAGE: &str = "The image is not finite.";

pub fn point(first: Shown) -> String {
    format!("a point here: σ₁ = {first}")
}

pub fn beyond(name: &str, value: Shown) -> String {
    format!("▲ beyond the picture: {name} = {value}")
}

/// A direction that was not used as given.
pub const DIRECTION: &str = "direction";
pub const DEGREES: &str = "a number of degrees, up to a million";

/// A direction; `verdict` is empty or one of the four below.
pub fn direction(degrees: f64, stretch: Shown, verdict: &str) -> String {
    format!("x at {degrees}° from v₁: ‖J x‖ = {stretch}{verdict}.")
}

pub const LOST: &str = ": this direction is lost";
pub const KEEPS: &str = ": it keeps its length";
pub const EXPANDS: &str = ": it expands";
pub const SHRINKS: &str = ": it shrinks";

/// What the plane leaves out of the space of all inputs.
pub fn left_out(inputs: usize) -> String {
    match inputs {
        0 | 1 => {
            "One input: there are only this direction and its opposite, so nothing is left out."
                .into()
        }
        2 => "Two inputs: this plane is the whole input space, so nothing is left out.".into(),
        3 => "The third direction, at right angles to this plane, is stretched by σ₃ ≤ σ₂.".into(),
        _ => format!(
            "{} more directions, at right angles to this plane, are stretched by at most σ₂; all singular values are on the card of the layer.",
            inputs - 2
        ),
    }
}

/// The supremum of |A'|; `place` is one of those below.
pub fn supremum(supremum: &str, place: &str) -> String {
    format!("sup |A′| = {supremum} {place}")
}

pub const EVERYWHERE: &str = "everywhere";
pub const POSITIVE: &str = "for all a > 0";
pub const APPROACHED: &str = "only approached, for a → ∞";
pub const MULTIPLES: &str = "at all multiples of π";

pub fn at(a: &str) -> String {
    format!("at a = {a}")
}

/// The text alternative of the curves; `outside` is empty or [`outside`].
pub fn curves(
    activation: &str,
    units: usize,
    [supremum, largest]: [Shown; 2],
    outside: &str,
) -> String {
    format!(
        "{activation} and its derivative with the pre-activations of {units} units. {supremum}. The largest |A′| of this layer is {largest}.{outside}"
    )
}

/// Units beyond the ends of the picture.
pub fn outside(left: usize, right: usize) -> String {
    format!(" Outside the picture: {left} left of −6, {right} right of 6.")
}

/// One unit, and the caption and the heads of the table of all.
pub fn unit(unit: usize, [a, output, slope]: [&str; 3]) -> String {
    format!("Unit {unit}: a = {a}, A(a) = {output}, A′(a) = {slope}.")
}

pub const UNITS: &str = "The units of the layer";
pub const UNIT_COLUMNS: [&str; 4] = ["unit i", "aᵢ", "A(aᵢ)", "A′(aᵢ)"];

/// The settings of most other layers.
pub fn others(activation: &str, width: &str, gain: &str) -> String {
    format!("Most others: {activation}, width {width}, gain {gain}.")
}

pub const NO_OTHERS: &str = "There are no other layers.";
