//! The texts of the inspector.

use super::matrix::{MapId, MatrixMap};
use crate::scene::Value;
use crate::settings::Activation;
use crate::words::inspector as words;

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
