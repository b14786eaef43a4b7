//! What can be computed of a network besides its analysis.

#![cfg(feature = "whole")]
#![warn(clippy::disallowed_methods)]

mod curve;
mod depths;
pub mod ensemble;
pub mod map;
pub mod reach;
pub mod theory;
pub mod training;
