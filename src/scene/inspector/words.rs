//! The texts of the inspector.

use super::matrix::{MapId, MatrixMap};
use super::signed::Signed;
use crate::analysis::LayerDetail;
use crate::network::Extended;
use crate::scene::{ROUNDING, Value};
use crate::settings::Activation;
use crate::words::inspector as words;

/// The names of both curves.
pub(super) const CURVES: [&str; 2] = ["A(a)", "A′(a)"];

/// "J, 16 rows and 16 columns: 120 entries positive, 130 negative, 6 exactly 0. The largest is
/// −0.41 in row 3, column 5."
pub(super) fn matrix(map: &MatrixMap) -> String {
    let name = match map.id {
        MapId::Diag => "diag[A′]",
        MapId::Weight => "wᵀ",
        MapId::Jacobian => "J",
    };
    let (mut positive, mut negative, mut no_number) = (0, 0, 0);
    let mut largest: Option<((usize, usize), f64)> = None;
    for (row, column) in map.places() {
        let cell = map.cell(row, column);
        match cell.value {
            Value::Zero => {}
            Value::NotFinite | Value::Pending => no_number += 1,
            _ if cell.is_negative => negative += 1,
            _ => positive += 1,
        }
        if let Some(log10) = cell.value.log10()
            && largest.is_none_or(|(_, most)| log10 > most)
        {
            largest = Some(((row, column), log10));
        }
    }
    let (rows, columns) = (map.rows, map.columns);
    let zeros = rows * columns - positive - negative - no_number;
    let mut text = words::matrix(name, [rows, columns], [positive, negative, zeros]);
    if no_number > 0 {
        text.push_str(&words::not_finite_entries(no_number));
    }
    if let Some(((row, column), _)) = largest {
        let cell = map.cell(row, column);
        text.push_str(&words::largest_entry(&cell, row + 1, column + 1));
    }
    text + "."
}

/// The text about the ellipse.
pub(super) fn plane([first, second]: [Value; 2], is_line: bool) -> String {
    if is_line {
        return words::line(&first);
    }
    let sides = match (side(first), side(second)) {
        (Some(true), Some(true)) => words::ALL_EXPAND,
        (Some(false), Some(false)) => words::ALL_SHRINK,
        (Some(true), Some(false)) => words::SOME_EXPAND,
        _ => "",
    };
    words::ellipse(&first, &second, sides)
}

/// In a picture whose image is too large along one half axis, 0 or 1.
pub fn beyond(axis: usize, value: Value) -> String {
    let name = if axis == 0 { "σ₁" } else { "σ₂" };
    words::beyond(name, &value)
}

/// Whether a value is above 1; `None` if it is 1 or not known.
fn side(value: Value) -> Option<bool> {
    match value {
        Value::Zero => Some(false),
        Value::Unresolved(log10) if log10 < 0.0 => Some(false),
        other => {
            let log10 = other.resolved_log10()?;
            (log10.abs() > ROUNDING).then_some(log10 > 0.0)
        }
    }
}

/// A direction and by how much it is stretched.
pub(super) fn direction(degrees: f64, stretch: Value) -> String {
    let verdict = match (stretch, side(stretch)) {
        (Value::Zero, _) => words::LOST,
        (Value::Finite(log10), None) if log10.abs() <= ROUNDING => words::KEEPS,
        (_, None) => "",
        (_, Some(true)) => words::EXPANDS,
        (_, Some(false)) => words::SHRINKS,
    };
    words::direction(degrees, &stretch, verdict)
}

/// "sup |A′| = 0.25 at a = 0".
pub(super) fn supremum(activation: Activation) -> String {
    let supremum = activation.supremum();
    let place = match activation {
        Activation::Linear => words::EVERYWHERE.into(),
        Activation::Relu | Activation::LeakyRelu | Activation::Elu => words::POSITIVE.into(),
        Activation::Softplus => words::APPROACHED.into(),
        Activation::Sin => words::MULTIPLES.into(),
        _ => words::at(&Value::from(Extended::from(supremum.at)).digits(4)),
    };
    let value = Value::from(Extended::from(supremum.value)).digits(4);
    words::supremum(&value, &place)
}

/// The text about the curves.
pub(super) fn activation(detail: &LayerDetail, outside: (usize, usize)) -> String {
    let largest = detail
        .slopes
        .iter()
        .fold(Extended::ZERO, |most, slope| most.max_abs(*slope));
    words::curves(
        detail.activation.label(),
        detail.units(),
        [&supremum(detail.activation), &Value::from(largest)],
        &off_scale(outside),
    )
}

/// How many units lie outside; empty if all lie inside.
pub(super) fn off_scale((left, right): (usize, usize)) -> String {
    match (left, right) {
        (0, 0) => String::new(),
        _ => words::outside(left, right),
    }
}

/// One unit in one line.
pub(super) fn unit(detail: &LayerDetail, unit: usize) -> String {
    let number = |list: &[Extended]| {
        list.get(unit)
            .map_or(String::new(), |x| Signed::from(*x).to_string())
    };
    let numbers = [&detail.pre_activations, &detail.outputs, &detail.slopes];
    let numbers = numbers.map(|list| number(list));
    words::unit(unit + 1, numbers.each_ref().map(String::as_str))
}

/// What most other layers have: activation, width, gain.
pub fn others(texts: &[String], there_are: bool) -> String {
    match texts {
        [activation, width, gain] if there_are => {
            let activation = Activation::from_name(activation).map_or("", Activation::label);
            words::others(activation, width, gain)
        }
        _ => words::NO_OTHERS.into(),
    }
}
