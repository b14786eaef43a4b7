//! The training of what is shown: the map of layers and steps, what was learned, the buttons.

mod beside;
mod cells;
mod saved;

use std::cell::Cell;

use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

use beside::BesideView;
use cells::CellsImage;

use super::controls::TYPED;
use super::drawing::{Drawing, set_grip};
use super::markup;
use super::plot::fineness;
use super::surface::drawn;
use super::unseen::Unseen;
use crate::app::browser::measured::Measured;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::{self, Theme, TrainingInverse};
use crate::scene::{Learned, ModeCurves, Quantity, Training, TrainingLook, escaped};
use crate::settings::{Course, Switch};
use crate::state::{Model, Stalled, TrainingStore};
use crate::study::training::{Session, Sight};
use crate::words::digits::LOADING;
use crate::words::{learning as words, schooling};

/// The act.
pub struct TrainingView {
    act: HtmlElement,
    map: Drawing<Training>,
    cells: CellsImage,
    hand: HtmlElement,
    learned: Drawing<Learned>,
    line: Written,
    told: Written,
    detail: Written,
    misfit: Written,
    reading: Written,
    note: Written,
    run: Written,
    step: Element,
    at: HtmlInputElement,
    beside: BesideView,
    table: HtmlElement,
    quantity: Quantity,
    inverse: Option<TrainingInverse>,
    /// Where the pointer is, in CSS pixels from the corner.
    pointed: Cell<Option<(i32, i32)>>,
    ratio: f64,
    /// Whether a link has opened it.
    was_opened: bool,
    /// Whether it waits until it is seen.
    unseen: Unseen,
}

impl TrainingView {
    /// Builds it in the page.
    pub fn build(document: &Document) -> Self {
        let act: HtmlElement = parts::element(document, "training");
        let inside: HtmlElement = parts::element(document, "training-inside");
        inside.set_inner_html(words::INSIDE);
        let text = |name: &str| Written::of(parts::part(&act, &format!("[data-training={name}]")));
        Self {
            map: Drawing::of(Measured::of(parts::part(&act, ".training-map canvas"))),
            cells: CellsImage::of(document),
            hand: parts::element(document, "training-hand"),
            learned: Drawing::of(Measured::of(parts::part(&act, ".training-learned canvas"))),
            line: text("line"),
            told: text("told"),
            detail: text("detail"),
            misfit: text("misfit"),
            reading: text("reading"),
            note: text("note"),
            run: Written::of(parts::element(document, "train-run")),
            step: parts::element(document, "train-step"),
            at: parts::element(document, "train-at"),
            beside: BesideView::find(document),
            table: parts::element(document, "training-table"),
            quantity: Quantity::default(),
            inverse: None,
            pointed: Cell::default(),
            ratio: 1.0,
            was_opened: false,
            unseen: Unseen::default(),
            act,
        }
    }

    /// The canvases whose sizes it has.
    pub fn canvases(&self) -> [&Measured; 3] {
        [
            self.map.canvas(),
            self.learned.canvas(),
            self.beside.canvas(),
        ]
    }

    /// What the colours show.
    pub fn show_quantity(&mut self, quantity: Quantity) {
        self.quantity = quantity;
    }

    /// All of it.
    pub fn act(&self) -> &HtmlElement {
        &self.act
    }

    /// It has come into view, or left it. Whether it was to be drawn meanwhile.
    pub fn comes(&mut self, is_seen: bool) -> bool {
        self.unseen.comes(is_seen)
    }

    /// Whether the act is open.
    pub fn is_open(&self) -> bool {
        self.act.has_attribute("open")
    }

    /// Opens the act for a link that says something about a training; it stays as the reader has it.
    pub fn open_for(&mut self, model: &Model) {
        let is_shown = model.policy.frame.show.contains(&"training");
        let is_meant = is_shown || model.view.at > 0 || model.view.course != Course::default();
        if is_meant && !std::mem::replace(&mut self.was_opened, is_meant) {
            document::set_attribute(&self.act, "open", "");
        }
    }

    /// Draws the act; nothing while it is closed, or while it runs out of view.
    pub fn draw(&mut self, model: &Model, theme: &Theme, ratio: f64) {
        if !self.unseen.decide(model) {
            self.paint(model, theme, ratio);
        }
    }

    /// Draws the act if that has waited.
    pub fn catch_up(&mut self, model: &Model, theme: &Theme, ratio: f64) {
        if self.unseen.stop_waiting() {
            self.paint(model, theme, ratio);
        }
    }

