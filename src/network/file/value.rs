//! Values of a network file, and how sentences speak of them.

use serde_json::{Map, Value};

use super::FileError;
use crate::settings::Whole;

/// Refuses keys that are not known.
pub fn known_keys(map: &Map<String, Value>, place: &str, known: &[&str]) -> Result<(), FileError> {
    match map.keys().find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(key) => {
            let problem = format!(
                "has the unknown key {}, known are {}",
                quoted(key),
                known.join(", ")
            );
            Err(FileError::new(place, problem))
        }
    }
}

/// The entries of a list.
pub fn list<'a>(place: &str, value: Option<&'a Value>) -> Result<&'a [Value], FileError> {
    match value {
        Some(Value::Array(list)) => Ok(list),
        Some(other) => Err(FileError::new(
            place,
            format!("is {}, but must be a list", kind(other)),
        )),
        None => Err(FileError::new(place, "is missing")),
    }
}

/// A list of finite numbers.
pub fn numbers(place: &str, value: Option<&Value>) -> Result<Vec<f64>, FileError> {
    let entries = list(place, value)?.iter().enumerate();
    entries
        .map(|(index, entry)| {
            let number = entry.as_f64().filter(|n| n.is_finite());
            number.ok_or_else(|| {
                let hint = match entry {
                    Value::Null => " (NaN and infinities become null in JSON)",
                    _ => "",
                };
                let (place_in_list, given) = (index + 1, kind(entry));
                let problem =
                    format!("number {place_in_list} is {given}, but must be a finite number{hint}");
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
    let problem = format!(
        "has {}, but {} to {} are allowed",
        counted(count, "entry"),
        limits.min,
        limits.max
    );
    Err(FileError::new(place, problem))
}

/// What a value is, short enough for a sentence.
pub fn kind(value: &Value) -> String {
    match value {
        Value::Array(list) => format!("a list of {}", list.len()),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => quoted(text),
        other => other.to_string(),
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

/// A count with its noun: "1 row", "2 rows".
pub fn counted(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (count, "entry") => format!("{count} entries"),
        (count, noun) => format!("{count} {noun}s"),
    }
}
