//! Applies the part of a link that is about the page around the network: hidden parts and controls,
//! colours, motion, and whether the page is a figure in another one.

use web_sys::{Document, Element};

use crate::app::browser::failure::granted;
use crate::app::browser::{document, parts};
use crate::link::Frame;

/// The page around the network.
pub struct Around {
    document: Document,
    /// What was set on parts of the page for this link, to be undone for the next one.
    set: Vec<(Element, &'static str)>,
}

impl Around {
    /// Nothing is applied yet.
    pub fn find(document: &Document) -> Self {
        Self {
            document: document.clone(),
            set: Vec::new(),
        }
    }

    /// Applies a link in place of the previous one.
    pub fn show(&mut self, frame: &Frame) {
        let Some(root) = self.document.document_element() else {
            return;
        };
        let embed: &[&str] = if frame.is_embedded { &["1"] } else { &[] };
        for (name, values) in [
            ("data-embed", embed),
            ("data-theme", frame.theme.as_slice()),
            ("data-motion", frame.motion.as_slice()),
            ("data-show", &frame.show),
            ("data-hide", &frame.hide),
            ("data-lock", &frame.lock),
        ] {
            match values.is_empty() {
                true => granted(root.remove_attribute(name)),
                false => document::set_attribute(&root, name, &values.join(" ")),
            }
        }
        for (part, name) in self.set.drain(..) {
            granted(part.remove_attribute(name));
        }
        self.set = restrict(&self.document, frame);
    }
}

/// Hides and disables controls as the link demands; any other attempt to change a locked setting is
/// refused by [`crate::state::Policy`]. Returns what was set, and where.
fn restrict(document: &Document, frame: &Frame) -> Vec<(Element, &'static str)> {
    let mut set = Vec::new();
    for name in &frame.hide {
        let parts = parts::all(document, &format!("[data-of={name}]"));
        set.extend(parts.into_iter().map(|part| (part, "hidden")));
    }
    for name in frame.hide.iter().chain(&frame.lock) {
        let own = format!(
            "[data-of={name}] :is(input,select,button),[data-key={name}],button[data-of={name}]"
        );
        let inputs = parts::all(document, &own);
        set.extend(inputs.into_iter().map(|input| (input, "disabled")));
    }
    for (part, name) in &set {
        document::set_attribute(part, name, "");
    }
    set
}
