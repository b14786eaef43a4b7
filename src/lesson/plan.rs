//! What belongs to each step beside its texts.

use super::ask::{self, Network};
use super::measure;
use super::question::{Found, Refusal};
use crate::scene::{AxisRange, Value};
use crate::settings::{Chart, Key};

use Key::{Act, Depth, Gain, Init, Layer, Width};

/// Settings to change, with their texts.
pub type Change = &'static [(Key, &'static str)];

/// The plan of a step.
pub struct Plan {
    /// The chart that shows it.
    pub chart: Chart,
    /// The scale of the chart on which it can be seen.
    pub range: AxisRange,
    /// What would give the answer away, by its id: covered until there is one.
    pub covers: &'static [&'static str],
    /// The preset that shows it best, and the layer to select.
    pub example: (&'static str, usize),
    /// Two changes to try, of which one changes something.
    pub changes: [Change; 2],
    /// Its question.
    pub ask: fn(&Network<'_>) -> Result<Found, Refusal>,
    /// The number in which a change is seen.
    pub measure: fn(&Network<'_>) -> Option<Value>,
}

/// All parts of the page that a step may cover.
pub const PARTS: [&str; 7] = [
    "verdict",
    "direction",
    "compare",
    "flow",
    "chart-panel",
    "card-body",
    "chain",
];
/// The numbers of the selected layer.
const CARD: &[&str] = &["card-body"];
/// The chart with its table.
const CHART: &[&str] = &["chart-panel"];
/// Both.
const CARD_AND_CHART: &[&str] = &["card-body", "chart-panel"];
/// The parts that show how much the whole chain stretches.
const WHOLE: &[&str] = &["direction", "compare", "flow", "chart-panel"];
/// The parts that show how the gradient changes.
const FATE: &[&str] = &PARTS;
/// Layer K.
const LAST: usize = usize::MAX;
const GAINS: [Change; 2] = [&[(Gain, "4")], &[(Gain, "1")]];
const HALF: [Change; 2] = [&[(Gain, "0.5")], &[(Gain, "2")]];
const MORE: [Change; 2] = [&[(Gain, "1.5")], &[(Gain, "0.5")]];

/// All steps.
pub static PLANS: [Plan; 15] = [
    Plan {
        chart: Chart::Gradients,
        range: AxisRange::Standard,
        covers: &[],
        example: ("hand-check", 1),
        changes: [&[(Width, "32")], &[(Width, "8")]],
        ask: ask::shapes,
        measure: measure::weights,
    },
    Plan {
        chart: Chart::Outputs,
        range: AxisRange::Near,
        covers: CARD,
        example: ("tanh-small", LAST),
        changes: HALF,
        ask: ask::lengths,
        measure: measure::output,
    },
    Plan {
        chart: Chart::Gradients,
        range: AxisRange::Near,
        covers: &[],
        example: ("linear-half", LAST),
        changes: [&[(Depth, "40")], &[(Depth, "10")]],
        ask: ask::composition,
        measure: measure::output,
    },
    Plan {
        chart: Chart::Gradients,
        range: AxisRange::Standard,
        covers: &[],
        example: ("hand-check", 1),
        changes: [&[(Layer, "1")], &[(Depth, "40"), (Layer, "1")]],
        ask: ask::factors,
        measure: measure::weight_gradient,
    },
    Plan {
        chart: Chart::Gradients,
        range: AxisRange::Standard,
        covers: &[],
        example: ("hand-check", 2),
        changes: [&[(Init, "identity")], &[(Init, "xavier-normal")]],
        ask: ask::entries,
        measure: measure::jacobian,
    },
    Plan {
        chart: Chart::Outputs,
        range: AxisRange::Nearest,
        covers: CARD,
        example: ("sigmoid-classic", 10),
        changes: GAINS,
        ask: ask::slopes,
        measure: measure::slope,
    },
    Plan {
        chart: Chart::Bound,
        range: AxisRange::Nearest,
        covers: CARD_AND_CHART,
        example: ("sigmoid-classic", 10),
        changes: [&[(Init, "orthogonal")], &[(Init, "xavier-normal")]],
        ask: ask::bound,
        measure: measure::slack,
    },
    Plan {
        chart: Chart::Bound,
        range: AxisRange::Nearest,
        covers: CARD,
        example: ("sigmoid-classic", 10),
        changes: [&[(Act, "linear")], &[(Act, "sigmoid")]],
        ask: ask::limit,
        measure: measure::limit,
    },
    Plan {
        chart: Chart::Outputs,
        range: AxisRange::Standard,
        covers: CARD,
        example: ("sigmoid-classic", 10),
        changes: [
            &[(Act, "sigmoid"), (Gain, "4")],
            &[(Act, "sigmoid"), (Gain, "1")],
        ],
        ask: ask::sigmoid,
        measure: measure::survival,
    },
    Plan {
        chart: Chart::Outputs,
        range: AxisRange::Nearest,
        covers: &[],
        example: ("sigmoid-classic", 10),
        changes: [&[(Act, "tanh")], &[(Act, "relu")]],
        ask: ask::tanh,
        measure: measure::survival,
    },
    Plan {
        chart: Chart::Spectrum,
        range: AxisRange::Nearest,
        covers: &[],
        example: ("gauss-linear", 10),
        changes: MORE,
        ask: ask::directions,
        measure: measure::weight_norm,
    },
    Plan {
        chart: Chart::Spectrum,
        range: AxisRange::Standard,
        covers: WHOLE,
        example: ("gauss-linear", LAST),
        changes: MORE,
        ask: ask::chain,
        measure: measure::chain,
    },
    Plan {
        chart: Chart::Gradients,
        range: AxisRange::Standard,
        covers: FATE,
        example: ("flat-dw", LAST),
        changes: HALF,
        ask: ask::trap,
        measure: measure::level,
    },
    Plan {
        chart: Chart::Bound,
        range: AxisRange::Standard,
        covers: FATE,
        example: ("sigmoid-gain", LAST),
        changes: GAINS,
        ask: ask::verdict,
        measure: measure::gap,
    },
    Plan {
        chart: Chart::Spectrum,
        range: AxisRange::Far,
        covers: CHART,
        example: ("float-floor", LAST),
        changes: [&[(Depth, "50")], &[(Depth, "20")]],
        ask: ask::plain,
        measure: measure::spread,
    },
];
