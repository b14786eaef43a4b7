//! Values of a network file, and how messages describe them.

use super::FileError;
use crate::json::Json;
use crate::settings::{Whole, real_text};
use crate::words::files::{self as words, counted};
use crate::words::name::is_visible;

/// Refuses unknown keys.
pub fn known_keys(
    members: &[(String, Json)],
    place: &str,
    known: &[&str],
) -> Result<(), FileError> {
    let keys = members.iter().map(|(key, _)| key);
    match keys.filter(|key| !known.contains(&key.as_str())).min() {
        None => Ok(()),
        Some(key) => {
            let problem = words::unknown_key(&quoted(key), &known.join(", "));
            Err(FileError::new(place, problem))
        }
    }
}

/// The entries of a list.
pub fn list<'a>(place: &str, value: Option<&'a Json>) -> Result<&'a [Json], FileError> {
    match value {
        Some(Json::List(list)) => Ok(list),
        Some(other) => Err(FileError::new(place, words::not_a_list(&kind(other)))),
        None => Err(FileError::new(place, words::MISSING)),
    }
}

/// A list of finite numbers.
pub fn numbers(place: &str, value: Option<&Json>) -> Result<Vec<f64>, FileError> {
    let entries = list(place, value)?.iter().enumerate();
    entries
        .map(|(index, entry)| {
            let number = match entry {
                Json::Number(number) => Some(*number).filter(|n| n.is_finite()),
                _ => None,
            };
            number.ok_or_else(|| {
                let mut problem = words::not_finite(index + 1, &kind(entry));
                if *entry == Json::Null {
                    problem.push_str(words::NULL);
                }
                FileError::new(place, problem)
            })
        })
        .collect()
}

/// Refuses counts outside the limits.
pub fn within(place: &str, count: usize, limits: Whole) -> Result<(), FileError> {
    if (limits.min as usize..=limits.max as usize).contains(&count) {
        return Ok(());
    }
    let problem = words::not_within(&counted(count, words::ENTRIES), limits.min, limits.max);
    Err(FileError::new(place, problem))
}

/// What a value is, short enough for a sentence.
pub fn kind(value: &Json) -> String {
    match value {
        Json::List(list) => words::list_of(list.len()),
        Json::Object(_) => words::OBJECT.to_owned(),
        Json::Text(text) => quoted(text),
        Json::Number(number) => real_text(*number),
        Json::Flag(flag) => flag.to_string(),
        Json::Null => "null".to_owned(),
    }
}

/// A text in quotation marks, on one line and cut to 40 characters; invisible characters appear as
/// their codes.
pub fn quoted(text: &str) -> String {
    let short: String = text.chars().take(40).collect();
    let dots = if short.len() < text.len() {
        "\u{2026}"
    } else {
        ""
    };
    let mut quoted = String::from("\"");
    for c in short.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            _ if is_visible(c) => quoted.push(c),
            _ => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        }
    }
    quoted + dots + "\""
}
