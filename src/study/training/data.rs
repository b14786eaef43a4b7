//! What is learned: inputs, and what belongs to each of them.

use crate::network::{FileError, Loss, Network};
use crate::settings::{PerLayer, Recipe};
use crate::words::training as words;

/// What belongs to the inputs, and so the loss.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// Rows of numbers, one row for each input, one after the other: L = mean over the batch of 1/2 ||y - t||^2.
    Values {
        /// The rows.
        numbers: Vec<f64>,
        /// How many numbers a row has.
        width: usize,
    },
    /// The class of each input, counted from 0: L = mean over the batch of -log softmax(y)_c.
    Classes(Vec<usize>),
}

/// Inputs with their targets; N rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    inputs: Vec<f64>,
    width: usize,
    targets: Targets,
}

impl Data {
    /// The most rows.
    pub const MOST_ROWS: usize = 10_000;

    /// N rows of `width` inputs, one after the other, with N targets.
    ///
    /// ```
    /// use gradlens::study::training::{Data, Targets};
    /// let data = Data::of(vec![0.0, 0.0, 1.0, 0.0], 2, Targets::Classes(vec![0, 1])).unwrap();
    /// assert_eq!((data.rows(), data.outputs()), (2, 2));
    /// assert_eq!(data.input(1), [1.0, 0.0]);
    /// ```
    ///
    /// # Errors
    /// No rows or more than [`Data::MOST_ROWS`], numbers that are not finite, rows that are not complete, or other than
    /// N targets.
    pub fn of(inputs: Vec<f64>, width: usize, targets: Targets) -> Result<Self, FileError> {
        let rows = inputs.len().checked_div(width).unwrap_or(0);
        if !(1..=Self::MOST_ROWS).contains(&rows) || rows * width != inputs.len() {
            let problem = words::other_rows(rows, Self::MOST_ROWS);
            return Err(FileError::new(words::INPUTS, problem));
        }
        let data = Self {
            inputs,
            width,
            targets,
        };
        check(words::INPUTS, &data.inputs)?;
        let (place, count, numbers) = match &data.targets {
            Targets::Values { numbers, width } => {
                let count = numbers.len().checked_div(*width).unwrap_or(0);
                let is_whole = count * width == numbers.len();
                (
                    words::TARGETS,
                    Some(count).filter(|_| is_whole),
                    &numbers[..],
                )
            }
            Targets::Classes(classes) => (words::LABELS, Some(classes.len()), &[][..]),
        };
        match count {
            Some(count) if count == rows => check(place, numbers)?,
            _ => {
                let problem = words::other_targets(count.unwrap_or(0), rows);
                return Err(FileError::new(place, problem));
            }
        }
        Ok(data)
    }

    /// Data whose numbers are known to be right.
    pub(super) fn of_known(inputs: Vec<f64>, width: usize, targets: Targets) -> Self {
        Self {
            inputs,
            width,
            targets,
        }
    }

    /// N.
    pub fn rows(&self) -> usize {
        self.inputs.len() / self.width
    }

    /// H_0, how many numbers an input has.
    pub fn inputs(&self) -> usize {
        self.width
    }

    /// How many outputs a network needs at least: the width of a target, or the number of classes.
    pub fn outputs(&self) -> usize {
        match &self.targets {
            Targets::Values { width, .. } => *width,
            Targets::Classes(classes) => classes.iter().max().map_or(0, |most| most + 1),
        }
    }

    /// Input of row 0..N, H_0 numbers.
    pub fn input(&self, row: usize) -> &[f64] {
        &self.inputs[row * self.width..(row + 1) * self.width]
    }

    /// All inputs, row by row.
    pub fn all_inputs(&self) -> &[f64] {
        &self.inputs
    }

    /// What belongs to the inputs.
    pub fn targets(&self) -> &Targets {
        &self.targets
    }

    /// The loss of one row, as a network has it.
    pub fn loss(&self, row: usize) -> Loss {
        match &self.targets {
            Targets::Values { numbers, width } => {
                Loss::MeanSquared(numbers[row * width..(row + 1) * width].to_vec())
            }
            Targets::Classes(classes) => Loss::CrossEntropy(classes[row]),
        }
    }

    /// The network of a recipe that can learn it: as many inputs and outputs as the data need, biases of zero where the
    /// recipe has none, so that they are trained, and input and loss of the first row.
    pub fn network(&self, recipe: &Recipe) -> Network {
        let mut network = self.network_as_drawn(recipe);
        for layer in &mut network.layers {
            let zeros = || vec![0.0; layer.weight.ncols()];
            layer.bias.get_or_insert_with(zeros);
        }
        network
    }

    /// The same with biases only where the recipe has them.
    pub fn network_as_drawn(&self, recipe: &Recipe) -> Network {
        let mut recipe = recipe.clone();
        recipe.inputs = Some(self.inputs());
        let mut widths = recipe.width.runs(recipe.depth.saturating_sub(1));
        widths.push((self.outputs(), 1));
        recipe.width = PerLayer::from_runs(widths).unwrap_or(recipe.width);
        let mut network = Network::redrawn(&recipe);
        network.input = self.input(0).to_vec();
        network.loss = self.loss(0);
        network
    }

    /// Whether a network with so many outputs can learn it.
    pub(super) fn check_outputs(&self, outputs: usize) -> Result<(), FileError> {
        match &self.targets {
            Targets::Values { width, .. } if *width != outputs => {
                let problem = words::other_target_width(*width, outputs);
                Err(FileError::new(words::TARGETS, problem))
            }
            Targets::Classes(classes) => match classes.iter().position(|class| *class >= outputs) {
                Some(row) => {
                    let problem = words::no_label(row + 1, classes[row], outputs);
                    Err(FileError::new(words::LABELS, problem))
                }
                None => Ok(()),
            },
            Targets::Values { .. } => Ok(()),
        }
    }
}

/// Refuses numbers that are not finite.
fn check(place: &str, numbers: &[f64]) -> Result<(), FileError> {
    match numbers.iter().all(|x| x.is_finite()) {
        true => Ok(()),
        false => Err(FileError::new(place, words::NOT_FINITE)),
    }
}
