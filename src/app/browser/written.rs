//! Parts of the page that are written again only when they change: the browser lays out anew what is written, changed or not.

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

    /// Makes this HTML its inside.
    pub fn html(&self, html: &str) {
        if self.keep(html) {
            self.element.set_inner_html(html);
        }
    }

    /// Makes this text its inside.
    pub fn text(&self, text: &str) {
        if self.keep(text) {
            self.element.set_text_content(Some(text));
        }
    }

    /// Whether this is not what was last written; from now on it is.
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

    /// Makes this HTML the inside of an element. The answer is whether it was written.
    pub fn html(&self, name: &'static str, html: &str) -> bool {
        let is_new = self.keep(name, html);
        if is_new && let Some(element) = self.element(name) {
            element.set_inner_html(html);
        }
        is_new
    }

    /// Whether this is not what was last kept under a name; from now on it is.
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
