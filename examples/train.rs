//! Trains a case or a link and prints the results as JSON on standard output.
//!
//! ```text
//! cargo run --release --example train -- case.json
//! cargo run --release --example train -- -            (the case on standard input)
//! cargo run --release --example train -- --link "v=1&width=16~19,2&inputs=2&rule=adam&lr=0.01"
//! ```
//!
//! The results of a case are `losses`, `records`, `final` and `first_non_finite`; `Case::from_json` and `MODEL.md` explain both
//! formats. Those of a link are the report that the page saves, `gradlens::report::training`, of all its `steps`. Bad input: one sentence on
//! standard error and exit code 2; values of a link that had to be replaced are named on standard error.

use std::io::{Read, Write};
use std::process::ExitCode;

use gradlens::link;
use gradlens::network::Network;
use gradlens::report;
use gradlens::study::training::{Case, FileError, Learning, Session};
use gradlens::words::learning::misfit;

const USAGE: &str = "usage: train FILE | - | --link LINK";

/// Steps between two looks at what is kept of them.
const PORTION: u64 = 1000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let printed = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--link", link] => of_link(link),
        ["-"] => text_of("standard input", std::io::stdin().lock()).and_then(|text| of_case(&text)),
        [path] if !path.starts_with("--") => std::fs::File::open(path)
            .map_err(|error| format!("{path}: {error}"))
            .and_then(|file| text_of(path, file))
            .and_then(|text| of_case(&text)),
        _ => Err(USAGE.to_owned()),
    };
    let printed = printed.and_then(|results| {
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

/// The report of the training of a link, all of its steps.
fn of_link(text: &str) -> Result<String, String> {
    let (settings, notices) = link::decode(text);
    for notice in &notices {
        eprintln!("{notice}");
    }
    let (recipe, course) = (&settings.recipe, settings.view.course);
    if !course.fits(recipe) {
        let (data, widths) = (course.data(recipe), recipe.widths());
        let own = [widths[0], widths[recipe.depth]];
        let needed = [data.inputs(), data.outputs()];
        return Err(misfit(course.data.label(), needed, own));
    }
    let refused = |error: FileError| error.to_string();
    let mut session = Session::of(recipe.clone(), course).map_err(refused)?;
    while let Some(portion) = session.next(PORTION) {
        let mut trainer = course
            .trainer(recipe, portion.from.step())
            .map_err(refused)?;
        let learned = Learning::of(portion, &mut trainer)
            .and_then(|mut one| one.go_on(&mut trainer, u64::MAX));
        if !learned.is_some_and(|learned| session.take(learned)) {
            break;
        }
    }
    let link = link::encode(&settings);
    Ok(report::training::of(&session, &link).to_string())
}

fn of_case(text: &str) -> Result<String, String> {
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
