//! The chain over a training is taken from what the page knows, and what is missing is computed while nobody waits for
//! anything else.

use super::chain_task::ChainAt;
use super::chain_time::is_affordable;
use super::context::Context;
use super::effect::Effect;
use super::following::step_shown;
use super::learn::Learn;
use super::model::Model;
use super::training::is_same;
use crate::network::Subject;
use crate::scene::ChainPoint;

/// So many steps are computed together: no more snapshots are on their way.
const AT_ONCE: usize = 4;

/// The page is at rest: what it knows of the step that it shows is taken in, and what is missing is begun.
pub fn come_to_rest(at: &mut Context<'_>) {
    if let Some(point) = analysed(at.model) {
        receive(at, vec![point]);
    }
    begin(at);
}

/// The point of the step that is shown, if it is known and new.
fn analysed(model: &Model) -> Option<ChainPoint> {
    let session = model.training.session()?;
    let entry = model
        .store
        .complete()
        .filter(|entry| entry.subject == model.subject)?;
    let is_of_it = match &*model.subject {
        Subject::Recipe(recipe) => recipe == session.recipe(),
        Subject::Trained(trained) => {
            trained.recipe == *session.recipe() && is_same(&trained.course, session.course())
        }
        Subject::File(_) => false,
    };
    let step = step_shown(model)? as u64;
    let chain = &entry.analysis.chain.first()?.spectrum;
    let is_known = model.chain.knows(session, step);
    (is_of_it && !is_known && is_affordable(session)).then(|| ChainPoint::of(step, chain))
}

/// Begins to compute some of the steps that are missing, if nothing else is under way.
pub fn begin(at: &mut Context<'_>) {
    let model = &mut *at.model;
    let is_wanted = model.training.is_watched() && !model.training.is_running();
    let Some(session) = model.training.session().filter(|_| is_wanted) else {
        return;
    };
    if !model.jobs.is_at_leisure() || session.all().is_none() || !is_affordable(session) {
        return;
    }
    let steps = model.chain.missing(session, AT_ONCE);
    let way = |step: u64| {
        let portion = session.towards(step).filter(|portion| portion.to == step)?;
        let learn = Learn::of(session.recipe().clone(), *session.course(), portion);
        Some(ChainAt::of(learn))
    };
    let tasks: Vec<ChainAt> = steps.into_iter().filter_map(way).collect();
    if !tasks.is_empty() {
        let recipe = Subject::Recipe(session.recipe().clone());
        model.jobs.begin_chain(recipe, tasks, at.now);
        at.ask(Effect::Soon);
        at.ask(Effect::RestLater);
    }
}

/// Points have arrived, of the training that is there: with another one their job was dropped.
pub fn receive(at: &mut Context<'_>, points: Vec<ChainPoint>) {
    let model = &mut *at.model;
    if let Some(session) = model.training.session()
        && !points.is_empty()
    {
        let shown = model.view.at as u64;
        model.chain.receive(session, (points, shown));
        at.ask(Effect::DrawActs);
    }
}
