//! The Jacobian of a layer with a skip or a norm, as a product of factors whose structure is kept.
//!
//! N' = H diag(values) H^T stays apart, so that its exact zero and its small value are not lost. A skip makes
//! I + s B one matrix: where B is large, digits of I are gone, which the twins show because they change B before
//! the sum.

use std::borrow::Cow;
use std::sync::Arc;

use nalgebra::DMatrix;

use super::LayerReport;
use super::backprop::Step;
use super::factor::{Factor, Version};
use super::passes::Passes;
use super::split::{Side, Split};
use crate::network::{Block, Extended, ExtendedVector, Layer, Norm, Normed, Place};

/// Multiplies a product by layer j + 1 in this version: J^T M from the left, J M from the right.
pub(super) fn multiply(
    product: &mut Split,
    passes: &Passes,
    (j, version): (usize, Version),
    side: Side,
) {
    if passes.network().layers[j].block.is_plain() {
        return product.multiply_factor(&passes.factor(j, version), side);
    }
    let mut factors = factors(passes, j, version);
    if side == Side::Right {
        factors.reverse();
    }
    for factor in &factors {
        product.multiply_factor(factor, side);
    }
}

/// J^T of layer j + 1 in this version as a product: the first factor is the one that acts first on a gradient.
fn factors(passes: &Passes, j: usize, version: Version) -> Vec<Factor<'_>> {
    let layer = &passes.network().layers[j];
    let block = layer.block;
    let normed = normed(passes, j, version);
    let norm = |place| normed.as_deref().filter(|_| block.norm_at(place).is_some());
    let mut factors = Vec::new();
    factors.extend(
        norm(Place::After)
            .into_iter()
            .flat_map(|n| of_norm(n, version)),
    );
    if block.skip().is_some() {
        factors.push(with_skip(passes, j, version));
        return factors;
    }
    match norm(Place::Inside) {
        None => factors.push(passes.factor(j, version)),
        Some(normed) => {
            let [mut first, last] = of_norm(normed, version);
            first.derivatives = passes.derivatives(j, version);
            factors.push(first);
            factors.push(last);
            let ones = vec![Extended::ONE; layer.weight.ncols()];
            factors.push(Factor::new(&layer.weight, ones, (version, passes.salt(j))));
        }
    }
    factors.extend(
        norm(Place::Before)
            .into_iter()
            .flat_map(|n| of_norm(n, version)),
    );
    factors
}

/// The norm of layer j + 1 in this version: at a vector changed as much as the pre-activations are, unless that is the
/// input, which is given.
fn normed(passes: &Passes, j: usize, version: Version) -> Option<Cow<'_, Normed>> {
    let exact = passes.forward().norms[j].as_ref()?;
    let norm = passes.network().layers[j].block.norm()?;
    let is_given = j == 0 && norm.place == Place::Before;
    Some(match is_given {
        true => Cow::Borrowed(exact),
        false => version
            .changed_vector(&exact.input, j as u64)
            .map_or(Cow::Borrowed(exact), |moved| Cow::Owned(norm.at(&moved))),
    })
}

/// N' as H^T, and H diag(values).
fn of_norm(normed: &Normed, version: Version) -> [Factor<'static>; 2] {
    let basis = normed.basis();
    let values = normed.values();
    let ones = vec![Extended::ONE; values.len()];
    let transposed = Cow::Owned(basis.transpose());
    [
        Factor::rounded(transposed, ones, version),
        Factor::rounded(Cow::Owned(basis), values, version),
    ]
}

/// (I + s B)^T, where B is diag\[A'\] w^T with what a norm before or inside makes of it.
fn with_skip(passes: &Passes, j: usize, version: Version) -> Factor<'static> {
    let exact = &passes.network().layers[j];
    let is_within = |norm: &Norm| norm.place != Place::After;
    let layer = Layer {
        weight: Arc::new(version.changed_weights(&exact.weight, passes.salt(j))),
        bias: None,
        activation: exact.activation,
        block: Block::of(exact.block.skip(), exact.block.norm().filter(is_within)),
    };
    let slopes = passes.derivatives(j, version);
    let normed = normed(passes, j, version);
    let step = Step {
        layer: &layer,
        slopes: &slopes,
        norm: normed.as_deref(),
    };
    from_rows(&step.jacobian(), version)
}

/// The factor of a Jacobian of these rows, each with an exponent of its own.
pub(super) fn from_rows(rows: &[ExtendedVector], version: Version) -> Factor<'static> {
    let inputs = rows.first().map_or(0, ExtendedVector::len);
    let mut matrix = DMatrix::zeros(inputs, rows.len());
    let mut scales = Vec::with_capacity(rows.len());
    for (mut column, row) in matrix.column_iter_mut().zip(rows) {
        let common = row.on_common_exponent();
        column.copy_from_slice(&common.entries);
        scales.push(Extended::ONE.scaled(common.exponent));
    }
    Factor::rounded(Cow::Owned(matrix), scales, version)
}

/// The bound of ||J|| from one of diag\[A'\] w^T.
pub(super) fn bound(layer: &LayerReport, plain: Extended) -> Extended {
    let norm = layer.norm.as_ref().map(Normed::operator_norm);
    let of = |is_here: bool| norm.filter(|_| is_here).unwrap_or(Extended::ONE);
    let is_after = layer.block.norm_at(Place::After).is_some();
    let branch = plain * of(!is_after);
    let sum = match layer.block.skip() {
        Some(skip) => Extended::ONE + branch * skip.abs().into(),
        None => branch,
    };
    sum * of(is_after)
}
