//! Parts of the page that are rewritten only when they change: the browser lays out again whatever
//! is written, changed or not.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// An element and what was last written into it.
pub struct Written {
    element: HtmlElement,
    last: RefCell<Option<String>>,
}

impl Written {
    /// Nothing written yet.
    pub fn of(element: HtmlElement) -> Self {
        Self {
            element,
            last: RefCell::new(None),
        }
    }

    /// The element.
    pub fn element(&self) -> &Element {
        &self.element
    }

    /// Sets its HTML content.
    pub fn html(&self, html: &str) {
        if self.keep(html) {
            self.element.set_inner_html(html);
        }
    }

    /// Sets its text content.
    pub fn text(&self, text: &str) {
        if self.keep(text) {
            self.element.set_text_content(Some(text));
        }
    }

    /// Whether this differs from what was last written; records it as written.
    pub fn keep(&self, content: &str) -> bool {
        let mut last = self.last.borrow_mut();
        let is_new = last.as_deref() != Some(content);
        if is_new {
            *last = Some(content.to_owned());
        }
        is_new
    }

    /// Whatever comes next is written.
    pub fn forget(&self) {
        self.last.take();
    }
}

/// Elements found by their ids, each with what was last written into it.
pub struct Sheet {
    document: Document,
    prefix: &'static str,
    all: RefCell<Vec<(&'static str, Written)>>,
}

impl Sheet {
    /// Elements whose ids begin with `prefix`.
    pub fn of(document: &Document, prefix: &'static str) -> Self {
        Self {
            document: document.clone(),
            prefix,
            all: RefCell::default(),
        }
    }

    /// The element with this name, if it is there.
    pub fn element(&self, name: &str) -> Option<HtmlElement> {
        let id = [self.prefix, name].concat();
        self.document.get_element_by_id(&id)?.dyn_into().ok()
    }

    /// Sets the HTML content of an element. Returns whether it was written.
    pub fn html(&self, name: &'static str, html: &str) -> bool {
        let is_new = self.keep(name, html);
        if is_new && let Some(element) = self.element(name) {
            element.set_inner_html(html);
        }
        is_new
    }

    /// Whether this differs from what was last kept under a name; records it.
    pub fn keep(&self, name: &'static str, content: &str) -> bool {
        let mut all = self.all.borrow_mut();
        if let Some((_, written)) = all.iter().find(|(other, _)| *other == name) {
            return written.keep(content);
        }
        let Some(element) = self.element(name) else {
            return false;
        };
        let written = Written::of(element);
        written.keep(content);
        all.push((name, written));
        true
    }

    /// Whatever comes next under a name is written.
    pub fn forget(&self, name: &str) {
        let all = self.all.borrow();
        let known = all.iter().find(|(other, _)| *other == name);
        if let Some((_, written)) = known {
            written.forget();
        }
    }
}
