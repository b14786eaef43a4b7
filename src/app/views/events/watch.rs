//! What the browser says of sizes, and of what can be seen.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

use crate::app::browser::failure::granted;
use crate::app::mailbox::poke;
use crate::app::views::Views;
use crate::state::Msg;

/// The observers, which work as long as they are kept.
pub struct Watch {
    sizes: ResizeObserver,
    _sized: Closure<dyn FnMut()>,
    sights: IntersectionObserver,
    _seen: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Over the pictures. Another size of the reader's letters moves the parts without a new size of the window.
    pub fn over(views: &Views) -> Self {
        let sized = Closure::<dyn FnMut()>::new(|| {
            poke(|views, _| {
                views.measured().into_iter().for_each(|one| one.forget());
                Some(Msg::Redraw)
            });
        });
        let sizes = granted(ResizeObserver::new(sized.as_ref().unchecked_ref()));
        for one in views.measured() {
            sizes.observe(one.canvas());
        }
        let parts: Vec<Element> = views.watched().into_iter().cloned().collect();
        let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                let is_seen = entry.is_intersecting();
                let part = parts.iter().position(|part| *part == entry.target());
                poke(move |views, _| {
                    let is_due = views.comes(part?, is_seen);
                    is_due.then_some(Msg::Redraw)
                });
            }
        });
        let sights = granted(IntersectionObserver::new(seen.as_ref().unchecked_ref()));
        for part in views.watched() {
            sights.observe(part);
        }
        Self {
            sizes,
            _sized: sized,
            sights,
            _seen: seen,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.sizes.disconnect();
        self.sights.disconnect();
    }
}
