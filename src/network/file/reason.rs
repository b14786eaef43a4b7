//! Why a text is not JSON, in words: the field and layer, and what is wrong there.

use super::FileError;
use super::value::quoted;
use crate::json::{JsonError, Problem, Step};
use crate::words::files as words;

/// The error of a text that is not JSON.
pub fn of(error: &JsonError) -> FileError {
    let unread = |what: &str| words::not_json(what, error.line, error.column);
    let problem = match &error.problem {
        Problem::End => unread(words::END),
        Problem::NoValue => unread(words::NO_VALUE),
        Problem::NoName => unread(words::NO_NAME),
        Problem::NoColon => unread(words::NO_COLON),
        Problem::NoComma => unread(words::NO_COMMA),
        Problem::More => unread(words::MORE),
        Problem::Escape => unread(words::ESCAPE),
        Problem::Control => unread(words::CONTROL),
        Problem::TooDeep => words::TOO_DEEP.into(),
        Problem::Twice => words::TWICE.into(),
        Problem::Word(word) => unread(&words::word(&quoted(word))),
        Problem::Number(number) => unread(&words::no_number(&quoted(number))),
        Problem::NotFinite(word) => words::not_a_number(&short(word)),
        Problem::TooLarge(number) => words::no_double(&short(number)),
    };
    FileError::new(&place(&error.path), problem)
}

/// The beginning of a number or a word.
fn short(text: &str) -> String {
    quoted(text).replace('"', "")
}

/// The field and layer at the end of a path: `layer 3, "w", row 2, number 5`; "the network" if it
/// has none.
fn place(path: &[Step]) -> String {
    let mut places = Vec::new();
    let mut rest = path;
    if let [Step::Key(key), Step::Index(index), inner @ ..] = path
        && key == "layers"
    {
        places.push(words::layer(index + 1));
        rest = inner;
    }
    if let [Step::Index(_), ..] = rest {
        return words::NETWORK.to_owned();
    }
    let in_weights = matches!(rest, [Step::Key(key), _, _, ..] if key == "w");
    let known = if in_weights { 3 } else { 2 };
    for (depth, step) in rest.iter().take(known).enumerate() {
        match step {
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) => places.push(quoted(key)),
            Step::Index(index) if in_weights && depth == 1 => {
                places.push(words::row(index + 1));
            }
            Step::Index(index) => places.push(words::number(index + 1)),
        }
    }
    if places.is_empty() {
        return words::NETWORK.to_owned();
    }
    places.join(", ")
}
