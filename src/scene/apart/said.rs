//! A layer, taken apart, in words: what happens to the arrow, the captions, the text alternative.

use super::Apart;

use crate::network::{IS_WHOLE, Place};
use crate::scene::value::{ROUNDING, Value};
use crate::words::inspector as inspector_words;
use crate::words::{apart as words, blocks};

/// What is written at one part of the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// What happens here.
    pub title: String,
    /// Its numbers, a line each; the words decide nothing about lines.
    pub lines: Vec<(Tone, String)>,
}

/// How a line of a caption is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The arrow's own.
    Strong,
    /// An explanation.
    Quiet,
    /// The ceiling.
    Bound,
}

impl Apart {
    /// What becomes of the arrow.
    pub fn sentence(&self) -> String {
        let [_, weights, slopes] = self.arrow;
        let mut text = words::layer(self.layer);
        match (weights, slopes) {
            (Value::Zero, _) => text.push_str(words::ZERO_WEIGHTS),
            _ if !self.is_plain() => text.push_str(&blocks::both(&weights, &slopes)),
            (Value::Finite(_), Value::Finite(_)) => text.push_str(&words::both(&weights, &slopes)),
            _ => {
                text.push_str(&match weights {
                    Value::Unresolved(_) => words::limit_after_weights(&weights.digits(3)),
                    _ => words::after_weights(&weights),
                });
                text.push_str(&match slopes {
                    Value::Finite(_) | Value::Within(..) => words::after_slopes(&slopes),
                    Value::Unresolved(_) => words::limit_after_slopes(&slopes.digits(3)),
                    Value::Zero => words::CUT.into(),
                    Value::NotFinite => words::NO_SLOPES.into(),
                    Value::Pending | Value::Dear => words::PENDING.into(),
                });
            }
        }
        match self.is_plain() {
            true => text + words::BACKWARDS,
            false => text + blocks::BACKWARDS,
        }
    }

    /// What is written at the circle, at its image under the weights, at the units, and at its image under J.
    pub fn captions(&self) -> [Caption; 4] {
        [
            self.goes_in(),
            self.weights(),
            self.on_the_curve(),
            self.slopes(),
        ]
    }

    /// Whether there is nothing around weights and slopes.
    fn is_plain(&self) -> bool {
        !IS_WHOLE || self.block.is_plain()
    }

    fn goes_in(&self) -> Caption {
        let line = match self.is_line() {
            true => words::TWO_DIRECTIONS,
            false => words::EVERY_DIRECTION,
        };
        Caption {
            title: words::GOES_IN.into(),
            lines: vec![(Tone::Quiet, line.into())],
        }
    }

    fn weights(&self) -> Caption {
        let [long, short] = self.half_axes[0];
        let is_one = |value: Value| matches!(value, Value::Finite(x) if x.abs() < ROUNDING);
        let title = match long {
            Value::Zero => words::WEIGHTS_END_IT,
            _ if is_one(long) && self.is_line() => words::KEEP,
            _ if is_one(long) && is_one(short) => words::ONLY_TURN,
            Value::Finite(x) if x <= ROUNDING && self.is_line() => words::SHRINK,
            Value::Finite(x) if x <= ROUNDING => words::SHRINK_AND_TURN,
            _ if self.is_line() => words::STRETCH,
            _ => words::STRETCH_AND_TURN,
        };
        let mut lines = vec![(Tone::Strong, words::arrow(&self.arrow[1]))];
        lines.push((Tone::Quiet, norm("‖w‖", self.weight_norm)));
        lines.extend(self.magnification(1));
        Caption {
            title: title.into(),
            lines,
        }
    }

    fn on_the_curve(&self) -> Caption {
        let count = self.units.units.len();
        let slopes = match count {
            1 => words::only_slope(&self.largest_slope),
            _ => words::slopes(&self.largest_slope),
        };
        let outside = self.units.outside();
        let outside = (outside > 0).then(|| (Tone::Quiet, words::outside(outside)));
        let lines = std::iter::once((Tone::Quiet, slopes));
        Caption {
            title: words::units(count),
            lines: lines.chain(outside).collect(),
        }
    }

    fn slopes(&self) -> Caption {
        let mut lines = vec![
            (Tone::Strong, words::arrow(&self.arrow[2])),
            (Tone::Quiet, norm("‖J‖", self.jacobian_norm)),
        ];
        if self.ceiling().is_some() {
            let gap = self.bound.log10().zip(self.jacobian_norm.log10());
            let is_reached = gap.is_some_and(|(bound, norm)| bound - norm < ROUNDING);
            let text = match is_reached {
                _ if !self.is_plain() => blocks::ceiling(&self.bound),
                true => words::ceiling_reached(&self.bound),
                false => words::ceiling(&self.bound),
            };
            lines.push((Tone::Bound, text));
        }
        if !self.is_plain() {
            let (skip, norm) = (self.block.skip(), self.block.norm_at(Place::After));
            let added = match (skip.is_some(), norm.is_some()) {
                (true, false) => Some(blocks::SLOPES_AND_SKIP),
                (false, true) => Some(blocks::SLOPES_AND_NORM),
                (true, true) => Some(blocks::SLOPES_AND_BOTH),
                (false, false) => None,
            };
            let added = added.map(|added| (Tone::Quiet, added.into()));
            lines.splice(0..0, added);
        }
        lines.extend(self.magnification(2));
        Caption {
            title: self.effect_of_slopes(),
            lines,
        }
    }

