//! What the reader does in the lesson.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, EventTarget, HtmlSelectElement};

use crate::app::browser::listener::Listener;
use crate::app::browser::target::element;
use crate::app::browser::{document, parts};
use crate::app::mailbox::{poke, send};
use crate::app::views::see;
use crate::state::{Msg, Taught};

/// Attaches everything.
pub fn listen(document: &Document) -> Vec<Listener> {
    let targets = [
        ("lesson-open", "click"),
        ("lesson", "click"),
        ("lesson", "submit"),
        ("lesson-steps", "change"),
    ];
    let attached = targets.into_iter().map(|(id, event)| {
        let target: EventTarget = parts::element(document, id);
        Listener::new(&target, event, |event| {
            hear(&event);
        })
    });
    attached.collect()
}

/// A button, the form, or the list of steps.
fn hear(event: &Event) -> Option<()> {
    let target = element(event)?;
    match event.type_().as_str() {
        "submit" => {
            event.prevent_default();
            poke(|views, _| Some(Msg::Lesson(Taught::Check(views.lesson.given()))));
        }
        "change" => {
            let steps: HtmlSelectElement = target.unchecked_into();
            let step = steps.value().parse().ok()?;
            send(Msg::Lesson(Taught::Step(step)));
        }
        _ => press(&target.closest("[data-do], [data-part]").ok()??),
    }
    Some(())
}

fn press(button: &Element) {
    if let (Some(part), Some(document)) = (button.get_attribute("data-part"), document::document())
    {
        return see(&document, &part);
    }
    let taught = match button.get_attribute("data-do").unwrap_or_default().as_str() {
        "open" => Taught::Open,
        "close" => Taught::Close,
        "back" => Taught::Back,
        "next" => Taught::Next,
        "reveal" => Taught::Reveal,
        "usual" => Taught::Usual,
        "example" => Taught::Example,
        "try" => Taught::Try,
        "more" => Taught::More,
        "others" => Taught::Others,
        _ => return poke(|views, _| views.lesson.return_to_question()),
    };
    send(Msg::Lesson(taught));
}
