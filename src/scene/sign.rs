//! The legend of the signs for special values.

use super::axis::Place;
use super::panel::{LegendEntry, Marker, Panel, Role, Swatch};
use super::value::Value;
use crate::words::{panels, values as special};

/// The entries for exact zeros, values off the scale, unresolved and not finite ones, if the panel
/// has any.
pub(super) fn legend(panel: &Panel) -> Vec<LegendEntry> {
    let values: Vec<Value> = panel.points().iter().map(|point| point.value).collect();
    let has = |wanted: &dyn Fn(Value) -> bool| values.iter().any(|value| wanted(*value));
    let is_off = |value: Value| value.log10().is_some_and(|log10| !on_scale(panel, log10));
    let signs = [
        (
            has(&|value| value == Value::Zero),
            (special::ZERO, Role::Note, Swatch::Zero),
        ),
        (
            has(&is_off),
            (panels::OFF_SCALE, Role::Note, Swatch::Triangle),
        ),
        (
            has(&Value::is_unresolved),
            (
                panels::NOT_RESOLVED,
                Role::Note,
                Swatch::Hollow(Marker::Disc),
            ),
        ),
        (
            has(&|value| value == Value::NotFinite),
            (special::NOT_FINITE, Role::Failure, Swatch::Cross),
        ),
    ];
    signs
        .into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, (name, role, swatch))| LegendEntry { name, role, swatch })
        .collect()
}

fn on_scale(panel: &Panel, log10: f64) -> bool {
    matches!(panel.y.place(log10), Place::On(_))
}
