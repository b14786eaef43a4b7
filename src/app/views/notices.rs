//! The box that lists input that was not taken as given.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use super::markup::{each, escaped};
use crate::app::browser::{document, parts};
use crate::settings::Notice;
use crate::state::Board;
use crate::words::notices as words;

/// How many notices are listed one by one.
const MOST: usize = 10;

/// The box, hidden while there is nothing to say.
pub struct NoticeBox {
    element: HtmlElement,
    sentence: HtmlElement,
    rows: HtmlElement,
    head: HtmlElement,
    /// Where the reader was when an entry was refused.
    from: RefCell<Option<HtmlElement>>,
}

impl NoticeBox {
    /// Finds the box in the page.
    pub fn find(document: &Document) -> Self {
        let element: HtmlElement = parts::element(document, "notices");
        Self {
            sentence: parts::part(&element, "[data-sentence]"),
            rows: parts::part(&element, "[data-rows]"),
            head: parts::part(&element, "thead"),
            element,
            from: RefCell::default(),
        }
    }

    /// Shows the board. A refusal by a control is shown wherever the reader is.
    pub fn show(&self, board: &Board) {
        let sentence = board.sentence();
        document::set_hidden(&self.element, sentence.is_none());
        let is_refused = matches!(board, Board::Refused(_));
        // Fails only for invalid names.
        let _ = self
            .element
            .toggle_attribute_with_force("data-at-hand", is_refused);
        let active = document::document().and_then(|document| document.active_element());
        let from = active.and_then(|active| active.dyn_into().ok());
        if sentence.is_some() {
            *self.from.borrow_mut() = from.filter(|_| is_refused);
        }
        self.sentence
            .set_text_content(Some(&sentence.unwrap_or_default()));
        let rows = each(board.notices().iter().take(MOST), row);
        self.rows.set_inner_html(&rows);
        document::set_hidden(&self.head, rows.is_empty());
    }

    /// Returns the focus to where it was when an entry was refused. Returns whether that was
    /// possible.
    pub fn focus_back(&self) -> bool {
        let Some(from) = self.from.take().filter(|from| from.focus().is_ok()) else {
            return false;
        };
        // Nothing happens if it cannot be seen any more.
        let active = document::document().and_then(|document| document.active_element());
        active.is_some_and(|active| active == *from && active.tag_name() != "BODY")
    }
}

fn row<'a>(notice: &'a Notice) -> String {
    let or_nothing = |text: &'a str| {
        if text.is_empty() {
            words::NOTHING
        } else {
            text
        }
    };
    let given = or_nothing(&notice.given);
    let cells = [given, or_nothing(&notice.used), &notice.allowed];
    let cells = each(cells, |cell| format!("<td>{}</td>", escaped(cell)));
    format!(
        "<tr><th scope=\"row\">{}</th>{cells}</tr>",
        escaped(&notice.field)
    )
}
