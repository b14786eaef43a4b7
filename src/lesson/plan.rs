//! What belongs to each step beside its texts.

mod law;

use super::ask::{self, Network};
use super::learning;
use super::measure;
use super::question::{Found, Refusal};
use crate::scene::{Chips, Value};
use crate::settings::Key;

use Key::{Act, Clip, Depth, Gain, Init, Layer, Norm, Skip, Tied, Width};

/// Settings to change, with their texts.
pub type Change = &'static [(Key, &'static str)];

/// Where the lens goes when a step opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lens {
    /// To the input: the step is about the whole way.
    Input,
    /// To a layer in the middle, unless it is at a layer already.
    Layer,
}

/// The plan of a step.
pub struct Plan {
    /// Its number in links.
    pub link: usize,
    /// What the fan shows.
    pub chips: Chips,
    /// Where the lens goes.
    pub lens: Lens,
    /// What would give the answer away, by its id: covered until there is one; [`FAN`] is veiled.
    pub covers: &'static [&'static str],
    /// The preset that shows it best, and the layer to select.
    pub example: (&'static str, usize),
    /// Changes to try, the best first, of which one changes something. Each has its own `~` line, or all have one.
    pub changes: &'static [Change],
    /// Its question.
    pub ask: fn(&Network<'_>) -> Result<Found, Refusal>,
    /// The number in which a change is seen.
    pub measure: fn(&Network<'_>) -> Option<Value>,
}

/// All parts of the page that a step may cover. With the fan go its verdict and the sentence below it.
pub const PARTS: [&str; 6] = [
    FAN,
    "compare",
    "fan-numbers",
    "card-body",
    "chain",
    "training",
];
/// The fan: veiled in its place.
pub const FAN: &str = "flow";
/// The numbers of the selected layer.
const CARD: &[&str] = &["card-body"];
/// The same, and the numbers of all layers.
const CARD_AND_NUMBERS: &[&str] = &["card-body", "fan-numbers"];
/// The parts that show how much the whole chain stretches.
const WHOLE: &[&str] = &[FAN, "compare", "fan-numbers"];
/// The parts that show how the gradient changes.
const FATE: &[&str] = &[FAN, "compare", "fan-numbers", "card-body", "chain"];
/// The training itself.
const TRAINING: &[&str] = &["training"];
/// Layer K.
const LAST: usize = usize::MAX;
const GAINS: &[Change] = &[&[(Gain, "4")], &[(Gain, "1")]];
const HALF: &[Change] = &[&[(Gain, "0.5")], &[(Gain, "2")]];
const MORE: &[Change] = &[&[(Gain, "1.5")], &[(Gain, "0.5")]];
/// The gradient alone, with its directions, with the bound, or with the gradients of the weights.
const LINE: Chips = Chips {
    gradient: true,
    ..Chips::NONE
};
const FANNED: Chips = Chips {
    directions: true,
    ..LINE
};
const BOUNDED: Chips = Chips {
    bound: true,
    ..FANNED
};
const PLAIN: Chips = Chips {
    plain: true,
    ..FANNED
};
const STACKED: Chips = Chips {
    weights: true,
    ..LINE
};

/// All steps in their order. Their numbers in links are those of the first lesson, which had another order:
/// a link opens the step about what it was about.
///
/// | in links | then | place now |
/// | --- | --- | --- |
/// | 1 | The network | 4 |
/// | 2 | What one layer does | 3 |
/// | 3 | Layers inside layers | 1 |
/// | 4 | The chain rule | 2 |
/// | 5 | The Jacobian | 5 |
/// | 6 | Two factors | 6 |
/// | 7 | A bound for one layer | 8 |
/// | 8 | Bounded slopes | 9 |
/// | 9 | Sigmoid | 10 |
/// | 10 | Tanh | 11 |
/// | 11 | Singular values | 7 |
/// | 12 | The whole chain decides | 12 |
/// | 13 | Trap 1 | 13 |
/// | 14 | Trap 2 | 14 |
/// | 15 | Trap 3 | 15 |
/// | 16 | Self-check | 27 |
/// | 17 | A way around | 16 |
/// | 18 | Not too much of it | 17 |
/// | 19 | Norms | 18 |
/// | 20 | Tied weights | 19 |
/// | 21 | Who learns? | 20 |
/// | 22 | A remedy at work | 21 |
/// | 23 | Too much, and the clip | 22 |
/// | 24 | The slope | 23 |
/// | 25 | The edge of chaos | 24 |
/// | 26 | Why width matters | 25 |
/// | 27 | Number formats | 26 |
pub static PLANS: [Plan; 26] = [
    Plan {
        link: 3,
        chips: LINE,
        lens: Lens::Input,
        covers: FATE,
        example: ("sigmoid-classic", 0),
        changes: &[&[(Depth, "40")], &[(Depth, "10")]],
        ask: ask::arrival,
        measure: measure::survival,
    },
    Plan {
        link: 4,
        chips: LINE,
        lens: Lens::Layer,
        covers: &[],
        example: ("hand-check", 1),
        changes: &[&[(Layer, "1")], &[(Depth, "40"), (Layer, "1")]],
        ask: ask::factors,
        measure: measure::weight_gradient,
    },
    Plan {
        link: 2,
        chips: LINE,
        lens: Lens::Layer,
        covers: CARD,
        example: ("tanh-small", LAST),
        changes: HALF,
        ask: ask::lengths,
        measure: measure::output,
    },
    Plan {
        link: 1,
        chips: LINE,
        lens: Lens::Layer,
        covers: &[],
        example: ("hand-check", 1),
        changes: &[&[(Width, "32")], &[(Width, "8")]],
        ask: ask::shapes,
        measure: measure::weights,
    },
    Plan {
        link: 5,
        chips: LINE,
        lens: Lens::Layer,
        covers: &[],
        example: ("hand-check", 2),
        changes: &[&[(Init, "identity")], &[(Init, "xavier-normal")]],
        ask: ask::entries,
        measure: measure::jacobian,
    },
    Plan {
        link: 6,
        chips: LINE,
        lens: Lens::Layer,
        covers: CARD,
        example: ("sigmoid-classic", 10),
        changes: GAINS,
        ask: ask::slopes,
        measure: measure::slope,
    },
    Plan {
        link: 11,
        chips: FANNED,
        lens: Lens::Layer,
        covers: &[],
        example: ("gauss-linear", 10),
        changes: MORE,
        ask: ask::directions,
        measure: measure::weight_norm,
    },
    Plan {
        link: 7,
        chips: BOUNDED,
        lens: Lens::Layer,
        covers: CARD_AND_NUMBERS,
        example: ("sigmoid-classic", 10),
        changes: &[&[(Init, "orthogonal")], &[(Init, "xavier-normal")]],
        ask: ask::bound,
        measure: measure::slack,
    },
    Plan {
        link: 8,
        chips: BOUNDED,
        lens: Lens::Layer,
        covers: CARD,
        example: ("sigmoid-classic", 10),
        changes: &[&[(Act, "linear")], &[(Act, "sigmoid")]],
        ask: ask::limit,
        measure: measure::limit,
    },
    Plan {
        link: 9,
        chips: LINE,
        lens: Lens::Layer,
        covers: CARD,
        example: ("sigmoid-classic", 10),
        changes: &[
            &[(Act, "sigmoid"), (Gain, "4")],
            &[(Act, "sigmoid"), (Gain, "1")],
        ],
        ask: ask::sigmoid,
        measure: measure::survival,
    },
    Plan {
        link: 10,
        chips: LINE,
        lens: Lens::Layer,
        covers: &[],
        example: ("sigmoid-classic", 10),
        changes: &[&[(Act, "tanh")], &[(Act, "relu")]],
        ask: ask::tanh,
        measure: measure::survival,
    },
    Plan {
        link: 12,
        chips: FANNED,
        lens: Lens::Input,
        covers: WHOLE,
        example: ("gauss-linear", 0),
        changes: MORE,
        ask: ask::chain,
        measure: measure::chain,
    },
    Plan {
        link: 13,
        chips: STACKED,
        lens: Lens::Input,
        covers: FATE,
        example: ("flat-dw", 0),
        changes: HALF,
        ask: ask::trap,
        measure: measure::level,
    },
    Plan {
        link: 14,
        chips: BOUNDED,
        lens: Lens::Input,
        covers: FATE,
        example: ("sigmoid-gain", 0),
        changes: GAINS,
        ask: ask::verdict,
        measure: measure::gap,
    },
    Plan {
        link: 15,
        chips: PLAIN,
        lens: Lens::Input,
        covers: WHOLE,
        example: ("float-floor", 0),
        changes: &[&[(Depth, "50")], &[(Depth, "20")]],
        ask: ask::plain,
        measure: measure::spread,
    },
    Plan {
        link: 17,
        chips: FANNED,
        lens: Lens::Layer,
        covers: CARD,
        example: ("tanh-small", 10),
        changes: &[&[(Skip, "1")], &[(Skip, "0")]],
        ask: ask::around,
        measure: measure::survival,
    },
    Plan {
        link: 18,
        chips: LINE,
        lens: Lens::Input,
        covers: FATE,
        example: ("residual-relu", 0),
        changes: &[&[(Skip, "0.05")], &[(Skip, "1")]],
        ask: ask::fate,
        measure: measure::survival,
    },
    Plan {
        link: 19,
        chips: LINE,
        lens: Lens::Input,
        covers: FATE,
        example: ("norm-sigmoid", 0),
        changes: &[
            &[(Norm, "layer")],
            &[(Gain, "4")],
            &[(Act, "tanh"), (Gain, "1")],
        ],
        ask: ask::fate,
        measure: measure::survival,
    },
    Plan {
        link: 20,
        chips: BOUNDED,
        lens: Lens::Input,
        covers: FATE,
        example: ("tied", 0),
        changes: &[&[(Tied, "0")], &[(Tied, "1")]],
        ask: ask::verdict,
        measure: measure::gap,
    },
    Plan {
        link: 21,
        chips: STACKED,
        lens: Lens::Input,
        covers: TRAINING,
        example: ("train-sigmoid", 0),
        changes: &[
            &[(Act, "relu"), (Init, "he-normal")],
            &[(Act, "sigmoid"), (Init, "xavier-normal")],
        ],
        ask: learning::who,
        measure: learning::change,
    },
    Plan {
        link: 22,
        chips: STACKED,
        lens: Lens::Input,
        covers: TRAINING,
        example: ("train-skip", 0),
        changes: &[
            &[(Skip, "0")],
            &[(Skip, "0"), (Gain, "1")],
            &[(Skip, "1"), (Gain, "4")],
        ],
        ask: learning::evenness,
        measure: learning::change,
    },
    Plan {
        link: 23,
        chips: LINE,
        lens: Lens::Input,
        covers: TRAINING,
        example: ("train-explodes", 0),
        changes: &[&[(Clip, "1")], &[(Clip, "0"), (Gain, "1")]],
        ask: learning::outcome,
        measure: learning::loss,
    },
    law::SLOPE,
    law::EDGE,
    law::WIDE,
    law::FORMATS,
];
