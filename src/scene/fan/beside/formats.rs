//! Where number formats end, and where the gradient leaves them.

use std::f64::consts::LOG10_2;

use crate::analysis::Analysis;
use crate::scene::source;
use crate::scene::table::Table;
use crate::scene::value::Value;
use crate::words::beside as words;

/// A binary floating-point format; exponents are of 2.
struct Format {
    name: &'static str,
    /// Of the least number above 0.
    least: i32,
    /// Of the least number with all its digits.
    normal: i32,
    /// The largest number, over the power of 2 of this exponent.
    most: (f64, i32),
}

/// E4M3 of Micikevicius et al. (2022); IEEE 754 half and single precision; bfloat16.
const FORMATS: [Format; 4] = [
    Format {
        name: "fp8 e4m3",
        least: -9,
        normal: -6,
        most: (1.75, 8),
    },
    Format {
        name: "fp16",
        least: -24,
        normal: -14,
        most: (2.0 - 1.0 / 1024.0, 15),
    },
    Format {
        name: "bf16",
        least: -133,
        normal: -126,
        most: (2.0 - 1.0 / 128.0, 127),
    },
    Format {
        name: "f32",
        least: -149,
        normal: -126,
        most: (2.0 - 1.0 / 8_388_608.0, 127),
    },
];

/// A line where a format ends.
#[derive(Clone, Debug, PartialEq)]
pub struct FormatLine {
    /// log10, in the units of the fan.
    pub log10: f64,
    /// Which format, which end, and its number.
    pub label: String,
    /// Whether beyond it there is no number but 0; otherwise digits get lost beyond it.
    pub is_end: bool,
}

/// The ends of the formats.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormatLines {
    /// All of them.
    pub lines: Vec<FormatLine>,
    /// Where the gradient leaves them.
    pub sentences: Vec<String>,
}

/// The place where a gradient first leaves, seen from the loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Below(usize),
    Above(usize),
    /// It is exactly 0, before it leaves: every format has a 0, but nothing of the gradient is left.
    Zero(usize),
}

impl Exit {
    fn place(self) -> usize {
        match self {
            Self::Below(place) | Self::Above(place) | Self::Zero(place) => place,
        }
    }
}

impl Format {
    fn ends(&self) -> [f64; 3] {
        let (factor, exponent) = self.most;
        let most = libm::log10(factor) + f64::from(exponent) * LOG10_2;
        [
            f64::from(self.least) * LOG10_2,
            f64::from(self.normal) * LOG10_2,
            most,
        ]
    }

    /// Where lengths first leave the range from `low` to the largest number, or are 0.
    fn exit(&self, lengths: &[Value], low: f64) -> Option<Exit> {
        let [_, _, most] = self.ends();
        let mut places = lengths.iter().enumerate().rev();
        places.find_map(|(h, length)| match length {
            // Of what is not resolved, this is the most that it can be.
            Value::Finite(x) | Value::Unresolved(x) | Value::Within(_, x) if *x < low => {
                Some(Exit::Below(h))
            }
            Value::Finite(x) | Value::Within(x, _) if *x > most => Some(Exit::Above(h)),
            Value::Zero => Some(Exit::Zero(h)),
            _ => None,
        })
    }
}

impl FormatLines {
    /// Beside ||dL/dz^(h)||, 0..=K; `start` is log10 of what lengths of the fan are multiples of.
    pub(super) fn of(lengths: &[Value], start: f64) -> Self {
        let mut lines: Vec<FormatLine> = Vec::new();
        for format in &FORMATS {
            let ends = format.ends().into_iter().zip(words::FORMAT_ENDS);
            for ((log10, end), is_end) in ends.zip([true, false, true]) {
                let number = number(log10);
                let line = |name: &str| FormatLine {
                    log10: log10 - start,
                    label: words::format_end(name, end, &number),
                    is_end,
                };
                // bf16 and f32 share two of their ends, to two digits.
                let is_same = |one: &FormatLine| (one.log10 - log10 + start).abs() < 0.01;
                match lines.iter_mut().find(|one| is_same(one)) {
                    Some(shared) => *shared = line(words::BF16_AND_F32),
                    None => lines.push(line(format.name)),
                }
            }
        }
        Self {
            lines,
            sentences: sentences(lengths),
        }
    }

    /// The formats, their ends, and where the gradient leaves them.
    pub(super) fn table(analysis: &Analysis) -> Table {
        let lengths = source::gradients(analysis);
        let row = |format: &Format| {
            let [least, normal, most] = format.ends();
            let digits = |log10: f64| Value::Finite(log10).digits(3);
            let place = |low: f64| match format.exit(&lengths, low) {
                None => words::NOWHERE.into(),
                Some(Exit::Zero(place)) => words::zero(place),
                Some(exit) => source::row_head(exit.place()),
            };
            vec![
                format.name.into(),
                digits(least),
                digits(normal),
                digits(most),
                place(normal),
                place(least),
            ]
        };
        Table {
            caption: words::FORMATS_CAPTION.into(),
            columns: words::FORMAT_COLUMNS.map(String::from).into(),
            rows: FORMATS.iter().map(row).collect(),
        }
    }
}

/// Whole numbers of some digits are written out.
fn number(log10: f64) -> String {
    let whole = libm::round(libm::pow(10.0, log10));
    match whole {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "below a million"
        )]
        whole if (100.0..1e6).contains(&whole) => words::whole(whole as u32),
        _ => Value::Finite(log10).digits(2),
    }
}

fn sentences(lengths: &[Value]) -> Vec<String> {
    let exits = |low: fn(&Format) -> f64| {
        let all = FORMATS.iter().filter_map(move |format| {
            let exit = format.exit(lengths, low(format))?;
            Some((format.name, exit))
        });
        all.collect::<Vec<_>>()
    };
    let is_zero = |one: &(&str, Exit)| matches!(one.1, Exit::Zero(_));
    let is_above = |one: &(&str, Exit)| matches!(one.1, Exit::Above(_));
    let (zeros, ends): (Vec<_>, Vec<_>) = exits(|format| format.ends()[0])
        .into_iter()
        .partition(is_zero);
    let normal = exits(|format| format.ends()[1]);
    let places = |all: &[(&'static str, Exit)]| -> Vec<(&'static str, usize)> {
        all.iter()
            .map(|(name, exit)| (*name, exit.place()))
            .collect()
    };
    // Those whose digits get lost before that.
    let faint: Vec<(&str, Exit)> = normal
        .into_iter()
        .filter(|one| matches!(one.1, Exit::Below(_)) && !ends.contains(one))
        .collect();
    let mut sentences = Vec::new();
    if !ends.is_empty() {
        sentences.push(words::leaves(&places(&ends)));
    }
    if !faint.is_empty() {
        sentences.push(words::loses_digits(&places(&faint)));
    }
    if ends.iter().any(|one| !is_above(one)) || !faint.is_empty() {
        sentences.push(words::LENGTH_BELOW.into());
    }
    if ends.iter().any(is_above) {
        sentences.push(words::LENGTH_ABOVE.into());
    }
    match zeros.first() {
        Some((_, zero)) => sentences.push(words::is_zero(zero.place())),
        None if ends.is_empty() => sentences.insert(0, words::IN_ALL_FORMATS.into()),
        None => (),
    }
    sentences
}
