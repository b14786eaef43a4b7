//! The fold with the other settings lies over the picture: Escape and a click beside it close it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlDetailsElement, HtmlElement};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, key};

const FOLD: &str = "settings";

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let fold: HtmlDetailsElement = parts::element(document, FOLD);
    let beside = fold.clone();
    vec![
        Listener::new(document, "keydown", move |event| {
            if fold.open() && key(&event).as_deref() == Some("Escape") {
                // In a frame the focus stays in the figure.
                event.prevent_default();
                fold.set_open(false);
                // Refused for elements that cannot have the focus only.
                let _ = parts::part::<HtmlElement>(&fold, "summary").focus();
            }
        }),
        Listener::new(document, "click", move |event| {
            if beside.open() && is_beside(&event, &beside) {
                beside.set_open(false);
            }
        }),
    ]
}

/// Whether a click means something else than the fold; a part of the lesson may have opened it.
fn is_beside(event: &Event, fold: &HtmlDetailsElement) -> bool {
    element(event).is_some_and(|target| {
        let part = target.closest("[data-part]").ok().flatten();
        part.is_none() && target.is_connected() && !fold.contains(Some(target.unchecked_ref()))
    })
}
