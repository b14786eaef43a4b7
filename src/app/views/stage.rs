//! What the reader sees: verdict, pictures, the details of the selected layer. Each part is drawn
//! whole, from what is known.

use web_sys::{Document, HtmlElement, HtmlProgressElement};

use super::choices::Choices;
use super::compare::with_pinned;
use super::details::Details;
use super::inspector::Inspector;
use super::plot::Plot;
use super::{freshness, markup};
use crate::analysis::Known;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::Theme;
use crate::scene::{Panel, PanelId, Picture, Pulse, Selection, Table, VerdictLine};
use crate::state::{Announced, Entry, Freshness, Model};
use crate::words;

/// The parts of the page that show numbers.
pub struct Stage {
    document: Document,
    verdict: Written,
    /// How far the direction of the loss matters.
    direction: Written,
    /// Announced to readers who do not see the marks.
    spoken: Written,
    figure: HtmlElement,
    progress: HtmlProgressElement,
    flow: Plot,
    chart: Plot,
    choices: Choices,
    details: Details,
}

impl Stage {
    /// Finds the parts in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            verdict: Written::of(parts::element(document, "verdict")),
            direction: Written::of(parts::element(document, "direction")),
            spoken: Written::of(parts::element(document, "spoken")),
            figure: parts::element(document, "figure"),
            progress: parts::element(document, "progress"),
            flow: Plot::find(document, "flow"),
            chart: Plot::find(document, "chart"),
            choices: Choices::find(document),
            details: Details::find(document),
            document: document.clone(),
        }
    }

    /// Flow and chart.
    pub fn pictures(&self) -> [&Plot; 2] {
        [&self.flow, &self.chart]
    }

    /// The details of the selected layer.
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// The inside of the selected layer.
    pub fn inspector(&mut self) -> &mut Inspector {
        self.details.inspector()
    }

    /// The tabs of the charts.
    pub fn tabs(&self) -> &[HtmlElement] {
        self.choices.tabs()
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
        self.progress.set_value(progress);
    }

    /// Draws everything in view at a moment in milliseconds, each part from the newest analysis
    /// that knows enough for it.
    pub fn draw(&mut self, model: &Model, theme: &Theme, now: f64) {
        self.choices.show(model);
        let Some(newest) = model.store.newest() else {
            return;
        };
        let is_current = model.is_current();
        let line = VerdictLine::of(&newest.analysis);
        self.verdict.html(&markup::verdict(&line, theme));
        freshness::mark(self.verdict.element(), Freshness::of(is_current));
        self.draw_direction(newest, is_current);
        let ratio = backing_ratio();
        self.details.draw(model, (theme, ratio), now);
        self.draw_chart(model, theme, ratio);
        self.flow
            .mark(model.store.freshness(newest, &model.subject));
        self.draw_flow(model, theme);
        self.read(model);
    }

    fn draw_chart(&mut self, model: &Model, theme: &Theme, ratio: f64) {
        let row = Picture::of_chart(model.view.chart);
        let (Some(newest), Some(entry)) = (model.store.newest(), charted(model, row)) else {
            return;
        };
        let mut selection = selection(model, entry);
        selection.range = model.look.range_of(model.view.chart);
        let chart = Panel::of(&entry.analysis, &selection, row.id);
        let chart = with_pinned(chart, model.pinned.as_ref(), newest);
        // Some pictures are whole as soon as there is an outline.
        let is_whole = model.is_current() && row.is_whole_with <= Known::Gradients;
        self.chart.mark(match is_whole {
            true => Freshness::Whole,
            false => model.store.freshness(entry, &model.subject),
        });
        self.chart.say(&chart, theme);
        self.chart.draw(chart, theme, ratio);
    }

    /// How far the direction of the loss matters: as soon as the whole chain is known.
    fn draw_direction(&self, newest: &Entry, is_current: bool) {
        let whole = newest.analysis.chain.first();
        let is_known = whole.is_some_and(|suffix| !suffix.spectrum.is_pending());
        let freshness = Freshness::of(is_known && is_current);
        freshness::mark(self.direction.element(), freshness);
        if is_known {
            self.direction
                .text(&VerdictLine::direction(&newest.analysis));
        }
    }

    /// Flow and chart, each with the analysis it is drawn from; `None` before the first picture.
    pub fn drawn<'a>(&self, model: &'a Model) -> Option<[(&Plot, &'a Entry); 2]> {
        let newest = model.store.newest()?;
        let entry = charted(model, Picture::of_chart(model.view.chart))?;
        Some([(&self.flow, newest), (&self.chart, entry)])
    }

    /// Draws the flow alone.
    pub fn draw_flow(&mut self, model: &Model, theme: &Theme) {
        if let Some(flow) = flow_panel(model) {
            self.flow.say(&flow, theme);
            self.flow.draw(flow, theme, backing_ratio());
            self.flow.read(model.look.hovered);
        }
    }

    /// Reports where a pulse has stopped.
    pub fn tell_pulse(&self, pulse: Pulse) {
        let reading = pulse.place.and_then(|place| self.flow.reading(place));
        let reading = reading.unwrap_or(words::flow::OVER);
        self.spoken.text(reading);
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

    /// The place at so many CSS pixels from the left of a picture, 0 being the input.
    pub fn layer_at(&self, x: i32) -> Option<usize> {
        self.flow.layer_at(x)
    }

    /// Updates what can wait until the reader pauses: tables, and the verdict's announcement.
    pub fn settle(&mut self, model: &Model) {
        document::set_attribute(self.verdict.element(), "aria-busy", "false");
        self.details.inspector().settle();
        let Some(entry) = model.store.complete() else {
            return;
        };
        let selection = selection(model, entry);
        let row = Picture::of_chart(model.view.chart);
        let overlay = selection.plain.is_some() && row.has_overlay;
        let pictures = [
            (&self.flow, PanelId::Flow, false),
            (&self.chart, row.id, overlay),
        ];
        for (picture, id, overlay) in pictures {
            let table = || Table::of(&entry.analysis, &selection, id);
            picture.write_table((entry.count, id, overlay), table);
        }
    }
}

/// The analysis a chart is drawn from: the newest that knows enough for it, or else the newest.
fn charted<'a>(model: &'a Model, picture: &Picture) -> Option<&'a Entry> {
    let enough = model.store.knowing(picture.needs);
    enough.or(model.store.newest())
}

