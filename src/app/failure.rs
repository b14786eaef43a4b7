//! When nothing works any more: one sentence in the page instead of a frozen picture.

use std::panic;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use web_sys::{Document, HtmlElement};

use super::page;
use crate::words::status as words;

/// From now on a panic is written to the console and said in the page.
pub fn watch() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let place = info
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()));
        show(words::BROKEN, &place.unwrap_or_default());
    }));
}

/// Says in the page that the browser refused something without which nothing works.
pub fn report(reason: &JsValue) {
    let text = reason.dyn_ref::<js_sys::Error>().map_or_else(
        || reason.as_string().unwrap_or_default(),
        |error| String::from(error.message()),
    );
    show(words::REFUSED, &text);
}

/// Says in the page why nothing works, and marks the document as failed. Only the first call counts.
pub fn show(sentence: &str, detail: &str) {
    let Some(document) = page::document() else {
        return;
    };
    if page::state(&document).as_deref() == Some("failed") {
        return;
    }
    page::set_state(&document, "failed");
    fill(&document, sentence, detail);
}

fn fill(document: &Document, sentence: &str, detail: &str) {
    let Ok(failure) = page::element::<HtmlElement>(document, "failure") else {
        return;
    };
    failure.set_hidden(false);
    for (part, text) in [("[data-sentence]", sentence), ("[data-detail]", detail)] {
        if let Ok(Some(part)) = failure.query_selector(part) {
            part.set_text_content(Some(text));
        }
    }
}
