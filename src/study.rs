//! What can be computed of a network besides its analysis.

#![warn(clippy::disallowed_methods)]

mod curve;
pub mod theory;
pub mod training;
