//! The gradients of a loss that depends on the chain. Here: those of the direction that survives it
//! best, or worst, where dL/dy* is a singular vector of P^(0).
//!
//! Along the best direction the backward pass is an ordinary one. Along the worst it is not: the
//! components along other directions that rounding introduces shrink less than the gradient itself
//! and soon outgrow it. Computed from the input up, the same numbers are stable, because there the
//! worst direction grows most (Miller's idea for minimal solutions, 1952): g^(0) = sigma v is known
//! from the decomposition, and w^(h) delta^(h) = g^(h-1) is solved layer by layer, which needs
//! square weights and derivatives that are not zero. Each pass runs twice, the second time
//! perturbed; a norm is resolved if both runs of one pass agree on it.

use nalgebra::{DMatrix, DVector};

use super::backprop::{Gradients, Step};
use super::bound::bound_unresolved;
use super::layer::LayerSpectrum;
use super::passes::Passes;
use super::spectrum::{Spectrum, relative_difference};
use super::walk::Walk;
use super::{LayerGradient, Moments, SingularPair, turned};
use crate::network::{Extended, ExtendedVector, Extreme, Layer, Place};
use kernel::{CHANGE, perturbed};

/// How much more sensitive to the last places of the network a vector may be than its singular
/// value.
const CAUTION: f64 = 16.0;
/// More than rounding can take from a norm.
const ROUNDING: f64 = 1e-12;

/// What is known of P^(0).
pub(super) struct Whole {
    pub spectrum: Spectrum,
    /// The vectors of its largest and of its smallest nonzero value.
    pub pairs: Box<[SingularPair; 2]>,
}

/// The gradients of a loss that depends on the chain; `None` if P^(0) is zero, or if there is nothing to
/// turn. `walks`: the whole product and its two twins.
pub(super) fn gradients(passes: &Passes, walks: [&Walk; 3]) -> Option<Gradients> {
    let whole = Whole::of(passes, walks)?;
    let network = passes.network();
    match network
        .turn
        .and_then(|turn| turned::gradients(passes, &whole, turn))
    {
        None => whole.along(passes, network.loss.extreme()?),
        turned => turned,
    }
}

impl Whole {
    fn of(passes: &Passes, [own, first, second]: [&Walk; 3]) -> Option<Self> {
        let found = own.found(passes);
        let pairs = found.ends?;
        let twins = [first, second].map(|walk| walk.found(passes).decomposition);
        let size = pairs[0].u.len().min(pairs[0].v.len());
        let both = (&found.decomposition, &twins[0]);
        let mut spectrum = Spectrum::compared(size, both, None, || Some(twins[1].clone()))?;
        if spectrum.resolved < spectrum.rank {
            let layers: Vec<_> = (0..passes.depth())
                .map(|j| LayerSpectrum::of(passes, j).jacobian)
                .collect();
            bound_unresolved(&mut spectrum, None, &layers.iter().collect::<Vec<_>>());
        }
        (spectrum.rank > 0).then_some(Self { spectrum, pairs })
    }

    /// The index of the singular value of this direction, and its vectors.
    pub fn direction(&self, extreme: Extreme) -> (usize, &SingularPair) {
        match extreme {
            Extreme::Best => (0, &self.pairs[0]),
            Extreme::Worst => (self.spectrum.rank - 1, &self.pairs[1]),
        }
    }

    /// Whether the vectors of this value are known.
    pub fn is_resolved(&self, at: usize) -> bool {
        at < self.spectrum.resolved
    }

    /// How uncertain the vectors of this resolved value are.
    pub fn noise(&self, at: usize) -> f64 {
        (CAUTION * self.spectrum.error_bounds[at]).max(CHANGE)
    }

