//! The report of a network file or a link, as JSON on standard output.
//!
//! ```text
//! cargo run --release --example analyze -- net.json
//! cargo run --release --example analyze -- -            (the network file on standard input)
//! cargo run --release --example analyze -- --link "v=1&depth=20"
//! ```
//!
//! Bad input: one sentence on standard error and exit code 2. Values of a link that had to be replaced are named on
//! standard error; the report is printed all the same.

use std::io::{Read, Write};
use std::process::ExitCode;

use gradlens::analysis::Analysis;
use gradlens::json::Json;
use gradlens::link;
use gradlens::network::Network;
use gradlens::report;

const USAGE: &str = "usage: analyze FILE | - | --link LINK";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let report = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--link", link] => Ok(of_link(link)),
        ["-"] => text_of("standard input", std::io::stdin().lock()).and_then(|text| of_file(&text)),
        [path] if !path.starts_with("--") => std::fs::File::open(path)
            .map_err(|error| format!("{path}: {error}"))
            .and_then(|file| text_of(path, file))
            .and_then(|text| of_file(&text)),
        _ => Err(USAGE.to_owned()),
    };
    let printed = report.and_then(|report| {
        writeln!(std::io::stdout(), "{report}").map_err(|error| error.to_string())
    });
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

fn of_link(text: &str) -> Json {
    let (settings, notices) = link::decode(text);
    for notice in &notices {
        eprintln!("{notice}");
    }
    let analysis = Analysis::of(&Network::from(&settings.recipe));
    report::of(&analysis, Some(&link::encode(&settings)))
}

fn of_file(text: &str) -> Result<Json, String> {
    let network = Network::from_json(text).map_err(|error| error.to_string())?;
    Ok(report::of(&Analysis::of(&network), None))
}

/// All of a source as text, but never much more than a network file may have.
fn text_of(name: &str, source: impl Read) -> Result<String, String> {
    let mut bytes = Vec::new();
    source
        .take(Network::LARGEST_FILE as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("{name}: {error}"))?;
    String::from_utf8(bytes).map_err(|_| format!("{name}: not a text file in UTF-8"))
}
