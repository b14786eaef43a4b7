//! How the magnitudes of a layer's numbers are spread.

use crate::network::Extended;

/// Five of the magnitudes of some numbers: the smallest, the lower quartile, the median, the upper
/// quartile, the largest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distribution {
    /// Ascending, each one of the magnitudes (nearest rank); all NaN if one of the numbers is NaN,
    /// or if there are none.
    pub quantiles: [Extended; 5],
}

impl Distribution {
    /// The distribution of |x| for these numbers.
    ///
    /// ```
    /// # use gradlens::{analysis::Distribution, network::Extended};
    /// let numbers = [3.0, -1.0, 0.0, 2.0, -4.0].map(Extended::from);
    /// let Distribution { quantiles } = Distribution::of(&numbers);
    /// assert_eq!(quantiles.map(Extended::to_f64), [0.0, 1.0, 2.0, 3.0, 4.0]);
    /// ```
    pub fn of(numbers: &[Extended]) -> Self {
        if numbers.is_empty() || !numbers.iter().all(|x| x.is_finite()) {
            return Self {
                quantiles: [Extended::NAN; 5],
            };
        }
        // By insertion: there are few, and the library's sort is large.
        let mut magnitudes: Vec<Extended> = Vec::with_capacity(numbers.len());
        for x in numbers {
            let at = magnitudes.partition_point(|other| other.cmp_abs(*x).is_le());
            magnitudes.insert(at, x.abs());
        }
        let last = magnitudes.len() - 1;
        Self {
            quantiles: [0, 1, 2, 3, 4].map(|quarter| magnitudes[(quarter * last + 2) / 4]),
        }
    }
}
