//! Why gradients vanish or explode in a deep network, computed exactly.
//!
//! A network of K layers computes z^(j) = A^(j)(w^(j)T z^(j-1) + b^(j)). The Jacobian of layer j
//! is J^(j) = diag[A^(j)'(a^(j))] w^(j)T, and the gradient that reaches the output of layer h is
//! P^(h)T dL/dy* with the chain product P^(h) = J^(K) ... J^(h+1). The singular values of these
//! matrices decide which directions of the gradient expand and which shrink.
//!
//! The data goes one way:
//!
//! ```text
//! link -> Recipe -> Network -> Analysis -> Scene -> chart -> canvas or SVG
//!     \-> View                         \-> report (JSON)
//! ```
//!
//! Every number on the way is computed from the network itself; no product of Jacobians is ever
//! formed as a plain matrix, so small singular values keep their digits far beyond the range of
//! f64. What cannot be resolved is marked as unresolved.

pub mod analysis;
#[cfg(target_arch = "wasm32")]
mod app;
pub mod chart;
pub mod decimal;
pub mod json;
pub mod lesson;
pub mod link;
pub mod network;
pub mod preset;
pub mod report;
pub mod scene;
pub mod settings;
pub mod state;
pub mod study;
pub mod words;
