//! Undoes what mail programs, editors, learning platforms and chat windows do to a link.
//!
//! The grammar has few characters, so most damage can be recognised: nothing that is undone here
//! can be part of a link.

/// How many times a link may have been encoded.
const MOST_CODINGS: usize = 5;
/// Characters that surround a link in a text.
const AROUND: [char; 24] = [
    '.', ',', ';', ':', '<', '>', '(', ')', '[', ']', '\u{2026}', '"', '\'', '`', '\u{ab}',
    '\u{bb}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}', '\u{201c}', '\u{201d}', '\u{201e}',
    '\u{201f}',
];

/// A link as it was before it was encoded, escaped and typeset.
pub(super) fn undone(text: &str) -> String {
    let text = repeatedly(text, decoded);
    let text = repeatedly(&text, without_entities);
    let text = with_signed_powers(&text);
    let plain: String = text.chars().filter_map(plain_sign).collect();
    let text = plain.trim_matches(|c: char| c.is_whitespace() || AROUND.contains(&c));
    text.to_owned()
}

/// A value without the characters around it.
pub(super) fn bare(value: &str) -> &str {
    // In a mail, `=3D` is an equals sign.
    let value = value.trim().strip_prefix("3D").unwrap_or(value.trim());
    value.trim_matches(|c: char| AROUND[11..].contains(&c))
}

/// Undoes a coding as often as it has been applied.
fn repeatedly(text: &str, undo: fn(&str) -> String) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_CODINGS {
        let before = text.len();
        text = undo(&text);
        if text.len() == before {
            break;
        }
    }
    text
}

/// Decodes percent signs; one without two hexadecimal digits stays.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| hexadecimal(after)).flatten();
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The byte given by the first two hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

/// Replaces the codes of HTML and JSON for `&` and `=`, and removes the backslashes of Markdown and
/// TeX.
fn without_entities(text: &str) -> String {
    const CODES: [(&str, &str); 7] = [
        ("&#38;", "&"),
        ("&#x26;", "&"),
        ("&#61;", "="),
        ("&#x3d;", "="),
        ("\\u0026", "&"),
        ("\\u003d", "="),
        ("\\", ""),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    loop {
        let mut codes = CODES.iter();
        let code = codes.find_map(|(code, sign)| Some((rest.as_str().strip_prefix(code)?, sign)));
        match code {
            Some((after, sign)) => {
                plain.push_str(sign);
                rest = after.chars();
            }
            None => match rest.next() {
                Some(first) => plain.push(first),
                None => return plain,
            },
        }
    }
}

/// The plus sign of a power of ten, `1e+1`, left out, since others stand for spaces.
fn with_signed_powers(text: &str) -> String {
    let mut parts = text.split('+');
    let mut joined = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let before = joined.strip_suffix(['e', 'E']);
        let is_number = before.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        if !is_number || !part.starts_with(|c: char| c.is_ascii_digit()) {
            joined.push('+');
        }
        joined.push_str(part);
    }
    joined
}

/// The typed character for one that an editor put in its place; `None` for one without width.
fn plain_sign(c: char) -> Option<char> {
    Some(match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            return None;
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{2dc}' | '\u{223c}' | '\u{ff5e}' => '~',
        // Forms write a plus sign for a space.
        '+' | '\u{a0}' | '\u{202f}' => ' ',
        _ => c,
    })
}
