//! Reads JSON. The page and the command line share this reader, so that both accept and refuse the
//! same files.
//!
//! It is stricter than RFC 8259 in two places where the standard leaves the meaning open: a name
//! that occurs twice in an object is an error, and so is a number outside the range of f64.

use std::collections::BTreeSet;

use super::Json;
use crate::decimal::decimal;

/// How deep lists and objects may be nested: a network file has four levels.
const DEEPEST: usize = 64;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The path from the top to the value with the error.
    pub path: Vec<Step>,
    /// What is wrong.
    pub problem: Problem,
    /// The line, counted from 1.
    pub line: usize,
    /// The character within the line, counted from 1.
    pub column: usize,
}

/// One step of a path: from a list or an object to a value in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value with this name; empty before the first name has been read.
    Key(String),
    /// The value with this index, counted from 0.
    Index(usize),
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It ends before the value does.
    End,
    /// A value should begin here.
    NoValue,
    /// A name in quotation marks should begin here.
    NoName,
    /// A colon should follow the name.
    NoColon,
    /// A comma or the closing bracket should follow the value.
    NoComma,
    /// Something follows the whole value.
    More,
    /// The last name of the path has already occurred in its object.
    Twice,
    /// A word that is not part of JSON.
    Word(String),
    /// `NaN` or an infinity, as written by Python and JavaScript.
    NotFinite(String),
    /// A number that is too large for f64.
    TooLarge(String),
    /// Digits and signs that do not form a JSON number, such as `01` or `1.`.
    Number(String),
    /// An escape that is not part of JSON.
    Escape,
    /// A control character inside a text.
    Control,
    /// Lists and objects nested more than 64 deep.
    TooDeep,
}

impl Json {
    /// The value that a text holds. Numbers are rounded to the nearest f64, ties to even; an
    /// unpaired surrogate, which no text can hold, becomes U+FFFD.
    ///
    /// ```
    /// use gradlens::json::{Json, Problem};
    /// assert_eq!(Json::parse("[1, null]"), Ok(Json::List(vec![Json::Number(1.0), Json::Null])));
    /// assert_eq!(Json::parse("{\"a\": 1, \"a\": 2}").unwrap_err().problem, Problem::Twice);
    /// ```
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, JsonError> {
        let mut reader = Reader {
            text,
            at: 0,
            path: Vec::new(),
        };
        let read = reader.value().and_then(|value| match reader.next() {
            None => Ok(value),
            Some(_) => Err(Problem::More),
        });
        read.map_err(|problem| reader.error(problem))
    }
}

/// A text and how far it has been read.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    path: Vec<Step>,
}

