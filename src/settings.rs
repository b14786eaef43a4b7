//! What a reader can change, with limits and defaults, each in one place.

#![warn(clippy::disallowed_methods)]

mod choice;
mod decimal;
mod field;
mod layer;
mod limits;
mod notice;
mod per_layer;
mod text;

pub use choice::{Activation, Choice, Init, Input, LossKind, View};
pub use decimal::decimal;
pub use field::{
    BIAS, COST_LIMIT, DEPTH, FIELDS, Field, GAIN, INPUTS, Key, LAYER, Mark, Real, SEED, STEP,
    Values, WIDTH, Whole,
};
pub use notice::Notice;
pub use per_layer::PerLayer;
pub use text::{real_text, stated_layers};

/// Everything a reader can change.
///
/// The fields are public and may hold anything; [`Settings::canonical`] brings them within the limits, and
/// every network is built from canonical settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// K
    pub depth: usize,
    /// H_1..H_K
    pub width: PerLayer<usize>,
    /// H_0; `None` is the same as H_1
    pub inputs: Option<usize>,
    /// A^(j)
    pub activation: PerLayer<Activation>,
    /// distribution of the weights
    pub init: Init,
    /// multiplies every weight of layer j
    pub gain: PerLayer<f64>,
    /// standard deviation of the biases
    pub bias: f64,
    /// x
    pub input: Input,
    /// dL/dy*
    pub loss: LossKind,
    /// everything random comes from it
    pub seed: u32,
    /// the selected layer; `None` is layer K
    pub layer: Option<usize>,
    /// the open panel
    pub view: View,
    /// the open step of the lesson; `None` where it is closed
    pub step: Option<usize>,
}

impl Default for Settings {
    /// The defaults of the table [`FIELDS`] and of the enums; canonical.
    fn default() -> Self {
        let number = |limits: Whole| limits.default.unwrap_or(limits.min);
        Self {
            depth: number(DEPTH) as usize,
            width: PerLayer::uniform(number(WIDTH) as usize),
            inputs: None,
            activation: PerLayer::uniform(Activation::default()),
            init: Init::default(),
            gain: PerLayer::uniform(GAIN.default),
            bias: BIAS.default,
            input: Input::default(),
            loss: LossKind::default(),
            seed: number(SEED),
            layer: None,
            view: View::default(),
            step: None,
        }
    }
}
