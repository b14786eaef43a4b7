//! The small program has no pictures of a training.

/// No first steps of one.
#[derive(Clone, Debug, PartialEq)]
pub enum FirstSteps {}
