//! The small program has no lesson, and nothing to ask about a training.

use super::ask::{Asked, Network};
use super::measure::Measured;
use crate::words::lesson::Label;

/// Why there is nothing to ask.
fn nothing(network: &Network<'_>) -> Asked {
    match network.training {
        Some(Err(refusal)) => Err(refusal),
        _ => Err(Label::Pending),
    }
}

pub(super) fn who(network: &Network<'_>) -> Asked {
    nothing(network)
}

pub(super) fn evenness(network: &Network<'_>) -> Asked {
    nothing(network)
}

pub(super) fn outcome(network: &Network<'_>) -> Asked {
    nothing(network)
}

pub(super) fn change(_: &Network<'_>) -> Measured {
    None
}

pub(super) fn loss(_: &Network<'_>) -> Measured {
    None
}
