//! The map of what is shown: how deep a network can be, and the network as a dot that can be dragged.

use std::rc::Rc;

use web_sys::{Document, HtmlElement, HtmlSelectElement};

use super::drawing::{Drawing, set_grip};
use super::markup::{self, each, option};
use super::plot::{backing, fineness};
use super::surface::{self, FINE, drawn};
use crate::app::browser::measured::Measured;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::{self, MapInverse, Theme};
use crate::scene::{MapField, MapPicture, escaped};
use crate::settings::Activation;
use crate::state::Model;
use crate::words::map as words;

/// From one map to the one beside it in a saved picture, in CSS pixels.
const BETWEEN: u32 = 24;

/// The act.
pub struct MapView {
    act: HtmlElement,
    own: Sheet,
    beside: Sheet,
    hand: HtmlElement,
    line: Written,
    reading: Written,
    table: HtmlElement,
    ratio: f64,
    /// Whether a link has opened it.
    was_opened: bool,
}

/// A map: its cells, and over them what moves.
struct Sheet {
    part: HtmlElement,
    field: Drawing<Rc<MapField>>,
    over: Drawing<MapPicture>,
    inverse: Option<MapInverse>,
}

impl MapView {
    /// Builds it in the page.
    pub fn build(document: &Document) -> Self {
        let act: HtmlElement = parts::element(document, "map");
        let inside: HtmlElement = parts::element(document, "map-inside");
        inside.set_inner_html(words::INSIDE);
        let list: HtmlSelectElement = parts::element(document, "map-activation");
        let activations = each(Activation::ALL, |one| option(one.name(), one.label()));
        list.set_inner_html(&(option("", words::NOTHING) + &activations));
        let text = |name: &str| Written::of(parts::part(&act, &format!("[data-map-text={name}]")));
        Self {
            own: Sheet::of(parts::element(document, "map-own")),
            beside: Sheet::of(parts::element(document, "map-beside")),
            hand: parts::element(document, "map-hand"),
            line: text("line"),
            reading: text("reading"),
            table: parts::element(document, "map-table"),
            ratio: 1.0,
            was_opened: false,
            act,
        }
    }

    /// The canvases whose sizes it has.
    pub fn canvases(&self) -> Vec<&Measured> {
        let both = [&self.own, &self.beside];
        let canvases = both.map(|sheet| [sheet.field.canvas(), sheet.over.canvas()]);
        canvases.as_flattened().to_vec()
    }

    /// Whether the act is open.
    pub fn is_open(&self) -> bool {
        self.act.has_attribute("open")
    }

    /// Opens the act for a link that names it; it stays as the reader has it.
    pub fn open_for(&mut self, model: &Model) {
        let is_meant = model.policy.frame.show.contains(&"map");
        if is_meant && !std::mem::replace(&mut self.was_opened, is_meant) {
            document::set_attribute(&self.act, "open", "");
        }
    }

    /// Draws the act; nothing while it is closed.
    pub fn draw(&mut self, model: &Model, theme: &Theme, ratio: f64) {
        if !self.is_open() {
            return;
        }
        self.ratio = ratio;
        let recipe = model.subject.recipe();
        let own = recipe.and_then(|recipe| model.map.picture(0, recipe));
        let state = match &own {
            None => "absent",
            Some(_) if model.map.is_older() => "older",
            Some(own) if own.field.is_empty() => "none",
            Some(_) if model.map.is_whole() => "whole",
            Some(_) => "some",
        };
        document::set_attribute(&self.act, "data-map-state", state);
        let Some(own) = own else {
            let why = match recipe {
                None => words::OF_A_FILE,
                Some(_) if model.map.is_too_large() => words::TOO_LARGE,
                Some(_) => "",
            };
            self.line.text(why);
            return self.announce(true);
        };
        self.say(&own);
        let dot = own
            .dot
            .map(|dot| (own.field.scale.share(dot.value), dot.depth));
        self.own.draw(own, (theme, ratio));
        if let Some((inverse, dot)) = self.own.inverse.as_ref().zip(dot) {
            let (x, y) = inverse.grip(dot);
            set_grip(&self.hand, [Some(x), Some(y)]);
        }
        let beside = recipe.and_then(|recipe| model.map.picture(1, recipe));
        document::set_hidden(&self.beside.part, beside.is_none());
        if let Some(beside) = beside {
            self.beside.draw(beside, (theme, ratio));
        }
    }

