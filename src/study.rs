//! What can be computed of a network besides its analysis.

#![warn(clippy::disallowed_methods)]

pub mod training;