    fn paint(&mut self, model: &Model, theme: &Theme, ratio: f64) {
        if !self.is_open() {
            return;
        }
        self.ratio = ratio;
        let training = &model.training;
        let session = training.session();
        let state = match session {
            None => "none",
            Some(session) if session.is_over() => "over",
            Some(_) if training.is_running() => "runs",
            Some(_) => "rests",
        };
        document::set_attribute(&self.act, "data-training-state", state);
        let data = model.view.course.data.name();
        document::set_attribute(&self.act, "data-training-data", data);
        let loads = training.awaits_digits();
        let _ = self
            .act
            .toggle_attribute_with_force("data-training-loads", loads);
        self.show_buttons(model);
        self.told.text(training.told());
        let Some(session) = session else {
            self.misfit.text(&misfit(model));
            // What was said of another training no longer holds.
            for part in [&self.line, &self.detail, &self.note, &self.reading] {
                part.text("");
            }
            self.beside.clear();
            return;
        };
        self.misfit.text("");
        let look = self.look(model, session);
        let chain = model.chain.picture(session, model.view.at as u64);
        let picture = picture(training, session, look).with_chain(chain);
        self.beside.draw(model, look, (theme, ratio));
        let line = &picture.line;
        let [lead, rest, detail] = [&line.lead, &line.rest, &line.detail].map(|text| escaped(text));
        self.line.html(&format!(
            "{lead} {rest} <span class=\"quiet\">{detail}</span>"
        ));
        let label = picture
            .label()
            .map(|(step, what)| format!("{step}: {what}"));
        self.reading.text(&label.unwrap_or_default());
        self.show_hand(&picture, model);
        self.show_step(model.view.at);
        self.draw_map(picture, theme);
        self.point_at(self.pointed.get());
        if let Some((step, sight)) = model.training.sight() {
            self.draw_learned((session, step), sight, theme);
        }
    }

    /// What the buttons do, and why one of them can do nothing.
    fn show_buttons(&self, model: &Model) {
        self.run.text(match model.training.is_running() {
            true => schooling::PAUSE,
            false => schooling::RUN,
        });
        let stalled = Stalled::of(model);
        for (button, why) in [
            (self.run.element(), stalled.run),
            (&self.step, stalled.step),
        ] {
            // Not disabled: it would lose the focus when a training ends.
            document::set_attribute(button, "aria-disabled", &why.is_some().to_string());
            document::set_attribute(button, "title", why.unwrap_or_default());
        }
    }

    fn look(&self, model: &Model, session: &Session) -> TrainingLook {
        TrainingLook {
            quantity: self.quantity,
            at: Some(model.view.at as u64),
            until: session.course().steps as u64,
            layer: Some(model.place()),
        }
    }

    fn show_hand(&self, picture: &Training, model: &Model) {
        let most = model.view.course.steps.to_string();
        document::set_attribute(&self.hand, "aria-valuemax", &most);
        document::set_attribute(&self.hand, "aria-valuenow", &model.view.at.to_string());
        let said = picture
            .label()
            .map(|(step, what)| format!("{step}, {what}"));
        let said: Vec<String> = said.into_iter().chain(picture.chain_label()).collect();
        let said = (!said.is_empty()).then(|| said.join(words::DOT));
        document::set_attribute(&self.hand, "aria-valuetext", &said.unwrap_or_default());
    }

    /// Writes the step that is shown where the reader may write another one.
    fn show_step(&self, at: usize) {
        let at = at.to_string();
        if !self.at.has_attribute(TYPED) && self.at.value() != at {
            self.at.set_value(&at);
        }
    }

    fn draw_map(&mut self, picture: Training, theme: &Theme) {
        let said = picture.description();
        let look = (theme, self.ratio);
        let canvas = self.map.canvas().canvas().clone();
        let inverse = self
            .map
            .draw((picture, &said), look, |picture, area, theme| {
                let show = |cells: &_| self.cells.show(cells, &canvas, theme.ratio);
                drawn(chart::draw_training_on_cells(picture, area, theme, show))
            });
        self.inverse = inverse.or(self.inverse.take());
        let at = self.map.shown().and_then(|picture| picture.cursor);
        if let Some((inverse, at)) = self.inverse.as_ref().zip(at) {
            let (x, y) = inverse.grip(at);
            set_grip(&self.hand, [x, y]);
        }
    }

