//! A training that goes on step by step.

use std::ops::Range;
use std::sync::Arc;

use kernel::descent::subtract;
use kernel::rows::{length, scale};

use super::batches::Batching;
use super::loss::{BatchLoss, loss};
use super::parameters::{Wiring, wire, with_parameters};
use super::pass::Pass;
use super::rule::Memory;
use super::{Course, Data, NonFinite, Plan, Record, Rule, What};
use crate::network::{FileError, Network};
use crate::words::training as words;

/// A network that learns.
///
/// Nothing is allocated after construction by [`Trainer::step`] and [`Trainer::look`].
#[derive(Clone, Debug)]
pub struct Trainer {
    network: Network,
    data: Data,
    plan: Plan,
    wirings: Vec<Wiring>,
    parameters: Vec<f64>,
    gradients: Vec<f64>,
    /// What the rule takes away from one part of the parameters.
    update: Vec<f64>,
    memory: Memory,
    batching: Batching,
    pass: Pass,
    record: Record,
    /// The lengths of the gradients of all weights and biases.
    lengths: Vec<f64>,
    step: u64,
    first_non_finite: Option<NonFinite>,
}

/// All that later steps depend on. A clone shares its numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub(super) step: u64,
    pub(super) parameters: Arc<Vec<f64>>,
    pub(super) memory: Arc<Memory>,
    pub(super) first_non_finite: Option<NonFinite>,
}

impl Snapshot {
    /// The beginning of any training, without its numbers: [`Trainer::snapshot`] has them before the first step.
    pub(crate) fn beginning() -> Self {
        Self {
            step: 0,
            parameters: Arc::default(),
            memory: Arc::new(Memory::of(Rule::Sgd, 0, 0)),
            first_non_finite: None,
        }
    }

    /// Whether it is only that of any training.
    pub(crate) fn is_beginning(&self) -> bool {
        self.step == 0 && self.parameters.is_empty()
    }

    /// How many updates came before it.
    pub fn step(&self) -> u64 {
        self.step
    }

    /// The same before the first step of another rule, which knows nothing of earlier gradients.
    #[must_use]
    pub fn under(mut self, rule: Rule) -> Self {
        self.memory = Arc::new(Memory::of(rule, self.parameters.len(), self.step));
        self
    }

    /// How many steps from here on multiply about so many numbers, as a course with so many rows takes the first of them;
    /// at least one.
    pub fn steps_of(&self, numbers: u64, (course, rows): (&Course, usize)) -> u64 {
        let rows = course.manner_at(self.step).rows(rows);
        let cost = (self.numbers() as u64).saturating_mul(rows as u64);
        (numbers / cost.max(1)).max(1)
    }

    /// How many numbers it holds: parameters, and what the rule keeps.
    pub fn numbers(&self) -> usize {
        self.parameters.len() + self.memory.first.len() + self.memory.second.len()
    }
}

impl Trainer {
    /// The most numbers that a batch may leave behind in all layers.
    pub const MOST_NUMBERS: usize = 30_000_000;
    /// The most weights, those that layers share counted once: with what Adam keeps of each, a snapshot of them has 24 MB.
    pub const MOST_WEIGHTS: u64 = 1_000_000;

    /// This network, before its first step. Its own input and loss do not matter; biases that it has are trained, and
    /// where there are none there will be none.
    ///
    /// # Errors
    /// Data that do not fit the inputs or outputs of the network, numbers of the plan outside their ranges, rows that are
    /// not there, too many weights, or batches that need too much memory: one sentence that names the field.
    pub fn of(network: &Network, data: Data, plan: Plan) -> Result<Self, FileError> {
        let [inputs, outputs] = ends(network);
        if data.inputs() != inputs {
            let problem = words::other_input_width(data.inputs(), inputs);
            return Err(FileError::new(words::INPUTS, problem));
        }
        data.check_outputs(outputs)?;
        plan.check()?;
        let batching = Batching::of(&plan.batches, &data)?;
        let (wirings, parameters) = wire(network, &plan.batch_norms)?;
        let owners = wirings.iter().enumerate();
        let owners = owners.filter(|(j, wiring)| wiring.owner_of_weight(&wirings[..*j]).is_none());
        Self::check_size(owners.map(|(_, wiring)| wiring.weight.len() as u64).sum())?;
        if Pass::room(&wirings, data.rows().max(batching.most())) > Self::MOST_NUMBERS {
            return Err(FileError::new(words::BATCHES, words::TOO_LARGE_A_BATCH));
        }
        let biases: Vec<bool> = wirings.iter().map(|wiring| wiring.bias.is_some()).collect();
        let parts = wirings.iter().flat_map(Wiring::parts);
        let largest = parts.map(|part| part.len()).max();
        Ok(Self {
            network: network.clone(),
            gradients: vec![0.0; parameters.len()],
            update: vec![0.0; largest.unwrap_or(0)],
            memory: Memory::of(plan.rule, parameters.len(), 0),
            pass: Pass::of(&wirings, batching.most()),
            record: Record::of(&biases),
            lengths: Vec::with_capacity(2 * wirings.len()),
            step: 0,
            first_non_finite: None,
            data,
            plan,
            wirings,
            parameters,
            batching,
        })
    }

