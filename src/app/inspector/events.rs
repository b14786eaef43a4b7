//! What the reader does in the inspector. Its controls are told apart by their ids, so that a few listeners do.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, PointerEvent};

use super::overrides::text_in;
use crate::app::events::{element, key};
use crate::app::listener::Listener;
use crate::app::{App, act, page};
use crate::settings::{Key, Notice, Settings};

/// Farther than any row or column.
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
        ("open-inspector", "click"),
    ];
    let listen = |(id, name)| {
        let target: Element = page::element(document, id);
        Listener::new(&target, name, |event| act(|app| app.inside(&event)))
    };
    events.into_iter().map(listen).collect()
}

impl App {
    /// Something has happened in the inspector.
    fn inside(&mut self, event: &Event) {
        let Some(target) = element(event) else {
            return;
        };
        let inspector = self.stage.inspector();
        match (event.type_().as_str(), target.id().as_str()) {
            ("click", "open-inspector") => inspector.open(),
            ("click", "layer-same") => self.as_others(),
            ("toggle", "inspector-numbers") => inspector.settle(),
            ("toggle", _) => self.refresh(),
            ("change", "angle") => match inspector.angle_given(&text_in(&target)) {
                Some(notice) => self.notices.refuse(notice),
                None => self.notices.settle(),
            },
            ("change", "reach") => inspector.rescale(&text_in(&target)),
            ("change", _) => self.override_given(&target),
            ("keydown", "cells") => {
                if let Some(step) = cell_step(event) {
                    event.prevent_default();
                    inspector.step(step);
                }
            }
            ("keydown", "dial") => {
                if let Some(degrees) = turn(event, inspector.degrees()) {
                    event.prevent_default();
                    inspector.turn_to(degrees);
                }
            }
            (name, id) => {
                if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
                    let at = (pointer.offset_x(), pointer.offset_y());
                    if let Some(map) = target.get_attribute("data-map") {
                        let cell = inspector.cell_at(&map, at).filter(|_| name != "pointerout");
                        inspector.point_at(cell, name == "click");
                    } else if id == "dial" && pointer.buttons() & 1 == 1 {
                        // Without it the direction follows only as long as the pointer is above the picture.
                        let _ = target.set_pointer_capture(pointer.pointer_id());
                        inspector.drag(at);
                    }
                }
            }
        }
    }

    /// A control of the selected layer alone has been given something new.
    fn override_given(&mut self, control: &Element) {
        self.stage.inspector().forget_overrides();
        let key = control.get_attribute("data-key");
        let Some(key) = key.and_then(|name| Key::from_name(&name)) else {
            return;
        };
        let text = text_in(control);
        let mut tried = self.settings.clone();
        // Runs are for many layers, and nothing is no value.
        let is_one = !text.is_empty() && !text.contains(['~', ',']);
        let tried = tried.set(key, if is_one { &text } else { "?" });
        match tried {
            Ok(()) => {
                let layer = self.settings.selected_layer();
                self.edit(key, &self.settings.text_with(key, layer, &text));
            }
            Err(notice) => {
                let given = Notice::new(&notice.field, &text, &notice.allowed, &notice.used);
                self.notices.refuse(given);
            }
        }
        self.refresh();
    }

    /// The selected layer becomes as most others.
    fn as_others(&mut self) {
        let layer = self.settings.selected_layer();
        let mut settings = self.settings.clone();
        for key in Settings::PER_LAYER {
            if let Some(text) = settings.text_of_others(key, layer) {
                // Other layers have it already, so it is allowed.
                let _ = settings.set(key, &settings.text_with(key, layer, &text));
            }
        }
        let (settings, notices) = settings.canonical();
        self.show_link(settings, &notices);
    }
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

/// To which angle a key turns.
fn turn(event: &Event, degrees: f64) -> Option<f64> {
    Some(match key(event)?.as_str() {
        "ArrowRight" | "ArrowUp" => degrees + 1.0,
        "ArrowLeft" | "ArrowDown" => degrees - 1.0,
        "PageUp" => degrees + 15.0,
        "PageDown" => degrees - 15.0,
        "Home" => 0.0,
        "End" => 90.0,
        _ => return None,
    })
}
