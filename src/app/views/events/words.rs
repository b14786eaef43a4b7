//! The numbers in the sentence about the network: dragged sideways, stepped by the arrow keys.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlInputElement, PointerEvent};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, key};
use crate::app::mailbox::send;
use crate::app::views::controls::TYPED;
use crate::settings::{Field, Key, decimal};
use crate::state::Msg;

/// So many CSS pixels go through all positions of a setting.
const SPAN: f64 = 420.0;
/// A drag begins after so many CSS pixels; less is a click.
const SLACK: i32 = 4;

/// A drag under way: where it began, at which position of the setting.
#[derive(Clone, Copy)]
struct Drag {
    x: i32,
    position: f64,
    has_moved: bool,
}

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let sentence: Element = parts::element(document, "recipe");
    let drag: Rc<Cell<Option<Drag>>> = Rc::default();
    let [begun, moved, ended] = [(); 3].map(|()| Rc::clone(&drag));
    vec![
        Listener::new(&sentence, "pointerdown", move |event| {
            begun.set(begin(&event));
        }),
        Listener::new(&sentence, "pointermove", move |event| {
            if let Some(drag) = moved.get() {
                moved.set(go_on(&event, drag));
            }
        }),
        Listener::new(&sentence, "pointerup", move |_| {
            ended.take();
        }),
        Listener::new(&sentence, "keydown", |event| step(&event)),
    ]
}

/// The number at an event, with its setting.
fn number(event: &Event) -> Option<(HtmlInputElement, &'static Field)> {
    let input: HtmlInputElement = element(event)?.dyn_into().ok()?;
    let field = [Key::Depth, Key::Width, Key::Gain].map(Key::field);
    let field = field.into_iter().find(|field| field.name == input.id())?;
    Some((input, field))
}

fn position(input: &HtmlInputElement, field: &Field) -> f64 {
    let value = decimal(&input.value().replace(',', "."));
    field.position(value.unwrap_or(field.scale().min))
}

fn begin(event: &Event) -> Option<Drag> {
    let pointer: &PointerEvent = event.dyn_ref()?;
    let (input, field) = number(event)?;
    if input.disabled() || pointer.button() != 0 {
        return None;
    }
    // Refused only for pointers that are gone.
    let _ = input.set_pointer_capture(pointer.pointer_id());
    Some(Drag {
        x: pointer.client_x(),
        position: position(&input, field),
        has_moved: false,
    })
}

fn go_on(event: &Event, drag: Drag) -> Option<Drag> {
    let pointer: &PointerEvent = event.dyn_ref()?;
    let (_, field) = number(event)?;
    if pointer.buttons() & 1 == 0 {
        return None;
    }
    let far = pointer.client_x() - drag.x;
    if !drag.has_moved && far.abs() < SLACK {
        return Some(drag);
    }
    event.prevent_default();
    let scale = field.scale();
    let to = drag.position + f64::from(far) / SPAN * (scale.max - scale.min);
    send(Msg::Set(field.key, text_at(field, to)));
    Some(Drag {
        has_moved: true,
        ..drag
    })
}

/// The arrow keys go one step, Page Up and Page Down ten.
fn step(event: &Event) {
    let steps = match key(event).as_deref() {
        Some("ArrowUp") => 1.0,
        Some("ArrowDown") => -1.0,
        Some("PageUp") => 10.0,
        Some("PageDown") => -10.0,
        _ => return,
    };
    if let Some((input, field)) = number(event) {
        event.prevent_default();
        // What has been typed so far is where it goes on from.
        let _ = input.remove_attribute(TYPED);
        let stride = steps * field.scale().step;
        let from = position(&input, field);
        let here = text_at(field, from);
        let mut ahead = (1..=20).map(|times| text_at(field, from + f64::from(times) * stride));
        // Several positions near 1 stand for the same gain.
        let next = ahead.find(|text| *text != here);
        send(Msg::Set(field.key, next.unwrap_or(here)));
    }
}

/// The value at the position of a setting that is nearest to this one.
fn text_at(field: &Field, position: f64) -> String {
    let scale = field.scale();
    let nearest = (position / scale.step).round() * scale.step;
    // None of these settings has a mark that depends on the depth.
    field.value_at(nearest.clamp(scale.min, scale.max), 1)
}
