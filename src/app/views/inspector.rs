//! Inside the selected layer: heat maps, and overrides for this layer. Works only while it is open.

pub mod events;
pub mod export;
mod maps;
mod overrides;
mod sheet;

use std::rc::Rc;

use web_sys::{Document, Element, HtmlCanvasElement, HtmlDetailsElement};

use super::freshness;
use super::markup::{self, each, escaped, option};
use crate::analysis::LayerDetail;
use crate::app::browser::written::Sheet;
use crate::app::browser::{document, parts};
use crate::network::Subject;
use crate::scene::inspector::{MapId, entry, tables};
use crate::settings::Activation;
use crate::state::{Entry, Freshness, Model};
use crate::words::inspector as texts;
use maps::{Cell, Maps, Source};
use sheet::{Paint, levels};

/// The fold and everything in it.
pub struct Inspector {
    document: Document,
    fold: HtmlDetailsElement,
    maps: Maps,
    texts: Sheet,
    shown: Option<(Source, Rc<LayerDetail>)>,
    /// What they are of.
    subject: Rc<Subject>,
    paint: Option<Paint>,
    cell: Cell,
    hovered: Option<Cell>,
}

impl Inspector {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        let fold: HtmlDetailsElement = parts::element(document, "inspector");
        let inspector = Self {
            document: document.clone(),
            maps: Maps::find(&fold),
            fold,
            texts: Sheet::of(document, ""),
            shown: None,
            subject: Rc::default(),
            paint: None,
            cell: (0, 0),
            hovered: None,
        };
        let activations = each(Activation::CHOICES, |choice| {
            option(choice.name, choice.label)
        });
        inspector.texts.html("layer-act", &activations);
        inspector
    }

    /// The part of the page.
    pub fn element(&self) -> &Element {
        &self.fold
    }

    /// Marks it as older than the subject.
    pub fn mark_old(&self) {
        freshness::mark(&self.fold, Freshness::Old);
    }

    /// Draws everything, if it is open: of `entry`, the newest analysis that knows the spectrum of
    /// this layer, like the card; `is_fresh`: that is the one that the reader wants to see.
    pub fn draw(
        &mut self,
        model: &Model,
        (entry, freshness): (Option<&Entry>, Freshness),
        paint: Paint,
    ) {
        self.maps.rest();
        let layer = model.layer();
        self.texts.html("inspector-summary", &texts::summary(layer));
        freshness::mark(&self.fold, freshness);
        if !self.fold.open() {
            return;
        }
        overrides::show(&self.document, &self.texts, model);
        let Some(entry) = entry else {
            return;
        };
        self.subject = Rc::clone(&entry.subject);
        if !self.take(entry, layer) {
            return;
        }
        self.texts.html("levels", &levels(&paint.0));
        self.paint = Some(paint);
        // Before the pictures, whose sizes depend on what is written.
        self.step((0, 0));
        if let Some((source, detail, paint)) = self.source() {
            self.maps.draw(source, &detail, &paint);
        }
        if self.maps.wait() {
            freshness::mark(&self.fold, Freshness::Old);
        }
        self.mark();
    }

    /// Takes a layer of an analysis, unless it is there already. Returns whether there is such a
    /// layer.
    fn take(&mut self, entry: &Entry, layer: usize) -> bool {
        let source = (entry.count, layer);
        let shown = self.shown.as_ref();
        if shown.is_some_and(|(known, _)| *known == source) {
            return true;
        }
        let report = entry.analysis.layers.get(layer - 1);
        let weights = entry.subject.layer(layer);
        let detail = report.and_then(|report| LayerDetail::new(layer, &weights, report));
        let Some(detail) = detail else {
            return false;
        };
        // Small matrices leave no empty room.
        let maps: Element = parts::part(&self.fold, ".maps");
        document::set_attribute(&maps, "style", &format!("--rows:{}", detail.units()));
        self.shown = Some((source, Rc::new(detail)));
        self.hovered = None;
        true
    }

    /// Whether a map has still to be drawn.
    pub fn waits(&self) -> bool {
        self.maps.wait()
    }

    fn source(&self) -> Option<(Source, Rc<LayerDetail>, Paint)> {
        let (source, detail) = self.shown.as_ref()?;
        Some((*source, Rc::clone(detail), self.paint.clone()?))
    }

    /// Writes the entry under the pointer or the selected one, and marks its place and its unit.
    fn read(&mut self) {
        let Some((_, detail, _)) = self.source() else {
            return;
        };
        let (unit, input) = self.hovered.unwrap_or(self.cell);
        let formula = entry(&detail, unit, input);
        let entry = format!(
            "<span aria-hidden=\"true\">{}</span><span class=\"hidden\">{}</span>",
            formula.mathml,
            escaped(&formula.text)
        );
        self.texts.html("entry", &entry);
        self.mark();
    }

    /// Puts the frames around the entry that is read out.
    fn mark(&self) {
        self.maps
            .mark(self.hovered.unwrap_or(self.cell), self.ratio());
    }

    fn ratio(&self) -> f64 {
        self.paint.as_ref().map_or(1.0, |(_, ratio)| *ratio)
    }

    /// Which cell of a map is at so many CSS pixels from its corner.
    pub fn cell_at(&self, map: &str, at: (i32, i32)) -> Option<Cell> {
        self.maps.cell_at(map, self.backend(at), self.cell)
    }

    /// The pointer is at a cell or at none; a click selects it.
    pub fn point_at(&mut self, cell: Option<Cell>, is_click: bool) {
        if is_click {
            self.cell = cell.unwrap_or(self.cell);
        } else if self.hovered == cell {
            return;
        }
        self.hovered = cell.filter(|_| !is_click);
        self.read();
    }

    /// Moves the selected cell by so many rows and columns.
    pub fn step(&mut self, (rows, columns): (isize, isize)) {
        let to = |at: usize, by: isize, count: usize| {
            at.saturating_add_signed(by).min(count.saturating_sub(1))
        };
        if let Some((_, detail)) = &self.shown {
            self.cell = (
                to(self.cell.0, rows, detail.units()),
                to(self.cell.1, columns, detail.inputs()),
            );
        }
        if (rows, columns) != (0, 0) {
            self.hovered = None;
        }
        self.read();
    }

    /// CSS pixels as backing pixels.
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    fn backend(&self, (x, y): (i32, i32)) -> (i32, i32) {
        let ratio = self.ratio();
        let scaled = |css: i32| (f64::from(css) * ratio).round() as i32;
        (scaled(x), scaled(y))
    }

    /// Resets the controls of this layer to the current values, whatever was typed.
    pub fn retype(&self) {
        overrides::forget(&self.texts);
    }

    /// What is shown while it is open: which layer, its numbers, and the subject they belong to.
    pub fn opened(&self) -> Option<(usize, &LayerDetail, &Subject)> {
        let (source, detail) = self.shown.as_ref().filter(|_| self.fold.open())?;
        Some((source.1, detail, &self.subject))
    }

    /// The canvas of a map.
    pub fn canvas(&self, id: MapId) -> Option<&HtmlCanvasElement> {
        self.maps.canvas(id)
    }

    /// Writes the tables, if they are open.
    pub fn settle(&mut self) {
        let numbers: HtmlDetailsElement = parts::element(&self.document, "inspector-numbers");
        if self.fold.open()
            && numbers.open()
            && let Some((_, detail)) = &self.shown
        {
            let all = each(&tables(detail), markup::table);
            self.texts.html("inspector-table", &all);
        }
    }
}
