//! What theory says of a network, in the numbers that a reader can be asked to predict.

use super::value::Value;
#[cfg(feature = "whole")]
use crate::network::Extended;
#[cfg(feature = "whole")]
use crate::study::theory::{Fate, Law, Theory};

/// What wide layers of a recipe do to the mean square of a gradient.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Foretold {
    /// sw2, the variance of the weights times how many enter a unit.
    pub weight_variance: Value,
    /// E A'^2, where the lengths of the outputs end.
    pub slope_square: Value,
    /// chi, both multiplied: the factor of a layer.
    pub chi: Value,
    /// beta, which says how far a typical gradient lies below the mean square at the input; `None` where another law is exact.
    pub beta: Option<f64>,
}

#[cfg(feature = "whole")]
impl Foretold {
    /// What is said; `None` where theory says nothing, or lengths have no end.
    pub fn of(theory: &Theory) -> Option<Self> {
        let field = theory.mean_field.as_ref().ok()?;
        let weight = field.wide.weight_variance;
        let is_there = field.fate != Fate::Diverges && weight > 0.0 && field.chi > 0.0;
        is_there.then(|| Self {
            weight_variance: Extended::from(weight).into(),
            slope_square: Extended::from(field.chi / weight).into(),
            chi: Extended::from(field.chi).into(),
            beta: beta(theory),
        })
    }
}

/// The typical gradient lies beta/4 below the mean square, in nats.
#[cfg(feature = "whole")]
fn beta(theory: &Theory) -> Option<f64> {
    let line = theory.line.as_ref().ok()?;
    let typical = line.typical.as_ref()?;
    let mean = typical.drifts.first()?.mean;
    let square = line.mean_square.first()? * std::f64::consts::LN_10;
    (typical.law == Law::Leading).then_some(4.0 * (square - mean))
}
