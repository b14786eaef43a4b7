//! Pointer and keys on the layer that is taken apart.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, PointerEvent};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, key};
use crate::app::mailbox::poke;

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let dial: Element = parts::element(document, "dial");
    let mut all: Vec<Listener> = ["pointerdown", "pointermove", "pointerout"]
        .map(|name| Listener::new(&dial, name, |event| point(&event)))
        .into();
    all.push(Listener::new(&dial, "keydown", |event| turn(&event)));
    all
}

fn point(event: &Event) {
    let pointer: Option<&PointerEvent> = event.dyn_ref();
    let Some((pointer, dial)) = pointer.zip(element(event)) else {
        return;
    };
    let is_pressed = pointer.buttons() & 1 == 1;
    if is_pressed {
        // Without the capture the direction follows the pointer only while it is over the picture. Refused only
        // for pointers that are gone.
        let _ = dial.set_pointer_capture(pointer.pointer_id());
    }
    let is_there = event.type_() != "pointerout";
    let at = is_there.then(|| (pointer.offset_x(), pointer.offset_y()));
    poke(move |views, _| {
        views.stage.apart().point_at(at, is_pressed);
        None
    });
}

/// The arrow keys turn by one degree, Page Up and Page Down by 15.
fn turn(event: &Event) {
    let by = match key(event).as_deref() {
        Some("ArrowRight" | "ArrowUp") => 1.0,
        Some("ArrowLeft" | "ArrowDown") => -1.0,
        Some("PageUp") => 15.0,
        Some("PageDown") => -15.0,
        _ => return,
    };
    event.prevent_default();
    poke(move |views, _| {
        let apart = views.stage.apart();
        apart.turn_to(apart.degrees() + by);
        None
    });
}
