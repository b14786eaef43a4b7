//! JSON as a value: what a text holds, and what is to be written.

#![warn(clippy::disallowed_methods)]

mod read;

pub use read::{JsonError, Problem, Step};

use std::fmt;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Flag(bool),
    /// A number. One that has been read is finite.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Names and values in order. In one that has been read, no name occurs twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of these members.
    pub fn object<const N: usize>(mut members: [(&str, Self); N]) -> Self {
        Self::of_members(&mut members)
    }

    /// The same of a list, from which the values are taken.
    #[inline(never)]
    pub fn of_members(members: &mut [(&str, Self)]) -> Self {
        let taken = members.iter_mut().map(|(name, value)| {
            let value = std::mem::replace(value, Self::Null);
            ((*name).to_owned(), value)
        });
        Self::Object(taken.collect())
    }

    /// The value, or null if there is none.
    pub fn or_null(value: Option<impl Into<Self>>) -> Self {
        value.map_or(Self::Null, Into::into)
    }

    /// A list of values.
    pub fn list<T: Into<Self>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl From<f64> for Json {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Json {
    #[expect(clippy::cast_precision_loss, reason = "a count")]
    fn from(count: usize) -> Self {
        Self::Number(count as f64)
    }
}

impl From<bool> for Json {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// On one line.
impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Flag(flag) => write!(out, "{flag}"),
            // Whole numbers have no decimal point.
            Self::Number(number) if *number == 0.0 || (1e-5..1e15).contains(&number.abs()) => {
                write!(out, "{number}")
            }
            Self::Number(number) if number.is_finite() => write!(out, "{number:e}"),
            Self::Number(_) => out.write_str("null"),
            Self::Text(text) => quoted(text, out),
            Self::List(values) => {
                for (i, value) in values.iter().enumerate() {
                    let before = if i == 0 { "[" } else { "," };
                    write!(out, "{before}{value}")?;
                }
                out.write_str(if values.is_empty() { "[]" } else { "]" })
            }
            Self::Object(members) => {
                for (i, (name, value)) in members.iter().enumerate() {
                    out.write_str(if i == 0 { "{" } else { "," })?;
                    quoted(name, out)?;
                    write!(out, ":{value}")?;
                }
                out.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn quoted(text: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(out, "\\{c}")?,
            '\0'..='\u{1f}' => write!(out, "\\u{:04x}", u32::from(c))?,
            _ => write!(out, "{c}")?,
        }
    }
    out.write_str("\"")
}

/// The value with this name.
pub fn member<'a>(members: &'a [(String, Json)], name: &str) -> Option<&'a Json> {
    let found = members.iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value)
}
