//! What happens when nothing is left to compute, and when the reader stops the work or goes on with it.

use super::job::Goal;
use super::{App, address};

impl App {
    /// Computes what is missing.
    pub(super) fn go_on(&mut self) {
        if self.is_current && self.stage.is_complete() {
            self.come_to_rest();
        } else {
            self.compute();
        }
    }

    /// Nothing is left to compute for what is shown.
    pub(super) fn come_to_rest(&mut self) {
        self.is_stopped = false;
        if self.stage.lacks_plain(&self.settings, &self.look) {
            self.begin(Goal::Plain);
            return;
        }
        if self.stage.details_wait() {
            return;
        }
        self.stage.say_ready();
        // Not before the first picture: it does not need them.
        if let Some(pool) = &mut self.pool {
            pool.warm_up();
        }
    }

    /// What can wait until the reader has come to rest.
    pub(super) fn rest(&mut self) {
        if self.job.is_some() {
            if let Some(pool) = &mut self.pool {
                pool.check();
            }
            self.mind_workers();
            if self.has_news {
                self.say_progress();
                self.schedule.at_next_frame();
            }
            self.schedule.when_at_rest();
            return;
        }
        self.write_tables();
        self.ask();
        if self.edited {
            // Where the browser refuses, the next rest tries again.
            self.edited = !address::write(&self.window, &self.settings, &self.around.frame);
        }
    }

    /// Whether what is in view is all there.
    pub(super) fn is_whole(&self) -> bool {
        let is_whole = self.is_current && self.stage.is_complete();
        is_whole && !self.stage.lacks_plain(&self.settings, &self.look)
    }

    /// Stops what is being computed, or goes on with what is missing.
    pub(super) fn stop_or_go(&mut self) {
        if self.job.take().is_none() {
            self.go_on();
            return;
        }
        if let Some(pool) = &mut self.pool {
            pool.stop();
        }
        self.is_stopped = true;
        self.stage.say_stopped();
        let is_known = self.is_current && self.stage.is_complete();
        self.lesson.stop(&self.settings, is_known);
        self.refresh();
    }
}
