//! Inner loops on contiguous columns.

/// Lanes of the inner loops: a fixed number of partial sums, so that the order of summation is the
/// same everywhere and the compiler may use vector registers.
const LANES: usize = 8;

/// x . y, relative to |x| . |y| within (len/8 + 4) 2^-53.
pub(super) fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [0.0_f64; LANES];
    let (xs, ys) = (x.chunks_exact(LANES), y.chunks_exact(LANES));
    let rest: f64 = xs
        .remainder()
        .iter()
        .zip(ys.remainder())
        .map(|(a, b)| a * b)
        .sum();
    for (a, b) in xs.zip(ys) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    total(&sums) + rest
}

/// y += factor x.
pub(super) fn add_scaled(y: &mut [f64], factor: f64, x: &[f64]) {
    for (a, b) in y.iter_mut().zip(x) {
        *a += factor * b;
    }
}

/// x *= factor.
pub(super) fn scale(x: &mut [f64], factor: f64) {
    for a in x {
        *a *= factor;
    }
}

/// ||x||, also where the squares would leave the range of f64.
pub(super) fn norm(x: &[f64]) -> f64 {
    let square = dot(x, x);
    if (1e-280..1e280).contains(&square) {
        return square.sqrt();
    }
    let largest = x.iter().fold(0.0_f64, |m, v| m.max(v.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    let sum: f64 = x.iter().map(|v| (v / largest) * (v / largest)).sum();
    largest * sum.sqrt()
}

/// (x, y) <- (x + f y, y + g x) with the old values on the right; returns the new squared norms.
pub(super) fn combine(x: &mut [f64], y: &mut [f64], (f, g): (f64, f64)) -> (f64, f64) {
    let mut xx = [0.0_f64; LANES];
    let mut yy = [0.0_f64; LANES];
    let mut xs = x.chunks_exact_mut(LANES);
    let mut ys = y.chunks_exact_mut(LANES);
    for (a, b) in (&mut xs).zip(&mut ys) {
        for lane in 0..LANES {
            let (p, q) = (a[lane] + f * b[lane], b[lane] + g * a[lane]);
            xx[lane] += p * p;
            yy[lane] += q * q;
            (a[lane], b[lane]) = (p, q);
        }
    }
    let (mut xr, mut yr) = (0.0, 0.0);
    for (a, b) in xs.into_remainder().iter_mut().zip(ys.into_remainder()) {
        let (p, q) = (*a + f * *b, *b + g * *a);
        xr += p * p;
        yr += q * q;
        (*a, *b) = (p, q);
    }
    (total(&xx) + xr, total(&yy) + yr)
}

/// The sum of the partial sums, pairwise.
fn total(s: &[f64; LANES]) -> f64 {
    ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}
