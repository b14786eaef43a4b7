//! Colour follows decades: grey near 1, blue below, orange and red above.

use super::palette::Palette;
use super::theme::Color;

/// A colour of the palette.
type Tone = fn(&Palette) -> Color;

/// Decades from 1, the colour there, and its opacity. What is far below 1 fades like a light that goes out.
const STOPS: [(f64, Tone, f64); 9] = [
    (-60.0, |palette| palette.below, 0.38),
    (-24.0, |palette| palette.below, 0.5),
    (-12.0, |palette| palette.below, 0.75),
    (-5.0, |palette| palette.below, 1.0),
    (-1.6, |palette| palette.below, 1.0),
    (-0.35, |palette| palette.flat, 1.0),
    (0.35, |palette| palette.flat, 1.0),
    (1.6, |palette| palette.above, 1.0),
    (4.0, |palette| palette.hot, 1.0),
];

/// The colour of a length, as log10, and its opacity on the ground: smooth between the stops, and beyond
/// them that of the last one.
pub fn heat(palette: &Palette, log10: f64) -> (Color, f64) {
    let [first, .., last] = &STOPS;
    let at = |stop: &(f64, Tone, f64)| (stop.1(palette), stop.2);
    if log10.is_nan() || log10 <= first.0 {
        return at(first);
    }
    for pair in STOPS.windows(2) {
        if let [from, to] = pair
            && log10 <= to.0
        {
            let share = (log10 - from.0) / (to.0 - from.0);
            let color = to.1(palette).over(from.1(palette), share);
            return (color, from.2 + (to.2 - from.2) * share);
        }
    }
    at(last)
}

/// The colour of a length as it looks on the ground, with an opacity of its own.
pub(in crate::chart) fn on_ground(palette: &Palette, log10: f64, opacity: f64) -> Color {
    let (color, own) = heat(palette, log10);
    color.over(palette.ground, own * opacity)
}

/// The colour of a length without fading: of a disc, which is looked at on its own.
pub(super) fn full(palette: &Palette, log10: f64) -> Color {
    heat(palette, log10).0
}
