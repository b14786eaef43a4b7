//! Settings from text as people write it: other names, a decimal comma, numbers outside the limits.

use super::field::{DEPTH, Real, Values, Whole};
use super::names::value_meant;
use super::text::{real_text, stated_layers};
use super::{Key, Notice, Settings, decimal};
use crate::words::notices as words;

/// What a text means, and why links write it in another way.
struct Meaning {
    text: String,
    why: String,
}

impl Settings {
    /// Sets one setting from the text of a link as well as possible: exactly ([`Settings::set`]),
    /// else to what the text plainly means (a name that people use, a decimal comma), else to the
    /// nearest allowed numbers, else not at all. Unless it was exact, a notice says which.
    ///
    /// A text of two whole numbers, such as `gain=1,5`, is a list for a network of two layers. For
    /// any other depth it is 1.5, because no link that this page writes has a list of a length
    /// other than the depth. The depth has to be set first.
    ///
    /// ```
    /// use gradlens::settings::{Key, Settings};
    /// let mut settings = Settings::default();
    /// let notice = settings.take(Key::Width, "5000").unwrap();
    /// assert_eq!((settings.recipe.width.at(1), notice.used.as_str()), (1024, "1024"));
    /// assert_eq!(settings.take(Key::Act, "tanh"), None);
    /// ```
    pub fn take(&mut self, key: Key, text: &str) -> Option<Notice> {
        let meaning = self.meaning(key, text);
        let plain = meaning.as_ref().map_or(text, |meaning| &meaning.text);
        let refused = match self.set(key, plain) {
            Ok(()) => {
                let used = || self.text(key);
                return meaning.map(|meaning| {
                    Notice::taken_as(key.field().name, text, &meaning.why, &used())
                });
            }
            Err(notice) => notice,
        };
        let nearest = self.nearest(key, plain);
        let is_set = nearest.is_some_and(|nearest| self.set(key, &nearest).is_ok());
        let used = match is_set {
            true => self.text(key),
            false => refused.used,
        };
        Some(Notice::new(&refused.field, text, &refused.allowed, &used))
    }

    /// The meaning of a text that is not, or not only, the literal one.
    fn meaning(&self, key: Key, text: &str) -> Option<Meaning> {
        let text = text.trim();
        if let Values::Real(_) | Values::RealPerLayer(_) = key.field().values {
            return self.with_point(key, text);
        }
        let mut is_other = false;
        let mut runs = Vec::new();
        for run in text.split(',') {
            let (name, count) = before_count(run);
            let meant = value_meant(key, name)?;
            is_other |= !name.eq_ignore_ascii_case(meant);
            runs.push(format!("{meant}{count}"));
        }
        is_other.then(|| Meaning {
            text: runs.join(","),
            why: words::ITS_NAME.into(),
        })
    }

    /// A number with a decimal point in place of its comma.
    fn with_point(&self, key: Key, text: &str) -> Option<Meaning> {
        let (number, count) = before_count(text);
        let (whole, fraction) = number.split_once(',')?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let sign = if key == Key::Turn { "-" } else { "" };
        if !digits(whole.strip_prefix(sign).unwrap_or(whole)) || !digits(fraction) {
            return None;
        }
        let is_list = key.field().is_per_layer();
        // If the text were a list, the count would apply to its last value.
        let layers = stated_layers(text)?;
        let is_number = match count {
            "" => !is_list || layers != self.recipe.depth,
            _ => is_list && layers == self.recipe.depth + 1,
        };
        let why = match (is_list, self.recipe.depth.saturating_sub(1)) {
            (true, rest @ 1..) => words::point_not_list(whole, fraction, rest),
            _ => words::POINT.into(),
        };
        is_number.then(|| Meaning {
            text: format!("{whole}.{fraction}{count}"),
            why,
        })
    }

    /// The text with each number in it moved to the nearest allowed one; `None` if something in it
    /// is not a number.
    fn nearest(&self, key: Key, text: &str) -> Option<String> {
        match key.field().values {
            // A link selects a layer of its own network.
            Values::Whole(limits) if key == Key::Layer => {
                let max = u32::try_from(self.recipe.depth).ok()?;
                nearest_whole(text, Whole { max, ..limits })
            }
            Values::Whole(limits) => nearest_whole(text, limits),
            Values::Real(limits) => nearest_real(text, limits),
            Values::Reals(limits) => {
                let numbers: Option<Vec<String>> = text
                    .split(',')
                    .map(|number| nearest_real(number, limits))
                    .collect();
                Some(numbers?.join(","))
            }
            Values::WholePerLayer(limits) => nearest_runs(text, |item| nearest_whole(item, limits)),
            Values::RealPerLayer(limits) => nearest_runs(text, |item| nearest_real(item, limits)),
            Values::ChoicePerLayer(_) => nearest_runs(text, |item| Some(item.to_owned())),
            Values::Choice(_) | Values::Text(_) => None,
        }
    }
}

fn nearest_whole(text: &str, limits: Whole) -> Option<String> {
    let given = decimal(text)?.round();
    let nearest = given.clamp(f64::from(limits.min), f64::from(limits.max));
    // Adding 0 turns -0 into 0.
    Some((nearest + 0.0).to_string())
}

fn nearest_real(text: &str, limits: Real) -> Option<String> {
    decimal(text).map(|given| real_text(limits.clamp(given)))
}

fn nearest_runs(text: &str, item: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut runs = Vec::new();
    for run in text.split(',') {
        runs.push(match run.split_once('~') {
            None => item(run)?,
            Some((value, count)) => format!("{}~{}", item(value)?, nearest_whole(count, DEPTH)?),
        });
    }
    Some(runs.join(","))
}

/// A value and its count, `~3`, if it has one.
fn before_count(run: &str) -> (&str, &str) {
    let at = run.find('~').unwrap_or(run.len());
    run.split_at_checked(at).unwrap_or((run, ""))
}
