//! Which images of digits a network gets wrong.

use super::column::value;
use super::learned::{largest, rows_of};
use crate::scene::table::Table;
use crate::study::training::{Data, Digits};
use crate::words::digits as words;

/// So many of them are in the table.
const LISTED: usize = 50;

/// The images that are wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongDigits {
    /// How many images there are.
    pub all: usize,
    /// Those that are wrong, the worst first: those whose digit gets the least probability. Empty if no output is finite.
    pub wrong: Vec<WrongDigit>,
    /// Whether an output is not finite.
    pub is_broken: bool,
}

/// An image that is taken for another digit.
#[derive(Clone, Debug, PartialEq)]
pub struct WrongDigit {
    /// Its row in the data, from 0 on.
    pub row: usize,
    /// 64 pixels, row by row, from 0 (white) to 1 (black).
    pub pixels: Vec<f64>,
    /// What it is.
    pub is: usize,
    /// What the network says.
    pub says: usize,
    /// -ln of the probability of what it is.
    pub loss: f64,
}

impl WrongDigits {
    /// Of data that are such images; `None` for others.
    pub(super) fn of((data, classes): (&Data, &[usize]), outputs: &[f64]) -> Option<Self> {
        let ends = [data.inputs(), data.outputs()];
        if ends != [Digits::PIXELS, Digits::CLASSES] {
            return None;
        }
        let mut wrong: Vec<WrongDigit> = rows_of(outputs, data.rows())
            .zip(classes)
            .enumerate()
            .filter_map(|(row, (y, is))| {
                let says = largest(y).filter(|says| says != is)?;
                Some(WrongDigit {
                    row,
                    pixels: data.input(row).to_vec(),
                    is: *is,
                    says,
                    loss: loss(y, *is),
                })
            })
            .collect();
        // Equal ones stay in their order.
        wrong.sort_by(|a, b| b.loss.total_cmp(&a.loss));
        Some(Self {
            all: data.rows(),
            is_broken: outputs.iter().any(|y| !y.is_finite()),
            wrong,
        })
    }

    /// The heading.
    pub fn heading(&self) -> String {
        words::wrong(self.wrong.len(), self.all)
    }

    /// What the picture shows.
    pub fn note(&self) -> String {
        match (self.is_broken, self.wrong.is_empty()) {
            (true, _) => words::not_finite(self.all),
            (false, true) => words::NONE_IS_WRONG.into(),
            (false, false) => words::NOTE.into(),
        }
    }

    /// The text alternative.
    pub fn description(&self) -> String {
        if self.is_broken {
            return words::not_finite(self.all);
        }
        let worst = self
            .wrong
            .first()
            .map(|worst| words::worst(worst.row + 1, worst.is, worst.says, &worst.probability()));
        words::description(self.wrong.len(), self.all, worst.as_deref())
    }

    /// A row for each of the worst.
    pub fn table(&self) -> Table {
        let rows = self.wrong.iter().take(LISTED).map(|digit| {
            vec![
                (digit.row + 1).to_string(),
                digit.is.to_string(),
                digit.says.to_string(),
                digit.probability(),
            ]
        });
        Table {
            caption: self.description(),
            columns: [words::IMAGE, words::IS, words::SAYS, words::SURE]
                .map(String::from)
                .to_vec(),
            rows: rows.collect(),
        }
    }
}

impl WrongDigit {
    /// Of what it is.
    fn probability(&self) -> String {
        value(libm::exp(-self.loss)).digits(2)
    }
}

/// -ln softmax(y)_is.
fn loss(y: &[f64], is: usize) -> f64 {
    let most = y.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = y.iter().map(|y| libm::exp(y - most)).sum();
    libm::log(sum) + most - y.get(is).copied().unwrap_or(f64::NAN)
}
