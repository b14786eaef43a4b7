//! The page on paper: light colours, pictures as drawings without pixels, folds open.

use web_sys::{Document, HtmlDetailsElement, HtmlElement};

use super::inspector::Inspector;
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
            let svg = drawn.map(|(panel, _)| surface::panel_svg(panel, &Theme::light(), size));
            picture.lay_out(&svg.unwrap_or_default());
        }
        for name in Inspector::PICTURES {
            let plate = self.stage.inspector().plate(name, &Theme::light());
            lay_out_plate(
                &document,
                name,
                &plate.map_or(String::new(), |plate| plate.svg),
            );
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
            for name in Inspector::PICTURES {
                lay_out_plate(&document, name, "");
            }
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

/// Puts a picture of the inspector for paper beside its canvas; none on screen.
fn lay_out_plate(document: &Document, name: &str, svg: &str) {
    let papers: Vec<HtmlElement> = page::all(document, &format!("[data-paper={name}]"));
    for paper in papers {
        paper.set_inner_html(svg);
    }
}

fn folds(document: &Document) -> Vec<HtmlDetailsElement> {
    page::all(document, FOLDS)
}