    fn say(&self, own: &MapPicture) {
        let [lead, rest, theory] = own.line().map(|text| escaped(&text));
        let redirected = match own.is_redirected {
            true => words::REDIRECTED,
            false => "",
        };
        self.line.html(&format!(
            "{lead} <span class=\"quiet\">{rest} {theory} {redirected}</span>"
        ));
        self.announce(false);
        let depth = own.dot.map_or(1, |dot| dot.depth);
        let attributes = [
            ("aria-valuemax", own.field.depth.to_string()),
            ("aria-valuenow", depth.min(own.field.depth).to_string()),
            ("aria-valuetext", own.label().unwrap_or_default()),
        ];
        for (name, value) in attributes {
            document::set_attribute(&self.hand, name, &value);
        }
    }

    /// Whether what is said is announced; while numbers come and go it is not.
    fn announce(&self, is_final: bool) {
        let is_busy = if is_final { "false" } else { "true" };
        document::set_attribute(self.line.element(), "aria-busy", is_busy);
    }

    /// Announces what is said once all of it is known, and writes the table if it is open, at rest.
    pub fn settle(&self, model: &Model) {
        if model.map.is_whole() {
            self.announce(true);
        }
        let is_seen = self.is_open() && self.table.offset_parent().is_some();
        let recipe = model.subject.recipe().filter(|_| is_seen);
        if let Some(picture) = recipe.and_then(|recipe| model.map.picture(0, recipe)) {
            self.table
                .set_inner_html(&markup::table(&picture.field.table()));
        }
    }

    /// What is drawn as an SVG element, with its size in CSS pixels.
    pub fn svg(&self, theme: &Theme) -> Option<(String, (u32, u32), &MapPicture)> {
        let own = self.own.over.shown()?;
        let size = self.own.size();
        let mut svg = self.own.svg(theme)?;
        let mut width = size.0;
        if let Some(beside) = self.beside.svg(theme) {
            let left = (width + BETWEEN) * FINE;
            svg = format!("{svg}<g transform=\"translate({left},0)\">{beside}</g>");
            width += BETWEEN + self.beside.size().0;
        }
        Some((svg, (width, size.1), own))
    }

    /// The column and the depth under so many CSS pixels from the corner, or nearest to it.
    pub fn nearest(&self, at: (i32, i32)) -> Option<(usize, usize)> {
        let (x, y) = self.pixel(at);
        Some(self.own.inverse.as_ref()?.nearest(x, y))
    }

    /// Says what is there.
    pub fn point_at(&self, at: Option<(i32, i32)>) {
        let cell = at.and_then(|at| {
            let (x, y) = self.pixel(at);
            let (column, depth) = self.own.inverse.as_ref()?.cell(x, y)?;
            let both = [&self.own, &self.beside];
            let seen = both.into_iter().filter(|sheet| !sheet.part.hidden());
            let fields = seen.filter_map(|sheet| sheet.field.shown());
            let said: Vec<String> = fields.map(|field| field.reading(column, depth)).collect();
            Some(said.join(words::BESIDE))
        });
        self.reading.text(&cell.unwrap_or_default());
    }

    fn pixel(&self, (x, y): (i32, i32)) -> (i32, i32) {
        let scale = self.ratio * f64::from(fineness(self.ratio));
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let [x, y] = [x, y].map(|css| (f64::from(css) * scale).round() as i32);
        (x, y)
    }
}

impl Sheet {
    fn of(part: HtmlElement) -> Self {
        Self {
            field: Drawing::of(Measured::of(parts::part(&part, "canvas"))),
            over: Drawing::over(Measured::of(parts::part(&part, "canvas + canvas"))),
            inverse: None,
            part,
        }
    }

    fn draw(&mut self, picture: MapPicture, look: (&Theme, f64)) {
        let field = Rc::clone(&picture.field);
        let said = field.description();
        self.field.draw((field, &said), look, |field, area, theme| {
            drawn(chart::draw_field(field, area, theme))
        });
        let inverse = self.over.draw((picture, ""), look, |picture, area, theme| {
            drawn(chart::draw_over_field(picture, area, theme))
        });
        self.inverse = inverse.or(self.inverse.take());
    }

    /// In CSS pixels.
    fn size(&self) -> (u32, u32) {
        let (width, height) = self.field.canvas().size();
        (backing(width, 1.0), backing(height, 1.0))
    }

    fn svg(&self, theme: &Theme) -> Option<String> {
        let picture = self.over.shown().filter(|_| !self.part.hidden())?;
        Some(surface::svg(theme, self.size(), &mut |area, theme| {
            drawn(chart::draw_map(picture, area, theme));
        }))
    }
}
