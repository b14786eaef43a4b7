//! What is known of the training of what is shown, and what of it is to be computed next.

use crate::settings::{Course, Recipe};
use crate::study::training::{Portion, Session, Snapshot};

/// About so many numbers are multiplied in a portion: a tenth of a second.
const AT_ONCE: usize = 60_000_000;

/// A whole training has at least so many portions, each of which is shown.
const WATCHED: usize = 100;

/// What is known of the training.
#[derive(Clone, Debug, Default)]
pub struct TrainingStore {
    /// Whether somebody looks at it.
    pub(super) is_watched: bool,
    /// Whether it goes on by itself.
    pub(super) is_running: bool,
    pub(super) session: Option<Session>,
    /// The last snapshot that was shown.
    pub(super) shown: Option<Snapshot>,
    /// Why there is none.
    refused: Option<String>,
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
        let wanted = recipe.filter(|_| self.is_watched || at > 0);
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
    pub(super) fn wanted(&self, at: usize, shown: Option<usize>) -> Option<Portion> {
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
        let quick = AT_ONCE / (session.weights().max(1) * rows);
        // Nobody could watch it otherwise.
        let watched = session.course().steps.div_ceil(WATCHED);
        quick.min(watched).max(1) as u64
    }
}

/// Whether two courses have the same steps, as far as both go.
pub(super) fn is_same(one: &Course, other: &Course) -> bool {
    Course { steps: 0, ..*one } == Course { steps: 0, ..*other }
}
