//! The activation function and its derivative, with a layer's pre-activations on them.

use super::words;
use crate::analysis::{CurvePoint, LayerDetail};
use crate::network::Extended;

/// Both pictures show a from here to there, whatever the network.
const ACROSS: (f64, f64) = (-6.0, 6.0);
/// The ranges of A and of A'.
const VALUES: (f64, f64) = (-2.0, 3.0);
const SLOPES: (f64, f64) = (-1.2, 2.0);
/// Steps of a curve.
const STEPS: u32 = 240;
/// A step between two points of a curve that is a jump, at least, and as a slope.
const JUMP: f64 = 0.3;
const STEEP: f64 = 2.0;

/// A and A' on fixed axes.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivationPicture {
    /// Where a begins and ends.
    pub across: (f64, f64),
    /// A above, A' below.
    pub plots: [Plot; 2],
    /// What a sighted reader would conclude, with numbers.
    pub description: String,
    /// The selected unit in one line, and how many units lie outside.
    pub reading: String,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    /// What is drawn.
    pub label: &'static str,
    /// Its fixed range.
    pub range: (f64, f64),
    /// The curve, in pieces where it jumps.
    pub curve: Vec<Vec<(f64, f64)>>,
    /// The units that lie in the picture.
    pub dots: Vec<(f64, f64)>,
    /// The largest slope there is, where it is reached (an infinity where it is only approached),
    /// and both in words.
    pub supremum: Option<(f64, f64, String)>,
    /// The selected unit, if it lies in the picture.
    pub selected: Option<(f64, f64)>,
}

impl ActivationPicture {
    /// The pictures of a layer; `unit` is the selected one, counted from 0.
    pub fn of(detail: &LayerDetail, unit: usize) -> Self {
        let points = CurvePoint::along(detail.activation, ACROSS, STEPS);
        let number = |list: &[Extended], i: usize| list.get(i).map_or(f64::NAN, |x| x.to_f64());
        let plot = |is_slope: bool| {
            let heights = if is_slope {
                &detail.slopes
            } else {
                &detail.outputs
            };
            let dot = |i: usize| {
                let a = number(&detail.pre_activations, i);
                let is_inside = (ACROSS.0..=ACROSS.1).contains(&a);
                is_inside.then(|| (a, number(heights, i)))
            };
            let supremum = detail.activation.supremum();
            let place = (
                supremum.value,
                supremum.at,
                words::supremum(detail.activation),
            );
            Plot {
                label: words::CURVES[usize::from(is_slope)],
                range: if is_slope { SLOPES } else { VALUES },
                curve: pieces(&points, is_slope),
                dots: (0..heights.len()).filter_map(dot).collect(),
                supremum: is_slope.then_some(place),
                selected: dot(unit),
            }
        };
        let outside = |is_right: bool| {
            let is_out = |a: &&Extended| {
                let a = a.to_f64();
                if is_right { a > ACROSS.1 } else { a < ACROSS.0 }
            };
            detail.pre_activations.iter().filter(is_out).count()
        };
        let outside = (outside(false), outside(true));
        Self {
            across: ACROSS,
            plots: [plot(false), plot(true)],
            description: words::activation(detail, outside),
            reading: words::unit(detail, unit) + &words::off_scale(outside),
        }
    }
}

/// A curve or that of its slopes, cut where it jumps.
pub(in crate::scene) fn pieces(points: &[CurvePoint], is_slope: bool) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut last = f64::NAN;
    let step = match points {
        [first, second, ..] => second.at - first.at,
        _ => 0.0,
    };
    let jump = JUMP.max(STEEP * step);
    for point in points {
        let y = if is_slope { point.slope } else { point.value };
        // Not a number at the beginning.
        let goes_on = (y - last).abs() < jump;
        match pieces.last_mut().filter(|_| goes_on) {
            Some(piece) => piece.push((point.at, y)),
            None => pieces.push(vec![(point.at, y)]),
        }
        last = y;
    }
    pieces
}
