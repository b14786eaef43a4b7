//! Upper bounds of the singular values of a product, from those of its factors.

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
