//! The sizes of elements, without making the browser lay out the page.

use std::cell::Cell;

use web_sys::{Element, HtmlCanvasElement};

/// A canvas whose size is asked for only when it may have changed: while a page is being written each question
/// makes the browser lay it out.
pub struct Measured {
    canvas: HtmlCanvasElement,
    size: Cell<Option<(i32, i32)>>,
}

impl Measured {
    /// A canvas that has not been measured yet.
    pub fn of(canvas: HtmlCanvasElement) -> Self {
        Self {
            canvas,
            size: Cell::new(None),
        }
    }

    /// The canvas.
    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// Its width and height in CSS pixels.
    pub fn size(&self) -> (i32, i32) {
        let known = self.size.get();
        known.unwrap_or_else(|| {
            let element: &Element = &self.canvas;
            let size = (element.client_width(), element.client_height());
            self.size.set(Some(size));
            size
        })
    }

    /// Its size may have changed.
    pub fn forget(&self) {
        self.size.set(None);
    }
}
