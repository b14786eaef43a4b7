//! Event listeners that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, EventTarget};

use super::failure::granted;

/// A handler attached to an event of a target; dropping it detaches it.
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Attaches a handler.
    pub fn new(
        target: &EventTarget,
        event: &'static str,
        handler: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::attached(target, event, Box::new(handler))
    }

    /// Takes boxed handlers of one type, so that this code is compiled once and not for each
    /// handler.
    #[inline(never)]
    fn attached(target: &EventTarget, event: &'static str, handler: Box<dyn FnMut(Event)>) -> Self {
        let closure = Closure::wrap(handler);
        let function = closure.as_ref().unchecked_ref();
        granted(target.add_event_listener_with_callback(event, function));
        Self {
            target: target.clone(),
            event,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // The only possible error is that the target no longer exists, and then there is nothing to
        // detach.
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, function);
    }
}
