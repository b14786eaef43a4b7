//! When nothing works any more: one sentence in the page instead of a frozen picture.

use std::panic;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Document, HtmlElement};

use super::document;
use crate::words::status as words;

/// From now on a panic is written to the console and reported in the page.
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let place = info
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()));
        show(words::BROKEN, &place.unwrap_or_default());
    }));
}

/// Reports in the page which essential part is missing, and stops: later events find the page still
/// busy and leave it alone, as after a panic.
#[cold]
pub fn stop(reason: &str) -> ! {
    show(words::REFUSED, reason);
    wasm_bindgen::throw_str(reason)
}

/// The value that the browser returned; if it refused, nothing works, see [`stop`].
pub fn granted<T>(answer: Result<T, JsValue>) -> T {
    answer.unwrap_or_else(|reason| refused(&reason))
}

#[cold]
fn refused(reason: &JsValue) -> ! {
    let text = reason.dyn_ref::<js_sys::Error>().map_or_else(
        || reason.as_string().unwrap_or_default(),
        |error| String::from(error.message()),
    );
    stop(&text)
}

/// Reports in the page why nothing works, and marks the document as failed. Only the first call
/// counts.
fn show(sentence: &str, detail: &str) {
    let Some(page) = document::document() else {
        return;
    };
    if document::has_failed(&page) {
        return;
    }
    document::set_state(&page, "failed");
    fill(&page, sentence, detail);
}

fn fill(page: &Document, sentence: &str, detail: &str) {
    let Some(failure) = document::find::<HtmlElement>(page, "failure") else {
        return;
    };
    failure.set_hidden(false);
    for (part, text) in [("[data-sentence]", sentence), ("[data-detail]", detail)] {
        if let Ok(Some(part)) = failure.query_selector(part) {
            part.set_text_content(Some(text));
        }
    }
}
