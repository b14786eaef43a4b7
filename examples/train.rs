//! Trains a case and prints its results as JSON on standard output.
//!
//! ```text
//! cargo run --release --example train -- case.json
//! cargo run --release --example train -- -            (the case on standard input)
//! ```
//!
//! The results are `losses`, `records`, `final` and `first_non_finite`; `Case::from_json` and `MODEL.md` explain both
//! formats. Bad input: one sentence on standard error and exit code 2.

use std::io::{Read, Write};
use std::process::ExitCode;

use gradlens::network::Network;
use gradlens::study::training::Case;

const USAGE: &str = "usage: train FILE | -";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["-"] => text_of("standard input", std::io::stdin().lock()),
        [path] if !path.starts_with("--") => std::fs::File::open(path)
            .map_err(|error| format!("{path}: {error}"))
            .and_then(|file| text_of(path, file)),
        _ => Err(USAGE.to_owned()),
    };
    let printed = text.and_then(|text| results(&text)).and_then(|results| {
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

fn results(text: &str) -> Result<String, String> {
    let case = Case::from_json(text).map_err(|error| error.to_string())?;
    let run = case.run().map_err(|error| error.to_string())?;
    Ok(run.json().to_string())
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
