//! One picture of the page: a canvas, its pointer and keyboard control, and its numbers.

use std::cell::Cell;

use web_sys::{Document, Element, HtmlCanvasElement, HtmlDetailsElement, HtmlElement};

use super::freshness;
use super::{markup, surface};
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::{self, Inverse, Theme};
use crate::scene::{Panel, PanelId, Table};
use crate::state::Freshness;

/// What the numbers of a picture come from: the count of the analysis, the chart, the overlay. The
/// selected layer changes none.
pub type Numbers = (u32, PanelId, bool);

/// A picture and the elements around it.
pub struct Plot {
    figure: Element,
    canvas: HtmlCanvasElement,
    /// Lies over the canvas and takes pointer and keys: a slider over the layers.
    hand: HtmlElement,
    hair: HtmlElement,
    /// Holds the picture that is printed in place of the canvas.
    paper: HtmlElement,
    title: Written,
    legend: Written,
    /// The marks that appear only at times: below the picture, which keeps its size when they
    /// appear.
    signs: Written,
    reading: Written,
    notes: Written,
    numbers: HtmlDetailsElement,
    table: HtmlElement,
    /// Which numbers the table holds.
    written: Cell<Option<Numbers>>,
    inverse: Option<Inverse>,
    /// What is on the canvas.
    drawn: Option<Drawn>,
}

/// Everything that decides how a picture looks.
#[derive(PartialEq)]
struct Drawn {
    panel: Panel,
    theme: Theme,
    size: (u32, u32),
    ratio: f64,
}

impl Plot {
    /// Finds the parts of the picture in the element with this id.
    pub fn find(document: &Document, id: &str) -> Self {
        let figure: Element = parts::element(document, id);
        Self {
            canvas: parts::part(&figure, "canvas"),
            hand: parts::part(&figure, ".hand"),
            hair: parts::part(&figure, ".hair"),
            paper: parts::part(&figure, ".paper"),
            title: Written::of(parts::part(&figure, "[data-title]")),
            legend: Written::of(parts::part(&figure, "[data-legend]")),
            signs: Written::of(parts::part(&figure, "[data-signs]")),
            reading: Written::of(parts::part(&figure, "[data-reading]")),
            notes: Written::of(parts::part(&figure, "[data-notes]")),
            numbers: parts::part(&figure, "[data-numbers]"),
            table: parts::part(&figure, "[data-table]"),
            figure,
            written: Cell::new(None),
            inverse: None,
            drawn: None,
        }
    }

    /// The element that takes pointer and keys.
    pub fn hand(&self) -> &HtmlElement {
        &self.hand
    }

    /// The element whose size the picture has.
    pub fn canvas(&self) -> &HtmlCanvasElement {
        &self.canvas
    }

    /// The element that opens the table of numbers.
    pub fn numbers(&self) -> &HtmlDetailsElement {
        &self.numbers
    }

    /// Draws the panel at the current size, unless it is drawn already; `ratio` is backing pixels
    /// per CSS pixel. Anything that could change the size should be written first, because reading
    /// the size makes the browser lay out the page.
    pub fn draw(&mut self, panel: Panel, theme: &Theme, ratio: f64) {
        let width = backing(self.canvas.client_width(), ratio);
        let height = backing(self.canvas.client_height(), ratio);
        let next = Drawn {
            panel,
            theme: theme.clone(),
            size: (width, height),
            ratio,
        };
        if width == 0 || height == 0 || self.drawn.as_ref() == Some(&next) {
            return;
        }
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let area = surface::of_canvas(self.canvas.clone());
        let theme = theme.clone().with_ratio(ratio);
        let inverse = surface::drawn(chart::draw(&next.panel, &area, &theme));
        self.inverse = Some(inverse);
        self.drawn = Some(next);
    }

