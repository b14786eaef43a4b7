//! From the settings of a training to the training.

use super::{Batches, Clip, Data, DataSet, FileError, Plan, Rule, Trainer};
use crate::network::Network;
use crate::settings::{Course, DataKind, Key, Recipe, RuleKind};

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
