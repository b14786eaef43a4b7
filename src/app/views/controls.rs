//! The native controls: each one shows and changes one setting.

mod control;

pub use control::TYPED;

use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

use super::markup::each;
use crate::app::browser::failure::granted;
use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::network::{IS_WHOLE, Subject};
use crate::settings::{FIELDS, Field, Group, Key};
use crate::state::{Model, summary, with_remedies};
use crate::words::name::shown;
use crate::words::settings as words;
use control::Control;

/// The settings that the sentence about the network names.
const SENTENCE: [Key; 5] = [Key::Depth, Key::Width, Key::Act, Key::Init, Key::Gain];

/// The other ones in groups, each with its title.
const GROUPS: [(Group, &str); 4] = [
    (Group::Remedies, words::REMEDIES),
    (Group::Chance, words::CHANCE),
    (Group::More, words::MORE),
    (Group::Ends, words::ENDS),
];

/// All controls of the form, built from the table of settings.
pub struct Controls {
    controls: Vec<Control>,
    /// The word behind the number of layers.
    layers: Written,
    /// Skips, norms and shared weights in the sentence.
    remedies: Written,
    same_inputs: HtmlInputElement,
    summary_line: HtmlElement,
    /// Says that the numbers come from a file.
    from_file: HtmlElement,
}

impl Controls {
    /// Builds the controls in the page.
    pub fn build(document: &Document) -> Self {
        let is_shown = |field: &&Field| field.group != Group::View || field.key == Key::Layer;
        let is_more = |field: &&Field| field.key != Key::Layer && !SENTENCE.contains(&field.key);
        // The small program has no training.
        let is_there = |field: &&Field| IS_WHOLE || field.group != Group::Training;
        let shown = FIELDS.iter().filter(is_shown).filter(is_there);
        let groups = each(GROUPS, |(group, title)| {
            let rows = shown.clone().filter(is_more);
            let rows = each(rows.filter(|field| field.group == group), control::markup);
            control::group(title, &rows)
        });
        parts::element::<HtmlElement>(document, "controls").set_inner_html(&groups);
        if IS_WHOLE {
            let of_training = shown.clone().filter(|field| field.group == Group::Training);
            let of_training = each(of_training, control::markup);
            parts::element::<HtmlElement>(document, "training-controls")
                .set_inner_html(&of_training);
        }
        let sentence: HtmlElement = parts::element(document, "recipe");
        for field in SENTENCE.map(Key::field) {
            let place: HtmlElement = parts::part(&sentence, &format!("[data-word={}]", field.name));
            place.set_inner_html(&control::word(field));
        }
        Self {
            controls: shown
                .map(|field| Control::find(document, field.key))
                .collect(),
            layers: Written::of(parts::part(&sentence, "[data-layers]")),
            remedies: Written::of(parts::part(&sentence, "[data-remedies]")),
            same_inputs: parts::element(document, "inputs-same"),
            summary_line: parts::element(document, "settings-summary"),
            from_file: parts::element(document, "from-file"),
        }
    }

    /// Updates every control from the model.
    pub fn show(&self, model: &Model) {
        for control in &self.controls {
            control.show(model);
        }
        let subject = &*model.subject;
        self.layers.text(words::layers(subject.depth()));
        self.remedies.text(&with_remedies(subject));
        let inputs = subject.text(Key::Inputs).unwrap_or_default();
        self.same_inputs.set_checked(inputs.is_empty());
        document::set_text(&self.summary_line, &summary(subject));
        let file = subject.name().filter(|_| subject.is_file());
        document::set_hidden(&self.from_file, !subject.is_file());
        let name: HtmlElement = parts::part(&self.from_file, "[data-name]");
        document::set_text(&name, &file.map(shown).unwrap_or_default());
        if let Some(form) = self.from_file.parent_element() {
            match subject.is_file() {
                true => document::set_attribute(&form, "data-file", ""),
                false => granted(form.remove_attribute("data-file")),
            }
        }
    }

    /// The setting that a button takes back to its default, and that as text.
    pub fn default_of(name: &str) -> Option<(Key, String)> {
        let field = FIELDS.iter().find(|field| field.name == name)?;
        Some((field.key, control::default(field.key)))
    }

    /// The setting that an event at this element is about, and its new text.
    pub fn given(&self, target: &Element, subject: &Subject) -> Option<(Key, String)> {
        if target.is_same_node(Some(&self.same_inputs)) {
            let first = subject.widths().get(1).copied().unwrap_or(1);
            let text = match (self.same_inputs.checked(), first) {
                (true, _) => String::new(),
                // The same size would give the same link as following: take the nearest other one.
                (false, 1) => "2".into(),
                (false, width) => (width - 1).to_string(),
            };
            return Some((Key::Inputs, text));
        }
        self.controls
            .iter()
            .find_map(|control| Some((control.key(), control.given(target, subject.depth())?)))
    }
}