    /// The gradients along a singular vector.
    pub fn along(&self, passes: &Passes, extreme: Extreme) -> Option<Gradients> {
        let (at, pair) = self.direction(extreme);
        let sigma = self.spectrum.values[at];
        let start = ExtendedVector::new(&pair.u, 0);
        let mut gradients = Gradients::of(passes.network(), passes.forward(), start.clone());
        let is_resolved = self.is_resolved(at);
        gradients.sent.1 = f64::INFINITY;
        if is_resolved {
            let noise = self.noise(at);
            gradients.sent.1 = noise;
            let (perturbed_back, _) = back(passes, &start, noise);
            let up = match extreme {
                Extreme::Best => [Vec::new(), Vec::new()],
                Extreme::Worst => [0.0, noise].map(|noise| up(passes, (sigma, pair), noise)),
            };
            for (h, gradient) in gradients.layers.iter_mut().enumerate() {
                choose(
                    gradient,
                    perturbed_back[h],
                    up.each_ref().map(|norms| norms.get(h).copied()),
                );
            }
        } else {
            bound(passes, &mut gradients, Extended::ONE);
        }
        (gradients.input, gradients.input_is_resolved) = (sigma, is_resolved);
        Some(gradients)
    }
}

/// The gradients of a loss whose direction is not known, because the chain is too dear: upper bounds.
pub(super) fn bounded(passes: &Passes) -> Gradients {
    let start = passes.start().clone();
    let length = start.norm();
    let mut gradients = Gradients::of(passes.network(), passes.forward(), start);
    gradients.input = bound(passes, &mut gradients, length);
    gradients.input_is_resolved = false;
    gradients.turn = passes.network().turn;
    gradients
}

/// Replaces the norms by upper bounds for any direction of this length, because the direction itself
/// is not known: products of max |A'| and of the Frobenius norms of w. Returns that at the input.
pub(super) fn bound(passes: &Passes, gradients: &mut Gradients, length: Extended) -> Extended {
    let mut output = length;
    let forward = passes.forward();
    for (j, (layer, derivatives)) in layers(passes).enumerate().rev() {
        let slope = derivatives
            .iter()
            .fold(Extended::ZERO, |most, a| most.max_abs(*a))
            .abs();
        let of_norm = |place| match (layer.block.norm_at(place), &forward.norms[j]) {
            (Some(_), Some(normed)) => normed.operator_norm() * Extended::from(1.0 + ROUNDING),
            _ => Extended::ONE,
        };
        let sum = output * of_norm(Place::After);
        let factor = layer
            .block
            .skip()
            .map_or(Extended::ONE, |skip| skip.abs().into());
        let pre_activation = sum * slope * factor * of_norm(Place::Inside);
        let weight = forward.entering(layer, j).norm() * pre_activation;
        gradients.layers[j] = LayerGradient {
            output,
            pre_activation,
            weight,
            mean_pre_activation: mean_below(pre_activation, layer.weight.ncols()),
            mean_weight: mean_below(weight, layer.weight.len()),
            is_resolved: false,
        };
        let weights = ExtendedVector::new(layer.weight.as_slice(), 0);
        output = pre_activation
            * weights.norm()
            * of_norm(Place::Before)
            * Extended::from(1.0 + ROUNDING);
        if layer.block.skip().is_some() {
            output = output + sum;
        }
    }
    output
}

/// The largest mean magnitude of so many numbers of this length.
fn mean_below(length: Extended, count: usize) -> Extended {
    #[expect(clippy::cast_precision_loss, reason = "a number of weights")]
    let count = Extended::from(count as f64);
    length / count.sqrt() * Extended::from(1.0 + ROUNDING)
}

/// The perturbation is some hundred times the error that rounding introduces: this much of a perturbed
/// norm, added to the norm, bounds it.
pub(super) const MORE: f64 = 1.0 / 64.0;

/// Whether both runs of a pass agree on a norm.
pub(super) fn agree(one: Extended, other: Extended) -> bool {
    relative_difference(one, other) <= Spectrum::RESOLVED
}

/// ||dL/dz^(h)||, ||dL/da^(h)||, and the mean of |dL/da^(h)|.
pub(super) type Norms = [Extended; 3];

fn norms(gradient: &ExtendedVector, delta: &ExtendedVector) -> Norms {
    let mean = Moments::mean_magnitude(delta.entries());
    [gradient.norm(), delta.norm(), mean]
}

