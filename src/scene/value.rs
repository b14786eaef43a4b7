//! One number and how far it can be trusted: finite, exactly zero, not resolved, not finite, or not
//! computed yet.

use std::fmt;

use crate::analysis::Enclosure;
use crate::network::Extended;
use crate::words::values as words;

/// A magnitude, kept as log10 because most of them do not fit an f64.
///
/// The first four kinds are four different marks in every picture and four different words in every
/// table, so that no zero is ever shown as a small number and no guess as a result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// 10^x with this x; all digits printed are right.
    Finite(f64),
    /// Exactly zero.
    Zero,
    /// Only known to be at most 10^x with this x; it may be zero.
    Unresolved(f64),
    /// Between 10^x and 10^y with these x and y: only the digits that both share are known.
    Within(f64, f64),
    /// Not a finite number.
    NotFinite,
    /// Too dear to be computed; never drawn.
    Dear,
    /// Not computed yet; never drawn.
    Pending,
}

/// A rounding difference, in decades: a number this close to a border counts as on it.
pub const ROUNDING: f64 = 1e-10;
/// Bounds that are nearer than this, in decades, are one number with all its digits.
const KNOWN: f64 = 4e-7;
/// A bit less than a hundredth, in decades.
pub const ONE_PERCENT: f64 = 0.0043;

impl Value {
    /// A value for which only this upper estimate is known.
    pub fn unresolved(estimate: Extended) -> Self {
        match Self::from(estimate) {
            Self::Finite(log10) => Self::Unresolved(log10),
            other => other,
        }
    }

    /// What is known of a number between two bounds.
    pub fn between(norm: Enclosure) -> Self {
        match (norm.lower.log10(), norm.upper.log10()) {
            _ if norm.is_resolved() => norm.upper.into(),
            (_, Some(upper)) if !upper.is_finite() => Self::Dear,
            (Some(lower), Some(upper)) => Self::Within(lower, upper),
            _ => Self::unresolved(norm.upper),
        }
    }

    /// 10^log10, which may be minus infinity; not finite if it is NaN or infinity.
    #[cfg(feature = "whole")]
    pub fn from_log10(log10: f64) -> Self {
        match log10 {
            f64::NEG_INFINITY => Self::Zero,
            x if x.is_finite() => Self::Finite(x),
            _ => Self::NotFinite,
        }
    }

    /// A number that may lie so many decades below this one.
    pub fn down_by(self, decades: f64) -> Self {
        match self {
            Self::Finite(x) if decades.is_infinite() => Self::Unresolved(x),
            Self::Finite(x) if decades > KNOWN => Self::Within(x - decades, x),
            other => other,
        }
    }

    /// Whether it is not known what it is: pending, too dear, or not a number.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Dear | Self::NotFinite)
    }

    /// Whether only an upper estimate is known.
    pub fn is_unresolved(self) -> bool {
        matches!(self, Self::Unresolved(_))
    }

    /// log10 of the value, or of its upper estimate; `None` for zero and for values that are not
    /// finite.
    pub fn log10(self) -> Option<f64> {
        match self {
            Self::Finite(log10) | Self::Unresolved(log10) => Some(log10),
            Self::Within(least, most) => Some(f64::midpoint(least, most)),
            Self::Zero | Self::NotFinite | Self::Pending | Self::Dear => None,
        }
    }

    /// log10 of the value if it is finite, resolved and not zero.
    pub fn resolved_log10(self) -> Option<f64> {
        match self {
            Self::Finite(log10) => Some(log10),
            _ => None,
        }
    }

    /// The value over 10^log10.
    pub fn over(self, log10: f64) -> Self {
        match self {
            Self::Finite(x) => Self::Finite(x - log10),
            Self::Unresolved(x) => Self::Unresolved(x - log10),
            Self::Within(x, y) => Self::Within(x - log10, y - log10),
            other => other,
        }
    }

    /// The magnitude for a place on a linear scale; infinite if past f64, NaN if there is none.
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Zero => 0.0,
            other => other
                .log10()
                .map_or(f64::NAN, |log10| libm::pow(10.0, log10)),
        }
    }

    /// The number in at most this many significant digits, without text around it.
    ///
    /// Between 0.001 and 1000 as a decimal number, otherwise as `2.31 × 10⁻¹³`. Four digits are
    /// right for everything resolved; more are never offered.
    pub fn digits(self, digits: usize) -> String {
        match self {
            Self::Finite(log10) => Rounded::of(log10, digits.clamp(1, 4)).to_string(),
            Self::Zero => "0".into(),
            Self::Unresolved(log10) => match log10.ceil() {
                0.0 => "<\u{a0}1".into(),
                exponent => format!("<\u{a0}{}", power_of_ten(exponent)),
            },
            Self::Within(least, most) => {
                let digits = digits.clamp(2, 4);
                let least = Rounded::down(least, digits);
                words::between(&least, &Rounded::up(most, digits))
            }
            Self::NotFinite => words::NOT_FINITE.into(),
            Self::Dear => words::DEAR.into(),
            Self::Pending => "…".into(),
        }
    }
}

