//! Theory: what gradients of wide random networks do, and what is known exactly of narrow ones.
//!
//! Weights and biases are independent. `MODEL.md` has the formulas with their sources.

mod absent;
mod correlation;
mod finite;
mod forward;
mod json;
mod laws;
mod marks;
mod mean_field;
mod moments;
mod quadrature;
mod recipe;
mod residual;
mod special;

pub use absent::Absent;
pub use correlation::Correlation;
pub use finite::{Drift, beta, dead_probability, drift_of_beta, linear_drift, newman, relu_drift};
pub use json::{Blocks, Form, Row};
pub use laws::Law;
pub use mean_field::{Fate, MeanField, Phase, Trend, Wide};
pub use moments::{Moments, Shape};
pub use recipe::{Directions, Line, Theory, Typical};
pub use residual::{Grown, Normalised, Residual, batch_norm_linear, critical_point, shattered};
pub use special::{digamma, tetragamma, trigamma};
