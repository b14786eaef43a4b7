//! What the reader does in the lesson.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, EventTarget, HtmlSelectElement, PointerEvent};

use crate::app::browser::listener::Listener;
use crate::app::browser::target::{element, is_escape, key};
use crate::app::browser::{document, parts};
use crate::app::mailbox::{poke, send};
use crate::app::views::{FARTHER, see};
use crate::lesson::magnitude;
use crate::network::IS_WHOLE;
use crate::state::{Msg, Taught};

/// Attaches everything.
pub fn listen(document: &Document) -> Vec<Listener> {
    let targets = [
        ("lesson-open", "click"),
        ("lesson", "click"),
        ("lesson", "submit"),
        ("lesson", "change"),
        ("lesson", "keydown"),
        ("guess", "keydown"),
        ("guess", "pointerdown"),
        ("guess", "pointermove"),
    ];
    let drag: Rc<Cell<Option<(i32, f64)>>> = Rc::default();
    // The small program has no lesson but its button.
    let count = if IS_WHOLE { targets.len() } else { 1 };
    let attached = targets.into_iter().take(count).map(|(id, event)| {
        let target: EventTarget = parts::element(document, id);
        let drag = Rc::clone(&drag);
        Listener::new(&target, event, move |event| {
            hear(&event, &drag);
        })
    });
    attached.collect()
}

/// A button, the form, the list of steps, or the handle; `drag`: where a drag began, and with which length.
fn hear(event: &Event, drag: &Rc<Cell<Option<(i32, f64)>>>) -> Option<()> {
    if !IS_WHOLE {
        send(Msg::Lesson(Taught::Open));
        return None;
    }
    let target = element(event)?;
    match event.type_().as_str() {
        "keydown" if target.id() == "guess" => step(event)?,
        "keydown" => leave(event)?,
        "pointerdown" => begin(event, Rc::clone(drag))?,
        "pointermove" => go_on(event, drag.get()?)?,
        "submit" => {
            event.prevent_default();
            poke(|views, _| Some(Msg::Lesson(Taught::Check(views.lesson.given()))));
        }
        "change" => match target.dyn_into::<HtmlSelectElement>() {
            Ok(steps) => send(Msg::Lesson(Taught::Step(steps.value().parse().ok()?))),
            Err(_) => poke(|views, _| {
                let guess = magnitude(&views.lesson.given()?)?.log10()?;
                Some(Msg::Lesson(Taught::Guess(guess)))
            }),
        },
        _ => press(&target.closest("[data-do], [data-part]").ok()??),
    }
    Some(())
}

/// The arrow keys move the handle by half a decade, Page Up and Page Down by two.
fn step(event: &Event) -> Option<()> {
    let [near, far] = FARTHER;
    let by = match key(event)?.as_str() {
        "ArrowUp" | "ArrowRight" => near,
        "ArrowDown" | "ArrowLeft" => -near,
        "PageUp" => far,
        "PageDown" => -far,
        "Home" => f64::NEG_INFINITY,
        _ => return None,
    };
    event.prevent_default();
    poke(move |_, model| {
        let guess = model.lesson.handle()?;
        let to = if by.is_finite() {
            ((guess + by) / near).round() * near
        } else {
            0.0
        };
        Some(Msg::Lesson(Taught::Guess(to)))
    });
    Some(())
}

/// Escape ends the gradient's way, or else closes the lesson, and nothing besides.
fn leave(event: &Event) -> Option<()> {
    is_escape(event).then(|| {
        // In a frame the focus stays in the page.
        event.prevent_default();
        event.stop_propagation();
        poke(|_, model| match model.look.pulse {
            Some(_) => Some(Msg::EndPulse),
            None => Some(Msg::Lesson(Taught::Close)),
        });
    })
}

fn begin(event: &Event, drag: Rc<Cell<Option<(i32, f64)>>>) -> Option<()> {
    let pointer: &PointerEvent = event.dyn_ref()?;
    // Refused only for pointers that are gone.
    let _ = element(event)?.set_pointer_capture(pointer.pointer_id());
    let y = pointer.client_y();
    poke(move |_, model| {
        drag.set(Some((y, model.lesson.handle()?)));
        None
    });
    Some(())
}

fn go_on(event: &Event, (begun, guess): (i32, f64)) -> Option<()> {
    let pointer: &PointerEvent = event.dyn_ref()?;
    if pointer.buttons() & 1 == 0 {
        return None;
    }
    let down = pointer.client_y() - begun;
    poke(move |views, _| {
        let [fan, _] = views.stage.pictures();
        Some(Msg::Lesson(Taught::Guess(fan.below(guess, down)?)))
    });
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
        "example" => Taught::Example,
        #[cfg(feature = "whole")]
        "fit" => Taught::Fit,
        "try" => Taught::Try,
        "more" => Taught::More,
        "others" => Taught::Others,
        _ => return poke(|views, _| views.lesson.return_to_question()),
    };
    send(Msg::Lesson(taught));
}
