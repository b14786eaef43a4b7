//! The small program has no training: who opens it wishes for the whole one.

use super::context::Context;
use super::leaving;

/// Something that has happened to the training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schooling {
    /// The act is seen from now on, or no longer.
    Watch(bool),
}

/// The act is open when the whole program is there.
pub fn school(at: &mut Context<'_>, _: Schooling) {
    leaving::expect_whole(at);
}
