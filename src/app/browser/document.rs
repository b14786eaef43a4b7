//! The document, and the state it announces.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

/// The window, if there is one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// A clock in milliseconds; always 0 if there is none.
pub fn now(window: &Window) -> f64 {
    window.performance().map_or(0.0, |clock| clock.now())
}

/// The document, if there is one.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element with this id; `None` if it is missing or of another kind.
pub fn find<T: JsCast>(document: &Document, id: &str) -> Option<T> {
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// The attribute of the document that announces its state: `loading`, `busy`, `ready`, `stopped` or
/// `failed`.
const STATE: &str = "data-gradlens";

/// Whether the page has given up, whoever announced it: the program, or the script that loads it.
pub fn has_failed(document: &Document) -> bool {
    let root = document.document_element();
    root.and_then(|root| root.get_attribute(STATE)).as_deref() == Some("failed")
}

/// Announces a state; `failed` is final.
pub fn set_state(document: &Document, next: &str) {
    if has_failed(document) {
        return;
    }
    if let Some(root) = document.document_element() {
        set_attribute(&root, STATE, next);
    }
}

/// Sets an attribute, unless it has this value: the browser styles and lays out again whatever is set, changed or not.
pub fn set_attribute(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        // Fails only for invalid attribute names.
        let _ = element.set_attribute(name, value);
    }
}

/// Hides an element or shows it, unless it is so already.
pub fn set_hidden(element: &HtmlElement, is_hidden: bool) {
    if element.hidden() != is_hidden {
        element.set_hidden(is_hidden);
    }
}

/// Sets the text of a short element, unless it says this.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Gives the element with this id the focus, if it can have it.
pub fn focus(document: &Document, id: &str) {
    // Refused only for elements that cannot have the focus.
    let _ = find::<HtmlElement>(document, id).map(|element| element.focus());
}
