//! What a network answers where a picture of what it has learned looks.

use super::{Data, Targets, Trainer};

/// How far beyond the data a picture reaches, and how far it reaches at least.
const MARGIN: f64 = 1.1;
const REACH: f64 = 1.1;

/// The outputs of a network at places between the data, and at the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    /// How many places there are to a side.
    pub side: usize,
    /// Of [`Data::places`], row by row, one place after the other.
    pub places: Vec<f64>,
    /// Of the data themselves, one row after the other; none where a picture has no need of them.
    pub rows: Vec<f64>,
}

impl Sight {
    /// With so many places to a side, at least 2. `outputs` gives the outputs of any inputs, all rows one after the other,
    /// as [`Trainer::outputs`] does.
    pub fn of(data: &Data, side: usize, outputs: impl Fn(&[f64]) -> Vec<f64>) -> Self {
        Self::with(data, side, (|| outputs(data.all_inputs()), &outputs))
    }

    /// The same; `rows` are the outputs at the data.
    pub(super) fn with(
        data: &Data,
        side: usize,
        (rows, outputs): (impl FnOnce() -> Vec<f64>, impl Fn(&[f64]) -> Vec<f64>),
    ) -> Self {
        let side = side.max(2);
        let places = data.places(side);
        Self {
            side,
            places: match &places[..] {
                [] => Vec::new(),
                some => outputs(some),
            },
            rows: match data.targets() {
                Targets::Classes(_) => rows(),
                Targets::Values { .. } => Vec::new(),
            },
        }
    }
}

impl Trainer {
    /// The same of its own network, see [`Trainer::outputs_at_rest`].
    pub fn sight(&self, side: usize) -> Sight {
        Sight::of(self.data(), side, |inputs| self.outputs_at_rest(inputs))
    }
}

impl Data {
    /// How far a picture reaches that holds these numbers, to both sides of 0.
    pub fn reach_of(numbers: &[f64]) -> f64 {
        let most = numbers.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        (MARGIN * most).max(REACH)
    }

    /// The middles of so many equal parts of what a picture of the inputs holds, ascending.
    pub fn middles(&self, side: usize) -> Vec<f64> {
        let reach = Self::reach_of(self.all_inputs());
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let middle = |at: usize| reach * ((2 * at + 1) as f64 / side as f64 - 1.0);
        (0..side).map(middle).collect()
    }

    /// Inputs between the data: of two inputs and at most two classes the middles of `side` times `side` squares, row by row
    /// from the top; of one input and one number those of `side` parts; none of other data.
    pub fn places(&self, side: usize) -> Vec<f64> {
        let middles = self.middles(side);
        let rows = middles.iter().rev();
        match self.targets() {
            Targets::Classes(_) if self.inputs() == 2 && self.outputs() <= 2 => rows
                .flat_map(|y| middles.iter().flat_map(|x| [*x, *y]))
                .collect(),
            Targets::Values { width: 1, .. } if self.inputs() == 1 => middles,
            _ => Vec::new(),
        }
    }
}
