//! The spectra of one layer.

use nalgebra::DMatrix;

use super::factor::Version;
use super::passes::Passes;
use super::spectrum::Spectrum;
use crate::network::Extended;

/// What one layer's matrices do.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerSpectra {
    /// Singular values of J^(j).
    pub jacobian: Spectrum,
    /// ||w^(j)||, to about H 2^-50 relative.
    pub weight_norm: Extended,
}

impl LayerSpectra {
    /// Those of layer j + 1; each costs about H^3.
    pub fn of(passes: &Passes, j: usize) -> Self {
        let layer = &passes.network().layers[j];
        let derivatives = &passes.forward().derivatives[j];
        let jacobian = jacobian(passes, j);
        // Where every derivative is 1, J is w^T.
        let is_weights = derivatives.iter().all(|a| *a == Extended::ONE);
        let weight_norm = if is_weights && jacobian.resolved > 0 {
            jacobian.operator_norm()
        } else {
            weight_norm(&layer.weight)
        };
        Self {
            jacobian,
            weight_norm,
        }
    }
}

/// The singular values of J = diag\[A'\] w^T, the two factors kept apart.
fn jacobian(passes: &Passes, j: usize) -> Spectrum {
    let weight = &passes.network().layers[j].weight;
    let derivatives = &passes.forward().derivatives[j];
    let (n, m) = weight.shape();
    if !derivatives.iter().all(|a| a.is_finite()) {
        return Spectrum::not_finite(n.min(m));
    }
    let twin = || passes.derivatives(j, Version::Twin(0));
    Spectrum::certain(weight, derivatives, twin)
        .unwrap_or_else(|| Spectrum::of_factors(n.min(m), |version| passes.factor(j, version)))
}

fn weight_norm(weight: &DMatrix<f64>) -> Extended {
    Spectrum::largest(weight).unwrap_or_else(|| Spectrum::of(weight).operator_norm())
}
