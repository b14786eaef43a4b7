//! The chain of Jacobians while a network is trained.

/// The lines.
pub const LARGEST: &str = "σ₁ of the chain";
pub const MEDIAN: &str = "median";
pub const LAST: &str = "last resolved";

/// The same where there is little room, and the title of the plot there.
pub const SHORT: [&str; 3] = ["σ₁", MEDIAN, "last"];
pub const TITLE: &str = "chain";

/// A singular value by its number: "σ₁₂".
pub fn sigma(number: usize) -> String {
    let digits = number.to_string();
    let below = digits.bytes().map(|digit| match digit {
        b'0' => '₀',
        b'1' => '₁',
        b'2' => '₂',
        b'3' => '₃',
        b'4' => '₄',
        b'5' => '₅',
        b'6' => '₆',
        b'7' => '₇',
        b'8' => '₈',
        _ => '₉',
    });
    std::iter::once('σ').chain(below).collect()
}

/// A name and what it names: "median σ₈", "σ₁ 0.012".
pub fn named(name: &str, what: &str) -> String {
    format!("{name} {what}")
}

/// All about one step; no parts if nothing is known.
pub fn at_step(step: &str, parts: &[String]) -> String {
    format!("The chain at step {step}: {}.", parts.join("; "))
}

pub fn not_yet(step: &str) -> String {
    format!("The chain at step {step}: not computed yet.")
}

pub fn unresolved(count: usize, all: usize) -> String {
    format!("{count} of {all} not resolved")
}

pub fn zeros(count: usize, all: usize) -> String {
    format!("{count} of {all} exactly 0")
}

/// A line of which no value is resolved.
pub fn never_resolved(name: &str) -> String {
    format!("{name} not resolved")
}

pub const TOO_DEAR: &str = "This network is too large for the singular values of its chain to be followed through the training.";

/// The table.
pub const COLUMNS: [&str; 7] = [
    "step",
    "σ₁ of the chain P⁽⁰⁾",
    "median σ",
    "last resolved σ",
    "resolved",
    "not resolved",
    "exactly 0",
];
