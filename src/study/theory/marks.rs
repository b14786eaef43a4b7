//! E A(u)^2 at fixed variances of u, which the searches for fixed points of all gains and biases share.

use std::cell::RefCell;
use std::collections::HashMap;

use super::moments::{Moments, Shape};
use crate::network::Extended;

/// From one mark to the next in ln q.
const APART: f64 = 0.025;
/// Beyond it f64 ends.
const LAST: f64 = 30_000.0;
/// So many activations are remembered, more than there are.
const SHAPES: usize = 16;

type Squares = HashMap<i32, Extended>;

thread_local! {
    /// What is known of the mean squares: the same numbers come out without it, later.
    static KNOWN: RefCell<Vec<(Shape, Squares)>> = const { RefCell::new(Vec::new()) };
}

/// q at a mark.
pub fn q_of(mark: i32) -> f64 {
    libm::exp(APART * f64::from(mark))
}

/// The mark next to q > 0.
#[expect(clippy::cast_possible_truncation, reason = "within the last one")]
pub fn nearest(q: f64) -> i32 {
    (libm::log(q) / APART).round().clamp(-LAST, LAST) as i32
}

/// E A(sqrt(q) z)^2 at a mark.
pub fn square_at(shape: Shape, mark: i32) -> Extended {
    let square = || Moments::of(shape, q_of(mark).into()).square;
    if shape.is_homogeneous() {
        return square();
    }
    KNOWN.with_borrow_mut(|known| {
        let at = known.iter().position(|(one, _)| *one == shape);
        let at = at.unwrap_or_else(|| {
            if known.len() == SHAPES {
                known.remove(0);
            }
            known.push((shape, Squares::new()));
            known.len() - 1
        });
        let squares = &mut known[at].1;
        *squares.entry(mark).or_insert_with(square)
    })
}
