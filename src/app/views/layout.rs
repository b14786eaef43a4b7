//! Where the form is placed: beside the figure on wide screens, folded away on others.

use std::cell::Cell;

use web_sys::{Document, HtmlDetailsElement, HtmlElement, Window};

use crate::app::browser::failure::granted;
use crate::app::browser::{document, parts};

/// With this property of the form the style sheet says that the form is placed beside the figure,
/// and cannot be folded there: 1 if it is.
const BESIDE: &str = "--beside";

/// The fold that holds the form.
pub struct Layout {
    window: Window,
    form: HtmlDetailsElement,
    /// Whether it was beside the figure when last checked: a fold that the reader closes stays
    /// closed until that changes.
    was_beside: Cell<Option<bool>>,
}

impl Layout {
    /// Finds the form and folds it away if the screen is narrow.
    pub fn find(window: &Window, document: &Document) -> Self {
        let layout = Self {
            window: window.clone(),
            form: parts::element(document, "settings"),
            was_beside: Cell::new(None),
        };
        layout.fold();
        layout
    }

    /// Opens the form when it comes to lie beside the figure, and folds it away when it no longer
    /// does; otherwise it stays as it is. Due when the window, or the room for the pictures, has
    /// another size, and when the lesson opens or closes.
    pub fn fold(&self) {
        let is_beside = self.is_beside();
        if self.was_beside.replace(Some(is_beside)) != Some(is_beside) {
            let active = document::document().and_then(|document| document.active_element());
            let is_inside = self.form.contains(active.as_deref());
            self.form.set_open(is_beside);
            if is_inside && !is_beside {
                // A folded form must not keep the focus.
                let head: HtmlElement = parts::part(&self.form, "summary");
                // Refused only for elements that cannot have the focus.
                let _ = head.focus();
            }
        }
    }

    fn is_beside(&self) -> bool {
        let style = granted(self.window.get_computed_style(&self.form));
        let value = style.and_then(|style| style.get_property_value(BESIDE).ok());
        value.is_some_and(|value| value.trim() == "1")
    }
}
