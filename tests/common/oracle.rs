//! An independent oracle: the chain product and its singular values in arbitrary precision.
//!
//! Nothing is shared with the library's algorithm: the matrices are multiplied out, and a textbook
//! one-sided Jacobi iteration runs on the product, with enough bits that the range of the values
//! does no harm.

use dashu_float::FBig;
use dashu_float::round::mode::HalfEven;
use gradlens::network::{Extended, Forward, Network};

/// A floating-point number with as many bits as it was given.
pub type Big = FBig<HalfEven, 2>;
/// A matrix as a list of columns.
pub(super) type Columns = Vec<Vec<Big>>;

/// Singular values below 2^-(bits/2) of the largest count as exact zeros.
pub struct Oracle {
    bits: usize,
}

impl Oracle {
    /// An oracle that resolves values down to 2^-(bits/2) of the largest one.
    pub fn with_bits(bits: usize) -> Self {
        Self { bits }
    }

    pub(super) fn big(&self, value: Extended) -> Big {
        if value.is_zero() {
            return self.zero();
        }
        let mantissa = Big::try_from(value.mantissa()).expect("a finite mantissa");
        let exponent = isize::try_from(value.exponent()).expect("an exponent in range");
        let (significand, own) = mantissa.into_repr().into_parts();
        Big::from_parts(significand, own + exponent)
            .with_precision(self.bits)
            .value()
    }

    pub(super) fn zero(&self) -> Big {
        Big::ZERO.with_precision(self.bits).value()
    }

    /// The singular values of J^(j + 1), descending, without the exact zeros.
    pub fn layer(&self, network: &Network, forward: &Forward, j: usize) -> Vec<Big> {
        self.singular_values(self.jacobian(network, forward, j))
    }

    /// The singular values of P^(h) for every h, and of every J^(j), descending, without the exact
    /// zeros.
    pub fn chain(&self, network: &Network, forward: &Forward) -> Spectra {
        let jacobians: Vec<Columns> = (0..network.layers.len())
            .map(|j| self.jacobian(network, forward, j))
            .collect();
        let mut product: Option<Columns> = None;
        let mut suffixes: Vec<_> = jacobians
            .iter()
            .rev()
            .map(|jacobian| {
                let next = match &product {
                    Some(before) => self.product(before, jacobian),
                    None => jacobian.clone(),
                };
                let values = self.singular_values(next.clone());
                product = Some(next);
                values
            })
            .collect();
        suffixes.reverse();
        Spectra {
            jacobians: jacobians
                .into_iter()
                .map(|jacobian| self.singular_values(jacobian))
                .collect(),
            suffixes,
        }
    }

    pub(super) fn product(&self, a: &Columns, b: &Columns) -> Columns {
        b.iter()
            .map(|column| {
                (0..a[0].len())
                    .map(|i| {
                        column
                            .iter()
                            .enumerate()
                            .fold(self.zero(), |sum, (l, x)| sum + &a[l][i] * x)
                    })
                    .collect()
            })
            .collect()
    }

    pub(super) fn dot(&self, x: &[Big], y: &[Big]) -> Big {
        x.iter().zip(y).fold(self.zero(), |sum, (a, b)| sum + a * b)
    }

    fn singular_values(&self, columns: Columns) -> Vec<Big> {
        // Cosines below 2^-100 change no digit that is compared.
        let columns = self.orthogonal(columns, 200);
        let mut squares: Vec<Big> = columns.iter().map(|c| self.dot(c, c)).collect();
        squares.sort_by(|a, b| b.cmp(a));
        let largest = squares[0].clone();
        squares.retain(|s| !self.vanishes(&largest, s));
        squares.iter().map(|s| s.sqrt()).collect()
    }

