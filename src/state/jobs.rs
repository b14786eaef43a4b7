//! All computations under way, and who runs them.

use std::rc::Rc;

#[cfg(feature = "whole")]
use super::chain_task::ChainAt;
use super::crew::{Command, Crew, Workers};
use super::goal::{Goal, Outcome, Sweep};
use super::job::Job;
#[cfg(feature = "whole")]
use super::learn::Learn;
#[cfg(feature = "whole")]
use super::sample::Sample;
#[cfg(feature = "whole")]
use super::survey::{Survey, Surveyed};
use super::task::SHORT;
use crate::analysis::{Column, Known, Piece};
use crate::network::Subject;
#[cfg(feature = "whole")]
use crate::scene::ChainPoint;
#[cfg(feature = "whole")]
use crate::study::ensemble::Member;

/// The step of a network with a layer above this [`Subject::largest_cost`] takes more than a tenth of a second.
const HEAVY: u64 = 30_000_000;

/// What a report changes.
pub enum Progress {
    /// Nothing: it belongs to no job.
    Nothing,
    /// The job with this number knows more.
    More(u32),
    /// A job has ended.
    Ended(Job, Outcome),
    /// The portion of a training could not be computed, neither by a worker nor here, and is given up.
    #[cfg(feature = "whole")]
    Failed,
}

/// Jobs, the oldest first.
pub struct Jobs {
    all: Vec<Job>,
    count: u32,
    crew: Crew,
    /// How much was known when the news was last shown, and when that was.
    pub shown: (Option<Known>, f64),
    /// Whether the analysis under way knows more than what is shown.
    pub has_news: bool,
    /// Whether a newer subject waits until the analysis under way has come to its outline.
    pub is_due: bool,
    /// Whether the lack of workers has been reported to the reader.
    pub are_missed: bool,
    is_warm: bool,
}

impl Jobs {
    /// No jobs yet; `crew` will run them.
    pub fn of(crew: Crew) -> Self {
        Self {
            all: Vec::new(),
            count: 0,
            crew,
            shown: (None, f64::NEG_INFINITY),
            has_news: false,
            is_due: false,
            are_missed: false,
            is_warm: false,
        }
    }

    /// The job with this number.
    pub fn get(&self, id: u32) -> Option<&Job> {
        self.all.iter().find(|job| job.id == id)
    }

    /// The analysis under way.
    pub fn analysis(&self) -> Option<&Job> {
        let mut analyses = self.all.iter().filter(|job| job.goal == Goal::Analysis);
        analyses.next_back()
    }

    /// Whether something that the reader waits for is under way.
    pub fn is_busy(&self) -> bool {
        self.all.iter().any(|job| job.goal < Goal::Strip)
    }

    /// Whether columns of the strip are under way. Nobody waits for them.
    pub fn has_strip(&self) -> bool {
        self.all.iter().any(|job| job.goal == Goal::Strip)
    }

    /// Whether something is under way that nobody waits for and that workers may lose: the strip, the chain of a training.
    pub fn has_background(&self) -> bool {
        let is_background = |job: &Job| {
            job.goal >= Goal::Strip && !matches!(job.goal, Goal::Training | Goal::WarmUp)
        };
        self.all.iter().any(is_background)
    }

    /// Whether nothing but a warm-up is under way.
    #[cfg(feature = "whole")]
    pub fn is_at_leisure(&self) -> bool {
        self.all.iter().all(|job| job.goal == Goal::WarmUp)
    }

    /// Whether there can be workers.
    pub fn workers(&self) -> Workers {
        self.crew.workers()
    }

    /// The commands for the workers now.
    pub fn commands(&mut self) -> Vec<Command> {
        self.crew.commands()
    }

    /// Begins a job. One with the same goal, or with another subject, is dropped, and so is what
    /// nobody waits for. Returns its number.
    pub fn begin(&mut self, subject: &Rc<Subject>, goal: Goal, now: f64) -> u32 {
        let is_outdated =
            |job: &Job| job.goal == goal || job.goal >= Goal::Strip || *job.subject != **subject;
        self.drop_if(is_outdated);
        self.count = self.count.wrapping_add(1);
        self.start(Job::of(self.count, subject, goal, now))
    }

    /// Begins to compute columns of the strip of this subject, in place of other ones. The next job
    /// drops it.
    pub fn begin_strip(&mut self, subject: &Rc<Subject>, sweep: Sweep, now: f64) {
        self.drop_strip();
        self.count = self.count.wrapping_add(1);
        self.start(Job::of_strip(self.count, subject, sweep, now));
    }

