//! From settings to an analysis in short slices, so that the page never freezes.

use crate::analysis::{Analysis, Work};
use crate::network::Network;
use crate::settings::Settings;

/// How long one slice may take, in milliseconds.
const SLICE: f64 = 8.0;
/// From this [`Settings::cost`] on an analysis is not expected to fit into one slice.
const LONG: u64 = 500_000;

/// An analysis on its way. Dropping it stops it.
pub struct Job {
    cost: u64,
    stage: Stage,
}

/// How far it has come.
enum Stage {
    Drawing(Box<Settings>),
    Starting(Network),
    Working(Box<Work>),
}

impl Job {
    /// The analysis of these settings, nothing of it done.
    pub fn of(settings: Settings) -> Self {
        Self {
            cost: settings.cost(),
            stage: Stage::Drawing(Box::new(settings)),
        }
    }

    /// Whether it is better begun after the next frame, so that the control under the reader's hand moves at once.
    pub fn can_wait(&self) -> bool {
        self.cost >= LONG
    }

    /// Works until the analysis is there or a slice is over; `now` is a clock in milliseconds.
    pub fn slice(&mut self, now: impl Fn() -> f64) -> Option<Analysis> {
        let end = now() + SLICE;
        loop {
            let next = match &mut self.stage {
                Stage::Drawing(settings) => Stage::Starting(Network::from(settings.as_ref())),
                Stage::Starting(network) => Stage::Working(Box::new(Work::of(network))),
                Stage::Working(work) => match work.advance() {
                    Some(analysis) => return Some(analysis),
                    None if now() >= end => return None,
                    None => continue,
                },
            };
            self.stage = next;
            if now() >= end {
                return None;
            }
        }
    }

    /// How much is done, 0..1.
    pub fn progress(&self) -> f64 {
        match &self.stage {
            Stage::Working(work) => work.progress(),
            _ => 0.0,
        }
    }
}
