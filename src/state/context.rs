//! One update under way: the model, the time, and what is to be done after it.

use super::effect::{Announced, Effect};
use super::model::Model;
use super::run::Run;

/// What every part of an update works on.
pub struct Context<'a> {
    /// The page.
    pub model: &'a mut Model,
    /// When this happens, in milliseconds.
    pub now: f64,
    /// What is to be done, in this order.
    pub effects: Vec<Effect>,
}

impl Context<'_> {
    /// Asks for something to be done, once.
    pub fn ask(&mut self, effect: Effect) {
        if !self.effects.contains(&effect) {
            self.effects.push(effect);
        }
    }

    /// What is shown is out of date: draws it, and comes back when nothing more changes.
    pub fn wake(&mut self) {
        if self.model.run != Run::Stopped {
            self.ask(Effect::Announce(Announced::Busy));
        }
        self.ask(Effect::Draw);
        self.ask(Effect::RestLater);
    }
}