    /// |A'| of every unit.
    fn sizes(&self) -> impl Iterator<Item = Value> + '_ {
        self.units.units.iter().map(|[_, _, slope]| slope.value)
    }

    fn effect_of_slopes(&self) -> String {
        let count = self.units.units.len();
        let zeros = self.sizes().filter(|slope| *slope == Value::Zero).count();
        let is = |test: fn(f64) -> bool| self.sizes().all(|v| v.log10().is_none_or(test));
        if self.sizes().any(|slope| slope == Value::NotFinite) {
            words::SLOPES_NOT_FINITE.into()
        } else if zeros == count {
            words::SLOPES_END_IT.into()
        } else if is(|slope| slope.abs() < ROUNDING) {
            match zeros {
                0 => words::SLOPES_KEEP.into(),
                _ => words::slopes_cut(zeros, count),
            }
        } else if is(|slope| slope < ROUNDING) {
            words::SLOPES_SHRINK.into()
        } else if zeros == 0 && is(|slope| slope > -ROUNDING) {
            words::SLOPES_STRETCH.into()
        } else {
            words::SLOPES_SCALE.into()
        }
    }

    /// How a circle with a scale of its own is drawn, compared with the first one.
    fn magnification(&self, circle: usize) -> Option<(Tone, String)> {
        let decades = self.scales[circle] - self.scales[0];
        let times = Value::Finite(decades.abs()).digits(2);
        let text = match decades {
            _ if self.is_to_scale() || decades == 0.0 => return None,
            d if d > 0.0 => words::smaller(&times),
            _ => words::larger(&times),
        };
        Some((Tone::Quiet, text))
    }

    /// One unit in one line: a, A(a) and A'(a).
    pub fn reading(&self, unit: usize) -> String {
        let numbers = self.units.units.get(unit);
        let numbers = numbers.map(|numbers| numbers.map(|number| number.to_string()));
        numbers.map_or_else(String::new, |numbers| {
            inspector_words::unit(unit + 1, numbers.each_ref().map(String::as_str))
        })
    }

    /// The text alternative.
    pub fn description(&self) -> String {
        let units = self.units.units.len();
        let name = self.activation.label();
        let mut text = words::whole(self.layer, name, self.inputs, units);
        let [[long, short], sigma] = self.half_axes;
        text.push_str(&match long {
            Value::Zero => words::NOTHING_OF_WEIGHTS.into(),
            _ if self.is_line() => words::line_of_weights(&long),
            _ => words::image_of_weights(&long, &short),
        });
        if !matches!(self.weight_norm, Value::Pending | Value::Dear | Value::Zero) {
            text.push_str(&words::norm_of_weights(&self.weight_norm));
        }
        text.push_str(&self.spread());
        match sigma[0] {
            Value::Pending | Value::Dear | Value::NotFinite => {}
            long if !self.is_plain() => text.push_str(&blocks::image(&long, &sigma[1])),
            Value::Zero if long == Value::Zero => {}
            Value::Zero => text.push_str(words::NOTHING_OF_SLOPES),
            long if self.is_line() => text.push_str(&words::line_of_slopes(&long)),
            long => text.push_str(&words::image_of_slopes(&long, &sigma[1])),
        }
        if self.ceiling().is_some() {
            text.push_str(&match self.is_plain() {
                true => words::below_ceiling(&self.bound),
                false => blocks::below_ceiling(&self.bound),
            });
        }
        if !self.is_line() && sigma[0].log10().is_some() {
            text.push_str(&words::turned(self.degrees_off()));
        }
        let sentence = self.sentence();
        let after_layer = sentence.strip_prefix(&words::layer(self.layer));
        text + after_layer.unwrap_or_default()
    }

    /// The smallest and the largest slope.
    fn spread(&self) -> String {
        if self.largest_slope == Value::NotFinite {
            return String::new();
        }
        let smaller = |least: Value, slope: Value| match (least, slope) {
            (Value::Zero, _) | (_, Value::Zero) => Value::Zero,
            (a, b) if b.log10() < a.log10() => b,
            (a, _) => a,
        };
        let smallest = self.sizes().fold(self.largest_slope, smaller);
        match smallest.digits(3) == self.largest_slope.digits(3) {
            true => words::slopes_all(&smallest),
            false => words::slopes_between(&smallest, &self.largest_slope),
        }
    }

    /// The angle between the arrow and v1, whichever way both point: 0 to 90 degrees.
    fn degrees_off(&self) -> f64 {
        let degrees = self.angle.to_degrees().rem_euclid(180.0);
        degrees.min(180.0 - degrees)
    }
}

/// A norm, and what it means if it is a number.
fn norm(symbol: &str, value: Value) -> String {
    match value {
        Value::Finite(_) => words::norm(symbol, &value),
        _ => words::no_norm(symbol, &value),
    }
}
