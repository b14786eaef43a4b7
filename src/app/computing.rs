//! How the page comes from settings to an analysis: it begins a job, works on it, and takes what the job has found.

use super::job::{Goal, Job, Outcome};
use super::{App, page};

impl App {
    /// Begins to analyse the present settings; what was being computed is dropped.
    pub(super) fn compute(&mut self) {
        self.is_current = false;
        self.lesson.await_numbers(&self.settings);
        self.show_older_news();
        if self.waits_for_outline() {
            self.is_due = true;
            self.wake();
        } else {
            self.begin(Goal::Analysis);
        }
        self.stage.say_old();
    }

    pub(super) fn begin(&mut self, goal: Goal) {
        self.jobs = self.jobs.wrapping_add(1);
        self.is_due = false;
        if goal == Goal::Analysis {
            self.begun = (self.settings.clone(), page::now(&self.window));
        }
        let place = (self.pool.as_mut(), self.jobs);
        self.job = Some(Job::of(&self.settings, goal, place));
        self.has_news = false;
        self.is_stopped = false;
        self.lesson.await_numbers(&self.settings);
        self.told = (None, 0.0);
        self.stage.say_progress(0.0);
        if matches!(&self.job, Some(Job::Local(local)) if !local.can_wait()) {
            // Before the frame comes, there may be time.
            self.schedule.soon();
        }
        self.wake();
    }

    /// A slice of the work there is for the page itself.
    pub(super) fn work(&mut self) {
        let Some(Job::Local(local)) = &mut self.job else {
            return;
        };
        let window = &self.window;
        let before = local.known();
        match local.slice(|| page::now(window)) {
            Some(outcome) => self.finish(outcome),
            None => {
                let has_more = local.known() != before;
                self.has_news |= has_more;
                self.say_progress();
                self.schedule.soon();
                if has_more {
                    self.schedule.at_next_frame();
                }
            }
        }
    }

    pub(super) fn finish(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Analysis(analysis) => {
                self.stage.receive(self.settings.clone(), analysis);
                self.is_current = true;
            }
            Outcome::Plain(suffixes) => self.stage.receive_plain(suffixes.as_slice().into()),
        }
        self.job = None;
        self.has_news = false;
        self.stale = true;
        self.schedule.at_next_frame();
    }

    /// What the job knows so far, as far as it goes.
    pub(super) fn show_news(&mut self) {
        if let Some(analysis) = self.job.as_ref().and_then(Job::so_far) {
            self.told = (Some(analysis.known), page::now(&self.window));
            self.stage.receive(self.settings.clone(), analysis.clone());
            self.is_current = true;
            self.stale = true;
        }
    }

    pub(super) fn say_progress(&self) {
        if let Some(job) = &self.job {
            self.stage.say_progress(job.progress());
        }
    }
}
