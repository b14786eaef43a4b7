//! The small program has no training: opening it wishes for the whole one.

use web_sys::{Document, Element};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::mailbox::send;
use crate::state::{Msg, Schooling};

/// The one listener.
pub fn listen(document: &Document) -> Vec<Listener> {
    let act: Element = parts::element(document, "training");
    vec![Listener::new(&act, "toggle", |_| {
        send(Msg::Training(Schooling::Watch(true)));
    })]
}
