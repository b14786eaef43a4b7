//! What the reader sees: verdict, pictures, the card of the selected layer. Each part is drawn whole, from what is known.

use std::rc::Rc;

use web_sys::{Document, HtmlElement, HtmlProgressElement};

use super::chain::Chain;
use super::choices::{Choices, panel_id};
use super::compare::Compare;
use super::details::Details;
use super::freshness::Freshness;
use super::inspector::Inspector;
use super::look::Look;
use super::picture::Picture;
use super::shown::Shown;
use super::written::Written;
use super::{is_same_network, markup, opened, page};
use crate::analysis::{Analysis, Known};
use crate::lesson::Step;
use crate::scene::{Panel, PanelId, PlainSpectra, Pulse, Table, VerdictLine};
use crate::settings::{Settings, View};
use crate::words;

/// The parts of the page that show numbers.
pub struct Stage {
    document: Document,
    verdict: Written,
    /// How far the direction of the loss matters.
    direction: Written,
    /// Said to those who do not see the marks.
    spoken: Written,
    figure: HtmlElement,
    progress: HtmlProgressElement,
    flow: Picture,
    chart: Picture,
    choices: Choices,
    details: Details,
    /// The newest, of which not everything need be known.
    newest: Option<Shown>,
    /// The newest with the spectra of all layers.
    layers: Option<Shown>,
    /// The newest that is complete.
    settled: Option<Shown>,
    /// How many analyses have been received.
    count: u32,
}

impl Stage {
    /// Finds the parts in the page.
    pub fn find(document: &Document) -> Self {
        Self {
            verdict: Written::of(page::element(document, "verdict")),
            direction: Written::of(page::element(document, "direction")),
            spoken: Written::of(page::element(document, "spoken")),
            figure: page::element(document, "figure"),
            progress: page::element(document, "progress"),
            flow: Picture::find(document, "flow"),
            chart: Picture::find(document, "chart"),
            choices: Choices::find(document),
            details: Details::find(document),
            document: document.clone(),
            newest: None,
            layers: None,
            settled: None,
            count: 0,
        }
    }

    /// The network files of what is shown, however old.
    pub fn files(&self) -> Vec<u32> {
        let all = [&self.newest, &self.layers, &self.settled];
        let shown = all.into_iter().flatten();
        shown.filter_map(|shown| shown.settings.file).collect()
    }

    /// Flow and chart.
    pub fn pictures(&self) -> [&Picture; 2] {
        [&self.flow, &self.chart]
    }

    /// The chain as a formula.
    pub fn chain(&self) -> &Chain {
        self.details.chain()
    }

    /// The inside of the selected layer.
    pub fn inspector(&mut self) -> &mut Inspector {
        self.details.inspector()
    }

    /// The tabs of the charts.
    pub fn tabs(&self) -> &[HtmlElement] {
        self.choices.tabs()
    }

    /// The newest complete analysis, and the settings it came from.
    pub fn settled(&self) -> Option<(&Settings, &Analysis)> {
        let shown = self.settled.as_ref()?;
        Some((&shown.settings, &shown.analysis))
    }

    /// What plain arithmetic says about it, where that has been asked for.
    pub fn settled_plain(&self) -> Option<&PlainSpectra> {
        self.settled.as_ref()?.plain.as_deref()
    }

    /// The newest complete analysis with all that is known of it.
    pub fn complete(&self) -> Option<Shown> {
        self.settled.clone()
    }

    /// From now on this analysis is shown, as far as it is known.
    pub fn receive(&mut self, settings: Settings, mut analysis: Analysis) {
        analysis.name = analysis.name.or_else(|| opened::name(&settings));
        self.count = self.count.wrapping_add(1);
        let known = analysis.known;
        let shown = Shown {
            settings,
            analysis: Rc::new(analysis),
            count: self.count,
            plain: None,
        };
        if known >= Known::Layers {
            self.layers = Some(shown.clone());
        }
        if known == Known::Everything {
            self.settled = Some(shown.clone());
        }
        self.newest = Some(shown);
    }

    /// What plain arithmetic says about the newest analysis.
    pub fn receive_plain(&mut self, plain: PlainSpectra) {
        let plain = Rc::new(plain);
        for shown in self.all_shown() {
            shown.plain = Some(Rc::clone(&plain));
        }
    }

