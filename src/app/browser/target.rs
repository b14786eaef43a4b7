//! The target and the key of an event.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// The element at which an event happened.
pub fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether an event is the press of the key that leads out.
pub fn is_escape(event: &Event) -> bool {
    key(event).as_deref() == Some("Escape")
}

/// The key of an event; none with a modifier, because those combinations belong to the browser.
pub fn key(event: &Event) -> Option<String> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    let is_modified = event.ctrl_key() || event.alt_key() || event.meta_key();
    (!is_modified).then(|| event.key())
}

/// Whether Shift is held.
pub fn is_shifted(event: &Event) -> bool {
    let event: Option<&KeyboardEvent> = event.dyn_ref();
    event.is_some_and(KeyboardEvent::shift_key)
}
