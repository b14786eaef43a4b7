//! Pointer, keys and buttons of the acts that the whole program alone has.

mod map;
mod training;

use web_sys::Document;

use crate::app::browser::listener::Listener;

/// The listeners.
pub fn listen(document: &Document) -> Vec<Listener> {
    let all = [training::listen(document), map::listen(document)];
    all.into_iter().flatten().collect()
}
