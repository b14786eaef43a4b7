//! Inside the selected layer: heat maps, a plane, the activation function, and overrides for this layer. Works only while it is open.

mod events;
mod export;
mod maps;
mod overrides;
mod sheet;

use std::rc::Rc;

use web_sys::{Document, Element, HtmlDetailsElement, HtmlElement};

pub use events::listen;
pub use export::Plate;

use super::details::Analyses;
use super::freshness::Freshness;
use super::markup::{self, each, escaped, option};
use super::surface::drawn;
use super::{opened, page};
use crate::analysis::LayerDetail;
use crate::chart::{self, Dial, Theme};
use crate::scene::inspector::{ActivationPicture, MapId, PlanePicture, REACHES, entry, tables};
use crate::settings::{Activation, Notice, Settings, decimal};
use crate::words::inspector as texts;
use maps::MapView;
use overrides::set;
use sheet::{levels, sheet};

/// A row and a column of a matrix, counted from 0.
type Cell = (usize, usize);
/// The analysis and the layer that are shown.
type Subject = (u32, usize);
/// Colours, sizes and backing pixels per CSS pixel.
type Look = (Theme, f64);

/// The fold and everything in it.
pub struct Inspector {
    document: Document,
    fold: HtmlDetailsElement,
    maps: Vec<MapView>,
    dial: Option<Dial>,
    /// What was last written into which element.
    texts: Vec<(&'static str, String)>,
    shown: Option<(Subject, Rc<LayerDetail>)>,
    /// What they are of.
    settings: Settings,
    look: Option<Look>,
    cell: Cell,
    hovered: Option<Cell>,
    degrees: f64,
    /// How far the plane reaches.
    reach: f64,
    /// Whether a map has still to be drawn.
    waits: bool,
    /// The map that is drawn next, where not all are.
    turn: usize,
}

impl Inspector {
    /// Finds it in the page.
    pub fn find(document: &Document) -> Self {
        let fold: HtmlDetailsElement = page::element(document, "inspector");
        let map = |id: MapId| {
            let cells = format!(":has(> [data-map={}])", id.name());
            let sheet: Element = page::part(&fold, &cells);
            MapView {
                id,
                canvas: page::part(&sheet, "canvas"),
                frame: page::part(&sheet, ".frame"),
                grid: None,
                drawn: None,
            }
        };
        let maps = MapId::ALL.into_iter().map(map).collect();
        let mut inspector = Self {
            document: document.clone(),
            fold,
            maps,
            dial: None,
            texts: Vec::new(),
            shown: None,
            settings: Settings::default(),
            look: None,
            cell: (0, 0),
            hovered: None,
            degrees: 30.0,
            reach: 2.0,
            waits: false,
            turn: 0,
        };
        let reaches = each(REACHES, |reach| {
            option(&reach.to_string(), &format!("±{reach}"))
        });
        inspector.write("reach", reaches);
        set(
            document,
            "reach",
            "value",
            &inspector.reach.to_string().into(),
        );
        let activations = each(Activation::CHOICES, |choice| {
            option(choice.name, choice.label)
        });
        inspector.write("layer-act", activations);
        inspector
    }

    /// Makes this HTML the inside of an element, unless it is that already.
    fn write(&mut self, id: &'static str, html: String) {
        let known = self.texts.iter().position(|(other, _)| *other == id);
        if known.is_some_and(|at| self.texts.get(at).is_some_and(|(_, last)| *last == html)) {
            return;
        }
        page::element::<Element>(&self.document, id).set_inner_html(&html);
        if let Some(at) = known {
            self.texts.swap_remove(at);
        }
        self.texts.push((id, html));
    }

    /// Opens it and takes the focus there.
    fn open(&self) {
        self.fold.set_open(true);
        let summary: HtmlElement = page::part(&self.fold, "summary");
        // Refused for elements that cannot have the focus only.
        let _ = summary.focus();
    }

