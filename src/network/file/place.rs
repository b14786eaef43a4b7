//! Where in a network file a JSON error lies, in words.

use crate::words::files as words;

/// The way from the top of the file to a value.
enum Step {
    Key(String),
    Index(usize),
}

/// The field and layer that hold the error: `layer 3, "w", row 2, number 5`; "the network" where there is none.
pub fn of_error(text: &str, error: &serde_json::Error) -> String {
    let line = error.line().saturating_sub(1);
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    // The column counts from 1, and its own character is what does not fit.
    let offset = (before + error.column().saturating_sub(1)).min(text.len());
    told(&steps(&text.as_bytes()[..offset]))
}

fn told(steps: &[Step]) -> String {
    let mut places = Vec::new();
    let mut rest = steps;
    if let [Step::Key(key), Step::Index(index), inner @ ..] = steps
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
            Step::Key(key) => places.push(super::value::quoted(key)),
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

/// Reads JSON that is right except at its end.
fn steps(bytes: &[u8]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut string: Option<Vec<u8>> = None;
    let mut escaped = false;
    let mut key_next = false;
    for &byte in bytes {
        if let Some(text) = &mut string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    if let (true, Some(Step::Key(key))) = (key_next, steps.last_mut()) {
                        *key = String::from_utf8_lossy(text).into_owned();
                        key_next = false;
                    }
                    string = None;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
            continue;
        }
        match byte {
            b'"' => string = Some(Vec::new()),
            b'{' => {
                steps.push(Step::Key(String::new()));
                key_next = true;
            }
            b'[' => steps.push(Step::Index(0)),
            b'}' | b']' => {
                steps.pop();
            }
            b',' => match steps.last_mut() {
                Some(Step::Index(index)) => *index += 1,
                Some(Step::Key(_)) => key_next = true,
                None => {}
            },
            _ => {}
        }
    }
    steps
}
