//! Why a training cannot begin: places and problems, put together as by [`super::files::sentence`].

use super::Shown;
use super::files::{NEURONS, NUMBERS, ROWS, counted};

/// Places.
pub const CASE: &str = "the case";
pub const NETWORK: &str = "the network";
pub const INPUTS: &str = "\"inputs\"";
pub const TARGETS: &str = "\"targets\"";
pub const LABELS: &str = "\"labels\"";
pub const BATCHES: &str = "\"batches\"";
pub const OPTIMIZER: &str = "\"optimizer\"";
pub const KIND: &str = "\"optimizer\", \"kind\"";
pub const LR: &str = "\"optimizer\", \"lr\"";
pub const MOMENTUM: &str = "\"optimizer\", \"momentum\"";
pub const BETA_1: &str = "\"optimizer\", \"beta1\"";
pub const BETA_2: &str = "\"optimizer\", \"beta2\"";
pub const EPS: &str = "\"optimizer\", \"eps\"";
pub const CLIP: &str = "\"clip\"";
pub const CLIP_EPS: &str = "\"clip_eps\"";
pub const LOSS: &str = "\"loss\"";
pub const STEPS: &str = "\"steps\"";
pub const RECORD: &str = "\"record\"";
pub const BATCH_NORMS: &str = "the batch norms";

/// What is allowed, see [`not_allowed`].
pub const NOT_NEGATIVE: &str = "a finite number that is not negative";
pub const ABOVE_0: &str = "a finite number above 0";
pub const BELOW_1: &str = "at least 0 and below 1";

/// The problems.
pub const NOT_FINITE: &str = "contains a number that is not finite";
pub const EMPTY_BATCH: &str = "has 0 rows in a batch, but must have at least 1";
pub const NO_BATCHES: &str = "is an empty list, but must have at least one batch";
pub const TOO_LARGE_A_BATCH: &str =
    "need too much memory; fewer rows, fewer layers or narrower ones would fit";
pub fn too_many_weights(given: u64, most: u64) -> String {
    format!(
        "has {given} weights, but at most {most} can be trained; fewer layers or narrower ones would fit"
    )
}

pub const TWO_NORMS: &str = "has a norm, so that it cannot have a batch norm as well";

pub fn not_allowed(given: Shown<'_>, allowed: &str) -> String {
    format!("is {given}, but must be {allowed}")
}

pub fn misfit(own: [usize; 2], needed: [usize; 2], changes: &str) -> String {
    let [[inputs, outputs], [needed_in, needed_out]] = [own, needed];
    format!(
        "has {inputs} inputs and {outputs} outputs, but the data need {needed_in} and {needed_out}; \"{changes}\" would fit"
    )
}

pub fn other_rows(rows: usize, most: usize) -> String {
    let rows = counted(rows, ROWS);
    format!("has {rows} of full width, but must be 1 to {most} rows of the same width")
}

pub fn other_targets(given: usize, rows: usize) -> String {
    let needed = counted(rows, ROWS);
    format!("has {given}, but \"inputs\" has {needed} and each of them needs one")
}

pub fn other_input_width(given: usize, inputs: usize) -> String {
    let given = counted(given, NUMBERS);
    format!("has rows of {given}, but the network has {inputs} inputs")
}

pub fn other_target_width(given: usize, outputs: usize) -> String {
    let (given, outputs) = (counted(given, NUMBERS), counted(outputs, NEURONS));
    format!("has rows of {given}, but the last layer has {outputs}")
}

pub fn no_label(row: usize, label: usize, outputs: usize) -> String {
    let outputs = counted(outputs, NEURONS);
    format!(
        "number {row} is {label}, but the last layer has {outputs}, and labels are counted from 0"
    )
}

/// What is wrong with the images of digits.
pub const DIGITS: &str = "the digits";
pub const NO_DIGITS: &str = "have not been loaded";

pub fn no_image(line: usize, pixels: usize) -> String {
    format!("line {line} is no digit with {pixels} pixels from 0 to g")
}

pub fn no_image_of(digit: usize) -> String {
    format!("there is no image of a {digit}, but there must be one of each")
}

pub fn too_many_images(most: usize) -> String {
    format!("there are more than {most} images")
}

/// Why a training cannot start balanced.
pub fn not_balanced(layer: usize, what: &str) -> String {
    format!("a balanced start needs plain linear layers, but layer {layer} {what}")
}

pub const IS_CURVED: &str = "is not linear";
pub const HAS_A_SKIP: &str = "has a skip";
pub const HAS_A_NORM: &str = "has a norm";
pub const HAS_BATCH_NORM: &str =
    "a balanced start needs layers without norms, but batch norm is on";
pub const HAS_BIASES: &str = "a balanced start needs layers without biases, but these have some";
pub const SHARES_WEIGHTS: &str =
    "a balanced start gives each layer weights of its own, but here layers share theirs";

pub fn too_narrow(layer: usize, width: usize, modes: usize) -> String {
    let width = counted(width, NEURONS);
    format!(
        "a balanced start of {modes} modes needs at least as many neurons in each hidden layer, but layer {layer} has {width}"
    )
}

pub fn empty_list(step: usize) -> String {
    format!("step {step} has an empty list, but needs at least one row")
}

pub fn no_row(step: usize, row: usize, rows: usize) -> String {
    format!("step {step} has row {row}, but there are {rows}, counted from 0")
}

pub fn other_norms(given: usize, layers: usize) -> String {
    format!("are {given}, but there are {layers} layers and each of them has one or none")
}

pub fn other_lists(given: usize, steps: usize) -> String {
    format!("has {given} lists, but {steps} steps need one more than that")
}

pub fn no_version() -> String {
    "is missing; a case contains \"gradlens_training\": 1".to_owned()
}

/// The network does not take what the rows have.
pub fn other_row(row: usize, given: usize, width: usize) -> String {
    let given = counted(given, NUMBERS);
    format!("row {row} has {given}, but row 1 has {width}")
}

/// Counts that a number may be.
pub fn whole(least: usize, most: usize) -> String {
    format!("a whole number from {least} to {most}")
}

/// What `"batches"` may be.
pub const FULL_OR_LISTS: &str = "\"full\" or a list with a list of rows for each step";

/// A place in `"batches"`.
pub fn step(step: usize) -> String {
    format!("step {step}")
}

/// What belongs to another loss is given.
pub fn other_loss(loss: &str, place: &str) -> String {
    format!("cannot be combined with the loss \"{loss}\", which needs {place}")
}
