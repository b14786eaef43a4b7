//! Parts of the page that are written again only when they change: the browser lays out anew what is written, changed or not.

use std::cell::RefCell;

use web_sys::{Element, HtmlElement};

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
    pub fn html(&self, html: String) {
        self.write(html, |html| self.element.set_inner_html(html));
    }

    /// Makes this text its inside.
    pub fn text(&self, text: String) {
        self.write(text, |text| self.element.set_text_content(Some(text)));
    }

    fn write(&self, content: String, write: impl FnOnce(&str)) {
        let mut last = self.last.borrow_mut();
        if last.as_ref() != Some(&content) {
            write(&content);
            *last = Some(content);
        }
    }
}
