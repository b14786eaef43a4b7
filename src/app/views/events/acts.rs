//! Pointer, keys and buttons of the acts that the whole program alone has.

mod map;
mod training;

use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlSelectElement, PointerEvent};

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

/// Whether a pointer over a hand is pressed, which then belongs to the hand, and where it is; nowhere once it has left.
fn held(event: &Event) -> Option<(bool, Option<(i32, i32)>)> {
    let pointer: &PointerEvent = event.dyn_ref()?;
    let is_pressed = pointer.buttons() & 1 == 1;
    if is_pressed {
        // Refused only for pointers that are gone.
        let _ = element(event)?.set_pointer_capture(pointer.pointer_id());
    }
    let is_there = event.type_() != "pointerout";
    let at = is_there.then(|| (pointer.offset_x(), pointer.offset_y()));
    Some((is_pressed, at))
}
