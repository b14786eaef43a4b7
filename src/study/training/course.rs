//! From the settings of a training to the training.

use super::run::Wanted;
use super::{Batches, Clip, Data, DataSet, FileError, Plan, Rule, Run, Trainer};
use crate::network::Network;
use crate::settings::{Course, DataKind, Key, Recipe, RuleKind};
use crate::words::training as words;

impl Course {
    /// How many rows the data have.
    pub const ROWS: usize = 200;

    /// The data for this recipe. Those that are to be recalled are as wide as its first layer, all others have their own
    /// number of inputs.
    pub fn data(&self, recipe: &Recipe) -> Data {
        let set = match self.data {
            DataKind::Circle => DataSet::Circle,
            DataKind::Xor => DataSet::Xor,
            DataKind::Gauss => DataSet::Gauss,
            DataKind::Spiral => DataSet::Spiral,
            DataKind::Sine => DataSet::Sine,
            DataKind::Copy => DataSet::Copy {
                width: recipe.width.at(1),
            },
        };
        set.data(Self::ROWS, recipe.seed)
    }

    /// Whether the recipe has the inputs and the outputs of the data.
    pub fn fits(&self, recipe: &Recipe) -> bool {
        self.changes(recipe).is_empty()
    }

    /// The settings, as texts, that a recipe lacks to have the inputs and the outputs of the data.
    pub fn changes(&self, recipe: &Recipe) -> Vec<(Key, String)> {
        let data = self.data(recipe);
        let widths = recipe.widths();
        let [inputs, outputs] =
            [widths.first(), widths.last()].map(|width| width.copied().unwrap_or(1));
        let mut changes = Vec::new();
        if outputs != data.outputs() {
            let hidden = recipe.width.runs(recipe.depth.saturating_sub(1));
            let runs = hidden.into_iter().chain([(data.outputs(), 1)]);
            let runs: Vec<String> = runs
                .filter(|(_, count)| *count > 0)
                .map(|(width, count)| format!("{width}~{count}"))
                .collect();
            changes.push((Key::Width, runs.join(",")));
        }
        if inputs != data.inputs() || !changes.is_empty() {
            changes.push((Key::Inputs, data.inputs().to_string()));
        }
        changes
    }

    /// The network before its first step: the recipe with as many inputs and outputs as the data need, see
    /// [`Data::network`].
    pub fn network(&self, recipe: &Recipe) -> Network {
        self.data(recipe).network(recipe)
    }

    /// How batches are drawn and weights change in the steps after so many others.
    pub fn plan(&self, seed: u32, step: u64) -> Plan {
        let manner = self.manner_at(step);
        Plan {
            rule: Rule::from(manner.rule),
            lr: manner.lr,
            clip: (manner.clip > 0.0).then_some(Clip {
                limit: manner.clip,
                eps: 0.0,
            }),
            batches: match manner.batch {
                0 => Batches::All,
                size => Batches::Shuffled { size, seed },
            },
            batch_norms: Vec::new(),
        }
    }

    /// The training of a recipe before its first step, for the steps after so many others.
    ///
    /// # Errors
    /// As [`Trainer::of`]: too much memory, or numbers outside their ranges.
    pub fn trainer(&self, recipe: &Recipe, step: u64) -> Result<Trainer, FileError> {
        let data = self.data(recipe);
        Trainer::of(&data.network(recipe), data, self.plan(recipe.seed, step))
    }

    /// The whole training of a recipe, up to where it stops by itself. The steps 0, 1, 2, 5, 10, 20, 50, ... are written
    /// down, and the last.
    ///
    /// # Errors
    /// A recipe that does not fit the data, or as [`Trainer::of`].
    pub fn run(&self, recipe: &Recipe) -> Result<Run, FileError> {
        self.check(recipe)?;
        let mut run = Run::default();
        let mut trainer = self.trainer(recipe, 0)?;
        let (mut step, mut end) = (0, self.steps as u64);
        while step <= end {
            if step > 0 && self.change_after(step - 1) == Some(step) {
                trainer = self.changed(recipe, &trainer)?;
            }
            let wanted = match step {
                _ if step == end => Wanted::End,
                _ if is_recorded(step) => Wanted::Record,
                _ => Wanted::Loss,
            };
            let Some(loss) = run.take(&mut trainer, wanted) else {
                break;
            };
            step += 1;
            if loss < self.stop {
                end = end.min(step);
            }
        }
        Ok(run)
    }

    /// A training where its steps begin to be taken in another way.
    fn changed(&self, recipe: &Recipe, trainer: &Trainer) -> Result<Trainer, FileError> {
        let step = trainer.steps();
        let [before, rule] = [step - 1, step].map(|step| self.manner_at(step).rule);
        let snapshot = match before == rule {
            true => trainer.snapshot(),
            false => trainer.snapshot().under(rule.into()),
        };
        let mut changed = self.trainer(recipe, step)?;
        // A snapshot under its rule fits.
        let _ = changed.restore(&snapshot);
        Ok(changed)
    }

    /// Refuses a recipe that does not fit the data, with what would fit.
    fn check(&self, recipe: &Recipe) -> Result<(), FileError> {
        let changes = self.changes(recipe);
        if changes.is_empty() {
            return Ok(());
        }
        let changes = changes
            .iter()
            .map(|(key, value)| format!("{}={value}", key.field().name));
        let changes: Vec<String> = changes.collect();
        let data = self.data(recipe);
        let widths = recipe.widths();
        let own = [widths.first(), widths.last()].map(|width| width.copied().unwrap_or(0));
        let problem = words::misfit(own, [data.inputs(), data.outputs()], &changes.join("&"));
        Err(FileError::new(words::NETWORK, problem))
    }
}

/// 0, and 1, 2 and 5 times the powers of ten.
fn is_recorded(step: u64) -> bool {
    let mut digit = step;
    while digit >= 10 && digit.is_multiple_of(10) {
        digit /= 10;
    }
    matches!(digit, 0 | 1 | 2 | 5)
}

impl From<RuleKind> for Rule {
    fn from(kind: RuleKind) -> Self {
        match kind {
            RuleKind::Sgd => Self::Sgd,
            RuleKind::Momentum => Self::MOMENTUM,
            RuleKind::Adam => Self::ADAM,
        }
    }
}
