//! The largest singular value of a linear map from its products with vectors, between two bounds.

use super::vector::{add_scaled, dot, larger, norm, scale};
use super::{CommonExponent, Extended, power_of_two, splitmix};

/// What becomes of a vector.
pub type Map<'a> = &'a dyn Fn(&[f64]) -> CommonExponent;

/// How a linear map of n numbers to m, and its transpose, act on a vector; NaN where there is no number.
pub struct Maps<'a> {
    /// n, the smaller side.
    pub inputs: usize,
    /// m.
    pub outputs: usize,
    /// From n numbers to m.
    pub ahead: Map<'a>,
    /// From m numbers to n.
    pub back: Map<'a>,
}

/// The probability that the upper bound is too small, of one norm.
const FAILURE: f64 = 1e-12;
/// What is left of a vector after everything known was taken out of it counts as nothing below this.
const NOTHING: f64 = 64.0 * f64::EPSILON;

/// The bidiagonalisation of a linear map, a step at a time: U^T A V = B, upper bidiagonal.
///
/// That of Golub and Kahan (1965) with full reorthogonalisation, from a pseudo-random direction.
pub struct Krylov {
    /// The columns of V, orthonormal.
    ahead: Vec<Vec<f64>>,
    /// Those of U.
    behind: Vec<Vec<f64>>,
    /// b_kk.
    diagonal: Vec<f64>,
    /// b_k-1,k; nothing before the first.
    beside: Vec<f64>,
    /// The exponent of what B is multiples of; `None` as long as all images are zero.
    power: Option<i64>,
    state: u64,
}

impl Krylov {
    /// The first step; `state` is where the pseudo-random directions come from.
    pub fn of(maps: &Maps<'_>, state: u64) -> Self {
        let mut space = Self {
            ahead: Vec::new(),
            behind: Vec::new(),
            diagonal: Vec::new(),
            beside: Vec::new(),
            power: None,
            state,
        };
        space.start(maps, 0.0);
        space
    }

    /// k, the dimension of the space.
    pub fn steps(&self) -> usize {
        self.ahead.len()
    }

    /// A lower and an upper bound of the largest singular value; both are exactly zero if every image is, and NaN if
    /// there is no number.
    ///
    /// The largest singular value theta of B is that of the map on a Krylov space of k dimensions: sigma >= theta.
    /// With a direction that is uniformly distributed on the sphere, sigma^2 (1 - e) <= theta^2 but for a probability
    /// of 1.648 sqrt(n) exp(-(2k - 1) sqrt(e)), whatever the matrix (Kuczynski and Wozniakowski 1992, theorem 4.2):
    /// e is chosen for a probability of 10^-12. With n = k the space is everything, and the bounds differ by
    /// roundings alone.
    ///
    /// `slack`: the relative rounding error of an image, in terms of the norm of the map. It is at least a hundred
    /// times the relative difference between y . A x and x . A^T y for the vectors that are stretched most.
    pub fn bounds(&self, maps: &Maps<'_>, slack: f64) -> [Extended; 2] {
        let Some(power) = self.power else {
            return [Extended::ZERO; 2];
        };
        let mut ritz = self.largest_vector();
        let length = norm(&ritz);
        scale(&mut ritz, 1.0 / length);
        let mut image = (maps.ahead)(&ritz);
        let own = norm(&image.entries) * power_of_two_or_nan(image.exponent - power);
        let theta = self.largest();
        let length = norm(&image.entries);
        scale(&mut image.entries, 1.0 / length);
        let back = (maps.back)(&image.entries);
        let again = dot(&back.entries, &ritz) * power_of_two_or_nan(back.exponent - power);
        let slack = slack + 100.0 * (again / own - 1.0).abs();
        if !(own.is_finite() && theta.is_finite() && slack.is_finite()) {
            return [Extended::NAN; 2];
        }
        let k = self.steps();
        let missed = match k < maps.inputs {
            true => share_missed(maps.inputs, k),
            false => 0.0,
        };
        // The image of a vector is the truth; the small matrix has roundings of its own.
        let lower = own * larger(1.0 - slack, 0.0);
        let more = slack + NOTHING * float(k);
        let upper = larger(theta, own) / (1.0 - missed).sqrt() * (1.0 + more);
        [lower, upper].map(|bound| Extended::new(bound, power))
    }

