//! Pointer, keys and lists of the map.

use web_sys::{Document, Element, Event};

use super::{chosen, hand};
use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::browser::target::{element, key};
use crate::app::mailbox::{poke, send};
use crate::settings::Activation;
use crate::state::{Mapping, Msg};
use crate::study::map::MapAxis;

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let act: Element = parts::element(document, "map");
    let opened = Listener::new(&act, "toggle", |event| {
        // Folds inside it are others.
        if element(&event).is_some_and(|target| target.id() == "map") {
            poke(|views, _| Some(Msg::Map(Mapping::Watch(views.map.is_open()))));
        }
    });
    let hand: Element = parts::element(document, "map-hand");
    let axis: Element = parts::element(document, "map-axis");
    let activation: Element = parts::element(document, "map-activation");
    let numbers: Element = parts::part(&act, "[data-numbers]");
    let mut all = vec![
        opened,
        Listener::new(&numbers, "toggle", |_| {
            poke(|views, model| {
                views.map.settle(model);
                None
            });
        }),
        Listener::new(&hand, "keydown", |event| step(&event)),
        Listener::new(&axis, "change", |event| {
            let chosen = chosen(&event).and_then(|at| MapAxis::ALL.get(at).copied());
            if let Some(axis) = chosen {
                send(Msg::Map(Mapping::Across(axis)));
            }
        }),
        Listener::new(&activation, "change", |event| {
            // The first one is none.
            let chosen = chosen(&event).and_then(|at| at.checked_sub(1));
            let activation = chosen.and_then(|at| Activation::ALL.get(at).copied());
            send(Msg::Map(Mapping::Beside(activation)));
        }),
    ];
    all.extend(hand::listen(&hand, point));
    all
}

fn point(is_pressed: bool, at: Option<(i32, i32)>) {
    poke(move |views, _| {
        views.map.point_at(at);
        let (column, depth) = views.map.nearest(at?).filter(|_| is_pressed)?;
        Some(Msg::Map(Mapping::Put(column, depth)))
    });
}

/// Left and right go through the columns, up and down through the depths, Page Up and Page Down by ten layers, Home and End to the
/// ends of the columns.
fn step(event: &Event) {
    let (columns, layers) = match key(event).as_deref() {
        Some("ArrowRight") => (1, 0),
        Some("ArrowLeft") => (-1, 0),
        Some("ArrowUp") => (0, 1),
        Some("ArrowDown") => (0, -1),
        Some("PageUp") => (0, 10),
        Some("PageDown") => (0, -10),
        Some("Home") => (isize::MIN, 0),
        Some("End") => (isize::MAX, 0),
        _ => return,
    };
    event.prevent_default();
    send(Msg::Map(Mapping::Step(columns, layers)));
}
