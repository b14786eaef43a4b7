//! The small program has neither training nor map: opening one wishes for the whole program.

use web_sys::{Document, Element};

use crate::app::browser::listener::Listener;
use crate::app::browser::parts;
use crate::app::mailbox::send;
use crate::state::{Msg, Schooling};

/// A listener for each.
pub fn listen(document: &Document) -> Vec<Listener> {
    let listen = |id| {
        let act: Element = parts::element(document, id);
        Listener::new(&act, "toggle", |_| {
            send(Msg::Training(Schooling::Watch(true)));
        })
    };
    ["map", "training"].map(listen).into()
}
