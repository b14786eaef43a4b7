//! What several tests share.
#![allow(clippy::cast_possible_truncation, reason = "sizes of tests are small")]

pub mod cases;
pub mod extent;
pub mod file;
pub mod fingerprint;
pub mod layers;
pub mod link;
pub mod networks;
pub mod oracle;
mod oracle_jacobian;
pub mod random;
pub mod reference;
pub mod structured;
pub mod training;
