//! The one table of settings: a row holds all that form, links, limits, locks and documentation
//! know about a setting.

use super::chips::CHIPS_ROW;
use super::field::{
    BIAS, DEPTH, Field, GAIN, Group, INPUTS, Key, LAYER, SEED, STEP, TURN, Values, WIDTH,
};
use super::names::{ACTIVATIONS, CHARTS, INITS, INPUTS as INPUT_NAMES, LOSSES};
use super::slider::Slider;
use super::text::{number_text, optional, real, real_text, runs, runs_text, whole};
use super::{Activation, Chart, Init, Input, LossKind, PerLayer};
use super::{course, remedies};
use crate::words::settings as words;

/// What most rows have in common.
pub(super) const PLAIN: Field = Field {
    key: Key::Depth,
    name: "",
    label: "",
    help: "",
    values: Values::Whole(DEPTH),
    group: Group::More,
    symbol: "",
    slider: Slider::Limits,
    is_of_files: false,
    since: 1,
    text: |_| String::new(),
    set: |_, _| None,
    clamp: |_| false,
    others: &[],
};

/// Cuts values to the layers that there are, and moves each to the nearest allowed one; true if that changes them.
pub(super) fn within<T: Copy + PartialEq>(
    values: &mut PerLayer<T>,
    depth: usize,
    nearest: impl Fn(T) -> T,
) -> bool {
    let within = values.clone().truncated(depth).map(nearest);
    std::mem::replace(values, within.clone()) != within
}

/// Sliders of widths end here; the boxes beside them go further.
const NARROW: u32 = 128;

