//! A whole training of a case, and its results as JSON.

use super::{Case, Evaluation, FileError, NonFinite, Record, Trainer};
use crate::json::Json;
use crate::network::Network;

/// A step that was written down.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// The step on its batch.
    pub record: Record,
    /// L and the accuracy on all rows before it.
    pub all: Evaluation,
}

/// What a case gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// L on the batch of every step 0, 1, ..., as far as all numbers are finite.
    pub losses: Vec<f64>,
    /// The steps that were to be written down, and the last.
    pub records: Vec<Recorded>,
    /// The network after the last step; `None` if a number was not finite.
    pub last: Option<Network>,
    /// What ended the run before its last step, if anything did.
    pub first_non_finite: Option<NonFinite>,
}

/// What is wanted of a step besides its loss.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Loss,
    /// That it is written down.
    Record,
    /// That too, and the network; the step is only looked at.
    End,
}

impl Case {
    /// Trains the case.
    ///
    /// # Errors
    /// As [`Trainer::of`].
    pub fn run(&self) -> Result<Run, FileError> {
        let mut trainer = self.trainer()?;
        let mut run = Run::default();
        for step in 0..=self.steps {
            let wanted = match step {
                _ if step == self.steps => Wanted::End,
                _ if self.record.contains(&step) => Wanted::Record,
                _ => Wanted::Loss,
            };
            if run.take(&mut trainer, wanted).is_none() {
                break;
            }
        }
        Ok(run)
    }

    /// The state before the first step.
    ///
    /// # Errors
    /// As [`Trainer::of`].
    pub fn trainer(&self) -> Result<Trainer, FileError> {
        Trainer::of(&self.network, self.data.clone(), self.plan.clone())
    }
}

impl Run {
    /// Takes the next step of a training. The loss of its batch; `None` if a number is not finite, which ends it.
    pub(super) fn take(&mut self, trainer: &mut Trainer, wanted: Wanted) -> Option<f64> {
        let all = (wanted != Wanted::Loss).then(|| trainer.evaluate());
        let is_end = wanted == Wanted::End;
        let record = if is_end {
            trainer.look()
        } else {
            trainer.step()
        };
        let Some(record) = record.cloned() else {
            self.first_non_finite = trainer.first_non_finite();
            return None;
        };
        let loss = record.loss;
        self.losses.push(loss);
        self.records.extend(all.map(|all| Recorded { record, all }));
        self.last = is_end.then(|| trainer.network());
        Some(loss)
    }

    /// `losses`, `records`, `final` and `first_non_finite` as the reference of a case has them.
    pub fn json(&self) -> Json {
        let records = self.records.iter().map(Recorded::json);
        let bad = self.first_non_finite.map(|bad| {
            Json::object([
                ("step", Json::from(bad.step as f64)),
                ("what", bad.what.name().into()),
                ("layer", Json::or_null(bad.layer)),
            ])
        });
        Json::object([
            ("losses", Json::list(self.losses.iter().copied())),
            ("records", Json::list(records)),
            ("final", Json::or_null(self.last.as_ref().map(layers))),
            ("first_non_finite", Json::or_null(bad)),
        ])
    }
}

impl Recorded {
    fn json(&self) -> Json {
        let (record, all) = (&self.record, &self.all);
        let mut members = vec![
            ("step", Json::from(record.step as f64)),
            ("loss", record.loss.into()),
            ("loss_all", all.loss.into()),
        ];
        if let (Some(accuracy), Some(of_all)) = (record.accuracy, all.accuracy) {
            members.push(("accuracy", accuracy.into()));
            members.push(("accuracy_all", of_all.into()));
        }
        let numbers = |numbers: &[f64]| Json::list(numbers.iter().copied());
        let some = |numbers: &[Option<f64>]| Json::list(numbers.iter().map(|x| Json::or_null(*x)));
        let if_step = |list: Json| if record.is_step { list } else { Json::Null };
        members.extend([
            ("grad_z", numbers(&record.output_gradients)),
            ("grad_w", numbers(&record.weight_gradients)),
            ("grad_w_part", numbers(&record.weight_parts)),
            ("grad_b", some(&record.bias_gradients)),
            ("grad_norm", record.gradient_norm.into()),
            ("clip_factor", record.clip_factor.into()),
            ("w_norm", numbers(&record.weight_norms)),
            ("update_w", if_step(numbers(&record.weight_updates))),
            ("update_b", if_step(some(&record.bias_updates))),
        ]);
        Json::of_members(&mut members)
    }
}

/// w and b of each layer, `"same"` where w is that of the layer before.
fn layers(network: &Network) -> Json {
    let mut before = None;
    let layers = network.layers.iter().map(|layer| {
        let shared = before.replace(&layer.weight);
        let is_same = shared.is_some_and(|other| std::sync::Arc::ptr_eq(other, &layer.weight));
        let rows = layer.weight.row_iter();
        let rows = rows.map(|row| Json::list(row.iter().copied()));
        let weight = if is_same {
            Json::from("same")
        } else {
            Json::list(rows)
        };
        let bias = layer
            .bias
            .as_ref()
            .map(|bias| Json::list(bias.iter().copied()));
        Json::object([("w", weight), ("b", Json::or_null(bias))])
    });
    Json::list(layers)
}
