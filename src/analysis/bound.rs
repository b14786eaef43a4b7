//! Upper bounds of the singular values of a product, from those of its factors.

use nalgebra::DMatrix;

use super::spectrum::Spectrum;
use crate::network::Extended;

/// More than the rounding error of a bound itself.
const SLACK: f64 = 1.0 + 1e-9;

/// Replaces the values of P^(h) that are not resolved by upper bounds. `layers` are the spectra of
/// J^(h+1), ..., J^(K), and `next` is that of P^(h+1), if it is known.
///
/// Both inequalities hold for any two matrices: sigma_(i+j-1)(A B) <= sigma_i(A) sigma_j(B) (Weyl
/// 1949), and the product of the k largest values of A B is at most that of A times that of B (Horn
/// 1950). A bound of zero is a zero: it lowers the rank. No value exceeds the one before it, which
/// is correct within its own error bound.
pub(super) fn bound_unresolved(
    spectrum: &mut Spectrum,
    next: Option<&Spectrum>,
    layers: &[&Spectrum],
) {
    let resolved = spectrum.resolved;
    let rank = spectrum.rank;
    let mut known = Extended::ONE;
    for i in 0..resolved {
        let share = Extended::from(1.0 - spectrum.error_bounds[i]);
        known = known * spectrum.values[i] * share;
    }
    let mut volumes = Volumes::of(next, layers);
    for k in 0..rank {
        let volume = volumes.with(k);
        if k < resolved {
            continue;
        }
        let rest = root(volume / known, k + 1 - resolved);
        let before = k.checked_sub(1).map(|i| upper(spectrum, i));
        let candidates = [Some(rest), before, weyl(next, layers, k)];
        let least = candidates
            .into_iter()
            .flatten()
            .filter(|bound| bound.is_finite())
            .min_by(|a, b| a.cmp_abs(*b));
        let least = least.unwrap_or(Extended::NAN);
        let last = k.checked_sub(1).map(|i| spectrum.values[i]);
        spectrum.values[k] = match last {
            Some(last) if least.cmp_abs(last).is_gt() => last,
            _ => least,
        };
        if spectrum.values[k].is_zero() {
            spectrum.values[k..].fill(Extended::ZERO);
            spectrum.error_bounds.truncate(k);
            spectrum.rank = k;
            return;
        }
    }
}

/// What elimination in 106 bits may lose of a matrix, relative to its largest entry: 2^-104 for each of
/// up to 128 products in each of 2^14 entries, and as much again for entries that grow on the way.
const ELIMINATION: f64 = 1.0 / (1_u128 << 78) as f64;
/// The same of larger matrices: up to 1024 products in each of 2^22 entries.
const LARGE_ELIMINATION: f64 = 1.0 / (1_u128 << 66) as f64;
/// Up to so many entries lines are removed from a matrix: it takes as many operations for each of its values.
const FEW_ENTRIES: usize = 1 << 14;

/// Replaces the values of J = diag(derivatives) w^T that are not resolved, estimates from an elimination in
/// 106 bits, by upper bounds. Each is the least of three:
/// * twice the estimate, and what the elimination may have lost (sigma_i(A + E) <= sigma_i(A) + ||E||);
/// * the Frobenius norm of what is left without k rows and columns, the heaviest first, since the whole
///   differs from it by a matrix of rank k (both Weyl 1949);
/// * the value before it.
pub(super) fn bound_by_lines(
    spectrum: &mut Spectrum,
    weight: &DMatrix<f64>,
    derivatives: &[Extended],
) {
    if spectrum.resolved == spectrum.rank {
        return;
    }
    let mut lines = Lines::of(weight, derivatives);
    let is_small = weight.len() <= FEW_ENTRIES;
    let share = if is_small {
        ELIMINATION
    } else {
        LARGE_ELIMINATION
    };
    let lost = lines.norm() * Extended::from(share);
    for k in 0..spectrum.rank {
        if k >= spectrum.resolved {
            let estimate = spectrum.values[k] * Extended::from(2.0) + lost;
            let last = k.checked_sub(1).map(|i| spectrum.values[i]);
            let bounds = [Some(estimate), Some(lines.norm()), last];
            let least = bounds.into_iter().flatten().min_by(|a, b| a.cmp_abs(*b));
            spectrum.values[k] = least.unwrap_or(estimate);
        }
        if is_small {
            lines.remove_heaviest();
        }
    }
}

/// A row or a column.
#[derive(Clone, Copy)]
enum Line {
    Row(usize),
    Column(usize),
}

/// What is left of a matrix.
struct Lines {
    /// log2 of the entries, column by column; what is zero or removed is minus infinity.
    sizes: Vec<f64>,
    rows: usize,
}

impl Lines {
    fn of(weight: &DMatrix<f64>, derivatives: &[Extended]) -> Self {
        let mut sizes = Vec::with_capacity(weight.len());
        for (column, slope) in weight.column_iter().zip(derivatives) {
            sizes.extend(column.iter().map(|w| log2(Extended::from(*w) * *slope)));
        }
        Self {
            sizes,
            rows: weight.nrows(),
        }
    }

