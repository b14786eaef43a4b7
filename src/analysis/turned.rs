//! The gradients of a loss that is turned in the plane of the lens: dL/dy* keeps its length and lies at
//! an angle from u_1 of P^(0), towards the dL/dy* of the loss.
//!
//! The pass back runs twice, the second time perturbed, by as much as the plane is uncertain: a norm is
//! resolved if both runs agree on it. Far from the luckiest direction a little of it outgrows all else, so
//! what is left of the gradient there may not be resolved.

use super::backprop::Gradients;
use super::extreme::{MORE, Whole, agree, back, bound, choose};
use super::lens::{SAME, plane};
use super::passes::Passes;
use crate::network::{Extended, ExtendedVector, Extreme};

/// The gradients with dL/dy* at this angle in degrees; `None` if there is nothing to turn: dL/dy* is zero,
/// or there is one output only.
pub(super) fn gradients(passes: &Passes, whole: &Whole, turn: f64) -> Option<Gradients> {
    let extreme = passes.network().loss.extreme();
    let drawn = match extreme {
        Some(extreme) => ExtendedVector::new(&whole.direction(extreme).1.u, 0),
        None => passes.start().clone(),
    };
    let (plane, angle) = plane(&whole.direction(Extreme::Best).1.u, &drawn);
    let length = drawn.norm();
    if plane[1].is_empty() || length.is_zero() {
        return None;
    }
    let is_worst = extreme == Some(Extreme::Worst) && whole.spectrum.rank > 1;
    let gradients = if is_worst && turn.abs() == 90.0 {
        // Exactly the worst direction, or its opposite.
        whole.along(passes, Extreme::Worst)?
    } else {
        let ends = [Some(Extreme::Best), extreme].into_iter().flatten();
        let ends: Vec<usize> = ends.map(|extreme| whole.direction(extreme).0).collect();
        let [cosine, sine] = direction(turn);
        let pairs = plane[0].iter().zip(&plane[1]);
        let start = pairs.map(|(a, b)| length * Extended::from(cosine * a + sine * b));
        let start: ExtendedVector = start.collect();
        let mut gradients = Gradients::of(passes.network(), passes.forward(), start.clone());
        if ends.iter().all(|at| whole.is_resolved(*at)) {
            let noise = ends.iter().map(|at| whole.noise(*at)).fold(0.0, f64::max);
            // An uncertain u_1 takes the second direction with it.
            let lever = match libm::sin(angle) {
                along if along <= SAME => 1.0,
                across => 1.0 + libm::sin(angle - turn.to_radians()).abs() / across,
            };
            gradients.sent.1 = noise * lever;
            resolve(passes, &mut gradients, (&start, noise * lever));
        } else {
            gradients.sent.1 = f64::INFINITY;
            bound(passes, &mut gradients, length);
            gradients.input = length * whole.spectrum.values[0];
            gradients.input_is_resolved = false;
        }
        gradients
    };
    Some(Gradients {
        start: drawn,
        turn: Some(turn),
        ..gradients
    })
}

/// Compares the norms with those of a second, perturbed run.
fn resolve(passes: &Passes, gradients: &mut Gradients, (start, noise): (&ExtendedVector, f64)) {
    let (norms, input) = back(passes, start, noise);
    for (gradient, perturbed) in gradients.layers.iter_mut().zip(norms) {
        choose(gradient, perturbed, [None, None]);
    }
    if !agree(gradients.input, input) {
        gradients.input = gradients.input + Extended::from(MORE) * input;
        gradients.input_is_resolved = false;
    }
}

/// Cosine and sine of an angle in degrees; exact along both axes.
fn direction(degrees: f64) -> [f64; 2] {
    let (sine, cosine) = libm::sincos(degrees.to_radians());
    match degrees.abs() {
        0.0 => [1.0, 0.0],
        90.0 => [0.0, degrees.signum()],
        180.0 => [-1.0, 0.0],
        _ => [cosine, sine],
    }
}
