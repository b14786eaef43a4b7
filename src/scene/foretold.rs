//! What theory says of a network, in the numbers that a reader can be asked to predict.

use super::value::Value;
#[cfg(feature = "whole")]
use crate::network::Extended;
#[cfg(feature = "whole")]
use crate::study::theory::{Fate, Theory};

/// What wide layers of a recipe do to the mean square of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foretold {
    /// sw2, the variance of the weights times how many enter a unit.
    pub weight_variance: Value,
    /// E A'^2, where the lengths of the outputs end.
    pub slope_square: Value,
    /// chi, both multiplied: the factor of a layer.
    pub chi: Value,
    /// beta to leading order, which says how far a typical gradient lies below the mean square at the input: beta/4, in nats. 0 if all
    /// networks are alike.
    pub beta: f64,
}

#[cfg(feature = "whole")]
impl Foretold {
    /// What is said; `None` where theory says nothing, or lengths have no end.
    pub fn of(theory: &Theory) -> Option<Self> {
        let field = theory.mean_field.as_ref().ok()?;
        let weight = field.wide.weight_variance;
        let line = theory.line.as_ref().ok()?;
        let typical = line.typical.as_ref()?;
        let is_there = field.fate != Fate::Diverges && weight > 0.0 && field.chi > 0.0;
        is_there.then(|| Self {
            weight_variance: Extended::from(weight).into(),
            slope_square: Extended::from(field.chi / weight).into(),
            chi: Extended::from(field.chi).into(),
            beta: typical.beta,
        })
    }
}
