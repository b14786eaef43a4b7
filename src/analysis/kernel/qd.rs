//! Singular values of a bidiagonal matrix to full relative accuracy.

/// The relative change of a singular value when an entry is neglected, squared.
const NEGLIGIBLE: f64 = 4.0 * f64::EPSILON * f64::EPSILON;
/// Sweeps for each value, after which the iteration gives up; 3 are usual.
const MOST_SWEEPS: usize = 40;

/// The singular values of an upper bidiagonal matrix, descending, each to about n 2^-52 relative, whatever their range; `None` when
/// the iteration does not end, as with NaN. The squares of all values have to lie within the range of f64.
///
/// Differential quotient-difference algorithm with shifts (Fernando and Parlett 1994; Parlett and Marques 2000): no subtraction but that of the shift, and
/// a shift that turns out to be too large is taken back.
pub(super) fn singular_values(diagonal: &[f64], beside: &[f64]) -> Option<Vec<f64>> {
    let square = |x: &f64| x * x;
    let whole = Block {
        q: diagonal.iter().map(square).collect(),
        e: beside.iter().map(square).collect(),
        shift: Sum::default(),
    };
    let mut budget = MOST_SWEEPS * diagonal.len();
    let mut squares = Vec::with_capacity(diagonal.len());
    let mut blocks = vec![whole];
    while let Some(block) = blocks.pop() {
        block.diagonalise(&mut squares, &mut blocks, &mut budget)?;
    }
    let mut values: Vec<f64> = squares.iter().map(|square| square.sqrt()).collect();
    values.sort_unstable_by(|a, b| b.total_cmp(a));
    Some(values)
}

/// A sum of shifts with its own rounding error.
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

/// The squared entries of an unreduced part: its singular values squared are those wanted less the shift.
struct Block {
    q: Vec<f64>,
    e: Vec<f64>,
    shift: Sum,
}

/// What a sweep tells about the smallest value.
#[derive(Clone, Copy)]
struct Ends {
    /// The last three intermediate numbers, the last one first.
    last: [f64; 3],
    /// The smallest intermediate number up to the last, the last but one, the last but two.
    least: [f64; 3],
}

impl Ends {
    /// The same without the last value.
    fn shortened(self) -> Self {
        let [_, b, c] = self.last;
        let [_, second, third] = self.least;
        Self {
            last: [b, c, c],
            least: [second, third, third],
        }
    }
}

impl Block {
    /// Finds all values of the block; parts that come off are left in `blocks`.
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
                _ if self.is_negligible(n - 2) => {
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
                _ => {
                    if let Some(at) = (0..n - 3).rev().find(|k| self.is_negligible(*k)) {
                        blocks.push(self.split_off(at));
                        ends = None;
                    } else {
                        ends = Some(self.sweep(ends, &mut swept, budget)?);
                    }
                }
            }
        }
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
            let found = transform((&self.q, &self.e), shift, swept);
            if found.least[0] >= 0.0 {
                self.shift = self.shift.plus(shift);
                let n = self.q.len();
                self.q.copy_from_slice(&swept.0[..n]);
                self.e.copy_from_slice(&swept.1[..n - 1]);
                return Some(found);
            }
            if shift == 0.0 {
                return None;
            }
            tried += 1;
            shift = match tried {
                // Only the last number is negative: it tells by how much the shift was too large.
                1 if found.least[1] > 0.0 => {
                    ((shift + found.last[0]) * (1.0 - 2.0 * f64::EPSILON)).max(0.0)
                }
                1 => shift / 4.0,
                _ => 0.0,
            };
        }
    }

    /// A lower bound of the smallest value, or a cautious guess where none is at hand.
    fn next_shift(&self, ends: Ends) -> f64 {
        let n = self.q.len();
        let [least, least_before, least_inside] = ends.least;
        let [last, before, _] = ends.last;
        if n < 3 || least != last || least_before != before {
            return if least == last {
                0.5 * least
            } else {
                0.25 * least
            };
        }
        // The smallest value is near the end. With the symmetric tridiagonal matrix of the last rows, the residual of the last unit
        // vector is b1 and the distance to the other values at least the gap.
        let b1 = (self.q[n - 1] * self.e[n - 2]).sqrt();
        let b2 = (self.q[n - 2] * self.e[n - 3]).sqrt();
        let a2 = self.q[n - 2] + self.e[n - 2];
        let gap2 = 0.75 * least_inside - a2;
        let gap = if gap2 > b2 {
            a2 - last - b2 / gap2 * b2
        } else {
            a2 - last - (b1 + b2)
        };
        if gap > b1 {
            (last - b1 / gap * b1).max(0.5 * least)
        } else {
            (last - b1).min(a2 - (b1 + b2)).max(least / 3.0)
        }
    }

    /// Whether entry k beside the diagonal changes no value by more than a rounding when it is neglected: it is a tiny multiple of
    /// its neighbour in the row or in the column, or of every value.
    fn is_negligible(&self, k: usize) -> bool {
        let large = self.q[k].max(self.q[k + 1]).max(self.shift.high);
        self.e[k] <= NEGLIGIBLE * large
    }

    fn shorten(&mut self, by: usize) {
        let n = self.q.len() - by;
        self.q.truncate(n);
        self.e.truncate(n.saturating_sub(1));
    }

    /// Takes off the part up to and including row k.
    fn split_off(&mut self, k: usize) -> Self {
        let lower = (self.q.split_off(k + 1), self.e.split_off(k + 1));
        self.e.truncate(k);
        Self {
            q: std::mem::replace(&mut self.q, lower.0),
            e: std::mem::replace(&mut self.e, lower.1),
            shift: self.shift,
        }
    }

    /// The iteration finds small values at the end first: there they should be.
    fn turn_small_end_down(&mut self) {
        if let [first, .., last] = self.q[..]
            && last > 1.5 * first
        {
            self.q.reverse();
            self.e.reverse();
        }
    }
}

/// One step with a shift; what it leaves replaces the contents of `swept`.
fn transform((q, e): (&[f64], &[f64]), shift: f64, swept: &mut (Vec<f64>, Vec<f64>)) -> Ends {
    let n = q.len();
    let mut d = q[0] - shift;
    let mut least = d;
    let mut ends = Ends {
        last: [d; 3],
        least: [least; 3],
    };
    let inner = q[1..].iter().zip(e);
    let targets = swept.0.iter_mut().zip(swept.1.iter_mut());
    for ((after, e), (q_to, e_to)) in inner.zip(targets) {
        let sum = d + e;
        let ratio = after / sum;
        *q_to = sum;
        *e_to = e * ratio;
        d = d * ratio - shift;
        // NaN counts as negative.
        least = if d >= least { least } else { d };
        ends.last = [d, ends.last[0], ends.last[1]];
        ends.least = [least, ends.least[0], ends.least[1]];
    }
    swept.0[n - 1] = d;
    ends
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
