//! The correlation of two inputs after many layers.

use super::mean_field::Wide;
use super::quadrature::Grid;

/// The series ends after so many terms; what then is left out must not matter.
const TERMS: usize = 4096;
/// What is left out changes no result by more than this.
const REST: f64 = 1e-14;

/// The stable fixed point of the correlation map C(c) = (sw2 E\[A(u1) A(u2)\] + sb2) / q.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Its place, 0..=1.
    pub c: f64,
    /// C' there: the factor of a small distance.
    pub chi: f64,
}

impl Correlation {
    /// At the fixed point q of the length map, where chi is C'(1). `None` where c is so near 1 that the series, which has
    /// powers of c, would be too long.
    ///
    /// E\[A A\] = sum a_n^2 c^n with the coefficients a_n of A(sqrt(q) z) in normalised Hermite polynomials. All are positive, so C
    /// is convex, and Newton's method from 0 climbs to its first fixed point.
    pub fn of(wide: Wide, q: f64, chi: f64) -> Option<Self> {
        if chi <= 1.0 {
            return Some(Self { c: 1.0, chi });
        }
        let mut series = Series::of(wide, q);
        loop {
            series.double();
            let c = series.fixed_point();
            let (_, slope) = series.at(c);
            if series.rest(c) <= REST * slope.max(1e-3) {
                return Some(Self { c, chi: slope });
            }
            if series.terms.len() >= TERMS {
                return None;
            }
        }
    }
}

/// The terms of C that are known.
struct Series {
    constant: f64,
    terms: Vec<f64>,
    scale: f64,
    grid: Grid,
    /// A times the weights of the grid.
    values: Vec<f64>,
    /// The last two polynomials at the nodes.
    polynomials: [Vec<f64>; 2],
}

impl Series {
    fn of(wide: Wide, q: f64) -> Self {
        // High polynomials are large where the density is not 0 yet.
        let grid = Grid::within(q, 16.0);
        let root = q.sqrt();
        let a: Vec<f64> = grid.nodes.iter().map(|z| root * z).collect();
        let [values, _] = wide.shape.values(&a);
        Self {
            constant: wide.bias_variance / q,
            terms: Vec::new(),
            scale: wide.weight_variance / q,
            values: values
                .iter()
                .zip(&grid.weights)
                .map(|(v, w)| v * w)
                .collect(),
            polynomials: [vec![0.0; a.len()], vec![1.0; a.len()]],
            grid,
        }
    }

    /// Twice as many terms, 64 at first.
    fn double(&mut self) {
        let [before, now] = &mut self.polynomials;
        for n in self.terms.len()..(2 * self.terms.len()).max(64) {
            let products = self.values.iter().zip(now.iter()).map(|(a, h)| a * h);
            let coefficient: f64 = products.sum();
            let square = coefficient * coefficient;
            // Zeros come out as squares of roundings.
            self.terms.push(match square < 1e-28 {
                true => 0.0,
                false => self.scale * square,
            });
            let n = n as f64;
            let (root, last) = ((n + 1.0).sqrt(), n.sqrt());
            for ((z, h), old) in self
                .grid
                .nodes
                .iter()
                .zip(now.iter_mut())
                .zip(before.iter_mut())
            {
                (*h, *old) = ((z * *h - last * *old) / root, *h);
            }
        }
    }

    /// C(c) and C'(c).
    fn at(&self, c: f64) -> (f64, f64) {
        let (mut value, mut slope) = (0.0, 0.0);
        for term in self.terms.iter().rev() {
            slope = slope * c + value;
            value = value * c + term;
        }
        (value + self.constant, slope)
    }

    fn fixed_point(&self) -> f64 {
        let mut c = 0.0;
        for _ in 0..200 {
            let (value, slope) = self.at(c);
            let step = (value - c) / (1.0 - slope);
            let is_climbing = step > 2.0 * f64::EPSILON * c && slope < 1.0;
            if !is_climbing {
                break;
            }
            c += step;
        }
        c
    }

    /// A bound of what the terms that are left out add to C' at c: all terms add up to 1, and those have at least a power of
    /// c.
    fn rest(&self, c: f64) -> f64 {
        let rest = (1.0 - self.constant - self.terms.iter().sum::<f64>()).abs();
        let count = self.terms.len() as f64;
        count * rest * libm::pow(c, count - 1.0)
    }
}
