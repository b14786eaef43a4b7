//! What a link says of the page around the network, carried out: parts and controls that are left out, colours, motion, and a page that is a
//! figure in another one.

use web_sys::{Document, Element};

use super::failure::granted;
use super::page;
use crate::link::Frame;
use crate::settings::{Settings, View};

/// The charts, by their names in `show`.
const VIEWS: [View; 4] = [View::Gradients, View::Spectrum, View::Bound, View::Outputs];

/// The page around the network, and the link that a saved page carries.
pub struct Around {
    document: Document,
    /// What the link says.
    pub frame: Frame,
    /// What was set on parts of the page for this link, to be taken back for the next one.
    set: Vec<(Element, &'static str)>,
    /// What a task, a figure or a saved page showed at first.
    pub task: Option<Settings>,
}

impl Around {
    /// Nothing is said yet.
    pub fn find(document: &Document) -> Self {
        Self {
            document: document.clone(),
            frame: Frame::default(),
            set: Vec::new(),
            task: None,
        }
    }

    /// The link that the page carries inside, if it was saved with one.
    pub fn inside(&self) -> Option<String> {
        self.document.document_element()?.get_attribute("data-link")
    }

    /// Carries out what a link says, in place of what another one said before.
    pub fn take(&mut self, frame: Frame) {
        self.frame = frame;
        let Some(root) = self.document.document_element() else {
            return;
        };
        let frame = &self.frame;
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
                false => page::set_attribute(&root, name, &values.join(" ")),
            }
        }
        for (part, name) in self.set.drain(..) {
            granted(part.remove_attribute(name));
        }
        self.set = restrict(&self.document, frame);
    }

    /// Keeps what is shown at first where the reader is to come back to it.
    pub fn keep(&mut self, settings: &Settings) {
        let Frame { hide, lock, .. } = &self.frame;
        let is_task = self.frame.is_embedded || !hide.is_empty() || !lock.is_empty();
        if self.task.is_none() && (is_task || self.inside().is_some()) {
            self.task = Some(settings.clone());
        }
    }

    /// Settings whose chart is one of those that are shown.
    pub fn within(&self, settings: &mut Settings) {
        let is_shown = |view: &View| self.frame.show.contains(&view.name());
        let mut shown = VIEWS.into_iter().filter(is_shown);
        if !is_shown(&settings.view)
            && let Some(first) = shown.next()
        {
            settings.view = first;
        }
    }
}

/// Leaves out the controls that are hidden and disables those that are locked; [`super::App`] refuses what else would change a locked setting.
/// Gives what was set, and where.
fn restrict(document: &Document, frame: &Frame) -> Vec<(Element, &'static str)> {
    let mut set = Vec::new();
    for name in &frame.hide {
        let parts = page::all(document, &format!("[data-of={name}]"));
        set.extend(parts.into_iter().map(|part| (part, "hidden")));
    }
    for name in frame.hide.iter().chain(&frame.lock) {
        let own = format!(
            "[data-of={name}] :is(input,select,button),[data-key={name}],button[data-of={name}]"
        );
        let inputs = page::all(document, &own);
        set.extend(inputs.into_iter().map(|input| (input, "disabled")));
    }
    for (part, name) in &set {
        page::set_attribute(part, name, "");
    }
    set
}
