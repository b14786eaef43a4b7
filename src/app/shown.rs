//! An analysis that is shown, as far as it is known.

use std::rc::Rc;

use super::freshness::Freshness;
use super::look::Look;
use crate::analysis::{Analysis, Known};
use crate::scene::{PlainSpectra, Selection};
use crate::settings::{Settings, View};

/// An analysis, and where it comes from.
#[derive(Clone)]
pub struct Shown {
    pub settings: Settings,
    pub analysis: Rc<Analysis>,
    /// Which one it is: equal numbers, equal tables.
    pub count: u32,
    /// What plain arithmetic says; there when it has been asked for.
    pub plain: Option<Rc<PlainSpectra>>,
}

impl Shown {
    pub fn selection(&self, settings: &Settings, look: &Look) -> Selection {
        let wanted = look.overlay && settings.view == View::Spectrum;
        Selection {
            layer: settings.selected_layer(),
            range: look.range,
            pulse: look.pulse,
            plain: self.plain.as_deref().filter(|_| wanted).cloned(),
        }
    }

    /// Of this analysis beside the newest one.
    pub fn freshness(&self, newest: &Self, is_current: bool) -> Freshness {
        match self.analysis.known {
            _ if !is_current || self.count != newest.count => Freshness::Old,
            Known::Everything => Freshness::Whole,
            _ => Freshness::Part,
        }
    }
}
