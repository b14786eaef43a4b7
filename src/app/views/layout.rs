//! Where the form is placed: beside the figure on wide screens, folded away on others.

use std::cell::Cell;

use web_sys::{Document, HtmlDetailsElement, HtmlElement, MediaQueryList, Window};

use crate::app::browser::failure::granted;
use crate::app::browser::{document, parts};

/// From these widths on the form is placed beside the figure and cannot be folded; the second
/// applies while the lesson is open. The style sheet has the same widths.
const WIDE: [&str; 2] = ["(min-width: 70em)", "(min-width: 94em)"];

/// What the form may be placed beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Figure,
    /// Figure and lesson, which need more room.
    Lesson,
}

/// The fold that holds the form.
pub struct Layout {
    form: HtmlDetailsElement,
    wide: [Option<MediaQueryList>; 2],
    /// Whether it was beside the figure when last checked: a fold that the reader closes stays
    /// closed until that changes.
    was_wide: Cell<Option<bool>>,
}

impl Layout {
    /// Finds the form and folds it away if the screen is narrow.
    pub fn find(window: &Window, document: &Document) -> Self {
        let layout = Self {
            form: parts::element(document, "settings"),
            wide: WIDE.map(|width| granted(window.match_media(width))),
            was_wide: Cell::new(None),
        };
        layout.fold(Beside::Figure);
        layout
    }

    /// What to watch: [`Layout::fold`] is due when one changes.
    pub fn widths(&self) -> impl Iterator<Item = &MediaQueryList> {
        self.wide.iter().flatten()
    }

    /// Opens the form when the screen becomes wide enough for it, and folds it away when it no
    /// longer is; otherwise it stays as it is.
    pub fn fold(&self, beside: Beside) {
        let [figure, lesson] = &self.wide;
        let wide = match beside {
            Beside::Figure => figure,
            Beside::Lesson => lesson,
        };
        let wide = wide.as_ref();
        let root = self.form.closest("[data-embed]");
        let is_figure = root.is_ok_and(|root| root.is_some());
        let is_wide = !is_figure && wide.is_none_or(MediaQueryList::matches);
        if self.was_wide.replace(Some(is_wide)) != Some(is_wide) {
            let active = document::document().and_then(|document| document.active_element());
            let is_inside = self.form.contains(active.as_deref());
            self.form.set_open(is_wide);
            if is_inside && !is_wide {
                // A folded form must not keep the focus.
                let head: HtmlElement = parts::part(&self.form, "summary");
                // Refused only for elements that cannot have the focus.
                let _ = head.focus();
            }
        }
    }
}
