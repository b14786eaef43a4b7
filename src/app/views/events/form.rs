//! What the reader sets: lists, sliders, and boxes in which something is typed.

use web_sys::{Document, Element, Event, HtmlElement};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::element;
use crate::app::mailbox::{poke, send};
use crate::app::views::controls::{Controls, TYPED};
use crate::state::Msg;

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let mut all = Vec::new();
    for id in ["recipe", "controls", "training", "layer"] {
        let controls: Element = parts::element(document, id);
        // Typed text counts only when it is finished, so that a partial entry is never taken for
        // the whole.
        all.push(Listener::new(&controls, "input", |event| {
            match is_typed(&event) {
                true => mark(&event, true),
                false => given(&event),
            }
        }));
        all.push(Listener::new(&controls, "change", |event| {
            if is_typed(&event) {
                mark(&event, false);
                given(&event);
            }
        }));
        // A box that holds no number returns to the current value.
        all.push(Listener::new(&controls, "focusout", |event| {
            mark(&event, false);
            send(Msg::Retype);
        }));
    }
    let controls: Element = parts::element(document, "controls");
    let page = document.clone();
    all.push(Listener::new(&controls, "click", move |event| {
        let target = element(&event);
        let button = target.and_then(|at| at.closest("[data-default]").ok().flatten());
        let name = button.and_then(|button| button.get_attribute("data-default"));
        if let Some((key, text)) = name.and_then(|name| Controls::default_of(&name)) {
            send(Msg::Set(key, text));
            // The button is gone.
            let control: HtmlElement = parts::element(&page, key.field().name);
            let _ = control.focus();
        }
    }));
    all
}

/// The value of a control has changed.
fn given(event: &Event) {
    if let Some(target) = element(event) {
        poke(move |views, model| {
            let (key, text) = views.controls.given(&target, &model.subject)?;
            Some(Msg::Set(key, text))
        });
    }
}

/// Whether an event comes from a box for numbers.
fn is_typed(event: &Event) -> bool {
    element(event).is_some_and(|target| target.has_attribute("inputmode"))
}

/// Says whether somebody is typing where an event has happened.
fn mark(event: &Event, is_typed: bool) {
    if let Some(target) = element(event) {
        // The name is a valid one.
        let _ = target.toggle_attribute_with_force(TYPED, is_typed);
    }
}
