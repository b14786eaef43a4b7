//! The rows of the table of settings, and the limits of the values.

use super::names::Others;
use super::rows::FIELDS;
use super::slider::Slider;
use super::{Choice, Settings};
use crate::words::settings as words;

/// Which setting; the order is the order of links and of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// K
    Depth,
    /// H_1..H_K
    Width,
    /// H_0
    Inputs,
    /// A^(j)
    Act,
    /// distribution of the weights
    Init,
    /// multiplies every weight
    Gain,
    /// standard deviation of the biases
    Bias,
    /// s of z + s A(..)
    Skip,
    /// what normalises the numbers of a layer
    Norm,
    /// where it does
    Place,
    /// whether layers of one shape share their weights
    Tied,
    /// of leaky ReLU on the left
    Slope,
    /// x
    Input,
    /// dL/dy*
    Loss,
    /// by how much dL/dy* is turned
    Turn,
    /// how many inputs
    Samples,
    /// everything random comes from it
    Seed,
    /// what it is trained on
    Data,
    /// the singular values of a linear map
    Modes,
    /// the strength of each of them at first
    Start,
    /// whether hidden layers are normalised over the rows
    BatchNorm,
    /// how a gradient becomes an update
    Rule,
    /// the step size
    Lr,
    /// how many rows a step sees
    Batch,
    /// the limit of the gradient
    Clip,
    /// where the training stops
    Steps,
    /// the loss below which it stops
    Stop,
    /// what was otherwise before
    Before,
    /// the step that is shown
    At,
    /// the training beside which it is shown
    Against,
    /// the selected layer
    Layer,
    /// the open panel
    View,
    /// what of the fan is shown
    Chips,
    /// the open step of the lesson
    Step,
}

/// The group that a setting belongs to on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The main settings of a network: depth, width, activation, initialisation, gain.
    Recipe,
    /// What else the network is made of: the size of the input, the biases.
    More,
    /// What keeps gradients alive: skips, norms, shared weights.
    Remedies,
    /// What goes in and what comes back: the input, the loss.
    Ends,
    /// Where everything random comes from.
    Chance,
    /// How it is trained.
    Training,
    /// How it is viewed; no number depends on it.
    View,
}

/// One row of the table: all that form, links, limits, locks and documentation know about a
/// setting.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Which setting.
    pub key: Key,
    /// The key in links.
    pub name: &'static str,
    /// The name for people.
    pub label: &'static str,
    /// What it does, in one sentence.
    pub help: &'static str,
    /// The values that it may have.
    pub values: Values,
    /// Its group on the page.
    pub group: Group,
    /// Its symbol in formulas as HTML; empty if it has none.
    pub symbol: &'static str,
    /// How its slider runs, if it has one.
    pub slider: Slider,
    /// Whether a network file determines it, because it belongs to the shape.
    pub is_of_files: bool,
    /// The version of the links that introduced it.
    pub since: u32,
    /// Its value as written in a link; empty if it follows another setting.
    pub text: fn(&Settings) -> String,
    /// Takes a value in lower case; `None` changes nothing.
    pub(super) set: fn(&mut Settings, &str) -> Option<()>,
    /// Moves its value to the nearest allowed one; true if that changes it.
    pub(super) clamp: fn(&mut Settings) -> bool,
    /// Other names for its values.
    pub(super) others: &'static Others,
}

impl Field {
    /// Whether it decides a number of the network before any training.
    pub fn is_of_network(&self) -> bool {
        !matches!(self.group, Group::Training | Group::View)
    }
}

/// The values that a setting may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Values {
    /// A whole number.
    Whole(Whole),
    /// A real number.
    Real(Real),
    /// One of a few names; the default is the `Default` of its enum.
    Choice(&'static [Choice]),
    /// A whole number per layer, as one number or runs `16~10,8~10`.
    WholePerLayer(Whole),
    /// A real number per layer, as one number or runs `1~10,4~1,1~9`.
    RealPerLayer(Real),
    /// 1..=8 real numbers, as `3,2,1`.
    Reals(Real),
    /// A name per layer, as one name or runs `tanh~19,linear`.
    ChoicePerLayer(&'static [Choice]),
    /// A text that the page writes; what it has to be like.
    Text(&'static str),
}

/// Limits and default of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The smallest allowed.
    pub min: u32,
    /// The largest allowed.
    pub max: u32,
    /// The default; `None` if it follows another setting.
    pub default: Option<u32>,
}

/// Limits and default of a real number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Real {
    /// The smallest allowed.
    pub min: f64,
    /// The largest allowed.
    pub max: f64,
    /// The default.
    pub default: f64,
    /// Well-known values, marked on the slider.
    pub marks: &'static [Mark],
}

/// A well-known value of a real setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The value.
    pub value: f64,
    /// Its label.
    pub label: &'static str,
}

