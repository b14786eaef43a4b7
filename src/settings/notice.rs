//! What was not taken as given.

use std::fmt;

use crate::words::notices as words;

/// One value that was not taken as given: which, why, and what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The key of the setting, or what else it is about, such as "link".
    pub field: String,
    /// What was given, at most [`Notice::LONGEST`] characters of it.
    pub given: String,
    /// What would be allowed, as part of a sentence: "a whole number from 1 to 200".
    pub allowed: String,
    /// What is used instead; empty where nothing is.
    pub used: String,
}

impl Notice {
    /// How many characters of the given text are kept.
    pub const LONGEST: usize = 40;

    /// A notice; a long `given` is cut and ends in an ellipsis.
    pub fn new(field: &str, given: &str, allowed: &str, used: &str) -> Self {
        Self {
            field: shortened(field),
            given: shortened(given),
            allowed: allowed.to_owned(),
            used: used.to_owned(),
        }
    }
}

impl fmt::Display for Notice {
    /// One sentence: `depth: "999" is not allowed (a whole number from 1 to 200); 20 is used.`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            field,
            given,
            allowed,
            used,
        } = self;
        f.write_str(&words::notice([field, given, allowed, used]))
    }
}

/// The first [`Notice::LONGEST`] characters, control characters replaced, an ellipsis where something was cut.
fn shortened(text: &str) -> String {
    let printable = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut short: String = text.chars().take(Notice::LONGEST).map(printable).collect();
    if text.chars().nth(Notice::LONGEST).is_some() {
        short.push('\u{2026}');
    }
    short
}
