//! The page and its workers: what they say, and what becomes of their work when they are gone.

use wasm_bindgen::prelude::JsValue;

use super::App;
use super::job::{Goal, Job, SHORT};
use super::page;
use super::pool::State;
use crate::words::status as words;

/// How long a picture that is still incomplete stays, in milliseconds: drawing it in every frame would take the time that completes it.
const NEWS_PAUSE: f64 = 100.0;

/// Newer settings wait no longer than this for an outline, in milliseconds.
const LONGEST_WAIT: f64 = 400.0;

impl App {
    /// Whether the job has still to come to its outline, and newer settings are better begun after it: while the reader drags, a job that
    /// each edit drops would never show anything.
    pub(super) fn waits_for_outline(&self) -> bool {
        let is_young = page::now(&self.window) - self.begun.1 < LONGEST_WAIT;
        match &self.job {
            Some(Job::Remote(remote)) if self.settings.cost() > SHORT => {
                remote.wanted() == Goal::Analysis && remote.so_far().is_none() && is_young
            }
            _ => false,
        }
    }

    /// Shows what a job knows whose settings are no longer the newest, if that has not been shown.
    pub(super) fn show_older_news(&mut self) {
        if !std::mem::take(&mut self.has_news) {
            return;
        }
        if let Some(analysis) = self.job.as_ref().and_then(Job::so_far) {
            self.stage.receive(self.begun.0.clone(), analysis.clone());
            self.stale = true;
        }
    }

    /// A worker says something.
    pub(super) fn hear(&mut self, serial: u32, data: &JsValue) {
        let Some(pool) = &mut self.pool else {
            return;
        };
        let pieces = pool.hear(serial, data);
        if let Some(Job::Remote(remote)) = &mut self.job {
            let has_more = !pieces.is_empty();
            let outcome = remote.take(pieces, pool);
            if self.is_due && remote.so_far().is_some() {
                self.has_news = true;
                self.show_older_news();
                self.begin(Goal::Analysis);
            } else if let Some(outcome) = outcome {
                self.finish(outcome);
                self.schedule.at_next_frame();
            } else if has_more {
                self.has_news = true;
                let known = remote.so_far().map(|analysis| analysis.known);
                if known != self.told.0 || page::now(&self.window) - self.told.1 > NEWS_PAUSE {
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
            self.notices.say(words::NO_WORKERS);
        }
        // There are no workers any more, or pieces got lost on the way.
        if pool.state() != State::Usable || pool.is_idle() {
            self.is_due = false;
            self.job = Some(Job::local(&self.settings, goal));
            self.schedule.soon();
        }
    }
}
