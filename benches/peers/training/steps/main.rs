//! Gradlens natively as a side of the comparison of training: one JSON line in, one JSON line out, {"answer": ...} or
//! {"error": ...}.
//!
//! Requests are objects with one key: {"load": FILE}, {"losses": [SIDE, COUNT]}, {"norms": SIDE}, {"warm": SIDE}, {"time": SIDE};
//! times are milliseconds of a step.

use std::io::{BufRead, Write};
use std::time::Instant;

use gradlens::json::Json;
use steps::Steps;

/// The name of the only side.
const SIDE: &str = "Gradlens, native";
/// The shortest batch that counts, and how long a training runs before it counts, in seconds.
const BATCH: f64 = 0.030;
const WARM: f64 = 0.300;

fn main() -> std::io::Result<()> {
    let mut steps = None;
    for line in std::io::stdin().lock().lines() {
        let reply = match answer(&mut steps, &line?) {
            Ok(answer) => Json::object([("answer", answer)]),
            Err(sentence) => Json::object([("error", sentence.as_str().into())]),
        };
        writeln!(std::io::stdout(), "{reply}")?;
    }
    Ok(())
}

fn answer(steps: &mut Option<Steps>, line: &str) -> Result<Json, String> {
    let unknown = || format!("no request: {line}");
    let Ok(Json::Object(request)) = Json::parse(line) else {
        return Err(unknown());
    };
    let [(name, value)] = &request[..] else {
        return Err(unknown());
    };
    if let ("load", Json::Text(file)) = (name.as_str(), value) {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        *steps = Some(Steps::of(&text)?);
        return Ok(Json::object([(SIDE, Json::Null)]));
    }
    let steps = steps.as_mut().ok_or("nothing is loaded")?;
    match (name.as_str(), value) {
        ("losses", Json::List(list)) => match list[..] {
            [_, Json::Number(count)] => Ok(Json::list(steps.losses(whole(count)))),
            _ => Err(unknown()),
        },
        ("norms", _) => Ok(Json::list(steps.norms())),
        ("warm", _) => {
            let start = Instant::now();
            while start.elapsed().as_secs_f64() < WARM {
                steps.take(1);
            }
            Ok(Json::Null)
        }
        ("time", _) => Ok(milliseconds(steps).into()),
        _ => Err(unknown()),
    }
}

/// Milliseconds of a step, from the first batch that is long enough.
#[expect(clippy::cast_precision_loss, reason = "a number of steps")]
fn milliseconds(steps: &mut Steps) -> f64 {
    let mut count = 1;
    loop {
        let start = Instant::now();
        steps.take(count);
        let seconds = start.elapsed().as_secs_f64();
        if seconds >= BATCH {
            return 1000.0 * seconds / count as f64;
        }
        count = whole(count as f64 * (1.3 * BATCH / seconds).clamp(2.0, 10.0));
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a small number of steps"
)]
fn whole(count: f64) -> usize {
    count as usize
}
