//! The spectrum of one layer's Jacobian, and the norm of its weights.

use super::block;
use super::factor::Version;
use super::passes::Passes;
use super::spectrum::Spectrum;
use super::split::{Side, Split, Vectors};
use super::{Enclosure, dear};
use crate::network::{Extended, Normed};

/// The singular values of one layer's Jacobian, and the norm of its weights.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSpectrum {
    /// Singular values of J^(j).
    pub jacobian: Spectrum,
    /// ||w^(j)||, if the Jacobian is w^T itself.
    pub weight_norm: Option<Extended>,
}

impl LayerSpectrum {
    /// The spectrum of layer j + 1; costs about H^3.
    pub fn of(passes: &Passes, j: usize) -> Self {
        if !passes.has_spectra() && is_finite(passes, j) {
            return Self {
                jacobian: Spectrum::too_dear(dear::jacobian_norm(passes, j)),
                weight_norm: None,
            };
        }
        let (jacobian, is_certain) = jacobian(passes, j);
        // Computed in the same steps as the norm alone, so the bits are the same.
        let is_same = is_certain && is_weights(passes, j) && jacobian.resolved > 0;
        Self {
            weight_norm: is_same.then(|| jacobian.operator_norm()),
            jacobian,
        }
    }
}

/// Whether every derivative of layer j + 1 is 1, so that J is w^T.
fn is_weights(passes: &Passes, j: usize) -> bool {
    let mut derivatives = passes.forward().derivatives[j].iter();
    let is_plain = passes.network().layers[j].block.is_plain();
    is_plain && derivatives.all(|a| *a == Extended::ONE)
}

/// ||w|| of layer j + 1, to about H 2^-50 relative, or between bounds.
pub(super) fn weight_norm(passes: &Passes, j: usize) -> Enclosure {
    if !passes.has_spectra() {
        return dear::weight_norm(passes, j);
    }
    let weight = &passes.network().layers[j].weight;
    let norm = Spectrum::largest(weight).unwrap_or_else(|| Spectrum::of(weight).operator_norm());
    Enclosure::of([norm; 2])
}

/// Whether every derivative of layer j + 1, and its norm, is a number.
fn is_finite(passes: &Passes, j: usize) -> bool {
    let norm = passes.forward().norms[j].as_ref();
    let mut derivatives = passes.forward().derivatives[j].iter();
    derivatives.all(|a| a.is_finite()) && norm.is_none_or(Normed::is_finite)
}

/// The singular values of J, its factors kept apart, and whether one
/// bidiagonalisation was enough.
fn jacobian(passes: &Passes, j: usize) -> (Spectrum, bool) {
    let weight = &passes.network().layers[j].weight;
    let derivatives = &passes.forward().derivatives[j];
    let (n, m) = weight.shape();
    if !is_finite(passes, j) {
        return (Spectrum::not_finite(n.min(m)), false);
    }
    if !passes.network().layers[j].block.is_plain() {
        let decompose = |version| {
            let mut product = Split::identity(m);
            block::multiply(&mut product, passes, (j, version), Side::Left);
            product.decompose(Vectors::Omit)
        };
        return (Spectrum::of_versions(n.min(m), decompose), false);
    }
    let twin = || passes.derivatives(j, Version::Twin(0));
    match Spectrum::certain(weight, derivatives, twin) {
        Some(spectrum) => (spectrum, true),
        None => {
            let factor = |version| passes.factor(j, version);
            (Spectrum::of_factors(n.min(m), factor), false)
        }
    }
}
