//! Inner loops on contiguous columns.
//!
//! Every sum has a fixed number of partial sums in a fixed order, so the bits are the same
//! everywhere, with vector registers and without. Loops over several columns at once read a shared
//! column once for all of them.

use wide::f64x2;

/// Partial sums of a single sum.
const LANES: usize = 8;
/// Columns that are processed together.
const GROUP: usize = 4;
/// Columns that are processed together if each takes more registers.
pub(super) const TRIPLE: usize = 3;
/// Rows of a group of columns that are processed together: one vector register.
const ROWS: usize = 2;

/// x . y, with an error of at most (len/8 + 4) 2^-53 times |x| . |y|.
pub(super) fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut sums = [f64x2::ZERO; LANES / ROWS];
    let ((xs, x_rest), (ys, y_rest)) = (x.as_chunks::<LANES>(), y.as_chunks::<LANES>());
    for (a, b) in xs.iter().zip(ys) {
        for ((sum, a), b) in sums.iter_mut().zip(pairs(a)).zip(pairs(b)) {
            *sum += a * b;
        }
    }
    let rest: f64 = x_rest.iter().zip(y_rest).map(|(a, b)| a * b).sum();
    total(sums) + rest
}

/// y += factor x.
pub(super) fn add_scaled(y: &mut [f64], factor: f64, x: &[f64]) {
    let ((ys, y_rest), (xs, x_rest)) = (y.as_chunks_mut::<ROWS>(), x.as_chunks::<ROWS>());
    let multiple = f64x2::splat(factor);
    for (a, b) in ys.iter_mut().zip(xs) {
        *a = (f64x2::new(*a) + multiple * f64x2::new(*b)).to_array();
    }
    if let ([a], [b]) = (y_rest, x_rest) {
        *a += factor * b;
    }
}

/// x *= factor.
pub(super) fn scale(x: &mut [f64], factor: f64) {
    let (pairs, rest) = x.as_chunks_mut::<ROWS>();
    for pair in pairs {
        *pair = (f64x2::new(*pair) * factor).to_array();
    }
    if let [a] = rest {
        *a *= factor;
    }
}

/// ||x||, even if the squares leave the range of f64.
pub(super) fn norm(x: &[f64]) -> f64 {
    norm_of(x, dot(x, x))
}

/// The same where x . x is known.
#[inline(always)]
pub(super) fn norm_of(x: &[f64], square: f64) -> f64 {
    match (1e-280..1e280).contains(&square) {
        true => square.sqrt(),
        false => norm_beyond_squares(x),
    }
}

/// The same where the squares leave the range of f64.
#[cold]
#[inline(never)]
fn norm_beyond_squares(x: &[f64]) -> f64 {
    let largest = x.iter().fold(0.0, |m, v| larger(m, v.abs()));
    if largest == 0.0 || !largest.is_finite() {
        return largest;
    }
    let sum: f64 = x.iter().map(|v| (v / largest) * (v / largest)).sum();
    largest * sum.sqrt()
}

/// (x, y) <- (x + f y, y + g x) with the old values on the right; returns the new squared norms.
pub(super) fn combine(x: &mut [f64], y: &mut [f64], (f, g): (f64, f64)) -> (f64, f64) {
    let (mut xx, mut yy) = (f64x2::ZERO, f64x2::ZERO);
    let ((xs, x_rest), (ys, y_rest)) = (x.as_chunks_mut::<ROWS>(), y.as_chunks_mut::<ROWS>());
    for (a, b) in xs.iter_mut().zip(ys) {
        let (old_a, old_b) = (f64x2::new(*a), f64x2::new(*b));
        let (p, q) = (old_a + old_b * f, old_b + old_a * g);
        xx += p * p;
        yy += q * q;
        (*a, *b) = (p.to_array(), q.to_array());
    }
    let (mut squares_x, mut squares_y) = (both(xx), both(yy));
    if let ([a], [b]) = (x_rest, y_rest) {
        let (p, q) = (*a + f * *b, *b + g * *a);
        squares_x += p * p;
        squares_y += q * q;
        (*a, *b) = (p, q);
    }
    (squares_x, squares_y)
}

