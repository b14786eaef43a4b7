//! How the browser's events reach the page: as messages, or as a look at its views.

use std::cell::Cell;

use super::views::Views;
use crate::state::{Model, Msg};

/// Something to do with the views that changes nothing of the model by itself; what follows from it
/// is a message.
pub type Poke = Box<dyn FnOnce(&mut Views, &Model) -> Option<Msg>>;

/// What arrives.
pub enum Letter {
    /// A message for the model.
    Msg(Msg),
    /// A look at the views.
    Poke(Poke),
}

thread_local! {
    static RECEIVER: Cell<Option<fn(Letter)>> = const { Cell::new(None) };
}

/// From now on letters go there.
pub fn deliver_to(receiver: fn(Letter)) {
    RECEIVER.set(Some(receiver));
}

/// Sends a message; ignored before the page is there.
pub fn send(msg: Msg) {
    if let Some(receiver) = RECEIVER.get() {
        receiver(Letter::Msg(msg));
    }
}

/// Looks at the views; ignored before the page is there.
pub fn poke(look: impl FnOnce(&mut Views, &Model) -> Option<Msg> + 'static) {
    if let Some(receiver) = RECEIVER.get() {
        receiver(Letter::Poke(Box::new(look)));
    }
}
