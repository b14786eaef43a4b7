//! One picture of the page: a canvas, its pointer and keyboard control, and its numbers.

use std::cell::Cell;

use web_sys::{Document, Element, HtmlDetailsElement, HtmlElement};

use super::content::{Content, Map};
use super::markup::{self, each};
use super::unseen::Unseen;
use super::{freshness, surface};
use crate::app::browser::measured::Measured;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::Theme;
use crate::scene::Table;
use crate::state::Freshness;

/// What the numbers of a picture come from: the count of the analysis, and whether plain arithmetic is
/// beside them. The selected layer changes none.
pub type Numbers = (u32, bool, usize);

/// A picture and the elements around it.
pub struct Plot {
    figure: Element,
    canvas: Measured,
    /// Lies over the canvas and takes pointer and keys: a slider over the layers.
    hand: HtmlElement,
    hair: HtmlElement,
    /// Holds the picture that is printed in place of the canvas.
    paper: HtmlElement,
    title: Written,
    reading: Written,
    notes: Written,
    numbers: HtmlDetailsElement,
    table: HtmlElement,
    /// Which numbers the table holds.
    written: Cell<Option<Numbers>>,
    map: Option<Map>,
    /// What is on the canvas.
    drawn: Option<Drawn>,
    /// Whether it waits until it is seen.
    pub unseen: Unseen,
}

/// Everything that decides how a picture looks.
#[derive(PartialEq)]
struct Drawn {
    content: Content,
    theme: Theme,
    size: (u32, u32),
    ratio: f64,
}

/// Pixels of a drawing for each of the canvas, at most so that a theme holds their ratio.
const FINE: f64 = 8.0;
const FINEST: f64 = 32.0;

impl Plot {
    /// Finds the parts of the picture in the element with this id.
    pub fn find(document: &Document, id: &str) -> Self {
        let figure: Element = parts::element(document, id);
        Self {
            canvas: Measured::of(parts::part(&figure, "canvas")),
            hand: parts::part(&figure, ".hand"),
            hair: parts::part(&figure, ".hair"),
            paper: parts::part(&figure, ".paper"),
            title: Written::of(parts::part(&figure, "[data-title]")),
            reading: Written::of(parts::part(&figure, "[data-reading]")),
            notes: Written::of(parts::part(&figure, "[data-notes]")),
            numbers: parts::part(&figure, "[data-numbers]"),
            table: parts::part(&figure, "[data-table]"),
            figure,
            written: Cell::new(None),
            map: None,
            drawn: None,
            unseen: Unseen::default(),
        }
    }

    /// All of it, with what stands below the canvas.
    pub fn figure(&self) -> &Element {
        &self.figure
    }

    /// What is said below the picture.
    #[cfg(feature = "whole")]
    pub fn said(&self) -> String {
        self.notes.element().text_content().unwrap_or_default()
    }

    /// The element that takes pointer and keys.
    pub fn hand(&self) -> &HtmlElement {
        &self.hand
    }

    /// The element whose size the picture has.
    pub fn canvas(&self) -> &Measured {
        &self.canvas
    }

    /// The element that opens the table of numbers.
    pub fn numbers(&self) -> &HtmlDetailsElement {
        &self.numbers
    }

    /// Draws the content at the current size, unless it is drawn already; `ratio` is pixels of the canvas
    /// per CSS pixel.
    pub fn draw(&mut self, content: Content, theme: &Theme, ratio: f64) {
        let sides: [i32; 2] = self.canvas.size().into();
        let [width, height] = sides.map(|css| backing(css, ratio));
        let next = Drawn {
            content,
            theme: theme.clone(),
            size: (width, height),
            ratio,
        };
        if width == 0 || height == 0 || self.drawn.as_ref() == Some(&next) {
            return;
        }
        let canvas = self.canvas.canvas();
        surface::fit(canvas, (width, height));
        let fine = fineness(ratio);
        let area = surface::of_canvas(canvas.clone(), fine);
        let theme = theme.clone().with_ratio(ratio * f64::from(fine));
        self.map = Some(next.content.draw(&area, &theme));
        self.drawn = Some(next);
    }

    /// What is on the canvas, and its size in CSS pixels.
    pub fn shown(&self) -> Option<(&Content, (u32, u32))> {
        let drawn = self.drawn.as_ref()?;
        let sides: [i32; 2] = self.canvas.size().into();
        Some((&drawn.content, sides.map(|css| backing(css, 1.0)).into()))
    }

    /// Puts a picture for paper beside the canvas; none on screen.
    pub fn lay_out(&self, svg: &str) {
        self.paper.set_inner_html(svg);
    }

