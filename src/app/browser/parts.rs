//! Finds the parts of the document that the page needs.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Window};

use super::document::find;
use super::failure::{self, granted};
use crate::words::status as words;

/// The element with this id. If it is missing or of another kind, the page stops.
#[inline(never)]
pub fn element<T: JsCast>(document: &Document, id: &str) -> T {
    find(document, id).unwrap_or_else(|| missing(id))
}

/// The first element inside `parent` that matches this selector. If it is missing or of another
/// kind, the page stops.
#[inline(never)]
pub fn part<T: JsCast>(parent: &Element, selector: &str) -> T {
    let found = granted(parent.query_selector(selector));
    let found = found.and_then(|element| element.dyn_into().ok());
    found.unwrap_or_else(|| missing(selector))
}

/// All elements of one kind that match this selector.
pub fn all<T: JsCast>(document: &Document, selector: &str) -> Vec<T> {
    let list = granted(document.query_selector_all(selector));
    let elements = (0..list.length()).filter_map(|i| list.item(i));
    elements.filter_map(|node| node.dyn_into().ok()).collect()
}

/// Calls a function of the window without arguments, if it is there. What it returns is not waited for.
pub fn call(window: &Window, name: &str) {
    let function = Reflect::get(window, &name.into());
    if let Some(function) = function
        .ok()
        .and_then(|found| found.dyn_into::<Function>().ok())
    {
        // What it throws is its own affair.
        let _ = function.call0(window);
    }
}

fn missing(name: &str) -> ! {
    failure::stop(&words::missing_element(name))
}
