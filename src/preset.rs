//! Named settings that each show one thing.

use crate::settings::{Key, Settings, View};

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

use Key::{Act, Depth, Gain, Init, Seed, View as Chart, Width};

/// All presets, in the order of the lesson.
pub const PRESETS: [Preset; 19] = [
    Preset {
        id: "sigmoid-classic",
        name: "Sigmoid, the textbook case",
        purpose: "A′ is at most 1/4, so each layer shrinks the gradient.",
        changes: &[],
    },
    Preset {
        id: "sigmoid-gain",
        name: "Sigmoid with large weights",
        purpose: "Larger weights help, then saturate; the bound gives the wrong verdict.",
        changes: &[(Gain, "4"), (Chart, "bound")],
    },
    Preset {
        id: "linear-half",
        name: "Linear, gain 1/2",
        purpose: "The gain to the power of the depth, in all directions alike; the bound is tight.",
        changes: &[
            (Act, "linear"),
            (Init, "orthogonal"),
            (Gain, "0.5"),
            (Chart, "bound"),
        ],
    },
    Preset {
        id: "linear-three-halves",
        name: "Linear, gain 3/2",
        purpose: "The same law, growing.",
        changes: &[
            (Act, "linear"),
            (Init, "orthogonal"),
            (Gain, "1.5"),
            (Chart, "bound"),
        ],
    },
    Preset {
        id: "flat-dw",
        name: "The trap of level weight gradients",
        purpose: "The gradient of the weights is level while the gradient of the outputs dies.",
        changes: &[(Act, "linear"), (Init, "orthogonal"), (Gain, "0.5")],
    },
    Preset {
        id: "gauss-linear",
        name: "Linear, Gaussian weights",
        purpose: "The variance is kept, and yet the chain treats its directions more and more unequally.",
        changes: &[(Act, "linear"), (Chart, "spectrum")],
    },
    Preset {
        id: "isometry",
        name: "Linear isometry",
        purpose: "Every direction survives unchanged.",
        changes: &[(Act, "linear"), (Init, "orthogonal"), (Chart, "spectrum")],
    },
    Preset {
        id: "tanh-xavier",
        name: "Tanh, Xavier",
        purpose: "The gradient decays, but slowly.",
        changes: &[(Act, "tanh")],
    },
    Preset {
        id: "tanh-small",
        name: "Tanh, small weights",
        purpose: "The ordered phase: outputs and gradients both die.",
        changes: &[(Act, "tanh"), (Gain, "0.5")],
    },
    Preset {
        id: "tanh-five-thirds",
        name: "Tanh, gain 5/3",
        purpose: "The usual gain, and its price: the directions spread.",
        changes: &[
            (Act, "tanh"),
            (Gain, "1.6666666666666667"),
            (Chart, "spectrum"),
        ],
    },
    Preset {
        id: "tanh-chaos",
        name: "Tanh in chaos",
        purpose: "An explosion in spite of saturation.",
        changes: &[(Act, "tanh"), (Init, "normal"), (Seed, "5")],
    },
    Preset {
        id: "tanh-orthogonal",
        name: "Tanh, orthogonal weights",
        purpose: "Nearly an isometry, and not linear.",
        changes: &[(Act, "tanh"), (Init, "orthogonal"), (Chart, "spectrum")],
    },
    Preset {
        id: "relu-he",
        name: "ReLU, He",
        purpose: "The factor 2 makes up for the half that ReLU cuts off.",
        changes: &[(Act, "relu"), (Init, "he-normal")],
    },
    Preset {
        id: "relu-xavier",
        name: "ReLU, Xavier",
        purpose: "Without the factor 2 the gradient shrinks by about √2 in each layer.",
        changes: &[(Act, "relu")],
    },
    Preset {
        id: "relu-explode",
        name: "ReLU, He, gain 1.5",
        purpose: "More than the factor 2, and the gradient explodes.",
        changes: &[(Act, "relu"), (Init, "he-normal"), (Gain, "1.5")],
    },
    Preset {
        id: "relu-narrow",
        name: "Narrow ReLU",
        purpose: "Dead in most draws: press “New seed”.",
        changes: &[(Act, "relu"), (Init, "he-normal"), (Width, "4")],
    },
    Preset {
        id: "same-variance",
        name: "Sigmoid, uniform weights",
        purpose: "The shape of the distribution does not matter, its variance does: compare with the textbook case.",
        changes: &[(Init, "xavier-uniform")],
    },
    Preset {
        id: "float-floor",
        name: "Below the floor of floats",
        purpose: "Singular values that plain f64 and f32 would have missed: tick “as plain f64 and f32 would see it”.",
        changes: &[(Depth, "50"), (Act, "linear"), (Chart, "spectrum")],
    },
    Preset {
        id: "hand-check",
        name: "Small enough for paper",
        purpose: "Three layers of two neurons: every number can be checked by hand.",
        changes: &[(Depth, "3"), (Width, "2"), (Act, "linear")],
    },
];

impl Preset {
    /// The preset with this name in addresses.
    pub fn from_id(id: &str) -> Option<&'static Self> {
        PRESETS.iter().find(|preset| preset.id == id)
    }

    /// The preset that these settings are, whatever layer is selected: the one with the same chart open, or else the first
    /// with the same network. A name is never stored: touching a setting takes it away.
    pub fn of(settings: &Settings) -> Option<&'static Self> {
        let is_same = |preset: &&Self, view: View| {
            let own = Settings {
                layer: settings.layer,
                view,
                ..preset.settings()
            };
            own == *settings
        };
        let mut all = PRESETS.iter();
        all.find(|preset| is_same(preset, preset.settings().view))
            .or_else(|| PRESETS.iter().find(|preset| is_same(preset, settings.view)))
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
