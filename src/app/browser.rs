//! What the browser gives: the document, the address, listeners, moments to work at.

pub mod address;
pub mod clipboard;
pub mod document;
pub mod failure;
pub mod json;
pub mod listener;
pub mod measured;
pub mod parts;
pub mod schedule;
pub mod target;
pub mod written;
