//! Values of a network file, and how sentences speak of them.

use serde_json::{Map, Value};

use super::FileError;
use crate::settings::{Whole, real_text};
use crate::words::files::{self as words, counted};

/// Refuses keys that are not known.
pub fn known_keys(map: &Map<String, Value>, place: &str, known: &[&str]) -> Result<(), FileError> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let problem = words::unknown_key(&quoted(key), &known.join(", "));
            Err(FileError::new(place, problem))
        }
    }
}

/// The entries of a list.
pub fn list<'a>(place: &str, value: Option<&'a Value>) -> Result<&'a [Value], FileError> {
    match value {
        Some(Value::Array(list)) => Ok(list),
        Some(other) => Err(FileError::new(place, words::not_a_list(&kind(other)))),
        None => Err(FileError::new(place, words::MISSING)),
    }
}

/// A list of finite numbers.
pub fn numbers(place: &str, value: Option<&Value>) -> Result<Vec<f64>, FileError> {
    let entries = list(place, value)?.iter().enumerate();
    entries
        .map(|(index, entry)| {
            let number = entry.as_f64().filter(|n| n.is_finite());
            number.ok_or_else(|| {
                let mut problem = words::not_finite(index + 1, &kind(entry));
                if entry.is_null() {
                    problem.push_str(words::NULL);
                }
                FileError::new(place, problem)
            })
        })
        .collect()
}

/// Refuses counts outside of the limits.
pub fn within(place: &str, count: usize, limits: Whole) -> Result<(), FileError> {
    if (limits.min as usize..=limits.max as usize).contains(&count) {
        return Ok(());
    }
    let problem = words::not_within(&counted(count, words::ENTRIES), limits.min, limits.max);
    Err(FileError::new(place, problem))
}

/// What a value is, short enough for a sentence.
pub fn kind(value: &Value) -> String {
    match value {
        Value::Array(list) => words::list_of(list.len()),
        Value::Object(_) => words::OBJECT.to_owned(),
        Value::String(text) => quoted(text),
        Value::Number(number) => number.as_f64().map_or_else(String::new, real_text),
        Value::Bool(is_true) => is_true.to_string(),
        Value::Null => "null".to_owned(),
    }
}

/// A text in quotation marks, on one line and cut to 40 characters.
pub fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let dots = if short.len() < text.len() {
        "\u{2026}"
    } else {
        ""
    };
    format!("\"{}{dots}\"", short.escape_debug())
}