    /// At least the Frobenius norm of what is left.
    fn norm(&self) -> Extended {
        let largest = most(self.sizes.iter().copied());
        if largest == f64::NEG_INFINITY {
            return Extended::ZERO;
        }
        let squares = self
            .sizes
            .iter()
            .map(|size| libm::exp2(2.0 * (size - largest)));
        let sum: f64 = squares.sum();
        let whole = libm::ceil(largest);
        let norm = libm::exp2(largest - whole) * sum.sqrt() * SLACK;
        #[expect(clippy::cast_possible_truncation, reason = "an exponent within 2^62")]
        Extended::new(norm, whole as i64)
    }

    /// Removes the row or the column of the largest entry, whichever leaves less.
    fn remove_heaviest(&mut self) {
        let largest = most(self.sizes.iter().copied());
        let Some(at) = self.sizes.iter().position(|size| *size == largest) else {
            return;
        };
        let (row, column) = (at % self.rows, at / self.rows);
        let [row, column] = [Line::Row(row), Line::Column(column)].map(|line| self.without(line));
        *self = match column.norm().cmp_abs(row.norm()).is_lt() {
            true => column,
            false => row,
        };
    }

    fn without(&self, line: Line) -> Self {
        let is_of = |at: usize| match line {
            Line::Row(row) => at % self.rows == row,
            Line::Column(column) => at / self.rows == column,
        };
        let sizes = self.sizes.iter().enumerate();
        let left = |(at, size): (usize, &f64)| if is_of(at) { f64::NEG_INFINITY } else { *size };
        Self {
            sizes: sizes.map(left).collect(),
            rows: self.rows,
        }
    }
}

fn most(sizes: impl Iterator<Item = f64>) -> f64 {
    sizes.fold(f64::NEG_INFINITY, f64::max)
}

/// log2 |x|, a little too large rather than too small; minus infinity for zero.
fn log2(x: Extended) -> f64 {
    x.log10().map_or(f64::NEG_INFINITY, |log10| {
        let log2 = log10 * std::f64::consts::LOG2_10;
        log2 + 1e-12 + 1e-15 * log2.abs()
    })
}

/// An upper bound of value i; zero past the rank.
fn upper(spectrum: &Spectrum, i: usize) -> Extended {
    let Some(value) = spectrum.values.get(i) else {
        return Extended::ZERO;
    };
    let excess = spectrum.error_bounds.get(i).filter(|e| e.is_finite());
    *value * Extended::from(SLACK + excess.copied().unwrap_or(0.0))
}

/// sigma_(k+1) from P^(h) = P^(h+1) J^(h+1).
fn weyl(next: Option<&Spectrum>, layers: &[&Spectrum], k: usize) -> Option<Extended> {
    let (next, first) = (next?, layers.first()?);
    let pairs = (0..=k).map(|j| upper(next, j) * upper(first, k - j));
    pairs.min_by(|a, b| a.cmp_abs(*b))
}

/// Upper bounds of the product of the k largest values.
struct Volumes<'a> {
    next: Option<&'a Spectrum>,
    layers: &'a [&'a Spectrum],
    /// From all layers.
    of_layers: Extended,
    /// From P^(h+1) and J^(h+1).
    of_next: Extended,
}

impl<'a> Volumes<'a> {
    fn of(next: Option<&'a Spectrum>, layers: &'a [&'a Spectrum]) -> Self {
        Self {
            next,
            layers,
            of_layers: Extended::ONE,
            of_next: Extended::ONE,
        }
    }

    /// The bound with value k included; called with k = 0, 1, 2, ...
    fn with(&mut self, k: usize) -> Extended {
        for layer in self.layers {
            self.of_layers = self.of_layers * upper(layer, k);
        }
        let (Some(next), Some(first)) = (self.next, self.layers.first()) else {
            return self.of_layers;
        };
        self.of_next = self.of_next * upper(next, k) * upper(first, k);
        if self.of_next.cmp_abs(self.of_layers).is_lt() {
            self.of_next
        } else {
            self.of_layers
        }
    }
}

/// At least the root of this order, for a positive number or zero.
fn root(x: Extended, order: usize) -> Extended {
    let Some(log10) = x.log10() else {
        return x;
    };
    if order == 1 {
        return x * Extended::from(SLACK);
    }
    #[expect(clippy::cast_precision_loss, reason = "a matrix dimension")]
    let log2 = log10 * std::f64::consts::LOG2_10 / order as f64;
    // The logarithm of a number with a large exponent has few digits after the point.
    let log2 = log2 + 1e-9 + 1e-15 * log2.abs();
    let whole = libm::floor(log2);
    #[expect(clippy::cast_possible_truncation, reason = "an exponent within 2^62")]
    Extended::new(libm::exp2(log2 - whole), whole as i64)
}
