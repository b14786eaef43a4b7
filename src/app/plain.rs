//! The overlay of the spectrum: what plain arithmetic says about the same network.

use crate::analysis::plain::PlainChain;
use crate::network::Network;
use crate::scene::PlainSpectra;
use crate::settings::Settings;

/// The largest [`Settings::cost`] for which it is computed: in one go, which must not stop the page for long.
const COST_LIMIT: u64 = 2_000_000;

/// Whether the network is small enough for an overlay.
pub fn is_quick(settings: &Settings) -> bool {
    settings.cost() <= COST_LIMIT
}

/// The spectra of plain f64 and f32 arithmetic.
pub fn spectra(settings: &Settings) -> PlainSpectra {
    let network = Network::from(settings);
    PlainSpectra::from(&PlainChain::of(&network, &network.forward()))
}
