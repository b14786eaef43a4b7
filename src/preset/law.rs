//! Presets about the law that wide networks follow.

use super::{Preset, preset};
use crate::settings::Key::{Act, Chips, Depth, Gain, Init, Width};
use crate::words::presets as words;

pub(super) const EDGE: Preset = preset(
    "law-edge",
    words::LAW_EDGE,
    &[
        (Depth, "60"),
        (Width, "64"),
        (Act, "tanh"),
        (Chips, "gradient,directions,theory"),
    ],
);
pub(super) const NARROW: Preset = preset(
    "law-narrow",
    words::LAW_NARROW,
    &[
        (Width, "8"),
        (Act, "relu"),
        (Init, "he-normal"),
        (Chips, "gradient,theory,seeds"),
    ],
);
pub(super) const HALF: Preset = preset(
    "law-half",
    words::LAW_HALF,
    &[
        (Width, "64"),
        (Act, "tanh"),
        (Gain, "0.6"),
        (Chips, "gradient,directions,formats"),
    ],
);
