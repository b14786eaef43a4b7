//! One layer, taken apart: a circle of small changes, what the weights make of it, the units on their
//! activation function, and what their slopes leave.

mod said;
mod units;

pub use said::{Caption, Tone};
pub use units::{UnitCurve, UnitCurves};

use super::fan::Disc;
use super::source::{bounds, known, operator_norm};
use super::value::Value;
use crate::analysis::{Image, LayerDetail, LayerImages, LayerReport};
use crate::network::{Block, Extended};
use crate::settings::Activation;

/// The picture in data units: three circles in the plane of v1 and v2 of J, and the units between the last
/// two.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// 1..K.
    pub layer: usize,
    /// A^(j).
    pub activation: Activation,
    /// H_{j-1}.
    pub inputs: usize,
    /// The angle of the arrow from v1, in radians.
    pub angle: f64,
    /// The circle that goes in, its image under w^T, and under J; `None` if that is not finite or not known
    /// yet. With one input they are lines.
    pub circles: [Option<Disc>; 3],
    /// log10 of the length that fits into the picture of each circle.
    pub scales: [f64; 3],
    /// The lengths of the arrow: 1, ||w^T x||, ||J x||.
    pub arrow: [Value; 3],
    /// The half axes of the image under w^T, and under J.
    pub half_axes: [[Value; 2]; 2],
    /// ||w||.
    pub weight_norm: Value,
    /// ||J||.
    pub jacobian_norm: Value,
    /// max |A'(a_i)|.
    pub largest_slope: Value,
    /// ||w|| max |A'(a_i)|, which no direction exceeds.
    pub bound: Value,
    /// The units.
    pub units: UnitCurves,
    /// What is around weights and slopes.
    pub block: Block,
    /// The unit that is pointed at, counted from 0.
    pub unit: Option<usize>,
}

/// Everything in a picture has the same scale if the largest is at most this many decades larger than the
/// smallest; otherwise each circle has its own.
const READABLE: f64 = 1.0;

/// What goes in.
const UNIT_CIRCLE: Disc = Disc {
    shape: [1.0, 0.0, 1.0],
    size: Some(0.0),
};
/// The same for one input.
const UNIT_LINE: Disc = Disc {
    shape: [1.0, 0.0, 0.0],
    ..UNIT_CIRCLE
};

impl Apart {
    /// A layer with its part of the analysis and its images; the arrow at this angle from v1, in radians.
    /// With one input it points along v1 or against it.
    pub fn of(
        (detail, report): (&LayerDetail, &LayerReport),
        images: &LayerImages,
        angle: f64,
    ) -> Self {
        let inputs = detail.inputs();
        let angle = match inputs {
            1 if libm::cos(angle) < 0.0 => std::f64::consts::PI,
            1 => 0.0,
            _ => angle,
        };
        let degrees = angle.to_degrees();
        let is_pending = report.jacobian.values.is_empty();
        let unless_pending = |value: Value| if is_pending { Value::Pending } else { value };
        let weights = images.after_weights(degrees);
        let slopes = images.after_slopes(degrees);
        let sigma = [0, 1].map(|i| {
            let plane = &images.jacobian;
            unless_pending(known(plane.values[i], plane.is_resolved[i]))
        });
        let mut apart = Self {
            layer: detail.layer,
            activation: detail.activation,
            inputs,
            angle,
            circles: circles(images, inputs),
            scales: [0.0; 3],
            arrow: [
                Value::Finite(0.0),
                known(weights.factor, weights.is_resolved),
                unless_pending(known(slopes.factor, slopes.is_resolved)),
            ],
            half_axes: [half_axes(images), sigma],
            weight_norm: pending_if_nan(report.weight_norm).down_by(report.norm_slack),
            jacobian_norm: operator_norm(&report.jacobian),
            largest_slope: report.diag_norm.into(),
            bound: match report.is_pending() {
                true => Value::Pending,
                false => bounds(report)[1],
            },
            units: UnitCurves::of(detail),
            block: detail.block(),
            unit: None,
        };
        apart.scales = apart.fitted();
        apart
    }

    /// Whether a change has only one direction and its opposite.
    pub fn is_line(&self) -> bool {
        self.inputs == 1
    }

    /// Whether all circles have the same scale.
    pub fn is_to_scale(&self) -> bool {
        self.scales.iter().all(|scale| *scale == self.scales[0])
    }

    /// The radius of the dashed circle, as log10.
    pub fn ceiling(&self) -> Option<f64> {
        self.bound.log10()
    }

    /// One scale for all, or one for each.
    fn fitted(&self) -> [f64; 3] {
        let size = |i: usize| self.circles[i].and_then(|disc| disc.size);
        let sizes = [0, 1, 2].map(size);
        let smallest = sizes.into_iter().flatten().fold(0.0, f64::min);
        let ceiling = self.ceiling();
        let largest = sizes.into_iter().flatten().chain(ceiling);
        let largest = largest.fold(0.0, f64::max);
        if largest - smallest <= READABLE {
            return [largest; 3];
        }
        let last = sizes[2].into_iter().chain(ceiling).reduce(f64::max);
        [0.0, sizes[1].unwrap_or(0.0), last.unwrap_or(0.0)]
    }
}

fn pending_if_nan(norm: Extended) -> Value {
    match norm.is_finite() {
        true => norm.into(),
        false => Value::Pending,
    }
}

fn circles(images: &LayerImages, inputs: usize) -> [Option<Disc>; 3] {
    let [first, second] = images.jacobian.values;
    let jacobian = Image {
        first,
        along: Extended::ZERO,
        across: second,
    };
    [
        Some(if inputs == 1 { UNIT_LINE } else { UNIT_CIRCLE }),
        Some(Disc::of(images.weights)),
        first.is_finite().then(|| Disc::of(jacobian)),
    ]
}

/// The half axes of the image under w^T; the product of both is that of the diagonal of its triangular factor.
fn half_axes(images: &LayerImages) -> [Value; 2] {
    let Image { first, across, .. } = images.weights;
    let long = Disc::of(images.weights).size;
    let log10 = |x: Extended| x.log10();
    let short = long.and_then(|long| Some(log10(first)? + log10(across)? - long));
    let least = log10(images.least_resolved());
    [long, short].map(|axis| match (axis, least) {
        (None, _) => Value::Zero,
        (Some(axis), Some(least)) if axis < least => Value::Unresolved(least),
        (Some(axis), _) => Value::Finite(axis),
    })
}
