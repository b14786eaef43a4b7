//! What a network answers to many inputs at once.

use super::loss::{BatchLoss, loss};
use super::pass::Pass;
use super::{Sight, Trainer};

/// So many rows go through all layers together: few enough for their numbers to stay near.
const ROWS: usize = 64;

/// The loss on all rows of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// L; not finite if an output or L itself is not.
    pub loss: f64,
    /// The share of right answers; `None` without classes.
    pub accuracy: Option<f64>,
}

impl Trainer {
    /// y of any inputs, row by row; NaN, in all rows, if a number is not finite. A batch norm takes them as its batch.
    pub fn outputs(&self, inputs: &[f64]) -> Vec<f64> {
        let (wirings, parameters) = self.wired();
        let (Some(first), Some(last)) = (wirings.first(), wirings.last()) else {
            return Vec::new();
        };
        let [width, outputs] = [first.shape[0], last.shape[1]];
        let rows = inputs.len() / width;
        let together = match self.has_batch_norms() {
            true => rows,
            false => rows.min(ROWS),
        };
        let mut pass = Pass::of(wirings, together);
        let mut all = Vec::with_capacity(rows * outputs);
        for part in inputs[..rows * width].chunks(together.max(1) * width) {
            pass.input(part.len() / width).copy_from_slice(part);
            if pass.forward(wirings, parameters).is_err() {
                return vec![f64::NAN; rows * outputs];
            }
            all.extend_from_slice(pass.outputs_and_gradient(wirings).0);
        }
        all
    }

    /// The loss on all rows.
    pub fn evaluate(&self) -> Evaluation {
        self.evaluation(&self.outputs(self.data().all_inputs()))
    }

    /// The loss on all rows, and what the network answers in so many places to a side; nothing of that for 0 of them.
    pub(super) fn look_around(&self, side: usize) -> (Evaluation, Option<Sight>) {
        let answers = self.outputs(self.data().all_inputs());
        let evaluation = self.evaluation(&answers);
        if side == 0 {
            return (evaluation, None);
        }
        let sight = match self.has_batch_norms() {
            true => self.sight(side),
            // The answers at the data are known.
            false => Sight::with(self.data(), side, (|| answers, |x: &[f64]| self.outputs(x))),
        };
        (evaluation, Some(sight))
    }

    fn evaluation(&self, outputs: &[f64]) -> Evaluation {
        let rows: Vec<usize> = (0..self.data().rows()).collect();
        let mut gradient = vec![0.0; outputs.len()];
        let BatchLoss { loss, accuracy } = loss(outputs, self.data(), &rows, &mut gradient);
        Evaluation { loss, accuracy }
    }
}
