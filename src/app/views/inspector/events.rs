//! What the reader does in the inspector. Its controls are distinguished by their ids, so a few
//! listeners are enough.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, PointerEvent};

use super::Inspector;
use super::overrides::text_in;
use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, key};
use crate::app::mailbox::poke;
use crate::settings::Key;
use crate::state::Msg;

/// Beyond any row or column.
const ALL: isize = 1 << 16;

/// Its listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let events = [
        ("inspector", "toggle"),
        ("inspector", "click"),
        ("inspector", "change"),
        ("inspector", "keydown"),
        ("inspector", "pointerdown"),
        ("inspector", "pointermove"),
        ("inspector", "pointerout"),
        ("inspector-numbers", "toggle"),
    ];
    let listen = |(id, name)| {
        let target: Element = parts::element(document, id);
        Listener::new(&target, name, |event| {
            poke(move |views, _| inside(views.stage.inspector(), &event));
        })
    };
    events.into_iter().map(listen).collect()
}

/// Something has happened in the inspector.
fn inside(inspector: &mut Inspector, event: &Event) -> Option<Msg> {
    let target = element(event)?;
    match (event.type_().as_str(), target.id().as_str()) {
        ("click", "layer-same") => return Some(Msg::AsOthers),
        ("toggle", "inspector-numbers") => inspector.settle(),
        ("toggle", _) => return Some(Msg::Redraw),
        ("change", _) => {
            inspector.retype();
            let key = target.get_attribute("data-key")?;
            let key = Key::from_name(&key)?;
            return Some(Msg::SetLayer(key, text_in(&target)));
        }
        ("keydown", "cells") => {
            if let Some(step) = cell_step(event) {
                event.prevent_default();
                inspector.step(step);
            }
        }
        (name, _) => {
            let pointer: &PointerEvent = event.dyn_ref()?;
            let at = (pointer.offset_x(), pointer.offset_y());
            if let Some(map) = target.get_attribute("data-map") {
                let cell = inspector.cell_at(&map, at).filter(|_| name != "pointerout");
                inspector.point_at(cell, name == "click");
            }
        }
    }
    None
}

/// By how many rows and columns a key moves.
fn cell_step(event: &Event) -> Option<(isize, isize)> {
    Some(match key(event)?.as_str() {
        "ArrowRight" => (0, 1),
        "ArrowLeft" => (0, -1),
        "ArrowDown" => (1, 0),
        "ArrowUp" => (-1, 0),
        "Home" => (0, -ALL),
        "End" => (0, ALL),
        "PageDown" => (10, 0),
        "PageUp" => (-10, 0),
        _ => return None,
    })
}
