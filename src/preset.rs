//! Named settings that each show one thing.

mod law;
#[cfg(feature = "whole")]
mod training;

use std::sync::OnceLock;

use crate::settings::{Course, Key, Recipe, Settings, View};
use crate::words::presets as words;

/// Settings with a name and a purpose.
#[derive(Debug, PartialEq, Eq)]
pub struct Preset {
    /// The name in addresses of pages and in messages; frozen with version 1 of the links.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What it shows, in one line. Numbers are not typed here: they are computed.
    pub purpose: &'static str,
    /// What differs from the defaults; frozen with version 1 of the links.
    changes: &'static [(Key, &'static str)],
}

use Key::{Act, Depth, Gain, Init, Seed, View as Open, Width};
#[cfg(feature = "whole")]
use Key::{Inputs, Loss as LossOf, Norm, Place, Skip, Tied};

/// All presets, in the order of the lesson. The small program of the page has only those that it can compute.
pub const PRESETS: &[Preset] = &[
    preset("sigmoid-classic", words::SIGMOID_CLASSIC, &[]),
    preset(
        "sigmoid-gain",
        words::SIGMOID_GAIN,
        &[(Gain, "4"), (Open, "bound")],
    ),
    preset(
        "linear-half",
        words::LINEAR_HALF,
        &[
            (Act, "linear"),
            (Init, "orthogonal"),
            (Gain, "0.5"),
            (Open, "bound"),
        ],
    ),
    preset(
        "linear-three-halves",
        words::LINEAR_THREE_HALVES,
        &[
            (Act, "linear"),
            (Init, "orthogonal"),
            (Gain, "1.5"),
            (Open, "bound"),
        ],
    ),
    preset(
        "flat-dw",
        words::FLAT_DW,
        &[(Act, "linear"), (Init, "orthogonal"), (Gain, "0.5")],
    ),
    preset(
        "gauss-linear",
        words::GAUSS_LINEAR,
        &[(Act, "linear"), (Open, "spectrum")],
    ),
    preset(
        "isometry",
        words::ISOMETRY,
        &[(Act, "linear"), (Init, "orthogonal"), (Open, "spectrum")],
    ),
    preset("tanh-xavier", words::TANH_XAVIER, &[(Act, "tanh")]),
    preset(
        "tanh-small",
        words::TANH_SMALL,
        &[(Act, "tanh"), (Gain, "0.5")],
    ),
    preset(
        "tanh-five-thirds",
        words::TANH_FIVE_THIRDS,
        &[
            (Act, "tanh"),
            (Gain, "1.6666666666666667"),
            (Open, "spectrum"),
        ],
    ),
    preset(
        "tanh-chaos",
        words::TANH_CHAOS,
        &[(Act, "tanh"), (Init, "normal"), (Seed, "5")],
    ),
    preset(
        "tanh-orthogonal",
        words::TANH_ORTHOGONAL,
        &[(Act, "tanh"), (Init, "orthogonal"), (Open, "spectrum")],
    ),
    preset(
        "relu-he",
        words::RELU_HE,
        &[(Act, "relu"), (Init, "he-normal")],
    ),
    preset("relu-xavier", words::RELU_XAVIER, &[(Act, "relu")]),
    preset(
        "relu-explode",
        words::RELU_EXPLODE,
        &[(Act, "relu"), (Init, "he-normal"), (Gain, "1.5")],
    ),
    preset(
        "relu-narrow",
        words::RELU_NARROW,
        &[(Act, "relu"), (Init, "he-normal"), (Width, "4")],
    ),
    preset(
        "same-variance",
        words::SAME_VARIANCE,
        &[(Init, "xavier-uniform")],
    ),
    preset(
        "float-floor",
        words::FLOAT_FLOOR,
        &[(Depth, "50"), (Act, "linear"), (Open, "spectrum")],
    ),
    preset(
        "hand-check",
        words::HAND_CHECK,
        &[(Depth, "3"), (Width, "2"), (Act, "linear")],
    ),
    #[cfg(feature = "whole")]
    preset(
        "residual-relu",
        words::RESIDUAL_RELU,
        &[
            (Depth, "100"),
            (Act, "relu"),
            (Init, "he-normal"),
            (Skip, "1"),
        ],
    ),
    #[cfg(feature = "whole")]
    preset(
        "residual-scaled",
        words::RESIDUAL_SCALED,
        &[
            (Depth, "100"),
            (Act, "relu"),
            (Init, "he-normal"),
            (Skip, "0.01"),
        ],
    ),
    #[cfg(feature = "whole")]
    preset(
        "residual-tanh",
        words::RESIDUAL_TANH,
        &[
            (Depth, "100"),
            (Act, "tanh"),
            (Skip, "0.1"),
            (Open, "spectrum"),
        ],
    ),
    #[cfg(feature = "whole")]
    preset(
        "pre-norm",
        words::PRE_NORM,
        &[
            (Depth, "100"),
            (Width, "64"),
            (Act, "relu"),
            (Init, "he-normal"),
            (Skip, "1"),
            (Norm, "layer"),
            (Place, "before"),
        ],
    ),
    #[cfg(feature = "whole")]
    preset(
        "post-norm",
        words::POST_NORM,
        &[
            (Depth, "100"),
            (Width, "64"),
            (Act, "relu"),
            (Init, "he-normal"),
            (Skip, "1"),
            (Norm, "layer"),
            (Place, "after"),
        ],
    ),
    #[cfg(feature = "whole")]
    preset("norm-sigmoid", words::NORM_SIGMOID, &[(Norm, "layer")]),
    #[cfg(feature = "whole")]
    preset(
        "tied",
        words::TIED,
        &[
            (Depth, "50"),
            (Width, "64"),
            (Act, "linear"),
            (Gain, "0.75"),
            (Tied, "1"),
            (Open, "bound"),
        ],
    ),
    #[cfg(feature = "whole")]
    preset(
        "mnist-sizes",
        words::MNIST_SIZES,
        &[
            (Depth, "5"),
            (Width, "512,256,256,128,10"),
            (Inputs, "784"),
            (Act, "relu~4,linear"),
            (Init, "he-normal"),
            (LossOf, "cross-entropy"),
        ],
    ),
    law::EDGE,
    law::NARROW,
    law::HALF,
    #[cfg(feature = "whole")]
    training::SIGMOID,
    #[cfg(feature = "whole")]
    training::RELU,
    #[cfg(feature = "whole")]
    training::SKIP,
    #[cfg(feature = "whole")]
    training::EDGE,
    #[cfg(feature = "whole")]
    training::CHAOS,
    #[cfg(feature = "whole")]
    training::EXPLODES,
    #[cfg(feature = "whole")]
    training::CLIPPED,
    #[cfg(feature = "whole")]
    training::COPY,
    #[cfg(feature = "whole")]
    training::DEEP_LINEAR,
];

