//! The overlay of the spectrum: what plain arithmetic says about the same network.

use crate::analysis::plain::PlainChain;
use crate::network::Network;
use crate::scene::PlainSpectra;
use crate::settings::Settings;

/// The largest [`Settings::cost`] for which it is computed, about a tenth of a second.
const COST_LIMIT: u64 = 1_500_000;

/// The spectra of plain f64 and f32 arithmetic, or none where they would take too long.
pub fn spectra(settings: &Settings) -> Option<PlainSpectra> {
    if settings.cost() > COST_LIMIT {
        return None;
    }
    let network = Network::from(settings);
    let chain = PlainChain::of(&network, &network.forward());
    Some(PlainSpectra::from(&chain))
}
