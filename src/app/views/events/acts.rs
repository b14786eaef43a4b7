//! Pointer, keys and buttons of the acts that the whole program alone has.

mod hand;
mod map;
mod training;

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlSelectElement};

use crate::app::browser::listener::Listener;
use crate::app::browser::target::element;

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let all = [training::listen(document), map::listen(document)];
    all.into_iter().flatten().collect()
}

/// Which item of a list is chosen.
fn chosen(event: &Event) -> Option<usize> {
    let list: HtmlSelectElement = element(event)?.dyn_into().ok()?;
    usize::try_from(list.selected_index()).ok()
}
