//! Starts the page.

use std::cell::Cell;

use js_sys::Reflect;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Document, Window};

use super::bridge::Bridge;
use super::browser::failure::granted;
use super::browser::listener::Listener;
use super::browser::{address, document, failure};
use super::mailbox::{self, poke, send};
use super::page::{App, receive};
use super::views::events::Events;
use crate::state::{Left, Msg};
#[cfg(feature = "whole")]
use crate::state::{Mapping, Schooling};

/// Where the program before has left what it takes along.
const LEFT: &str = "gradlensLeft";

thread_local! {
    /// What listens, as long as this is the page.
    static LISTENERS: Cell<Option<(Events, [Listener; 2])>> = const { Cell::new(None) };
}

/// Starts the page; called by the loader. In a worker, and in a document that is not the page,
/// there is none.
#[wasm_bindgen(start)]
pub fn start() {
    let (Some(window), Some(page)) = (document::window(), document::document()) else {
        return;
    };
    if page.get_element_by_id("controls").is_none() {
        return;
    }
    failure::watch();
    mailbox::deliver_to(receive);
    let mut app = App::of(window.clone(), page.clone());
    let events = Events::attach(&window, &page, &app.views);
    let listeners = ["popstate", "hashchange"].map(|event| {
        let page = page.clone();
        let window = window.clone();
        Listener::new(&window.clone(), event, move |_| follow(&window, &page))
    });
    // The interface lives as long as the document, and answers nothing once the page has left.
    Box::leak(Box::new(Bridge::build()));
    LISTENERS.set(Some((events, listeners)));
    let link = address::read(&window, inside(&page).as_deref());
    app.dispatch(Msg::Start(Box::new(link)));
    if let Some(id) = address::term(&window) {
        app.views.about.reveal(&id);
    }
    let left = granted(Reflect::get(&window, &LEFT.into()));
    if let Some(text) = left.as_string() {
        app.dispatch(Msg::Resume(Box::new(Left::read(&text))));
        granted(Reflect::set(&window, &LEFT.into(), &JsValue::NULL));
    }
    app.install();
    // The small program may have left the picker open, with fewer examples.
    poke(|views, model| {
        let theme = views.theme(model);
        views.presets.is_open().then(|| {
            views.presets.open(model, theme);
            Msg::PresetsOpened
        })
    });
    // Or the training, or the map.
    #[cfg(feature = "whole")]
    {
        poke(|views, _| {
            let is_open = views.training.is_open();
            is_open.then_some(Msg::Training(Schooling::Watch(true)))
        });
        poke(|views, _| {
            let is_open = views.map.is_open();
            is_open.then_some(Msg::Map(Mapping::Watch(true)))
        });
    }
}

/// Ends the page, so that another program can go on in its document: what that one is told.
#[wasm_bindgen]
pub fn leave() -> Option<String> {
    LISTENERS.take();
    App::leave()
}

/// The other program could not be loaded, which this sentence says.
#[wasm_bindgen]
pub fn stay(sentence: String) {
    send(Msg::Stay(sentence));
}

/// The link that the page carries inside, if it was saved with one.
fn inside(page: &Document) -> Option<String> {
    page.document_element()?.get_attribute("data-link")
}

/// The address has changed: shows its settings, or the glossary entry that it points to.
fn follow(window: &Window, page: &Document) {
    match address::term(window) {
        Some(id) => poke(move |views, _| {
            views.about.reveal(&id);
            None
        }),
        // Nothing of what is shown stands there.
        None if address::is_place(window) => {}
        None => {
            let link = address::read(window, inside(page).as_deref());
            send(Msg::Address(Box::new(link)));
        }
    }
}
