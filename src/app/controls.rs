//! The native controls: every one shows one setting and changes one setting.

mod control;
mod slider;

use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

use super::failure::granted;
use super::markup::each;
use super::{opened, page};
use crate::settings::{FIELDS, Key, Settings};
use crate::words::settings as words;
use control::Control;

/// All controls of the form, built from the table of settings.
pub struct Controls {
    controls: Vec<Control>,
    /// Buttons of known gains.
    marks: Vec<HtmlElement>,
    same_inputs: HtmlInputElement,
    summary: HtmlElement,
    /// Says that the numbers come from a file.
    from_file: HtmlElement,
}

impl Controls {
    /// Builds the controls in the page.
    pub fn build(document: &Document) -> Self {
        let shown = FIELDS
            .iter()
            .filter(|field| !matches!(field.key, Key::View | Key::Step));
        let rows = each(shown.clone(), control::markup);
        page::element::<HtmlElement>(document, "controls").set_inner_html(&rows);
        Self {
            controls: shown
                .map(|field| Control::find(document, field.key))
                .collect(),
            marks: page::all(document, "[data-gain]"),
            same_inputs: page::element(document, "inputs-same"),
            summary: page::element(document, "settings-summary"),
            from_file: page::element(document, "from-file"),
        }
    }

    /// Makes every control show these settings.
    pub fn show(&self, settings: &Settings) {
        for control in &self.controls {
            control.show(settings);
        }
        let gain = settings.text(Key::Gain);
        for mark in &self.marks {
            let pressed = mark.get_attribute("data-gain").as_ref() == Some(&gain);
            page::set_attribute(mark, "aria-pressed", &pressed.to_string());
        }
        self.same_inputs.set_checked(settings.inputs.is_none());
        self.summary.set_text_content(Some(&summary(settings)));
        let file = opened::name(settings);
        self.from_file.set_hidden(file.is_none());
        let name: HtmlElement = page::part(&self.from_file, "[data-name]");
        name.set_text_content(file.as_deref());
        if let Some(form) = self.from_file.next_element_sibling() {
            match file {
                Some(_) => page::set_attribute(&form, "data-file", ""),
                None => granted(form.remove_attribute("data-file")),
            }
        }
    }

    /// The setting that an event at this element is about, and its new text.
    pub fn given(&self, target: &Element, settings: &Settings) -> Option<(Key, String)> {
        if let Some(gain) = target.get_attribute("data-gain") {
            return Some((Key::Gain, gain));
        }
        if target.is_same_node(Some(&self.same_inputs)) {
            let text = match (self.same_inputs.checked(), settings.width.at(1)) {
                (true, _) => String::new(),
                // The same size would be the same link as to follow: take the nearest other one.
                (false, 1) => "2".into(),
                (false, width) => (width - 1).to_string(),
            };
            return Some((Key::Inputs, text));
        }
        self.controls
            .iter()
            .find_map(|control| Some((control.key(), control.given(target)?)))
    }
}

/// The most important settings in one line: "20 × 16 · Sigmoid · Xavier, normal · gain 1 · seed 1".
pub fn summary(settings: &Settings) -> String {
    if let Some(name) = opened::name(settings) {
        return words::summary_of_file(&name, settings.depth);
    }
    let width = match settings.width.is_uniform() {
        true => settings.width.at(1).to_string(),
        false => words::WIDTHS.into(),
    };
    let activation = match settings.activation.is_uniform() {
        true => settings.activation.at(1).label(),
        false => words::ACTIVATIONS,
    };
    let gain = match settings.gain.is_uniform() {
        true => words::gain((settings.gain.at(1) * 1e3).round() / 1e3),
        false => words::GAINS.into(),
    };
    let parts = [&*width, activation, settings.init.label(), &gain];
    words::summary(settings.depth, parts, settings.seed)
}
