//! Where the gap between a bound and the truth arises.

use super::Shown;

/// Which layer adds most, or that all add the same.
pub fn most(layer: usize) -> String {
    format!("Layer {layer} adds most")
}
pub const ALIKE: &str = "Each layer adds the same";

/// The whole gap, its part within the layers, its part between them, and what one layer adds.
pub fn parts([whole, within, between]: [Shown<'_>; 3], (who, times): (&str, Shown<'_>)) -> String {
    format!(
        "Where the gap of {whole} times arises: {within} times from bounds above the layers’ own ‖J‖, {between} times from \
         directions that do not meet (∏ ‖J‖ above ‖P⁽⁰⁾‖). {who}, {times} times."
    )
}
