//! What is where in the picture of the columns.

use super::Plan;
use crate::chart::count::{float, whole};
use crate::scene::{Strip, StripColumn, Value};

/// About the size of a cell, in CSS pixels.
const CELL: (f64, f64) = (3.0, 1.0);

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tone {
    /// A length, as log10.
    Length(f64),
    /// At most this length.
    AtMost(f64),
    /// Exactly zero.
    Zero,
    NotFinite,
    /// Not computed yet.
    Unknown,
}

impl From<Value> for Tone {
    fn from(value: Value) -> Self {
        match value {
            Value::Finite(log10) => Self::Length(log10),
            Value::Unresolved(log10) | Value::Within(_, log10) => Self::AtMost(log10),
            Value::Zero => Self::Zero,
            Value::NotFinite => Self::NotFinite,
            Value::Pending | Value::Dear => Self::Unknown,
        }
    }
}

impl Tone {
    /// What lies at a share of the way to another one: between lengths a length, otherwise the nearer one.
    fn towards(self, other: Self, share: f64) -> Self {
        match (self, other) {
            (Self::Length(from), Self::Length(to)) => Self::Length(from + (to - from) * share),
            _ if share < 0.5 => self,
            _ => other,
        }
    }
}

/// The cells of the picture, row by row from the top.
pub(super) struct Cells {
    pub across: usize,
    pub down: usize,
    tones: Vec<Tone>,
}

impl Cells {
    /// Of the columns: from one to the next, and from one place to the next, lengths change evenly.
    pub(super) fn of(plan: &Plan, strip: &Strip) -> Self {
        let across = count((plan.right - plan.left) / CELL.0);
        let down = count((plan.bottom - plan.top) / CELL.1);
        let columns = strip.columns.iter();
        let profiles: Vec<Vec<Tone>> = columns.map(|column| profile(column, down)).collect();
        let mut tones = vec![Tone::Unknown; across * down];
        for x in 0..across {
            let Some((left, right, share)) = neighbours(strip, middle(x, across)) else {
                continue;
            };
            for y in 0..down {
                let ends = (profiles[left][y], profiles[right][y]);
                tones[y * across + x] = ends.0.towards(ends.1, share);
            }
        }
        Self {
            across,
            down,
            tones,
        }
    }

    /// The cell in this column of cells and this row.
    pub(super) fn at(&self, x: usize, y: usize) -> Tone {
        self.tones[y * self.across + x]
    }

    /// The cell at a share of the width and of the height.
    pub(super) fn at_share(&self, (x, y): (f64, f64)) -> Tone {
        let index = |share: f64, all: usize| whole(share * float(all)).min(all - 1);
        self.at(index(x, self.across), index(y, self.down))
    }

    /// Whether any cell is like this.
    pub(super) fn has(&self, is_like: impl Fn(Tone) -> bool) -> bool {
        self.tones.iter().any(|tone| is_like(*tone))
    }
}

/// A column from the output to the input: each place has a share of the height, and what it shows is true in
/// the middle of that.
fn profile(column: &StripColumn, down: usize) -> Vec<Tone> {
    let last = column.lengths.len().saturating_sub(1);
    let at = |place: usize| {
        column
            .lengths
            .get(place)
            .map_or(Tone::Unknown, |v| (*v).into())
    };
    let row = |y: usize| {
        let place = (1.0 - middle(y, down)) * (float(last) + 1.0) - 0.5;
        let place = place.clamp(0.0, float(last));
        let below = whole(place);
        at(below).towards(at((below + 1).min(last)), place - float(below))
    };
    (0..down).map(row).collect()
}

/// The columns left and right of a share of the width, and how far it is from the first to the second. `None`
/// where no column is near enough.
fn neighbours(strip: &Strip, share: f64) -> Option<(usize, usize, f64)> {
    let gain = strip.range.gain(share);
    let at = |index: usize| strip.range.share(strip.columns[index].gain);
    // The distance of coarse columns, and a bit.
    let apart = 1.02 * Strip::APART / crate::scene::StripRange::DECADES;
    let right = strip.columns.partition_point(|column| column.gain < gain);
    let left = right.checked_sub(1);
    let right = Some(right).filter(|right| *right < strip.columns.len());
    match (left, right) {
        (Some(left), Some(right)) if at(right) - at(left) <= apart => {
            let way = (share - at(left)) / (at(right) - at(left));
            Some((left, right, way.clamp(0.0, 1.0)))
        }
        (left, right) => {
            let is_near = |index: &usize| (at(*index) - share).abs() <= apart / 2.0;
            let only = left.filter(is_near).or(right.filter(is_near))?;
            Some((only, only, 0.0))
        }
    }
}

/// The middle of one of so many equal shares.
fn middle(index: usize, of: usize) -> f64 {
    (float(index) + 0.5) / float(of)
}

/// A number of cells, at least 1.
fn count(number: f64) -> usize {
    whole(number.round()).max(1)
}
