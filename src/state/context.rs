//! One update under way: the model, the time, and the effects to carry out after it.

use super::effect::{Announced, Effect};
use super::model::Model;
use super::run::Run;

/// So many rests wait for a frame, which never comes in a frame that is not displayed.
const PATIENCE: u8 = 10;

/// The state that every part of an update works on.
pub struct Context<'a> {
    /// The page.
    pub model: &'a mut Model,
    /// When this happens, in milliseconds.
    pub now: f64,
    /// The effects to carry out, in this order.
    pub effects: Vec<Effect>,
}

impl Context<'_> {
    /// Requests an effect, once.
    pub fn ask(&mut self, effect: Effect) {
        if effect == Effect::Draw {
            self.model.patience = PATIENCE;
        }
        if !self.effects.contains(&effect) {
            self.effects.push(effect);
        }
    }

    /// Requests a redraw, because the picture is out of date, and a call when nothing more changes.
    pub fn wake(&mut self) {
        if self.model.run != Run::Stopped {
            self.ask(Effect::Announce(Announced::Busy));
        }
        self.ask(Effect::Draw);
        self.ask(Effect::RestLater);
    }
}