    /// Drops the columns of the strip that are under way.
    pub fn drop_strip(&mut self) {
        self.drop_if(|job| job.goal == Goal::Strip);
    }

    /// Begins a portion of a training, in place of another one. The next analysis drops it.
    #[cfg(feature = "whole")]
    pub fn begin_training(&mut self, learn: Learn, now: f64) {
        self.drop_training();
        self.count = self.count.wrapping_add(1);
        self.start(Job::of_training(self.count, learn, now));
    }

    /// Begins to compute the chain at some steps of a training of this recipe. The next job of another kind drops it.
    #[cfg(feature = "whole")]
    pub fn begin_chain(&mut self, recipe: Subject, tasks: Vec<ChainAt>, now: f64) {
        self.count = self.count.wrapping_add(1);
        self.start(Job::of_chain((self.count, Rc::new(recipe)), tasks, now));
    }

    /// Drops the portion of a training that is under way, and what is computed of its chain.
    pub fn drop_training(&mut self) {
        self.drop_if(|job| job.goal >= Goal::Training && job.goal < Goal::WarmUp);
    }

    /// Whether a portion of a training is under way. Nobody waits for it.
    pub fn has_training(&self) -> bool {
        self.all.iter().any(|job| job.goal == Goal::Training)
    }

    /// Begins to compute parts of the maps, in place of other ones. The next job drops it.
    #[cfg(feature = "whole")]
    pub fn begin_map(&mut self, missing: Vec<Survey>, now: f64) {
        self.drop_map();
        self.count = self.count.wrapping_add(1);
        self.start(Job::of_map(self.count, missing, now));
    }

    /// Drops the parts of the maps that are under way.
    #[cfg(feature = "whole")]
    pub fn drop_map(&mut self) {
        self.drop_if(|job| job.goal == Goal::Map);
    }

    /// Whether parts of the maps are under way. Nobody waits for them.
    #[cfg(feature = "whole")]
    pub fn has_map(&self) -> bool {
        self.all.iter().any(|job| job.goal == Goal::Map)
    }

    /// The parts of the maps that a job has received; each is returned once.
    #[cfg(feature = "whole")]
    pub fn take_map(&mut self, id: u32) -> Vec<Surveyed> {
        let mut all = self.all.iter_mut();
        let job = all.find(|job| job.id == id);
        job.map_or_else(Vec::new, Job::take_map)
    }

    /// Begins to compute networks of the recipe of this subject. The next analysis drops it.
    #[cfg(feature = "whole")]
    pub fn begin_seeds(&mut self, subject: &Rc<Subject>, sample: Sample, now: f64) {
        self.count = self.count.wrapping_add(1);
        self.start(Job::of_seeds(self.count, subject, sample, now));
    }

    /// Drops the networks that are under way.
    #[cfg(feature = "whole")]
    pub fn drop_seeds(&mut self) {
        self.drop_if(|job| job.goal == Goal::Seeds);
    }

    /// Whether networks of a recipe are under way. Nobody waits for them.
    #[cfg(feature = "whole")]
    pub fn has_seeds(&self) -> bool {
        self.all.iter().any(|job| job.goal == Goal::Seeds)
    }

    /// The networks that a job has received; each is returned once.
    #[cfg(feature = "whole")]
    pub fn take_members(&mut self, id: u32) -> Vec<(u32, Member)> {
        let mut all = self.all.iter_mut();
        let job = all.find(|job| job.id == id);
        job.map_or_else(Vec::new, Job::take_members)
    }

    fn start(&mut self, mut job: Job) -> u32 {
        // A training and a map are long, whatever their network.
        let is_short = job.goal < Goal::Training && job.subject.cost() <= SHORT;
        job.is_local = is_short || self.workers() != Workers::Usable;
        self.enlist(&job);
        let id = job.id;
        self.all.push(job);
        id
    }

    fn enlist(&mut self, job: &Job) {
        if job.subject.largest_cost() > HEAVY {
            self.crew.mind(job.id);
        }
        match job.is_local {
            true => self.crew.add_to_desk(job.id, job.tasks()),
            false => {
                let (own, others) = job
                    .tasks()
                    .into_iter()
                    .partition(|task| task.is_short(&job.subject));
                self.crew.add_to_desk(job.id, own);
                self.crew.add((job.id, job.goal as u8), others);
            }
        }
    }

