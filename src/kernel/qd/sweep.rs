//! One sweep of the iteration over the rows of a block.

use wide::f64x2;

use crate::vector::smaller;

/// What a sweep reveals about the smallest value.
#[derive(Clone, Copy)]
pub(super) struct Ends {
    /// The last three intermediate numbers, the last one first.
    pub last: [f64; 3],
    /// The smallest intermediate number up to the last one, the one before it, and the one before
    /// that.
    pub least: [f64; 3],
    /// The smallest new entry beside the diagonal.
    pub smallest: f64,
}

impl Ends {
    /// The same without the last value.
    pub fn shortened(self) -> Self {
        let [_, b, c] = self.last;
        let [_, second, third] = self.least;
        Self {
            last: [b, c, c],
            least: [second, third, third],
            smallest: self.smallest,
        }
    }
}

/// One step with a shift; its result replaces the contents of `swept`. There are at least three
/// rows.
pub(super) fn transform(
    (q, e): (&[f64], &[f64]),
    (shift, is_near): (f64, bool),
    swept: &mut (Vec<f64>, Vec<f64>),
) -> Ends {
    let inner = q.len() - 3;
    let mut state = Running {
        d: q[0] - shift,
        least: q[0] - shift,
        smallest: f64::INFINITY,
    };
    let (q_to, e_to) = (&mut swept.0[..inner], &mut swept.1[..inner]);
    let (after, e_from) = (&q[1..=inner], &e[..inner]);
    if is_near {
        state.run_near((after, e_from), shift, (q_to, e_to));
    } else {
        state.run((after, e_from), shift, (q_to, e_to));
    }
    let Running {
        mut d,
        mut least,
        smallest,
    } = state;
    let mut ends = Ends {
        last: [d; 3],
        least: [least; 3],
        smallest,
    };
    for k in inner..inner + 2 {
        let sum = d + e[k];
        let ratio = q[k + 1] / sum;
        (swept.0[k], swept.1[k]) = (sum, e[k] * ratio);
        d = d * ratio - shift;
        least = if d >= least { least } else { d };
        ends.last = [d, ends.last[0], ends.last[1]];
        ends.least = [least, ends.least[0], ends.least[1]];
    }
    swept.0[inner + 2] = d;
    ends
}

/// What a sweep carries from row to row.
struct Running {
    d: f64,
    /// The smallest d so far.
    least: f64,
    /// The smallest new entry beside the diagonal so far.
    smallest: f64,
}

/// The number of rows after which numerator and denominator may be rescaled to size one.
const STRETCH: usize = 4;

impl Running {
    /// The rows as they are defined: each one waits for a division of the one before.
    #[inline(always)]
    fn run(
        &mut self,
        (after, e): (&[f64], &[f64]),
        shift: f64,
        (q_to, e_to): (&mut [f64], &mut [f64]),
    ) {
        let targets = q_to.iter_mut().zip(e_to);
        for ((after, e), (q_to, e_to)) in after.iter().zip(e).zip(targets) {
            let sum = self.d + e;
            let ratio = after / sum;
            (*q_to, *e_to) = (sum, e * ratio);
            self.smallest = smaller(*e_to, self.smallest);
            self.d = self.d * ratio - shift;
            self.keep_least(self.d);
        }
    }

    /// The same with d as a quotient n / m: n' = after n - shift (n + e m), m' = n + e m need no
    /// division, and the divisions of several rows overlap. The rounding of shift times m' acts
    /// like a change of the shift in its last place: within the errors of the values, which are all
    /// at least the shift. Only if the numbers of a stretch, multiplied, stay within the range of
    /// f64.
    #[inline(always)]
    fn run_near(
        &mut self,
        (after, e): (&[f64], &[f64]),
        shift: f64,
        (q_to, e_to): (&mut [f64], &mut [f64]),
    ) {
        let (after, after_rest) = after.as_chunks::<STRETCH>();
        let (e, e_rest) = e.as_chunks::<STRETCH>();
        let (q_to, q_rest) = q_to.as_chunks_mut::<STRETCH>();
        let (e_to, e_to_rest) = e_to.as_chunks_mut::<STRETCH>();
        let mut quotient = Quotient::of(self.d);
        // Minima by lanes: a branch for each number would be mispredicted half of the time.
        let mut least = f64x2::splat(self.least);
        let mut smallest = f64x2::splat(self.smallest);
        for ((after, e), (q_to, e_to)) in after.iter().zip(e).zip(q_to.iter_mut().zip(e_to)) {
            let mut rows = [(0.0, 0.0, 0.0); STRETCH];
            for row in 0..STRETCH {
                let (q, e) = quotient.advance((after[row], e[row]), shift);
                rows[row] = (q, e, quotient.value());
            }
            let [a, b, c, d] = rows;
            *q_to = [a.0, b.0, c.0, d.0];
            *e_to = [a.1, b.1, c.1, d.1];
            smallest = smallest
                .fast_min(f64x2::new([a.1, b.1]))
                .fast_min(f64x2::new([c.1, d.1]));
            least = least
                .fast_min(f64x2::new([a.2, b.2]))
                .fast_min(f64x2::new([c.2, d.2]));
            quotient.come_back();
        }
        for (least, smallest) in least.to_array().into_iter().zip(smallest.to_array()) {
            self.smallest = smaller(smallest, self.smallest);
            self.keep_least(least);
        }
        let targets = q_rest.iter_mut().zip(e_to_rest);
        for ((after, e), (q_to, e_to)) in after_rest.iter().zip(e_rest).zip(targets) {
            (*q_to, *e_to) = quotient.advance((*after, *e), shift);
            self.smallest = smaller(*e_to, self.smallest);
            self.keep_least(quotient.value());
        }
        self.d = quotient.value();
        self.keep_least(self.d);
    }

    /// NaN counts as negative. Once it occurs, it stays in every later d.
    #[inline(always)]
    fn keep_least(&mut self, d: f64) {
        self.least = if d >= self.least { self.least } else { d };
    }
}

/// d = n / m.
struct Quotient {
    n: f64,
    m: f64,
    /// 1 / m
    inverse: f64,
}

impl Quotient {
    fn of(d: f64) -> Self {
        Self {
            n: d,
            m: 1.0,
            inverse: 1.0,
        }
    }

    /// One row: the new entries on the diagonal and beside it.
    #[inline(always)]
    fn advance(&mut self, (after, e): (f64, f64), shift: f64) -> (f64, f64) {
        let sum = self.n + e * self.m;
        let next = 1.0 / sum;
        let entries = (sum * self.inverse, e * after * (self.m * next));
        self.n = after * self.n - shift * sum;
        (self.m, self.inverse) = (sum, next);
        entries
    }

    #[inline(always)]
    fn value(&self) -> f64 {
        self.n * self.inverse
    }

    /// Rescales n and m to size one before they leave the range of f64.
    #[inline(always)]
    fn come_back(&mut self) {
        const NEAR: f64 = 1e-60;
        if !(NEAR..1.0 / NEAR).contains(&self.m) {
            *self = Self::of(self.value());
        }
    }
}