    /// Refuses more weights than can be trained.
    pub(super) fn check_size(weights: u64) -> Result<(), FileError> {
        if weights <= Self::MOST_WEIGHTS {
            return Ok(());
        }
        let problem = words::too_many_weights(weights, Self::MOST_WEIGHTS);
        Err(FileError::new(words::NETWORK, problem))
    }

    /// Takes one step: the gradients of the batch from the weights as they are, clipping, the rule, and then all weights
    /// change together. `None`, and nothing has changed, if a number is not finite; [`Trainer::first_non_finite`] tells
    /// which one, and no further step is taken.
    pub fn step(&mut self) -> Option<&Record> {
        self.compute()?;
        if self.plan.clip.is_some() {
            scale(&mut self.gradients, self.record.clip_factor);
        }
        self.update_parameters();
        self.record.is_step = true;
        self.step += 1;
        Some(&self.record)
    }

    /// What the next step would see, without taking it. Otherwise as [`Trainer::step`].
    pub fn look(&mut self) -> Option<&Record> {
        self.compute()?;
        self.record.weight_updates.fill(0.0);
        let updates = self.record.bias_updates.iter_mut().flatten();
        updates.for_each(|update| *update = 0.0);
        self.record.is_step = false;
        Some(&self.record)
    }

    /// About how many numbers it holds.
    pub fn numbers(&self) -> usize {
        let memory = self.memory.first.len() + self.memory.second.len();
        let room = Pass::room(&self.wirings, self.batching.most());
        // Its weights are also those of its network, and each has a gradient.
        3 * self.parameters.len() + memory + room
    }

    /// How many steps were taken.
    pub fn steps(&self) -> u64 {
        self.step
    }

    /// What ended the training, if anything did.
    pub fn first_non_finite(&self) -> Option<NonFinite> {
        self.first_non_finite
    }

    /// The network with the weights as they are.
    pub fn network(&self) -> Network {
        self.network_with(&self.parameters)
    }

    /// The same with other parameters of this shape.
    pub(super) fn network_with(&self, parameters: &[f64]) -> Network {
        with_parameters(&self.network, &self.wirings, parameters)
    }

