//! Whether a part of the page shows what the settings say, and how it is marked where it does not.

use web_sys::Element;

use crate::words::status as words;

/// How what is shown stands to the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It belongs to them.
    Whole,
    /// It belongs to them, and more is to come.
    Part,
    /// It is of older settings.
    Old,
}

impl Freshness {
    /// Of a part that is never shown half known.
    pub fn of(is_whole: bool) -> Self {
        if is_whole { Self::Whole } else { Self::Old }
    }

    /// The same for those who do not see the mark.
    pub fn words(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Part => words::PART,
            Self::Old => words::OLD,
        }
    }

    /// Marks an element; the style sheet shows it after a moment, by a word and a dashed edge.
    pub fn mark(self, element: &Element) {
        let name = match self {
            Self::Whole => "",
            Self::Part => "part",
            Self::Old => "old",
        };
        if element.get_attribute("data-fresh").as_deref() != Some(name) {
            super::page::set_attribute(element, "data-fresh", name);
        }
    }
}
