//! Sliders whose positions are not the values themselves.

use crate::settings::{Key, Values};

/// Distance of neighbouring positions of the gain.
const GAIN_STEP: f64 = 0.005;

/// The positions of a slider.
pub struct Scale {
    /// Leftmost.
    pub min: f64,
    /// Rightmost.
    pub max: f64,
    /// Distance of neighbouring positions.
    pub step: f64,
}

/// The positions of a real setting's slider, or of the seed's, whose box goes further than its slider.
pub fn scale(key: Key) -> Option<Scale> {
    let (min, max, step) = match key {
        Key::Gain => (-1.0, 1.0, GAIN_STEP),
        Key::Bias => (0.0, 1.0, 0.01),
        Key::Seed => (0.0, 100.0, 1.0),
        _ => return None,
    };
    Some(Scale { min, max, step })
}

/// The position that stands for a value.
///
/// The gain is logarithmic with most room around 1: log10 = t |t| above 1 and 2 t |t| below, so that the ends are
/// 0.01 and 10. The bias is quadratic, 5 t^2.
pub fn position(key: Key, value: f64) -> f64 {
    match key {
        Key::Gain => {
            let log10 = libm::log10(value);
            let side = if log10 < 0.0 { 2.0 } else { 1.0 };
            (log10.abs() / side).sqrt().copysign(log10)
        }
        Key::Bias => (value / 5.0).sqrt(),
        _ => value,
    }
}

/// The position of a mark: the one nearest to its value.
pub fn tick(key: Key, value: f64) -> f64 {
    (position(key, value) / GAIN_STEP).round() * GAIN_STEP
}

/// The value at a position: that of the mark which stands there, otherwise with as many digits as the slider can tell
/// apart.
pub fn value(key: Key, position: f64) -> String {
    let marks = match key.field().values {
        Values::Real(limits) | Values::RealPerLayer(limits) => limits.marks,
        _ => &[],
    };
    let here = |at: f64| (at - position).abs() < GAIN_STEP / 2.0;
    if let Some(mark) = marks.iter().find(|mark| here(tick(key, mark.value))) {
        return mark.value.to_string();
    }
    match key {
        Key::Gain => {
            let side = if position < 0.0 { 2.0 } else { 1.0 };
            let gain = libm::pow(10.0, side * position * position.abs());
            rounded(gain.clamp(0.01, 10.0))
        }
        Key::Bias => rounded(5.0 * position * position),
        _ => position.to_string(),
    }
}

/// Three significant digits below 1, three decimals above.
fn rounded(value: f64) -> String {
    let unit = if value < 0.1 { 1e4 } else { 1e3 };
    ((value * unit).round() / unit).to_string()
}
