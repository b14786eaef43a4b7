//! What a step of the lesson covers, and where it leads.

use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlDetailsElement, HtmlElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

use crate::app::browser::failure::granted;
use crate::app::browser::parts;
use crate::lesson::{FAN, PARTS, Step};

/// Covers what would give the answer to a step away, and uncovers everything else. The answer is
/// whether anything is covered, and whether the focus was there: what cannot be seen must not keep
/// it.
pub fn cover(document: &Document, step: Option<Step>) -> (bool, bool) {
    let (mut is_any, mut had_focus) = (false, false);
    let active = document.active_element();
    let main: Element = parts::element(document, "main");
    let is_veiled = step.is_some_and(Step::veils);
    // Fails for invalid names only.
    let _ = main.toggle_attribute_with_force("data-veiled", is_veiled);
    if let Some(active) = active.as_ref().filter(|_| is_veiled) {
        // Only the handle and the chips stay.
        had_focus =
            granted(active.closest("#flow :is(.hand, .pulse, [data-numbers], .saves)")).is_some();
    }
    for id in PARTS.into_iter().filter(|id| *id != FAN) {
        let part: Element = parts::element(document, id);
        let is_covered = step.is_some_and(|step| step.covers(id));
        is_any |= is_covered;
        // Fails for invalid names only.
        let _ = part.toggle_attribute_with_force("data-covered", is_covered);
        had_focus |= is_covered && part.contains(active.as_deref());
    }
    (is_any, had_focus)
}

/// Leads to a part to look at: into view, with the focus where it can be had.
pub fn see(document: &Document, id: &str) {
    let part: Element = parts::element(document, id);
    let inside = part.query_selector("[data-covered]").ok().flatten();
    let around = part
        .closest("[data-covered], [data-veiled] .fan")
        .ok()
        .flatten();
    if inside.or(around).is_some() {
        // There is nothing to see yet, only a sentence that explains why.
        focus(&parts::element(document, "lesson-covers"));
        reveal(&part);
        return;
    }
    if let Some(fold) = fold_of(&part) {
        fold.set_open(true);
    }
    let all = ["summary", ".hand", "[tabindex]", "input"].map(|kind| ["#", id, " ", kind].concat());
    let all: Vec<HtmlElement> = parts::all(document, &all.join(","));
    let first = all.into_iter().find(|one| one.offset_parent().is_some());
    if let Some(first) = first {
        focus(&first);
    }
    reveal(&part);
}

fn focus(element: &HtmlElement) {
    // Refused for elements that cannot have the focus only.
    let _ = element.focus();
}

/// The fold that an element is, or is in.
pub fn fold_of(element: &Element) -> Option<HtmlDetailsElement> {
    element.closest("details").ok()??.dyn_into().ok()
}

/// Scrolls so far that it is seen.
pub fn reveal(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}
