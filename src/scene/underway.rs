//! The headline while the gradient is on its way back: how far it has come, and how long it is there.

use super::fan::Fan;
use super::headline::{kept, length};
use super::spoken::Sense;
use super::value::Value;
use crate::words::verdict as words;

/// The parts of the headline, as in [`super::VerdictLine`].
#[derive(Clone, Debug, PartialEq)]
pub struct Underway {
    /// "After 7 of 20 layers:".
    pub lead: String,
    /// "the gradient is 2,300 times shorter."
    pub rest: String,
    /// The rest where there is little room: "2,300 times shorter."
    pub short: String,
    /// What the last layer did: "Layer 14 multiplied its length by 0.24."; empty at the loss, and where that is no
    /// number.
    pub detail: String,
    /// The length there over that at the loss.
    pub length: Value,
}

impl Underway {
    /// At place 0..=K of a fan; K is the loss.
    pub fn at(fan: &Fan, place: usize) -> Self {
        let length = fan.gradient.get(place).copied().unwrap_or(Value::Pending);
        let how = said(length);
        let layer = place + 1;
        let (lead, detail) = match fan.gradient.get(layer) {
            None => (words::AT_THE_LOSS.into(), String::new()),
            Some(before) => (
                words::after(fan.depth - place, fan.depth),
                factor(*before, length)
                    .map_or_else(String::new, |factor| words::multiplied(layer, &factor)),
            ),
        };
        Self {
            lead,
            rest: words::is(&how),
            short: words::ended(&how),
            detail,
            length,
        }
    }
}

fn said(value: Value) -> String {
    match value {
        Value::Finite(decades) => {
            kept(decades).map_or_else(|| length(decades, Sense::Exact), String::from)
        }
        Value::Unresolved(decades) | Value::Within(_, decades) if decades < 0.0 => {
            length(decades, Sense::AtLeast)
        }
        Value::Unresolved(decades) | Value::Within(_, decades) => length(decades, Sense::AtMost),
        Value::Zero => words::GONE.into(),
        Value::NotFinite => words::NO_NUMBER.into(),
        Value::Pending | Value::Dear => words::NOT_KNOWN.into(),
    }
}

/// The factor between two lengths that are known.
fn factor(before: Value, after: Value) -> Option<String> {
    let decades = after.resolved_log10()? - before.resolved_log10()?;
    Some(Value::Finite(decades).digits(2))
}
