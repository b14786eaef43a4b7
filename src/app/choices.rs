//! Which chart is open, and how it is looked at: tabs, scale, overlay.

use web_sys::{Document, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::look::Look;
use super::markup::{each, option};
use super::page;
use crate::scene::{AxisRange, PanelId};
use crate::settings::{Settings, View};

/// The controls around the pictures.
pub struct Choices {
    tabs: Vec<HtmlElement>,
    tab_panel: HtmlElement,
    overlay: HtmlInputElement,
    overlay_row: HtmlElement,
    scale: HtmlSelectElement,
}

impl Choices {
    /// Finds them in the page.
    pub fn find(document: &Document) -> Self {
        let scale: HtmlSelectElement = page::element(document, "scale");
        scale.set_inner_html(&ranges());
        Self {
            tabs: page::all(document, "[role=tab]"),
            tab_panel: page::element(document, "chart-panel"),
            overlay: page::element(document, "overlay"),
            overlay_row: page::element(document, "overlay-row"),
            scale,
        }
    }

    /// The tabs of the charts.
    pub fn tabs(&self) -> &[HtmlElement] {
        &self.tabs
    }

    /// Shows what is chosen.
    pub fn show(&self, settings: &Settings, look: &Look) {
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
        self.overlay.set_checked(look.overlay);
        self.overlay_row.set_hidden(open != PanelId::Spectrum);
    }
}

/// The panel of a view.
pub fn panel_id(view: View) -> PanelId {
    match view {
        View::Gradients => PanelId::Gradients,
        View::Spectrum => PanelId::Spectrum,
        View::Bound => PanelId::Bound,
        View::Outputs => PanelId::Outputs,
    }
}

fn ranges() -> String {
    each(AxisRange::ALL, |range| option(range.name(), &range.label()))
}
