//! Presets about training; `tests/preset_training.rs` holds what they say against what they do.

use super::{Preset, preset};
use crate::settings::Key::{
    Act, Batch, Clip, Data, Depth, Gain, Init, Inputs, Lr, Skip, Start, Steps, Tied, Width,
};
use crate::words::presets as words;

pub(super) const SIGMOID: Preset = preset(
    "train-sigmoid",
    words::TRAIN_SIGMOID,
    &[
        (Depth, "12"),
        (Width, "16~11,2"),
        (Inputs, "2"),
        (Act, "sigmoid~11,linear"),
        (Data, "circle"),
    ],
);
pub(super) const RELU: Preset = preset(
    "train-relu",
    words::TRAIN_RELU,
    &[
        (Depth, "12"),
        (Width, "16~11,2"),
        (Inputs, "2"),
        (Act, "relu~11,linear"),
        (Init, "he-normal"),
        (Data, "circle"),
    ],
);
pub(super) const SKIP: Preset = preset(
    "train-skip",
    words::TRAIN_SKIP,
    &[
        (Depth, "8"),
        (Width, "16~7,2"),
        (Inputs, "2"),
        (Act, "sigmoid~7,linear"),
        (Gain, "4"),
        (Skip, "1"),
        (Data, "circle"),
        (Lr, "0.01"),
    ],
);
pub(super) const EDGE: Preset = preset(
    "train-edge",
    words::TRAIN_EDGE,
    &[
        (Width, "16~19,2"),
        (Inputs, "2"),
        (Act, "tanh~19,linear"),
        (Init, "orthogonal"),
        (Gain, "1.02"),
        (Data, "circle"),
        (Lr, "0.05"),
        (Steps, "1000"),
    ],
);
pub(super) const CHAOS: Preset = preset(
    "train-chaos",
    words::TRAIN_CHAOS,
    &[
        (Width, "16~19,2"),
        (Inputs, "2"),
        (Act, "tanh~19,linear"),
        (Gain, "3"),
        (Data, "circle"),
        (Lr, "0.01"),
        (Steps, "1000"),
    ],
);
pub(super) const EXPLODES: Preset = preset(
    "train-explodes",
    words::TRAIN_EXPLODES,
    &[
        (Width, "16~19,2"),
        (Inputs, "2"),
        (Act, "relu~19,linear"),
        (Init, "he-normal"),
        (Gain, "1.5"),
        (Data, "circle"),
        (Lr, "0.01"),
        (Steps, "1000"),
    ],
);
pub(super) const CLIPPED: Preset = preset(
    "train-clipped",
    words::TRAIN_CLIPPED,
    &[
        (Width, "16~19,2"),
        (Inputs, "2"),
        (Act, "relu~19,linear"),
        (Init, "he-normal"),
        (Gain, "1.5"),
        (Data, "circle"),
        (Lr, "0.01"),
        (Clip, "1"),
        (Steps, "3000"),
    ],
);
pub(super) const COPY: Preset = preset(
    "train-copy",
    words::TRAIN_COPY,
    &[
        (Depth, "10"),
        (Width, "8"),
        (Act, "tanh"),
        (Init, "orthogonal"),
        (Tied, "1"),
        (Data, "copy"),
        (Steps, "1000"),
    ],
);
pub(super) const DEEP_LINEAR: Preset = preset(
    "train-deep-linear",
    words::TRAIN_DEEP_LINEAR,
    &[
        (Depth, "4"),
        (Width, "5"),
        (Inputs, "5"),
        (Act, "linear"),
        (Data, "teacher"),
        (Start, "0.01"),
        (Lr, "0.01"),
        (Batch, "0"),
        (Steps, "1000"),
    ],
);
