//! What the reader sees: verdict, pictures, the details of the selected layer. Each part is drawn
//! whole, from what is known.

use web_sys::{Document, Element, HtmlElement, HtmlProgressElement};

use super::apart::ApartView;
use super::chips::ChipRow;
use super::content::{Content, FanPicture, reached};
use super::details::Details;
use super::fan;
use super::inspector::Inspector;
use super::lesson::Handle;
use super::plot::Plot;
use super::steady::Steady;
use super::{freshness, markup};
use crate::analysis::Known;
use crate::app::browser::measured::Measured;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::Theme;
use crate::lesson::Step;
use crate::scene::{Fan, Spread, Table, Underway, VerdictLine};
use crate::state::{Announced, Entry, Freshness, Model, veiling};
use crate::words;

/// The places of chart and fan among what is watched.
const CHART: usize = 3;
const FAN: usize = 4;

/// The parts of the page that show numbers.
pub struct Stage {
    document: Document,
    verdict: Written,
    /// What that comes to, in a sentence.
    direction: Written,
    /// The headline while the gradient is on its way back.
    underway: Written,
    /// Announced to readers who do not see the marks.
    spoken: Written,
    figure: HtmlElement,
    progress: HtmlProgressElement,
    flow: Plot,
    chart: Plot,
    chips: ChipRow,
    details: Details,
    /// Moves what the reader expects at the input.
    handle: Handle,
    /// The decades that the fan shows while the reader drags.
    steady: Steady,
    /// Whether what theory, other networks and number formats say of the fan has been announced.
    #[cfg(feature = "whole")]
    told: std::cell::Cell<[bool; 3]>,
}

