//! One column of the heat map.

use super::Quantity;
use crate::scene::value::Value;
use crate::study::training::HistoryColumn;

/// log10 of the update that is neither small nor large beside its weights: what works in practice is near it.
const USUAL_UPDATE: f64 = -3.0;

/// What the layers are at one step.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainingColumn {
    /// The step.
    pub step: u64,
    /// Whether it was taken, or only looked at.
    pub is_step: bool,
    /// The values, from the first row of the quantity on; pending if there are none.
    pub values: Vec<Value>,
    /// What is grey, as log10.
    pub neutral: f64,
}

impl TrainingColumn {
    /// The column of a quantity.
    pub(super) fn of(column: &HistoryColumn, quantity: Quantity) -> Self {
        let values = values(column, quantity);
        let neutral = match quantity {
            Quantity::Update => Some(quantity.neutral()),
            // The loss, or the last layer that has a gradient.
            _ => values.iter().rev().find_map(|value| value.log10()),
        };
        Self {
            step: column.step,
            is_step: column.is_step,
            values,
            neutral: neutral.unwrap_or(0.0),
        }
    }

    /// The value of a row, counted from 0, beside what is grey: 10^0.
    pub fn cell(&self, row: usize) -> Value {
        let value = self.values.get(row).copied().unwrap_or(Value::Pending);
        value.over(self.neutral)
    }
}

impl Quantity {
    /// log10 of what is grey: an update that works in practice, or 1, because gradients are compared with one of them.
    pub fn neutral(self) -> f64 {
        match self {
            Self::Update => USUAL_UPDATE,
            Self::WeightGradient | Self::OutputGradient => 0.0,
        }
    }

    /// The ends of the scale of colours, in decades from what is grey; the same for every network.
    ///
    /// Updates: from 10^-16, below which w - update is w in f64, to 1, where nothing is left of w. Gradients: from 10^-24
    /// to 10^4, in the colours that the fan and the strip of gains have for these lengths.
    pub fn scale(self) -> (f64, f64) {
        match self {
            Self::Update => (-13.0, 3.0),
            Self::WeightGradient | Self::OutputGradient => (-24.0, 4.0),
        }
    }
}

/// The values of a quantity, from its first row on.
pub(super) fn values(column: &HistoryColumn, quantity: Quantity) -> Vec<Value> {
    let numbers = match quantity {
        Quantity::WeightGradient => &column.weight_gradients,
        Quantity::OutputGradient => &column.output_gradients,
        Quantity::Update => {
            let ratios = column.update_ratios.iter();
            return ratios
                .map(|ratio| ratio.map_or(Value::Pending, value))
                .collect();
        }
    };
    numbers.iter().map(|number| value(*number)).collect()
}

/// A plain number that is not negative. Of one below the normal range only that is known.
pub(super) fn value(number: f64) -> Value {
    match number {
        0.0 => Value::Zero,
        x if !x.is_finite() => Value::NotFinite,
        x if x < f64::MIN_POSITIVE => Value::Unresolved(libm::log10(f64::MIN_POSITIVE)),
        x => Value::Finite(libm::log10(x)),
    }
}
