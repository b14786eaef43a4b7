//! What can be computed of a network besides its analysis.

#![cfg(feature = "whole")]
#![warn(clippy::disallowed_methods)]

pub mod training;
