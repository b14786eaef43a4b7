//! The training of what is shown: when it is computed, and which of its steps the page shows.

use std::rc::Rc;

use super::context::Context;
use super::editing::propose;
use super::effect::Effect;
use super::learn::Learn;
use super::leaving;
use super::model::Model;
use super::policy::{Door, Proposal};
use super::working::compute;
use crate::network::{IS_WHOLE, Network, Subject, Trained};
use crate::settings::{Course, Key, Recipe};
use crate::study::training::{Learned, Portion, Session, Snapshot};

/// About so many numbers are multiplied in a portion: a tenth of a second.
const AT_ONCE: usize = 60_000_000;

/// What is known of the training.
#[derive(Clone, Debug, Default)]
pub struct TrainingStore {
    /// Whether somebody looks at it.
    is_watched: bool,
    /// Whether it goes on by itself.
    is_running: bool,
    session: Option<Session>,
    /// The last snapshot that was shown.
    shown: Option<Snapshot>,
    /// Why there is none.
    refused: Option<String>,
}

/// Something that has happened to the training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schooling {
    /// The act is seen from now on, or no longer.
    Watch(bool),
    /// It is to go on, or to pause.
    Run,
    /// It is to pause, if it runs: nobody sees it.
    Pause,
    /// One step more.
    Step,
    /// Another step is to be shown.
    Show(usize),
    /// The network is to get the inputs and outputs of the data.
    Fit,
}

impl TrainingStore {
    /// The training as far as it is known, if there is one.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The snapshot of this step, if it is the one that is shown.
    pub fn shown(&self, step: usize) -> Option<&Snapshot> {
        let shown = self.shown.as_ref();
        shown.filter(|shown| shown.step() == step as u64)
    }

    /// Whether it goes on by itself.
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// Whether somebody looks at it.
    pub fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Why a network cannot be trained, in one sentence.
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    /// What is shown has changed: the training of something else is forgotten.
    pub fn follow(&mut self, recipe: Option<&Recipe>, course: Course, at: usize) {
        let wanted = recipe.filter(|_| IS_WHOLE && (self.is_watched || at > 0));
        let session = self.session.as_mut();
        let same =
            session.filter(|one| wanted == Some(one.recipe()) && is_same(one.course(), &course));
        if let Some(session) = same {
            session.stop_at(course.steps);
            return;
        }
        self.is_running &= wanted.is_some();
        (self.session, self.shown, self.refused) = (None, None, None);
        match wanted
            .filter(|recipe| course.fits(recipe))
            .map(|recipe| Session::of(recipe.clone(), course))
        {
            Some(Ok(session)) => self.session = Some(session),
            Some(Err(error)) => self.refused = Some(error.to_string()),
            None => {}
        }
    }

    /// What is to be computed next, for the page to show step `at` of it.
    fn wanted(&self, at: usize, shown: Option<usize>) -> Option<Portion> {
        let session = self.session.as_ref()?;
        let at = at as u64;
        if session.all().is_some()
            && session.steps() >= at
            && shown.is_some_and(|shown| shown as u64 != at)
        {
            return session.towards(at);
        }
        let most = at.saturating_sub(session.steps());
        match self.is_running {
            true => session.next(self.at_once()),
            false if most > 0 || session.all().is_none() => session.next(most.min(self.at_once())),
            false => None,
        }
    }

    /// How many steps a portion has.
    fn at_once(&self) -> u64 {
        let Some(session) = &self.session else {
            return 1;
        };
        let rows = session.course().batch.clamp(1, Course::ROWS);
        (AT_ONCE / (session.weights().max(1) * rows)).clamp(1, 500) as u64
    }
}

/// Whether two courses have the same steps, as far as both go.
fn is_same(one: &Course, other: &Course) -> bool {
    Course { steps: 0, ..*one } == Course { steps: 0, ..*other }
}

/// The step of the training that a subject is.
fn step_of(subject: &Subject) -> usize {
    match subject {
        Subject::Trained(trained) => trained.at,
        Subject::Recipe(_) | Subject::File(_) => 0,
    }
}

/// What is shown until the step that is wanted is known: for a recipe the step of the same training that is shown already.
pub fn kept(model: &Model, subject: Subject, (course, at): (&Course, usize)) -> Subject {
    let old = &*model.subject;
    let is_of_it = |trained: &Trained| {
        Some(&trained.recipe) == subject.recipe() && is_same(&trained.course, course)
    };
    match old {
        Subject::Trained(trained) if at > 0 && subject.drawn().is_some() && is_of_it(trained) => {
            old.clone()
        }
        _ => subject,
    }
}

