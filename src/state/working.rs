//! From a subject to what is known of it: begins jobs, takes their results, and ends them.

use std::rc::Rc;

use super::addressing::write_address;
use super::asking::{ask, stop_asking};
use super::board::Board;
#[cfg(feature = "whole")]
use super::chaining;
use super::context::Context;
use super::crew::Workers;
use super::effect::{Announced, Effect};
use super::following;
use super::gathering;
use super::goal::{Goal, Outcome};
use super::job::Job;
use super::jobs::Progress;
use super::pulsing;
use super::run::Run;
#[cfg(feature = "whole")]
use super::surveying;
use super::task::SHORT;
use crate::analysis::{Analysis, Extreme, Piece};
use crate::lesson::Step;
use crate::network::Subject;
use crate::settings::{Activation, PerLayer, Recipe};
use crate::words::status as words;

/// How long a picture that is still incomplete stays, in milliseconds: drawing it in every frame
/// would take the time that completes it.
const NEWS_PAUSE: f64 = 100.0;
/// A newer subject waits no longer than this for the outline of the one before, in milliseconds.
const LONGEST_WAIT: f64 = 400.0;

/// A training that runs never comes to rest: the address follows it after so many milliseconds.
const ADDRESS_PAUSE: f64 = 1000.0;

/// The subject has changed: begins to analyse it, unless everything is known of it already.
pub fn compute(at: &mut Context<'_>) {
    let model = &mut *at.model;
    model.changed = at.now;
    model.strip.follow(&model.subject);
    #[cfg(feature = "whole")]
    surveying::follow(at);
    let model = &mut *at.model;
    model.lesson.await_numbers();
    // Another step of a training is nothing else to the lesson about it; what is, `follow` forgets.
    if !model.lesson.step().is_some_and(Step::needs_training) {
        model.lesson.forget_trial();
    }
    // A gradient that stands still on its way is one of the network before.
    if !model.look.is_playing {
        pulsing::end(at);
    }
    let model = &mut *at.model;
    if model.store.recall(&model.subject) {
        model.jobs.stop();
        model.run = Run::Idle;
        at.wake();
    } else {
        analyse(at);
    }
    at.ask(Effect::MarkOld);
    at.ask(Effect::Lesson);
}

/// Begins to analyse the subject, or lets it wait a little.
fn analyse(at: &mut Context<'_>) {
    publish(at);
    if waits_for_outline(at) {
        at.model.jobs.is_due = true;
        at.wake();
    } else {
        begin(at, Goal::Analysis);
    }
}

/// Whether the analysis under way has not reached its outline yet, and a newer subject should wait
/// for it: if each edit dropped the job, dragging would never show anything.
fn waits_for_outline(at: &Context<'_>) -> bool {
    let is_long = at.model.subject.cost() > SHORT;
    let analysis = at.model.jobs.analysis();
    let is_before_outline = |job: &Job| !job.is_local && job.so_far().is_none();
    let is_young = |job: &Job| at.now - job.since < LONGEST_WAIT;
    is_long && analysis.is_some_and(|job| is_before_outline(job) && is_young(job))
}

fn begin(at: &mut Context<'_>, goal: Goal) {
    let model = &mut *at.model;
    let job = model.jobs.begin(&model.subject, goal, at.now);
    model.run = Run::Running { job, since: at.now };
    model.jobs.is_due = false;
    model.jobs.has_news = false;
    model.jobs.shown = (None, 0.0);
    if goal == Goal::Analysis {
        model.lesson.await_numbers();
    }
    at.ask(Effect::Progress(0.0));
    at.ask(Effect::Soon);
    at.wake();
}

/// Shows the results of the analysis under way so far, if they are new.
pub fn publish(at: &mut Context<'_>) {
    let model = &mut *at.model;
    if !std::mem::take(&mut model.jobs.has_news) {
        return;
    }
    let Some(job) = model.jobs.analysis() else {
        return;
    };
    let Some(analysis) = job.so_far() else {
        return;
    };
    let known = analysis.known;
    model.store.receive(&job.subject, analysis.clone());
    model.jobs.shown = (Some(known), at.now);
    at.ask(Effect::Draw);
}

/// Pieces have arrived.
pub fn hear(at: &mut Context<'_>, (serial, job): (u32, u32), pieces: Vec<Piece>, is_done: bool) {
    match at.model.jobs.heard((serial, job), pieces, is_done) {
        Progress::Nothing => {}
        Progress::Ended(job, outcome) => finish(at, &job, outcome),
        Progress::More(id) => note_progress(at, id),
        #[cfg(feature = "whole")]
        Progress::Failed => following::give_up(at),
    }
    mind_workers(at);
}

