//! The network that is shown as a network file, for other scripts: files of it, and programs that compute the same.

use super::{App, opened};
use crate::json::Json;
use crate::network::{Extreme, Loss, Network};

impl App {
    /// The network file of the newest complete analysis. `None` before the first one, and for the worst direction: what makes it the worst
    /// lies behind the digits that a file can hold.
    pub(super) fn network_file(&self) -> Option<Json> {
        let (settings, analysis) = self.stage.settled()?;
        let mut network = match opened::of(settings) {
            Some(opened) => opened.network.clone(),
            None => Network::from(settings),
        };
        let ends = analysis.end_to_end.as_ref();
        match (&network.loss, ends) {
            (Loss::Extreme(Extreme::Best, _), Some(ends)) => {
                network.loss = Loss::Direction(ends.first.u.clone());
            }
            (Loss::Extreme(Extreme::Worst, _), Some(_)) => return None,
            _ => {}
        }
        Some(network.to_value())
    }
}
