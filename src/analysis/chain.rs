//! The chain products P^(h) = J^(K) ... J^(h+1) for every h, in one walk from the output to the input.

use super::factor::{Factor, TWINS};
use super::spectrum::Spectrum;
use super::split::{Decomposition, Split, Vectors};
use super::{EndToEnd, SingularPair};

/// The walk from y* to the input: after the step of layer j it holds P^(j-1)T.
///
/// Beside the product itself go its twins, products of the same matrices with every number changed in its last
/// places: what they have in common is what f64 weights determine. Once the input is reached, a product walked from the
/// input side joins the comparison.
pub(super) struct ChainWalk {
    own: Split,
    twins: [Split; TWINS],
    outputs: usize,
}

impl ChainWalk {
    /// P^(K) = I.
    pub fn start(outputs: usize) -> Self {
        Self {
            own: Split::identity(outputs),
            twins: [Split::identity(outputs), Split::identity(outputs)],
            outputs,
        }
    }

    /// One layer further towards the input.
    pub fn step(&mut self, factor: &Factor) {
        let weights = &factor.weights;
        self.own.multiply_layer(&weights.exact, &factor.derivatives);
        let changed = weights.twins.iter().zip(&factor.twins);
        for (twin, (weights, derivatives)) in self.twins.iter_mut().zip(changed) {
            twin.multiply_layer(weights, derivatives);
        }
    }

    /// The spectrum of the product so far.
    pub fn spectrum(&self) -> Spectrum {
        self.compared(&self.own.decompose(Vectors::Omit), &[])
    }

    /// The spectrum of P^(0), compared with the walk from the other side too, and its outermost vectors.
    pub fn finish(&self, mirrored: &Split) -> (Spectrum, Option<EndToEnd>) {
        let own = self.own.decompose(Vectors::Form);
        let spectrum = self.compared(&own, &[mirrored.decompose(Vectors::Omit)]);
        let ends = EndToEnd::of(&own, &spectrum);
        (spectrum, ends)
    }

    fn compared(&self, own: &Decomposition, given: &[Decomposition]) -> Spectrum {
        let twin = |which: usize| self.twins[which].decompose(Vectors::Omit);
        Spectrum::compared(self.size(), own, given, twin)
    }

    /// min(H_h, H_K), the number of singular values.
    fn size(&self) -> usize {
        self.own.rows().min(self.outputs)
    }
}

/// One layer of the walk from the input side: from F = J^(j-1) ... J^(1) to J^(j) F.
pub(super) fn mirrored_step(product: &mut Split, factor: &Factor) {
    product.multiply(&factor.weights.exact.transposed());
    product.scale_rows(&factor.derivatives);
}

impl EndToEnd {
    /// The outermost pairs of a decomposition of P^T: its left vectors live at the input, its right ones at y*. Only pairs
    /// of resolved values count.
    fn of(transposed: &Decomposition, spectrum: &Spectrum) -> Option<Self> {
        let (v, u) = (transposed.left.as_ref()?, transposed.right.as_ref()?);
        let last = spectrum.resolved.checked_sub(1)?;
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
            last: (last + 1 == spectrum.rank).then(|| pair(last)),
        })
    }
}