    /// Whether what plain arithmetic says is wanted, for the overlay or for a question, and is not there.
    pub fn lacks_plain(&self, settings: &Settings, look: &Look) -> bool {
        let step = settings.step.and_then(Step::at);
        let is_asked = step.is_some_and(Step::needs_plain);
        let is_wanted = is_asked || look.overlay && settings.view == View::Spectrum;
        let lacks = |shown: &Shown| shown.plain.is_none();
        is_wanted && self.settled.as_ref().is_some_and(lacks)
    }

    /// What is shown of the network of these settings gets them: they may differ in what is looked at.
    pub fn rename(&mut self, settings: &Settings) {
        let same = self.all_shown();
        for shown in same.filter(|shown| is_same_network(&shown.settings, settings)) {
            shown.settings = settings.clone();
        }
    }

    /// Whether the newest analysis is complete.
    pub fn is_complete(&self) -> bool {
        let is_complete = |shown: &Shown| shown.analysis.known == Known::Everything;
        self.newest.as_ref().is_some_and(is_complete)
    }

    /// Whether the page has given up.
    pub fn has_failed(&self) -> bool {
        page::state(&self.document).as_deref() == Some("failed")
    }

    fn all_shown(&mut self) -> impl Iterator<Item = &mut Shown> {
        let all = [&mut self.newest, &mut self.layers, &mut self.settled];
        all.into_iter().flatten()
    }

    /// What is shown is older than the settings.
    pub fn say_busy(&self) {
        page::set_state(&self.document, "busy");
        self.spoken.text(String::new());
        page::set_attribute(self.verdict.element(), "aria-busy", "true");
    }

    /// The reader has stopped the work: what is shown stays as it is.
    pub fn say_stopped(&self) {
        if self.newest.is_none() {
            self.verdict.html(words::status::STOPPED_EARLY.into());
        }
        self.spoken.text(words::status::STOPPED.into());
        page::set_state(&self.document, "stopped");
        page::set_attribute(self.verdict.element(), "aria-busy", "false");
    }

    /// Marks everything as older than the settings.
    pub fn say_old(&self) {
        Freshness::Old.mark(self.verdict.element());
        Freshness::Old.mark(self.direction.element());
        self.details.say_old();
        self.flow.mark(Freshness::Old);
        self.chart.mark(Freshness::Old);
    }

    /// How much of the work is done, 0..1.
    pub fn say_progress(&self, progress: f64) {
        self.progress.set_value(progress);
    }

    /// What is shown belongs to the settings.
    pub fn say_ready(&self) {
        page::set_state(&self.document, "ready");
        // The button to stop the work goes with the work; the focus goes to the figure.
        let active = self.document.active_element();
        if active.is_some_and(|element| element.id() == "stop") {
            self.focus();
        }
    }

    /// Draws everything in view, each part from the newest analysis that knows enough for it. `is_current`: the newest one is that
    /// of the settings; `now` and `edited`: when that is and when the network was last changed. The card follows a hand that moves on in steps: its formulas take the browser longer than both pictures.
    pub fn draw(
        &mut self,
        settings: &Settings,
        (look, compare): (&Look, &Compare),
        (is_current, now, edited): (bool, f64, f64),
    ) {
        self.choices.show(settings, look);
        let Some(newest) = self.newest.clone() else {
            return;
        };
        let id = panel_id(settings.view);
        let for_chart = self.charted(&newest, id).clone();
        let theme = look.theme();
        let fresh = |shown: &Shown| shown.freshness(&newest, is_current);
        let line = VerdictLine::of(&newest.analysis);
        self.verdict.html(markup::verdict(&line, &theme));
        self.draw_direction(&newest, is_current);
        let all = (&newest, self.layers.as_ref(), is_current);
        let ratio = backing_ratio();
        let look_of = (&theme, ratio);
        self.details.draw(all, settings, (look_of, now, edited));
        let flow = self.flow_panel(&newest, settings, (look, compare));
        let mut selection = for_chart.selection(settings, look);
        let own = look.chart_range.filter(|(view, _)| *view == settings.view);
        selection.range = own.map_or(look.range, |(_, range)| range);
        let chart = Panel::of(&for_chart.analysis, &selection, id);
        let chart = compare.behind(chart, &newest);
        Freshness::of(is_current).mark(self.verdict.element());
        self.flow.mark(fresh(&newest));
        // The norms of the gradients are all there as soon as there is an outline.
        let is_whole = is_current && id.is_of_passes();
        self.chart.mark(if is_whole {
            Freshness::Whole
        } else {
            fresh(&for_chart)
        });
        self.flow.say(&flow, &theme);
        self.chart.say(&chart, &theme);
        self.flow.draw(flow, &theme, ratio);
        self.chart.draw(chart, &theme, ratio);
        self.read(look);
    }

