//! Finding the parts of the document, and the state it announces.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Window};

use super::failure::{self, granted};
use crate::words::status as words;

/// The window, where there is one.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// A clock in milliseconds; always 0 where there is none.
pub fn now(window: &Window) -> f64 {
    window.performance().map_or(0.0, |clock| clock.now())
}

/// The document, where there is one.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The element with this id; `None` where it is missing or of another kind.
pub fn find<T: JsCast>(document: &Document, id: &str) -> Option<T> {
    document.get_element_by_id(id)?.dyn_into().ok()
}

/// The element with this id. Without it, or where it is of another kind, the page stops.
#[inline(never)]
pub fn element<T: JsCast>(document: &Document, id: &str) -> T {
    find(document, id).unwrap_or_else(|| missing(id))
}

/// The first element inside `parent` that this selector finds. Without it, or where it is of another kind, the page stops.
#[inline(never)]
pub fn part<T: JsCast>(parent: &Element, selector: &str) -> T {
    let found = granted(parent.query_selector(selector));
    let found = found.and_then(|element| element.dyn_into().ok());
    found.unwrap_or_else(|| missing(selector))
}

/// All elements that this selector finds, of one kind.
pub fn all<T: JsCast>(document: &Document, selector: &str) -> Vec<T> {
    let list = granted(document.query_selector_all(selector));
    let elements = (0..list.length()).filter_map(|i| list.item(i));
    elements.filter_map(|node| node.dyn_into().ok()).collect()
}

fn missing(name: &str) -> ! {
    failure::stop(&words::missing_element(name))
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
    // Fails for invalid attribute names only.
    let _ = element.set_attribute(name, value);
}
