//! Where the gap between the product of the bounds and the true norm of the chain arises.

use super::value::Value;
use crate::words::{Shown, gap as words};

/// Gaps of less than this many decades, a factor of two, are not mentioned.
const LITTLE: f64 = 0.3;

/// The gap of a chain, in decades, split exactly: prod b_j / ||P^(0)|| = prod of (b_j / ||J^(j)||)
/// (||J^(j)|| ||P^(j)|| / ||P^(j-1)||), b_j = ||diag|| ||w||, where every factor is at least 1
/// because the operator norm is submultiplicative.
pub(super) struct Gap {
    /// From bounds above the layers' own norms.
    within: f64,
    /// From directions that do not align: a product of norms above the norm of the product.
    between: f64,
    /// The layer that adds most, 1..K, and how much; and the smallest contribution of a layer.
    most: (usize, f64),
    least: f64,
}

impl Gap {
    /// From b_j and ||J^(j)||, j = 1..K, and ||P^(h)||, h = 0..K; `None` if one of them is zero,
    /// not resolved, not finite or not computed yet.
    pub(super) fn of(bounds: &[Value], jacobians: &[Value], chain: &[Value]) -> Option<Self> {
        let logs = |values: &[Value]| -> Option<Vec<f64>> {
            values.iter().map(|value| value.resolved_log10()).collect()
        };
        let (bounds, jacobians, chain) = (logs(bounds)?, logs(jacobians)?, logs(chain)?);
        let layers = bounds.iter().zip(&jacobians).zip(chain.windows(2));
        let parts: Vec<(f64, f64)> = layers
            .filter_map(|((bound, jacobian), pair)| match pair {
                [before, after] => Some((bound - jacobian, jacobian + after - before)),
                _ => None,
            })
            .collect();
        let least = parts
            .iter()
            .map(|(a, b)| a + b)
            .fold(f64::INFINITY, f64::min);
        let sums = parts.iter().zip(1..).map(|((a, b), layer)| (layer, a + b));
        Some(Self {
            within: parts.iter().map(|part| part.0).sum(),
            between: parts.iter().map(|part| part.1).sum(),
            least,
            most: sums.max_by(|a, b| a.1.total_cmp(&b.1))?,
        })
    }

    /// The gap in a sentence; none if it is negligible.
    pub(super) fn words(&self) -> Option<String> {
        let times = |decades: f64| Value::Finite(decades.max(0.0)).digits(2);
        let whole = self.within + self.between;
        let (layer, most) = self.most;
        // Beyond rounding.
        let who = if most - self.least > 1e-9 {
            words::most(layer)
        } else {
            words::ALIKE.into()
        };
        (whole >= LITTLE).then(|| {
            let gaps = [times(whole), times(self.within), times(self.between)];
            let gaps = gaps.each_ref().map(|gap| gap as Shown<'_>);
            words::parts(gaps, (&who, &times(most)))
        })
    }
}
