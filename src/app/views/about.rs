//! The explanations at the foot of the page.

use web_sys::{Document, HtmlDetailsElement};

use crate::app::browser::parts;

/// The fold with the explanations.
pub struct About {
    fold: HtmlDetailsElement,
    document: Document,
}

impl About {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            fold: parts::element(document, "about"),
            document: document.clone(),
        }
    }

    /// Opens it at the word with this id.
    pub fn reveal(&self, id: &str) {
        self.fold.set_open(true);
        if let Some(word) = self.document.get_element_by_id(id) {
            word.scroll_into_view();
        }
    }
}