impl Stage {
    /// Finds the parts in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            verdict: Written::of(parts::element(document, "verdict")),
            direction: Written::of(parts::element(document, "direction")),
            underway: Written::of(parts::element(document, "underway")),
            spoken: Written::of(parts::element(document, "spoken")),
            figure: parts::element(document, "figure"),
            progress: parts::element(document, "progress"),
            flow: Plot::find(document, "flow"),
            chart: Plot::find(document, "chart"),
            chips: ChipRow::build(document),
            handle: Handle::find(document),
            steady: Steady::default(),
            #[cfg(feature = "whole")]
            told: std::cell::Cell::default(),
            details: Details::find(document),
            document: document.clone(),
        }
    }

    /// The canvases of fan, chart and layer.
    pub fn measured(&self) -> [&Measured; 3] {
        let apart = self.details.measured();
        [self.flow.canvas(), self.chart.canvas(), apart]
    }

    /// The fan and the chart.
    pub fn pictures(&self) -> [&Plot; 2] {
        [&self.flow, &self.chart]
    }

    /// The fan.
    pub fn fan(&self) -> &Plot {
        &self.flow
    }

    /// The details of the selected layer.
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// What need not keep up while nobody sees it: the parts below the fan, the chart among them, and the fan.
    pub fn watched(&self) -> [&Element; 5] {
        let [apart, card, inside] = self.details.parts();
        [apart, card, inside, self.chart.figure(), self.flow.figure()]
    }

    /// One of them has come into view, or left it. Returns whether something was to be drawn meanwhile.
    pub fn comes(&mut self, part: usize, is_seen: bool) -> bool {
        let is_due = match part {
            CHART => self.chart.unseen.comes(is_seen),
            FAN => self.flow.unseen.comes(is_seen),
            _ => false,
        };
        self.details.comes(part, is_seen) || is_due
    }

    /// The selected layer, taken apart.
    pub fn apart(&mut self) -> &mut ApartView {
        self.details.apart()
    }

    /// Draws the selected layer, taken apart, if that has waited.
    pub fn draw_layer(&mut self, model: &Model) {
        self.details.draw_layer(model);
    }

    /// The inside of the selected layer.
    pub fn inspector(&mut self) -> &mut Inspector {
        self.details.inspector()
    }

    /// Announces a state to scripts, style sheets and screen readers.
    pub fn announce(&self, announced: Announced, model: &Model) {
        let verdict = self.verdict.element();
        match announced {
            Announced::Busy => {
                document::set_state(&self.document, "busy");
                self.spoken.text("");
                document::set_attribute(verdict, "aria-busy", "true");
            }
            Announced::Stopped => {
                if model.store.newest().is_none() {
                    self.verdict.html(words::status::STOPPED_EARLY);
                }
                self.spoken.text(words::status::STOPPED);
                document::set_state(&self.document, "stopped");
                document::set_attribute(verdict, "aria-busy", "false");
            }
            Announced::Ready => {
                document::set_state(&self.document, "ready");
                // The stop button disappears with the work; the focus moves to the figure.
                let active = self.document.active_element();
                if active.is_some_and(|element| element.id() == "stop") {
                    self.focus();
                }
            }
        }
    }

    /// Marks everything as older than the subject.
    pub fn mark_old(&self) {
        freshness::mark(self.verdict.element(), Freshness::Old);
        freshness::mark(self.direction.element(), Freshness::Old);
        self.details.mark_old();
        self.flow.mark(Freshness::Old);
        self.chart.mark(Freshness::Old);
    }

    /// Shows how much of the work is done, 0..1.
    pub fn show_progress(&self, progress: f64) {
        if (self.progress.value() - progress).abs() > 1e-6 {
            self.progress.set_value(progress);
        }
    }

    /// Draws everything in view at a moment in milliseconds, each part from the newest analysis
    /// that knows enough for it.
    pub fn draw(&mut self, model: &Model, theme: &Theme, now: f64) {
        let Some(newest) = model.store.newest() else {
            return;
        };
        let is_current = model.is_current();
        match veiling(model) {
            Some(step) => self.ask(step),
            None => self.tell(newest, (theme, is_current)),
        }
        self.details.draw(model, (theme, backing_ratio()), now);
        // What stands below the fan keeps its pace while the reader drags.
        if !self.details.wait() {
            self.draw_chart(model, theme);
        }
        self.draw_flow(model, theme, now);
        if !self.flow.unseen.waits() {
            self.flow
                .mark(model.store.freshness(newest, &model.subject));
        }
        self.read(model);
    }

    /// The question of a step in place of the verdict.
    fn ask(&self, step: Step) {
        document::set_attribute(self.verdict.element(), "data-short", "");
        for (part, place) in [(&self.verdict, 0), (&self.direction, 1)] {
            part.html(step.line(':', place).unwrap_or(""));
            freshness::mark(part.element(), Freshness::Whole);
        }
    }

    fn draw_chart(&mut self, model: &Model, theme: &Theme) {
        if !self.chart.unseen.decide(model) {
            self.paint_chart(model, theme);
        }
    }

    fn paint_chart(&mut self, model: &Model, theme: &Theme) {
        let Some(entry) = charted(model) else {
            return;
        };
        let chart = Spread::of(&entry.analysis, model.layer());
        // It is whole as soon as there is an outline.
        self.chart.mark(Freshness::of(model.is_current()));
        let chart = Content::Chart(Box::new(chart));
        self.chart.say(&chart);
        self.chart.draw(chart, theme, device_ratio());
    }

    /// The verdict, and what it comes to.
    fn tell(&self, newest: &Entry, (theme, is_current): (&Theme, bool)) {
        let line = VerdictLine::of(&newest.analysis);
        self.verdict.html(&markup::verdict(&line, theme));
        let verdict = self.verdict.element();
        document::set_attribute(verdict, "data-state", line.word);
        document::set_attribute(verdict, "data-short", &line.short);
        self.direction.text(&line.detail);
        for part in [verdict, self.direction.element()] {
            freshness::mark(part, Freshness::of(is_current));
        }
    }

    /// The fan and the chart, each with the analysis it is drawn from; `None` before the first picture.
    pub fn drawn<'a>(&self, model: &'a Model) -> Option<[(&Plot, &'a Entry); 2]> {
        let newest = model.store.newest()?;
        let entry = charted(model)?;
        Some([(&self.flow, newest), (&self.chart, entry)])
    }

    /// Draws the fan alone, at a moment in milliseconds: not finite where nothing moves, as on paper.
    pub fn draw_flow(&mut self, model: &Model, theme: &Theme, now: f64) {
        if self.flow.unseen.decide(model) {
            // Nobody sees how far the gradient has come.
            self.underway.html("");
        } else {
            self.paint_flow(model, theme, now);
        }
    }

    /// Draws the fan if it has waited because nobody saw it, and the chart, which waits for the card too.
    pub fn catch_up(&mut self, model: &Model, theme: &Theme) {
        if let Some(newest) = model.store.newest()
            && self.flow.unseen.stop_waiting()
        {
            self.paint_flow(model, theme, f64::INFINITY);
            self.flow
                .mark(model.store.freshness(newest, &model.subject));
        }
        self.chart.unseen.stop_waiting();
        self.paint_chart(model, theme);
    }

    fn paint_flow(&mut self, model: &Model, theme: &Theme, now: f64) {
        let Some(mut picture) = fan::picture(model) else {
            return;
        };
        self.chips.show(model, &picture.fan);
        picture.fan.frame = self.steady.frame(picture.fan.frame, now, model.changed);
        self.count(&picture, model.look.is_printed, theme);
        let content = Content::Fan(Box::new(picture));
        self.flow.say(&content);
        self.flow.draw(content, theme, device_ratio());
        self.flow.read(model.look.hovered);
        self.handle.show(model, &self.flow);
    }

    /// How long the gradient is where it has come to on its way back, in place of the verdict.
    fn count(&self, picture: &FanPicture, is_printed: bool, theme: &Theme) {
        let place = picture
            .place()
            .filter(|_| picture.veil.is_none() && !is_printed);
        let html = place.map(|place| markup::underway(&Underway::at(&picture.fan, place), theme));
        self.underway.html(&html.unwrap_or_default());
    }

    /// Whether the fan moves by itself, so that it has to be drawn again.
    pub fn moves(&self) -> bool {
        self.steady.moves() && !self.flow.unseen.waits()
    }

    /// Reports where the gradient has stopped.
    pub fn tell_pulse(&self, pulse: Option<f64>) {
        let reading = pulse.and_then(|place| self.flow.reading(reached(place)));
        self.spoken.text(reading.unwrap_or(words::fan::OVER));
    }

    /// Writes the numbers of the layer under the pointer, or of the selected one.
    pub fn read(&self, model: &Model) {
        let hovered = model.look.hovered;
        self.flow.read(hovered);
        self.chart.read(hovered);
        self.details.mark(hovered);
    }

    /// Gives the figure the focus.
    pub fn focus(&self) {
        // Refused only for elements that cannot have the focus.
        let _ = self.figure.focus();
    }

    /// The place at a point of one of the pictures, in CSS pixels from its left and its top.
    pub fn place_at(&self, picture: usize, at: (i32, i32)) -> Option<usize> {
        self.pictures().get(picture)?.place_at(at)
    }

    /// Announces what is said below the fan, once for each chip that has brought something, when all of it is there.
    #[cfg(feature = "whole")]
    fn tell_beside(&self, model: &Model) {
        let chips = model.chips();
        if chips.seeds && model.jobs.has_seeds() || veiling(model).is_some() {
            return;
        }
        let shown = [chips.theory, chips.seeds, chips.formats];
        let told = self.told.replace(shown);
        if shown
            .iter()
            .zip(told)
            .any(|(is_shown, was_told)| *is_shown && !was_told)
        {
            self.spoken.text(&self.flow.said());
        }
    }

    /// Updates what can wait until the reader pauses: tables, and the announcements of the verdict and of what stands beside it.
    pub fn settle(&mut self, model: &Model) {
        // Each step of a training has a verdict of its own.
        let is_busy = model.training.is_running().to_string();
        document::set_attribute(self.verdict.element(), "aria-busy", &is_busy);
        self.details.settle(model);
        let Some(entry) = model.store.complete() else {
            return;
        };
        #[cfg(feature = "whole")]
        self.tell_beside(model);
        let analysis = &entry.analysis;
        let plain = entry.plain.as_deref().filter(|_| model.chips().plain);
        if veiling(model).is_none() {
            let chips = model.chips();
            let version = model.beside.version(chips);
            self.flow
                .write_tables((entry.count, plain.is_some(), version), &|| {
                    let mut tables = vec![
                        Fan::table(analysis),
                        Table::of_bounds(analysis),
                        Table::of_spectra(analysis, plain),
                    ];
                    tables.extend(Table::of_sums(analysis));
                    let mut fan = Fan::of(analysis, 0, chips);
                    model.beside.lay(&mut fan, entry);
                    tables.extend(fan.beside.tables(analysis));
                    tables
                });
        }
        self.chart.write_tables((entry.count, false, 0), &|| {
            vec![Table::of_outputs(analysis)]
        });
    }
}

/// The analysis the chart is drawn from: the newest that knows enough for it, or else the newest.
fn charted(model: &Model) -> Option<&Entry> {
    let enough = model.store.knowing(Known::Gradients);
    enough.or(model.store.newest())
}

/// Pixels of a canvas per CSS pixel.
pub fn device_ratio() -> f64 {
    let ratio = document::window().map_or(1.0, |window| window.device_pixel_ratio());
    match ratio.is_finite() {
        true => ratio.clamp(0.25, 8.0),
        false => 1.0,
    }
}

/// The same as a whole multiple, at least 2: the pictures of the inside have whole pixels of their canvas.
fn backing_ratio() -> f64 {
    let device = device_ratio();
    device * (2.0 / device).ceil()
}