    /// Marks whether the canvas is older than the settings, or still incomplete, and writes so
    /// beside it.
    pub fn mark(&self, freshness: Freshness) {
        freshness::mark(&self.figure, freshness);
        document::set_attribute(
            self.canvas.canvas(),
            "aria-description",
            freshness::text(freshness),
        );
        document::set_attribute(&self.hand, "aria-description", freshness::text(freshness));
    }

    /// Title, text alternative and the state of the slider over the places.
    pub fn say(&self, content: &Content) {
        self.title.text(content.title());
        self.notes.text(&content.notes().join("\n"));
        document::set_attribute(self.canvas.canvas(), "aria-label", content.description());
        let (selected, first) = content.selected();
        for (name, value) in [
            ("aria-valuemin", first),
            ("aria-valuemax", content.depth()),
            ("aria-valuenow", selected),
        ] {
            document::set_attribute(&self.hand, name, &value.to_string());
        }
        let reading = content.reading(selected).unwrap_or_default();
        document::set_attribute(&self.hand, "aria-valuetext", reading);
    }

    /// Writes the numbers of a place below the picture and marks it; if the pointer is elsewhere,
    /// those of the gradient on its way or of the selected place.
    pub fn read(&self, hovered: Option<usize>) {
        let Some(drawn) = &self.drawn else {
            return;
        };
        let place = hovered.unwrap_or_else(|| drawn.content.read());
        self.reading
            .text(drawn.content.reading(place).unwrap_or_default());
        let place = self.map.as_ref().zip(hovered);
        document::set_hidden(&self.hair, place.is_none());
        if let Some((map, place)) = place {
            let middle = map.middle(place) / drawn.fine_ratio();
            document::set_attribute(&self.hair, "style", &format!("left:{middle:.1}px"));
        }
    }

    /// The numbers of a place in one line.
    pub fn reading(&self, place: usize) -> Option<&str> {
        self.drawn.as_ref()?.content.reading(place)
    }

    /// The place at so many CSS pixels from the left and the top, 0 being the input.
    pub fn place_at(&self, at: (i32, i32)) -> Option<usize> {
        let (map, at) = self.mapped(at)?;
        map.place_at(at)
    }

    /// Whether so many CSS pixels from the left and the top is a source that can be turned.
    pub fn is_source(&self, at: (i32, i32)) -> bool {
        self.mapped(at).is_some_and(|(map, at)| map.is_source(at))
    }

    /// To how many degrees from the direction that arrives best a pointer there turns the source.
    pub fn degrees_at(&self, at: (i32, i32)) -> Option<f64> {
        let (map, at) = self.mapped(at)?;
        map.degrees(at)
    }

    /// What is on the canvas, and the pixel of it at so many CSS pixels.
    fn mapped(&self, (x, y): (i32, i32)) -> Option<(&Map, (i32, i32))> {
        let ratio = self.drawn.as_ref()?.fine_ratio();
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let [x, y] = [x, y].map(|css| (f64::from(css) * ratio).round() as i32);
        Some((self.map.as_ref()?, (x, y)))
    }

    /// Where a length at the input is, as log10, in CSS pixels from the left and the top.
    pub fn at_the_input(&self, log10: f64) -> Option<(f64, f64)> {
        let (x, y) = self.map.as_ref()?.at_the_input(log10)?;
        let ratio = self.drawn.as_ref()?.fine_ratio();
        Some((f64::from(x) / ratio, f64::from(y) / ratio))
    }

    /// The length so many CSS pixels below another, as log10.
    pub fn below(&self, log10: f64, css: i32) -> Option<f64> {
        let (map, drawn) = (self.map.as_ref()?, self.drawn.as_ref()?);
        let (_, y) = map.at_the_input(log10)?;
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let down = (f64::from(css) * drawn.fine_ratio()).round() as i32;
        map.log10(y + down)
    }

    /// Writes the tables of all numbers, if they are open and do not hold them already.
    pub fn write_tables(&self, numbers: Numbers, tables: &dyn Fn() -> Vec<Table>) {
        if self.numbers.open() && self.written.replace(Some(numbers)) != Some(numbers) {
            self.table.set_inner_html(&each(&tables(), markup::table));
        }
    }
}

impl Drawn {
    /// Pixels of the drawing per CSS pixel.
    fn fine_ratio(&self) -> f64 {
        self.ratio * f64::from(fineness(self.ratio))
    }
}

/// Pixels of a drawing for each of a canvas with this many pixels per CSS pixel.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "1..=8"
)]
pub fn fineness(ratio: f64) -> u32 {
    (FINEST / ratio).clamp(1.0, FINE) as u32
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
