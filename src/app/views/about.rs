//! The explanations at the foot of the page: their text is in the page, and the marks are drawn
//! here as in the pictures.

use web_sys::{Document, HtmlDetailsElement, HtmlElement};

use super::markup;
use crate::app::browser::parts;
use crate::chart::Theme;
use crate::scene::{Dash, Marker, Role, Swatch};

/// The marks that are explained, by the name that the page gives them.
const MARKS: [(&str, Swatch, Role); 9] = [
    ("disc", Swatch::Mark(Marker::Disc), Role::Shrinking),
    ("diamond", Swatch::Mark(Marker::Diamond), Role::Expanding),
    ("square", Swatch::Mark(Marker::Square), Role::LayerNorm),
    ("bar", Swatch::Mark(Marker::Bar), Role::SupBound),
    ("hollow", Swatch::Hollow(Marker::Disc), Role::Chain),
    ("zero", Swatch::Zero, Role::Note),
    ("cross", Swatch::Cross, Role::Failure),
    ("triangle", Swatch::Triangle, Role::Note),
    (
        "curve",
        Swatch::Line(Dash::Long, Marker::Square),
        Role::Output,
    ),
];

/// The fold with the explanations.
pub struct About {
    fold: HtmlDetailsElement,
    document: Document,
    /// The colours in which the marks are drawn.
    drawn: Option<Theme>,
}

impl About {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            fold: parts::element(document, "about"),
            document: document.clone(),
            drawn: None,
        }
    }

    /// Opens it at the word with this id.
    pub fn reveal(&self, id: &str) {
        self.fold.set_open(true);
        if let Some(word) = self.document.get_element_by_id(id) {
            word.scroll_into_view();
        }
    }

    /// Draws the marks, if they are in view and not there in these colours.
    pub fn show(&mut self, theme: Theme) {
        if !self.fold.open() || self.drawn.as_ref() == Some(&theme) {
            return;
        }
        let places: Vec<HtmlElement> = parts::all(&self.document, "[data-mark]");
        if places.is_empty() {
            // The explanations are on their way.
            return;
        }
        for place in &places {
            let name = place.get_attribute("data-mark");
            let known = MARKS.iter().find(|mark| name.as_deref() == Some(mark.0));
            if let Some((_, mark, role)) = known {
                place.set_inner_html(&markup::swatch(*mark, *role, &theme));
            }
        }
        self.drawn = Some(theme);
    }
}
