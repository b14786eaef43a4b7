//! Training: what happens to the layers of a network while it learns.
//!
//! Plain f64 in a fixed order, no fused operations, no function of the platform: the same network, data and plan give
//! the same bits at step n everywhere. All gradients of a step are those of the weights before it. `MODEL.md` has the
//! formulas.

mod answers;
mod batches;
mod case;
mod course;
mod data;
mod digits;
mod guess;
mod history;
mod loss;
mod modes;
mod parameters;
#[cfg(feature = "whole")]
mod parts;
mod pass;
mod plan;
mod portion;
mod record;
mod rest;
mod rule;
mod run;
mod session;
mod sets;
mod sight;
mod teacher;
mod trainer;
#[cfg(feature = "whole")]
mod travel;

pub use crate::network::FileError;
pub use crate::settings::Course;
pub use answers::Evaluation;
pub use batches::Batches;
pub use case::Case;
pub use data::{Data, Targets};
pub use digits::Digits;
pub use history::{History, HistoryColumn, Stopped};
pub use modes::{Inexact, Mode};
pub use parameters::BatchNorm;
pub use plan::{Clip, Plan};
pub use portion::{Learned, Learning, Losses, Portion};
pub use record::{NonFinite, Record, What};
pub use rule::Rule;
pub use run::{Recorded, Run};
pub use session::Session;
pub use sets::DataSet;
pub use sight::Sight;
pub use teacher::Teacher;
pub use trainer::{Snapshot, Trainer};
