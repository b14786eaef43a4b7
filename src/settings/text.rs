//! Every setting as text, and back: the one place that knows how a value is written.

use std::fmt::Write as _;

use super::decimal::decimal;
use super::field::{BIAS, GAIN};
use super::field::{DEPTH, INPUTS, LAYER, Real, SEED, STEP, WIDTH, Whole};
use super::{Activation, Chart, Init, Input, Key, LossKind, Notice, PerLayer, Settings};
use crate::words::settings as words;

impl Settings {
    /// The value of one setting as it stands in a link; empty where it follows another setting.
    ///
    /// ```
    /// use gradlens::settings::{Key, Settings};
    /// assert_eq!(Settings::default().text(Key::Width), "16");
    /// ```
    pub fn text(&self, key: Key) -> String {
        match key {
            Key::Depth => self.recipe.depth.to_string(),
            Key::Width => runs_text(&self.recipe.width.runs(self.recipe.depth), |h| {
                h.to_string()
            }),
            Key::Inputs => self.recipe.inputs.map_or(String::new(), |h| h.to_string()),
            Key::Act => runs_text(&self.recipe.activation.runs(self.recipe.depth), |a| {
                a.name().to_owned()
            }),
            Key::Init => self.recipe.init.name().to_owned(),
            Key::Gain => runs_text(&self.recipe.gain.runs(self.recipe.depth), |gain| {
                real_text(*gain)
            }),
            Key::Bias => real_text(self.recipe.bias),
            Key::Input => self.recipe.input.name().to_owned(),
            Key::Loss => self.recipe.loss.name().to_owned(),
            Key::Seed => self.recipe.seed.to_string(),
            Key::Layer => self.view.layer.map_or(String::new(), |l| l.to_string()),
            Key::View => self.view.chart.name().to_owned(),
            Key::Step => self
                .view
                .step
                .map_or(String::new(), |step| step.to_string()),
        }
    }

    /// Sets one setting from text, as it stands in a link or in a field of the form. Upper case is accepted, and an empty
    /// text for a setting that can follow another one.
    ///
    /// What depends on other settings (values past the depth, the cost) is left to [`Settings::canonical`].
    ///
    /// # Errors
    /// When the text is not allowed nothing changes, and the notice says so.
    pub fn set(&mut self, key: Key, text: &str) -> Result<(), Notice> {
        let lower = text.trim().to_ascii_lowercase();
        if self.try_set(key, &lower).is_some() {
            return Ok(());
        }
        let field = key.field();
        let used = match self.text(key) {
            stays if stays.is_empty() => match key {
                Key::Inputs => self.recipe.width.at(1).to_string(),
                Key::Step => String::new(),
                _ => self.recipe.depth.to_string(),
            },
            stays => stays,
        };
        let allowed = match key {
            Key::Layer => words::whole(&1, &self.recipe.depth),
            _ => field.values.to_string(),
        };
        Err(Notice::new(field.name, text, &allowed, &used))
    }

    fn try_set(&mut self, key: Key, text: &str) -> Option<()> {
        match key {
            Key::Depth => self.recipe.depth = whole(text, DEPTH)?,
            Key::Width => self.recipe.width = runs(text, |item| whole(item, WIDTH))?,
            Key::Inputs => self.recipe.inputs = optional(text, INPUTS)?,
            Key::Act => self.recipe.activation = runs(text, Activation::from_name)?,
            Key::Init => self.recipe.init = Init::from_name(text)?,
            Key::Gain => self.recipe.gain = runs(text, |item| real(item, GAIN))?,
            Key::Bias => self.recipe.bias = real(text, BIAS)?,
            Key::Input => self.recipe.input = Input::from_name(text)?,
            Key::Loss => self.recipe.loss = LossKind::from_name(text)?,
            Key::Seed => self.recipe.seed = u32::try_from(whole(text, SEED)?).ok()?,
            Key::Layer => self.view.layer = optional(text, LAYER)?,
            Key::View => self.view.chart = Chart::from_name(text)?,
            Key::Step => self.view.step = optional(text, STEP)?,
        }
        Some(())
    }
}

/// For how many layers this text of runs, as [`Settings::set`] takes it, has values; `None` for
/// a single value, which is for every layer.
pub fn stated_layers(text: &str) -> Option<usize> {
    let count = |run: &str| match run.split_once('~') {
        Some((_, count)) => whole(count.trim(), DEPTH).unwrap_or(0),
        None => 1,
    };
    text.contains(['~', ','])
        .then(|| text.split(',').map(count).sum())
}

/// Digits only, within the limits.
fn whole(text: &str, limits: Whole) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let value: u32 = digits.then(|| text.parse().ok())??;
    (limits.min..=limits.max)
        .contains(&value)
        .then_some(value as usize)
}

fn optional(text: &str, limits: Whole) -> Option<Option<usize>> {
    if text.is_empty() {
        return Some(None);
    }
    whole(text, limits).map(Some)
}

/// A decimal number within the limits; NaN and infinities are in no range.
fn real(text: &str, limits: Real) -> Option<f64> {
    let value = decimal(text)?;
    // Adding 0 turns -0 into 0.
    (limits.min..=limits.max)
        .contains(&value)
        .then_some(value + 0.0)
}

/// The shortest text that reads back as the same number, without a plus sign, which links do not carry; with an exponent below 10^-4 and from
/// 10^21 on.
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
    // The first figure stands before or behind the point.
    let exponent = match start < whole {
        true => (whole - start - 1).to_string(),
        false => format!("-{}", start - whole),
    };
    [sign, first, point, rest, "e", &exponent].concat()
}

/// Runs `value~count` or `value`, separated by commas, at most one item for every possible layer.
fn runs<T: Copy + PartialEq>(text: &str, item: impl Fn(&str) -> Option<T>) -> Option<PerLayer<T>> {
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

fn runs_text<T>(runs: &[(T, usize)], name: impl Fn(&T) -> String) -> String {
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