/// Chooses one layer's norms from the pass whose two runs agree; if neither pass does, estimates
/// them from above.
pub(super) fn choose(gradient: &mut LayerGradient, perturbed_back: Norms, up: [Option<Norms>; 2]) {
    let agree = |one: Norms, other: Norms| one.into_iter().zip(other).all(|(a, b)| agree(a, b));
    let own = [
        gradient.output,
        gradient.pre_activation,
        gradient.mean_pre_activation,
    ];
    if agree(own, perturbed_back) {
        return;
    }
    let norms = match up {
        [Some(norms), Some(perturbed_up)] if agree(norms, perturbed_up) => norms,
        _ => {
            gradient.is_resolved = false;
            let more = Extended::from(MORE);
            [0, 1, 2].map(|i| own[i] + more * perturbed_back[i])
        }
    };
    // The weight gradient is proportional to dL/da.
    gradient.weight = gradient.weight * (norms[1] / own[1]);
    gradient.mean_weight = gradient.mean_weight * (norms[2] / own[2]);
    [
        gradient.output,
        gradient.pre_activation,
        gradient.mean_pre_activation,
    ] = norms;
}

/// The norms of the perturbed backward pass, from layer 1 to layer K, and ||dL/dz^(0)||.
pub(super) fn back(passes: &Passes, start: &ExtendedVector, noise: f64) -> (Vec<Norms>, Extended) {
    let mut state = 1;
    let mut lengths = Vec::with_capacity(passes.depth());
    let mut gradient = perturbed_vector(start, noise, &mut state);
    for (j, layer) in passes.network().layers.iter().enumerate().rev() {
        let back = Step::of(layer, passes.forward(), j).back(1.0, &gradient);
        lengths.push(norms(&gradient, &back.pre_activation));
        gradient = perturbed_vector(&back.input, CHANGE, &mut state);
    }
    lengths.reverse();
    (lengths, gradient.norm())
}

/// The norms of the pass up from dL/dz^(0) = sigma v, from layer 1 as far as the equations can be
/// solved, which is up to the first layer with a skip or a norm; perturbed if `noise` is positive.
fn up(passes: &Passes, (sigma, pair): (Extended, &SingularPair), noise: f64) -> Vec<Norms> {
    let mut state = 2;
    let mut lengths = Vec::with_capacity(passes.depth());
    let mut gradient: ExtendedVector = pair.v.iter().map(|x| sigma * Extended::from(*x)).collect();
    let mut noise = noise;
    for (layer, derivatives) in layers(passes) {
        if noise > 0.0 {
            gradient = perturbed_vector(&gradient, noise, &mut state);
            noise = CHANGE;
        }
        let Some(delta) = solved(layer, &gradient) else {
            break;
        };
        if derivatives.iter().any(|a| a.is_zero()) || !layer.block.is_plain() {
            break;
        }
        let pairs = delta.iter().zip(derivatives);
        gradient = pairs.map(|(delta, a)| delta / *a).collect();
        lengths.push(norms(&gradient, &delta));
    }
    lengths
}

fn layers(
    passes: &Passes,
) -> impl DoubleEndedIterator<Item = (&Layer, &Vec<Extended>)> + ExactSizeIterator {
    let layers = passes.network().layers.iter();
    layers.zip(&passes.forward().derivatives)
}

/// delta with w delta = gradient; `None` if w is not square or has no inverse.
fn solved(layer: &Layer, gradient: &ExtendedVector) -> Option<ExtendedVector> {
    if !layer.weight.is_square() {
        return None;
    }
    let common = gradient.on_common_exponent();
    let mut delta = DVector::from_vec(common.entries);
    let weight = DMatrix::clone(&layer.weight);
    weight
        .lu()
        .solve_mut(&mut delta)
        .then(|| ExtendedVector::new(delta.as_slice(), common.exponent))
}

/// Every entry changed by a pseudo-random fraction, up to `noise`, of the largest one.
pub(super) fn perturbed_vector(
    vector: &ExtendedVector,
    noise: f64,
    state: &mut u64,
) -> ExtendedVector {
    let largest = vector.iter().fold(Extended::ZERO, Extended::max_abs).abs();
    let mut part = || (perturbed(1.0, state) - 1.0) / CHANGE * noise;
    vector
        .iter()
        .map(|x| x + largest * Extended::from(part()))
        .collect()
}
