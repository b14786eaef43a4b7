//! Large numbers as people say them: 102, 13,000, 2.4 trillion, about 10³¹.

use super::value::power_of_ten;
use crate::words::verdict as words;

/// What is known of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Its value: it is rounded to the nearest.
    Exact,
    /// It is at least this: it is rounded down.
    AtLeast,
    /// It is at most this: it is rounded up.
    AtMost,
}

impl Sense {
    pub(super) fn round(self, x: f64) -> f64 {
        match self {
            Self::Exact => x.round(),
            Self::AtLeast => x.floor(),
            Self::AtMost => x.ceil(),
        }
    }

    /// The text with its sense before it.
    pub(super) fn qualified(self, text: &str) -> String {
        match self {
            Self::Exact => text.into(),
            Self::AtLeast => words::at_least(text),
            Self::AtMost => words::at_most(text),
        }
    }
}

/// From here on a number has no name that people know: log10 of 999.5 trillion.
const NAMELESS: f64 = 14.999_782_808_924_9;
/// From here on an exponent of ten has too many digits to be read.
const TOWER: f64 = 1e6;

/// 10^log10, which is at least 1, with its sense before it: three significant digits from a hundred of a
/// unit on, otherwise two; past the trillions the nearest power of ten.
pub(super) fn spoken(log10: f64, sense: Sense) -> String {
    if log10 >= TOWER {
        return sense.qualified(&words::tower(&figures(libm::log10(log10), sense)));
    }
    let number = figures(log10, sense);
    match (log10 >= NAMELESS, sense) {
        (true, Sense::Exact) => words::about(&number),
        _ => sense.qualified(&number),
    }
}

fn figures(log10: f64, sense: Sense) -> String {
    if log10 >= NAMELESS {
        return power_of_ten(sense.round(log10));
    }
    let mut unit = (log10 / 3.0).floor().max(0.0);
    let number = libm::pow(10.0, log10 - 3.0 * unit);
    let mut shown = match number < 10.0 {
        true => sense.round(number * 10.0) / 10.0,
        false => sense.round(number),
    };
    if shown >= 1000.0 {
        (shown, unit) = (1.0, unit + 1.0);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 5"
    )]
    let unit = unit as usize;
    words::number(shown, unit).unwrap_or_else(|| power_of_ten(15.0))
}
