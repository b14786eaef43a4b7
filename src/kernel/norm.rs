//! The norm of a matrix without its spectrum, between two bounds.

use nalgebra::DMatrix;

use super::krylov::{Krylov, Map, Maps};
use super::vector::{TRIPLE, add_all, add_scaled, dot, larger, largest, scale};
use super::{CommonExponent, Extended, column, column_mut, power_of_two};

/// Columns this many powers of two below the largest one change no digit of the norm.
const FAR: i64 = 200;

/// A lower and an upper bound of ||w diag(slopes)|| for an n x m matrix w, by k = `steps` steps of [`Krylov`],
/// some 4 n m k operations: with 100 of them the bounds are 1.3 per cent apart at n = 1024, and differ by roundings
/// alone if n or m is at most k. The upper one is at most the Frobenius norm, and at most the root of the
/// largest sum of a row times that of a column. Exactly zero bounds are a zero; NaN gives NaN.
#[inline(never)]
pub fn matrix_norm_bounds(
    weight: &DMatrix<f64>,
    slopes: &[Extended],
    (steps, state): (usize, u64),
) -> [Extended; 2] {
    if !slopes.iter().all(|a| a.is_finite()) || !weight.iter().all(|w| w.is_finite()) {
        return [Extended::NAN; 2];
    }
    let Some((a, power)) = scaled(weight, slopes) else {
        return [Extended::ZERO; 2];
    };
    let (n, m) = a.shape();
    let along = |v: &[f64]| common(transposed_times(&a, v));
    let across = |v: &[f64]| common(times(&a, v));
    let (ahead, back): (Map<'_>, Map<'_>) = match n <= m {
        true => (&along, &across),
        false => (&across, &along),
    };
    let maps = Maps {
        inputs: n.min(m),
        outputs: n.max(m),
        ahead,
        back,
    };
    let slack = f64::EPSILON * float(n + m) * float(n.min(m)).sqrt();
    let mut space = Krylov::of(&maps, state);
    while space.steps() < steps.min(maps.inputs) {
        space.advance(&maps);
    }
    let [lower, upper] = space.bounds(&maps, slack);
    let plain = Extended::from(plain_bound(&a));
    let upper = match !upper.is_finite() || plain.cmp_abs(upper).is_lt() {
        true => plain,
        false => upper,
    };
    [lower, upper].map(|bound| bound.scaled(power))
}

#[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
fn float(n: usize) -> f64 {
    n as f64
}

fn common(entries: Vec<f64>) -> CommonExponent {
    CommonExponent::of_entries(entries)
}

/// w diag(slopes) with its largest column near 1, and the power of two that was taken out; `None` if there are only
/// zeros.
fn scaled(weight: &DMatrix<f64>, slopes: &[Extended]) -> Option<(DMatrix<f64>, i64)> {
    let sizes: Vec<Extended> = (0..weight.ncols())
        .map(|j| Extended::from(largest(column(weight, j))))
        .collect();
    let products = sizes.iter().zip(slopes).map(|(size, a)| *size * *a);
    let products: Vec<Extended> = products.collect();
    let most = products
        .iter()
        .copied()
        .fold(Extended::ZERO, Extended::max_abs);
    if most.is_zero() {
        return None;
    }
    let power = most.exponent();
    let mut a = weight.clone();
    for (j, product) in products.iter().enumerate() {
        let own = column_mut(&mut a, j);
        if product.is_zero() || product.exponent() < power - FAR {
            own.fill(0.0);
            continue;
        }
        let exponent = sizes[j].exponent();
        // In two steps: the power itself may lie outside the range of f64.
        let half = exponent / 2;
        scale(own, power_of_two(-half));
        scale(own, power_of_two(half - exponent));
        scale(own, slopes[j].scaled(exponent - power).to_f64());
    }
    Some((a, power))
}

/// a^T v.
fn transposed_times(a: &DMatrix<f64>, v: &[f64]) -> Vec<f64> {
    (0..a.ncols()).map(|j| dot(column(a, j), v)).collect()
}

/// a v.
fn times(a: &DMatrix<f64>, v: &[f64]) -> Vec<f64> {
    let n = a.nrows();
    let mut sums = vec![0.0; n];
    let mut groups = a.as_slice().chunks_exact(TRIPLE * n);
    let (factors, rest) = v.as_chunks::<TRIPLE>();
    for (group, factors) in groups.by_ref().zip(factors) {
        let (first, others) = group.split_at(n);
        let (second, third) = others.split_at(n);
        add_all(&mut sums, *factors, [first, second, third]);
    }
    for (column, factor) in groups.remainder().chunks_exact(n).zip(rest) {
        add_scaled(&mut sums, *factor, column);
    }
    sums
}

/// The Frobenius norm, or the root of the largest sum of a row times the largest sum of a column, whichever is less;
/// a little too large rather than too small.
fn plain_bound(a: &DMatrix<f64>) -> f64 {
    let frobenius = dot(a.as_slice(), a.as_slice()).sqrt();
    let mut rows = vec![0.0; a.nrows()];
    let mut widest = 0.0;
    for j in 0..a.ncols() {
        let own = column(a, j);
        for (sum, x) in rows.iter_mut().zip(own) {
            *sum += x.abs();
        }
        widest = larger(widest, own.iter().map(|x| x.abs()).sum());
    }
    let sums = (widest * largest(&rows)).sqrt();
    super::vector::smaller(frobenius, sums)
        * (1.0 + f64::EPSILON * float(a.len() / 8 + a.nrows() + 8))
}
