//! What a network is trained on and how, as a reader or a link says it.

use super::{Batches, Clip, Data, DataSet, FileError, Plan, Rule, Trainer};
use crate::network::Network;
use crate::settings::{DataKind, Recipe, RuleKind};

/// The settings of a training. With a recipe they say everything: the same two give the same bits at every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// The data; their seed is that of the recipe.
    pub data: DataKind,
    /// How a gradient becomes an update.
    pub rule: RuleKind,
    /// The step size, 0 or more.
    pub lr: f64,
    /// How many rows a step sees; 0 is all of them, and so is any number that is not below that of the rows.
    pub batch: usize,
    /// The limit of the norm of all gradients together; 0 is none.
    pub clip: f64,
    /// Where the training stops by itself.
    pub steps: u64,
}

impl Default for Course {
    fn default() -> Self {
        Self {
            data: DataKind::default(),
            rule: RuleKind::default(),
            lr: 0.1,
            batch: 32,
            clip: 0.0,
            steps: 2000,
        }
    }
}

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

    /// The network before its first step: the recipe with as many inputs and outputs as the data need, see
    /// [`Data::network`].
    pub fn network(&self, recipe: &Recipe) -> Network {
        self.data(recipe).network(recipe)
    }

    /// How its batches are drawn and its weights change.
    pub fn plan(&self, seed: u32) -> Plan {
        Plan {
            rule: match self.rule {
                RuleKind::Sgd => Rule::Sgd,
                RuleKind::Momentum => Rule::MOMENTUM,
                RuleKind::Adam => Rule::ADAM,
            },
            lr: self.lr,
            clip: (self.clip > 0.0).then_some(Clip {
                limit: self.clip,
                eps: 0.0,
            }),
            batches: match self.batch {
                0 => Batches::All,
                size => Batches::Shuffled { size, seed },
            },
            batch_norms: Vec::new(),
        }
    }

    /// The training of a recipe before its first step.
    ///
    /// # Errors
    /// As [`Trainer::of`]: too much memory, or numbers outside their ranges.
    pub fn trainer(&self, recipe: &Recipe) -> Result<Trainer, FileError> {
        let data = self.data(recipe);
        Trainer::of(&data.network(recipe), data, self.plan(recipe.seed))
    }
}
