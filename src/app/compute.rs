//! Who computes: workers, and the page's own desk. What they do is decided in `state`.

pub mod desk;
pub mod pool;
mod remote;
pub mod worker;
