//! A hand over a picture: what a pointer holds, and what a finger scrolls past.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent, PointerEvent};

use crate::app::browser::listener::Listener;
use crate::app::browser::target::element;

/// So near to what the hand can hold a finger takes hold of it, in CSS pixels.
const NEAR: f64 = 28.0;

/// What a pointer does: whether it holds on, and where it is; nowhere once it has left.
pub type Act = fn(bool, Option<(i32, i32)>);

/// The listeners. A mouse holds on wherever it presses. A finger holds on only near to where the hand says that it can be
/// held (`data-grip`); anywhere else it scrolls the page, or chooses a place by a tap.
pub fn listen(hand: &Element, act: Act) -> Vec<Listener> {
    let passes = Rc::new(Cell::new(false));
    let mut all = Vec::new();
    for name in ["pointerdown", "pointermove", "pointerout"] {
        let passes = Rc::clone(&passes);
        all.push(Listener::new(hand, name, move |event| {
            if event.type_() == "pointerdown" {
                passes.set(is_elsewhere(&event));
            }
            if !passes.get()
                && let Some((is_pressed, at)) = held(&event)
            {
                act(is_pressed, at);
            }
        }));
    }
    let scrolls = Rc::clone(&passes);
    all.push(Listener::new(hand, "touchstart", move |event| {
        // What is held does not scroll.
        if !scrolls.get() {
            event.prevent_default();
        }
    }));
    all.push(Listener::new(hand, "click", move |event| {
        if passes.take()
            && let Some(mouse) = event.dyn_ref::<MouseEvent>()
        {
            act(true, Some((mouse.offset_x(), mouse.offset_y())));
        }
    }));
    all
}

/// Whether a finger is put where there is nothing to hold.
fn is_elsewhere(event: &Event) -> bool {
    let Some(pointer) = event
        .dyn_ref::<PointerEvent>()
        .filter(|pointer| pointer.pointer_type() == "touch")
    else {
        return false;
    };
    let grip = element(event).and_then(|hand| hand.get_attribute("data-grip"));
    let grip = grip.unwrap_or_default();
    let at = [pointer.offset_x(), pointer.offset_y()];
    let mut both = grip.split(',').zip(at);
    // A coordinate that is not there is any.
    both.any(|(grip, at)| {
        grip.parse::<f64>()
            .is_ok_and(|grip| (grip - f64::from(at)).abs() > NEAR)
    })
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
