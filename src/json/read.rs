//! Reads JSON. The page and the command line use this one reader, so that both take and refuse the same files.
//!
//! It is stricter than RFC 8259 in two places where the standard leaves the meaning open: a name that
//! occurs twice in an object is an error, and so is a number beyond the range of f64.

use std::collections::BTreeSet;

use super::Json;

/// How deep lists and objects may be nested: a network file has four levels.
const DEEPEST: usize = 64;

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The way from the top to the value that holds the error.
    pub path: Vec<Step>,
    /// What is wrong.
    pub problem: Problem,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in that line, counted from 1.
    pub column: usize,
}

/// From a list or an object to what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The value with this name; an empty name before any has been read.
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
    /// A word that JSON does not have.
    Word(String),
    /// `NaN` or an infinity, as Python and JavaScript write them.
    NotFinite(String),
    /// A number that is too large for f64.
    TooLarge(String),
    /// Digits and signs that are not a number of JSON, such as `01` or `1.`.
    Number(String),
    /// An escape that JSON does not have.
    Escape,
    /// A control character inside a text.
    Control,
    /// More than 64 lists and objects inside each other.
    TooDeep,
}

impl Json {
    /// The value that a text holds. Numbers are rounded to the nearest f64, ties to even; half of a surrogate
    /// pair, which no text can hold, becomes U+FFFD.
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

/// A text and the place up to which it has been read.
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

    /// Passes the next byte that is not white space if it is this one.
    fn passes(&mut self, sign: u8) -> bool {
        let is_there = self.next() == Some(sign);
        self.at += usize::from(is_there);
        is_there
    }

    /// Passes bytes as long as they are of a kind, and gives them.
    fn run(&mut self, is_kind: impl Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        while self.byte().is_some_and(&is_kind) {
            self.at += 1;
        }
        self.text.get(from..self.at).unwrap_or("")
    }

    /// What is missing here: something, or everything.
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

    /// Goes into a list or an object, past its bracket.
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

    /// The name of a member and its colon; the path then ends in the name.
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
            true => (given, given.parse().ok()),
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

    /// A text, from its opening quotation mark past its closing one.
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

    /// The character that an escape stands for, past it.
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

    /// The four hexadecimal digits of `\uXXXX`, past them; elsewhere nothing, and nothing is passed.
    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 6)?.strip_prefix("\\u")?;
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let unit = u32::from_str_radix(digits, 16).ok()?;
        self.at += if is_hexadecimal { 6 } else { 0 };
        is_hexadecimal.then_some(unit)
    }

    /// The character of a unit of UTF-16, together with the unit that follows if the two are a pair.
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

/// Whether it is a number as JSON writes them: `-12.5e-3`, without a plus sign in front, leading zeros or a
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
