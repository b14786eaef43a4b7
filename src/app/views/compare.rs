//! The strip of the network that the reader has pinned as A, and a table of both.

use std::cell::Cell;

use web_sys::{Document, HtmlDetailsElement, HtmlElement, HtmlInputElement};

use super::freshness;
use super::markup::{self, escaped};
use crate::app::browser::clipboard::Copying;
use crate::app::browser::document;
use crate::app::browser::parts;
use crate::app::browser::written::Written;
use crate::chart::Theme;
use crate::scene::{Difference, Table, VerdictLine};
use crate::state::{Entry, Freshness, Model, summary};
use crate::words::compare as words;

/// A and how it is drawn: the legend of all pictures.
const SIGN: &str = "<svg width=\"24\" height=\"9\" aria-hidden=\"true\"><path d=\"M0 5h24\" \
                    stroke=\"currentColor\"/></svg> <b>A</b>";

/// The strip below the head.
pub struct Compare {
    strip: HtmlElement,
    summary_line: Written,
    fold: HtmlDetailsElement,
    table: HtmlElement,
    status: Written,
    refused: HtmlElement,
    link: HtmlInputElement,
    copy: Written,
    /// Which two analyses the table compares.
    written: Cell<Option<(u32, u32)>>,
    copying: Option<Copying>,
}

impl Compare {
    /// Finds the parts in the page.
    pub fn find(document: &Document) -> Self {
        let strip: HtmlElement = parts::element(document, "compare");
        Self {
            summary_line: Written::of(parts::part(&strip, "[data-summary]")),
            fold: parts::part(&strip, "details"),
            table: parts::part(&strip, "[data-table]"),
            status: Written::of(parts::element(document, "compared")),
            refused: parts::part(&strip, "[data-refused]"),
            link: parts::part(&strip, "[data-refused] input"),
            copy: Written::of(parts::part(&strip, "[data-copied]")),
            strip,
            written: Cell::new(None),
            copying: None,
        }
    }

    /// Writes the strip: what A is, and how its settings differ from what is shown.
    pub fn show(&self, model: &Model, theme: &Theme) {
        document::set_hidden(&self.strip, model.pinned.is_none());
        let Some(pinned) = model.pinned.as_ref().map(|one| &one.entry) else {
            return;
        };
        let line = VerdictLine::brief(&pinned.analysis);
        let differences: Vec<String> = Difference::all(&pinned.subject, &model.subject)
            .into_iter()
            .map(|one| words::difference(one.label, &one.pinned, &one.now))
            .collect();
        let differences = match differences.is_empty() {
            true => words::NO_DIFFERENCE.into(),
            false => differences.join(" · "),
        };
        self.summary_line.html(&format!(
            "{} {} <span class=\"quiet\">· {}</span>",
            SIGN,
            markup::brief(&line, theme),
            escaped(&differences)
        ));
    }

    /// The pinned network has changed, or was removed.
    pub fn renew(&self) {
        self.copy.text(words::COPY);
        self.refused.set_hidden(true);
    }

    /// Writes to the status line.
    pub fn say(&self, said: &str) {
        self.status.text(said);
    }

    /// Writes the table of A and the newest complete analysis, if it is open and does not hold
    /// these numbers already.
    pub fn write_table(&self, model: &Model) {
        let pinned = model.pinned.as_ref().filter(|_| self.fold.open());
        let Some(pinned) = pinned.map(|one| &one.entry) else {
            return;
        };
        let Some(now) = model.store.complete() else {
            return;
        };
        freshness::mark(&self.fold, Freshness::of(model.is_complete()));
        let counts = Some((pinned.count, now.count));
        if self.written.replace(counts) != counts {
            let sides = [pinned, now].map(|one| (&*one.subject, &*one.analysis));
            let table = Table::comparing(sides[0], sides[1]);
            let whole = format!("<p>{}</p>", markup::isolated(&caption(pinned)));
            self.table.set_inner_html(&(whole + &markup::table(&table)));
        }
    }

    /// Shows the link that is being copied, and keeps the answer alive until it comes.
    pub fn begin_copying(&mut self, link: &str, copying: Option<Copying>) {
        self.link.set_value(link);
        self.copying = copying;
    }
}

/// What A is, for a self-contained picture.
pub fn caption(pinned: &Entry) -> String {
    words::settings(&summary(&pinned.subject))
}

impl Compare {
    /// Reports whether the link was copied, and shows it if it was not.
    pub fn copied(&self, is_copied: bool) {
        self.refused.set_hidden(is_copied);
        if is_copied {
            self.copy.text(words::COPIED);
            self.status.text(words::LINK_COPIED);
        } else {
            self.link.select();
            // Refused only for elements that cannot have the focus.
            let _ = self.link.focus();
        }
    }
}
