//! The map goes with what is shown.

use super::context::Context;
use super::effect::Effect;
use super::survey::Surveyed;

/// The maps of what is shown now.
pub fn follow(at: &mut Context<'_>) {
    let model = &mut *at.model;
    let recipe = model.subject.recipe();
    if model.map.follow(recipe) || !model.map.is_watched {
        model.jobs.drop_map();
    }
    at.ask(Effect::DrawActs);
}

/// Begins to compute what is missing, unless that is under way.
pub fn begin(at: &mut Context<'_>) {
    let model = &mut *at.model;
    if model.jobs.has_map() {
        return;
    }
    let missing = model.map.missing();
    if !missing.is_empty() {
        model.jobs.begin_map(missing, at.now);
        at.ask(Effect::Soon);
        at.ask(Effect::RestLater);
    }
}

/// Parts have arrived.
pub fn receive(at: &mut Context<'_>, found: &[Surveyed]) {
    if at.model.map.receive(found, at.now) {
        at.ask(Effect::DrawActs);
    }
}
