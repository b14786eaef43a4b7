//! What is known of the training of what is shown, and what of it is to be computed next.

use super::first::First;
use crate::lesson::Refusal;
use crate::scene::FirstSteps;
use crate::settings::{Course, Recipe, View};
use crate::study::training::{Portion, Session, Sight};
use crate::words::learning as words;

/// About so many numbers are multiplied in a portion: a tenth of a second on a slow laptop, less for wide layers.
const AT_ONCE: u64 = 100_000_000;

/// A whole training has at least so many portions, each of which is shown.
const WATCHED: usize = 100;

/// What has been learned is looked at in so many places to a side, and in fewer where more numbers than these would have to
/// be multiplied for it, but not in fewer than the last.
const RUNNING: usize = 20;
const AT_REST: usize = 40;
const SEEN: usize = 100_000_000;
const LEAST: usize = 8;

/// What is known of the training.
#[derive(Clone, Debug, Default)]
pub struct TrainingStore {
    /// Whether somebody looks at it.
    pub(super) is_watched: bool,
    /// Whether it goes on by itself.
    pub(super) is_running: bool,
    /// Whether it did when that was last told.
    pub(super) was_running: bool,
    /// What was told.
    pub(super) told: String,
    /// How fast.
    pub(super) speed: Speed,
    pub(super) session: Option<Session>,
    /// The training A beside it.
    pub(super) against: Option<Session>,
    /// The first steps, for the lesson.
    pub(super) first: First,
    /// Which of them is computed at the moment, if one is.
    pub(super) under_way: Which,
    /// The step that was looked at last, and what the network answers there.
    pub(super) sight: Option<(u64, Sight)>,
    /// Why there is none.
    pub(super) refused: Option<String>,
    /// Whether the digits are on their way.
    pub(super) awaits_digits: bool,
}

/// How many steps are taken between two pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speed {
    /// One.
    Slow,
    /// So many that the whole can be watched.
    #[default]
    Usual,
    /// As many as there is time for.
    Fast,
}

impl Speed {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::Slow, Self::Usual, Self::Fast];
}

/// Which of the trainings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Which {
    /// The one that is shown.
    #[default]
    Shown,
    /// A.
    Against,
    /// The first steps, which the lesson asks about.
    First,
}

/// What has become of the trainings when what is shown has changed.
pub(super) struct Followed {
    /// Whether the training or A is another one, or stops at another loss.
    pub is_other: bool,
    /// Whether the first steps are those of something else.
    pub is_asked_anew: bool,
}

impl TrainingStore {
    /// The training as far as it is known, if there is one.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// The training A beside it, if there is one.
    pub fn against(&self) -> Option<&Session> {
        self.against.as_ref()
    }

    pub(super) fn session_mut(&mut self, which: Which) -> Option<&mut Session> {
        match which {
            Which::Shown => self.session.as_mut(),
            Which::Against => self.against.as_mut(),
            Which::First => self.first.session_mut(),
        }
    }

    /// The step that was looked at last, and what the network answers there: as soon as it is known, the step that the page
    /// shows.
    pub fn sight(&self) -> Option<(u64, &Sight)> {
        self.sight.as_ref().map(|(step, sight)| (*step, sight))
    }

    /// The first steps that the open step of the lesson asks about, or why there are none; `None` while they are not known
    /// or not asked about.
    pub fn first_steps(&self) -> Option<Result<&FirstSteps, Refusal>> {
        self.first.known()
    }

    /// Whether it goes on by itself.
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// What is told to those who do not see it; another text when it begins to run and when it ends.
    pub fn told(&self) -> &str {
        &self.told
    }

    /// How fast.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Whether somebody looks at it.
    pub fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Why a network cannot be trained, in one sentence.
    pub fn refused(&self) -> Option<&str> {
        self.refused.as_deref()
    }

    /// Whether the images that it learns from are on their way.
    pub fn awaits_digits(&self) -> bool {
        self.awaits_digits
    }

    /// What is shown has changed: the training of something else is forgotten, but for what both have in common.
    pub(super) fn follow(&mut self, recipe: Option<&Recipe>, view: &View) -> Followed {
        Followed {
            is_other: self.follow_shown(recipe, view),
            is_asked_anew: self.first.follow(recipe, view),
        }
    }

    /// Whether the training or A is another one now, or stops at another loss.
    fn follow_shown(&mut self, recipe: Option<&Recipe>, view: &View) -> bool {
        let wanted = recipe.filter(|_| self.is_watched || view.at > 0);
        self.is_running &= wanted.is_some();
        let shown = wanted.map(|recipe| (recipe, &view.course));
        let against = view.against.as_ref().filter(|_| wanted.is_some());
        let against = against.map(|other| (&other.recipe, &other.view.course));
        let own = goes_on(self.session.as_mut(), shown);
        if let (Some(own), Some(other)) = (own, goes_on(self.against.as_mut(), against)) {
            return own || other;
        }
        let old = [self.session.take(), self.against.take()];
        let old: Vec<Session> = old.into_iter().flatten().collect();
        self.refused = None;
        match shown.and_then(|shown| found(&old, shown)) {
            Some(Ok(session)) => self.session = Some(session),
            Some(Err(error)) => self.refused = Some(error),
            None => {}
        }
        let now = old.first().zip(self.session.as_ref());
        self.sight = self.sight.take().filter(|(step, _)| {
            let shared = |(old, new): (&Session, &Session)| {
                let is_shared = |steps| *step <= steps;
                let shared = old.course().shared(new.course());
                old.recipe() == new.recipe() && shared.is_none_or(is_shared)
            };
            now.is_some_and(shared)
        });
        let against = against.filter(|_| self.session.is_some());
        let against = against.and_then(|against| found(&old, against));
        self.against = against.and_then(Result::ok);
        true
    }

