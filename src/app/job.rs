//! From settings to an analysis in short slices, so that the page never freezes.

use crate::analysis::{Analysis, Work};
use crate::network::Network;
use crate::settings::Settings;

/// How long one slice may take, in milliseconds.
const SLICE: f64 = 8.0;

/// An analysis on its way. Dropping it stops it.
pub struct Job {
    settings: Settings,
    work: Option<Work>,
}

impl Job {
    /// The analysis of these settings, nothing of it done.
    pub fn of(settings: Settings) -> Self {
        Self {
            settings,
            work: None,
        }
    }

    /// Works until the analysis is there or a slice is over; `now` is a clock in milliseconds.
    pub fn slice(&mut self, now: impl Fn() -> f64) -> Option<Analysis> {
        let end = now() + SLICE;
        let settings = &self.settings;
        let work = self
            .work
            .get_or_insert_with(|| Work::of(&Network::from(settings)));
        loop {
            if let Some(analysis) = work.advance() {
                return Some(analysis);
            }
            if now() >= end {
                return None;
            }
        }
    }

    /// How much is done, 0..1.
    pub fn progress(&self) -> f64 {
        self.work.as_ref().map_or(0.0, Work::progress)
    }
}
