//! What the reader sees: verdict, pictures, the card of the selected layer. Drawn from a scene, never changed in parts.

use wasm_bindgen::prelude::JsValue;
use web_sys::{Document, HtmlElement, HtmlInputElement, HtmlProgressElement, HtmlSelectElement};

use super::look::Look;
use super::picture::Picture;
use super::{card, markup, page, plain};
use crate::analysis::Analysis;
use crate::chart::Theme;
use crate::scene::{AxisRange, PanelId, PlainSpectra, Role, Scene, Selection};
use crate::settings::{Settings, View};

/// The parts of the page that show numbers.
pub struct Stage {
    document: Document,
    verdict: HtmlElement,
    figure: HtmlElement,
    progress: HtmlProgressElement,
    flow: Picture,
    chart: Picture,
    tabs: Vec<HtmlElement>,
    tab_panel: HtmlElement,
    card_title: HtmlElement,
    card_body: HtmlElement,
    overlay: HtmlInputElement,
    overlay_row: HtmlElement,
    overlay_limit: HtmlElement,
    scale: HtmlSelectElement,
    shown: Option<Shown>,
    /// How many analyses have been shown.
    count: u32,
}

/// One analysis, and what is made of it.
struct Shown {
    settings: Settings,
    analysis: Analysis,
    /// What plain arithmetic says; made when it is first asked for.
    plain: Option<PlainSpectra>,
    scene: Option<Scene>,
}

impl Stage {
    /// Finds the parts in the page.
    ///
    /// # Errors
    /// When one is missing.
    pub fn find(document: &Document) -> Result<Self, JsValue> {
        let scale: HtmlSelectElement = page::element(document, "scale")?;
        scale.set_inner_html(&ranges());
        Ok(Self {
            verdict: page::element(document, "verdict")?,
            figure: page::element(document, "figure")?,
            progress: page::element(document, "progress")?,
            flow: Picture::find(document, "flow")?,
            chart: Picture::find(document, "chart")?,
            tabs: page::all(document, "[role=tab]")?,
            tab_panel: page::element(document, "chart-panel")?,
            card_title: page::element(document, "card-title")?,
            card_body: page::element(document, "card-body")?,
            overlay: page::element(document, "overlay")?,
            overlay_row: page::element(document, "overlay-row")?,
            overlay_limit: page::element(document, "overlay-limit")?,
            scale,
            document: document.clone(),
            shown: None,
            count: 0,
        })
    }

    /// Flow and chart.
    pub fn pictures(&self) -> [&Picture; 2] {
        [&self.flow, &self.chart]
    }

    /// The tabs of the charts.
    pub fn tabs(&self) -> &[HtmlElement] {
        &self.tabs
    }

    /// What is shown, and the settings it came from.
    pub fn shown(&self) -> Option<(&Settings, &Analysis)> {
        self.shown
            .as_ref()
            .map(|shown| (&shown.settings, &shown.analysis))
    }

    /// From now on this analysis is shown.
    pub fn receive(&mut self, settings: Settings, analysis: Analysis) {
        self.count = self.count.wrapping_add(1);
        self.shown = Some(Shown {
            settings,
            analysis,
            plain: None,
            scene: None,
        });
    }

    /// What is shown is the network of these settings, which differ in what is looked at only.
    pub fn rename(&mut self, settings: &Settings) {
        if let Some(shown) = &mut self.shown {
            shown.settings = settings.clone();
        }
    }

    /// What is shown is older than the settings.
    pub fn say_busy(&self) {
        page::set_state(&self.document, "busy");
        page::set_attribute(&self.verdict, "aria-busy", "true");
    }

    /// How much of the work is done, 0..1.
    pub fn say_progress(&self, progress: f64) {
        self.progress.set_value(progress);
    }

    /// What is shown belongs to the settings.
    pub fn say_ready(&self) {
        page::set_state(&self.document, "ready");
    }

