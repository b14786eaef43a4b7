//! A pulse through the network, and which way the flow is shown: the gradient backward or the
//! signal forward.

use super::value::Value;
use crate::words::flow as words;

/// Which way the flow is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Way {
    /// The gradient, from layer K to the input.
    #[default]
    Backward,
    /// The signal, from the input to layer K.
    Forward,
}

/// The direction of the flow, and how far a pulse has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pulse {
    /// The direction.
    pub way: Way,
    /// The place 0..K that the pulse has reached; `None` in the still picture, which shows all
    /// places alike.
    pub place: Option<usize>,
}

impl Pulse {
    /// The same with its place clamped to 0..depth.
    pub fn within(self, depth: usize) -> Self {
        let place = self.place.map(|place| place.min(depth));
        Self { place, ..self }
    }

    /// One place further; from the still picture to the first place, from the last place to the
    /// still picture.
    pub fn next(self, depth: usize) -> Self {
        let place = match (self.within(depth).place, self.way) {
            (None, Way::Backward) => Some(depth),
            (None, Way::Forward) => Some(0),
            (Some(place), Way::Backward) => place.checked_sub(1),
            (Some(place), Way::Forward) => Some(place + 1).filter(|next| *next <= depth),
        };
        Self { place, ..self }
    }

    /// Whether the pulse has come to a place, or there is none to wait for.
    pub fn has_reached(self, layer: usize) -> bool {
        self.place.is_none_or(|place| match self.way {
            Way::Backward => layer >= place,
            Way::Forward => layer <= place,
        })
    }

    /// What the pulse did last, in one line; `norms` are those of the flow by place, `name` is
    /// theirs.
    pub(super) fn reading(self, norms: &[Value], name: &str) -> Option<String> {
        let place = self.place?;
        let here = *norms.get(place)?;
        let depth = norms.len() - 1;
        // The layer that was passed last, and the norm before it.
        let (layer, before) = match self.way {
            Way::Backward => (place + 1, norms.get(place + 1)),
            Way::Forward => (place, place.checked_sub(1).and_then(|i| norms.get(i))),
        };
        let mut at = match place {
            0 => words::AT_INPUT.into(),
            place => words::at_layer(place),
        };
        let is_last = match self.way {
            Way::Backward => place == 0,
            Way::Forward => place == depth,
        };
        if !is_last {
            at.push_str(words::GREY);
        }
        Some(match before {
            None => words::starts(&at, name, &here),
            Some(before) => {
                let factor = factor(*before, here);
                words::is_at(&at, &words::through(layer, name), [before, &here], &factor)
            }
        })
    }
}

/// The factor by which a layer multiplies a norm, if it is known.
fn factor(before: Value, after: Value) -> String {
    match (before.resolved_log10(), after) {
        (Some(before), Value::Finite(after)) => words::factor(&Value::Finite(after - before)),
        (Some(_), Value::Zero) => words::FACTOR_ZERO.into(),
        _ => String::new(),
    }
}
