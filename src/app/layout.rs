//! Where the form stands: beside the figure on wide screens, folded away on others.

use web_sys::{Document, HtmlDetailsElement, MediaQueryList, Window};

use super::failure::granted;
use super::page;

/// From this width on the form stands beside the figure and cannot be folded; the same in the style sheet.
const WIDE: &str = "(min-width: 1120px)";

/// The fold that holds the form.
pub struct Layout {
    form: HtmlDetailsElement,
    wide: Option<MediaQueryList>,
}

impl Layout {
    /// Finds the form and folds it away where the screen is narrow.
    pub fn find(window: &Window, document: &Document) -> Self {
        let layout = Self {
            form: page::element(document, "settings"),
            wide: granted(window.match_media(WIDE)),
        };
        layout.fold();
        layout
    }

    /// What to watch: [`Layout::fold`] is due when it changes.
    pub fn width(&self) -> Option<&MediaQueryList> {
        self.wide.as_ref()
    }

    /// Opens the form on a wide screen and folds it away on a narrow one.
    pub fn fold(&self) {
        let wide = self.wide.as_ref().is_none_or(MediaQueryList::matches);
        self.form.set_open(wide);
    }
}
