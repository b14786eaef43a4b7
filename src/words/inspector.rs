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
pub const MAP_KEY: &str = "Rows are units, columns inputs. Orange: above 0; blue, and bars like a minus: below 0. Each shade is √10 times the next, the palest below 0.001; exact zeros are empty.";

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

/// A cell of a heat map stands for so many rows and columns of entries.
pub fn grouped([rows, columns]: [usize; 2]) -> String {
    format!(
        ". Each cell stands for {rows} × {columns} entries and shows the largest of them, whatever its sign"
    )
}
