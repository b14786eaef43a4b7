//! The box that says what was not taken as given.

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
        }
    }

    /// Says one sentence.
    pub fn say(&self, sentence: &str) {
        self.element.set_hidden(false);
        self.sentence.set_text_content(Some(sentence));
        self.rows.set_inner_html("");
        self.head.set_hidden(true);
    }

    /// Lists what a control has refused, in view wherever the reader is.
    pub fn refuse(&self, notice: Notice) {
        self.show(&[notice]);
        page::set_attribute(&self.element, "data-refused", "");
    }

    /// Lists these notices, or hides the box where there are none.
    pub fn show(&self, notices: &[Notice]) {
        self.element.set_hidden(notices.is_empty());
        // Fails for invalid names only.
        let _ = self.element.remove_attribute("data-refused");
        self.sentence
            .set_text_content(Some(&words::not_used(notices.len())));
        let rows = each(notices.iter().take(MOST), row);
        self.rows.set_inner_html(&rows);
        self.head.set_hidden(false);
    }
}

fn row(notice: &Notice) -> String {
    let used = match notice.used.as_str() {
        "" => words::NOTHING,
        used => used,
    };
    let cells = [&notice.given, used, &notice.allowed];
    let cells = each(cells, |cell| format!("<td>{}</td>", escaped(cell)));
    format!(
        "<tr><th scope=\"row\">{}</th>{cells}</tr>",
        escaped(&notice.field)
    )
}
