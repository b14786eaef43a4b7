//! The texts of the inspector.

use super::matrix::{Counts, MapId, MatrixMap};
use super::signed::Signed;
use crate::settings::Activation;
use crate::words::inspector as words;

/// "J, 16 rows and 16 columns: 120 entries positive, 130 negative, 6 exactly 0. The largest is
/// −0.41 in row 3, column 5."
pub(super) fn matrix(map: &MatrixMap, counts: &Counts) -> String {
    let name = match map.id {
        MapId::Diag => "diag[A′]",
        MapId::Weight => "wᵀ",
        MapId::Jacobian => "J",
    };
    let (rows, columns) = (map.rows, map.columns);
    let [positive, negative] = counts.signs;
    let zeros = rows * columns - positive - negative - counts.no_number;
    let mut text = words::matrix(name, [rows, columns], [positive, negative, zeros]);
    if counts.no_number > 0 {
        text.push_str(&words::not_finite_entries(counts.no_number));
    }
    if let Some(((row, column), entry)) = counts.largest {
        text.push_str(&words::largest_entry(
            &Signed::from(entry),
            row + 1,
            column + 1,
        ));
    }
    if map.group != [1, 1] {
        text.push_str(&words::grouped(map.group));
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
