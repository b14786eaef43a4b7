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
pub const DEAD: &str = "dead";
pub const VANISHING: &str = "vanishing";
pub const SHRINKING: &str = "shrinking";
pub const STABLE: &str = "stable";
pub const GROWING: &str = "growing";
pub const EXPLODING: &str = "exploding";
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

/// The gains at which the gradient survives, each stretch one of those below.
pub fn valley(stretches: &str) -> String {
    format!("At the input the gradient stays within a factor of 1000 of its length {stretches}.")
}

pub fn between(from: &str, to: &str) -> String {
    format!("between {from} and {to}")
}

pub fn at_most(to: &str) -> String {
    format!("up to {to}")
}

pub fn at_least(from: &str) -> String {
    format!("from {from} on")
}

pub fn near(gain: &str) -> String {
    format!("near {gain}")
}

pub const EVERYWHERE: &str = "everywhere on the strip";

/// Stretches in one list.
pub fn and(first: &str, last: &str) -> String {
    format!("{first} and {last}")
}

/// The first stretch, and so many more (at least two) up to a gain.
pub fn interrupted(first: &str, more: usize, last: &str) -> String {
    format!("{first}, and in {more} more stretches up to {last}")
}

pub const NOWHERE: &str = "Nowhere on the strip does the gradient at the input stay within a factor of 1000 of its length.";

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
pub const SHRINKS: &str = "shrinks";
pub const KEEPS: &str = "keeps";
pub const GROWS: &str = "grows";
pub const ZERO: &str = "exactly 0";
pub const PINNED: &str = "A";
