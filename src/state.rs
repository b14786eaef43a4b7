//! The page as a value: what it knows, what can happen to it, and what is to be done then. No browser.
//!
//! [`update()`] is the only writer. Every event, message, link, step of the lesson and button becomes a [`Msg`]; whether a change is
//! allowed is asked in one place, [`Policy::judge`], for every [`Door`]. The answer is a list of [`Effect`]s, which one runner carries
//! out in the browser, and a test reads.

mod addressing;
mod asking;
#[cfg_attr(not(feature = "whole"), path = "state/beside_nothing.rs")]
mod beside;
mod board;
#[cfg(feature = "whole")]
mod chain_task;
#[cfg(feature = "whole")]
mod chain_time;
#[cfg(feature = "whole")]
mod chaining;
mod comparing;
mod computation;
mod context;
mod crew;
#[cfg(feature = "whole")]
mod digits;
mod editing;
mod effect;
#[cfg(feature = "whole")]
mod first;
#[cfg_attr(not(feature = "whole"), path = "state/following_nothing.rs")]
mod following;
#[cfg_attr(not(feature = "whole"), path = "state/gathering_nothing.rs")]
mod gathering;
mod given;
mod goal;
mod job;
mod jobs;
#[cfg(feature = "whole")]
mod learn;
mod leaving;
mod lesson;
mod look;
#[cfg(feature = "whole")]
mod map;
#[cfg(feature = "whole")]
mod mapping;
mod model;
mod msg;
mod offer;
mod policy;
mod pulsing;
mod quiz;
mod resuming;
mod run;
#[cfg(feature = "whole")]
mod sample;
#[cfg_attr(not(feature = "whole"), path = "state/schooling_nothing.rs")]
mod schooling;
#[cfg(feature = "whole")]
mod stalled;
mod store;
mod strip;
mod summary;
#[cfg(feature = "whole")]
mod survey;
#[cfg(feature = "whole")]
mod surveying;
mod task;
mod teaching;
#[cfg(feature = "whole")]
mod telling;
#[cfg(feature = "whole")]
mod trainers;
#[cfg_attr(not(feature = "whole"), path = "state/training_nothing.rs")]
mod training;
mod update;
mod wish;
mod working;

pub use beside::BesideStore;
pub use board::Board;
#[cfg(feature = "whole")]
pub use chain_time::ChainTime;
pub use computation::Computation;
pub use crew::{Command, Crew, DESK, Workers};
pub use effect::{Announced, Effect};
pub use following::first_network;
pub use given::{network_file, report};
pub use jobs::Jobs;
pub use leaving::left;
pub use lesson::{Lesson, Remark};
pub use look::Look;
#[cfg(feature = "whole")]
pub use map::MapStore;
#[cfg(feature = "whole")]
pub use mapping::Mapping;
pub use model::{Model, Pinned};
pub use msg::{Move, Msg, Taught};
pub use offer::{has_example, has_fit, has_others, trial, veiling};
pub use policy::{Change, Door, Policy, Proposal};
pub use quiz::Quiz;
pub use run::Run;
#[cfg(feature = "whole")]
pub use sample::Sample;
pub use schooling::Schooling;
#[cfg(feature = "whole")]
pub use stalled::Stalled;
pub use store::{Entry, Freshness, Store};
pub use strip::StripStore;
pub use summary::{summary, with_remedies};
pub use task::{SHORT, Task, Yield};
#[cfg(feature = "whole")]
pub use trainers::Trainers;
#[cfg(feature = "whole")]
pub use training::Speed;
pub use training::TrainingStore;
pub use update::update;
pub use wish::{Entry as HistoryEntry, Left, Wish};
