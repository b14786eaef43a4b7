//! What stands beside the measurement goes with what is shown; networks are computed while nobody waits for anything else.

use super::beside::limit;
use super::context::Context;
use super::effect::Effect;
use crate::study::ensemble::Ensemble;

/// Keeps up with the recipe and the chips: what is in view is of what is shown.
pub fn follow(at: &mut Context<'_>) {
    let chips = at.model.chips();
    let model = &mut *at.model;
    if !chips.seeds {
        model.jobs.drop_seeds();
    }
    let Some(entry) = model.store.newest().filter(|_| chips.theory || chips.seeds) else {
        return;
    };
    let Some(recipe) = entry.subject.drawn() else {
        return;
    };
    let beside = &mut model.beside;
    if chips.theory {
        beside.theory_of(recipe);
    }
    if chips.seeds && beside.seeds.as_ref().is_none_or(|(own, _)| own != recipe) {
        beside.seeds = Some((recipe.clone(), Ensemble::default()));
        model.jobs.drop_seeds();
    }
}

/// Begins to compute the networks that are missing, unless that is under way.
pub fn begin(at: &mut Context<'_>) {
    follow(at);
    let chips = at.model.chips();
    let model = &mut *at.model;
    if !chips.seeds || model.jobs.has_seeds() || !model.is_complete() {
        return;
    }
    if model.subject.drawn().is_none() {
        return;
    }
    if let Some(sample) = model.beside.missing(limit(&model.subject)) {
        model.jobs.begin_seeds(&model.subject, sample, at.now);
        at.ask(Effect::Soon);
        at.ask(Effect::RestLater);
    }
}
