//! What a computation is for, and what comes of it.

#[cfg(feature = "whole")]
use super::survey::Surveyed;
use crate::analysis::{Analysis, Column, PlainSuffix};
#[cfg(feature = "whole")]
use crate::scene::ChainPoint;
#[cfg(feature = "whole")]
use crate::study::ensemble::Member;
#[cfg(feature = "whole")]
use crate::study::training::Learned;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// The analysis.
    Analysis,
    /// The results of plain arithmetic.
    Plain,
    /// Columns of the strip of gains.
    Strip,
    /// A portion of a training.
    Training,
    /// Other networks of the recipe.
    #[cfg(feature = "whole")]
    Seeds,
    /// The chain at some steps of a training.
    #[cfg(feature = "whole")]
    Chain,
    /// What is missing of the maps.
    #[cfg(feature = "whole")]
    Map,
    /// A warm-up without a result: browsers optimise code that has run for a while.
    WarmUp,
}

/// The outcome of a job.
#[derive(Debug)]
pub enum Outcome {
    /// The whole analysis.
    Analysis(Box<Analysis>),
    /// The results of plain arithmetic for P^(0), P^(1), ...
    Plain(Vec<PlainSuffix>),
    /// The last columns of the strip of gains.
    Strip(Vec<(usize, Column)>),
    /// What came of a portion of a training, which says itself whether it continues what is known.
    #[cfg(feature = "whole")]
    Training(Box<Learned>),
    /// The last of many networks, with their numbers.
    #[cfg(feature = "whole")]
    Seeds(Vec<(u32, Member)>),
    /// The last points of the chain over a training.
    #[cfg(feature = "whole")]
    Chain(Vec<ChainPoint>),
    /// The last parts of the maps.
    #[cfg(feature = "whole")]
    Map(Vec<Surveyed>),
}

/// Columns of the strip of gains that are to be computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sweep {
    /// Their numbers and their factors of the weights, the most urgent first.
    pub columns: Vec<(usize, f64)>,
    /// dL/dy* in all of them, if the loss points along the chain and this is known.
    pub start: Option<Vec<f64>>,
}
