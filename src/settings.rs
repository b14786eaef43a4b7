//! What a reader can change, with limits and defaults, each in one place.

#![warn(clippy::disallowed_methods)]

mod choice;
mod decimal;
mod field;
mod layer;
mod limits;
mod meaning;
mod names;
mod notice;
mod per_layer;
mod text;

pub use choice::{Activation, Choice, Init, Input, LossKind, View};
pub use decimal::decimal;
pub use field::{
    BIAS, COST_LIMIT, DEPTH, FIELDS, Field, GAIN, INPUTS, Key, LAYER, Mark, Real, SEED, STEP,
    Values, WIDTH, Whole,
};
pub use names::key_meant;
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
    /// which network file the numbers come from, in place of the settings above, which then only tell its shape; in no link
    pub file: Option<u32>,
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
            file: None,
        }
    }
}

impl Settings {
    /// The shape of the network file with this number: its sizes H_0..H_K and the activations of its layers 1..K.
    pub fn of_file(file: u32, widths: &[usize], activations: &[Activation]) -> Self {
        let shape = Self::default();
        let each = |layers: &[usize]| PerLayer::from_runs(layers.iter().map(|&width| (width, 1)));
        let layers = widths.get(1..).unwrap_or_default();
        Self {
            depth: layers.len(),
            width: each(layers).unwrap_or(shape.width),
            inputs: widths.first().copied(),
            activation: PerLayer::from_runs(activations.iter().map(|&act| (act, 1)))
                .unwrap_or(shape.activation),
            loss: LossKind::Mse,
            file: Some(file),
            ..Self::default()
        }
        .canonical()
        .0
    }
}
