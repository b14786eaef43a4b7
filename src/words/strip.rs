//! The strip of gains.

use super::Shown;

/// The heading of a saved picture.
pub const TITLE: &str = "Every column a network: what the gain does";

/// The handle, and what a column is called.
pub fn gain(gain: Shown) -> String {
    format!("gain {gain}")
}

/// The same where layers differ in gain: all are multiplied.
pub fn gains_times(factor: Shown) -> String {
    format!("gains × {factor}")
}

/// The same for a network file.
pub fn weights_times(factor: Shown) -> String {
    format!("weights × {factor}")
}

/// A factor on the scale.
pub fn times(factor: Shown) -> String {
    format!("×\u{202f}{factor}")
}

/// A well-known gain and who or what it is for.
pub fn known(number: &str, name: &str) -> String {
    format!("{number}\u{a0}{name}")
}
pub const HALF: &str = "½";
pub const ROOT_TWO: &str = "√2";
pub const FIVE_THIRDS: &str = "5/3";
pub const XAVIER: &str = "Xavier";
pub const HE: &str = "He";
pub const LECUN: &str = "LeCun";
pub const TANH: &str = "tanh";

/// A whole network in a few words.
pub const DEAD: &str = "dies";
pub const VANISHING: &str = "vanishes";
pub const SHRINKING: &str = "shrinks";
pub const STABLE: &str = "survives";
pub const GROWING: &str = "grows";
pub const EXPLODING: &str = "explodes";
pub const NOT_FINITE: &str = "not finite";
pub const NOT_RESOLVED: &str = "not resolved";
pub const NOT_YET: &str = "not computed yet";

/// One column: `name` is the gain, `state` one of the words above, `length` that of the gradient.
pub fn column(name: &str, state: &str, length: Shown) -> String {
    format!("{name}: {state}, {length} at the input")
}

/// One column without a length.
pub fn column_without(name: &str, state: &str) -> String {
    format!("{name}: {state}")
}

/// The whole strip: what its columns are, from which gain to which.
pub fn columns(from: &str, to: &str) -> String {
    format!(
        "Each column is a whole network, from {from} to {to}, the output at the top and the input at the bottom."
    )
}

/// The gains at which the gradient survives, as listed by [`stretch`] and [`with_gaps`].
pub fn valley(gains: Option<&String>) -> String {
    match gains {
        Some(gains) => {
            format!("The gradient survives, within a factor of 10 of its length, at {gains}.")
        }
        None => {
            "At none of them the gradient survives, within a factor of 10 of its length.".into()
        }
    }
}

/// Factors in one list.
pub fn times_list(factors: &str) -> String {
    format!("×\u{a0}{factors}")
}

/// The same below the strip.
pub fn survives(gains: &str) -> String {
    format!("survives: {gains}")
}

/// Neighbouring gains.
pub fn stretch(from: Shown, to: Shown) -> String {
    format!("{from}–{to}")
}

/// More stretches than can be listed, from the first gain to the last.
pub fn with_gaps(stretch: &str) -> String {
    format!("{stretch}, with gaps")
}

/// In place of a list.
pub const NOWHERE: &str = "none of these";
pub const LIST: &str = ", ";

/// A sentence about one end of the strip, from the words about its column.
pub fn end(column: &str) -> String {
    let mut sentence = format!("{column}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// Sentences in a row.
pub const SPACE: &str = " ";

/// In place of the sentences while no column is known, and after them if the columns are older.
pub const EMPTY: &str = "Not computed yet.";
pub const OLDER: &str = "These are the columns of the settings before.";

/// Below the strip.
pub const LEGEND: &str = "Each column is a whole network, output on top:";
pub const SHORTER: &str = "shorter";
pub const SAME: &str = "as long";
pub const LONGER: &str = "longer";
pub const ZERO: &str = "exactly 0";
pub const PINNED: &str = "A";

/// A network of very many weights.
pub const TOO_LARGE: &str =
    "No columns: they would need all weights of this network at every gain.";