    /// Draws everything in view.
    ///
    /// # Errors
    /// What the browser or the drawing throws.
    pub fn draw(&mut self, settings: &Settings, look: &Look) -> Result<(), JsValue> {
        self.show_choices(settings, look);
        let Some(shown) = &mut self.shown else {
            return Ok(());
        };
        let theme = look.theme();
        let selection = shown.selection(settings, look);
        let scene = Scene::of(&shown.analysis, &selection);
        self.verdict
            .set_inner_html(&markup::verdict(&scene.verdict, &theme));
        page::set_attribute(&self.card_body, "style", &colors(&theme));
        self.card_title.set_text_content(Some(&scene.layer.title));
        self.card_body.set_inner_html(&card::body(&scene.layer));
        let chart = scene.panel(panel_id(settings.view));
        self.flow.say(&scene.flow, &theme);
        self.chart.say(chart, &theme);
        let ratio = backing_ratio(page::window().map_or(1.0, |window| window.device_pixel_ratio()));
        self.flow.draw(&scene.flow, &theme, ratio)?;
        self.chart.draw(chart, &theme, ratio)?;
        shown.scene = Some(scene);
        self.read(settings, look);
        Ok(())
    }

    /// Writes the numbers of the layer under the pointer, or of the selected one.
    pub fn read(&self, settings: &Settings, look: &Look) {
        if let Some(scene) = self.scene() {
            self.flow.read(&scene.flow, look.hovered);
            let chart = scene.panel(panel_id(settings.view));
            self.chart.read(chart, look.hovered);
        }
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
    pub fn settle(&self, settings: &Settings) {
        page::set_attribute(&self.verdict, "aria-busy", "false");
        if let Some(scene) = self.scene() {
            let chart = panel_id(settings.view);
            let overlay = self.overlay.checked() && chart == PanelId::Spectrum;
            self.flow
                .write_table(&scene.flow, (self.count, PanelId::Flow, false));
            self.chart
                .write_table(scene.panel(chart), (self.count, chart, overlay));
        }
    }

    fn scene(&self) -> Option<&Scene> {
        self.shown.as_ref()?.scene.as_ref()
    }

    /// Tabs, scale and overlay.
    fn show_choices(&self, settings: &Settings, look: &Look) {
        let open = panel_id(settings.view);
        for tab in &self.tabs {
            let selected = tab.get_attribute("data-view").as_deref() == Some(open.name());
            page::set_attribute(tab, "aria-selected", &selected.to_string());
            tab.set_tab_index(if selected { 0 } else { -1 });
            if selected {
                page::set_attribute(&self.tab_panel, "aria-labelledby", &tab.id());
            }
        }
        self.scale.set_value(look.range.name());
        let quick = plain::is_quick(settings);
        self.overlay.set_checked(look.overlay && quick);
        self.overlay.set_disabled(!quick);
        self.overlay_limit.set_hidden(quick);
        self.overlay_row.set_hidden(open != PanelId::Spectrum);
    }
}

impl Shown {
    fn selection(&mut self, settings: &Settings, look: &Look) -> Selection {
        let wanted = look.overlay && settings.view == View::Spectrum;
        if wanted && self.plain.is_none() && plain::is_quick(&self.settings) {
            self.plain = Some(plain::spectra(&self.settings));
        }
        Selection {
            layer: settings.selected_layer(),
            range: look.range,
            plain: self.plain.clone().filter(|_| wanted),
        }
    }
}

/// The panel of a view. The outputs have no picture yet; the first chart stands in for them.
fn panel_id(view: View) -> PanelId {
    match view {
        View::Gradients | View::Outputs => PanelId::Gradients,
        View::Spectrum => PanelId::Spectrum,
        View::Bound => PanelId::Bound,
    }
}

fn ranges() -> String {
    let options = AxisRange::ALL.iter().map(|range| {
        format!(
            "<option value=\"{}\">{}</option>",
            range.name(),
            range.label()
        )
    });
    options.collect()
}

/// The colours of expanding and shrinking, for the style sheet.
fn colors(theme: &Theme) -> String {
    let (below, above) = (theme.color(Role::Shrinking), theme.color(Role::Expanding));
    format!("--shrinking:{};--expanding:{}", below.css(), above.css())
}

/// Backing pixels per CSS pixel: a whole multiple of the device pixel ratio, at least 2, since the chart's coordinates are whole
/// backing pixels and small ellipses need finer ones.
fn backing_ratio(device_pixel_ratio: f64) -> f64 {
    let device = if device_pixel_ratio.is_finite() {
        device_pixel_ratio.clamp(0.25, 8.0)
    } else {
        1.0
    };
    device * (2.0 / device).ceil()
}
