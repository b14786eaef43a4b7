//! A question with its answer, made from a template and numbers.

use super::ask::Names;
use super::number::magnitude;
use crate::scene::Value;
use crate::words::lesson::{Label, label, line};

/// A question. Its texts may hold formulas, see [`super::html`].
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What is right.
    pub answer: Answer,
    /// Why.
    pub because: String,
    /// What helps after a wrong answer.
    pub hint: String,
}

/// What is right.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// One of several.
    Choice {
        /// All options, all different.
        options: Vec<&'static str>,
        /// The place of the right one.
        right: usize,
    },
    /// A number: finite or exactly zero.
    Number {
        /// The number.
        value: Value,
        /// How close an answer has to be.
        tolerance: Tolerance,
    },
}

/// Why a network cannot answer a question, as a text.
pub type Refusal = Label;

/// The tolerance of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// A count.
    Exact,
    /// Within 3 %.
    Close,
    /// Within a factor of 1.5: a factor of 2 is one layer more or less.
    Rough,
    /// Within a decade: shown by hand in the fan.
    Decade,
}

impl Tolerance {
    /// The largest difference, in decades.
    pub fn decades(self) -> f64 {
        match self {
            Self::Exact => 1e-6,
            // log10 1.03 and log10 1.5, plus an allowance for the rounding of displayed numbers.
            Self::Close => 0.0130,
            Self::Rough => 0.1766,
            // A guess is told in two digits.
            Self::Decade => 1.02,
        }
    }

    /// The same in words.
    pub fn label(self) -> &'static str {
        label(match self {
            Self::Exact => Label::Exact,
            Self::Close => Label::Close,
            Self::Rough => Label::Rough,
            Self::Decade => Label::Decade,
        })
    }
}

impl Question {
    /// Whether an answer is right: the place of an option, or a number as text. `None` if it is not
    /// an answer.
    pub fn judge(&self, given: &str) -> Option<bool> {
        match &self.answer {
            Answer::Choice { options, right } => {
                let given: usize = given.parse().ok()?;
                (given < options.len()).then_some(given == *right)
            }
            Answer::Number { value, tolerance } => Some(match (magnitude(given)?, *value) {
                (Value::Finite(given), Value::Finite(right)) => {
                    (given - right).abs() <= tolerance.decades()
                }
                (given, right) => given == right,
            }),
        }
    }

    /// Whether it is answered by hand in the fan.
    pub fn is_guess(&self) -> bool {
        let Answer::Number { tolerance, .. } = self.answer else {
            return false;
        };
        tolerance == Tolerance::Decade
    }

    /// In which way a wrong answer is wrong, as a text: less or more is right, or another option.
    pub fn miss(&self, given: &str) -> Label {
        let Answer::Number { value, .. } = self.answer else {
            return Label::Other;
        };
        let size = |value: Option<Value>| value.and_then(Value::log10).unwrap_or(f64::NEG_INFINITY);
        match size(magnitude(given)) > size(Some(value)) {
            true => Label::Less,
            false => Label::More,
        }
    }

    /// The right answer as text.
    pub fn right(&self) -> String {
        match &self.answer {
            Answer::Choice { options, right } => options.get(*right).copied().unwrap_or("").into(),
            Answer::Number { value, .. } => shown(*value),
        }
    }
}

/// A network's answer: the numbers of the texts, the first being the answer if a number is asked
/// for.
pub(super) struct Found {
    pub numbers: [Value; 6],
    pub kind: Kind,
    /// Which of the reasons.
    pub reason: usize,
}

/// What is asked for.
pub(super) enum Kind {
    Choice(usize),
    Number(Tolerance),
}

impl Found {
    /// With one of the options being right.
    pub fn choice(right: usize, numbers: &[Value]) -> Self {
        Self::of(Kind::Choice(right), numbers)
    }

    /// With a number being right, the first one.
    pub fn number(tolerance: Tolerance, numbers: &[Value]) -> Self {
        Self::of(Kind::Number(tolerance), numbers)
    }

    #[inline(never)]
    fn of(kind: Kind, given: &[Value]) -> Self {
        let mut numbers = [Value::Pending; 6];
        for (place, number) in numbers.iter_mut().zip(given) {
            *place = *number;
        }
        Self {
            numbers,
            kind,
            reason: 0,
        }
    }

    /// With another reason.
    pub fn because(self, reason: usize) -> Self {
        Self { reason, ..self }
    }

    /// In the words of a block.
    pub fn question(&self, block: &'static str, names: &Names, list: &str) -> Question {
        let text = |sign, at| {
            let template = line(block, sign, at).unwrap_or("");
            filled(template, &self.numbers, names, list)
        };
        Question {
            text: text('?', 0),
            because: text('!', self.reason),
            hint: text('+', 0),
            answer: match self.kind {
                Kind::Choice(right) => Answer::Choice {
                    options: (0..).map_while(|place| line(block, '-', place)).collect(),
                    right,
                },
                Kind::Number(tolerance) => Answer::Number {
                    value: self.numbers[0],
                    tolerance,
                },
            },
        }
    }
}

/// A number for a text: 0, a whole one with all its digits, others as everywhere.
#[inline(never)]
pub(super) fn shown(value: Value) -> String {
    let number = value.resolved_log10().map(|log10| libm::pow(10.0, log10));
    match number {
        None if value == Value::Zero => "0".into(),
        // Of the widest layer that is 4 x 4096 x 1024.
        Some(number)
            if number < 1e8 && (number - number.round()).abs() < (1e-9 * number).min(1e-4) =>
        {
            format!("{number:.0}")
        }
        _ => value.to_string(),
    }
}

/// A count as a value.
pub(super) fn count(number: usize) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "a count of units")]
    let number = number as f64;
    match number > 0.0 {
        true => Value::Finite(libm::log10(number)),
        false => Value::Zero,
    }
}

/// A text with the placeholders replaced: `«0»`, `«0+»`, `«h»`, `«K»`, `«act»` and `«list»`.
pub(super) fn filled(template: &str, numbers: &[Value], names: &Names, list: &str) -> String {
    replaced(template, &|name, place| match name {
        "h" => names.h.to_string(),
        "K" => names.depth.to_string(),
        "act" => names.act.into(),
        "list" => list.into(),
        // A factor has a digit more than the product, so that a reader can check it.
        name => numbers
            .get(place)
            .map_or(String::new(), |number| match number {
                Value::Finite(_) if name.ends_with('+') => number.digits(4),
                number => shown(*number),
            }),
    })
}

/// A text with these placeholders replaced.
pub fn filled_with(template: &str, texts: &[String]) -> String {
    replaced(template, &|_, place| {
        texts.get(place).cloned().unwrap_or_default()
    })
}

/// `text` is called with the content of each placeholder, and its first character as a digit.
#[inline(never)]
fn replaced(template: &str, text: &dyn Fn(&str, usize) -> String) -> String {
    let mut out = String::new();
    for (i, part) in template.split(['«', '»']).enumerate() {
        if i % 2 == 0 {
            out.push_str(part);
        } else {
            let digit = part.bytes().next().unwrap_or(0).wrapping_sub(b'0');
            out.push_str(&text(part, digit.into()));
        }
    }
    out
}