impl From<Extended> for Value {
    fn from(value: Extended) -> Self {
        if !value.is_finite() {
            return Self::NotFinite;
        }
        match value.log10() {
            None => Self::Zero,
            Some(log10) if value.is_underflow() => Self::Unresolved(log10),
            Some(log10) => Self::Finite(log10),
        }
    }
}

/// Three significant digits, "exactly 0", "< 10⁻²⁰, not resolved", "not finite" or "…".
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zero => out.write_str(words::ZERO),
            Self::Unresolved(_) => out.write_str(&words::not_resolved(&self.digits(3))),
            _ => out.write_str(&self.digits(3)),
        }
    }
}

/// 10^exponent as text, `10⁻¹³`, for an exponent without a fraction.
pub fn power_of_ten(exponent: f64) -> String {
    format!("10{}", superscript(exponent))
}

/// Beyond this an f64 logarithm does not hold four digits of its number.
const FEW_DIGITS: f64 = 1e9;

/// A positive number rounded for print: digits, times a power of ten if needed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rounded {
    /// A decimal number; empty if only the power of ten is known.
    pub figures: String,
    /// The exponent of ten without a fraction, if there is one.
    pub exponent: Option<f64>,
}

impl Rounded {
    /// 10^log10 with this many significant digits, rounded once.
    pub(super) fn of(log10: f64, digits: usize) -> Self {
        if log10.abs() > FEW_DIGITS {
            return Self {
                figures: String::new(),
                exponent: Some(log10.round()),
            };
        }
        let decimals = digits - 1;
        let mut exponent = log10.floor();
        let mut mantissa = format!("{:.decimals$}", libm::pow(10.0, log10 - exponent));
        if mantissa.starts_with("10") {
            exponent += 1.0;
            mantissa = format!("{:.decimals$}", 1.0);
        }
        if (-3.0..3.0).contains(&exponent) {
            return Self {
                figures: decimal(&mantissa, exponent),
                exponent: None,
            };
        }
        Self {
            figures: mantissa,
            exponent: Some(exponent),
        }
    }
}

impl Rounded {
    /// At most 10^log10, with this many significant digits.
    fn down(log10: f64, digits: usize) -> Self {
        Self::towards(log10, digits, -1.0)
    }

    /// At least 10^log10.
    fn up(log10: f64, digits: usize) -> Self {
        Self::towards(log10, digits, 1.0)
    }

    /// Rounded, and half a unit of the last digit further where that is on the wrong side.
    fn towards(log10: f64, digits: usize, side: f64) -> Self {
        if log10.abs() > FEW_DIGITS {
            return Self::of(log10 + 0.5 * side, digits);
        }
        let exponent = log10.floor();
        let mantissa = libm::pow(10.0, log10 - exponent);
        let units = [1.0, 1.0, 10.0, 100.0, 1000.0][digits.min(4)];
        let whole = mantissa * units;
        // What is a whole number but for roundings is one.
        let near = whole.round();
        let whole = match (whole - near).abs() < 1e-9 * near {
            true => near,
            false if side > 0.0 => whole.ceil(),
            false => whole.floor(),
        };
        Self::of(exponent + libm::log10(whole / units), digits)
    }
}

impl fmt::Display for Rounded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.exponent {
            Some(exponent) if self.figures.is_empty() => out.write_str(&power_of_ten(exponent)),
            Some(exponent) => write!(
                out,
                "{}\u{a0}×\u{a0}{}",
                self.figures,
                power_of_ten(exponent)
            ),
            None => out.write_str(&self.figures),
        }
    }
}

/// The decimal number mantissa * 10^exponent by moving the point, so that nothing is rounded twice.
fn decimal(mantissa: &str, exponent: f64) -> String {
    let figures = mantissa.replace('.', "");
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the caller has exponents of -3..3"
    )]
    let point = exponent as i32 + 1;
    match usize::try_from(point) {
        Ok(0) | Err(_) => {
            let zeros = "0".repeat(point.unsigned_abs() as usize);
            format!("0.{zeros}{figures}")
        }
        Ok(point) if point >= figures.len() => {
            format!("{figures}{}", "0".repeat(point - figures.len()))
        }
        Ok(point) => {
            let (whole, fraction) = figures.split_at_checked(point).unwrap_or((&figures, ""));
            format!("{whole}.{fraction}")
        }
    }
}

/// The digits of a whole number as superscripts, with a true minus.
fn superscript(whole: f64) -> String {
    format!("{whole:.0}")
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '0' => '⁰',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            '4' => '⁴',
            '5' => '⁵',
            '6' => '⁶',
            '7' => '⁷',
            '8' => '⁸',
            '9' => '⁹',
            other => other,
        })
        .collect()
}
