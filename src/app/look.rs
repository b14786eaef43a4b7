//! How the reader looks at the numbers: nothing of it changes one, and nothing of it is in a link.

use web_sys::{MediaQueryList, Window};

use crate::chart::Theme;
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
        }
    }

    /// Range and overlay as at the start.
    pub fn reset(&mut self) {
        self.range = AxisRange::default();
        self.chart_range = None;
        self.overlay = false;
    }

    /// The colours and sizes of the pictures, as the reader's system prefers them.
    pub fn theme(&self) -> Theme {
        match &self.dark {
            Some(query) if query.matches() && !self.is_printed => Theme::dark(),
            _ => Theme::light(),
        }
    }
}
