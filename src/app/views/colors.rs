//! The colours of the pictures.

use web_sys::{MediaQueryList, Window};

use crate::chart::Theme;
use crate::link::Frame;
use crate::state::Look;

/// What the reader's system and the link want.
pub struct Colors {
    dark: Option<MediaQueryList>,
    /// Whether it is dark whatever the system prefers.
    is_dark: Option<bool>,
}

impl Colors {
    /// As the system wants them.
    pub fn of(window: &Window) -> Self {
        let dark = window.match_media("(prefers-color-scheme: dark)");
        Self {
            dark: dark.ok().flatten(),
            is_dark: None,
        }
    }

    /// Takes the colours that a link asks for.
    pub fn take(&mut self, frame: &Frame) {
        self.is_dark = frame.theme.map(|theme| theme == "dark");
    }

    /// The colours and sizes of the pictures; light on paper.
    pub fn theme(&self, look: &Look) -> Theme {
        let preferred = || self.dark.as_ref().is_some_and(MediaQueryList::matches);
        match self.is_dark.unwrap_or_else(preferred) && !look.is_printed {
            true => Theme::dark(),
            false => Theme::light(),
        }
    }
}
