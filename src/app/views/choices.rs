//! Which chart is open, and how it is looked at: tabs, scale, overlay.

use web_sys::{Document, HtmlElement, HtmlInputElement, HtmlSelectElement};

use super::markup::{each, option};
use crate::app::browser::{document, parts};
use crate::scene::{AxisRange, PICTURES, Picture};
use crate::state::Model;

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
        let scale: HtmlSelectElement = parts::element(document, "scale");
        scale.set_inner_html(&ranges());
        let list: HtmlElement = parts::element(document, "tabs");
        list.set_inner_html(&tabs());
        Self {
            tabs: parts::all(document, "[role=tab]"),
            tab_panel: parts::element(document, "chart-panel"),
            overlay: parts::element(document, "overlay"),
            overlay_row: parts::element(document, "overlay-row"),
            scale,
        }
    }

    /// The tabs of the charts.
    pub fn tabs(&self) -> &[HtmlElement] {
        &self.tabs
    }

    /// Shows what is chosen.
    pub fn show(&self, model: &Model) {
        let open = Picture::of_chart(model.view.chart);
        let look = &model.look;
        for tab in &self.tabs {
            let selected = tab.get_attribute("data-view").as_deref() == Some(open.name);
            document::set_attribute(tab, "aria-selected", &selected.to_string());
            tab.set_tab_index(if selected { 0 } else { -1 });
            if selected {
                document::set_attribute(&self.tab_panel, "aria-labelledby", &tab.id());
            }
        }
        self.scale.set_value(look.range.name());
        self.overlay.set_checked(look.overlay);
        self.overlay_row.set_hidden(!open.has_overlay);
    }
}

/// The tabs of the charts.
fn tabs() -> String {
    each(PICTURES, |row| {
        let (name, title) = (row.name, row.title);
        format!(
            "<button type=\"button\" role=\"tab\" id=\"tab-{name}\" data-view=\"{name}\" \
             aria-controls=\"chart-panel\">{title}</button>"
        )
    })
}

fn ranges() -> String {
    each(AxisRange::ALL, |range| option(range.name(), &range.label()))
}
