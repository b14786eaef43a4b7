//! What was not used as given.

use std::fmt;

use crate::words::name::is_visible;
use crate::words::notices as words;

/// One value that was not used as given: which, why, and what is used instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The key of the setting, or what else it is about, such as "link".
    pub field: String,
    /// What was given, at most [`Notice::LONGEST`] characters of it.
    pub given: String,
    /// What would be allowed, as part of a sentence: "a whole number from 1 to 200".
    pub allowed: String,
    /// What is used instead; empty if nothing is.
    pub used: String,
    /// Whether what is used means the same as what was given, and only the spelling differs.
    pub is_understood: bool,
}

impl Notice {
    /// How many characters of the given text are kept.
    pub const LONGEST: usize = 40;

    /// A notice; a long `given` is cut and ends with an ellipsis.
    pub fn new(field: &str, given: &str, allowed: &str, used: &str) -> Self {
        Self {
            field: shortened(field),
            given: shortened(given),
            allowed: allowed.to_owned(),
            used: used.to_owned(),
            is_understood: false,
        }
    }

    /// The notice of a value that was understood although links, for this reason, write it
    /// differently.
    pub fn taken_as(field: &str, given: &str, why: &str, used: &str) -> Self {
        Self {
            is_understood: true,
            ..Self::new(field, given, why, used)
        }
    }
}

impl fmt::Display for Notice {
    /// One sentence: `depth: "999" is not allowed (a whole number from 1 to 200); 200 is used.`, or
    /// `act: "swish" is taken as silu (the name in links).`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            field,
            given,
            allowed,
            used,
            is_understood,
        } = self;
        f.write_str(&match is_understood {
            true => words::understood([field, given, allowed, used]),
            false => words::notice([field, given, allowed, used]),
        })
    }
}

/// The first [`Notice::LONGEST`] characters, with an ellipsis if something was cut; characters that
/// would break the line, change its direction or be invisible are replaced.
fn shortened(text: &str) -> String {
    let printable = |c: char| if is_visible(c) { c } else { '\u{fffd}' };
    let mut short: String = text.chars().take(Notice::LONGEST).map(printable).collect();
    if text.chars().nth(Notice::LONGEST).is_some() {
        short.push('\u{2026}');
    }
    short
}
