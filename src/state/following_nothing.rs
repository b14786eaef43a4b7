//! The small program has no training, so that nothing follows.

use super::context::Context;
use super::model::Model;
use crate::network::{Network, Subject};
use crate::settings::{Course, Settings};

/// What is shown is what was asked for.
pub fn kept(_: &Model, subject: Subject, _: (&Course, usize)) -> Subject {
    subject
}

/// There is no training of it.
pub fn follow(_: &mut Context<'_>) {}

/// No step is on its way.
pub fn awaits(_: &Model) -> bool {
    false
}

/// Nothing is to be computed.
pub fn begin(_: &mut Context<'_>) -> bool {
    false
}

/// The network that the page shows first of these settings.
pub fn first_network(settings: &Settings) -> Network {
    Network::from(&settings.recipe)
}
