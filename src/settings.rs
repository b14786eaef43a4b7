//! What a reader can change, with limits and defaults, each in one place.

#![warn(clippy::disallowed_methods)]

#[cfg(feature = "whole")]
mod against;
mod chips;
mod choice;
#[cfg_attr(not(feature = "whole"), path = "settings/course_nothing.rs")]
mod course;
mod field;
mod layer;
mod limits;
mod meaning;
mod names;
mod notice;
mod per_layer;
mod recipe;
mod remedies;
mod rows;
mod slider;
#[cfg(feature = "whole")]
mod stretch;
#[cfg(feature = "whole")]
mod teacher;
mod text;
mod view;

pub use crate::decimal::decimal;
pub use chips::{Chip, Chips};
pub use choice::{
    Activation, Chart, Choice, DataKind, Init, Input, LossKind, NormKind, Place, RuleKind, Switch,
    Tied,
};
pub use course::Course;
#[cfg(feature = "whole")]
pub use course::{AT, BATCH, CLIP, LR, STEPS, STOP};
pub use field::{
    BIAS, COST_LIMIT, DEPTH, Field, GAIN, Group, INPUTS, Key, LAYER, Mark, Real, SAMPLES,
    SAMPLES_LIMIT, SEED, SKIP, SLOPE, STEP, Values, WEIGHT_LIMIT, WIDTH, Whole,
};
pub use names::key_meant;
pub use notice::Notice;
pub use per_layer::PerLayer;
pub use recipe::{Recipe, cost, weights};
pub use rows::FIELDS;
pub use slider::{Scale, Slider};
#[cfg(feature = "whole")]
pub use stretch::{Before, Manner, Stretch};
#[cfg(feature = "whole")]
pub use teacher::{MODE, Modes, START};
pub use text::{real_text, stated_layers};
pub use view::View;

/// What a link says about a network and how it is viewed.
///
/// The fields are public and may hold anything; [`Settings::canonical`] brings them within the
/// limits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// the network
    pub recipe: Recipe,
    /// how it is viewed
    pub view: View,
}
