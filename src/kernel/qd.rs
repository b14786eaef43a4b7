//! Singular values of a bidiagonal matrix to full relative accuracy.

mod sweep;

use self::sweep::{Ends, transform};
use super::sorted;
use super::vector::{larger, smaller};

/// The squared relative change of a singular value that neglecting an entry may cause.
const NEGLIGIBLE: f64 = 4.0 * f64::EPSILON * f64::EPSILON;
/// Sweeps per value after which the iteration gives up; 3 are usual.
const MOST_SWEEPS: usize = 40;

/// The singular values of an upper bidiagonal matrix, descending, each to about n 2^-52 relative,
/// whatever their range, if no entry beside the diagonal is much larger than the neighbouring
/// diagonal entries; `None` if the iteration does not end, as with NaN. The squares of all values
/// must be within the range of f64.
///
/// Differential quotient-difference algorithm with shifts (Fernando and Parlett 1994; Parlett and
/// Marques 2000): the only subtraction is that of the shift, and a shift that turns out to be too
/// large is undone.
pub(super) fn singular_values(diagonal: &[f64], beside: &[f64]) -> Option<Vec<f64>> {
    let square = |x: &f64| x * x;
    let (q, e): (Vec<f64>, Vec<f64>) = (
        diagonal.iter().map(square).collect(),
        beside.iter().map(square).collect(),
    );
    let is_near =
        diagonal.iter().all(|x| x * x > NEAREST) && q.iter().chain(&e).sum::<f64>() < 1e20;
    let whole = Block {
        is_near,
        // No entry ever exceeds the largest squared value, which is at most the trace.
        largest: q.iter().chain(&e).sum(),
        q,
        e,
        shift: Sum::default(),
    };
    let mut budget = MOST_SWEEPS * diagonal.len();
    let mut squares = Vec::with_capacity(diagonal.len());
    let mut blocks = vec![whole];
    while let Some(block) = blocks.pop() {
        block.diagonalise(&mut squares, &mut blocks, &mut budget)?;
    }
    if !squares.iter().all(|square| square.is_finite()) {
        return None;
    }
    let order = sorted(0..squares.len(), &|a, b| squares[b].total_cmp(&squares[a]));
    Some(order.iter().map(|i| squares[*i].sqrt()).collect())
}

/// A sum of shifts and its rounding error.
#[derive(Clone, Copy, Default)]
struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    fn plus(self, x: f64) -> Self {
        // All terms are positive, and later ones are mostly smaller (Dekker's fast sum).
        let (large, small) = if self.high >= x {
            (self.high, x)
        } else {
            (x, self.high)
        };
        let high = large + small;
        Self {
            high,
            low: self.low + (small - (high - large)),
        }
    }

    fn value_with(self, x: f64) -> f64 {
        self.high + (self.low + x)
    }
}

/// The squared entries of an unreduced part: its squared singular values are the wanted ones minus
/// the shift.
struct Block {
    q: Vec<f64>,
    e: Vec<f64>,
    shift: Sum,
    /// An upper bound of all q, now and later.
    largest: f64,
    /// Whether all q are close to each other, so that products of several stay within the range of
    /// f64.
    is_near: bool,
}

/// The lower limit of the squares of close values: the product over a stretch of rows stays within
/// the range of f64.
const NEAREST: f64 = 1e-30;

/// The last rows of the symmetric tridiagonal matrix with the squared values.
struct Corner {
    /// Beside the last diagonal entry: the residual of the last unit vector.
    b1: f64,
    /// Beside the last diagonal entry but one.
    b2: f64,
    /// The last diagonal entry but one.
    a2: f64,
    /// A lower bound of the distance from the last diagonal entry to the other values.
    gap: f64,
}

impl Block {
    /// Finds all values of the block; parts that split off are left in `blocks`.
    fn diagonalise(
        mut self,
        squares: &mut Vec<f64>,
        blocks: &mut Vec<Self>,
        budget: &mut usize,
    ) -> Option<()> {
        self.turn_small_end_down();
        let mut ends = None;
        let mut swept = (vec![0.0; self.q.len()], vec![0.0; self.e.len()]);
        loop {
            let n = self.q.len();
            match n {
                0 => return Some(()),
                1 => {
                    squares.push(self.shift.value_with(self.q[0]));
                    return Some(());
                }
                _ if self.is_negligible(n - 2) || ends.is_some_and(|ends| self.is_found(ends)) => {
                    squares.push(self.shift.value_with(self.q[n - 1]));
                    self.shorten(1);
                    ends = ends.map(Ends::shortened);
                }
                _ if n == 2 || self.is_negligible(n - 3) => {
                    let pair = pair((self.q[n - 2], self.q[n - 1]), self.e[n - 2]);
                    squares.extend(pair.map(|x| self.shift.value_with(x)));
                    self.shorten(2);
                    ends = ends.map(|ends: Ends| ends.shortened().shortened());
                }
                _ => match self.breach(ends) {
                    Some(at) => {
                        blocks.push(self.split_off(at));
                        ends = None;
                    }
                    None => ends = Some(self.sweep(ends, &mut swept, budget)?),
                },
            }
        }
    }

    /// The index where the block splits. It is looked for only if some entry is small enough.
    fn breach(&self, ends: Option<Ends>) -> Option<usize> {
        let is_possible =
            ends.is_none_or(|ends| ends.smallest <= NEGLIGIBLE * (self.largest + self.shift.high));
        let inner = 0..self.q.len() - 3;
        inner
            .rev()
            .filter(|_| is_possible)
            .find(|k| self.is_negligible(*k))
    }

