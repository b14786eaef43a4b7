//! The page and its workers: what they say, and what becomes of their work when they are gone.

use wasm_bindgen::prelude::JsValue;

use super::App;
use super::job::Job;
use super::page;
use super::pool::State;

/// How long a picture that is still incomplete stays, in milliseconds: drawing it in every frame would take the time that completes it.
const PAUSE: f64 = 100.0;

impl App {
    /// A worker says something.
    pub(super) fn hear(&mut self, serial: u32, data: &JsValue) {
        let Some(pool) = &mut self.pool else {
            return;
        };
        let pieces = pool.hear(serial, data);
        if let Some(Job::Remote(remote)) = &mut self.job {
            let has_more = !pieces.is_empty();
            if let Some(outcome) = remote.take(pieces, pool) {
                self.finish(outcome);
                self.schedule.at_next_frame();
            } else if has_more {
                self.has_news = true;
                let known = remote.so_far().map(|analysis| analysis.known);
                if known != self.told.0 || page::now(&self.window) - self.told.1 > PAUSE {
                    self.say_progress();
                    self.schedule.at_next_frame();
                }
            }
        }
        self.mind_workers();
    }

    /// A worker is gone.
    pub(super) fn lose_worker(&mut self, serial: u32) {
        if let Some(pool) = &mut self.pool {
            pool.lose(serial);
        }
        self.mind_workers();
    }

    /// Takes over what workers cannot do.
    pub(super) fn mind_workers(&mut self) {
        let (Some(pool), Some(Job::Remote(remote))) = (&self.pool, &self.job) else {
            return;
        };
        let goal = remote.wanted();
        if pool.state() == State::Dying {
            self.notices.say(
                "The background computation keeps stopping in this browser; the page now computes \
                 by itself, which takes longer.",
            );
        }
        // There are no workers any more, or pieces got lost on the way.
        if pool.state() != State::Usable || pool.is_idle() {
            self.job = Some(Job::local(&self.settings, goal));
            self.schedule.soon();
        }
    }
}
