//! Every text that the program writes on the page, by the place where a reader sees it; texts that
//! never change are in `index.html`.
//!
//! A translation is another set of these files and of `index.html`. What is said, and when, is
//! decided elsewhere; only the wording is here. Symbols of formulas and names in links need no
//! translation and stay where they are used.
//!
//! Counts are passed as numbers, so that a language can inflect its nouns; magnitudes are passed as
//! [`Shown`], already rounded.

#![allow(missing_docs, reason = "a text is its own description")]

pub mod apart;
#[cfg(feature = "whole")]
pub mod beside;
pub mod blocks;
pub mod bound;
pub mod card;
pub mod chain;
pub mod compare;
pub mod digits;
pub mod fan;
pub mod files;
pub mod gap;
pub mod inspector;
pub mod learning;
pub mod lengths;
pub mod lesson;
#[cfg(feature = "whole")]
pub mod map;
pub mod modes;
pub mod name;
pub mod notices;
pub mod outputs;
pub mod panels;
pub mod presets;
pub mod schooling;
pub mod settings;
pub mod spectrum;
pub mod status;
pub mod strip;
pub mod sums;
#[cfg(feature = "whole")]
pub mod training;
pub mod training_chain;
pub mod training_way;
pub mod values;
pub mod verdict;

use std::fmt::Display;

/// Anything that can be written into a sentence: a magnitude with its digits, a limit, a part that
/// is worded elsewhere.
pub type Shown<'a> = &'a dyn Display;
