//! The network that is shown as a network file, for other scripts: files of it, and programs that compute the same.

use super::{App, opened};
use crate::analysis::Analysis;
use crate::json::Json;
use crate::network::{Extreme, Loss, Network};

impl App {
    /// The network file of the newest complete analysis. `None` before the first one, and where the direction of the loss is not resolved.
    pub(super) fn network_file(&self) -> Option<Json> {
        let (settings, analysis) = self.stage.settled()?;
        let mut network = match opened::of(settings) {
            Some(opened) => opened.network.clone(),
            None => Network::from(settings),
        };
        if let Loss::Extreme(extreme, _) = network.loss
            && let Some(gradient) = extreme_gradient(analysis, extreme)
        {
            network.loss = Loss::Direction(gradient?);
        }
        Some(network.to_value())
    }
}

/// dL/dy* of a loss along the chain: `None` where the chain has no direction, `Some(None)` where it is not resolved.
fn extreme_gradient(analysis: &Analysis, extreme: Extreme) -> Option<Option<Vec<f64>>> {
    let ends = analysis.end_to_end.as_ref()?;
    Some(match extreme {
        Extreme::Best => Some(ends.first.u.clone()),
        Extreme::Worst => ends.last.as_ref().map(|last| last.u.clone()),
    })
}
