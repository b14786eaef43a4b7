//! The network that the reader has pinned as A: its pictures behind the present ones, and a table of both. It is in no setting and in no
//! link but its own.

use std::cell::Cell;

use web_sys::{Document, HtmlDetailsElement, HtmlElement, HtmlInputElement};

use super::clipboard::Copying;
use super::freshness::Freshness;
use super::look::Look;
use super::markup::{self, escaped};
use super::shown::Shown;
use super::written::Written;
use super::{App, act, address, clipboard, controls, page};
use crate::scene::{Difference, Panel, Pulse, Selection, Table, VerdictLine, conclusion};
use crate::settings::Settings;
use crate::words::compare as words;

/// A and how it is drawn: the legend of all pictures.
const SIGN: &str = "<svg width=\"24\" height=\"9\" aria-hidden=\"true\"><path d=\"M0 5h24\" \
                    stroke=\"currentColor\"/></svg> <b>A</b>";

/// The strip below the head, and what is pinned.
pub struct Compare {
    strip: HtmlElement,
    summary: Written,
    fold: HtmlDetailsElement,
    table: HtmlElement,
    status: Written,
    refused: HtmlElement,
    link: HtmlInputElement,
    copy: Written,
    pin: HtmlElement,
    pinned: Option<Shown>,
    /// Which two analyses the table is of.
    written: Cell<Option<(u32, u32)>>,
    copying: Option<Copying>,
}

impl Compare {
    /// Finds the parts in the page.
    pub fn find(document: &Document) -> Self {
        let strip: HtmlElement = page::element(document, "compare");
        Self {
            summary: Written::of(page::part(&strip, "[data-summary]")),
            fold: page::part(&strip, "details"),
            table: page::part(&strip, "[data-table]"),
            status: Written::of(page::element(document, "compared")),
            refused: page::part(&strip, "[data-refused]"),
            link: page::part(&strip, "[data-refused] input"),
            copy: Written::of(page::part(&strip, "[data-copied]")),
            pin: page::element(document, "pin"),
            strip,
            pinned: None,
            written: Cell::new(None),
            copying: None,
        }
    }

    /// The panel with that of A behind it; `now` is the newest analysis.
    pub fn behind(&self, panel: Panel, now: &Shown) -> Panel {
        let Some(pinned) = &self.pinned else {
            return panel;
        };
        let selection = Selection {
            layer: panel.selected,
            range: panel.y.range,
            plain: None,
            pulse: Pulse {
                place: None,
                ..panel.pulse.unwrap_or_default()
            },
        };
        let ghost = Panel::of(&pinned.analysis, &selection, panel.id);
        panel.with_ghost(ghost, &conclusion(&pinned.analysis, &now.analysis))
    }

    /// Writes the strip: what A is, and how its settings differ from these.
    pub fn show(&self, settings: &Settings, look: &Look) {
        self.strip.set_hidden(self.pinned.is_none());
        let Some(pinned) = &self.pinned else {
            return;
        };
        let line = VerdictLine::brief(&pinned.analysis);
        let differences: Vec<String> = Difference::all(&pinned.settings, settings)
            .into_iter()
            .map(|one| words::difference(one.label, &one.pinned, &one.now))
            .collect();
        let differences = match differences.is_empty() {
            true => words::NO_DIFFERENCE.into(),
            false => differences.join(" · "),
        };
        self.summary.html(format!(
            "{} {} <span class=\"quiet\">· {}</span>",
            SIGN,
            markup::brief(&line, &look.theme()),
            escaped(&differences)
        ));
    }

    /// The file from which A comes, if it comes from one.
    pub fn file(&self) -> Option<u32> {
        self.pinned.as_ref()?.settings.file
    }

    /// What A is, for a picture that stands alone; nothing where nothing is pinned.
    pub fn caption(&self) -> Option<String> {
        self.pinned.as_ref().map(caption_of)
    }

    /// Writes the table, if it is open and does not hold these numbers already. `now` is the newest complete analysis.
    pub fn write_table(&self, now: &Shown, freshness: Freshness) {
        let Some(pinned) = self.pinned.as_ref().filter(|_| self.fold.open()) else {
            return;
        };
        freshness.mark(&self.fold);
        let counts = Some((pinned.count, now.count));
        if self.written.replace(counts) != counts {
            let sides = [pinned, now].map(|one| (&one.settings, &*one.analysis));
            let table = Table::comparing(sides[0], sides[1]);
            let whole = format!("<p>{}</p>", escaped(&caption_of(pinned)));
            self.table.set_inner_html(&(whole + &markup::table(&table)));
        }
    }

    /// From now on this is A, or nothing is; the status line says so.
    fn keep(&mut self, pinned: Option<Shown>, status: fn(&str) -> String) {
        self.pinned = pinned;
        self.copy.text(words::COPY.into());
        self.refused.set_hidden(true);
        let what = self.pinned.as_ref();
        let what = what.map(|shown| controls::summary(&shown.settings));
        self.status.text(status(&what.unwrap_or_default()));
    }
}

fn caption_of(pinned: &Shown) -> String {
    words::settings(&controls::summary(&pinned.settings))
}

impl App {
    /// Pins the newest complete analysis as A.
    pub(super) fn pin(&mut self) {
        match self.stage.complete() {
            None => self.compare.status.text(words::NOTHING.into()),
            shown => {
                self.compare.keep(shown, words::pinned);
                self.write_tables();
                self.refresh();
            }
        }
    }

    /// Forgets A. The focus goes to the button that pins, because the one it was on is gone.
    pub(super) fn unpin(&mut self) {
        self.compare.keep(None, |_| words::UNPINNED.into());
        // Refused for elements that cannot have the focus only.
        let _ = self.compare.pin.focus();
        self.refresh();
    }

    /// Shows A, and pins what was shown. The chart that is open stays, and where there are as many layers the selected one.
    pub(super) fn swap(&mut self) {
        let Some(pinned) = self.compare.pinned.clone() else {
            return;
        };
        if !self.is_whole() {
            self.compare.status.text(words::NOT_SWAPPED.into());
            return;
        }
        let mut settings = pinned.settings;
        settings.view = self.settings.view;
        settings.step = self.settings.step;
        if settings.depth == self.settings.depth {
            settings.layer = self.settings.layer;
        }
        let now = self.stage.complete();
        self.compare.keep(now, words::swapped);
        self.visit(settings);
    }

    /// Copies the link of A.
    pub(super) fn copy_pinned(&mut self) {
        let Some(pinned) = &self.compare.pinned else {
            return;
        };
        if pinned.settings.file.is_some() {
            self.compare.status.text(words::NO_LINK.into());
            return;
        }
        let link = address::whole(&self.window, &pinned.settings);
        self.compare.link.set_value(&link);
        let answer = |is_copied| act(|app| app.compare.copied(is_copied));
        match clipboard::copy(&link, answer) {
            Some(copying) => self.compare.copying = Some(copying),
            None => self.compare.copied(false),
        }
    }
}

impl Compare {
    /// Says whether the link was copied, and shows it where it was not.
    fn copied(&self, is_copied: bool) {
        self.refused.set_hidden(is_copied);
        if is_copied {
            self.copy.text(words::COPIED.into());
            self.status.text(words::LINK_COPIED.into());
        } else {
            self.link.select();
            // Refused for elements that cannot have the focus only.
            let _ = self.link.focus();
        }
    }
}
