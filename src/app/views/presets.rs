//! The picker of presets: name, purpose, and a small picture and a finding computed from each
//! preset itself.

use web_sys::{Document, HtmlCanvasElement, HtmlDialogElement, HtmlElement};

use super::markup::{self, each, escaped};
use super::plot::backing;
use super::surface::{self, FINE, drawn};
use crate::analysis::Passes;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::chart::{self, Theme};
use crate::network::{IS_WHOLE, Network};
use crate::preset::{CARRIED, Carried, PRESETS, Preset};
use crate::scene::{Chips, Fan, VerdictLine};
use crate::state::{Model, first_network};

/// Backing pixels per CSS pixel of the small pictures.
const RATIO: f64 = 2.0;

/// The button in the head and the dialog behind it.
pub struct Presets {
    document: Document,
    name: Written,
    dialog: HtmlDialogElement,
    list: HtmlElement,
    /// How many items have their picture in the present colours.
    drawn: usize,
    theme: Option<Theme>,
}

impl Presets {
    /// Finds the parts in the page.
    pub fn find(document: &Document) -> Self {
        let dialog: HtmlDialogElement = parts::element(document, "presets");
        Self {
            document: document.clone(),
            name: Written::of(parts::element(document, "preset-name")),
            list: parts::part(&dialog, "[data-list]"),
            dialog,
            drawn: 0,
            theme: None,
        }
    }

    /// Shows which preset is open, if any: to readers, and by its id to scripts.
    pub fn show(&self, model: &Model) {
        let preset = present(model);
        let id = preset.map_or("", |preset| preset.id);
        document::set_attribute(self.name.element(), "data-id", id);
        self.name.text(preset.map_or("", |preset| preset.name));
    }

    /// Opens the dialog. The pictures follow, see [`Presets::draw_next`].
    pub fn open(&mut self, model: &Model, theme: Theme) {
        let present = present(model).map(|preset| preset.id);
        let first = present.or(PRESETS.first().map(|preset| preset.id));
        if self.theme.as_ref() != Some(&theme) {
            self.list.set_inner_html(&items());
            self.theme = Some(theme);
            self.drawn = 0;
        }
        for [id, ..] in offered() {
            let button: HtmlElement = parts::element(&self.document, &button_id(id));
            let is_present = present == Some(id);
            document::set_attribute(&button, "aria-pressed", &is_present.to_string());
            // Without it the list itself would take the focus if it scrolls. Fails only for invalid
            // names.
            let _ = button.toggle_attribute_with_force("autofocus", first == Some(id));
        }
        // Fails only if it is open already.
        let _ = self.dialog.show_modal();
    }

    /// Whether the dialog is open.
    pub fn is_open(&self) -> bool {
        self.dialog.open()
    }

    /// Closes the dialog; the focus returns to the button.
    pub fn close(&self) {
        self.dialog.close();
    }

    /// Whether pictures are still missing in the open dialog.
    pub fn waits(&self) -> bool {
        self.dialog.open() && self.drawn < offered().count()
    }

    /// Draws the next small picture and writes what was found: a short piece of work.
    pub fn draw_next(&mut self) {
        let (Some([id, ..]), Some(theme)) = (offered().nth(self.drawn), &self.theme) else {
            return;
        };
        self.drawn += 1;
        let Some(network) = network(id) else {
            return;
        };
        let analysis = Passes::of(network).outline();
        let fan = Fan::of(&analysis, 0, Chips::default());
        let button: HtmlElement = parts::element(&self.document, &button_id(id));
        let canvas: HtmlCanvasElement = parts::part(&button, "canvas");
        let size = [canvas.client_width(), canvas.client_height()].map(|css| backing(css, RATIO));
        if !size.contains(&0) {
            canvas.set_width(size[0]);
            canvas.set_height(size[1]);
            let area = surface::of_canvas(canvas, FINE);
            let colors = theme.clone().with_ratio(RATIO * f64::from(FINE));
            drawn(chart::draw_small(&fan, &area, &colors));
        }
        let finding: HtmlElement = parts::part(&button, "[data-finding]");
        finding.set_inner_html(&markup::brief(&VerdictLine::brief(&analysis), theme));
    }
}

/// The preset that is shown, if any.
fn present(model: &Model) -> Option<&'static Preset> {
    Preset::of(model.subject.recipe()?, &model.view)
}

/// Id, name and purpose of all that can be chosen.
fn offered() -> impl Iterator<Item = [&'static str; 3]> {
    let presets = PRESETS.iter().map(|one| [one.id, one.name, one.purpose]);
    presets.chain(CARRIED.iter().map(|one| [one.id, one.name, one.purpose]))
}

fn network(id: &str) -> Option<Network> {
    match Preset::from_id(id) {
        Some(preset) => Some(first_network(&preset.settings())),
        None if IS_WHOLE => Network::from_json(Carried::from_id(id)?.text).ok(),
        None => None,
    }
}

fn button_id(id: &str) -> String {
    format!("preset-{id}")
}

fn items() -> String {
    each(&offered().collect::<Vec<_>>(), |[id, name, purpose]| {
        format!(
            "<li><button type=\"button\" id=\"{}\" data-preset=\"{id}\" aria-pressed=\"false\">\
             <canvas aria-hidden=\"true\"></canvas>\
             <span><strong>{}</strong> <span>{}</span> <span class=\"quiet\" data-finding></span>\
             </span></button></li>",
            button_id(id),
            escaped(name),
            escaped(purpose)
        )
    })
}
