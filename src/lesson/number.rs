//! Numbers as people write them: `0.25`, `0,25`, `1/4`, `(1/2)^20`, `1e-5`, `10^-5`, `2.5 × 10⁻⁵`.

use crate::scene::Value;
use crate::settings::decimal;

/// The most characters of a number.
const LONGEST: usize = 100;

/// The magnitude written in a text, however large or small; `None` if it cannot be read, or is
/// below 0. A comma is a decimal point unless it may separate thousands.
///
/// ```
/// # use gradlens::{lesson::magnitude, scene::Value};
/// assert_eq!(magnitude("10^-400"), Some(Value::Finite(-400.0)));
/// assert_eq!(magnitude("0,0"), Some(Value::Zero));
/// assert_eq!(magnitude("-1"), None);
/// assert_eq!(magnitude("1,024"), None);
/// ```
pub fn magnitude(text: &str) -> Option<Value> {
    if parts_thousands(text) {
        return None;
    }
    let text = plain(text);
    let mut reader = Reader { rest: &text };
    let value = (text.len() <= LONGEST).then(|| reader.product())??;
    reader.rest.is_empty().then_some(value)
}

/// Whether a comma may separate thousands: one to three digits precede it, not beginning with 0,
/// and three follow.
fn parts_thousands(text: &str) -> bool {
    text.match_indices(',').any(|(at, _)| {
        let (before, after) = text.as_bytes().split_at(at);
        let digits = |part: &mut dyn Iterator<Item = &u8>| -> Vec<u8> {
            part.copied().take_while(u8::is_ascii_digit).collect()
        };
        let whole = digits(&mut before.iter().rev());
        let following = digits(&mut after.iter().skip(1));
        following.len() == 3
            && matches!(whole.as_slice(), [.., first] if *first != b'0')
            && whole.len() <= 3
    })
}

/// The text without spaces, with all variants of `*`, `^`, `.`, `-` and round brackets replaced by
/// these.
#[inline(never)]
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut is_high = false;
    for c in text.chars() {
        let high = match c {
            '⁻' => Some('-'),
            '¹' => Some('1'),
            '²' => Some('2'),
            '³' => Some('3'),
            '⁰'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10),
            _ => None,
        };
        if high.is_some() && !is_high {
            out.push('^');
        }
        is_high = high.is_some();
        match high.unwrap_or(c) {
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\t' => {}
            ',' => out.push('.'),
            '−' | '–' => out.push('-'),
            '×' | '·' | 'x' => out.push('*'),
            '{' => out.push('('),
            '}' => out.push(')'),
            other => out.push(other.to_ascii_lowercase()),
        }
    }
    out
}

/// The text still to be read. Values are the logarithms of magnitudes.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Whether this sign comes next; then it has been read.
    fn has(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// `1/4` or `2.5*10^-5`.
    #[inline(never)]
    fn product(&mut self) -> Option<Value> {
        let mut product = self.power()?;
        loop {
            let is_quotient = self.has('/');
            if !is_quotient && !self.has('*') {
                return Some(product);
            }
            product = match (product, self.power()?) {
                (_, Value::Zero) if is_quotient => return None,
                (Value::Finite(a), Value::Finite(b)) => {
                    Value::Finite(if is_quotient { a - b } else { a + b })
                }
                _ => Value::Zero,
            };
        }
    }

    /// `12.5`, `1e-5`, `10^-5` or `(1/2)^20`.
    #[inline(never)]
    fn power(&mut self) -> Option<Value> {
        let base = match self.has('(') {
            true => self.product().filter(|_| self.has(')'))?,
            false => self.number()?,
        };
        if !self.has('^') {
            return Some(base);
        }
        let exponent = match self.has('(') {
            true => self.real().filter(|_| self.has(')'))?,
            false => self.real()?,
        };
        match base {
            Value::Finite(log10) => Some(Value::Finite(log10 * exponent)),
            base => (exponent > 0.0).then_some(base),
        }
    }

    /// `12.5` or `1e-5`: mantissa and exponent are read separately, because the number may be too
    /// small for an f64.
    #[inline(never)]
    fn number(&mut self) -> Option<Value> {
        let figures = self.real().filter(|figures| *figures >= 0.0)?;
        let tens = match self.has('e') {
            true => self.real()?,
            false => 0.0,
        };
        Some(match figures > 0.0 {
            true => Value::Finite(libm::log10(figures) + tens),
            false => Value::Zero,
        })
    }

    /// Digits with a point and a sign only.
    #[inline(never)]
    fn real(&mut self) -> Option<f64> {
        let is_other = |c: char| !c.is_ascii_digit() && !matches!(c, '+' | '-' | '.');
        let end = self.rest.find(is_other).unwrap_or(self.rest.len());
        let (own, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        decimal(own).filter(|number| number.is_finite())
    }
}