    /// What is to be computed next, for the page to show step `at` of it.
    pub(super) fn wanted(&self, at: usize, shown: Option<usize>) -> Option<(Which, Portion)> {
        if let Some(portion) = self.first.wanted(quick) {
            return Some((Which::First, portion));
        }
        let session = self.session.as_ref()?;
        let at = at as u64;
        let is_other = shown.is_none_or(|shown| shown as u64 != at);
        let portion = if session.all().is_some() && session.steps() >= at && is_other {
            session.towards(at)
        } else if session.all().is_none() || session.steps() < at && !session.is_over() {
            let most = at.saturating_sub(session.steps());
            session.next(most.min(self.at_once(session)))
        } else if self.is_running && self.behind().is_none() {
            session.next(self.at_once(session))
        } else if self.is_watched && session.steps() >= at && !self.sees(session, at) {
            session.towards(at)
        } else {
            let portion = self
                .behind()
                .and_then(|(against, most)| against.next(most.min(self.at_once(against))));
            return portion.map(|portion| (Which::Against, portion));
        };
        let side = if self.is_watched {
            self.side(session)
        } else {
            0
        };
        portion.map(|portion| (Which::Shown, Portion { side, ..portion }))
    }

    /// Whether it is known what the network answers after so many steps.
    fn sees(&self, session: &Session, at: u64) -> bool {
        let is_it = |(step, sight): &(u64, Sight)| *step == at && sight.side >= self.side(session);
        self.sight.as_ref().is_some_and(is_it)
    }

    /// In how many places to a side a network is looked at; fewer if it is large.
    fn side(&self, session: &Session) -> usize {
        let most = if self.is_running { RUNNING } else { AT_REST };
        let affordable = (SEEN / session.newest().numbers().max(1)).isqrt();
        affordable.clamp(LEAST, most)
    }

    /// The portion under way could not be computed: its training has come to nothing.
    pub(super) fn give_up(&mut self) {
        match self.under_way {
            Which::Shown => {
                self.is_running = false;
                self.session = None;
                self.refused = Some(words::GIVEN_UP.into());
            }
            Which::Against => self.against = None,
            Which::First => self.first.fail(),
        }
    }

    /// A, and by how many steps it is behind the other one.
    fn behind(&self) -> Option<(&Session, u64)> {
        let (session, against) = (self.session.as_ref()?, self.against.as_ref()?);
        let there = match session.is_over() {
            true => session.course().steps as u64,
            false => session.steps(),
        };
        let missing = there.saturating_sub(against.steps());
        let is_wanted = against.all().is_none() || missing > 0 && !against.is_over();
        is_wanted.then_some((against, missing))
    }

    /// How many steps a portion has.
    fn at_once(&self, session: &Session) -> u64 {
        let watched = match self.speed {
            Speed::Slow => 1,
            Speed::Usual => session.course().steps.div_ceil(WATCHED),
            Speed::Fast => usize::MAX,
        };
        quick(session).min(watched.max(1) as u64)
    }
}

/// How many steps are computed in a moment, at least one.
fn quick(session: &Session) -> u64 {
    let way = (session.course(), session.data().rows());
    session.newest().steps_of(AT_ONCE, way)
}

/// Lets the training that is wanted stop where it should: whether that is at another loss than before. `None` if it is
/// another training.
fn goes_on(session: Option<&mut Session>, wanted: Option<(&Recipe, &Course)>) -> Option<bool> {
    match (session, wanted) {
        (Some(session), Some((recipe, course))) => {
            let stop = session.course().stop;
            let is_same = session.recipe() == recipe && is_same(session.course(), course);
            is_same.then(|| session.stop_at(course.steps, course.stop))?;
            Some(stop != course.stop)
        }
        (None, None) => Some(false),
        _ => None,
    }
}

/// The training of a recipe, with what is known of it; `None` if the recipe does not fit the data.
fn found(old: &[Session], (recipe, course): (&Recipe, &Course)) -> Option<Result<Session, String>> {
    let course = *course;
    let own = old.iter().filter(|session| session.recipe() == recipe);
    let own: Vec<&Session> = own.collect();
    if let Some(same) = own.iter().find(|one| is_same(one.course(), &course)) {
        let mut same = Session::clone(same);
        same.stop_at(course.steps, course.stop);
        return Some(Ok(same));
    }
    let branches = own.into_iter().filter_map(|one| one.branched(course));
    if let Some(longest) = branches.max_by_key(Session::steps) {
        return Some(Ok(longest));
    }
    let new = || Session::of(recipe.clone(), course).map_err(|error| error.to_string());
    (course.fits(recipe) && course.is_there()).then(new)
}

/// Whether two courses have the same steps, as far as both go.
pub(super) fn is_same(one: &Course, other: &Course) -> bool {
    one.shared(other).is_none()
}