    /// The columns, rotated until the squares of their cosines are below 2^-bits: each is then a
    /// left singular vector times its value.
    fn orthogonal(&self, mut columns: Columns, bits: isize) -> Columns {
        let one = Big::ONE.with_precision(self.bits).value();
        let tolerance = one.clone() >> bits;
        for _ in 0..200 {
            let mut rotated = false;
            for i in 0..columns.len() {
                for j in i + 1..columns.len() {
                    let (x, y) = (&columns[i], &columns[j]);
                    let (xx, yy, xy) = (self.dot(x, x), self.dot(y, y), self.dot(x, y));
                    if &xy * &xy <= &tolerance * &xx * &yy || self.vanishes(&xx, &yy) {
                        continue;
                    }
                    rotated = true;
                    let zeta = (&yy - &xx) / (&xy + &xy);
                    let root = (&one + &zeta * &zeta).sqrt();
                    let t = if zeta < Big::ZERO {
                        -&one / (root - &zeta)
                    } else {
                        &one / (root + &zeta)
                    };
                    let c = &one / (&one + &t * &t).sqrt();
                    let s = &c * &t;
                    let turned = |f: &Big, g: &Big| -> Vec<Big> {
                        x.iter().zip(y).map(|(a, b)| f * a + g * b).collect()
                    };
                    let (p, q) = (turned(&c, &-s.clone()), turned(&s, &c));
                    columns[i] = p;
                    columns[j] = q;
                }
            }
            if !rotated {
                break;
            }
        }
        columns
    }

    /// ||P^(h)T u|| for h = 0..K, where u is the left singular vector of P^(0) for its largest or
    /// its smallest nonzero value.
    pub fn gradients(&self, network: &Network, forward: &Forward, is_largest: bool) -> Vec<Big> {
        let jacobians = self.jacobians(network, forward);
        let direction = self.end(&jacobians, is_largest);
        self.passed(&jacobians, direction)
    }

    /// The same for the direction with these parts along the u that belongs to the largest value, and at a right
    /// angle to it in the plane of u and `drawn`; without `drawn` in that of both ends. As long as `drawn` is.
    pub fn turned(
        &self,
        (network, forward): (&Network, &Forward),
        drawn: Option<&[Extended]>,
        parts: [f64; 2],
    ) -> Vec<Big> {
        let jacobians = self.jacobians(network, forward);
        let signed = |end: Vec<Big>| -> Vec<Big> {
            let size = |x: &Big| {
                if *x < Big::ZERO {
                    -x.clone()
                } else {
                    x.clone()
                }
            };
            let largest = end.iter().max_by(|a, b| size(a).cmp(&size(b)));
            let sign = if *largest.expect("a number") < Big::ZERO {
                -1.0
            } else {
                1.0
            };
            end.iter()
                .map(|x| x * self.big(Extended::from(sign)))
                .collect()
        };
        let first = signed(self.end(&jacobians, true));
        let is_drawn = drawn.is_some();
        let drawn: Vec<Big> = match drawn {
            Some(drawn) => drawn.iter().map(|x| self.big(*x)).collect(),
            None => signed(self.end(&jacobians, false)),
        };
        let along = self.dot(&first, &drawn);
        let across = drawn.iter().zip(&first).map(|(x, e)| x - &along * e);
        let across: Vec<Big> = across.collect();
        let length = self.dot(&drawn, &drawn).sqrt();
        let width = self.dot(&across, &across).sqrt();
        // The sign of u is the one nearer to `drawn`; of both ends it makes the largest entry positive.
        let sign = if is_drawn && along < Big::ZERO {
            -1.0
        } else {
            1.0
        };
        let [c, s] = [sign * parts[0], parts[1]].map(|x| self.big(Extended::from(x)) * &length);
        let pairs = first.iter().zip(&across);
        self.passed(
            &jacobians,
            pairs.map(|(e, x)| &c * e + &s * x / &width).collect(),
        )
    }

    fn jacobians(&self, network: &Network, forward: &Forward) -> Vec<Columns> {
        let layers = 0..network.layers.len();
        layers.map(|j| self.jacobian(network, forward, j)).collect()
    }

