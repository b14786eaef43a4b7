//! The decades of the fan while the reader drags: the frame grows with what is shown and shrinks only
//! when the reader lets go, so that no change looks like none; both are eased.

use crate::scene::FanFrame;

/// How long a change takes, in milliseconds.
const LONG: f64 = 250.0;
/// So long after the last edit, in milliseconds, the reader has let go.
const LET_GO: f64 = 350.0;

/// What is shown, and where it goes.
#[derive(Default)]
pub struct Steady {
    shown: Option<FanFrame>,
    /// From where it goes, to where, and since when.
    way: Option<(FanFrame, FanFrame, f64)>,
    /// Whether it waits until the reader lets go.
    waits: bool,
}

impl Steady {
    /// The frame to show at a moment in milliseconds, if this is the frame of what is shown, and the last edit
    /// came at `changed`. Nothing moves at a moment that is not finite.
    pub fn frame(&mut self, wanted: FanFrame, now: f64, changed: f64) -> FanFrame {
        let Some(shown) = self.shown.filter(|_| now.is_finite()) else {
            self.way = None;
            self.waits = false;
            return *self.shown.insert(wanted);
        };
        let is_held = now - changed < LET_GO;
        let last = self.way.map_or(shown, |(_, to, _)| to);
        let to = match is_held {
            true => last.grown(wanted),
            false => wanted,
        };
        self.waits = is_held && to != wanted;
        if to != last {
            self.way = Some((shown, to, now));
        }
        let next = match self.way {
            Some((from, to, since)) if now - since < LONG => {
                let share = ((now - since) / LONG).clamp(0.0, 1.0);
                from.towards(to, share * (2.0 - share))
            }
            Some((_, to, _)) => {
                self.way = None;
                to
            }
            None => shown,
        };
        *self.shown.insert(next)
    }

    /// Whether it is on its way, or waits for the reader to let go.
    pub fn moves(&self) -> bool {
        self.way.is_some() || self.waits
    }
}