fn note_progress(at: &mut Context<'_>, id: u32) {
    let jobs = &mut at.model.jobs;
    let Some(job) = jobs.get(id).filter(|job| job.goal != Goal::WarmUp) else {
        return;
    };
    #[cfg(feature = "whole")]
    if job.goal == Goal::Map {
        let found = jobs.take_map(id);
        return surveying::receive(at, &found);
    }
    if job.goal == Goal::Strip {
        let base = Rc::clone(&job.subject);
        let columns = jobs.take_columns(id);
        at.model.strip.receive(&base, columns);
        return at.ask(Effect::DrawStrip);
    }
    #[cfg(feature = "whole")]
    if job.goal == Goal::Chain {
        let points = jobs.take_points(id);
        return chaining::receive(at, points);
    }
    #[cfg(feature = "whole")]
    if job.goal == Goal::Seeds {
        return note_members(at, id);
    }
    let (progress, goal) = (job.progress(), job.goal);
    let known = job.so_far().map(|analysis| analysis.known);
    let (shown, then) = jobs.shown;
    let is_time = known != shown || at.now - then > NEWS_PAUSE;
    if goal == Goal::Analysis {
        jobs.has_news = known.is_some();
        if jobs.is_due && known.is_some() {
            publish(at);
            begin(at, Goal::Analysis);
            return;
        }
    }
    if is_time {
        at.ask(Effect::Progress(progress));
        at.ask(Effect::Draw);
    }
}

/// Some of many networks have arrived.
#[cfg(feature = "whole")]
fn note_members(at: &mut Context<'_>, id: u32) {
    let model = &mut *at.model;
    let subject = model.jobs.get(id).map(|job| Rc::clone(&job.subject));
    let members = model.jobs.take_members(id);
    if let Some(recipe) = subject.as_deref().and_then(Subject::drawn) {
        model.beside.receive(recipe, members);
    }
    if model.beside.is_time(at.now) {
        at.ask(Effect::DrawFlow);
    }
}

fn finish(at: &mut Context<'_>, job: &Job, outcome: Outcome) {
    let model = &mut *at.model;
    match outcome {
        Outcome::Analysis(analysis) => {
            model.store.receive(&job.subject, *analysis);
            model.jobs.has_news = false;
        }
        Outcome::Plain(suffixes) => model
            .store
            .receive_plain(&job.subject, suffixes.as_slice().into()),
        #[cfg(feature = "whole")]
        Outcome::Training(learned) => {
            if let Some(subject) = following::receive(at, *learned) {
                at.model.subject = Rc::new(subject);
                compute(at);
            }
            return;
        }
        #[cfg(feature = "whole")]
        Outcome::Map(found) => return surveying::receive(at, &found),
        #[cfg(feature = "whole")]
        Outcome::Seeds(members) => {
            if let Some(recipe) = job.subject.drawn() {
                model.beside.receive(recipe, members);
            }
        }
        Outcome::Strip(columns) => {
            model.strip.receive(&job.subject, columns);
            at.ask(Effect::DrawStrip);
            #[cfg(feature = "whole")]
            chaining::begin(at);
            return;
        }
        #[cfg(feature = "whole")]
        Outcome::Chain(points) => {
            chaining::receive(at, points);
            return chaining::begin(at);
        }
    }
    if model.jobs.is_due {
        begin(at, Goal::Analysis);
        return;
    }
    if !model.jobs.is_busy() {
        model.run = Run::Idle;
    }
    at.ask(Effect::Draw);
}

/// Reports it if there are no workers left.
pub fn mind_workers(at: &mut Context<'_>) {
    let workers = at.model.jobs.workers();
    if workers == Workers::Dying && !std::mem::replace(&mut at.model.jobs.are_missed, true) {
        at.model.board = Board::Sentence(words::NO_WORKERS.into());
        at.ask(Effect::Board);
    }
    if at.model.jobs.is_due && workers != Workers::Usable {
        begin(at, Goal::Analysis);
    }
    if at.model.jobs.is_busy() {
        at.ask(Effect::Soon);
    }
}

