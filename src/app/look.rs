//! How the reader looks at the numbers: nothing of it changes one, and nothing of it is in a link.

use web_sys::{MediaQueryList, Window};

use crate::chart::Theme;
use crate::link::Frame;
use crate::scene::{AxisRange, Pulse};
use crate::settings::View;

/// The state of the view.
pub struct Look {
    /// The vertical range of every picture, unless the chart has one of its own.
    pub range: AxisRange,
    /// The one that a step of the lesson gives a chart, while that is open.
    pub chart_range: Option<(View, AxisRange)>,
    /// Whether the spectrum also shows what plain arithmetic would have said.
    pub overlay: bool,
    /// The place under the pointer, 0..K.
    pub hovered: Option<usize>,
    /// Where the pointer rests on a picture, in CSS pixels from its left: another depth puts another place there.
    pub pointer: Option<i32>,
    /// Whether it is being printed: in light colours.
    pub is_printed: bool,
    /// Which way the flow is shown, and how far a pulse has come.
    pub pulse: Pulse,
    dark: Option<MediaQueryList>,
    /// Whether it is dark whatever the system prefers.
    is_dark: Option<bool>,
}

impl Look {
    /// The look at the start.
    pub fn of(window: &Window) -> Self {
        let dark = window.match_media("(prefers-color-scheme: dark)");
        Self {
            range: AxisRange::default(),
            chart_range: None,
            overlay: false,
            hovered: None,
            pointer: None,
            is_printed: false,
            pulse: Pulse::default(),
            dark: dark.ok().flatten(),
            is_dark: None,
        }
    }

    /// Range and overlay as at the start.
    pub fn reset(&mut self) {
        self.range = AxisRange::default();
        self.chart_range = None;
        self.overlay = false;
    }

    /// Takes the colours that a link asks for.
    pub fn dress(&mut self, frame: &Frame) {
        self.is_dark = frame.theme.map(|theme| theme == "dark");
    }

    /// The colours and sizes of the pictures, as the link or the reader's system wants them.
    pub fn theme(&self) -> Theme {
        let preferred = || self.dark.as_ref().is_some_and(MediaQueryList::matches);
        match self.is_dark.unwrap_or_else(preferred) && !self.is_printed {
            true => Theme::dark(),
            false => Theme::light(),
        }
    }
}