/// A network that no settings draw: its numbers come with the page, and it has no link.
#[derive(Debug, PartialEq, Eq)]
pub struct Carried {
    /// The name in messages.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What it shows, in one line.
    pub purpose: &'static str,
    /// Its network file; it can be read, which a test of each sees to.
    pub text: &'static str,
}

/// All of them. The small program of the page reads no files and has none.
pub const CARRIED: &[Carried] = &[
    #[cfg(feature = "whole")]
    carried(
        "tied-zero-radius",
        words::TIED_ZERO_RADIUS,
        include_str!("preset/tied_zero_radius.json"),
    ),
];

/// The ids of all that the small program of the page does not have.
pub const NEED_WHOLE: [&str; 18] = [
    "residual-relu",
    "residual-scaled",
    "residual-tanh",
    "pre-norm",
    "post-norm",
    "norm-sigmoid",
    "tied",
    "mnist-sizes",
    "train-sigmoid",
    "train-relu",
    "train-skip",
    "train-edge",
    "train-chaos",
    "train-explodes",
    "train-clipped",
    "train-copy",
    "train-deep-linear",
    "tied-zero-radius",
];

const fn preset(
    id: &'static str,
    [name, purpose]: [&'static str; 2],
    changes: &'static [(Key, &'static str)],
) -> Preset {
    Preset {
        id,
        name,
        purpose,
        changes,
    }
}

#[cfg(feature = "whole")]
const fn carried(
    id: &'static str,
    [name, purpose]: [&'static str; 2],
    text: &'static str,
) -> Carried {
    Carried {
        id,
        name,
        purpose,
        text,
    }
}

impl Carried {
    /// The one with this name.
    pub fn from_id(id: &str) -> Option<&'static Self> {
        CARRIED.iter().find(|carried| carried.id == id)
    }
}

impl Preset {
    /// The preset with this name in addresses.
    pub fn from_id(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// The preset that this recipe is, whatever layer is selected: the one with the same chart open, or else the first
    /// with the same network. One that is about training is meant only if it is trained in the same way. A name is never
    /// stored: touching a setting takes it away.
    pub fn of(recipe: &Recipe, view: &View) -> Option<&'static Self> {
        static SETTINGS: OnceLock<Vec<Settings>> = OnceLock::new();
        let settings = SETTINGS.get_or_init(|| PRESETS.iter().map(Self::settings).collect());
        let all = PRESETS.iter().zip(settings);
        let same = all.filter(|(_, own)| {
            own.recipe == *recipe && [Course::default(), view.course].contains(&own.view.course)
        });
        let likeness = |own: &Settings| {
            let is_trained_so = own.view.course == view.course;
            (is_trained_so, own.view.chart == view.chart)
        };
        // Of several the last one would be taken.
        let best = same.rev().max_by_key(|(_, own)| likeness(own));
        best.map(|(preset, _)| preset)
    }

    /// What it sets.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::default();
        for (key, text) in self.changes {
            // Every text is allowed: a test of each preset sees to it.
            let _ = settings.set(*key, text);
        }
        settings.canonical().0
    }
}
