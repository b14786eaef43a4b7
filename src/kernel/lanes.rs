//! Loops over the entries of lists, two entries at once. The bits are those of a loop over single entries.
//!
//! All lists are as long as the first one at least; nothing past its length is read or changed.

use wide::f64x2;

/// Entries that are processed together.
const TOGETHER: usize = 2;

fn first(x: f64x2) -> f64 {
    let [x, _] = x.to_array();
    x
}

/// x = f(x, y).
#[inline(always)]
pub(super) fn replace(x: &mut [f64], y: &[f64], f: impl Fn(f64x2, f64x2) -> f64x2) {
    let y = &y[..x.len()];
    let (xs, x_rest) = x.as_chunks_mut::<TOGETHER>();
    let (ys, y_rest) = y.as_chunks::<TOGETHER>();
    for (x, y) in xs.iter_mut().zip(ys) {
        *x = f(f64x2::new(*x), f64x2::new(*y)).to_array();
    }
    if let ([x], [y]) = (x_rest, y_rest) {
        *x = first(f(f64x2::splat(*x), f64x2::splat(*y)));
    }
}

/// out = f(x, y).
#[inline(always)]
pub(super) fn assign(out: &mut [f64], [x, y]: [&[f64]; 2], f: impl Fn(f64x2, f64x2) -> f64x2) {
    let (x, y) = (&x[..out.len()], &y[..out.len()]);
    let (outs, out_rest) = out.as_chunks_mut::<TOGETHER>();
    let (xs, x_rest) = x.as_chunks::<TOGETHER>();
    let (ys, y_rest) = y.as_chunks::<TOGETHER>();
    for ((out, x), y) in outs.iter_mut().zip(xs).zip(ys) {
        *out = f(f64x2::new(*x), f64x2::new(*y)).to_array();
    }
    if let ([out], [x], [y]) = (out_rest, x_rest, y_rest) {
        *out = first(f(f64x2::splat(*x), f64x2::splat(*y)));
    }
}

/// (x, y) = f((x, y), z).
#[inline(always)]
pub(super) fn replace_two(
    x: &mut [f64],
    y: &mut [f64],
    z: &[f64],
    f: impl Fn([f64x2; 2], f64x2) -> [f64x2; 2],
) {
    let (y, z) = (&mut y[..x.len()], &z[..x.len()]);
    let (xs, x_rest) = x.as_chunks_mut::<TOGETHER>();
    let (ys, y_rest) = y.as_chunks_mut::<TOGETHER>();
    let (zs, z_rest) = z.as_chunks::<TOGETHER>();
    for ((x, y), z) in xs.iter_mut().zip(ys).zip(zs) {
        let new = f([f64x2::new(*x), f64x2::new(*y)], f64x2::new(*z));
        [*x, *y] = new.map(f64x2::to_array);
    }
    if let ([x], [y], [z]) = (x_rest, y_rest, z_rest) {
        let new = f([f64x2::splat(*x), f64x2::splat(*y)], f64x2::splat(*z));
        [*x, *y] = new.map(first);
    }
}

/// (x, y, z) = f(y, z, g).
#[inline(always)]
pub(super) fn replace_three(
    x: &mut [f64],
    [y, z]: [&mut [f64]; 2],
    g: &[f64],
    f: impl Fn([f64x2; 2], f64x2) -> [f64x2; 3],
) {
    let (y, z, g) = (&mut y[..x.len()], &mut z[..x.len()], &g[..x.len()]);
    let (xs, x_rest) = x.as_chunks_mut::<TOGETHER>();
    let (ys, y_rest) = y.as_chunks_mut::<TOGETHER>();
    let (zs, z_rest) = z.as_chunks_mut::<TOGETHER>();
    let (gs, g_rest) = g.as_chunks::<TOGETHER>();
    for (((x, y), z), g) in xs.iter_mut().zip(ys).zip(zs).zip(gs) {
        let new = f([f64x2::new(*y), f64x2::new(*z)], f64x2::new(*g));
        [*x, *y, *z] = new.map(f64x2::to_array);
    }
    if let ([x], [y], [z], [g]) = (x_rest, y_rest, z_rest, g_rest) {
        let new = f([f64x2::splat(*y), f64x2::splat(*z)], f64x2::splat(*g));
        [*x, *y, *z] = new.map(first);
    }
}
