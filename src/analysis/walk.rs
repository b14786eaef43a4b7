//! One walk along the chain: the products of the Jacobians from one end, one layer at a time.

use std::sync::Arc;

use super::block;
use super::factor::Version;
use super::passes::Passes;
use super::split::{Decomposition, Side, Split, Vectors};
use super::{Lens, SingularPair};

/// Which product, and which end it starts from.
///
/// The product is accompanied by its twins, products of the same matrices with every number changed
/// in its last places: the digits they share are those that f64 weights determine. The second twin
/// is computed only if the first one leaves doubt. The product walked from the input side is
/// compared with P^(0).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// From y* back to the input: P^(K-1)T, P^(K-2)T, ..., P^(0)T.
    Own,
    /// The same with changed numbers.
    Twin,
    /// The same, changed in another way.
    SecondTwin,
    /// From the input to y*; gives P^(0) only.
    Mirrored,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Own, Self::Twin, Self::SecondTwin, Self::Mirrored];

    fn version(self) -> Version {
        match self {
            Self::Own | Self::Mirrored => Version::Exact,
            Self::Twin => Version::Twin(0),
            Self::SecondTwin => Version::Twin(1),
        }
    }
}

/// The result of one walk for P^(h).
#[derive(Clone, Debug, PartialEq)]
pub struct Suffixed {
    /// Which walk.
    pub way: Way,
    /// h.
    pub from_layer: usize,
    /// The nonzero singular values with their estimated rounding errors.
    pub(super) decomposition: Decomposition,
    /// The vectors of the largest and the smallest of them; for P^(0) of [`Way::Own`] only.
    pub(super) ends: Option<Box<[SingularPair; 2]>>,
    /// The lens along the first of these vectors.
    pub(super) lens: Option<Arc<Lens>>,
}

impl Suffixed {
    /// With the lens where there are vectors; costs as much as two passes.
    pub(super) fn with_lens(mut self, passes: &Passes) -> Self {
        let first = self.ends.as_deref().map(|[first, _]| first);
        self.lens = first.map(|first| Arc::new(Lens::along(passes, first)));
        self
    }
}

/// A walk under way.
pub struct Walk {
    way: Way,
    /// How many layers are multiplied.
    done: usize,
    product: Split,
}

impl Walk {
    /// At the beginning, when the product is the identity.
    pub fn start(passes: &Passes, way: Way) -> Self {
        let network = passes.network();
        let size = match way {
            // Replaced by the first step.
            Way::Mirrored if is_wide(passes) => 0,
            Way::Mirrored => network.input.len(),
            _ => network.layers.last().map_or(0, |last| last.weight.ncols()),
        };
        Self {
            way,
            done: 0,
            product: Split::identity(size),
        }
    }

    /// How many layers are multiplied.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Multiplies the next layer, which must exist. Costs about 6 H^3.
    pub fn advance(&mut self, passes: &Passes) {
        match self.way {
            Way::Mirrored if self.done == 0 && is_wide(passes) => {
                let mut first = Split::identity(passes.network().layers[0].weight.ncols());
                block::multiply(&mut first, passes, (0, Version::Exact), Side::Left);
                self.product = first.transposed();
            }
            Way::Mirrored => {
                // From F = J^(j-1) ... J^(1) to J^(j) F.
                let next = (self.done, Version::Exact);
                block::multiply(&mut self.product, passes, next, Side::Right);
            }
            way => {
                let next = (passes.depth() - 1 - self.done, way.version());
                block::multiply(&mut self.product, passes, next, Side::Left);
            }
        }
        self.done += 1;
    }

    /// The singular values of the product so far; with vectors if it is P^(0) itself. Costs about 4
    /// H^3, with vectors about ten times that.
    pub fn found(&self, passes: &Passes) -> Suffixed {
        let from_layer = match self.way {
            Way::Mirrored => 0,
            _ => passes.depth() - self.done,
        };
        let whole = self.way == Way::Own && from_layer == 0;
        let vectors = if whole { Vectors::Form } else { Vectors::Omit };
        let decomposition = self.product.decompose(vectors);
        Suffixed {
            way: self.way,
            from_layer,
            ends: ends(&decomposition),
            lens: None,
            decomposition: decomposition.without_vectors(),
        }
    }
}

/// Whether a square matrix of the size of the input would be far larger than the first layer: J^(1) is then the transpose
/// of what the layer makes of the identity of its outputs. Not with the narrow inputs of links that have been published: the bits
/// stay those that they were.
fn is_wide(passes: &Passes) -> bool {
    const NARROW: usize = 128;
    let inputs = passes.network().input.len();
    inputs > NARROW && inputs > passes.network().layers[0].weight.ncols()
}

/// The first and the last pair of a decomposition of P^T: its left vectors belong to the input, its
/// right ones to y*.
fn ends(transposed: &Decomposition) -> Option<Box<[SingularPair; 2]>> {
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
    Some(Box::new([pair(0), pair(last)]))
}
