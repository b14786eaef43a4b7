//! Folds that lie over the pictures, the other settings, the table of a comparison and the menus for saving: Escape, a click beside one and,
//! for a menu, a choice and a focus that goes elsewhere close it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, FocusEvent, HtmlDetailsElement, HtmlElement, Node};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, is_escape};

const FOLDS: &str = "#settings, .saves, #compare details";
const MENUS: &str = ".saves";

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let folds: Vec<HtmlDetailsElement> = parts::all(document, FOLDS);
    let beside = folds.clone();
    let menus: Vec<HtmlDetailsElement> = parts::all(document, MENUS);
    vec![
        Listener::new(document, "keydown", move |event| {
            if let Some(fold) = folds.iter().find(|fold| fold.open() && is_escape(&event)) {
                // In a frame the focus stays in the figure.
                event.prevent_default();
                close(fold);
            }
        }),
        Listener::new(document, "focusout", move |event| {
            for fold in menus.iter().filter(|fold| fold.open()) {
                if is_left(&event, fold) {
                    fold.set_open(false);
                }
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

/// Whether the focus goes to an element outside of the fold.
fn is_left(event: &Event, fold: &HtmlDetailsElement) -> bool {
    let focus: Option<&FocusEvent> = event.dyn_ref();
    let to = focus.and_then(FocusEvent::related_target);
    to.is_some_and(|to| !fold.contains(to.dyn_ref::<Node>()))
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
