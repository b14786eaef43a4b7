//! The plans of the chapter about the law.

use super::{FATE, LINE, Lens, MORE, Plan};
use crate::lesson::{law, measure};
use crate::scene::Chips;
use crate::settings::Key::{Gain, Width};

/// The gradient with what theory says of it, with other networks too, or with number formats.
const THEORY: Chips = Chips {
    theory: true,
    ..LINE
};
const SEEDS: Chips = Chips {
    seeds: true,
    ..THEORY
};
const FORMATTED: Chips = Chips {
    formats: true,
    ..LINE
};

pub(super) const SLOPE: Plan = Plan {
    link: 24,
    chips: THEORY,
    lens: Lens::Input,
    covers: FATE,
    example: ("tanh-small", 0),
    changes: MORE,
    ask: law::slope,
    measure: measure::survival,
};

pub(super) const EDGE: Plan = Plan {
    link: 25,
    chips: THEORY,
    lens: Lens::Input,
    covers: FATE,
    example: ("law-edge", 0),
    changes: &[&[(Gain, "2")], &[(Gain, "0.8")], &[(Gain, "1")]],
    ask: law::edge,
    measure: measure::survival,
};

pub(super) const WIDE: Plan = Plan {
    link: 26,
    chips: SEEDS,
    lens: Lens::Input,
    covers: FATE,
    example: ("law-narrow", 0),
    changes: &[&[(Width, "64")], &[(Width, "8")]],
    ask: law::width,
    measure: measure::survival,
};

pub(super) const FORMATS: Plan = Plan {
    link: 27,
    chips: FORMATTED,
    lens: Lens::Input,
    covers: FATE,
    example: ("law-half", 0),
    changes: &[&[(Gain, "0.9")], &[(Gain, "0.05")], &[(Gain, "0.6")]],
    ask: law::formats,
    measure: measure::survival,
};
