//! The document, and the state it announces.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Window};

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

/// What the document announces: `loading`, `ready`, `busy` or `failed`.
pub fn state(document: &Document) -> Option<String> {
    document.document_element()?.get_attribute("data-gradlens")
}

/// Announces a state, see [`state`]. `failed` is final.
pub fn set_state(document: &Document, next: &str) {
    if state(document).as_deref() == Some("failed") {
        return;
    }
    if let Some(root) = document.document_element() {
        set_attribute(&root, "data-gradlens", next);
    }
}

/// Sets an attribute.
pub fn set_attribute(element: &Element, name: &str, value: &str) {
    // Fails only for invalid attribute names.
    let _ = element.set_attribute(name, value);
}
