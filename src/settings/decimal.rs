//! Decimal numbers as text.

/// So many digits before and behind the point, and no longer exponent, are read.
const MOST: usize = 400;

/// The f64 nearest to a decimal number such as `-12.5`, `.5`, `5.` or `1e-3`; `None` for any other text, and for one of some hundred digits. Beyond the range of
/// f64 it is infinite or zero.
///
/// Rust's own parser says the same, and weighs twelve kilobytes more in the download.
pub fn decimal(text: &str) -> Option<f64> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent),
        None => (text, "0"),
    };
    let (is_negative, number) = unsigned(number);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let is_digits = |text: &str| text.len() <= MOST && text.bytes().all(|b| b.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let (is_small, digits) = unsigned(exponent);
    let power: i32 = Some(digits)
        .filter(|digits| digits.len() <= 4 && !digits.is_empty() && is_digits(digits))?
        .parse()
        .ok()?;
    let power = if is_small { -power } else { power };
    // Leading zeros of the whole and trailing ones of the fraction are no digits to the parser.
    let whole = whole.trim_start_matches('0').as_bytes();
    let fraction = fraction.trim_end_matches('0').as_bytes();
    let value: f64 = minimal_lexical::parse_float(whole.iter(), fraction.iter(), power);
    Some(if is_negative { -value } else { value })
}

fn unsigned(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}
