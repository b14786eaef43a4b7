//! Mean-field theory of wide networks, and exact laws, as JSON on standard output.
//!
//! ```text
//! cargo run --release --example theory -- --act tanh --weight-variance 2.25 --bias-variance 0.04
//! cargo run --release --example theory -- normalised --act gelu
//! cargo run --release --example theory -- batch-norm --batch 16
//! cargo run --release --example theory -- residual --form outside --act tanh --weight-variance 1 --skip 1/sqrt --depth 100
//! cargo run --release --example theory -- finite-width --width 16 --depth 20
//! cargo run --release --example theory -- newman --width 16 --weight-variance 1
//! cargo run --release --example theory -- dead-relu --widths 8,4,2,4,8
//! cargo run --release --example theory -- critical-line --act tanh --q 0.5
//! cargo run --release --example theory -- shattered --depth 50
//! ```
//!
//! Weights are from N(0, weight variance / `fan_in`), 1 if it is not given, biases from N(0, bias variance), 0 if it is not given. `MODEL.md` explains the
//! numbers. Bad input: one sentence on standard error and exit code 2.

use std::io::Write;
use std::process::ExitCode;

use gradlens::settings::Activation;
use gradlens::study::theory::{Blocks, Form, Row, Shape, Wide};

const KINDS: &str = "point, normalised, batch-norm, residual, finite-width, newman, dead-relu, critical-line, shattered";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let printed = row(&arguments).and_then(|row| {
        writeln!(std::io::stdout(), "{}", row.json()).map_err(|error| error.to_string())
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

/// The row that the arguments ask for.
fn row(arguments: &[String]) -> Result<Row, String> {
    let (kind, flags) = match arguments.split_first() {
        Some((kind, flags)) if !kind.starts_with("--") => (kind.as_str(), flags),
        _ => ("point", arguments),
    };
    let known: &[&str] = match kind {
        "point" => &["act", "weight-variance", "bias-variance"],
        "normalised" => &["act"],
        "batch-norm" => &["batch"],
        "residual" => &["form", "act", "weight-variance", "skip", "depth"],
        "finite-width" => &["width", "depth"],
        "newman" => &["width", "weight-variance"],
        "dead-relu" => &["widths"],
        "critical-line" => &["act", "q"],
        "shattered" => &["depth"],
        _ => return Err(format!("There is no \"{kind}\"; there are {KINDS}.")),
    };
    let flags = Flags::of(kind, known, flags)?;
    Ok(match kind {
        "point" => Row::Point(Wide {
            shape: flags.shape()?,
            weight_variance: flags.variance("weight-variance", 1.0)?,
            bias_variance: flags.variance("bias-variance", 0.0)?,
        }),
        "normalised" => Row::Normalised(flags.shape()?),
        "batch-norm" => Row::BatchNormLinear(flags.count("batch", 4, 1_000_000)?),
        "residual" => Row::Residual(flags.form()?, flags.blocks()?),
        "finite-width" => Row::FiniteWidth(flags.count("width", 1, 100_000)?, flags.depth()?),
        "newman" => Row::Newman(
            flags.count("width", 1, 10_000)?,
            flags.variance("weight-variance", 1.0)?,
        ),
        "dead-relu" => Row::DeadRelu(flags.widths()?),
        "critical-line" => Row::CriticalLine(flags.shape()?, flags.positive("q")?),
        _ => Row::Shattered(flags.depth()?),
    })
}

/// Flags with their values.
struct Flags<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Flags<'a> {
    fn of(kind: &str, known: &[&str], arguments: &'a [String]) -> Result<Self, String> {
        let mut flags: Vec<(&str, &str)> = Vec::new();
        for pair in arguments.chunks(2) {
            let name = pair[0].strip_prefix("--").unwrap_or("");
            if !known.contains(&name) {
                let all: Vec<String> = known.iter().map(|name| format!("--{name}")).collect();
                return Err(format!(
                    "\"{}\" is no flag of {kind}; there are {}.",
                    pair[0],
                    all.join(", ")
                ));
            }
            let Some(value) = pair.get(1) else {
                return Err(format!("--{name} has no value."));
            };
            if flags.iter().any(|(other, _)| *other == name) {
                return Err(format!("--{name} is given twice."));
            }
            flags.push((name, value));
        }
        Ok(Self(flags))
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| *value)
    }

    fn needed(&self, name: &str) -> Result<&'a str, String> {
        self.get(name)
            .ok_or_else(|| format!("--{name} is missing."))
    }

    fn shape(&self) -> Result<Shape, String> {
        let name = self.needed("act")?;
        let known = Activation::from_name(name).map(Shape::from);
        known.ok_or_else(|| {
            let all: Vec<&str> = Activation::ALL.iter().map(|act| act.name()).collect();
            format!("--act is \"{name}\"; it can be {}.", all.join(", "))
        })
    }

    fn number(&self, name: &str, text: &str, range: [f64; 2]) -> Result<f64, String> {
        let number = text.parse().ok();
        let number = number.filter(|x: &f64| (range[0]..=range[1]).contains(x));
        number.ok_or_else(|| {
            let [least, most] = range;
            format!("--{name} is \"{text}\"; it must be a number from {least:e} to {most:e}.")
        })
    }

    fn variance(&self, name: &str, default: f64) -> Result<f64, String> {
        let text = self.get(name);
        text.map_or(Ok(default), |text| self.number(name, text, [0.0, 1e6]))
    }

    fn positive(&self, name: &str) -> Result<f64, String> {
        self.number(name, self.needed(name)?, [1e-20, 1e20])
    }

    fn count(&self, name: &str, least: usize, most: usize) -> Result<usize, String> {
        count(name, self.needed(name)?, [least, most])
    }

    fn depth(&self) -> Result<usize, String> {
        self.count("depth", 1, 100_000)
    }

    fn widths(&self) -> Result<Vec<usize>, String> {
        let items = self.needed("widths")?.split(',');
        items
            .map(|item| count("widths", item, [1, 1_000_000]))
            .collect()
    }

    fn form(&self) -> Result<Form, String> {
        match self.needed("form")? {
            "inside" => Ok(Form::Inside),
            "outside" => Ok(Form::Outside),
            "normalised" => Ok(Form::Normalised),
            other => Err(format!(
                "--form is \"{other}\"; it can be inside, outside, normalised."
            )),
        }
    }

    fn blocks(&self) -> Result<Blocks, String> {
        let skip = match self.get("skip") {
            None => Some(1.0),
            Some("1/sqrt") => None,
            Some(text) => Some(self.number("skip", text, [0.0, 1e6])?),
        };
        Ok(Blocks {
            shape: self.shape()?,
            weight_variance: self.variance("weight-variance", 1.0)?,
            skip,
            depth: self.depth()?,
        })
    }
}

fn count(name: &str, text: &str, [least, most]: [usize; 2]) -> Result<usize, String> {
    let number = text.trim().parse().ok();
    let number = number.filter(|n| (least..=most).contains(n));
    number.ok_or_else(|| {
        format!("--{name} has \"{text}\"; it must be a whole number from {least} to {most}.")
    })
}
