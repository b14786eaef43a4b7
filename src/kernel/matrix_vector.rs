//! A matrix times a vector beyond the range of f64: what a forward and a backward pass spend their time on.
//!
//! Every sum is taken in the order of its terms and rounded as in f64. Several sums run at once, so none waits for the addition before; the bits do
//! not depend on it.

use nalgebra::DMatrix;

use super::extended_vector::is_tame;
use super::{Extended, ExtendedVector};

/// Sums that run at the same time.
const TOGETHER: usize = 4;

impl ExtendedVector {
    /// (factor w)^T self for an n x r matrix w and a vector of n numbers: r numbers.
    #[inline(never)]
    pub fn through_transposed(&self, weights: &DMatrix<f64>, factor: f64) -> Self {
        let n = weights.nrows();
        let Some((entries, exponent)) = self.plain_for(weights, factor) else {
            return self.slowly(weights.ncols(), &|unit, i| weights[(i, unit)] * factor);
        };
        let mut sums = Vec::with_capacity(weights.ncols());
        let mut groups = weights.as_slice().chunks_exact(TOGETHER * n);
        for group in groups.by_ref() {
            let (a, rest) = group.split_at(n);
            let (b, rest) = rest.split_at(n);
            let (c, d) = rest.split_at(n);
            let mut four = [0.0; TOGETHER];
            for ((((x, a), b), c), d) in entries.iter().zip(a).zip(b).zip(c).zip(d) {
                for (sum, w) in four.iter_mut().zip([a, b, c, d]) {
                    *sum += w * factor * x;
                }
            }
            sums.extend(four);
        }
        for column in groups.remainder().chunks_exact(n) {
            let terms = column.iter().zip(&entries).map(|(w, x)| w * factor * x);
            sums.push(terms.sum::<f64>());
        }
        Self::new(&sums, exponent)
    }

    /// factor w self for an n x r matrix w and a vector of r numbers: n numbers.
    #[inline(never)]
    pub fn through(&self, weights: &DMatrix<f64>, factor: f64) -> Self {
        let n = weights.nrows();
        let Some((entries, exponent)) = self.plain_for(weights, factor) else {
            return self.slowly(n, &|i, unit| weights[(i, unit)] * factor);
        };
        // A column at a time adds one term to every sum.
        let mut sums = vec![0.0; n];
        for (column, x) in weights.as_slice().chunks_exact(n).zip(entries) {
            for (sum, w) in sums.iter_mut().zip(column) {
                *sum += w * factor * x;
            }
        }
        Self::new(&sums, exponent)
    }

    /// The entries and their common exponent, if they and the weights are close enough in size that nothing leaves the range of f64.
    #[inline(never)]
    fn plain_for(&self, weights: &DMatrix<f64>, factor: f64) -> Option<(Vec<f64>, i64)> {
        let common = self.on_common_exponent();
        // No branch for each weight.
        let all = |all: bool, w: &f64| all & is_tame(w * factor);
        (common.is_tame() && weights.as_slice().iter().fold(true, all))
            .then_some((common.entries, common.exponent))
    }

    /// The same sums in extended numbers; `weight`: of a sum and a term.
    #[cold]
    #[inline(never)]
    fn slowly(&self, sums: usize, weight: &dyn Fn(usize, usize) -> f64) -> Self {
        let sum = |sum| {
            let terms = self.iter().enumerate();
            terms.fold(Extended::ZERO, |total, (term, x)| {
                total + Extended::from(weight(sum, term)) * x
            })
        };
        (0..sums).map(sum).collect()
    }
}
