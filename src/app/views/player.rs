//! The buttons that send the gradient back.

use web_sys::{Document, MediaQueryList, Window};

use crate::app::browser::written::Written;
use crate::app::browser::{document, parts};
use crate::link::Frame;
use crate::state::Look;
use crate::words::fan as words;

/// Send and pause; step.
pub struct Player {
    play: Written,
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
            still: still.ok().flatten(),
            is_calm: false,
        }
    }

    /// Applies the motion setting of a link.
    pub fn take(&mut self, frame: &Frame) {
        self.is_calm = frame.motion.is_some();
    }

    /// Whether less motion is wanted, so that nothing moves by itself.
    pub fn is_still(&self) -> bool {
        self.is_calm || self.still.as_ref().is_some_and(MediaQueryList::matches)
    }

    /// Shows whether the gradient moves.
    pub fn show(&self, look: &Look) {
        self.play.text(match look.is_playing {
            true => words::PAUSE,
            false => words::PLAY,
        });
        let moves = look.is_playing.to_string();
        document::set_attribute(self.play.element(), "data-moves", &moves);
    }
}
