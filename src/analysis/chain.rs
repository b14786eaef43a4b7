//! The chain products P^(h) = J^(K) ... J^(h+1) for every h, in one walk from the output to the input.

use super::spectrum::{Spectrum, Weights, perturbed_rows};
use super::split::{Decomposition, Split, Vectors};
use super::{EndToEnd, SingularPair};
use crate::network::Extended;

/// The walk from y* to the input: after the step of layer j it holds P^(j-1)T.
///
/// Beside the product itself goes its twin, the product of the same matrices with every number changed
/// in its last place: what the two have in common is what f64 weights determine. Once the input is
/// reached, a third product, walked from the input side, joins the comparison.
pub(super) struct ChainWalk {
    own: Split,
    twin: Split,
    outputs: usize,
}

/// What one layer contributes: its weights and A'(a).
pub(super) struct Factor<'a> {
    /// w^(j).
    pub weights: &'a Weights,
    /// A'(a^(j)), H_j numbers.
    pub derivatives: &'a [Extended],
}

impl ChainWalk {
    /// P^(K) = I.
    pub fn start(outputs: usize) -> Self {
        Self {
            own: Split::identity(outputs),
            twin: Split::identity(outputs),
            outputs,
        }
    }

    /// One layer further towards the input.
    pub fn step(&mut self, factor: &Factor<'_>, layer: usize) {
        let weights = factor.weights;
        self.own.multiply_layer(&weights.exact, factor.derivatives);
        let rows = perturbed_rows(factor.derivatives, layer as u64);
        self.twin.multiply_layer(&weights.twin, &rows);
    }

    /// The spectrum of the product so far.
    pub fn spectrum(&self) -> Spectrum {
        Spectrum::checked(
            self.size(),
            &self.own.decompose(Vectors::Omit),
            &[self.twin.decompose(Vectors::Omit)],
        )
    }

    /// The spectrum of P^(0), compared with the walk from the other side, and its outermost vectors.
    pub fn finish(&self, mirrored: &Split) -> (Spectrum, Option<EndToEnd>) {
        let own = self.own.decompose(Vectors::Form);
        let others = [
            self.twin.decompose(Vectors::Omit),
            mirrored.decompose(Vectors::Omit),
        ];
        let ends = EndToEnd::of(&own);
        (Spectrum::checked(self.size(), &own, &others), ends)
    }

    /// min(H_h, H_K), the number of singular values.
    fn size(&self) -> usize {
        self.own.rows().min(self.outputs)
    }
}

/// One layer of the walk from the input side: from F = J^(j-1) ... J^(1) to J^(j) F.
pub(super) fn mirrored_step(product: &mut Split, factor: &Factor<'_>) {
    product.multiply(&factor.weights.exact.transposed());
    product.scale_rows(factor.derivatives);
}

impl EndToEnd {
    /// The outermost pairs of a decomposition of P^T: its left vectors live at the input, its right ones at y*.
    fn of(transposed: &Decomposition) -> Option<Self> {
        let (v, u) = (transposed.left.as_ref()?, transposed.right.as_ref()?);
        let last = transposed.values.len().checked_sub(1)?;
        let pair = |i: usize| {
            let u: Vec<f64> = u.column(i).iter().copied().collect();
            let largest = u
                .iter()
                .fold(0.0_f64, |m, x| if x.abs() > m.abs() { *x } else { m });
            let sign = largest.signum();
            SingularPair {
                u: u.iter().map(|x| sign * x).collect(),
                v: v.column(i).iter().map(|x| sign * x).collect(),
            }
        };
        Some(Self {
            first: pair(0),
            last: pair(last),
        })
    }
}
