//! The units of a layer on their activation function and on its derivative.

use crate::analysis::{CurvePoint, LayerDetail};
use crate::scene::inspector::Signed;
use crate::settings::Activation;

/// A step between two points of a curve that is a jump, at least, and as a slope.
const JUMP: f64 = 0.3;
const STEEP: f64 = 2.0;

/// Half of what is shown of the axis of a: enough for all units, from here to there; less of a function that
/// has waves, which must be seen.
const HALF: (f64, f64) = (4.0, 99_999.0);
const OF_WAVES: f64 = 30.0;
/// Steps of a curve.
const STEPS: u32 = 240;
/// How far the picture reaches beyond what it shows.
const BEYOND: f64 = 1.06;

/// A and A', with a layer's units on them.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitCurves {
    /// Where a begins and ends.
    pub across: (f64, f64),
    /// A, and A'.
    pub curves: [UnitCurve; 2],
    /// The largest |A'| there is.
    pub supremum: f64,
    /// a_i, A(a_i) and A'(a_i) of every unit.
    pub units: Vec<[Signed; 3]>,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitCurve {
    /// Its lower and upper end.
    pub range: (f64, f64),
    /// The curve, in pieces where it jumps.
    pub pieces: Vec<Vec<(f64, f64)>>,
}

impl UnitCurves {
    pub(super) fn of(detail: &LayerDetail) -> Self {
        let places = detail.pre_activations.iter().map(|a| a.to_f64());
        let farthest = places.filter(|a| a.is_finite());
        let farthest = farthest.fold(0.0_f64, |most, a| most.max(a.abs()));
        let most = match detail.activation {
            Activation::Sin => OF_WAVES,
            _ => HALF.1,
        };
        let half = (farthest * BEYOND).clamp(HALF.0, most);
        let across = (-half, half);
        let points = CurvePoint::along(detail.curve, across, STEPS);
        let supremum = detail.activation.supremum().value;
        let values = points.iter().map(|point| point.value);
        let slopes = points.iter().map(|point| point.slope);
        let lowest = slopes.fold(0.0, f64::min);
        let units = detail.pre_activations.iter();
        let units = units.zip(detail.outputs.iter().zip(&detail.slopes));
        Self {
            across,
            curves: [
                UnitCurve {
                    range: around(values),
                    pieces: pieces(&points, false),
                },
                UnitCurve {
                    range: (lowest * BEYOND, supremum.max(1.0) * BEYOND),
                    pieces: pieces(&points, true),
                },
            ],
            supremum,
            units: units
                .map(|(a, (value, slope))| [*a, *value, *slope].map(Signed::from))
                .collect(),
        }
    }

    /// How many units lie left and right of what is shown.
    pub fn outside(&self) -> usize {
        let (left, right) = self.across;
        let is_out = |unit: &&[Signed; 3]| {
            let a = unit[0].to_f64();
            a < left || a > right
        };
        self.units.iter().filter(is_out).count()
    }
}

/// The range of a curve, with some air.
fn around(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let low = values.clone().fold(0.0, f64::min);
    let high = values.fold(0.0, f64::max);
    let air = (high - low) * (BEYOND - 1.0) / 2.0;
    (low - air, high + air)
}

/// A curve or that of its slopes, cut where it jumps.
fn pieces(points: &[CurvePoint], is_slope: bool) -> Vec<Vec<(f64, f64)>> {
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
