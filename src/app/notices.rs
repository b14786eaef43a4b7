//! The box that says what was not taken as given.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};

use super::markup::{each, escaped};
use super::page;
use crate::settings::Notice;
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
        let element: HtmlElement = page::element(document, "notices");
        Self {
            sentence: page::part(&element, "[data-sentence]"),
            rows: page::part(&element, "[data-rows]"),
            head: page::part(&element, "thead"),
            element,
            from: RefCell::default(),
        }
    }

    /// Says one sentence.
    pub fn say(&self, sentence: &str) {
        self.begin(false);
        self.sentence.set_text_content(Some(sentence));
        self.rows.set_inner_html("");
        self.head.set_hidden(true);
    }

    /// Lists what a control has refused, in view wherever the reader is.
    pub fn refuse(&self, notice: Notice) {
        self.show(&[notice]);
        page::set_attribute(&self.element, "data-at-hand", "");
        let active = page::document().and_then(|document| document.active_element());
        *self.from.borrow_mut() = active.and_then(|active| active.dyn_into().ok());
    }

    /// An entry has been taken: what told of a refused one goes, and nothing else.
    pub fn settle(&self) {
        if self.element.has_attribute("data-at-hand") {
            self.show(&[]);
        }
    }

    /// Hides the box; where an entry had been refused, the focus goes back to where it was, and the answer is whether it did.
    pub fn dismiss(&self) -> bool {
        let from = self.from.take();
        self.show(&[]);
        let Some(from) = from.filter(|from| from.focus().is_ok()) else {
            return false;
        };
        // Nothing happens where it cannot be seen any more.
        let active = page::document().and_then(|document| document.active_element());
        active.is_some_and(|active| active == *from && active.tag_name() != "BODY")
    }

    /// What was there before is gone.
    fn begin(&self, is_hidden: bool) {
        self.element.set_hidden(is_hidden);
        // Fails for invalid names only.
        let _ = self.element.remove_attribute("data-at-hand");
        self.from.take();
    }

    /// Lists these notices, or hides the box where there are none.
    pub fn show(&self, notices: &[Notice]) {
        self.begin(notices.is_empty());
        self.sentence
            .set_text_content(Some(&words::not_used(notices.len())));
        let rows = each(notices.iter().take(MOST), row);
        self.rows.set_inner_html(&rows);
        self.head.set_hidden(false);
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
