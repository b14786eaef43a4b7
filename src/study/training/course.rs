//! From the settings of a training to the training.

use super::run::Wanted;
use super::{
    BatchNorm, Batches, Clip, Data, DataSet, Digits, FileError, Plan, Rule, Run, Teacher, Trainer,
};
use crate::network::Network;
use crate::settings::{Course, DataKind, Key, Recipe, RuleKind, Switch};
use crate::words::training as words;

impl Course {
    /// How many rows the data have, unless they have their own number.
    pub const ROWS: usize = 200;

    /// The data for this recipe. Those that are to be recalled are as wide as its first layer, all others have their own
    /// number of inputs.
    ///
    /// # Errors
    /// The images of digits were not brought, see [`Digits::bring`].
    pub fn data(&self, recipe: &Recipe) -> Result<Data, FileError> {
        let set = match self.data {
            DataKind::Circle => DataSet::Circle,
            DataKind::Xor => DataSet::Xor,
            DataKind::Gauss => DataSet::Gauss,
            DataKind::Spiral => DataSet::Spiral,
            DataKind::Sine => DataSet::Sine,
            DataKind::Copy => DataSet::Copy {
                width: recipe.width.at(1),
            },
            DataKind::Teacher => return Ok(Teacher::of_modes(&self.modes, recipe.seed).data()),
            DataKind::Digits => {
                let digits = Digits::brought().map(|digits| digits.data());
                return digits.ok_or_else(|| FileError::new(words::DIGITS, words::NO_DIGITS));
            }
        };
        Ok(set.data(Self::ROWS, recipe.seed))
    }

    /// H_0 and H_K as the data need them.
    pub fn ends(&self, recipe: &Recipe) -> [usize; 2] {
        match self.data {
            DataKind::Circle | DataKind::Xor | DataKind::Gauss | DataKind::Spiral => [2, 2],
            DataKind::Sine => [1, 1],
            DataKind::Copy => [recipe.width.at(1); 2],
            DataKind::Teacher => [self.modes.values().len() + Teacher::SPARE; 2],
            DataKind::Digits => [Digits::PIXELS, Digits::CLASSES],
        }
    }

    /// Whether nothing has to be loaded for it any more.
    pub fn is_there(&self) -> bool {
        self.data != DataKind::Digits || Digits::brought().is_some()
    }

    /// The map that is to be learned, if it is a linear one.
    pub fn teacher(&self, recipe: &Recipe) -> Option<Teacher> {
        let is_one = self.data == DataKind::Teacher;
        is_one.then(|| Teacher::of_modes(&self.modes, recipe.seed))
    }

    /// Whether the recipe has the inputs and the outputs of the data.
    pub fn fits(&self, recipe: &Recipe) -> bool {
        self.changes(recipe).is_empty()
    }

    /// The settings, as texts, that a recipe lacks to have the inputs and the outputs of the data.
    pub fn changes(&self, recipe: &Recipe) -> Vec<(Key, String)> {
        let needed = self.ends(recipe);
        let widths = recipe.widths();
        let [inputs, outputs] =
            [widths.first(), widths.last()].map(|width| width.copied().unwrap_or(1));
        let mut changes = Vec::new();
        if outputs != needed[1] {
            let hidden = recipe.width.runs(recipe.depth.saturating_sub(1));
            let runs = hidden.into_iter().chain([(needed[1], 1)]);
            let runs: Vec<String> = runs
                .filter(|(_, count)| *count > 0)
                .map(|(width, count)| format!("{width}~{count}"))
                .collect();
            changes.push((Key::Width, runs.join(",")));
        }
        if inputs != needed[0] || !changes.is_empty() {
            changes.push((Key::Inputs, needed[0].to_string()));
        }
        changes
    }

    /// The network before its first step: the recipe with as many inputs and outputs as the data need, see
    /// [`Data::network`]. For a linear map there are no biases where the recipe has none, and the weights are balanced if
    /// [`Course::start`] says so.
    ///
    /// # Errors
    /// A balanced start of a recipe that has none, narrower than its modes, with biases, skips, norms or shared weights; data that are not there.
    pub fn network(&self, recipe: &Recipe) -> Result<Network, FileError> {
        self.network_for(recipe, &self.data(recipe)?)
    }

    fn network_for(&self, recipe: &Recipe, data: &Data) -> Result<Network, FileError> {
        match self.teacher(recipe) {
            None => Ok(data.network(recipe)),
            Some(teacher) if self.start > 0.0 => self.balanced(recipe, (&teacher, data)),
            Some(_) => Ok(data.network_as_drawn(recipe)),
        }
    }

    /// Whether step 0 of it is another network than the recipe's own, as it is shown before any training: with balanced
    /// weights, with an image as its input, or with its batch norms.
    pub fn begins_elsewhere(&self) -> bool {
        self.data == DataKind::Teacher && self.start > 0.0
            || self.data == DataKind::Digits
            || self.batch_norm == Switch::On
    }

    /// The network after so many steps as the page shows it: the recipe's, with the weights and biases of what has been
    /// learned, see [`Trainer::network_at_rest`], and with the image if it learns from images. The recipe's own at step 0
    /// unless the training [begins elsewhere](Self::begins_elsewhere).
    pub fn network_shown(&self, recipe: &Recipe, (step, learned): (u64, Network)) -> Network {
        let mut network = match step > 0 || self.begins_elsewhere() {
            true => Network::with_layers(recipe, learned.layers),
            false => Network::from(recipe),
        };
        if self.data == DataKind::Digits {
            network.input = learned.input;
        }
        network
    }

    /// The batch norm of layer 1..=K: all but the last one have it, or none.
    fn batch_norm_of(&self, layer: usize, depth: usize) -> Option<BatchNorm> {
        (self.batch_norm == Switch::On && layer < depth).then(BatchNorm::default)
    }

    /// How batches are drawn and weights change in the steps after so many others; without batch norms.
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
    /// As [`Course::network`] and [`Trainer::of`]: too many weights, too much memory, numbers outside their ranges, or a layer with a norm
    /// that should have a batch norm as well.
    pub fn trainer(&self, recipe: &Recipe, step: u64) -> Result<Trainer, FileError> {
        // Before it is drawn: that takes memory as well.
        Trainer::check_size(own_weights(recipe))?;
        let data = self.data(recipe)?;
        let network = self.network_for(recipe, &data)?;
        let norms = (1..=recipe.depth).map(|layer| self.batch_norm_of(layer, recipe.depth));
        let plan = Plan {
            batch_norms: norms.collect(),
            ..self.plan(recipe.seed, step)
        };
        Trainer::of(&network, data, plan)
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
        let widths = recipe.widths();
        let own = [widths.first(), widths.last()].map(|width| width.copied().unwrap_or(0));
        let problem = words::misfit(own, self.ends(recipe), &changes.join("&"));
        Err(FileError::new(words::NETWORK, problem))
    }
}

/// The number of the weights of a recipe, those that layers share counted once.
fn own_weights(recipe: &Recipe) -> u64 {
    let widths = recipe.widths();
    let owners = (1..=recipe.depth).filter(|layer| recipe.source_of(*layer) == *layer);
    owners
        .map(|layer| widths[layer - 1] as u64 * widths[layer] as u64)
        .sum()
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
