//! What several tests share.
#![allow(dead_code, reason = "every test uses a part of it")]

pub mod networks;
pub mod oracle;
pub mod random;
pub mod reference;
