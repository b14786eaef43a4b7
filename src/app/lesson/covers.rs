//! What a step of the lesson covers, and where it leads.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::Lesson;
use crate::app::page;
use crate::lesson::{PARTS, Step};

impl Lesson {
    /// Covers what would give the answer to a step away, and uncovers everything else.
    #[inline(never)]
    pub(super) fn cover(&self, step: Option<Step>) {
        let mut is_any = false;
        let active = self.document.active_element();
        for id in PARTS {
            let part: Element = page::element(&self.document, id);
            let is_covered = step.is_some_and(|step| step.covers(id));
            is_any |= is_covered;
            // Fails for invalid names only.
            let _ = part.toggle_attribute_with_force("data-covered", is_covered);
            // What cannot be seen must not keep the focus.
            if is_covered && part.contains(active.as_deref()) {
                self.focus("title");
            }
        }
        self.hide("covers", !is_any);
    }

    /// Leads to a part to look at: into view, with the focus where it can be had.
    pub(in crate::app) fn see(&self, id: &str) {
        let part: Element = page::element(&self.document, id);
        if part
            .query_selector("[data-covered]")
            .is_ok_and(|found| found.is_some())
            || part
                .closest("[data-covered]")
                .is_ok_and(|found| found.is_some())
        {
            // There is nothing to see yet, and a sentence that says why.
            self.focus("covers");
            reveal(&part);
            return;
        }
        if let Some(fold) = fold_of(&part) {
            fold.set_open(true);
        }
        let all =
            ["summary", ".hand", "[tabindex]", "input"].map(|kind| ["#", id, " ", kind].concat());
        let all: Vec<HtmlElement> = page::all(&self.document, &all.join(","));
        let first = all.into_iter().find(|one| one.offset_parent().is_some());
        if let Some(first) = first {
            // Refused for elements that cannot have the focus only.
            let _ = first.focus();
        }
        reveal(&part);
    }
}

/// The fold that an element is, or is in.
pub(super) fn fold_of(element: &Element) -> Option<HtmlDetailsElement> {
    element.closest("details").ok()??.dyn_into().ok()
}

/// Scrolls so far that it is seen.
pub(super) fn reveal(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}