    /// The data.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// What its layers do, and all parameters.
    pub(super) fn wired(&self) -> (&[Wiring], &[f64]) {
        (&self.wirings, &self.parameters)
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// dL/dw of layer 1..=K in the last step or look, row by row, H_{j-1} x H_j: before clipping after a look, after it
    /// after a step. Of shared weights it is the sum over their layers.
    pub fn weight_gradient(&self, layer: usize) -> Option<&[f64]> {
        let wiring = self.wirings.get(layer.checked_sub(1)?)?;
        self.gradients.get(wiring.weight.clone())
    }

    /// The same of the biases of layer 1..=K; `None` too if it has none.
    pub fn bias_gradient(&self, layer: usize) -> Option<&[f64]> {
        let wiring = self.wirings.get(layer.checked_sub(1)?)?;
        self.gradients.get(wiring.bias.clone()?)
    }

    /// All that later steps depend on: they give the same bits after [`Trainer::restore`].
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            step: self.step,
            parameters: Arc::new(self.parameters.clone()),
            memory: Arc::new(self.memory.clone()),
            first_non_finite: self.first_non_finite,
        }
    }

    /// Goes back, or forward, to a snapshot of a training of the same shape and rule; `None`, and nothing has changed, if
    /// it is another one.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Option<()> {
        let sizes = |parameters: &[f64], memory: &Memory| {
            [parameters.len(), memory.first.len(), memory.second.len()]
        };
        let own = sizes(&self.parameters, &self.memory);
        (own == sizes(&snapshot.parameters, &snapshot.memory)).then(|| {
            self.step = snapshot.step;
            self.parameters.copy_from_slice(&snapshot.parameters);
            self.memory.first.copy_from_slice(&snapshot.memory.first);
            self.memory.second.copy_from_slice(&snapshot.memory.second);
            self.memory.since = snapshot.memory.since;
            self.first_non_finite = snapshot.first_non_finite;
        })
    }

    /// Takes over the parameters of a snapshot, whatever its rule, to look at its network; `None`, and nothing has
    /// changed, if the shape is another one.
    pub(super) fn look_at(&mut self, snapshot: &Snapshot) -> Option<()> {
        let is_alike = self.parameters.len() == snapshot.parameters.len();
        is_alike.then(|| self.parameters.copy_from_slice(&snapshot.parameters))
    }

    /// The gradients of the next batch, and all that is known of it before the update.
    fn compute(&mut self) -> Option<()> {
        if self.first_non_finite.is_none() {
            let found = self.passes().err();
            self.first_non_finite = found.map(|(what, layer)| NonFinite {
                step: self.step,
                what,
                layer,
            });
        }
        self.first_non_finite.is_none().then(|| self.measure())
    }

    /// Both passes, and the lengths of gradients and weights; stops at the first number that is not finite.
    fn passes(&mut self) -> Result<(), (What, Option<usize>)> {
        let (wirings, parameters, data) = (&self.wirings, &self.parameters, &self.data);
        for (j, wiring) in wirings.iter().enumerate() {
            let lengths = wiring.lengths(parameters);
            let [weight, _] = lengths.ok_or((What::Weights, Some(j + 1)))?;
            self.record.weight_norms[j] = weight;
        }
        let batch = self.batching.batch(self.step);
        let inputs = self.pass.input(batch.len());
        for (input, row) in inputs.chunks_exact_mut(data.inputs()).zip(batch) {
            input.copy_from_slice(data.input(*row));
        }
        let forward = self.pass.forward(wirings, parameters);
        forward.map_err(|layer| (What::Outputs, Some(layer)))?;
        let (outputs, gradient) = self.pass.outputs_and_gradient(wirings);
        let BatchLoss { loss, accuracy } = loss(outputs, data, batch, gradient);
        if !loss.is_finite() {
            return Err((What::Loss, None));
        }
        (self.record.loss, self.record.accuracy) = (loss, accuracy);
        self.pass
            .backward(wirings, parameters, &mut self.gradients, &mut self.record);
        for (j, wiring) in wirings.iter().enumerate().rev() {
            let lengths = wiring.lengths(&self.gradients);
            let [weight, bias] = lengths.ok_or((What::Gradients, Some(j + 1)))?;
            self.record.weight_gradients[j] = weight;
            self.record.bias_gradients[j] = wiring.bias.is_some().then_some(bias);
        }
        Ok(())
    }

    /// All weights and biases change, each by its own update.
    fn update_parameters(&mut self) {
        let rule = (self.plan.rule, self.plan.lr);
        let coefficients = self.memory.coefficients(rule, self.step);
        let mut change = |part: Range<usize>| {
            let update = &mut self.update[..part.len()];
            let gradient = &self.gradients[part.clone()];
            self.memory
                .update(update, gradient, (coefficients, part.clone()));
            subtract(&mut self.parameters[part], update);
            length(update)
        };
        let record = &mut self.record;
        for (j, wiring) in self.wirings.iter().enumerate() {
            record.weight_updates[j] = match wiring.owner_of_weight(&self.wirings[..j]) {
                Some(owner) => record.weight_updates[owner],
                None => change(wiring.weight.clone()),
            };
            record.bias_updates[j] = wiring.bias.clone().map(&mut change);
        }
    }

    /// What follows from the lengths.
    fn measure(&mut self) {
        let record = &mut self.record;
        record.step = self.step;
        self.lengths.clear();
        for (j, wiring) in self.wirings.iter().enumerate() {
            if !wiring.is_shared {
                record.weight_parts[j] = record.weight_gradients[j];
            }
            if wiring.owner_of_weight(&self.wirings[..j]).is_none() {
                self.lengths.push(record.weight_gradients[j]);
            }
            self.lengths.extend(record.bias_gradients[j]);
        }
        record.gradient_norm = length(&self.lengths);
        let clip = self.plan.clip;
        record.clip_factor = clip.map_or(1.0, |clip| clip.factor(record.gradient_norm));
    }
}

/// H_0 and H_K.
fn ends(network: &Network) -> [usize; 2] {
    let first = network
        .layers
        .first()
        .map_or(1, |layer| layer.weight.nrows());
    let last = network
        .layers
        .last()
        .map_or(1, |layer| layer.weight.ncols());
    [first, last]
}