/// What the reader looks at, with the results of plain arithmetic for an analysis if they are
/// wanted.
fn selection(model: &Model, entry: &Entry) -> Selection {
    let plain = entry.plain.as_deref().filter(|_| model.shows_plain());
    Selection {
        layer: model.layer(),
        range: model.look.range,
        pulse: model.look.pulse,
        plain: plain.cloned(),
    }
}

/// The flow of the newest analysis.
fn flow_panel(model: &Model) -> Option<Panel> {
    let newest = model.store.newest()?;
    let flow_of = |entry: &Entry| {
        let selection = selection(model, entry);
        Panel::of(&entry.analysis, &selection, PanelId::Flow)
    };
    let mut flow = flow_of(newest);
    if newest.analysis.known < Known::Everything
        && let Some(complete) = model.store.complete()
    {
        flow.keep_ellipses(&flow_of(complete));
    }
    Some(with_pinned(flow, model.pinned.as_ref(), newest))
}

/// Backing pixels per CSS pixel: a whole multiple of the device pixel ratio, at least 2, since the
/// chart's coordinates are whole backing pixels and small ellipses need finer ones.
fn backing_ratio() -> f64 {
    let device_pixel_ratio = document::window().map_or(1.0, |window| window.device_pixel_ratio());
    let device = if device_pixel_ratio.is_finite() {
        device_pixel_ratio.clamp(0.25, 8.0)
    } else {
        1.0
    };
    device * (2.0 / device).ceil()
}
