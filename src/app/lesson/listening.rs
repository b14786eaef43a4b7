//! What the reader does in the lesson, as calls of the page.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, EventTarget, HtmlSelectElement};

use crate::app::listener::Listener;
use crate::app::{act, page};

/// Attaches everything.
pub fn attach(document: &Document) -> Vec<Listener> {
    let targets = [
        ("lesson-open", "click"),
        ("lesson", "click"),
        ("lesson", "submit"),
        ("lesson-steps", "change"),
    ];
    let attached = targets.into_iter().map(|(id, event)| {
        let target: EventTarget = page::element(document, id);
        Listener::new(&target, event, |event| hear(&event))
    });
    attached.collect()
}

/// A button, the form, or the list of steps.
fn hear(event: &Event) {
    let Some(target) = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
    else {
        return;
    };
    let what = match event.type_().as_str() {
        "submit" => {
            event.prevent_default();
            "check".into()
        }
        "change" => target.unchecked_into::<HtmlSelectElement>().value(),
        _ => {
            let Some(button) = target.closest("[data-do], [data-part]").ok().flatten() else {
                return;
            };
            if let Some(part) = button.get_attribute("data-part") {
                act(|app| app.lesson.see(&part));
                return;
            }
            button.get_attribute("data-do").unwrap_or_default()
        }
    };
    act(|app| app.in_lesson(&what));
}