    /// The largest number of B so far.
    fn size(&self) -> f64 {
        let all = self.diagonal.iter().chain(&self.beside);
        all.fold(0.0, |most, x| larger(most, *x))
    }

    /// The image on the common power, which the first image that is not zero decides.
    fn on_power(&mut self, image: CommonExponent) -> Vec<f64> {
        let CommonExponent {
            mut entries,
            exponent,
            ..
        } = image;
        if entries.iter().all(|x| *x == 0.0) {
            return entries;
        }
        let power = *self.power.get_or_insert(exponent);
        scale(&mut entries, power_of_two_or_nan(exponent - power));
        entries
    }

    /// One more column of V and U.
    pub fn advance(&mut self, maps: &Maps<'_>) {
        let (Some(u), Some(v)) = (self.behind.last(), self.ahead.last()) else {
            return;
        };
        let alpha = self.diagonal.last().copied().unwrap_or(0.0);
        let (image, v) = ((maps.back)(u), v.clone());
        let mut next = self.on_power(image);
        add_scaled(&mut next, -alpha, &v);
        orthogonalise(&mut next, &self.ahead);
        let beta = norm(&next);
        if beta > NOTHING * self.size() {
            scale(&mut next, 1.0 / beta);
            self.ahead.push(next);
            self.extend(maps, beta);
        } else {
            self.start(maps, beta * f64::from(u8::from(beta.is_nan())));
        }
    }

    /// Goes on with a new direction, at right angles to all others.
    fn start(&mut self, maps: &Maps<'_>, beside: f64) {
        let fresh = fresh(maps.inputs, &self.ahead, &mut self.state);
        self.ahead.push(fresh);
        self.extend(maps, beside);
    }

    /// The image of the last column of V.
    fn extend(&mut self, maps: &Maps<'_>, beta: f64) {
        let Some(v) = self.ahead.last() else {
            return;
        };
        let image = (maps.ahead)(v);
        let mut next = self.on_power(image);
        if let Some(before) = self.behind.last() {
            add_scaled(&mut next, -beta, before);
        }
        orthogonalise(&mut next, &self.behind);
        let alpha = norm(&next);
        self.beside.push(beta);
        if alpha > NOTHING * self.size() {
            scale(&mut next, 1.0 / alpha);
            self.diagonal.push(alpha);
        } else {
            self.diagonal
                .push(alpha * f64::from(u8::from(alpha.is_nan())));
            next = fresh(maps.outputs, &self.behind, &mut self.state);
        }
        self.behind.push(next);
    }

    /// The diagonal of B^T B and what is beside it.
    fn square(&self) -> (Vec<f64>, Vec<f64>) {
        let beside = self.beside.iter().copied();
        let pairs = self.diagonal.iter().zip(beside);
        let main = pairs.map(|(a, b)| a * a + b * b).collect();
        let products = self.diagonal.iter().zip(self.beside.iter().skip(1));
        (main, products.map(|(a, b)| a * b).collect())
    }

    /// The largest singular value of B, by bisection: no eigenvalue of B^T B is larger.
    fn largest(&self) -> f64 {
        let (main, beside) = self.square();
        let rows = main.iter().enumerate().map(|(i, d)| {
            let before = i.checked_sub(1).and_then(|i| beside.get(i));
            d + before.copied().unwrap_or(0.0) + beside.get(i).copied().unwrap_or(0.0)
        });
        // Gershgorin.
        let (mut low, mut high) = (0.0, rows.fold(0.0, |most: f64, x| most.max(x)));
        if !main.iter().chain(&beside).all(|x| x.is_finite()) {
            return f64::NAN;
        }
        for _ in 0..64 {
            let middle = f64::midpoint(low, high);
            match is_above_all(middle, &main, &beside) {
                true => high = middle,
                false => low = middle,
            }
        }
        high.sqrt()
    }

