//! What other scripts can ask for.

use super::model::Model;
use crate::json::Json;
use crate::link;
use crate::network::{Extreme, Loss};
use crate::report;
use crate::settings::Settings;

/// The report of the newest complete analysis, with the link of its own subject; `None` before the
/// first one.
pub fn report(model: &Model) -> Option<Json> {
    let entry = model.store.complete()?;
    let link = entry.subject.recipe().map(|recipe| {
        link::encode(&Settings {
            recipe: recipe.clone(),
            view: model.view_of(entry),
        })
    });
    Some(report::of(&entry.analysis, link.as_deref()))
}

/// The network file of the newest complete analysis. `None` before the first one, and for the worst
/// direction, turned or not: it is determined by digits beyond those that a file can hold.
pub fn network_file(model: &Model) -> Option<Json> {
    let entry = model.store.complete()?;
    let mut network = entry.subject.network();
    let ends = entry.analysis.end_to_end.as_ref();
    match (network.loss.extreme(), ends) {
        (Some(Extreme::Worst), Some(_)) => return None,
        _ if entry.analysis.turn.is_some() => {
            network.loss = Loss::Direction(entry.analysis.lens.as_ref()?.start_vector()?);
        }
        (Some(Extreme::Best), Some(ends)) => {
            network.loss = Loss::Direction(ends.first.u.clone());
        }
        _ => {}
    }
    network.turn = None;
    Some(network.to_value())
}
