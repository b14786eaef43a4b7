//! What is to be learned where it is a linear map, and where its training begins.

use super::Key;
use super::field::{Field, Group, MODES, Real, Values, mark};
use super::rows::PLAIN;
use super::slider::Slider;
use super::text::{real, real_text};
use crate::words::settings as words;

/// The singular values of a linear map, as they were given: 1..=8 numbers within [`MODE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modes {
    numbers: [f64; Self::MOST],
    count: usize,
}

impl Default for Modes {
    /// 3, 2, 1.
    fn default() -> Self {
        let mut numbers = [0.0; Self::MOST];
        numbers[..3].copy_from_slice(&[3.0, 2.0, 1.0]);
        Self { numbers, count: 3 }
    }
}

impl Modes {
    /// The most numbers.
    pub const MOST: usize = MODES;

    /// `None` if there are none or too many, or one is outside of [`MODE`].
    pub fn of(values: &[f64]) -> Option<Self> {
        let count = values.len();
        let is_within = |value: &f64| (MODE.min..=MODE.max).contains(value);
        let mut numbers = [0.0; Self::MOST];
        numbers.get_mut(..count)?.copy_from_slice(values);
        (count > 0 && values.iter().all(is_within)).then_some(Self { numbers, count })
    }

    /// The numbers.
    pub fn values(&self) -> &[f64] {
        &self.numbers[..self.count]
    }
}

/// A singular value of the map.
pub const MODE: Real = Real {
    min: 0.01,
    max: 100.0,
    default: 1.0,
    marks: &[],
};
/// The strength of every mode at the beginning, 0 being that of the recipe's own weights.
pub const START: Real = Real {
    min: 0.0,
    max: 100.0,
    default: 0.0,
    marks: &[mark(0.001, "0.001"), mark(0.01, "0.01"), mark(0.1, "0.1")],
};

pub(super) const MODES_ROW: Field = Field {
    key: Key::Modes,
    name: "modes",
    label: words::MODES[0],
    help: words::MODES[1],
    values: Values::Reals(MODE),
    group: Group::Training,
    text: |s| {
        let texts = s.view.course.modes.values().iter().copied().map(real_text);
        texts.collect::<Vec<_>>().join(",")
    },
    set: |s, text| {
        let numbers: Option<Vec<f64>> = text.split(',').map(|one| real(one, MODE)).collect();
        s.view.course.modes = Modes::of(&numbers?)?;
        Some(())
    },
    ..PLAIN
};

pub(super) const START_ROW: Field = Field {
    key: Key::Start,
    name: "start",
    label: words::START[0],
    help: words::START[1],
    values: Values::Real(START),
    group: Group::Training,
    slider: Slider::Square(1.0),
    text: |s| real_text(s.view.course.start),
    set: |s, text| {
        s.view.course.start = real(text, START)?;
        Some(())
    },
    clamp: |s| {
        let start = START.clamp(s.view.course.start);
        std::mem::replace(&mut s.view.course.start, start) != start
    },
    ..PLAIN
};
