//! What other scripts can ask for of a training.

use wasm_bindgen::prelude::JsValue;

use super::{LARGEST_SAVED, error};
use crate::app::page::{App, with_app};
use crate::link;
use crate::report;
use crate::scene::training_csv;
use crate::words::status as words;

/// What needs the numbers of the network.
const PARTS: &str = "parts";

/// A text about the training that is shown, as far as it is known: `"csv"`, its numbers; `"json"`, its report; `"parts"`, what a program
/// needs to compute it again. Null if there is none.
///
/// # Errors
/// The parts of a network that is too large for a network file: one sentence.
pub fn training(what: &str) -> Result<JsValue, JsValue> {
    let is_large = |app: &mut App| app.model.subject.weights() > LARGEST_SAVED;
    if what == PARTS && with_app(is_large) == Some(true) {
        return Err(error(words::TOO_LARGE_TO_SAVE));
    }
    let text = with_app(|app| text(app, what)).flatten();
    Ok(text.map_or(JsValue::NULL, JsValue::from))
}

fn text(app: &App, what: &str) -> Option<String> {
    let session = app.model.training.session()?;
    Some(match what {
        "csv" => training_csv(session.history()),
        PARTS => session.parts().to_string(),
        _ => {
            let settings = app.model.settings()?;
            report::training::of(session, &link::encode(&settings)).to_string()
        }
    })
}