impl<'a> Reader<'a> {
    fn error(self, problem: Problem) -> JsonError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        let line = before.rsplit('\n').next().unwrap_or(before);
        JsonError {
            path: self.path,
            problem,
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Skips white space, and then this byte if it is next.
    fn passes(&mut self, sign: u8) -> bool {
        let is_there = self.next() == Some(sign);
        self.at += usize::from(is_there);
        is_there
    }

    /// Skips bytes as long as they are of a kind, and returns them.
    fn run(&mut self, is_kind: impl Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        while self.byte().is_some_and(&is_kind) {
            self.at += 1;
        }
        self.text.get(from..self.at).unwrap_or("")
    }

    /// The error for a missing byte: this problem, or the end of the text.
    fn missing(&mut self, problem: Problem) -> Problem {
        match self.next() {
            None => Problem::End,
            Some(_) => problem,
        }
    }

    fn value(&mut self) -> Result<Json, Problem> {
        match self.next() {
            None => Err(Problem::End),
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.word(),
            Some(_) => Err(Problem::NoValue),
        }
    }

    /// Enters a list or an object and skips its bracket.
    fn enter(&mut self, step: Step) -> Result<(), Problem> {
        if self.path.len() >= DEEPEST {
            return Err(Problem::TooDeep);
        }
        self.at += 1;
        self.path.push(step);
        Ok(())
    }

    fn list(&mut self) -> Result<Json, Problem> {
        self.enter(Step::Index(0))?;
        let mut values = Vec::new();
        if !self.passes(b']') {
            loop {
                values.push(self.value()?);
                if self.passes(b']') {
                    break;
                }
                if !self.passes(b',') {
                    return Err(self.missing(Problem::NoComma));
                }
                if let Some(Step::Index(index)) = self.path.last_mut() {
                    *index += 1;
                }
            }
        }
        self.path.pop();
        Ok(Json::List(values))
    }

    fn object(&mut self) -> Result<Json, Problem> {
        self.enter(Step::Key(String::new()))?;
        let mut members = Vec::new();
        let mut names = BTreeSet::new();
        if !self.passes(b'}') {
            loop {
                let name = self.name(&mut names)?;
                members.push((name, self.value()?));
                if self.passes(b'}') {
                    break;
                }
                if !self.passes(b',') {
                    return Err(self.missing(Problem::NoComma));
                }
            }
        }
        self.path.pop();
        Ok(Json::Object(members))
    }

    /// Reads the name of a member and its colon; the path then ends with the name.
    fn name(&mut self, names: &mut BTreeSet<String>) -> Result<String, Problem> {
        self.path.pop();
        self.path.push(Step::Key(String::new()));
        if self.next() != Some(b'"') {
            return Err(self.missing(Problem::NoName));
        }
        let from = self.at;
        let name = self.string()?;
        self.path.pop();
        self.path.push(Step::Key(name.clone()));
        if !names.insert(name.clone()) {
            self.at = from;
            return Err(Problem::Twice);
        }
        match self.passes(b':') {
            true => Ok(name),
            false => Err(self.missing(Problem::NoColon)),
        }
    }

    fn number(&mut self) -> Result<Json, Problem> {
        let from = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at = from;
            return self.word();
        }
        self.at = from;
        let given = self.run(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
        let (given, value) = match is_number(given) {
            true => (given, decimal(given)),
            false => (given, None),
        };
        let problem = match value {
            Some(value) if f64::is_finite(value) => return Ok(Json::Number(value)),
            Some(_) => Problem::TooLarge(given.to_owned()),
            None if given == "-" => Problem::NoValue,
            None => Problem::Number(given.to_owned()),
        };
        self.at = from;
        Err(problem)
    }

    fn word(&mut self) -> Result<Json, Problem> {
        let from = self.at;
        let word = self.run(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let problem = match word {
            "null" => return Ok(Json::Null),
            "true" => return Ok(Json::Flag(true)),
            "false" => return Ok(Json::Flag(false)),
            _ => {
                let plain = word.trim_start_matches('-').to_ascii_lowercase();
                match matches!(&*plain, "nan" | "inf" | "infinity") {
                    true => Problem::NotFinite(word.to_owned()),
                    false => Problem::Word(word.to_owned()),
                }
            }
        };
        self.at = from;
        Err(problem)
    }

    /// Reads a text, including both quotation marks.
    fn string(&mut self) -> Result<String, Problem> {
        self.at += 1;
        let mut text = String::new();
        loop {
            text.push_str(self.run(|byte| byte >= b' ' && byte != b'"' && byte != b'\\'));
            match self.byte() {
                None => return Err(Problem::End),
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escaped()?),
                Some(_) => return Err(Problem::Control),
            }
        }
    }

    /// Reads an escape; returns the character that it stands for.
    fn escaped(&mut self) -> Result<char, Problem> {
        let from = self.at;
        self.at += 1;
        let sign = self.byte();
        self.at += 1;
        Ok(match sign {
            Some(sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at = from;
                let high = self.unit().ok_or(Problem::Escape)?;
                self.character(high)
            }
            None => return Err(Problem::End),
            Some(_) => {
                self.at = from;
                return Err(Problem::Escape);
            }
        })
    }

    /// Reads the four hexadecimal digits of `\uXXXX`; `None`, with nothing read, if they are not
    /// there.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 6)?.strip_prefix("\\u")?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = u32::from_str_radix(digits, 16).ok()?;
        self.at += if is_hexadecimal { 6 } else { 0 };
        is_hexadecimal.then_some(unit)
    }

    /// The character of a UTF-16 unit, together with the next unit if the two form a pair.
    fn character(&mut self, high: u32) -> char {
        let after = self.at;
        let low = match high {
            0xd800..=0xdbff => self.unit().filter(|low| (0xdc00..=0xdfff).contains(low)),
            _ => None,
        };
        let code = match low {
            Some(low) => 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00),
            None => {
                self.at = after;
                high
            }
        };
        char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// Whether the text is a JSON number: `-12.5e-3`, without a leading plus sign, leading zeros or a
/// point at either end.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let number = number.strip_prefix('-').unwrap_or(number);
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    digits(whole) && digits(fraction) && digits(exponent) && !has_leading_zero
}
