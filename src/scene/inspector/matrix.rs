//! A matrix as a heat map on an absolute scale of colours.

use super::signed::Signed;
use super::words;
use crate::analysis::LayerDetail;
use crate::network::Extended;

/// Which matrix of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapId {
    /// diag[A'(a)].
    Diag,
    /// w^T.
    Weight,
    /// J.
    Jacobian,
}

impl MapId {
    /// In the order of the product: J = diag[A'] w^T.
    pub const ALL: [Self; 3] = [Self::Jacobian, Self::Diag, Self::Weight];

    /// The name in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Diag => "diag",
            Self::Weight => "weight",
            Self::Jacobian => "jacobian",
        }
    }
}

/// The entries of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixMap {
    /// Which one.
    pub id: MapId,
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// What a sighted reader would conclude, with numbers.
    pub description: String,
    /// Row by row, or the diagonal alone.
    cells: Vec<Signed>,
}

impl MatrixMap {
    /// One matrix of a layer.
    pub fn of(detail: &LayerDetail, id: MapId) -> Self {
        let (units, inputs) = (detail.units(), detail.inputs());
        let every = |entry: &dyn Fn(usize, usize) -> Extended| -> Vec<Signed> {
            let cells = (0..units).flat_map(|i| (0..inputs).map(move |k| (i, k)));
            cells.map(|(i, k)| entry(i, k).into()).collect()
        };
        let (columns, cells) = match id {
            MapId::Diag => {
                let slopes = detail.slopes.iter().map(|slope| Signed::from(*slope));
                (units, slopes.collect())
            }
            MapId::Weight => (inputs, every(&|i, k| detail.weight(i, k))),
            MapId::Jacobian => (inputs, every(&|i, k| detail.jacobian(i, k))),
        };
        let mut map = Self {
            id,
            rows: units,
            columns,
            description: String::new(),
            cells,
        };
        map.description = words::matrix(&map);
        map
    }

    /// The entry in this row and column, counted from 0; exactly 0 outside.
    pub fn cell(&self, row: usize, column: usize) -> Signed {
        let place = match self.id {
            MapId::Diag if row == column => Some(row),
            MapId::Diag => None,
            _ => Some(row * self.columns + column),
        };
        let zero = Signed::from(Extended::ZERO);
        place
            .and_then(|place| self.cells.get(place))
            .map_or(zero, |cell| *cell)
    }

    /// All entries that may be other than 0, row by row.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (id, columns) = (self.id, self.columns);
        (0..self.rows).flat_map(move |row| {
            let range = match id {
                MapId::Diag => row..row + 1,
                _ => 0..columns,
            };
            range.map(move |column| (row, column))
        })
    }
}
