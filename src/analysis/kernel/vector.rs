//! Inner loops on contiguous columns.
//!
//! Every sum has a fixed number of partial sums in a fixed order, so the bits are the same everywhere, with vector
//! registers and without. Loops over several columns at once read a shared column once for all of them.

use wide::f64x2;

/// Partial sums of a single sum.
const LANES: usize = 8;
/// Columns that are treated at once.
pub(super) const GROUP: usize = 4;
/// Rows that are treated at once in a group of columns: one vector register.
const ROWS: usize = 2;

/// x . y, relative to |x| . |y| within (len/8 + 4) 2^-53.
pub(super) fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [0.0_f64; LANES];
    let ((xs, x_rest), (ys, y_rest)) = (x.as_chunks::<LANES>(), y.as_chunks::<LANES>());
    for (a, b) in xs.iter().zip(ys) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = x_rest.iter().zip(y_rest).map(|(a, b)| a * b).sum();
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

/// Reflects columns: each one c of length n from its row `from` on becomes c - v (v . c). Columns lie one after the other in
/// `columns`, `n` numbers each.
pub(super) fn reflect(columns: &mut [f64], n: usize, from: usize, v: &[f64]) {
    let mut groups = columns.chunks_exact_mut(GROUP * n);
    for group in &mut groups {
        let mut four = split_group(group, n, from);
        let along = dots(v, &four);
        add_to_each(&mut four, along.map(|x| -x), v);
    }
    for column in groups.into_remainder().chunks_exact_mut(n) {
        let along = dot(v, &column[from..]);
        add_scaled(&mut column[from..], -along, v);
    }
}

/// The columns of a group from row `from` on.
#[inline(always)]
pub(super) fn split_group(group: &mut [f64], n: usize, from: usize) -> [&mut [f64]; GROUP] {
    let (a, rest) = group.split_at_mut(n);
    let (b, rest) = rest.split_at_mut(n);
    let (c, d) = rest.split_at_mut(n);
    [
        &mut a[from..],
        &mut b[from..],
        &mut c[from..],
        &mut d[from..n],
    ]
}

/// v . x for each of four columns.
#[inline(always)]
fn dots(v: &[f64], columns: &[&mut [f64]; GROUP]) -> [f64; GROUP] {
    let mut sums = [f64x2::ZERO; GROUP];
    let (vs, v_rest) = v.as_chunks::<ROWS>();
    let [(a, a_rest), (b, b_rest), (c, c_rest), (d, d_rest)] =
        columns.each_ref().map(|x| x.as_chunks::<ROWS>());
    for ((((v, a), b), c), d) in vs.iter().zip(a).zip(b).zip(c).zip(d) {
        let v = f64x2::new(*v);
        for (sum, x) in sums.iter_mut().zip([a, b, c, d]) {
            *sum += v * f64x2::new(*x);
        }
    }
    let mut totals = sums.map(both);
    if let [v] = v_rest {
        let rests = [a_rest, b_rest, c_rest, d_rest];
        for (total, rest) in totals.iter_mut().zip(rests) {
            *total += v * rest[0];
        }
    }
    totals
}

/// x += factor v for each of four columns.
#[inline(always)]
fn add_to_each(columns: &mut [&mut [f64]; GROUP], factors: [f64; GROUP], v: &[f64]) {
    let (vs, v_rest) = v.as_chunks::<ROWS>();
    let [(a, a_rest), (b, b_rest), (c, c_rest), (d, d_rest)] =
        columns.each_mut().map(|x| x.as_chunks_mut::<ROWS>());
    let multiples = factors.map(f64x2::splat);
    for ((((v, a), b), c), d) in vs.iter().zip(a).zip(b).zip(c).zip(d) {
        let v = f64x2::new(*v);
        for (factor, x) in multiples.iter().zip([a, b, c, d]) {
            *x = (f64x2::new(*x) + *factor * v).to_array();
        }
    }
    if let [v] = v_rest {
        let rests = [a_rest, b_rest, c_rest, d_rest];
        for (factor, rest) in factors.iter().zip(rests) {
            rest[0] += factor * v;
        }
    }
}

/// A rank-two update that is still to be done: column j becomes c_j - left[0] right[0]_j - left[1] right[1]_j.
#[derive(Clone, Copy)]
pub(super) struct Update<'a> {
    /// Two columns.
    pub left: [&'a [f64]; 2],
    /// Two numbers of each column.
    pub right: [[f64; 2]; GROUP],
}

/// Updates four columns and returns v . c of each updated one, in one pass.
#[inline(always)]
pub(super) fn update_and_dot(
    columns: &mut [&mut [f64]; GROUP],
    update: Update<'_>,
    v: &[f64],
) -> [f64; GROUP] {
    let mut sums = [f64x2::ZERO; GROUP];
    let right = update.right.map(|pair| pair.map(f64x2::splat));
    let (vs, v_rest) = v.as_chunks::<ROWS>();
    let [(ps, p_rest), (qs, q_rest)] = update.left.map(<[f64]>::as_chunks::<ROWS>);
    let [(a, a_rest), (b, b_rest), (c, c_rest), (d, d_rest)] =
        columns.each_mut().map(|x| x.as_chunks_mut::<ROWS>());
    let shared = vs.iter().zip(ps).zip(qs);
    for ((((((v, p), q), a), b), c), d) in shared.zip(a).zip(b).zip(c).zip(d) {
        let [v, p, q] = [v, p, q].map(|x| f64x2::new(*x));
        for ((sum, x), [f, g]) in sums.iter_mut().zip([a, b, c, d]).zip(right) {
            let updated = f64x2::new(*x) - (f * p + g * q);
            *sum += v * updated;
            *x = updated.to_array();
        }
    }
    let mut totals = sums.map(both);
    if let ([v], [p], [q]) = (v_rest, p_rest, q_rest) {
        let rests = [a_rest, b_rest, c_rest, d_rest];
        for ((total, rest), [f, g]) in totals.iter_mut().zip(rests).zip(update.right) {
            rest[0] -= f * p + g * q;
            *total += v * rest[0];
        }
    }
    totals
}

/// y += sum of factor times column, for four columns.
#[inline(always)]
pub(super) fn add_all(y: &mut [f64], factors: [f64; GROUP], columns: [&[f64]; GROUP]) {
    let (ys, y_rest) = y.as_chunks_mut::<ROWS>();
    let [(a, a_rest), (b, b_rest), (c, c_rest), (d, d_rest)] =
        columns.map(<[f64]>::as_chunks::<ROWS>);
    let [f, g, h, k] = factors;
    let multiples = factors.map(f64x2::splat);
    for ((((y, a), b), c), d) in ys.iter_mut().zip(a).zip(b).zip(c).zip(d) {
        let [a, b, c, d] = [a, b, c, d].map(|x| f64x2::new(*x));
        let [f, g, h, k] = multiples;
        *y = (f64x2::new(*y) + ((f * a + g * b) + (h * c + k * d))).to_array();
    }
    if let [y] = y_rest {
        *y += (f * a_rest[0] + g * b_rest[0]) + (h * c_rest[0] + k * d_rest[0]);
    }
}

/// The sum of both lanes.
#[inline(always)]
fn both(sums: f64x2) -> f64 {
    let [a, b] = sums.to_array();
    a + b
}

/// The sum of the partial sums, pairwise.
fn total(s: &[f64; LANES]) -> f64 {
    ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]))
}