/// Everything in view was drawn; `waits`: some of it is still to be drawn.
pub fn drawn(at: &mut Context<'_>, waits: bool) {
    let model = &mut *at.model;
    if !waits {
        model.patience = 0;
    }
    if model.run == Run::Stopped && !model.is_whole() {
        at.ask(Effect::Announce(Announced::Stopped));
    } else if !model.jobs.is_busy() && model.store.newest().is_some() {
        if !waits {
            come_to_rest(at);
        } else if model.training.is_running() && !model.lacks_plain() {
            // It need not wait for what is drawn a little later.
            following::begin(at);
        }
    }
}

/// Nothing is left to compute for the analysis.
fn come_to_rest(at: &mut Context<'_>) {
    let model = &mut *at.model;
    model.run = Run::Idle;
    if model.lacks_plain() {
        begin(at, Goal::Plain);
        return;
    }
    if at.model.training.is_running() && at.now - at.model.written >= ADDRESS_PAUSE {
        write_address(at);
    }
    // The numbers of another step would be read as those of the link.
    if !following::awaits(at.model) {
        at.ask(Effect::Announce(Announced::Ready));
    }
    if !following::begin(at) || !at.model.training.is_running() {
        begin_strip(at);
        #[cfg(feature = "whole")]
        surveying::begin(at);
    }
    #[cfg(feature = "whole")]
    chaining::come_to_rest(at);
    gathering::begin(at);
    // Not before the first picture, which does not need the workers.
    at.model.jobs.warm_up(&warm_up_subject(), at.now);
}

/// The strip of gains has room for so many columns.
pub fn want_strip(at: &mut Context<'_>, count: usize) {
    let model = &mut *at.model;
    // Other columns have other numbers.
    model.jobs.drop_strip();
    model.strip.want(count, &model.subject);
    // It comes after what the reader waits for.
    at.wake();
}

/// Begins to compute the columns of the strip that are missing, unless that is under way.
fn begin_strip(at: &mut Context<'_>) {
    let model = &mut *at.model;
    if model.jobs.has_strip() {
        return;
    }
    let entry = model.store.complete();
    model.strip.set_start(|| direction(&entry?.analysis));
    if let Some((base, sweep)) = model.strip.missing() {
        model.jobs.begin_strip(&base, sweep, at.now);
        at.ask(Effect::RestLater);
    }
}

/// dL/dy* of a loss along the chain, or turned in a plane of it, if it is known.
fn direction(analysis: &Analysis) -> Option<Vec<f64>> {
    if analysis.turn.is_some() {
        return analysis.lens.as_deref()?.start_vector();
    }
    let ends = analysis.end_to_end.as_ref()?;
    let pair = match analysis.extreme? {
        Extreme::Best => &ends.first,
        Extreme::Worst => ends.last.as_ref()?,
    };
    Some(pair.u.clone())
}

/// A network on which the workers warm up: some tens of milliseconds.
fn warm_up_subject() -> Rc<Subject> {
    let recipe = Recipe {
        depth: 16,
        width: PerLayer::uniform(48),
        activation: PerLayer::uniform(Activation::Tanh),
        ..Recipe::default()
    };
    Rc::new(Subject::Recipe(recipe))
}

/// Nothing has changed for a while.
pub fn rest(at: &mut Context<'_>) {
    if at.model.jobs.is_busy() {
        at.model.jobs.check();
        mind_workers(at);
        if at.model.jobs.is_due && !waits_for_outline(at) {
            begin(at, Goal::Analysis);
        }
        if at.model.jobs.has_news {
            let progress = at.model.jobs.analysis().map_or(0.0, Job::progress);
            at.ask(Effect::Progress(progress));
            at.ask(Effect::Draw);
        }
        at.ask(Effect::RestLater);
        return;
    }
    if at.model.jobs.has_background() {
        at.model.jobs.check();
        mind_workers(at);
        at.ask(Effect::RestLater);
    }
    // What follows is about what the reader sees: it comes after the frame, however long a slow machine takes.
    if at.model.patience > 0 {
        at.model.patience -= 1;
        return at.ask(Effect::RestLater);
    }
    at.ask(Effect::Settle);
    ask(at);
    write_address(at);
}

/// Stops the computation, or continues with what is missing.
pub fn stop_or_go(at: &mut Context<'_>) {
    if !at.model.jobs.is_busy() {
        if at.model.is_complete() {
            come_to_rest(at);
        } else {
            compute(at);
        }
        return;
    }
    publish(at);
    let model = &mut *at.model;
    model.jobs.stop();
    model.run = Run::Stopped;
    stop_asking(at);
    at.ask(Effect::Announce(Announced::Stopped));
    at.wake();
}
