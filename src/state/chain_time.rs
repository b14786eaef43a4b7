//! The chain of Jacobians over a training: of which steps its spectrum is known, and which of them are missing.

use std::collections::BTreeMap;

use super::training::is_same;
use crate::scene::{ChainLines, ChainPoint, TrainingChain};
use crate::settings::{Course, Recipe};
use crate::study::training::Session;

/// The time axis is divided into at most so many parts.
const PARTS: u64 = 50;
/// Up to this [`crate::settings::cost`] spectra are followed; 50 layers of 64 neurons cost 13 million.
const MOST_COST: u64 = 20_000_000;

/// The points that are known of one training.
#[derive(Clone, Debug, Default)]
pub struct ChainTime {
    of: Option<(Recipe, Course)>,
    points: BTreeMap<u64, ChainPoint>,
}

impl ChainTime {
    /// What the picture of a training shows of it, with this step in view.
    pub fn picture(&self, session: &Session, at: u64) -> TrainingChain {
        if !is_affordable(session) {
            return TrainingChain::Dear;
        }
        let points = Some(&self.points).filter(|_| self.is_of(session));
        let get = |step: &u64| points?.get(step).copied();
        let shown = get(&at).filter(|_| at <= session.steps());
        let points = steps(session).iter().filter_map(get).collect();
        TrainingChain::Lines(ChainLines::of(points, shown))
    }

    /// Whether a step of a training is known.
    pub(super) fn knows(&self, session: &Session, step: u64) -> bool {
        self.is_of(session) && self.points.contains_key(&step)
    }

    /// Up to so many of the steps that are missing, coarse ones first.
    pub(super) fn missing(&self, session: &Session, most: usize) -> Vec<u64> {
        let is_missing = |step: &u64| !self.knows(session, *step);
        let mut missing = steps(session);
        let apart = apart(session);
        // Both ends, then halves, quarters, ...
        missing.retain(is_missing);
        missing.sort_by_key(|step| {
            let is_end = *step == 0 || *step == session.steps();
            let halvings = (step / apart).trailing_zeros();
            (!is_end, std::cmp::Reverse(halvings), *step)
        });
        missing.truncate(most);
        missing
    }

    /// Takes points of a training; what no picture of it shows any more is forgotten.
    pub(super) fn receive(&mut self, session: &Session, (points, at): (Vec<ChainPoint>, u64)) {
        if !self.is_of(session) {
            *self = Self {
                of: Some((session.recipe().clone(), *session.course())),
                points: BTreeMap::new(),
            };
        }
        let points = points.into_iter().map(|point| (point.step, point));
        self.points.extend(points);
        let kept = steps(session);
        self.points
            .retain(|step, _| *step == at || kept.binary_search(step).is_ok());
    }

    fn is_of(&self, session: &Session) -> bool {
        self.of.as_ref().is_some_and(|(recipe, course)| {
            recipe == session.recipe() && is_same(course, session.course())
        })
    }
}

/// The distance of two steps: they depend on the length of the time axis alone. Twice a portion of a training that
/// runs, see `WATCHED`, so that the page has analysed them already.
fn apart(session: &Session) -> u64 {
    let steps = session.steps();
    let span = match session.ended() {
        Some(_) => steps,
        None => steps.max(session.course().steps as u64),
    };
    2 * span.div_ceil(2 * PARTS).max(1)
}

/// The steps that are wanted, ascending: equally spaced from step 0 on, and the last one once there is one.
fn steps(session: &Session) -> Vec<u64> {
    let last = session.steps();
    let apart = usize::try_from(apart(session)).unwrap_or(usize::MAX);
    let mut steps: Vec<u64> = (0..=last).step_by(apart).collect();
    if session.is_over() && steps.last() != Some(&last) {
        steps.push(last);
    }
    steps
}

/// Whether spectra of this network are not too dear.
pub(super) fn is_affordable(session: &Session) -> bool {
    session.recipe().cost() <= MOST_COST
}