    /// Marks it as older than the settings.
    pub fn say_old(&self) {
        Freshness::Old.mark(&self.fold);
    }

    /// Draws everything, if it is open: of the newest analysis that knows the spectrum of this layer, like the card.
    pub fn draw(
        &mut self,
        (newest, layers, is_current): Analyses<'_>,
        settings: &Settings,
        look: Look,
    ) {
        self.waits = false;
        let layer = settings.selected_layer();
        self.write("inspector-summary", texts::summary(layer));
        let report = newest.analysis.layers.get(layer - 1);
        let is_enough = report.is_some_and(|report| !report.is_pending());
        Freshness::of(is_enough && is_current).mark(&self.fold);
        if !self.fold.open() {
            return;
        }
        self.show_overrides(settings, layer);
        let Some(shown) = (if is_enough { Some(newest) } else { layers }) else {
            return;
        };
        let subject = (shown.count, layer);
        self.settings = shown.settings.clone();
        if self
            .shown
            .as_ref()
            .is_none_or(|(known, _)| *known != subject)
        {
            let report = shown.analysis.layers.get(layer - 1);
            let weights = opened::layer(&shown.settings, layer);
            let detail = report.and_then(|report| LayerDetail::new(layer, &weights, report));
            let Some(detail) = detail else {
                return;
            };
            // Small matrices leave no empty room.
            let maps: Element = page::part(&self.fold, ".maps");
            page::set_attribute(&maps, "style", &format!("--rows:{}", detail.units()));
            self.shown = Some((subject, Rc::new(detail)));
            self.hovered = None;
        }
        self.write("levels", levels(&look.0));
        self.look = Some(look);
        // Before the pictures, whose sizes depend on what is written.
        self.step((0, 0));
        self.draw_plane();
        self.draw_maps();
        if self.waits {
            Freshness::Old.mark(&self.fold);
        }
        self.mark();
    }

    fn subject(&self) -> Option<(Subject, Rc<LayerDetail>, Look)> {
        let (subject, detail) = self.shown.as_ref()?;
        Some((*subject, Rc::clone(detail), self.look.clone()?))
    }

    /// Draws the plane with the direction, and says what becomes of it.
    fn draw_plane(&mut self) {
        let Some((_, detail, look)) = self.subject() else {
            return;
        };
        let picture = PlanePicture::of(&detail, self.degrees, self.reach);
        let direction: Element = page::element(&self.document, "dial");
        page::set_attribute(&direction, "aria-valuenow", &self.degrees.to_string());
        page::set_attribute(&direction, "aria-valuetext", &picture.reading);
        let words = [&picture.reading, &picture.description, &picture.remark];
        let words = each(words, |text| format!("<p>{}</p>", escaped(text)));
        self.write("plane-words", words);
        let canvas = page::part(&self.fold, "#plane canvas");
        if let Some((area, theme)) = sheet(&canvas, &look, &picture.description) {
            self.dial = Some(drawn(chart::draw_plane(&picture, &area, &theme)));
        }
    }

    /// Writes the entry under the pointer or the selected one, and marks its place and its unit.
    fn read(&mut self) {
        let Some((_, detail, look)) = self.subject() else {
            return;
        };
        let (unit, input) = self.hovered.unwrap_or(self.cell);
        let formula = entry(&detail, unit, input);
        let entry = format!(
            "<span aria-hidden=\"true\">{}</span><span class=\"hidden\">{}</span>",
            formula.mathml,
            escaped(&formula.text)
        );
        self.write("entry", entry);
        self.mark();
        let picture = ActivationPicture::of(&detail, unit);
        self.write("curve-words", escaped(&picture.reading));
        let canvas = page::part(&self.fold, "#curve canvas");
        if let Some((area, theme)) = sheet(&canvas, &look, &picture.description) {
            drawn(chart::draw_activation(&picture, &area, &theme));
        }
    }

