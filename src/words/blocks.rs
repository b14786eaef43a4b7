//! Skips and norms of a layer.

use super::Shown;

/// Behind the title of a layer: ", skip 0.5, layer norm inside". The norm is whether it subtracts the mean, and its place: before,
/// inside, after.
pub fn of(skip: Option<f64>, norm: Option<(bool, usize)>) -> String {
    let skip = skip.map(|skip| format!(", skip {skip}"));
    let norm = norm.map(|(is_centred, place)| {
        let kind = if is_centred { "layer" } else { "RMS" };
        let place = PLACES.get(place).copied().unwrap_or_default();
        format!(", {kind} norm {place}")
    });
    skip.unwrap_or_default() + &norm.unwrap_or_default()
}

/// Where a norm acts.
const PLACES: [&str; 3] = ["before the weights", "inside", "after the sum"];

pub const REACHES: &str = "‖J‖ reaches this bound.";

pub fn above(times: &str) -> String {
    format!("The bound is {times} times ‖J‖.")
}

/// The matrix J of such a layer.
pub const ENTRIES: &str = "J: row i, column k is how fast output i follows input k";

/// An entry of J with a skip of s and without a norm; `one`: "1 + " on the diagonal.
pub fn entry([i, k]: [usize; 2], one: &str, [skip, slope, weight, result]: [&str; 4]) -> String {
    format!(
        "J row {i}, column {k} = {one}s × A′(a) × w = {one}{skip} × {slope} × {weight} = {result}"
    )
}

/// An entry of J with a norm, which mixes all entries of a row or of a column.
pub fn mixed_entry([i, k]: [usize; 2], result: &str) -> String {
    format!("J row {i}, column {k} = {result}, an entry of the whole product with the norm")
}

/// Below the image under J, in a layer taken apart.
pub const SLOPES_AND_SKIP: &str = "and what went in is added";
pub const SLOPES_AND_NORM: &str = "and the norm evens it out";
pub const SLOPES_AND_BOTH: &str = "what went in is added, and a norm evens it out";
/// The bound there.
pub fn ceiling(bound: Shown) -> String {
    format!("dashed ceiling: no direction is longer than {bound}")
}

/// What happens to the arrow.
pub fn both(weights: Shown, whole: Shown) -> String {
    format!(
        " The arrow is {weights} long after the weights alone and {whole} after the whole layer."
    )
}

pub const BACKWARDS: &str = " A gradient passes the same parts of the layer backwards.";

/// In the text alternative.
pub fn image(long: Shown, short: Shown) -> String {
    format!(" The whole layer leaves an ellipse with the half axes σ₁ = {long} and σ₂ = {short}.")
}

pub fn below_ceiling(bound: Shown) -> String {
    format!(" No direction can be longer than {bound}.")
}
