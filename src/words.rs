//! Every text of the page that the program writes, by the place where a reader sees it; those that never change stand in `index.html`.
//!
//! A translation is another set of these files and of `index.html`. What is said, and when, is decided elsewhere: here is
//! only how it is worded. Symbols of formulas and names of links are no language and stay where they are used.
//!
//! Counts come as numbers, so that a language can bend its nouns by them; magnitudes come as [`Shown`], already rounded.

#![allow(missing_docs, reason = "a text is its own description")]

pub mod bound;
pub mod card;
pub mod chain;
pub mod compare;
pub mod fan;
pub mod files;
pub mod flow;
pub mod gap;
pub mod gradients;
pub mod inspector;
pub mod lesson;
pub mod name;
pub mod notices;
pub mod outputs;
pub mod panels;
pub mod presets;
pub mod settings;
pub mod spectrum;
pub mod status;
pub mod values;
pub mod verdict;

use std::fmt::Display;

/// What writes itself into a sentence: a magnitude with its digits, a limit, a part that is worded elsewhere.
pub type Shown<'a> = &'a dyn Display;