    /// Puts the frames around the entry that is read out: on the diagonal around its unit.
    fn mark(&self) {
        let (row, column) = self.hovered.unwrap_or(self.cell);
        let ratio = self.look.as_ref().map_or(1.0, |(_, ratio)| *ratio);
        for map in &self.maps {
            let column = if map.id == MapId::Diag { row } else { column };
            if let Some(grid) = &map.grid {
                let (left, top, right, bottom) = grid.box_of(row, column);
                let css = [left, top, right - left, bottom - top].map(|x| f64::from(x) / ratio);
                let [left, top, width, height] = css;
                let style = format!("left:{left}px;top:{top}px;width:{width}px;height:{height}px");
                page::set_attribute(&map.frame, "style", &style);
            }
        }
    }

    /// Which cell of a map stands at so many CSS pixels from its corner.
    fn cell_at(&self, map: &str, at: (i32, i32)) -> Option<Cell> {
        let map = self.maps.iter().find(|other| other.id.name() == map)?;
        let (x, y) = self.backend(at);
        let (row, column) = map.grid.as_ref()?.cell_at(x, y)?;
        // On the diagonal a row is a unit, and its columns say nothing.
        Some((
            row,
            if map.id == MapId::Diag {
                self.cell.1
            } else {
                column
            },
        ))
    }

    /// The pointer is at a cell or at none; a click selects it.
    fn point_at(&mut self, cell: Option<Cell>, is_click: bool) {
        if is_click {
            self.cell = cell.unwrap_or(self.cell);
        } else if self.hovered == cell {
            return;
        }
        self.hovered = cell.filter(|_| !is_click);
        self.read();
    }

    /// Moves the selected cell by so many rows and columns.
    fn step(&mut self, (rows, columns): (isize, isize)) {
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

    fn degrees(&self) -> f64 {
        self.degrees.round()
    }

    /// Turns the direction to this angle.
    fn turn_to(&mut self, degrees: f64) {
        self.degrees = degrees - 360.0 * (degrees / 360.0).floor();
        let text = self.degrees.to_string().into();
        set(&self.document, "angle", "value", &text);
        self.draw_plane();
    }

    /// Turns the direction to where a pointer is, in CSS pixels from the corner of the picture.
    fn drag(&mut self, at: (i32, i32)) {
        let (x, y) = self.backend(at);
        if let Some(dial) = self.dial {
            self.turn_to(dial.degrees_at(x, y));
        }
    }

    /// What has been typed as an angle; anything else than a number is taken back, and told.
    fn angle_given(&mut self, typed: &str) -> Option<Notice> {
        let degrees = decimal(&typed.replace('−', "-"));
        // Beyond a million degrees nobody means an angle, and its hundredths are no longer there.
        let degrees = degrees.filter(|x: &f64| x.abs() <= 1e6);
        self.turn_to(degrees.map_or(self.degrees, |x| (x * 100.0).round() / 100.0));
        let used = self.degrees.to_string();
        let notice = Notice::new(texts::DIRECTION, typed, texts::DEGREES, &used);
        degrees.is_none().then_some(notice)
    }

    /// Draws the plane on another scale.
    fn rescale(&mut self, reach: &str) {
        self.reach = decimal(reach).unwrap_or(self.reach);
        self.draw_plane();
    }

    /// CSS pixels as backing pixels.
    #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
    fn backend(&self, (x, y): (i32, i32)) -> (i32, i32) {
        let ratio = self.look.as_ref().map_or(1.0, |(_, ratio)| *ratio);
        let scaled = |css: i32| (f64::from(css) * ratio).round() as i32;
        (scaled(x), scaled(y))
    }

    /// Writes the tables, if they are open.
    pub fn settle(&mut self) {
        let numbers: HtmlDetailsElement = page::element(&self.document, "inspector-numbers");
        if self.fold.open()
            && numbers.open()
            && let Some((_, detail)) = &self.shown
        {
            let all = each(&tables(detail), markup::table);
            self.write("inspector-table", all);
        }
    }
}
