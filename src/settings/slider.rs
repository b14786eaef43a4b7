//! Sliders whose positions are not the values themselves.

use super::{Field, Mark, Values};

/// The distance between neighbouring positions of a slider around 1.
const STEP: f64 = 0.005;

/// How the positions of a slider run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slider {
    /// From limit to limit.
    Limits,
    /// From the lower limit to this number; the box beside it goes further.
    UpTo(u32),
    /// 0.01 to 10, logarithmic with most room around 1: log10 = t |t| above 1, 2 t |t| below.
    AroundOne,
    /// max t^2.
    Square(f64),
}

/// The positions of a slider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Leftmost.
    pub min: f64,
    /// Rightmost.
    pub max: f64,
    /// The distance between neighbouring positions.
    pub step: f64,
}

impl Field {
    /// The positions of its slider; meaningless for a choice and for a list.
    pub fn scale(&self) -> Scale {
        let limits = match self.values {
            Values::Whole(limits) | Values::WholePerLayer(limits) => {
                (limits.min.into(), limits.max.into())
            }
            Values::Real(limits) | Values::RealPerLayer(limits) => (limits.min, limits.max),
            Values::Choice(_) | Values::ChoicePerLayer(_) | Values::Reals(_) | Values::Text(_) => {
                (0.0, 0.0)
            }
        };
        let ((min, max), step) = match self.slider {
            Slider::Limits => (limits, 1.0),
            Slider::UpTo(max) => ((limits.0, max.into()), 1.0),
            Slider::AroundOne => ((-1.0, 1.0), STEP),
            Slider::Square(_) => ((0.0, 1.0), 0.01),
        };
        Scale { min, max, step }
    }

    /// The position that stands for a value.
    pub fn position(&self, value: f64) -> f64 {
        match self.slider {
            Slider::AroundOne => {
                let log10 = libm::log10(value);
                let side = if log10 < 0.0 { 2.0 } else { 1.0 };
                (log10.abs() / side).sqrt().copysign(log10)
            }
            Slider::Square(max) => (value / max).sqrt(),
            Slider::Limits | Slider::UpTo(_) => value,
        }
    }

    /// The value at a position in a network of this many layers: that of a mark if there is one, otherwise with as many digits as
    /// the slider resolves.
    pub fn value_at(&self, position: f64, depth: usize) -> String {
        let step = self.scale().step;
        // The position of a mark is the one nearest to its value.
        let tick = |value: f64| (self.position(value) / step).round() * step;
        let is_here = |mark: &Mark| (tick(mark.value) - position).abs() < step / 2.0;
        if let Some(mark) = self.marks(depth).into_iter().find(is_here) {
            return mark.value.to_string();
        }
        match self.slider {
            Slider::AroundOne => {
                let side = if position < 0.0 { 2.0 } else { 1.0 };
                let value = libm::pow(10.0, side * position * position.abs());
                rounded(value.clamp(0.01, 10.0))
            }
            Slider::Square(max) => rounded(max * position * position),
            Slider::Limits | Slider::UpTo(_) => position.to_string(),
        }
    }
}

/// Three decimals; four below 0.1.
fn rounded(value: f64) -> String {
    let unit = if value < 0.1 { 1e4 } else { 1e3 };
    ((value * unit).round() / unit).to_string()
}
