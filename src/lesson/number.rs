//! Numbers as people write them: `0.25`, `0,25`, `1/4`, `1e-5`, `10^-5`, `2.5 × 10⁻⁵`.

use crate::scene::Value;

/// The magnitude that a text says, however large or small; `None` where it is none that can be told, or below 0.
///
/// ```
/// # use gradlens::{lesson::magnitude, scene::Value};
/// assert_eq!(magnitude("10^-400"), Some(Value::Finite(-400.0)));
/// assert_eq!(magnitude("0,0"), Some(Value::Zero));
/// assert_eq!(magnitude("-1"), None);
/// ```
pub fn magnitude(text: &str) -> Option<Value> {
    let text = plain(text);
    let (mut log10, mut sign) = (0.0, 1.0);
    let mut is_zero = false;
    let mut rest = text.as_str();
    loop {
        let end = rest.find(['*', '/']).unwrap_or(rest.len());
        match power(rest.get(..end)?)? {
            Value::Finite(own) => log10 += sign * own,
            _ if sign > 0.0 => is_zero = true,
            _ => return None,
        }
        if end == rest.len() {
            break;
        }
        sign = if rest.as_bytes().get(end) == Some(&b'/') {
            -1.0
        } else {
            1.0
        };
        rest = rest.get(end + 1..)?;
    }
    Some(if is_zero {
        Value::Zero
    } else {
        Value::Finite(log10)
    })
}

/// Without spaces and brackets, with `*`, `^`, `.` and `-` for all their other signs.
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
            ' ' | '\u{a0}' | '\u{202f}' | '\t' | '(' | ')' => {}
            ',' => out.push('.'),
            '−' | '–' => out.push('-'),
            '×' | '·' | 'x' => out.push('*'),
            other => out.push(other.to_ascii_lowercase()),
        }
    }
    out
}

/// `12.5`, `1e-5` or `10^-5`.
#[inline(never)]
fn power(text: &str) -> Option<Value> {
    let (base, exponent) = text.split_once('^').unwrap_or((text, "1"));
    // Apart, because a number may be too small for an f64.
    let (figures, tens) = base.split_once('e').unwrap_or((base, "0"));
    let [figures, tens, exponent] = [figures, tens, exponent].map(real);
    let (figures, exponent) = (figures?, exponent?);
    if figures < 0.0 || figures == 0.0 && exponent <= 0.0 {
        return None;
    }
    let tens = tens?;
    Some(match figures == 0.0 {
        true => Value::Zero,
        false => Value::Finite((libm::log10(figures) + tens) * exponent),
    })
}

/// Digits with a point and a sign only; infinities have names, and so are none.
#[inline(never)]
fn real(text: &str) -> Option<f64> {
    let is_number = |c: u8| c.is_ascii_digit() || b"+-.".contains(&c);
    if !text.bytes().all(is_number) {
        return None;
    }
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
