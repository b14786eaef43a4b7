//! What the gradient does on its way back, in one word and two numbers.

use super::backprop::Gradients;
use crate::network::{Extended, Forward};

/// What the gradient does from layer K back to the input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// The state in one word.
    pub state: State,
    /// D = log10(||dL/dz^(0)|| / ||dL/dz^(K)||), an upper estimate where the gradient at the input
    /// is not resolved; `None` if dead or not finite.
    pub decades: Option<f64>,
    /// 10^(D/K), the mean factor per layer; `None` if dead, not finite, not resolved, or outside
    /// the range of f64.
    pub per_layer: Option<f64>,
    /// The layer where it goes wrong first: for [`State::NotFinite`] the lowest layer whose output
    /// is not finite, or else the highest layer h whose dL/dz^(h) is not finite; for
    /// [`State::Dead`] the highest layer h whose dL/dz^(h-1) is exactly zero, `None` if dL/dy* is
    /// zero already.
    pub first_bad_layer: Option<usize>,
}

/// The verdict in one word, from D of [`Verdict::decades`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The gradient at the input is exactly zero.
    Dead,
    /// D <= -3
    Vanishing,
    /// -3 < D <= -1
    Shrinking,
    /// -1 < D < 1
    Stable,
    /// 1 <= D < 3
    Growing,
    /// 3 <= D
    Exploding,
    /// A number is not finite.
    NotFinite,
    /// The gradient at the input is not resolved, and its upper estimate does not vanish.
    NotResolved,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Dead,
        Self::Vanishing,
        Self::Shrinking,
        Self::Stable,
        Self::Growing,
        Self::Exploding,
        Self::NotFinite,
        Self::NotResolved,
    ];

    /// The state for D decades.
    pub fn of_decades(decades: f64) -> Self {
        match decades {
            d if d.is_nan() => Self::NotFinite,
            d if d <= -3.0 => Self::Vanishing,
            d if d <= -1.0 => Self::Shrinking,
            d if d < 1.0 => Self::Stable,
            d if d < 3.0 => Self::Growing,
            _ => Self::Exploding,
        }
    }
}

impl Verdict {
    /// The verdict over the gradients of all layers.
    pub(super) fn of(forward: &Forward, gradients: &Gradients) -> Self {
        let bad = |state, layer| Self {
            state,
            decades: None,
            per_layer: None,
            first_bad_layer: layer,
        };
        if let Some(layer) = first_not_finite(forward, gradients) {
            return bad(State::NotFinite, Some(layer));
        }
        let norms: Vec<Extended> = std::iter::once(gradients.input)
            .chain(gradients.layers.iter().map(|g| g.output))
            .collect();
        let depth = gradients.layers.len();
        let (Some(input), Some(output)) = (norms[0].log10(), norms[depth].log10()) else {
            // No layer is to blame for a gradient that is zero from the start.
            let dead = (1..=depth).rev().find(|h| norms[h - 1].is_zero());
            return bad(State::Dead, dead.filter(|_| !norms[depth].is_zero()));
        };
        let is_resolved = gradients.input_is_resolved;
        let decades = input - output;
        #[expect(clippy::cast_precision_loss, reason = "a depth")]
        let per_layer = libm::pow(10.0, decades / depth as f64);
        Self {
            state: match State::of_decades(decades) {
                State::Vanishing => State::Vanishing,
                _ if !is_resolved => State::NotResolved,
                state => state,
            },
            decades: Some(decades),
            per_layer: Some(per_layer).filter(|factor| is_resolved && factor.is_normal()),
            first_bad_layer: None,
        }
    }
}

/// The first layer, from the input on, whose numbers are not finite.
fn first_not_finite(forward: &Forward, gradients: &Gradients) -> Option<usize> {
    let outputs = forward.outputs.iter().skip(1);
    let derivatives = forward.derivatives.iter();
    let forwards = outputs
        .zip(derivatives)
        .position(|(z, a)| !z.is_finite() || !a.iter().all(|x| x.is_finite()));
    let backwards = gradients.layers.iter().rposition(|g| !g.output.is_finite());
    let input = (!gradients.input.is_finite()).then_some(0);
    forwards.or(backwards).or(input).map(|at| at + 1)
}