/// Something has happened to the training.
pub fn school(at: &mut Context<'_>, what: Schooling) {
    if at.model.is_small {
        // The act is open when that one is there.
        return leaving::expect_whole(at);
    }
    match what {
        Schooling::Watch(is_watched) => {
            at.model.training.is_watched = is_watched;
            at.model.training.is_running &= is_watched;
            follow(at);
        }
        Schooling::Run => {
            let training = &mut at.model.training;
            let can_go_on = training
                .session
                .as_ref()
                .is_some_and(|session| !session.is_over());
            training.is_running = !training.is_running && can_go_on;
            to_newest(at);
        }
        Schooling::Pause => at.model.training.is_running = false,
        Schooling::Step => {
            at.model.training.is_running = false;
            show_step(at, at.model.view.at + 1);
        }
        Schooling::Show(step) => {
            at.model.training.is_running = false;
            show_step(at, step);
        }
        Schooling::Fit => fit(at),
    }
    at.ask(Effect::DrawTraining);
    at.wake();
}

/// The training of what is shown now.
pub fn follow(at: &mut Context<'_>) {
    let model = &mut *at.model;
    let recipe = model.subject.recipe();
    model
        .training
        .follow(recipe, model.view.course, model.view.at);
    if !model.training.is_running {
        // Something else may be under way for another one.
        model.jobs.drop_training();
    }
    at.ask(Effect::DrawTraining);
}

/// Whoever lets it run goes on from its last step.
fn to_newest(at: &mut Context<'_>) {
    let training = &at.model.training;
    if training.is_running
        && let Some(session) = &training.session
    {
        let newest = usize::try_from(session.steps()).unwrap_or(usize::MAX);
        show_step(at, newest);
    }
}

fn show_step(at: &mut Context<'_>, step: usize) {
    let most = at.model.view.course.steps;
    let text = step.min(most).to_string();
    propose(at, Door::Control, Proposal::Set(vec![(Key::At, text)]));
}

/// Gives the network the inputs and outputs of the data.
fn fit(at: &mut Context<'_>) {
    let Some(recipe) = at.model.subject.recipe() else {
        return;
    };
    let changes = at.model.view.course.changes(recipe);
    propose(at, Door::Control, Proposal::Set(changes));
}

/// Begins what is to be computed of it; true if that is something.
pub fn begin(at: &mut Context<'_>) -> bool {
    let model = &mut *at.model;
    if model.jobs.has_training() {
        return true;
    }
    let shown = model.subject.recipe().map(|_| step_of(&model.subject));
    let Some(portion) = model.training.wanted(model.view.at, shown) else {
        return false;
    };
    let Some(session) = &model.training.session else {
        return false;
    };
    let learn = Learn::of(session.recipe().clone(), *session.course(), portion);
    model.jobs.begin_training(learn, at.now);
    at.ask(Effect::Soon);
    at.ask(Effect::RestLater);
    true
}

/// What came of a portion.
pub fn receive(at: &mut Context<'_>, learned: Learned) {
    let reached = learned.reached.clone();
    let training = &mut at.model.training;
    let Some(session) = &mut training.session else {
        return;
    };
    let is_next = session.take(learned);
    if session.is_over() {
        training.is_running = false;
    }
    let step = usize::try_from(reached.step()).unwrap_or(usize::MAX);
    let is_shown =
        at.model.training.is_running || at.model.view.at >= step && !at.model.training.is_running;
    if is_next && at.model.training.is_running && !at.model.policy.is_locked(Key::At) {
        at.model.view.at = step;
        at.ask(Effect::Form);
    }
    if is_shown && at.model.view.at == step {
        show_reached(at, &reached);
    }
    at.ask(Effect::DrawTraining);
    at.wake();
}

/// The page shows the network that was reached.
fn show_reached(at: &mut Context<'_>, reached: &Snapshot) {
    let model = &mut *at.model;
    model.training.shown = Some(reached.clone());
    let Some(session) = &model.training.session else {
        return;
    };
    let Some(network) = trained(session, reached) else {
        return;
    };
    let subject = Subject::Trained(Rc::new(Trained {
        recipe: session.recipe().clone(),
        course: Course {
            steps: 0,
            ..*session.course()
        },
        at: model.view.at,
        network,
    }));
    let subject = if model.view.at == 0 {
        Subject::Recipe(session.recipe().clone())
    } else {
        subject
    };
    if subject != *model.subject {
        model.subject = Rc::new(subject);
        compute(at);
    }
}

/// The recipe's network with the weights and biases of a step.
fn trained(session: &Session, reached: &Snapshot) -> Option<Network> {
    let learned = session.network(reached)?;
    let mut network = Network::from(session.recipe());
    network.layers = learned.layers;
    Some(network)
}
