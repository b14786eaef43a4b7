//! Trains a case and prints its results as JSON on standard output.
//!
//! ```text
//! cargo run --release --example train -- case.json
//! cargo run --release --example train -- -            (the case on standard input)
//! cargo run --release --example train -- --link "v=1&depth=3&width=16~2,10&inputs=64&data=digits"
//! ```
//!
//! A link is trained as the page does, up to its `steps`; the images of digits come from `data/digits.txt`. The results are `losses`, `records`, `final` and `first_non_finite`; `Case::from_json` and `MODEL.md` explain both
//! formats. Bad input: one sentence on standard error and exit code 2.

use std::io::{Read, Write};
use std::process::ExitCode;

use gradlens::link;
use gradlens::network::Network;
use gradlens::settings::DataKind;
use gradlens::study::training::{Case, Digits};

const USAGE: &str = "usage: train FILE | - | --link LINK";
const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/digits.txt");

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let case = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--link", link] => linked(link),
        ["-"] => text_of("standard input", std::io::stdin().lock()).and_then(|text| read(&text)),
        [path] if !path.starts_with("--") => text_in(path).and_then(|text| read(&text)),
        _ => Err(USAGE.to_owned()),
    };
    let printed = case.and_then(|case| results(&case)).and_then(|results| {
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

fn read(text: &str) -> Result<Case, String> {
    Case::from_json(text).map_err(|error| error.to_string())
}

/// What the page trains where it shows this link.
fn linked(link: &str) -> Result<Case, String> {
    let (settings, notices) = link::decode(link);
    if let Some(notice) = notices.first() {
        return Err(notice.to_string());
    }
    let (recipe, course) = (settings.recipe, settings.view.course);
    if !course.before.is_empty() || course.stop > 0.0 {
        return Err("--link: a link with \"before\" or \"below\" cannot be trained here.".into());
    }
    let told = |error: gradlens::network::FileError| error.to_string();
    if course.data == DataKind::Digits {
        Digits::read(&text_in(DIGITS)?).map_err(told)?.bring();
    }
    let trainer = course.trainer(&recipe, 0).map_err(told)?;
    Ok(Case {
        network: trainer.network(),
        data: trainer.data().clone(),
        plan: trainer.plan().clone(),
        steps: course.steps as u64,
        record: vec![0],
    })
}

fn results(case: &Case) -> Result<String, String> {
    let run = case.run().map_err(|error| error.to_string())?;
    Ok(run.json().to_string())
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
