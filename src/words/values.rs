//! Values that are not numbers, or not precise ones.

use super::Shown;

pub const ZERO: &str = "exactly 0";
pub const NOT_FINITE: &str = "not finite";

/// A number that would take too long.
pub const DEAR: &str = "not computed";

/// A number between two others: "1.98 to 2.01".
pub fn between(least: Shown<'_>, most: Shown<'_>) -> String {
    format!("{least} to {most}")
}

/// `bound`: "< 10⁻²⁰".
pub fn not_resolved(bound: &str) -> String {
    format!("{bound}, not resolved")
}

/// A symbol in MathML whose value is not finite.
pub fn symbol_not_finite(mathml: &str) -> String {
    format!("{mathml}<mtext>\u{a0}is not finite</mtext>")
}

/// The same for a symbol or a name as text.
pub fn is_not_finite(symbol: &str) -> String {
    format!("{symbol} is not finite")
}

/// A rank out of this many: values that are not resolved may be 0.
pub fn rank(rank: usize, of: usize, is_resolved: bool) -> String {
    let at_most = if is_resolved { "" } else { "at most " };
    format!("{at_most}{rank} of {of}")
}
