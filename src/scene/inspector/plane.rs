//! The unit circle and its image, in the plane of the two leading right singular vectors.

use super::signed::Signed;
use super::{value_of, words};
use crate::analysis::{LayerDetail, Plane};
use crate::scene::Value;
use crate::words::inspector::left_out;

/// How far the picture can reach from its middle, in the length of the unit circle's radius.
pub const REACHES: [f64; 4] = [1.25, 2.0, 5.0, 20.0];

/// The unit circle, its image, a direction and the image of the direction.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanePicture {
    /// How far it reaches, see [`REACHES`]; never chosen by data.
    pub reach: f64,
    /// The angle of the direction from v1.
    pub degrees: f64,
    /// sigma1, sigma2.
    pub axes: [Value; 2],
    /// The image of the direction along u1 and u2.
    pub image: [Signed; 2],
    /// Its length.
    pub stretch: Value,
    /// Whether there is only one direction and its opposite.
    pub is_line: bool,
    /// What a sighted reader would conclude, with numbers.
    pub description: String,
    /// The direction in one line.
    pub reading: String,
    /// What the picture leaves out.
    pub remark: String,
}

impl PlanePicture {
    /// The picture of a layer with a direction at this angle; with one input there are two
    /// directions only.
    pub fn of(detail: &LayerDetail, degrees: f64, reach: f64) -> Self {
        let plane = &detail.plane;
        let is_line = plane.inputs < 2;
        let degrees = match is_line {
            true if libm::cos(degrees.to_radians()) < 0.0 => 180.0,
            true => 0.0,
            false => degrees,
        };
        let stretched = plane.stretch(degrees);
        let axes = axes(plane);
        let stretch = value_of(stretched.factor, stretched.is_resolved);
        Self {
            reach,
            degrees,
            axes,
            image: stretched.image.map(Signed::from),
            stretch,
            is_line,
            description: words::plane(axes, is_line),
            reading: words::direction(degrees, stretch),
            remark: left_out(plane.inputs),
        }
    }
}

/// sigma1 and sigma2 with what is known of them.
pub(super) fn axes(plane: &Plane) -> [Value; 2] {
    [0, 1].map(|i| value_of(plane.values[i], plane.is_resolved[i]))
}
