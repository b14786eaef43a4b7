//! The first steps of the training of what is shown, while a step of the lesson asks about them. They are computed once
//! and by themselves: the answer depends neither on how far the training is that the reader watches, nor on its length.

use crate::lesson::{Refusal, Step};
use crate::scene::FirstSteps;
use crate::settings::{Course, Recipe, View};
use crate::study::training::{Learned, Portion, Session};
use crate::words::lesson::Label;

/// How many steps are asked about, if the training has so many.
const STEPS: usize = 200;

/// What is known of them.
#[derive(Clone, Debug, Default)]
pub(super) struct First {
    /// What is trained and how, while a step asks about it; no recipe for a file.
    asked: Option<(Option<Recipe>, Course)>,
    session: Option<Session>,
    known: Option<Result<FirstSteps, Refusal>>,
}

impl First {
    /// The first steps, or why there are none; `None` while they are not known.
    pub(super) fn known(&self) -> Option<Result<&FirstSteps, Refusal>> {
        let known = self.known.as_ref()?;
        Some(known.as_ref().map_err(|refusal| *refusal))
    }

    /// As far as they have been computed.
    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        self.session.as_mut()
    }

    /// What is shown has changed. Whether this is about something else now.
    pub(super) fn follow(&mut self, recipe: Option<&Recipe>, view: &View) -> bool {
        let step = view.step.and_then(Step::at);
        let step = step.filter(|step| step.needs_training());
        let course = Course {
            steps: view.course.steps.min(STEPS),
            ..view.course
        };
        let asked = step.map(|_| (recipe.cloned(), course));
        let is_same = asked == self.asked;
        if is_same && !self.is_lacking() {
            return false;
        }
        *self = Self::default();
        match asked.as_ref().and_then(begun) {
            Some(Ok(session)) => self.session = Some(session),
            Some(Err(refusal)) => self.known = Some(Err(refusal)),
            None => {}
        }
        self.asked = asked;
        !is_same || !self.is_lacking()
    }

    /// Whether the images are missing that are to be learned.
    pub(super) fn is_lacking(&self) -> bool {
        self.asked.is_some() && self.session.is_none() && self.known.is_none()
    }

    /// The images do not come.
    pub(super) fn give_up(&mut self) {
        if self.is_lacking() {
            self.known = Some(Err(Label::Untrainable));
        }
    }

    /// What is to be computed next, at most so many steps.
    pub(super) fn wanted(&self, most: impl Fn(&Session) -> u64) -> Option<Portion> {
        let session = self.session.as_ref().filter(|_| self.known.is_none())?;
        session.next(most(session))
    }

    /// What comes next could not be computed.
    pub(super) fn fail(&mut self) {
        self.known = Some(Err(Label::Untrainable));
    }

    /// Takes in what came of it.
    pub(super) fn take(&mut self, learned: Learned) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        if !session.take(learned) || !session.is_over() {
            return;
        }
        let steps = match session.ended() {
            Some(_) => session.course().steps as u64,
            None => session.steps(),
        };
        self.known = Some(Ok(FirstSteps::of(session.history(), steps)));
    }
}

/// Nothing of it is known yet; `None` as long as the images are missing.
fn begun((recipe, course): &(Option<Recipe>, Course)) -> Option<Result<Session, Refusal>> {
    let Some(recipe) = recipe else {
        return Some(Err(Label::NoTraining));
    };
    if !course.fits(recipe) {
        return Some(Err(Label::Misfit));
    }
    let new = || Session::of(recipe.clone(), *course).map_err(|_| Label::Untrainable);
    course.is_there().then(new)
}