    fn draw_learned(&mut self, (session, step): (&Session, u64), sight: &Sight, theme: &Theme) {
        let learned = learned((session, step), sight);
        let has_norms = session.course().batch_norm == Switch::On;
        let note = learned.as_ref().map(Learned::note);
        let of_norms = has_norms.then(|| words::BATCH_NORM.to_owned());
        let notes: Vec<String> = of_norms.into_iter().chain(note).collect();
        self.note.text(&notes.join(words::SPACE));
        let is_there = learned.is_some();
        if let Some(figure) = self.learned.canvas().canvas().parent_element() {
            let _ = figure.toggle_attribute_with_force("hidden", !is_there);
        }
        let Some(learned) = learned else { return };
        let said = learned.description();
        let look = (theme, self.ratio);
        self.learned
            .draw((learned, &said), look, |learned, area, theme| {
                drawn(chart::draw_learned(learned, area, theme));
            });
    }

    /// Writes the table if it is open, at rest.
    pub fn settle(&self, model: &Model) {
        let is_open = self.table.offset_parent().is_some();
        if let Some(session) = model
            .training
            .session()
            .filter(|_| is_open && self.is_open())
        {
            let look = self.look(model, session);
            let chain = model.chain.picture(session, model.view.at as u64);
            let picture = Training::of(session.history(), look).with_chain(chain);
            let sight = model.training.sight();
            let learned = sight.and_then(|(step, sight)| learned((session, step), sight));
            let tables = [
                Some(Training::table(session.history(), look)),
                picture.chain_table(),
                learned.and_then(|learned| learned.table()),
            ];
            let html = markup::each(tables.iter().flatten(), markup::table);
            self.table.set_inner_html(&html);
        }
    }

    /// The step under so many CSS pixels from the corner.
    pub fn step_at(&self, at: (i32, i32)) -> Option<usize> {
        let inverse = self.inverse.as_ref()?;
        let (x, y) = self.pixel(at);
        usize::try_from(inverse.step(x, y)).ok()
    }

    /// Says what is there, or what the chain is at the step that is shown.
    pub fn point_at(&self, at: Option<(i32, i32)>) {
        let Some(picture) = self.map.shown() else {
            return;
        };
        self.pointed.set(at);
        let pointed = at.and_then(|at| {
            let (inverse, (x, y)) = (self.inverse.as_ref()?, self.pixel(at));
            let cell = inverse.cell(x, y);
            let reading = cell.map(|(row, step)| picture.reading(row, step));
            reading.or_else(|| picture.chain_at(inverse.chain_step(x, y)?))
        });
        let detail = pointed.or_else(|| picture.chain_reading());
        self.detail.text(&detail.unwrap_or_default());
    }

    /// How many columns a key moves the step that is shown.
    pub fn columns(&self, key: &str) -> Option<isize> {
        self.inverse.as_ref()?.columns(key)
    }

    /// The step so many columns from the one that is shown.
    pub fn step_after(&self, columns: isize) -> Option<usize> {
        let picture = self.map.shown()?;
        usize::try_from(picture.step_after(columns)?).ok()
    }

    fn pixel(&self, (x, y): (i32, i32)) -> (i32, i32) {
        let scale = self.ratio * f64::from(fineness(self.ratio));
        #[expect(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let [x, y] = [x, y].map(|css| (f64::from(css) * scale).round() as i32);
        (x, y)
    }
}

/// The picture, on the axes of both trainings if there is another one.
fn picture(training: &TrainingStore, session: &Session, look: TrainingLook) -> Training {
    match training.against() {
        None => Training::of(session.history(), look),
        Some(other) => Training::beside(session.history(), look, other.history()),
    }
}

/// What has been learned after so many steps.
fn learned((session, step): (&Session, u64), sight: &Sight) -> Option<Learned> {
    let modes = ModeCurves::of(session.history(), session.course(), step);
    let others = || Learned::of(session.data(), sight);
    modes.map(Learned::Modes).or_else(others)
}

/// Why there is nothing to train, in a sentence.
fn misfit(model: &Model) -> String {
    if model.training.awaits_digits() {
        return LOADING.into();
    }
    if let Some(sentence) = model.training.refused() {
        return sentence.to_owned();
    }
    let Some(recipe) = model.subject.recipe() else {
        return words::OF_A_FILE.into();
    };
    let course = &model.view.course;
    let widths = recipe.widths();
    let own = [widths.first(), widths.last()].map(|width| width.copied().unwrap_or(0));
    words::misfit(course.data.label(), course.ends(recipe), own)
}
