//! What becomes of a circle of loss gradients at one place, as the lens shows it.

use crate::analysis::{Ellipse, Image, Lens};

/// The image of the circle, magnified until its longer half axis is 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disc {
    /// A symmetric matrix [[a, b], [b, c]] that maps the unit circle to the shape, as a, b, c.
    pub shape: [f64; 3],
    /// log10 of the longer half axis before it was magnified; `None` where nothing is left.
    pub size: Option<f64>,
}

impl Disc {
    /// The disc of an image.
    pub fn of(image: Image) -> Self {
        let ellipse = image.ellipse();
        let [long, _] = ellipse.half_axes();
        Self {
            shape: ellipse
                .entries
                .map(|x| if long > 0.0 { x / long } else { 0.0 }),
            size: ellipse.scale.map(|scale| scale + long.log10()),
        }
    }

    /// The image of the unit vector at this angle, in radians from the direction that survives best.
    pub fn at(&self, angle: f64) -> [f64; 2] {
        let [a, b, c] = self.shape;
        let entries = [a, b, c];
        Ellipse {
            entries,
            scale: None,
        }
        .at(angle)
    }

    /// The shorter half axis over the longer one, 0..=1: 1 is a circle, 0 a needle.
    pub fn roundness(&self) -> f64 {
        let [a, b, c] = self.shape;
        Ellipse {
            entries: [a, b, c],
            scale: None,
        }
        .half_axes()[1]
    }
}

/// One disc for every place 0..=K.
pub(super) fn discs(lens: &Lens) -> Vec<Disc> {
    lens.images.iter().map(|image| Disc::of(*image)).collect()
}
