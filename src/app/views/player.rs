//! The buttons of the pulse.

use web_sys::{Document, Element, MediaQueryList, Window};

use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::link::Frame;
use crate::scene::Way;
use crate::state::Look;
use crate::words::flow as words;

/// Play and pause, step, and which way.
pub struct Player {
    play: Written,
    ways: [(Way, Element); 2],
    /// Whether the reader's system asks for less motion.
    still: Option<MediaQueryList>,
    /// Whether the link asks for less motion.
    is_calm: bool,
}

impl Player {
    /// Finds them in the page.
    pub fn find(window: &Window, document: &Document) -> Self {
        let still = window.match_media("(prefers-reduced-motion: reduce)");
        Self {
            play: Written::of(parts::element(document, "play")),
            ways: [
                (Way::Backward, parts::element(document, "backward")),
                (Way::Forward, parts::element(document, "forward")),
            ],
            still: still.ok().flatten(),
            is_calm: false,
        }
    }

    /// The buttons of both ways.
    pub fn ways(&self) -> &[(Way, Element); 2] {
        &self.ways
    }

    /// Applies the motion setting of a link.
    pub fn take(&mut self, frame: &Frame) {
        self.is_calm = frame.motion.is_some();
    }

    /// Whether less motion is wanted, so that a pulse does not move by itself.
    pub fn is_still(&self) -> bool {
        self.is_calm || self.still.as_ref().is_some_and(MediaQueryList::matches)
    }

    /// Shows which way the flow is shown, and whether the pulse moves.
    pub fn show(&self, look: &Look) {
        let label = match look.is_playing {
            true => words::PAUSE,
            false => words::PLAY,
        };
        self.play.text(label);
        for (own, button) in &self.ways {
            let is_pressed = *own == look.pulse.way;
            document::set_attribute(button, "aria-pressed", &is_pressed.to_string());
        }
    }
}