/// Reflects columns: each column c becomes c - v (v . c) from row `from` on. The columns follow one
/// another in `columns`, `n` numbers each.
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
fn split_group(group: &mut [f64], n: usize, from: usize) -> [&mut [f64]; GROUP] {
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

/// The columns of a triple from row `from` on.
#[inline(always)]
pub(super) fn split_triple(triple: &mut [f64], n: usize, from: usize) -> [&mut [f64]; TRIPLE] {
    let (a, rest) = triple.split_at_mut(n);
    let (b, c) = rest.split_at_mut(n);
    [&mut a[from..], &mut b[from..], &mut c[from..n]]
}

/// A rank-two update that is still to be done: each column loses one multiple of each of the two
/// columns `left`, with factors from `right`.
#[derive(Clone, Copy)]
pub(super) struct Update<'a> {
    /// Two columns.
    pub left: [&'a [f64]; 2],
    /// Two factors for each column.
    pub right: [[f64; 2]; TRIPLE],
}

/// Updates three columns and returns v . c of each updated one, in one pass.
#[inline(always)]
pub(super) fn update_and_dot(
    columns: &mut [&mut [f64]; TRIPLE],
    update: Update<'_>,
    v: &[f64],
) -> [f64; TRIPLE] {
    let mut sums = [f64x2::ZERO; TRIPLE];
    let right = update.right.map(|pair| pair.map(f64x2::splat));
    let (vs, v_rest) = v.as_chunks::<ROWS>();
    let [(ps, p_rest), (qs, q_rest)] = update.left.map(<[f64]>::as_chunks::<ROWS>);
    let [(a, a_rest), (b, b_rest), (c, c_rest)] =
        columns.each_mut().map(|x| x.as_chunks_mut::<ROWS>());
    let shared = vs.iter().zip(ps).zip(qs);
    for (((((v, p), q), a), b), c) in shared.zip(a).zip(b).zip(c) {
        let [v, p, q] = [v, p, q].map(|x| f64x2::new(*x));
        for ((sum, x), [f, g]) in sums.iter_mut().zip([a, b, c]).zip(right) {
            let updated = f64x2::new(*x) - (f * p + g * q);
            *sum += v * updated;
            *x = updated.to_array();
        }
    }
    let mut totals = sums.map(both);
    if let ([v], [p], [q]) = (v_rest, p_rest, q_rest) {
        let rests = [a_rest, b_rest, c_rest];
        for ((total, rest), [f, g]) in totals.iter_mut().zip(rests).zip(update.right) {
            rest[0] -= f * p + g * q;
            *total += v * rest[0];
        }
    }
    totals
}

/// y += the sum of factor times column, for three columns.
#[inline(always)]
pub(super) fn add_all(y: &mut [f64], factors: [f64; TRIPLE], columns: [&[f64]; TRIPLE]) {
    let (ys, y_rest) = y.as_chunks_mut::<ROWS>();
    let [(a, a_rest), (b, b_rest), (c, c_rest)] = columns.map(<[f64]>::as_chunks::<ROWS>);
    let [f, g, h] = factors;
    let multiples = factors.map(f64x2::splat);
    for (((y, a), b), c) in ys.iter_mut().zip(a).zip(b).zip(c) {
        let [a, b, c] = [a, b, c].map(|x| f64x2::new(*x));
        let [f, g, h] = multiples;
        *y = (f64x2::new(*y) + ((f * a + g * b) + h * c)).to_array();
    }
    if let [y] = y_rest {
        *y += (f * a_rest[0] + g * b_rest[0]) + h * c_rest[0];
    }
}

/// The largest |x|; NaN is ignored.
pub(super) fn largest(numbers: &[f64]) -> f64 {
    let (pairs, rest) = numbers.as_chunks::<ROWS>();
    let most = pairs.iter().fold(f64x2::ZERO, |most, pair| {
        f64x2::new(*pair).abs().fast_max(most)
    });
    let [a, b] = most.to_array();
    rest.iter()
        .fold(larger(a, b), |most, x| larger(x.abs(), most))
}

/// The larger number; the library's maximum, which handles NaN, is a call in WebAssembly.
#[inline(always)]
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// The smaller number.
#[inline(always)]
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The sum of both lanes.
#[inline(always)]
fn both(sums: f64x2) -> f64 {
    let [a, b] = sums.to_array();
    a + b
}

/// Eight numbers in four registers.
#[inline(always)]
fn pairs(eight: &[f64; LANES]) -> [f64x2; LANES / ROWS] {
    let [a, b, c, d, e, f, g, h] = *eight;
    [[a, b], [c, d], [e, f], [g, h]].map(f64x2::new)
}

/// The sum of the partial sums, pairwise.
fn total([a, b, c, d]: [f64x2; LANES / ROWS]) -> f64 {
    both((a + c) + (b + d))
}