    /// The columns of the strip that a job has received; each is returned once.
    pub fn take_columns(&mut self, id: u32) -> Vec<(usize, Column)> {
        let mut all = self.all.iter_mut();
        let job = all.find(|job| job.id == id);
        job.map_or_else(Vec::new, Job::take_columns)
    }

    /// The points of the chain that a job has received; each is returned once.
    #[cfg(feature = "whole")]
    pub fn take_points(&mut self, id: u32) -> Vec<ChainPoint> {
        let mut all = self.all.iter_mut();
        let job = all.find(|job| job.id == id);
        job.map_or_else(Vec::new, Job::take_points)
    }

    /// Warms the workers up, once, so that the reader's first long job finds them started and their
    /// program compiled.
    pub fn warm_up(&mut self, subject: &Rc<Subject>, now: f64) {
        if !std::mem::replace(&mut self.is_warm, true) && self.workers() == Workers::Usable {
            self.count = self.count.wrapping_add(1);
            let job = Job::of(self.count, subject, Goal::WarmUp, now);
            self.enlist(&job);
            self.all.push(job);
        }
    }

    /// Drops everything.
    pub fn stop(&mut self) {
        self.drop_if(|_| true);
        self.is_due = false;
        self.has_news = false;
    }

    fn drop_if(&mut self, is_outdated: impl Fn(&Job) -> bool) {
        for job in self.all.extract_if(.., |job| is_outdated(job)) {
            self.crew.drop_job(job.id);
        }
    }

    /// A worker has loaded the program.
    pub fn ready(&mut self, serial: u32) {
        self.crew.ready(serial);
    }

    /// A worker has died, or could not be started.
    pub fn lost(&mut self, serial: u32) {
        self.crew.lost(serial);
        self.take_over();
    }

    /// Checks on the workers, three times a second.
    pub fn check(&mut self) {
        self.crew.check();
        self.take_over();
    }

    /// Pieces of a job from a worker or from the desk.
    pub fn heard(
        &mut self,
        (serial, id): (u32, u32),
        pieces: Vec<Piece>,
        is_done: bool,
    ) -> Progress {
        self.crew.heard(serial, id, is_done);
        let Some(at) = self.all.iter().position(|job| job.id == id) else {
            return Progress::Nothing;
        };
        let has_more = !pieces.is_empty();
        if let Some(outcome) = self.all[at].take(pieces) {
            self.crew.drop_job(id);
            return Progress::Ended(self.all.remove(at), outcome);
        }
        if is_done && self.crew.is_idle(id) {
            #[cfg(feature = "whole")]
            if self.all[at].is_local && self.all[at].goal == Goal::Training {
                self.all.remove(at);
                return Progress::Failed;
            }
            self.end_or_go_on(at);
        }
        match has_more {
            true => Progress::More(id),
            false => Progress::Nothing,
        }
    }

    /// All tasks of a job are done but the job has not ended: there is a last task, or pieces were
    /// lost on the way.
    fn end_or_go_on(&mut self, at: usize) {
        let job = &mut self.all[at];
        let id = (job.id, job.goal as u8);
        match (job.last_task(), job.is_local, job.goal) {
            (Some(task), true, _) => self.crew.add_to_desk(id.0, vec![task]),
            (Some(task), false, _) => self.crew.add(id, vec![task]),
            (None, _, Goal::WarmUp) => {
                self.all.remove(at);
            }
            (None, false, _) => self.take_over_at(at),
            (None, true, _) => {}
        }
    }

    /// The desk takes over what the workers can no longer do.
    fn take_over(&mut self) {
        if self.workers() != Workers::Usable {
            // There are no workers to warm up.
            self.drop_if(|job| job.goal == Goal::WarmUp);
        }
        for at in 0..self.all.len() {
            let job = &self.all[at];
            let is_stranded = self.workers() != Workers::Usable || self.crew.is_idle(job.id);
            if !job.is_local && is_stranded && job.goal != Goal::WarmUp {
                self.take_over_at(at);
            }
        }
    }

    fn take_over_at(&mut self, at: usize) {
        let job = &mut self.all[at];
        job.restart_locally();
        let (id, tasks) = (job.id, job.tasks());
        self.crew.add_to_desk(id, tasks);
    }

    /// Whether a task belongs to a job that does not exist, or a job has no task left to wait for.
    /// For tests.
    pub fn is_consistent(&self) -> bool {
        let jobs = || self.all.iter();
        self.crew.jobs().all(|id| jobs().any(|job| job.id == id))
            && jobs().all(|job| !self.crew.is_idle(job.id))
    }
}