/// The most singular values of a linear map that is to be learned.
pub(super) const MODES: usize = 8;
/// The widest layer, and the widest input, of the small program.
pub(super) const SMALL: usize = 128;
/// K.
pub const DEPTH: Whole = whole(1, 200, Some(20));
/// H_1..H_K.
pub const WIDTH: Whole = whole(1, 1024, Some(16));
/// H_0; the default is H_1.
pub const INPUTS: Whole = whole(1, 4096, None);
/// The factor of every weight.
pub const GAIN: Real = Real {
    min: 0.01,
    max: 10.0,
    default: 1.0,
    marks: &[
        mark(0.5, "1/2"),
        mark(1.0, "1"),
        mark(std::f64::consts::SQRT_2, "\u{221a}2"),
        mark(5.0 / 3.0, "5/3"),
        mark(2.0, "2"),
    ],
};
/// Standard deviation of the biases.
pub const BIAS: Real = Real {
    min: 0.0,
    max: 5.0,
    default: 0.0,
    marks: &[],
};
/// The factor of what a layer adds to what enters it; 0 is no skip.
pub const SKIP: Real = Real {
    min: 0.0,
    max: 10.0,
    default: 0.0,
    marks: &[mark(1.0, "1")],
};
/// The slope of leaky ReLU on the left.
pub const SLOPE: Real = Real {
    min: 0.0,
    max: 1.0,
    default: 0.01,
    marks: &[],
};
/// How many inputs the mean loss is taken over.
pub const SAMPLES: Whole = whole(1, 256, Some(1));
/// The largest allowed number of weights times samples, if there is more than one.
pub const SAMPLES_LIMIT: u64 = 210_000_000;
/// The angle of dL/dy* from the direction that survives best, in degrees; without a number it is where the loss
/// points.
pub const TURN: Real = Real {
    min: -180.0,
    max: 180.0,
    default: 0.0,
    marks: &[],
};
/// Everything random comes from it.
pub const SEED: Whole = whole(0, u32::MAX, Some(1));
/// The layer under the lens, at most the depth; without a number the lens is at the input.
pub const LAYER: Whole = whole(1, DEPTH.max, None);
/// The open step of the lesson; without a number the lesson is closed.
pub const STEP: Whole = whole(1, 27, None);
/// The most weights that a network may have, so that it fits into the memory of a browser: 400 MB, and one thread has
/// them. 200 layers of 500 fit, and 47 of 1024.
pub const WEIGHT_LIMIT: u64 = 50_000_000;
/// Up to this [`super::Recipe::cost`] the singular values of all layers and of the chain are computed: 200 layers of
/// 195 fit, and 12 of 500.
pub const COST_LIMIT: u64 = 1_500_000_000;

impl Key {
    /// The row of the table.
    pub fn field(self) -> &'static Field {
        &FIELDS[self as usize]
    }

    /// The setting with this key in links.
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|f| f.name == name).map(|f| f.key)
    }
}

impl Field {
    /// Whether layers may have values of their own.
    pub fn is_per_layer(&self) -> bool {
        matches!(
            self.values,
            Values::WholePerLayer(_) | Values::RealPerLayer(_) | Values::ChoicePerLayer(_)
        )
    }

    /// The well-known values of a real setting in a network of this many layers.
    pub fn marks(&self, depth: usize) -> Vec<Mark> {
        let (Values::Real(limits) | Values::RealPerLayer(limits)) = self.values else {
            return Vec::new();
        };
        let mut marks = limits.marks.to_vec();
        if self.key == Key::Skip && depth > 1 {
            #[expect(clippy::cast_precision_loss, reason = "a depth")]
            let depth = depth as f64;
            // Four digits: the exact numbers would be no more exact as a remedy.
            let rounded = |x: f64| (x * 1e4).round() / 1e4;
            marks.push(mark(rounded(1.0 / depth.sqrt()), "1/\u{221a}K"));
            marks.push(mark(rounded(1.0 / depth), "1/K"));
        }
        marks
    }
}

impl Whole {
    /// The nearest allowed number.
    pub fn clamp(self, value: usize) -> usize {
        value.clamp(self.min as usize, self.max as usize)
    }
}

impl Real {
    /// The nearest allowed number; the default for NaN, and 0 instead of -0.
    pub fn clamp(self, value: f64) -> f64 {
        if value.is_nan() {
            return self.default;
        }
        // Adding 0 turns -0 into 0.
        value.clamp(self.min, self.max) + 0.0
    }
}

impl std::fmt::Display for Values {
    /// What is allowed, as part of a sentence: "a whole number from 1 to 200".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::Whole(w) => words::whole(&w.min, &w.max),
            Self::WholePerLayer(w) => words::whole_runs(&w.min, &w.max, DEPTH.max),
            Self::Real(r) => words::real(&r.min, &r.max),
            Self::RealPerLayer(r) => words::real_runs(&r.min, &r.max, DEPTH.max),
            Self::Reals(r) => words::reals(MODES, &r.min, &r.max),
            Self::Choice(choices) => words::choice(&names(choices)),
            Self::ChoicePerLayer(choices) => {
                let name = |at: usize| choices.get(at).map_or("", |choice| choice.name);
                words::choice_runs(&names(choices), [0, 2].map(name))
            }
            Self::Text(what) => (*what).into(),
        })
    }
}

fn names(choices: &[Choice]) -> String {
    let names: Vec<_> = choices.iter().map(|c| c.name).collect();
    names.join(", ")
}

const fn whole(min: u32, max: u32, default: Option<u32>) -> Whole {
    Whole { min, max, default }
}

pub(super) const fn mark(value: f64, label: &'static str) -> Mark {
    Mark { value, label }
}
