//! Folds that lie over the pictures, the other settings and the menus for saving: Escape, a click beside one
//! and a choice in a menu close it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlDetailsElement, HtmlElement};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, key};

const FOLDS: &str = "#settings, .saves";

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let folds: Vec<HtmlDetailsElement> = parts::all(document, FOLDS);
    let beside = folds.clone();
    vec![
        Listener::new(document, "keydown", move |event| {
            let is_escape = key(&event).as_deref() == Some("Escape");
            if let Some(fold) = folds.iter().find(|fold| is_escape && fold.open()) {
                // In a frame the focus stays in the figure.
                event.prevent_default();
                close(fold);
            }
        }),
        Listener::new(document, "click", move |event| {
            for fold in beside.iter().filter(|fold| fold.open()) {
                if is_beside(&event, fold) {
                    fold.set_open(false);
                } else if is_choice(&event) {
                    close(fold);
                }
            }
        }),
    ]
}

/// Closes a fold; the focus goes to what opens it.
fn close(fold: &HtmlDetailsElement) {
    fold.set_open(false);
    // Refused for elements that cannot have the focus only.
    let _ = parts::part::<HtmlElement>(fold, "summary").focus();
}

/// Whether an event is the choice of a file to save.
fn is_choice(event: &Event) -> bool {
    let target = element(event);
    let button = target.and_then(|target| target.closest("[data-save]").ok().flatten());
    button.is_some()
}

/// Whether a click means something else than the fold; a part of the lesson may have opened it.
fn is_beside(event: &Event, fold: &HtmlDetailsElement) -> bool {
    element(event).is_some_and(|target| {
        let part = target.closest("[data-part]").ok().flatten();
        part.is_none() && target.is_connected() && !fold.contains(Some(target.unchecked_ref()))
    })
}