/// Every setting, in the order of links and of the form, which is the order of [`Key`].
pub const FIELDS: [Field; 34] = [
    Field {
        key: Key::Depth,
        name: "depth",
        label: words::DEPTH[0],
        help: words::DEPTH[1],
        values: Values::Whole(DEPTH),
        group: Group::Recipe,
        symbol: "<i>K</i>",
        is_of_files: true,
        text: |s| s.recipe.depth.to_string(),
        set: |s, text| {
            s.recipe.depth = whole(text, DEPTH)?;
            Some(())
        },
        clamp: |s| {
            let depth = DEPTH.clamp(s.recipe.depth);
            std::mem::replace(&mut s.recipe.depth, depth) != depth
        },
        ..PLAIN
    },
    Field {
        key: Key::Width,
        name: "width",
        label: words::WIDTH[0],
        help: words::WIDTH[1],
        values: Values::WholePerLayer(WIDTH),
        group: Group::Recipe,
        symbol: "<i>H</i>",
        slider: Slider::UpTo(NARROW),
        is_of_files: true,
        text: |s| runs_text(&s.recipe.width.runs(s.recipe.depth), number_text),
        set: |s, text| {
            s.recipe.width = runs(text, |item| whole(item, WIDTH))?;
            Some(())
        },
        clamp: |s| within(&mut s.recipe.width, s.recipe.depth, |h| WIDTH.clamp(h)),
        ..PLAIN
    },
    Field {
        key: Key::Inputs,
        name: "inputs",
        label: words::INPUTS[0],
        help: words::INPUTS[1],
        values: Values::Whole(INPUTS),
        symbol: "<i>H</i><sub>0</sub>",
        slider: Slider::UpTo(NARROW),
        is_of_files: true,
        text: |s| s.recipe.inputs.map_or(String::new(), |h| h.to_string()),
        set: |s, text| {
            s.recipe.inputs = optional(text, INPUTS)?;
            Some(())
        },
        clamp: |s| {
            let inputs = s.recipe.inputs.map(|h| INPUTS.clamp(h));
            std::mem::replace(&mut s.recipe.inputs, inputs) != inputs
        },
        ..PLAIN
    },
    Field {
        key: Key::Act,
        name: "act",
        label: words::ACTIVATION[0],
        help: words::ACTIVATION[1],
        values: Values::ChoicePerLayer(Activation::CHOICES),
        group: Group::Recipe,
        symbol: "<i>A</i>",
        is_of_files: true,
        others: ACTIVATIONS,
        text: |s| {
            runs_text(&s.recipe.activation.runs(s.recipe.depth), |act| {
                act.name().to_owned()
            })
        },
        set: |s, text| {
            s.recipe.activation = runs(text, Activation::from_name)?;
            Some(())
        },
        clamp: |s| within(&mut s.recipe.activation, s.recipe.depth, |act| act),
        ..PLAIN
    },
    Field {
        key: Key::Init,
        name: "init",
        label: words::INIT[0],
        help: words::INIT[1],
        values: Values::Choice(Init::CHOICES),
        group: Group::Recipe,
        others: INITS,
        text: |s| s.recipe.init.name().to_owned(),
        set: |s, text| {
            s.recipe.init = Init::from_name(text)?;
            Some(())
        },
        ..PLAIN
    },
    Field {
        key: Key::Gain,
        name: "gain",
        label: words::GAIN[0],
        help: words::GAIN[1],
        values: Values::RealPerLayer(GAIN),
        group: Group::Recipe,
        slider: Slider::AroundOne,
        text: |s| runs_text(&s.recipe.gain.runs(s.recipe.depth), |gain| real_text(*gain)),
        set: |s, text| {
            s.recipe.gain = runs(text, |item| real(item, GAIN))?;
            Some(())
        },
        clamp: |s| within(&mut s.recipe.gain, s.recipe.depth, |g| GAIN.clamp(g)),
        ..PLAIN
    },
    Field {
        key: Key::Bias,
        name: "bias",
        label: words::BIAS[0],
        help: words::BIAS[1],
        values: Values::Real(BIAS),
        slider: Slider::Square(BIAS.max),
        text: |s| real_text(s.recipe.bias),
        set: |s, text| {
            s.recipe.bias = real(text, BIAS)?;
            Some(())
        },
        clamp: |s| {
            let bias = BIAS.clamp(s.recipe.bias);
            std::mem::replace(&mut s.recipe.bias, bias) != bias
        },
        ..PLAIN
    },
    remedies::SKIP_ROW,
    remedies::NORM_ROW,
    remedies::PLACE_ROW,
    remedies::TIED_ROW,
    remedies::SLOPE_ROW,
    Field {
        key: Key::Input,
        name: "input",
        label: words::INPUT[0],
        help: words::INPUT[1],
        group: Group::Ends,
        values: Values::Choice(Input::CHOICES),
        symbol: "<i>x</i>",
        others: INPUT_NAMES,
        text: |s| s.recipe.input.name().to_owned(),
        set: |s, text| {
            s.recipe.input = Input::from_name(text)?;
            Some(())
        },
        ..PLAIN
    },
    Field {
        key: Key::Loss,
        name: "loss",
        label: words::LOSS[0],
        help: words::LOSS[1],
        group: Group::Ends,
        values: Values::Choice(LossKind::CHOICES),
        symbol: "<i>L</i>",
        others: LOSSES,
        text: |s| s.recipe.loss.name().to_owned(),
        set: |s, text| {
            s.recipe.loss = LossKind::from_name(text)?;
            Some(())
        },
        ..PLAIN
    },
    Field {
        key: Key::Turn,
        name: "turn",
        label: words::TURN[0],
        help: words::TURN[1],
        group: Group::Ends,
        values: Values::Real(TURN),
        text: |s| s.recipe.turn.map_or(String::new(), real_text),
        set: |s, text| {
            s.recipe.turn = match text {
                "" => None,
                text => Some(real(text, TURN)?),
            };
            Some(())
        },
        clamp: |s| {
            let turn = s.recipe.turn.filter(|turn| !turn.is_nan());
            let turn = turn.map(|turn| TURN.clamp(turn));
            std::mem::replace(&mut s.recipe.turn, turn) != turn
        },
        ..PLAIN
    },
    remedies::SAMPLES_ROW,
    Field {
        key: Key::Seed,
        name: "seed",
        label: words::SEED[0],
        help: words::SEED[1],
        group: Group::Chance,
        values: Values::Whole(SEED),
        slider: Slider::UpTo(100),
        text: |s| s.recipe.seed.to_string(),
        set: |s, text| {
            s.recipe.seed = u32::try_from(whole(text, SEED)?).ok()?;
            Some(())
        },
        ..PLAIN
    },
    course::DATA_ROW,
    course::MODES_ROW,
    course::START_ROW,
    course::BATCH_NORM_ROW,
    course::RULE_ROW,
    course::LR_ROW,
    course::BATCH_ROW,
    course::CLIP_ROW,
    course::STEPS_ROW,
    course::STOP_ROW,
    course::BEFORE_ROW,
    course::AT_ROW,
    course::AGAINST_ROW,
    Field {
        key: Key::Layer,
        name: "layer",
        label: words::LAYER[0],
        help: words::LAYER[1],
        values: Values::Whole(LAYER),
        group: Group::View,
        text: |s| {
            s.view
                .layer
                .map_or(String::new(), |layer| layer.to_string())
        },
        set: |s, text| {
            s.view.layer = optional(text, LAYER)?;
            Some(())
        },
        ..PLAIN
    },
    Field {
        key: Key::View,
        name: "view",
        label: words::VIEW[0],
        help: words::VIEW[1],
        values: Values::Choice(Chart::CHOICES),
        group: Group::View,
        others: CHARTS,
        text: |s| s.view.chart.name().to_owned(),
        set: |s, text| {
            s.view.chart = Chart::from_name(text)?;
            Some(())
        },
        ..PLAIN
    },
    CHIPS_ROW,
    Field {
        key: Key::Step,
        name: "step",
        label: words::STEP[0],
        help: words::STEP[1],
        values: Values::Whole(STEP),
        group: Group::View,
        text: |s| s.view.step.map_or(String::new(), |step| step.to_string()),
        set: |s, text| {
            s.view.step = optional(text, STEP)?;
            Some(())
        },
        clamp: |s| {
            let step = s.view.step.map(|step| STEP.clamp(step));
            std::mem::replace(&mut s.view.step, step) != step
        },
        ..PLAIN
    },
];
