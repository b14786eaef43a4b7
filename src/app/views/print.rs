//! The page on paper: pictures as drawings without pixels, folds open.

use web_sys::{Document, HtmlDetailsElement, HtmlElement, Window};

use super::Views;
use super::apart;
use super::export::STRIP;
use super::inspector::export::{Plate, plate};
use crate::app::browser::{address, document, parts};
use crate::chart::Theme;
use crate::network::Subject;
use crate::scene::inspector::MapId;
use crate::settings::View;
use crate::state::{Model, summary};
use crate::words::status as words;

/// The folds that a handout shows open.
const FOLDS: &str = "[data-numbers], #chain, #about, #compare details";
/// Marks those that were closed before.
const OPENED: &str = "data-opened";
/// The sizes of fan and chart in CSS pixels, to be shrunk to the width of a page.
const SIZES: [(u32, u32); 2] = [(1100, 460), (860, 360)];
/// The same of the strip of gains.
const STRIP_SIZE: (u32, u32) = (1100, 96);

/// Opens the folds of a handout.
pub fn unfold(page: &Document) {
    for fold in folds(page).iter().filter(|fold| !fold.open()) {
        document::set_attribute(fold, OPENED, "");
        fold.set_open(true);
    }
}

/// Puts drawings in the place of what is on the screen, which must have been drawn before.
pub fn lay_out(views: &mut Views, page: &Document, (model, window): (&Model, &Window)) {
    let pictures = views.stage.drawn(model).into_iter().flatten();
    for ((picture, _), size) in pictures.zip(SIZES) {
        let drawn = picture.shown();
        let svg = drawn.map(|(content, _)| content.svg(&Theme::light(), size));
        picture.lay_out(&svg.unwrap_or_default());
    }
    let svg = |plate: Option<Plate>| plate.map_or(String::new(), |plate| plate.svg);
    let taken = views.stage.apart().plate(&Theme::light());
    lay_out_plate(page, apart::NAME, &svg(taken));
    for id in MapId::ALL {
        let map = plate(views.stage.inspector(), id.name(), &Theme::light());
        lay_out_plate(page, id.name(), &svg(map));
    }
    let strip = views.strip.svg(&Theme::light(), STRIP_SIZE);
    lay_out_plate(page, STRIP, &strip.map_or(String::new(), |(svg, _)| svg));
    let link: HtmlElement = parts::element(page, "paper-link");
    link.set_text_content(Some(&origin(model, window)));
    if let Some(entry) = model.store.newest() {
        write_settings(page, &entry.subject);
    }
}

fn write_settings(page: &Document, subject: &Subject) {
    let line: HtmlElement = parts::element(page, "settings-summary");
    line.set_text_content(Some(&summary(subject)));
}

/// The address of the numbers on the paper; if they are of older settings, it says which newer ones
/// are not computed.
fn origin(model: &Model, window: &Window) -> String {
    let older = model.store.newest().filter(|_| !model.is_current());
    let Some(entry) = older else {
        return address::whole(window, &model.subject, &model.view);
    };
    let view = View {
        layer: Some(model.layer()),
        ..model.view.clone()
    };
    let view = view.within(entry.subject.depth());
    let address = address::whole(window, &entry.subject, &view);
    words::older(&summary(&model.subject), &address)
}

/// As before.
pub fn clear(views: &Views, page: &Document, model: &Model) {
    write_settings(page, &model.subject);
    for picture in views.stage.pictures() {
        picture.lay_out("");
    }
    let maps = MapId::ALL.map(MapId::name);
    for name in maps.into_iter().chain([apart::NAME, STRIP]) {
        lay_out_plate(page, name, "");
    }
    let opened = |fold: &&HtmlDetailsElement| fold.has_attribute(OPENED);
    for fold in folds(page).iter().filter(opened) {
        // Fails for invalid names only.
        let _ = fold.remove_attribute(OPENED);
        fold.set_open(false);
    }
}

/// Puts a picture of the inspector for paper beside its canvas; none on screen.
fn lay_out_plate(page: &Document, name: &str, svg: &str) {
    let papers: Vec<HtmlElement> = parts::all(page, &format!("[data-paper={name}]"));
    for paper in papers {
        paper.set_inner_html(svg);
    }
}

fn folds(page: &Document) -> Vec<HtmlDetailsElement> {
    parts::all(page, FOLDS)
}
