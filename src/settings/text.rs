//! Every setting to text and back: the one place that knows how a value is written.

use std::fmt::Write as _;

use super::field::{DEPTH, Real, Whole};
use super::{Key, Notice, PerLayer, Settings};
use crate::decimal::decimal;
use crate::words::settings as words;

impl Settings {
    /// The value of one setting as written in a link; empty if it follows another setting.
    ///
    /// ```
    /// use gradlens::settings::{Key, Settings};
    /// assert_eq!(Settings::default().text(Key::Width), "16");
    /// ```
    pub fn text(&self, key: Key) -> String {
        (key.field().text)(self)
    }

    /// Sets one setting from text, as in a link or in a field of the form. Upper case is accepted,
    /// and so is an empty text for a setting that can follow another one.
    ///
    /// What depends on other settings (values past the depth, the cost) is left to
    /// [`Settings::canonical`].
    ///
    /// # Errors
    /// If the text is not allowed, nothing changes and the notice says so.
    pub fn set(&mut self, key: Key, text: &str) -> Result<(), Notice> {
        let lower = text.trim().to_ascii_lowercase();
        if (key.field().set)(self, &lower).is_some() {
            return Ok(());
        }
        let field = key.field();
        let used = match self.text(key) {
            stays if stays.is_empty() => match key {
                Key::Inputs => self.recipe.width.at(1).to_string(),
                // Without a layer the lens is at the input.
                _ => String::new(),
            },
            stays => stays,
        };
        let allowed = match key {
            Key::Layer => words::whole(&1, &self.recipe.depth),
            _ => field.values.to_string(),
        };
        Err(Notice::new(field.name, text, &allowed, &used))
    }
}

/// The number of layers for which this text of runs, as [`Settings::set`] takes it, has values;
/// `None` for a single value, which applies to every layer.
pub fn stated_layers(text: &str) -> Option<usize> {
    let count = |run: &str| match run.split_once('~') {
        Some((_, count)) => whole(count.trim(), DEPTH).unwrap_or(0),
        None => 1,
    };
    text.contains(['~', ','])
        .then(|| text.split(',').map(count).sum())
}

/// Digits only, within the limits.
pub(super) fn whole(text: &str, limits: Whole) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let value: u32 = digits.then(|| text.parse().ok())??;
    (limits.min..=limits.max)
        .contains(&value)
        .then_some(value as usize)
}

/// The same, or an empty text for a setting that follows another one.
#[expect(clippy::option_option, reason = "no such value, or none")]
pub(super) fn optional(text: &str, limits: Whole) -> Option<Option<usize>> {
    if text.is_empty() {
        return Some(None);
    }
    whole(text, limits).map(Some)
}

/// A decimal number within the limits; NaN and infinities are in no range.
pub(super) fn real(text: &str, limits: Real) -> Option<f64> {
    let value = decimal(text)?;
    // Adding 0 turns -0 into 0.
    (limits.min..=limits.max)
        .contains(&value)
        .then_some(value + 0.0)
}

/// The shortest text that reads back as the same number, without a plus sign, which links do not
/// preserve; with an exponent below 10^-4 and from 10^21 on.
pub fn real_text(value: f64) -> String {
    let text = value.to_string();
    if value == 0.0 || !value.is_finite() || (1e-4..1e21).contains(&value.abs()) {
        return text;
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let text = text.trim_start_matches('-');
    let whole = text.find('.').unwrap_or(text.len());
    let start = text.find(|c: char| !matches!(c, '0' | '.')).unwrap_or(0);
    let figures = text.replace('.', "");
    let figures = figures.trim_matches('0');
    let (first, rest) = figures.split_at_checked(1).unwrap_or((figures, ""));
    let point = if rest.is_empty() { "" } else { "." };
    // The first figure is before or after the point.
    let exponent = match start < whole {
        true => (whole - start - 1).to_string(),
        false => format!("-{}", start - whole),
    };
    [sign, first, point, rest, "e", &exponent].concat()
}

/// Runs `value~count` or `value`, separated by commas; no more items than the largest depth.
pub(super) fn runs<T: Copy + PartialEq>(
    text: &str,
    item: impl Fn(&str) -> Option<T>,
) -> Option<PerLayer<T>> {
    let mut runs = Vec::new();
    for part in text.split(',') {
        if runs.len() >= DEPTH.max as usize {
            return None;
        }
        let (value, count) = match part.split_once('~') {
            Some((value, count)) => (value, whole(count, DEPTH)?),
            None => (part, 1),
        };
        runs.push((item(value)?, count));
    }
    PerLayer::from_runs(runs)
}

pub(super) fn runs_text<T>(runs: &[(T, usize)], name: impl Fn(&T) -> String) -> String {
    if let [(value, _)] = runs {
        return name(value);
    }
    let mut text = String::new();
    for (value, count) in runs {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&name(value));
        if *count > 1 {
            // Writing to a String cannot fail.
            let _ = write!(text, "~{count}");
        }
    }
    text
}

/// A whole number as text.
pub(super) fn number_text(number: &usize) -> String {
    number.to_string()
}
