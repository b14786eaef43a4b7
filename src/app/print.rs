//! The page on paper: light colours, pictures as drawings without pixels, folds open.

use web_sys::{Document, HtmlDetailsElement, HtmlElement};

use super::{App, address, page, surface};
use crate::chart::Theme;

/// The folds that a handout shows open.
const FOLDS: &str = "[data-numbers], #chain, #about, #compare details";
/// Marks those that were closed before.
const OPENED: &str = "data-opened";
/// The sizes of flow and chart in CSS pixels, to be shrunk to the width of a page.
const SIZES: [(u32, u32); 2] = [(860, 290), (860, 360)];

impl App {
    /// Makes the page ready to be printed, at once: the browser does not wait for a frame.
    pub(super) fn lay_out_for_print(&mut self) {
        let Some(document) = page::document() else {
            return;
        };
        for fold in folds(&document).iter().filter(|fold| !fold.open()) {
            page::set_attribute(fold, OPENED, "");
            fold.set_open(true);
        }
        self.look.is_printed = true;
        self.draw();
        self.write_tables();
        for ((picture, _), size) in self
            .stage
            .drawn(&self.settings)
            .into_iter()
            .flatten()
            .zip(SIZES)
        {
            let drawn = picture.shown();
            let svg = drawn.map(|(panel, _)| surface::svg(panel, &Theme::light(), size));
            picture.lay_out(&svg.unwrap_or_default());
        }
        let link: HtmlElement = page::element(&document, "paper-link");
        link.set_text_content(Some(&address::whole(&self.window, &self.settings)));
    }

    /// As before.
    pub(super) fn end_print(&mut self) {
        self.look.is_printed = false;
        for picture in self.stage.pictures() {
            picture.lay_out("");
        }
        if let Some(document) = page::document() {
            for fold in folds(&document)
                .iter()
                .filter(|fold| fold.has_attribute(OPENED))
            {
                // Fails for invalid names only.
                let _ = fold.remove_attribute(OPENED);
                fold.set_open(false);
            }
        }
        self.refresh();
    }
}

fn folds(document: &Document) -> Vec<HtmlDetailsElement> {
    page::all(document, FOLDS)
}
