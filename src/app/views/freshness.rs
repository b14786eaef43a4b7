//! How freshness is marked on the page.

use web_sys::Element;

use crate::app::browser::document;
use crate::state::Freshness;
use crate::words::status as words;

/// The mark for those who do not see it.
pub fn text(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Whole => "",
        Freshness::Part => words::PART,
        Freshness::Old => words::OLD,
    }
}

/// Marks an element; the style sheet shows it after a moment, by a word and a dashed edge.
pub fn mark(element: &Element, freshness: Freshness) {
    let name = match freshness {
        Freshness::Whole => "",
        Freshness::Part => "part",
        Freshness::Old => "old",
    };
    if element.get_attribute("data-fresh").as_deref() != Some(name) {
        document::set_attribute(element, "data-fresh", name);
    }
}
