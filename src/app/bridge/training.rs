//! What other scripts can ask for of a training.

use wasm_bindgen::prelude::JsValue;

use crate::app::page::{App, with_app};
use crate::link;
use crate::report;
use crate::scene::training_csv;

/// A text about the training that is shown, as far as it is known: `"csv"`, its numbers; `"json"`, its report; `"parts"`, what a program
/// needs to compute it again. Null if there is none.
pub fn training(what: &str) -> JsValue {
    let text = with_app(|app| text(app, what)).flatten();
    text.map_or(JsValue::NULL, JsValue::from)
}

fn text(app: &App, what: &str) -> Option<String> {
    let session = app.model.training.session()?;
    Some(match what {
        "csv" => training_csv(session.history()),
        "parts" => session.start().parts().to_string(),
        _ => {
            let settings = app.model.settings()?;
            report::training::of(session, &link::encode(&settings)).to_string()
        }
    })
}
