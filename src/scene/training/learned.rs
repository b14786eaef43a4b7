//! What a network has learned: of data that fit on a plane where it sees which class, or which curve it draws; of a linear
//! map how much of each mode; of digits which are wrong.

use super::{ModeCurves, WrongDigits};
use crate::scene::table::Table;
use crate::study::training::{Data, Sight, Targets};
use crate::words::learning as words;

/// Data, and the network's answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Learned {
    /// Two inputs, two classes.
    Classes(ClassMap),
    /// One input, one number.
    Fit(FitLine),
    /// A linear map.
    Modes(ModeCurves),
    /// Images of digits.
    Digits(WrongDigits),
}

/// The plane, divided into two classes.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassMap {
    /// It reaches from minus this to this in both coordinates.
    pub reach: f64,
    /// How many squares it has to a side.
    pub side: usize,
    /// In the middle of each square, row by row from the top: the probability of class 1, less that of class 0, from -1
    /// to 1; NaN if the output is not finite. Classes beyond these two take from both.
    pub leads: Vec<f64>,
    /// There too, y_1 - y_0: 0 where both classes are equally probable.
    pub odds: Vec<f64>,
    /// The data.
    pub points: Vec<ClassPoint>,
}

/// One row of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassPoint {
    /// The two inputs.
    pub at: [f64; 2],
    /// 0 or 1.
    pub class: usize,
    /// Whether the network gives this class the largest probability.
    pub is_right: bool,
}

/// Points of a curve, and the network's own curve.
#[derive(Clone, Debug, PartialEq)]
pub struct FitLine {
    /// x reaches from minus the first to the first, y from minus the second to the second.
    pub reach: [f64; 2],
    /// Input and target of each row, inputs ascending.
    pub points: Vec<[f64; 2]>,
    /// Input and output, inputs ascending; an output may be not finite.
    pub line: Vec<[f64; 2]>,
}

impl Learned {
    /// The picture of these data and of what a network answers. `None` for data of other widths or with more classes.
    pub fn of(data: &Data, sight: &Sight) -> Option<Self> {
        match data.targets() {
            Targets::Classes(classes) if data.inputs() == 2 && data.outputs() <= 2 => {
                Some(Self::Classes(ClassMap::of((data, classes), sight)))
            }
            Targets::Classes(classes) => {
                WrongDigits::of((data, classes), &sight.rows).map(Self::Digits)
            }
            Targets::Values { numbers, width: 1 } if data.inputs() == 1 => {
                Some(Self::Fit(FitLine::of((data, numbers), sight)))
            }
            _ => None,
        }
    }

    /// The text alternative.
    pub fn description(&self) -> String {
        match self {
            Self::Classes(map) if map.leads.iter().all(|lead| lead.is_nan()) => {
                words::not_drawn(map.points.len())
            }
            Self::Classes(map) => {
                let right = map.points.iter().filter(|point| point.is_right).count();
                words::classes(map.points.len(), right)
            }
            Self::Fit(fit) if fit.line.iter().all(|[_, y]| !y.is_finite()) => {
                words::not_drawn(fit.points.len())
            }
            Self::Fit(fit) => words::fit(fit.points.len()),
            Self::Modes(curves) => curves.description(),
            Self::Digits(digits) => digits.description(),
        }
    }

    /// What has to be said of the picture, if anything.
    pub fn note(&self) -> String {
        match self {
            Self::Classes(_) | Self::Fit(_) => String::new(),
            Self::Modes(curves) => curves.note(),
            Self::Digits(digits) => digits.note(),
        }
    }

    /// Its numbers as a table, if it has one.
    pub fn table(&self) -> Option<Table> {
        match self {
            Self::Classes(_) | Self::Fit(_) => None,
            Self::Modes(curves) => Some(curves.table()),
            Self::Digits(digits) => Some(digits.table()),
        }
    }
}

impl ClassMap {
    fn of((data, classes): (&Data, &[usize]), sight: &Sight) -> Self {
        let side = sight.side;
        let places = || rows_of(&sight.places, side * side);
        let answers = rows_of(&sight.rows, data.rows()).map(largest);
        let points = answers
            .zip(classes)
            .enumerate()
            .map(|(row, (answer, class))| ClassPoint {
                at: [data.input(row)[0], data.input(row)[1]],
                class: *class,
                is_right: answer == Some(*class),
            });
        Self {
            reach: Data::reach_of(data.all_inputs()),
            side,
            leads: places().map(lead).collect(),
            odds: places().map(odds).collect(),
            points: points.collect(),
        }
    }

    /// The lead of class 1 in a square, rows from the top; NaN outside.
    pub fn lead(&self, row: usize, column: usize) -> f64 {
        let at = row * self.side + column;
        self.leads.get(at).copied().unwrap_or(f64::NAN)
    }
}

impl FitLine {
    fn of((data, targets): (&Data, &[f64]), sight: &Sight) -> Self {
        let inputs = data.all_inputs().iter().copied();
        let mut points: Vec<[f64; 2]> = inputs
            .zip(targets.iter().copied())
            .map(<[f64; 2]>::from)
            .collect();
        points.sort_by(|a, b| a[0].total_cmp(&b[0]));
        let reach = [data.all_inputs(), targets].map(Data::reach_of);
        let places = data.middles(sight.side);
        let answers =
            rows_of(&sight.places, sight.side).map(|row| row.first().copied().unwrap_or(f64::NAN));
        let line = places
            .iter()
            .copied()
            .zip(answers)
            .map(<[f64; 2]>::from)
            .collect();
        Self {
            reach,
            points,
            line,
        }
    }
}

/// So many rows of the same width.
pub(super) fn rows_of(numbers: &[f64], rows: usize) -> impl Iterator<Item = &[f64]> {
    numbers
        .chunks_exact((numbers.len() / rows.max(1)).max(1))
        .take(rows)
}

/// p_1 - p_0 with p = softmax(y); NaN if an output is not finite.
fn lead(outputs: &[f64]) -> f64 {
    let most = outputs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let share = |class: usize| outputs.get(class).map_or(0.0, |y| libm::exp(y - most));
    let sum: f64 = outputs.iter().map(|y| libm::exp(y - most)).sum();
    (share(1) - share(0)) / sum
}

/// y_1 - y_0.
fn odds(outputs: &[f64]) -> f64 {
    match outputs {
        [first, second, ..] => second - first,
        _ => f64::NAN,
    }
}

/// The class with the largest output, the first one of several; `None` if an output is not a number.
pub(super) fn largest(outputs: &[f64]) -> Option<usize> {
    if outputs.iter().any(|y| y.is_nan()) {
        return None;
    }
    let mut best = 0;
    for (class, y) in outputs.iter().enumerate() {
        if *y > outputs[best] {
            best = class;
        }
    }
    Some(best)
}
