//! Trains a case, or what a link says, and prints the results as JSON on standard output.
//!
//! ```text
//! cargo run --release --example train -- case.json
//! cargo run --release --example train -- -            (the case on standard input)
//! cargo run --release --example train -- --link "v=1&depth=10&width=16~9,2&inputs=2&data=spiral&rule=adam&lr=0.01&steps=500"
//! ```
//!
//! The results are `losses`, `records`, `final` and `first_non_finite`; `Case::from_json` and `MODEL.md` explain both
//! formats. Of a link the steps 0, 1, 2, 5, 10, 20, 50, ... and the last are written down. Bad input: one sentence on
//! standard error and exit code 2. Values of a link that had to be replaced are named on standard error.

use std::io::{Read, Write};
use std::process::ExitCode;

use gradlens::link;
use gradlens::network::Network;
use gradlens::settings::DataKind;
use gradlens::study::training::{Case, Digits, FileError, Run};

const USAGE: &str = "usage: train FILE | - | --link LINK";
/// The images of `data=digits`.
const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.txt");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let printed = results(&arguments).and_then(|results| {
        writeln!(std::io::stdout(), "{results}").map_err(|error| error.to_string())
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

/// The results that these arguments ask for, or one sentence.
pub fn results(arguments: &[&str]) -> Result<String, String> {
    match arguments {
        ["--link", link] => of_link(link),
        ["-"] => text_of("standard input", std::io::stdin().lock()).and_then(|text| of_case(&text)),
        [path] if !path.starts_with("--") => text_in(path).and_then(|text| of_case(&text)),
        _ => Err(USAGE.to_owned()),
    }
}

fn of_link(text: &str) -> Result<String, String> {
    let (settings, notices) = link::decode(text);
    for notice in &notices {
        eprintln!("{notice}");
    }
    if settings.view.course.data == DataKind::Digits {
        let text = text_in(DIGITS)?;
        Digits::read(&text)
            .map_err(|error| error.to_string())?
            .bring();
    }
    printed(settings.view.course.run(&settings.recipe))
}

fn of_case(text: &str) -> Result<String, String> {
    printed(Case::from_json(text).and_then(|case| case.run()))
}

fn printed(run: Result<Run, FileError>) -> Result<String, String> {
    run.map(|run| run.json().to_string())
        .map_err(|error| error.to_string())
}

fn text_in(path: &str) -> Result<String, String> {
    let file = std::fs::File::open(path).map_err(|error| format!("{path}: {error}"))?;
    text_of(path, file)
}

/// All of a source as text, but never much more than a file may have.
fn text_of(name: &str, source: impl Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    source
        .take(Network::LARGEST_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: {error}"))?;
    String::from_utf8(bytes).map_err(|_| format!("{name}: not a text file in UTF-8"))
}
