//! Data sets that come from a seed.

use std::f64::consts::{PI, TAU};

use super::{Data, Targets};
use crate::network::random::{Purpose, Stream};

/// Data that are drawn from a seed, the same bits on every platform. Classes take turns where nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataSet {
    /// Two inputs, two classes: a disc of radius 1/2, and a ring of radii 0.7..1 around it; radii and angles are uniform.
    Circle,
    /// Two inputs, two classes: whether the coordinates, uniform in 0.05..1 or the same below 0, have different signs.
    Xor,
    /// Two inputs, two classes: normal distributions around (-0.4, -0.4) and (0.4, 0.4) with deviation 0.25.
    Gauss,
    /// Two inputs, two classes: two arms with 0.9 turns each, radii 0.15..1, and normal noise of 0.02.
    Spiral,
    /// One input x, uniform in -1..1, and sin(pi x).
    Sine,
    /// So many inputs, 1/2 or -1/2 with equal probability, and the same as the target: what a network of tied layers must
    /// recall after a delay of as many steps as it has layers.
    Copy {
        /// How many numbers, 1 or more.
        width: usize,
    },
}

impl DataSet {
    /// Rows of the data, at least one and at most [`Data::MOST_ROWS`]. All that is random comes from the seed.
    ///
    /// ```
    /// use gradlens::study::training::DataSet;
    /// let data = DataSet::Spiral.data(200, 1);
    /// assert_eq!((data.rows(), data.inputs(), data.outputs()), (200, 2, 2));
    /// ```
    pub fn data(self, rows: usize, seed: u32) -> Data {
        let rows = rows.clamp(1, Data::MOST_ROWS);
        let mut stream = Stream::of(seed, Purpose::Data, self.number());
        let (mut inputs, mut classes, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for row in 0..rows {
            let class = row % 2;
            match self {
                Self::Copy { width } => {
                    let bits = (0..width.max(1)).map(|_| stream.uniform().round() - 0.5);
                    inputs.extend(bits);
                }
                Self::Sine => {
                    let x = 2.0 * stream.uniform() - 1.0;
                    inputs.push(x);
                    values.push(libm::sin(PI * x));
                }
                _ => {
                    let point = self.point(&mut stream, class, share(row / 2, rows.div_ceil(2)));
                    inputs.extend(point);
                    classes.push(match self {
                        Self::Xor => usize::from((point[0] > 0.0) != (point[1] > 0.0)),
                        _ => class,
                    });
                }
            }
        }
        let width = inputs.len() / rows;
        let targets = match self {
            Self::Copy { .. } => Targets::Values {
                numbers: inputs.clone(),
                width,
            },
            Self::Sine => Targets::Values {
                numbers: values,
                width: 1,
            },
            _ => Targets::Classes(classes),
        };
        Data::of_known(inputs, width, targets)
    }

    /// A point of a class; `along` is how far along its arm it is, 0..=1.
    fn point(self, stream: &mut Stream, class: usize, along: f64) -> [f64; 2] {
        let is_second = class == 1;
        let (radius, angle, noise) = match self {
            Self::Xor => {
                return [(); 2].map(|()| {
                    let x = 2.0 * stream.uniform() - 1.0;
                    (0.05 + 0.95 * x.abs()).copysign(x)
                });
            }
            Self::Gauss => {
                let middle = if is_second { 0.4 } else { -0.4 };
                return [(); 2].map(|()| middle + 0.25 * stream.normal());
            }
            Self::Spiral => {
                let turn = if is_second { 0.5 } else { 0.0 };
                (0.15 + 0.85 * along, TAU * (0.9 * along + turn), 0.02)
            }
            _ => {
                let [from, to] = if is_second { [0.7, 1.0] } else { [0.0, 0.5] };
                let radius = from + (to - from) * stream.uniform();
                (radius, TAU * stream.uniform(), 0.0)
            }
        };
        let mut moved = |x: f64| match noise > 0.0 {
            true => radius * x + noise * stream.normal(),
            false => radius * x,
        };
        [moved(libm::cos(angle)), moved(libm::sin(angle))]
    }

    /// Its number among the random streams; frozen.
    fn number(self) -> usize {
        match self {
            Self::Circle => 1,
            Self::Xor => 2,
            Self::Gauss => 3,
            Self::Spiral => 4,
            Self::Sine => 5,
            Self::Copy { .. } => 6,
        }
    }
}

/// Which part of the way the point with this index is, among so many.
#[expect(clippy::cast_precision_loss, reason = "a number of rows")]
fn share(index: usize, count: usize) -> f64 {
    index as f64 / count.saturating_sub(1).max(1) as f64
}
