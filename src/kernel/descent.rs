//! The steps of the rules of descent, entry by entry: what is taken away from each parameter.

use wide::f64x2;

use super::lanes::{replace, replace_three, replace_two};

/// update = lr gradient.
#[inline(never)]
pub fn plain(update: &mut [f64], gradient: &[f64], lr: f64) {
    let lr = f64x2::splat(lr);
    replace(update, gradient, |_, g| lr * g);
}

/// velocity = momentum velocity + gradient, update = lr velocity.
#[inline(never)]
pub fn momentum(
    update: &mut [f64],
    velocity: &mut [f64],
    gradient: &[f64],
    [lr, momentum]: [f64; 2],
) {
    let [lr, momentum] = [lr, momentum].map(f64x2::splat);
    replace_two(update, velocity, gradient, |[_, v], g| {
        let v = momentum * v + g;
        [lr * v, v]
    });
}

/// The numbers of Adam in one step (Kingma and Ba 2015).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// b1 and b2: the share of the mean that is kept, and that of the mean square.
    pub kept: [f64; 2],
    /// lr / (1 - b1^t).
    pub rate: f64,
    /// 1 / (1 - b2^t).
    pub correction: f64,
    /// What is added to the root.
    pub eps: f64,
}

/// mean = b1 mean + (1 - b1) g, square = b2 square + (1 - b2) g^2, update = rate mean / (sqrt(correction square) + eps).
#[inline(never)]
pub fn adam(
    update: &mut [f64],
    [mean, square]: [&mut [f64]; 2],
    gradient: &[f64],
    numbers: Moments,
) {
    let [b1, b2] = numbers.kept.map(f64x2::splat);
    let [new_1, new_2] = numbers.kept.map(|kept| f64x2::splat(1.0 - kept));
    let [rate, correction, eps] = [numbers.rate, numbers.correction, numbers.eps].map(f64x2::splat);
    replace_three(update, [mean, square], gradient, |[m, v], g| {
        let (m, v) = (b1 * m + new_1 * g, b2 * v + new_2 * g * g);
        [rate * m / ((v * correction).sqrt() + eps), m, v]
    });
}

/// x -= y.
#[inline(never)]
pub fn subtract(x: &mut [f64], y: &[f64]) {
    replace(x, y, |x, y| x - y);
}
