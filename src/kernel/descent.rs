//! The steps of the rules of descent, entry by entry: what is taken away from each parameter.

/// update = lr gradient.
#[inline(never)]
pub fn plain(update: &mut [f64], gradient: &[f64], lr: f64) {
    for (u, g) in update.iter_mut().zip(gradient) {
        *u = lr * g;
    }
}

/// velocity = momentum velocity + gradient, update = lr velocity.
#[inline(never)]
pub fn momentum(
    update: &mut [f64],
    velocity: &mut [f64],
    gradient: &[f64],
    [lr, momentum]: [f64; 2],
) {
    for ((u, v), g) in update.iter_mut().zip(velocity).zip(gradient) {
        *v = momentum * *v + g;
        *u = lr * *v;
    }
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
    let [b1, b2] = numbers.kept;
    let [new_1, new_2] = [1.0 - b1, 1.0 - b2];
    let all = update.iter_mut().zip(mean).zip(square).zip(gradient);
    for (((u, m), v), g) in all {
        *m = b1 * *m + new_1 * g;
        *v = b2 * *v + new_2 * g * g;
        *u = numbers.rate * *m / ((*v * numbers.correction).sqrt() + numbers.eps);
    }
}

/// x -= y.
#[inline(never)]
pub fn subtract(x: &mut [f64], y: &[f64]) {
    for (x, y) in x.iter_mut().zip(y) {
        *x -= y;
    }
}
