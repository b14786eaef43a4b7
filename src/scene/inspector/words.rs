//! Every text of the inspector, so that it can be read, and translated, in one place.

use super::matrix::{MapId, MatrixMap};
use super::signed::Signed;
use crate::analysis::LayerDetail;
use crate::network::Extended;
use crate::scene::Value;
use crate::settings::Activation;

/// The caption of the table of units.
pub(super) const UNITS: &str = "The units of the layer";
/// Its heads.
pub(super) const UNIT_COLUMNS: [&str; 4] = ["unit i", "aᵢ", "A(aᵢ)", "A′(aᵢ)"];
/// The caption of the table of the plane.
pub(super) const PLANE: &str = "The two leading singular values of J";
/// Its heads.
pub(super) const PLANE_COLUMNS: [&str; 2] = ["number", "σ"];
/// The captions of both matrices.
pub(super) const WEIGHTS: &str = "wᵀ: row i, column k is w from input k to unit i";
pub(super) const ENTRIES: &str = "J: row i, column k is A′(aᵢ) times that weight";
/// The head of their rows.
pub(super) const ROW: &str = "row i";
/// The names of both curves.
pub(super) const CURVES: [&str; 2] = ["A(a)", "A′(a)"];
/// The summary of the fold.
pub fn summary(layer: usize) -> String {
    format!("Inside layer {layer}")
}

/// "J, 16 rows and 16 columns: 120 entries positive, 130 negative, 6 exactly 0. The largest is −0.41 in row 3, column 5."
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
    let mut text = format!(
        "{name}, rows: {rows}, columns: {columns}. Positive entries: {positive}, negative: {negative}, exactly 0: {zeros}"
    );
    if no_number > 0 {
        text.push_str(&format!(", not finite: {no_number}"));
    }
    if let Some(((row, column), _)) = largest {
        let cell = map.cell(row, column);
        text.push_str(&format!(
            ". The largest in size is {cell}, in row {}, column {}",
            row + 1,
            column + 1
        ));
    }
    text + "."
}

/// What the ellipse says.
pub(super) fn plane([first, second]: [Value; 2], is_line: bool) -> String {
    if is_line {
        return format!("The two vectors of length 1 are mapped to vectors of length {first}.");
    }
    format!(
        "The unit circle is mapped to an ellipse with the half axes σ₁ = {first} and σ₂ = {second}. {}",
        match (side(first), side(second)) {
            (Some(true), Some(true)) => "Every direction of this plane expands.",
            (Some(false), Some(false)) => "Every direction of this plane shrinks.",
            (Some(true), Some(false)) => "Some directions of this plane expand, others shrink.",
            _ => "",
        }
    )
}

/// A difference of rounding from 1, in decades.
const ROUNDING: f64 = 1e-10;

/// In a picture without an image.
pub const NOT_FINITE: &str = "The image is not finite.";

/// In a picture whose image is too small.
pub fn point(first: Value) -> String {
    format!("a point here: σ₁ = {first}")
}

/// In a picture whose image is too large along one half axis, 0 or 1.
pub fn beyond(axis: usize, value: Value) -> String {
    let name = if axis == 0 { "σ₁" } else { "σ₂" };
    format!("▲ beyond the picture: {name} = {value}")
}

/// Whether a value is above 1; nothing where it is 1 or that is not known.
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
        (Value::Zero, _) => ": this direction is lost",
        (Value::Finite(log10), None) if log10.abs() <= ROUNDING => ": it keeps its length",
        (_, None) => "",
        (_, Some(true)) => ": it expands",
        (_, Some(false)) => ": it shrinks",
    };
    format!("x at {degrees}° from v₁: ‖J x‖ = {stretch}{verdict}.")
}

/// What the plane leaves out.
pub(super) fn remark(inputs: usize) -> String {
    match inputs {
        0 | 1 => {
            "One input: there are only this direction and its opposite, so this is the whole truth."
                .into()
        }
        2 => "Two inputs: this plane is the whole input space, so this is the whole truth.".into(),
        3 => "The third direction, at right angles to this plane, is stretched by σ₃ ≤ σ₂.".into(),
        _ => format!(
            "{} more directions, at right angles to this plane, are stretched by at most σ₂; the card of the layer lists more singular values.",
            inputs - 2
        ),
    }
}

/// "sup |A′| = 0.25 at a = 0".
pub(super) fn supremum(activation: Activation) -> String {
    let supremum = activation.supremum();
    let place = match activation {
        Activation::Linear => "everywhere".into(),
        Activation::Relu | Activation::LeakyRelu | Activation::Elu => "for all a > 0".into(),
        Activation::Softplus => "only approached, for a → ∞".into(),
        Activation::Sin => "at all multiples of π".into(),
        _ => format!(
            "at a = {}",
            Value::from(Extended::from(supremum.at)).digits(4)
        ),
    };
    format!(
        "sup |A′| = {} {place}",
        Value::from(Extended::from(supremum.value)).digits(4)
    )
}

/// What the curves say.
pub(super) fn activation(detail: &LayerDetail, outside: (usize, usize)) -> String {
    let largest = detail
        .slopes
        .iter()
        .fold(Extended::ZERO, |most, slope| most.max_abs(*slope));
    format!(
        "{} and its derivative with the pre-activations of {} units. {}. The largest |A′| of this layer is {}.{}",
        detail.activation.label(),
        detail.units(),
        supremum(detail.activation),
        Value::from(largest),
        off_scale(outside)
    )
}

/// How many units lie outside; nothing where all lie inside.
pub(super) fn off_scale((left, right): (usize, usize)) -> String {
    match (left, right) {
        (0, 0) => String::new(),
        _ => format!(" Outside the picture: {left} left of −6, {right} right of 6."),
    }
}

/// One unit in one line.
pub(super) fn unit(detail: &LayerDetail, unit: usize) -> String {
    let number = |list: &[Extended]| {
        list.get(unit)
            .map_or(String::new(), |x| Signed::from(*x).to_string())
    };
    format!(
        "Unit {}: a = {}, A(a) = {}, A′(a) = {}.",
        unit + 1,
        number(&detail.pre_activations),
        number(&detail.outputs),
        number(&detail.slopes)
    )
}

/// What most other layers have: activation, width, gain.
pub fn others(texts: &[String], there_are: bool) -> String {
    match texts {
        [activation, width, gain] if there_are => {
            let activation = Activation::from_name(activation).map_or("", Activation::label);
            format!("Most others: {activation}, width {width}, gain {gain}.")
        }
        _ => "There are no other layers.".into(),
    }
}
