//! Network files whose weights come apart from their text, as numbers.

use nalgebra::DMatrix;

use super::FileError;
use super::reason;
use super::value::{kind, list, within};
use crate::json::Json;
use crate::network::Network;
use crate::settings::{INPUTS, WEIGHT_LIMIT, WIDTH, Whole};
use crate::words::files as words;

/// Copies so many of the numbers, from this place on.
type Copy<'a> = &'a mut dyn FnMut(usize, &mut [f64]);

/// The numbers that are still to be read, if there are any apart from the text.
pub struct Numbers<'a> {
    copy: Option<Copy<'a>>,
    at: usize,
    count: usize,
}

impl Network {
    /// The most weights that a network file may have: its numbers are in memory up to six times while they travel from
    /// the page to a worker, together up to 800 MB.
    pub const LARGEST_PARTS: u64 = 16_000_000;

    /// The network of a header and of its numbers.
    ///
    /// The header is the text of a network file, see [`Network::from_json`], in which a layer may have
    /// `"shape": [H_{j-1}, H_j]` in place of `"w"`, and `"b": true` where there are biases. `numbers` are, layer by layer, the
    /// weights of each layer with a shape, row by row (row i has the weights that leave unit i of the layer before), then its
    /// H_j biases if there are such. None may be left over.
    ///
    /// ```
    /// let header = r#"{ "gradlens_network": 1, "input": [1, 2], "target": [0],
    ///                   "layers": [ { "shape": [2, 1], "b": true, "activation": "linear" } ] }"#;
    /// let network = gradlens::network::Network::from_parts(header, &[0.5, 0.25, 1.0]).unwrap();
    /// assert_eq!(network.forward().outputs[1].entries()[0].to_f64(), 2.0);
    /// ```
    ///
    /// # Errors
    /// One sentence, as by [`Network::from_json`]; also for numbers that are not finite, too few or too many.
    pub fn from_parts(header: &str, numbers: &[f64]) -> Result<Self, FileError> {
        let mut copy = |at: usize, to: &mut [f64]| to.copy_from_slice(&numbers[at..at + to.len()]);
        Self::from_copies(header, numbers.len(), &mut copy)
    }

    /// The same of `count` numbers that are copied from elsewhere, a layer at a time, so that they are never here twice:
    /// `copy` gets a place and fills a slice with the numbers from there on.
    ///
    /// # Errors
    /// As [`Network::from_parts`].
    pub fn from_copies(
        header: &str,
        count: usize,
        copy: &mut dyn FnMut(usize, &mut [f64]),
    ) -> Result<Self, FileError> {
        Self::check_size(header.len())?;
        let header = header.trim_start_matches('\u{feff}');
        let value = Json::parse(header).map_err(|error| reason::of(&error))?;
        let mut numbers = Numbers {
            copy: Some(copy),
            at: 0,
            count,
        };
        if count as u64 > Self::LARGEST_PARTS.min(WEIGHT_LIMIT) {
            let problem = words::too_many_numbers(count, Self::LARGEST_PARTS);
            return Err(FileError::new(words::NETWORK, problem));
        }
        Self::from_value_and(&value, &mut numbers)
    }
}

impl<'a> Numbers<'a> {
    /// All numbers are in the text.
    pub fn none() -> Self {
        Self {
            copy: None,
            at: 0,
            count: 0,
        }
    }

    /// Whether there are numbers apart from the text.
    pub fn is_there(&self) -> bool {
        self.copy.is_some()
    }

    /// The next weights, of a shape that is checked before anything is allocated.
    pub fn matrix(&mut self, place: &str, shape: &Json) -> Result<DMatrix<f64>, FileError> {
        let place = format!("{place}, \"shape\"");
        let [rows, columns] = list(&place, Some(shape))? else {
            return Err(FileError::new(&place, words::NO_SHAPE));
        };
        let rows = side(&place, rows, INPUTS)?;
        let columns = side(&place, columns, WIDTH)?;
        let mut numbers = vec![0.0; self.fitting(&place, rows * columns)?];
        self.read(&place, &mut numbers)?;
        Ok(DMatrix::from_row_slice(rows, columns, &numbers))
    }

    /// The next biases.
    pub fn bias(&mut self, place: &str, count: usize) -> Result<Vec<f64>, FileError> {
        let mut numbers = vec![0.0; self.fitting(place, count)?];
        self.read(place, &mut numbers)?;
        Ok(numbers)
    }

    /// Refuses numbers that are left over.
    pub fn check_end(&self) -> Result<(), FileError> {
        match self.count - self.at {
            0 => Ok(()),
            left => Err(FileError::new(words::NETWORK, words::left_over(left))),
        }
    }

    /// So many numbers, if there still are.
    fn fitting(&self, place: &str, wanted: usize) -> Result<usize, FileError> {
        let left = self.count - self.at;
        match wanted <= left {
            true => Ok(wanted),
            false => Err(FileError::new(place, words::too_few(wanted, left))),
        }
    }

    fn read(&mut self, place: &str, to: &mut [f64]) -> Result<(), FileError> {
        if let Some(copy) = &mut self.copy {
            copy(self.at, to);
        }
        self.at += to.len();
        match to.iter().position(|x| !x.is_finite()) {
            None => Ok(()),
            Some(at) => {
                let problem = words::not_finite(at + 1, &kind(&Json::Number(to[at])));
                Err(FileError::new(place, problem))
            }
        }
    }
}

/// A whole number within limits.
fn side(place: &str, value: &Json, limits: Whole) -> Result<usize, FileError> {
    match value {
        Json::Number(x) if *x == x.trunc() && (0.0..1e9).contains(x) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a whole number below 10^9"
            )]
            let side = *x as usize;
            within(place, side, limits)?;
            Ok(side)
        }
        _ => Err(FileError::new(place, words::NO_SHAPE)),
    }
}
