//! The small program has no lesson, and nothing to ask about theory.

use super::ask::{Asked, Network};
use crate::words::lesson::Label;

pub(super) fn slope(network: &Network<'_>) -> Asked {
    // Of nothing that is foretold there is a question.
    Err(network.foretold.map_or(Label::NoLaw, |_| Label::Pending))
}

pub(super) fn edge(_: &Network<'_>) -> Asked {
    Err(Label::Pending)
}

pub(super) fn width(_: &Network<'_>) -> Asked {
    Err(Label::Pending)
}

pub(super) fn formats(_: &Network<'_>) -> Asked {
    Err(Label::Pending)
}
