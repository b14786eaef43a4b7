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

/// So many rows and columns of cells are drawn at most; in larger matrices a cell stands for several entries.
const MOST: usize = 128;

/// The entries of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixMap {
    /// Which one.
    pub id: MapId,
    /// How many rows.
    pub rows: usize,
    /// How many columns.
    pub columns: usize,
    /// How many rows and columns of entries a cell stands for: it shows the largest of them, whatever its sign, and no
    /// number if one of them is none.
    pub group: [usize; 2],
    /// What a sighted reader would conclude, with numbers.
    pub description: String,
    /// Row by row, or the diagonal alone.
    cells: Vec<Signed>,
}

/// What is counted while the entries are seen, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// Above and below 0.
    pub signs: [usize; 2],
    /// Entries that are no number.
    pub no_number: usize,
    /// Row, column and entry, of the first of the largest ones.
    pub largest: Option<((usize, usize), Extended)>,
}

impl Counts {
    fn add(&mut self, place: (usize, usize), entry: Extended) {
        if !entry.is_finite() {
            self.no_number += 1;
        } else if !entry.is_zero() {
            self.signs[usize::from(entry.mantissa() < 0.0)] += 1;
            let known = self.largest.map_or(Extended::ZERO, |(_, known)| known);
            if entry.cmp_abs(known).is_gt() {
                self.largest = Some((place, entry));
            }
        }
    }
}

impl MatrixMap {
    /// One matrix of a layer.
    pub fn of(detail: &LayerDetail, id: MapId) -> Self {
        let (units, inputs) = (detail.units(), detail.inputs());
        let columns = if id == MapId::Diag { units } else { inputs };
        let group = [units, columns].map(|count| count.div_ceil(MOST).max(1));
        let mut counts = Counts::default();
        let across = if id == MapId::Diag {
            1
        } else {
            columns.div_ceil(group[1])
        };
        let mut cells = vec![Extended::ZERO; units.div_ceil(group[0]) * across];
        let mut see = |row: usize, column: usize, entry: Extended| {
            counts.add((row, column), entry);
            let place = match id {
                MapId::Diag => row / group[0],
                _ => row / group[0] * across + column / group[1],
            };
            if let Some(cell) = cells.get_mut(place) {
                let is_larger = entry.cmp_abs(*cell).is_gt() || !entry.is_finite();
                *cell = if cell.is_finite() && is_larger {
                    entry
                } else {
                    *cell
                };
            }
        };
        for row in 0..units {
            match id {
                MapId::Diag => see(row, row, detail.slopes[row]),
                MapId::Weight => (0..inputs).for_each(|k| see(row, k, detail.weight(row, k))),
                MapId::Jacobian => (0..inputs).for_each(|k| see(row, k, detail.jacobian(row, k))),
            }
        }
        let mut map = Self {
            id,
            rows: units,
            columns,
            group,
            description: String::new(),
            cells: cells.into_iter().map(Signed::from).collect(),
        };
        map.description = words::matrix(&map, &counts);
        map
    }

    /// What is shown of the entry in this row and column, counted from 0; exactly 0 outside.
    pub fn cell(&self, row: usize, column: usize) -> Signed {
        let across = self.columns.div_ceil(self.group[1]);
        let (down, right) = (row / self.group[0], column / self.group[1]);
        let place = match self.id {
            MapId::Diag if down == right => Some(down),
            MapId::Diag => None,
            _ => (column < self.columns).then_some(down * across + right),
        };
        let zero = Signed::from(Extended::ZERO);
        place
            .and_then(|place| self.cells.get(place))
            .map_or(zero, |cell| *cell)
    }

    /// The first entry of every cell that may be other than 0, row by row.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (id, columns, [down, across]) = (self.id, self.columns, self.group);
        (0..self.rows).step_by(down).flat_map(move |row| {
            let range = match id {
                MapId::Diag => row..row + 1,
                _ => 0..columns,
            };
            range.step_by(across).map(move |column| (row, column))
        })
    }
}