    /// One sweep with the best shift that is known not to be too large.
    fn sweep(
        &mut self,
        ends: Option<Ends>,
        swept: &mut (Vec<f64>, Vec<f64>),
        budget: &mut usize,
    ) -> Option<Ends> {
        let mut shift = ends.map_or(0.0, |ends| self.next_shift(ends));
        let mut tried = 0;
        loop {
            *budget = budget.checked_sub(1)?;
            swept.0.truncate(self.q.len());
            swept.1.truncate(self.e.len());
            let found = transform((&self.q, &self.e), (shift, self.is_near), swept);
            if found.least[0] >= 0.0 {
                self.shift = self.shift.plus(shift);
                std::mem::swap(&mut self.q, &mut swept.0);
                std::mem::swap(&mut self.e, &mut swept.1);
                return Some(found);
            }
            if shift == 0.0 {
                return None;
            }
            tried += 1;
            shift = match tried {
                // Only the last number is negative: it shows by how much the shift was too large.
                1 if found.least[1] > 0.0 => {
                    ((shift + found.last[0]) * (1.0 - 2.0 * f64::EPSILON)).max(0.0)
                }
                1 => shift / 4.0,
                _ => 0.0,
            };
        }
    }

    /// A lower bound of the smallest value, or a cautious guess if none is known.
    fn next_shift(&self, ends: Ends) -> f64 {
        let ([least, ..], [last, ..]) = (ends.least, ends.last);
        let Some(Corner { b1, b2, a2, gap }) = self.corner(ends) else {
            return if least == last {
                0.7 * least
            } else {
                0.5 * least
            };
        };
        if gap > b1 {
            larger(last - b1 / gap * b1, 0.5 * least)
        } else {
            larger(smaller(last - b1, a2 - (b1 + b2)), least / 3.0)
        }
    }

    /// Whether the last number is the smallest value to within a quarter of a rounding: its error
    /// is at most b1^2 / gap (Kato and Temple), and the entry dropped beside it changes the others
    /// by no more than itself.
    fn is_found(&self, ends: Ends) -> bool {
        let least_change = 0.25 * f64::EPSILON * (self.shift.high + ends.last[0]);
        if self.e[self.q.len() - 2] > least_change {
            return false;
        }
        let is_small = |corner: Corner| {
            let Corner { b1, gap, .. } = corner;
            gap > 4.0 * b1 && b1 * b1 <= least_change * gap
        };
        self.corner(ends).is_some_and(is_small)
    }

    /// The end of the symmetric tridiagonal matrix, if the smallest value is near the end.
    fn corner(&self, ends: Ends) -> Option<Corner> {
        let n = self.q.len();
        let [least, least_before, least_inside] = ends.least;
        let [last, before, _] = ends.last;
        if n < 3 || least != last || least_before != before {
            return None;
        }
        let b1 = (self.q[n - 1] * self.e[n - 2]).sqrt();
        let b2 = (self.q[n - 2] * self.e[n - 3]).sqrt();
        let a2 = self.q[n - 2] + self.e[n - 2];
        let gap2 = 0.75 * least_inside - a2;
        let gap = if gap2 > b2 {
            a2 - last - b2 / gap2 * b2
        } else {
            a2 - last - (b1 + b2)
        };
        Some(Corner { b1, b2, a2, gap })
    }

    /// Whether neglecting entry k beside the diagonal changes no value by more than a rounding,
    /// because it is a tiny multiple of its neighbour in the row or in the column, or of every
    /// value.
    fn is_negligible(&self, k: usize) -> bool {
        let least = self.e[k];
        least <= NEGLIGIBLE * self.q[k]
            || least <= NEGLIGIBLE * self.q[k + 1]
            || least <= NEGLIGIBLE * self.shift.high
    }

    fn shorten(&mut self, by: usize) {
        let n = self.q.len() - by;
        self.q.truncate(n);
        self.e.truncate(n.saturating_sub(1));
    }

    /// Splits off the part up to and including row k.
    fn split_off(&mut self, k: usize) -> Self {
        let lower = (self.q.split_off(k + 1), self.e.split_off(k + 1));
        self.e.truncate(k);
        Self {
            q: std::mem::replace(&mut self.q, lower.0),
            e: std::mem::replace(&mut self.e, lower.1),
            shift: self.shift,
            largest: self.largest,
            is_near: self.is_near,
        }
    }

    /// Reverses the block if that brings the small values to its end, where the iteration finds
    /// them first.
    fn turn_small_end_down(&mut self) {
        if let [first, .., last] = self.q[..]
            && last > 1.5 * first
        {
            self.q.reverse();
            self.e.reverse();
        }
    }
}

/// The squared values of a 2 x 2 bidiagonal matrix, the larger one first.
fn pair((first, second): (f64, f64), beside: f64) -> [f64; 2] {
    let difference = ((first - second) + beside).abs();
    let coupling = 2.0 * (second.sqrt() * beside.sqrt());
    let (large, small) = if difference >= coupling {
        (difference, coupling)
    } else {
        (coupling, difference)
    };
    let root = if large == 0.0 {
        0.0
    } else {
        large * (1.0 + (small / large) * (small / large)).sqrt()
    };
    let larger = 0.5 * ((first + second + beside) + root);
    if larger == 0.0 {
        return [0.0; 2];
    }
    [larger, first.max(second) / larger * first.min(second)]
}
