//! The page in the browser, the only room that knows one: [`page`] carries out what the model asks for, `views` show it, `compute` are
//! the hands that compute.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod bridge;
mod browser;
mod compute;
mod mailbox;
mod page;
mod start;
mod views;