    /// V times the eigenvector of B^T B, by inverse iteration just above the eigenvalue.
    fn largest_vector(&self) -> Vec<f64> {
        let (main, beside) = self.square();
        let theta = self.largest();
        let above = theta * theta * (1.0 + 1e-13) + f64::MIN_POSITIVE;
        let mut y = vec![1.0; main.len()];
        for _ in 0..3 {
            y = solved(above, (&main, &beside), y);
            let most = y.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
            scale(&mut y, 1.0 / most);
        }
        let mut vector = vec![0.0; self.ahead[0].len()];
        for (factor, column) in y.iter().zip(&self.ahead) {
            add_scaled(&mut vector, *factor, column);
        }
        vector
    }
}

/// e of the theorem.
fn share_missed(n: usize, steps: usize) -> f64 {
    let root = libm::log(1.648 * float(n).sqrt() / FAILURE) / (2.0 * float(steps) - 1.0);
    // Nothing is missed by an upper bound that is infinite.
    (root * root).min(1.0)
}

#[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
fn float(n: usize) -> f64 {
    n as f64
}

/// 2^e; NaN where e is no exponent of a number, so that nothing wrong is concluded.
fn power_of_two_or_nan(e: i64) -> f64 {
    match (-1000..1000).contains(&e) {
        true => power_of_two(e),
        false if e < 0 => 0.0,
        false => f64::NAN,
    }
}

/// Whether x exceeds every eigenvalue of a symmetric tridiagonal matrix: all pivots of x - T are positive.
fn is_above_all(x: f64, main: &[f64], beside: &[f64]) -> bool {
    let mut pivot = x - main[0];
    for (d, e) in main.iter().skip(1).zip(beside) {
        if pivot <= 0.0 {
            return false;
        }
        pivot = x - d - e / pivot * e;
    }
    pivot > 0.0
}

/// (x - T)^-1 y where all pivots are positive.
fn solved(x: f64, (main, beside): (&[f64], &[f64]), mut y: Vec<f64>) -> Vec<f64> {
    let least = x * f64::EPSILON * f64::EPSILON + f64::MIN_POSITIVE;
    let mut pivots = vec![(x - main[0]).max(least)];
    for i in 1..main.len() {
        let e = beside[i - 1];
        let before = pivots[i - 1];
        pivots.push((x - main[i] - e / before * e).max(least));
        y[i] += e / before * y[i - 1];
    }
    for i in (0..main.len()).rev() {
        if let Some(after) = y.get(i + 1) {
            y[i] += beside[i] * after;
        }
        y[i] /= pivots[i];
    }
    y
}

/// Takes from a vector its parts along orthonormal ones, twice.
fn orthogonalise(vector: &mut [f64], others: &[Vec<f64>]) {
    for _ in 0..2 {
        for other in others {
            let part = dot(vector, other);
            add_scaled(vector, -part, other);
        }
    }
}

/// A pseudo-random unit vector at right angles to others, uniformly distributed; zero if they are everything.
fn fresh(n: usize, others: &[Vec<f64>], state: &mut u64) -> Vec<f64> {
    let mut vector: Vec<f64> = (0..n).map(|_| normal(state)).collect();
    let before = norm(&vector);
    orthogonalise(&mut vector, others);
    let after = norm(&vector);
    let is_left = others.len() < n && after > NOTHING * before;
    scale(&mut vector, if is_left { 1.0 / after } else { 0.0 });
    vector
}

/// A normally distributed number (Box and Muller 1958).
fn normal(state: &mut u64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "53 bits")]
    let mut uniform = || ((splitmix(state) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    let (radius, angle) = (uniform(), uniform());
    (-2.0 * libm::log(radius)).sqrt() * libm::cos(std::f64::consts::TAU * angle)
}