    /// What is on the canvas, and its size in CSS pixels.
    pub fn shown(&self) -> Option<(&Panel, (u32, u32))> {
        let drawn = self.drawn.as_ref()?;
        let css = |side: i32| backing(side, 1.0);
        let size = (
            css(self.canvas.client_width()),
            css(self.canvas.client_height()),
        );
        Some((&drawn.panel, size))
    }

    /// Puts a picture for paper beside the canvas; none on screen.
    pub fn lay_out(&self, svg: &str) {
        self.paper.set_inner_html(svg);
    }

    /// Marks whether the canvas is older than the settings, or still incomplete, and writes so
    /// beside it.
    pub fn mark(&self, freshness: Freshness) {
        freshness::mark(&self.figure, freshness);
        document::set_attribute(&self.canvas, "aria-description", freshness::text(freshness));
        document::set_attribute(&self.hand, "aria-description", freshness::text(freshness));
    }

    /// Title, legend, text alternative and the state of the slider over the layers.
    pub fn say(&self, panel: &Panel, theme: &Theme) {
        self.title.text(panel.title);
        for (list, are_signs) in [(&self.legend, false), (&self.signs, true)] {
            let entries = panel.legend.iter();
            let entries = entries.filter(|entry| entry.swatch.is_sign() == are_signs);
            list.html(&markup::legend(entries, theme));
        }
        self.notes.text(&panel.notes.join(" "));
        document::set_attribute(&self.canvas, "aria-label", &panel.description);
        let last = panel.x.depth.to_string();
        document::set_attribute(&self.hand, "aria-valuemax", &last);
        document::set_attribute(&self.hand, "aria-valuenow", &panel.selected.to_string());
        let reading = panel.readings.get(panel.selected);
        let reading = reading.map_or("", String::as_str);
        document::set_attribute(&self.hand, "aria-valuetext", reading);
    }

    /// Writes the numbers of a layer below the picture and marks its place; if the pointer is
    /// elsewhere, those of the pulse or of the selected layer.
    pub fn read(&self, hovered: Option<usize>) {
        let Some(drawn) = &self.drawn else {
            return;
        };
        let pulse = drawn.panel.pulse.and_then(|pulse| pulse.place);
        let layer = hovered.or(pulse).unwrap_or(drawn.panel.selected);
        let reading = drawn.panel.readings.get(layer).cloned();
        self.reading.text(&reading.unwrap_or_default());
        let place = self.inverse.as_ref().zip(hovered);
        self.hair.set_hidden(place.is_none());
        if let Some((inverse, layer)) = place {
            let (left, _, right, _) = inverse.place_of(layer);
            let middle = f64::from(left + right) / 2.0 / drawn.ratio;
            document::set_attribute(&self.hair, "style", &format!("left:{middle:.1}px"));
        }
    }

    /// The numbers of a place in one line.
    pub fn reading(&self, place: usize) -> Option<&str> {
        let readings = &self.drawn.as_ref()?.panel.readings;
        readings.get(place).map(String::as_str)
    }

    /// The layer at so many CSS pixels from the left, 0 being the input.
    pub fn layer_at(&self, x: i32) -> Option<usize> {
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let x = (f64::from(x) * self.drawn.as_ref()?.ratio).round() as i32;
        self.inverse.as_ref()?.layer_at(x)
    }

    /// Writes the table of all numbers, if it is open and does not hold them already.
    pub fn write_table(&self, numbers: Numbers, table: impl FnOnce() -> Table) {
        if self.numbers.open() && self.written.replace(Some(numbers)) != Some(numbers) {
            self.table.set_inner_html(&markup::table(&table()));
        }
    }
}

/// No picture is larger, in CSS pixels: without the style sheet each drawing would enlarge the
/// canvas for the next one.
const LARGEST: i32 = 4096;

/// CSS pixels as backing-store pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "sizes on a screen, not negative"
)]
pub fn backing(css: i32, ratio: f64) -> u32 {
    (f64::from(css.clamp(0, LARGEST)) * ratio).round() as u32
}
