//! What need not be drawn for nobody while a training runs.

use crate::state::Model;

/// Whether a part of the page can be seen, and whether it was not drawn because it cannot.
pub struct Unseen {
    is_seen: bool,
    waits: bool,
}

impl Default for Unseen {
    /// It can be seen until the browser says something else.
    fn default() -> Self {
        Self {
            is_seen: true,
            waits: false,
        }
    }
}

impl Unseen {
    /// It has come into view, or left it. Returns whether it was to be drawn meanwhile.
    pub fn comes(&mut self, is_seen: bool) -> bool {
        self.is_seen = is_seen;
        self.waits && is_seen
    }

    /// Decides whether it waits: a training runs, and nobody sees it, not even on paper.
    pub fn decide(&mut self, model: &Model) -> bool {
        let is_for_nobody = !self.is_seen && !model.look.is_printed;
        self.waits = model.training.is_running() && is_for_nobody;
        self.waits
    }

    /// Whether it waits.
    pub fn waits(&self) -> bool {
        self.waits
    }

    /// It is to be drawn, whoever sees it. Returns whether it has waited.
    pub fn stop_waiting(&mut self) -> bool {
        std::mem::take(&mut self.waits)
    }
}
