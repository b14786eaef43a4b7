//! A training as a picture: a heat map of layers and steps, the loss on the same time axis, the step that is shown,
//! and what it all comes to in a sentence.
//!
//! What is said follows from four thresholds, each of a median over the last quarter of the columns of steps that were
//! taken up to the one that is shown, so that one odd batch changes no sentence:
//!
//! | layer | if |
//! | --- | --- |
//! | is dead | ||dL/dw|| is exactly 0 in all of these columns, and ||dL/dz|| is nowhere between 0 and 10^-154, where products may be too small for 64 bits |
//! | stands still | ||update|| / ||w|| is below 10^-6: in ten thousand steps a weight moves by a hundredth at most |
//! | is thrown about | it is 0.1 or more, or there is none because all weights were 0: in ten steps nothing is left of what it was |
//! | learns | it lies between; around 10^-3 is what works in practice |
//!
//! The direction has the states and the words of the verdict ([`crate::analysis::State`]), of the median over the same
//! columns: while the verdict is about the input of the page, this is about the rows of the batches. Where the step that
//! is shown is of another kind than the median (nothing arrives, or it is not finite), it is that of the step.

mod beside;
mod chain;
mod column;
mod csv;
mod curve;
mod digits;
mod first;
mod learned;
mod line;
mod modes;
mod pace;
mod said;
mod table;

pub use chain::{ChainLine, ChainLines, ChainPoint, TrainingChain};
pub use column::TrainingColumn;
pub use csv::training_csv;
pub use curve::TrainingCurve;
pub use digits::{WrongDigit, WrongDigits};
pub use first::FirstSteps;
pub use learned::{ClassMap, ClassPoint, FitLine, Learned};
pub use line::TrainingLine;
pub use modes::{ModeCurve, ModeCurves};
pub use pace::{Band, Pace};

use crate::study::training::{History, NonFinite};
use curve::{accuracies, losses};

/// What the colours of the heat map show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// ||update|| / ||w|| of each layer; grey is 10^-3.
    #[default]
    Update,
    /// ||dL/dw|| of each layer; grey is as long as in the last layer of the same step.
    WeightGradient,
    /// ||dL/dz|| at each place, the input included; grey is as long as at the loss in the same step.
    OutputGradient,
}

impl Quantity {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Update, Self::WeightGradient, Self::OutputGradient];

    /// The first row of the map: layer 1, or place 0, the input.
    pub fn first_row(self) -> usize {
        match self {
            Self::Update | Self::WeightGradient => 1,
            Self::OutputGradient => 0,
        }
    }
}

/// What of a training is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TrainingLook {
    /// The colours of the map.
    pub quantity: Quantity,
    /// The step that is shown; the latest one if there is none.
    pub at: Option<u64>,
    /// The time axis reaches at least to this step, so that it holds still while a training runs.
    pub until: u64,
    /// The layer under the lens, 0..=K; 0 is the input.
    pub layer: Option<usize>,
}

/// The picture in data units.
#[derive(Clone, Debug, PartialEq)]
pub struct Training {
    /// What the colours show.
    pub quantity: Quantity,
    /// K.
    pub depth: usize,
    /// The columns of the map, steps ascending; each of them stands for the steps up to the next one.
    pub columns: Vec<TrainingColumn>,
    /// How many steps the time axis holds, from step 0 on; at least 1.
    pub span: u64,
    /// The step that is shown; `None` if there are no columns and nothing has ended.
    pub cursor: Option<u64>,
    /// The layer under the lens.
    pub layer: Option<usize>,
    /// What the layers do at the step that is shown, from layer 1 on; each band is as long as it can be.
    pub bands: Vec<Band>,
    /// The loss on the batches.
    pub loss: TrainingCurve,
    /// log10 of the loss of an answer that does not look at its input, if it is known.
    pub guess: Option<f64>,
    /// The loss of A, in the same range.
    pub against: Option<TrainingCurve>,
    /// The share of right answers on the batches, if there are classes.
    pub accuracy: Option<TrainingCurve>,
    /// The singular values of the chain, see [`Training::with_chain`].
    pub chain: TrainingChain,
    /// What ended the training, if anything did.
    pub ended: Option<NonFinite>,
    /// What it comes to.
    pub line: TrainingLine,
}

impl Training {
    /// The picture of a run.
    pub fn of(history: &History, look: TrainingLook) -> Self {
        let ended = history.ended();
        let last = history.last_step().max(ended.map(|ended| ended.step));
        let cursor = last.map(|last| look.at.map_or(last, |at| at.min(last)));
        // What is not finite has a column of its own, at the end.
        let span = match ended {
            Some(ended) => ended.step + 1,
            None => last.unwrap_or(0).max(look.until) + 1,
        };
        let shown = pace::Shown::of(history, cursor);
        Self {
            quantity: look.quantity,
            depth: history.depth(),
            columns: history
                .columns()
                .map(|column| TrainingColumn::of(column, look.quantity))
                .collect(),
            span,
            cursor,
            layer: look.layer,
            bands: shown.bands(),
            loss: losses(history),
            guess: history.guess().map(libm::log10),
            against: None,
            accuracy: accuracies(history),
            chain: TrainingChain::default(),
            ended,
            line: TrainingLine::of(history, &shown),
        }
    }

    /// How many rows the map has: K, or K + 1 with the input.
    pub fn rows(&self) -> usize {
        self.depth + 1 - self.quantity.first_row()
    }

    /// The column that stands for a step: the last one that is not later.
    pub fn column(&self, step: u64) -> Option<&TrainingColumn> {
        let after = self.columns.partition_point(|column| column.step <= step);
        self.columns.get(after.checked_sub(1)?)
    }

    /// The step after so many columns from the cursor, for the keyboard.
    pub fn step_after(&self, columns: isize) -> Option<u64> {
        let steps: Vec<u64> = self.columns.iter().map(|column| column.step).collect();
        let ended = self.ended.map(|ended| ended.step);
        let steps: Vec<u64> = steps.into_iter().chain(ended).collect();
        let here = steps
            .partition_point(|step| Some(*step) <= self.cursor)
            .saturating_sub(1);
        let there = here.saturating_add_signed(columns);
        steps.get(there).or(steps.last()).copied()
    }
}