    /// How far the direction of the loss matters: as soon as the whole chain is known.
    fn draw_direction(&self, newest: &Shown, is_current: bool) {
        let whole = newest.analysis.chain.first();
        let is_known = whole.is_some_and(|suffix| !suffix.spectrum.is_pending());
        Freshness::of(is_known && is_current).mark(self.direction.element());
        if is_known {
            self.direction
                .text(VerdictLine::direction(&newest.analysis));
        }
    }

    /// What a chart is drawn from: the newest, or the newest with the spectra of all layers.
    fn charted<'a>(&'a self, newest: &'a Shown, id: PanelId) -> &'a Shown {
        let is_enough = newest.analysis.known >= Panel::needs(id);
        let older = self.layers.as_ref().filter(|_| !is_enough);
        older.unwrap_or(newest)
    }

    /// Flow and chart, each with what it is drawn from; `None` before the first picture.
    pub fn drawn(&self, settings: &Settings) -> Option<[(&Picture, &Shown); 2]> {
        let newest = self.newest.as_ref()?;
        let charted = self.charted(newest, panel_id(settings.view));
        Some([(&self.flow, newest), (&self.chart, charted)])
    }

    /// The flow of the newest analysis.
    fn flow_panel(
        &self,
        newest: &Shown,
        settings: &Settings,
        (look, compare): (&Look, &Compare),
    ) -> Panel {
        let flow_of = |shown: &Shown| {
            let selection = shown.selection(settings, look);
            Panel::of(&shown.analysis, &selection, PanelId::Flow)
        };
        let mut flow = flow_of(newest);
        if newest.analysis.known < Known::Everything
            && let Some(settled) = &self.settled
        {
            flow.keep_ellipses(&flow_of(settled));
        }
        compare.behind(flow, newest)
    }

    /// Draws the flow alone, with what is shown already.
    pub fn draw_flow(&mut self, settings: &Settings, (look, compare): (&Look, &Compare)) {
        if let Some(newest) = &self.newest {
            let flow = self.flow_panel(newest, settings, (look, compare));
            let theme = look.theme();
            self.flow.say(&flow, &theme);
            self.flow.draw(flow, &theme, backing_ratio());
            self.flow.read(look.hovered);
        }
    }

    /// Says where a pulse has come to rest.
    pub fn tell_pulse(&self, pulse: Pulse) {
        let reading = pulse.place.and_then(|place| self.flow.reading(place));
        let reading = reading.unwrap_or(words::flow::OVER);
        self.spoken.text(reading.into());
    }

    /// Whether the details of the selected layer have still to be drawn.
    pub fn details_wait(&self) -> bool {
        self.details.wait()
    }

    /// Writes the numbers of the layer under the pointer, or of the selected one.
    pub fn read(&self, look: &Look) {
        self.flow.read(look.hovered);
        self.chart.read(look.hovered);
        self.details.mark(look.hovered);
    }

    /// Gives the figure the focus.
    pub fn focus(&self) {
        // Refused for elements that cannot have the focus only.
        let _ = self.figure.focus();
    }

    /// The place at so many CSS pixels from the left of a picture, 0 being the input.
    pub fn layer_at(&self, x: i32) -> Option<usize> {
        self.flow.layer_at(x)
    }

    /// What can wait until the reader has come to rest: tables, and the verdict's announcement.
    pub fn settle(&mut self, settings: &Settings, look: &Look) {
        page::set_attribute(self.verdict.element(), "aria-busy", "false");
        self.details.inspector().settle();
        if let Some(shown) = &self.settled {
            let selection = shown.selection(settings, look);
            let chart = panel_id(settings.view);
            let overlay = selection.plain.is_some() && chart == PanelId::Spectrum;
            let pictures = [
                (&self.flow, PanelId::Flow, false),
                (&self.chart, chart, overlay),
            ];
            for (picture, id, overlay) in pictures {
                let table = || Table::of(&shown.analysis, &selection, id);
                picture.write_table((shown.count, id, overlay), table);
            }
        }
    }
}

/// Backing pixels per CSS pixel: a whole multiple of the device pixel ratio, at least 2, since the chart's coordinates are whole
/// backing pixels and small ellipses need finer ones.
fn backing_ratio() -> f64 {
    let device_pixel_ratio = page::window().map_or(1.0, |window| window.device_pixel_ratio());
    let device = if device_pixel_ratio.is_finite() {
        device_pixel_ratio.clamp(0.25, 8.0)
    } else {
        1.0
    };
    device * (2.0 / device).ceil()
}
