//! What stands beside the measurement in the fan: theory, and many networks of the recipe.

use std::rc::Rc;

use super::sample::Sample;
use super::store::Entry;
use crate::network::Subject;
use crate::scene::{Chips, Fan, Limit, Strip};
use crate::settings::Recipe;
use crate::study::ensemble::{Ensemble, Member};
use crate::study::theory::Theory;

/// How many networks there are.
const NETWORKS: u32 = 100;
/// The spectra of all of them are computed up to this [`Subject::cost`]: some seconds.
const COST: u64 = 500_000;
/// What has come of them is shown again after so many milliseconds.
const PAUSE: f64 = 150.0;

/// What is known of it; each of one recipe.
#[derive(Clone, Debug, Default)]
pub struct BesideStore {
    theory: Option<(Recipe, Rc<Theory>)>,
    pub(super) seeds: Option<(Recipe, Ensemble)>,
    /// When networks were last shown, in milliseconds.
    shown: f64,
}

impl BesideStore {
    /// Adds to a fan of an entry what its chips ask for.
    pub fn lay(&self, fan: &mut Fan, entry: &Entry) {
        let (subject, chips) = (&entry.subject, fan.chips);
        if chips.theory {
            match (subject.drawn(), &self.theory) {
                (None, _) => fan.lay_theory(None),
                (Some(recipe), Some((own, theory))) if own == recipe => {
                    fan.lay_theory(Some(theory));
                }
                _ => {}
            }
        }
        if chips.seeds {
            match (subject.drawn(), &self.seeds) {
                (None, _) => fan.lay_seeds(None),
                (Some(recipe), Some((own, ensemble))) if own == recipe => {
                    fan.lay_seeds(Some((ensemble, NETWORKS as usize, limit(subject))));
                }
                _ => {}
            }
        }
        if chips.formats {
            fan.lay_formats(&entry.analysis);
        }
    }

    /// What theory says of a recipe; of the last one it is known.
    pub(super) fn theory_of(&mut self, recipe: &Recipe) -> &Theory {
        let known = self.theory.take().filter(|(own, _)| own == recipe);
        let new = || (recipe.clone(), Rc::new(Theory::of(recipe)));
        &self.theory.insert(known.unwrap_or_else(new)).1
    }

    /// The networks so far.
    pub fn ensemble(&self) -> Option<&Ensemble> {
        self.seeds.as_ref().map(|(_, ensemble)| ensemble)
    }

    /// Another number for other numbers, as far as these chips show them.
    pub fn version(&self, chips: Chips) -> usize {
        let chains = |all: &Ensemble| all.members().filter(|one| one.chain.is_some()).count();
        let known = self.ensemble().filter(|_| chips.seeds);
        let known = known.map_or(0, |all| all.len() + chains(all));
        let shown = [chips.theory, chips.seeds, chips.formats, chips.directions];
        shown
            .into_iter()
            .fold(known, |sum, is_shown| 2 * sum + usize::from(is_shown))
    }

    /// Takes networks of a recipe; those of an older one change nothing.
    pub fn receive(&mut self, recipe: &Recipe, members: Vec<(u32, Member)>) {
        if let Some((_, ensemble)) = self.seeds.as_mut().filter(|(own, _)| own == recipe) {
            for (index, member) in members {
                ensemble.add(index, member);
            }
        }
    }

    /// Whether what has come should be shown now.
    pub fn is_time(&mut self, now: f64) -> bool {
        let is_time = now - self.shown > PAUSE;
        if is_time {
            self.shown = now;
        }
        is_time
    }

    /// Which networks are missing: gradients first, then spectra.
    pub(super) fn missing(&self, limit: Limit) -> Option<Sample> {
        let (recipe, ensemble) = self.seeds.as_ref()?;
        let without = |has_chain: bool| {
            let lacks = |index: &u32| match ensemble.member(*index) {
                Some(member) => has_chain && member.chain.is_none(),
                None => true,
            };
            (0..NETWORKS).filter(lacks).collect::<Vec<u32>>()
        };
        let sample = |has_chain: bool| Sample {
            recipe: recipe.clone(),
            left: without(has_chain),
            has_chain,
        };
        let wanted = match limit {
            Limit::None => [Some(false), Some(true)],
            Limit::Gradients => [Some(false), None],
            Limit::Nothing => [None, None],
        };
        let mut samples = wanted.into_iter().flatten().map(sample);
        samples.find(|sample| !sample.left.is_empty())
    }
}

/// What is affordable of many networks like this one.
pub(super) fn limit(subject: &Subject) -> Limit {
    match subject.cost() <= COST {
        true => Limit::None,
        false if subject.needs_chain() || !Strip::is_affordable(subject) => Limit::Nothing,
        false => Limit::Gradients,
    }
}
