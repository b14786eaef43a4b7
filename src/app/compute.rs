//! Who computes: workers, and the page's own desk. `state` decides what they do.

pub mod desk;
pub mod pool;
mod remote;
pub mod worker;