    /// The left singular vector of the whole product for its largest or its smallest nonzero value.
    fn end(&self, jacobians: &[Columns], is_largest: bool) -> Vec<Big> {
        let product = jacobians.iter().rev().cloned();
        let product = product.reduce(|before, next| self.product(&before, &next));
        let mut columns = self.orthogonal(product.expect("a layer"), self.bits as isize);
        columns.sort_by_key(|c| std::cmp::Reverse(self.dot(c, c)));
        let largest = self.dot(&columns[0], &columns[0]);
        columns.retain(|c| !self.vanishes(&largest, &self.dot(c, c)));
        let scaled = if is_largest {
            columns.first()
        } else {
            columns.last()
        };
        let scaled = scaled.expect("a chain that is not zero");
        let length = self.dot(scaled, scaled).sqrt();
        scaled.iter().map(|x| x / &length).collect()
    }

    /// The lengths of a gradient at h = 0..K that starts as this vector.
    fn passed(&self, jacobians: &[Columns], mut gradient: Vec<Big>) -> Vec<Big> {
        let mut norms = vec![self.dot(&gradient, &gradient).sqrt()];
        for jacobian in jacobians.iter().rev() {
            gradient = jacobian
                .iter()
                .map(|column| self.dot(column, &gradient))
                .collect();
            norms.push(self.dot(&gradient, &gradient).sqrt());
        }
        norms.reverse();
        norms
    }

    /// The singular values of P^(h)T E for h = 0..K, E having these two columns, and the lengths of its columns.
    pub fn plane(&self, network: &Network, forward: &Forward, plane: &[Vec<f64>; 2]) -> Vec<Plane> {
        let mut columns: Columns = plane
            .iter()
            .map(|e| e.iter().map(|x| self.big(Extended::from(*x))).collect())
            .collect();
        let of = |columns: &Columns| Plane {
            values: self.singular_values(columns.clone()),
            lengths: [0, 1].map(|i| self.dot(&columns[i], &columns[i]).sqrt()),
            product: self.dot(&columns[0], &columns[1]),
        };
        let mut planes = vec![of(&columns)];
        for j in (0..network.layers.len()).rev() {
            let jacobian = self.jacobian(network, forward, j);
            for gradient in &mut columns {
                *gradient = jacobian
                    .iter()
                    .map(|column| self.dot(column, gradient))
                    .collect();
            }
            planes.push(of(&columns));
        }
        planes.reverse();
        planes
    }

    /// Whether one of two squared lengths is rounding noise, or exactly zero, beside the other.
    fn vanishes(&self, x: &Big, y: &Big) -> bool {
        let (large, small) = if x > y { (x, y) } else { (y, x) };
        *small <= (large.clone() >> self.bits as isize)
    }

    /// log10 of a number of any size.
    pub fn log10(&self, value: &Big) -> f64 {
        let bits = value.repr().digits() as isize + value.repr().exponent();
        let near_one = (value.clone() >> bits).to_f64().value();
        near_one.log10() + bits as f64 * 2f64.log10()
    }

    /// The length of the image of the unit vector at this angle, over 10^scale.
    pub fn length(&self, plane: &Plane, angle: f64, scale: f64) -> f64 {
        let [c, s] = [angle.cos(), angle.sin()].map(|x| self.big(Extended::from(x)));
        let [a, b] = &plane.lengths;
        let square = &c * &c * a * a + ((&c * &s * &plane.product) << 1) + &s * &s * b * b;
        if square <= Big::ZERO {
            return 0.0;
        }
        10f64.powf(self.log10(&square) / 2.0 - scale)
    }

    /// Whether found >= value.
    pub fn exceeds(&self, found: Extended, value: &Big) -> bool {
        self.big(found) >= *value
    }

    /// |found / value - 1|.
    pub fn relative_error(&self, found: Extended, value: &Big) -> f64 {
        ((self.big(found) - value) / value).to_f64().value().abs()
    }
}

/// What two directions become.
pub struct Plane {
    /// The nonzero singular values of both columns together, descending.
    pub values: Vec<Big>,
    /// The length of each column.
    pub lengths: [Big; 2],
    /// Their scalar product.
    pub product: Big,
}

/// Nonzero singular values, descending.
pub struct Spectra {
    /// `jacobians[j - 1]` is of J^(j).
    pub jacobians: Vec<Vec<Big>>,
    /// `suffixes[h]` is of P^(h).
    pub suffixes: Vec<Vec<Big>>,
}
