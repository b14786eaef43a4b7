//! The form: labels, explanations, choices, and the allowed values of a setting.

use super::Shown;
use super::name::shown;

/// Label and explanation of every setting.
pub const DEPTH: [&str; 2] = ["Depth", "K, the number of layers."];
pub const WIDTH: [&str; 2] = ["Width", "H, the number of neurons of each layer."];
pub const INPUTS: [&str; 2] = [
    "Inputs",
    "The size of the input; usually the width of the first layer.",
];
pub const ACTIVATION: [&str; 2] = ["Activation", "A, the function that every neuron applies."];
pub const INIT: [&str; 2] = ["Initialisation", "How the weights are drawn."];
pub const GAIN: [&str; 2] = ["Gain", "Multiplies every weight of a layer."];
pub const BIAS: [&str; 2] = [
    "Bias",
    "The standard deviation of the biases; 0 means no biases, or those of PyTorch.",
];
pub const SKIP: [&str; 2] = [
    "Skip",
    "s: a layer adds s times its branch to what enters it, where both have one width; 0 is no skip.",
];
pub const NORM: [&str; 2] = [
    "Norm",
    "Normalises the numbers of every layer, without a scale and a shift of its own.",
];
pub const PLACE: [&str; 2] = [
    "Place of the norm",
    "Before the weights, inside on the pre-activation, or after the sum with the skip.",
];
pub const TIED: [&str; 2] = [
    "Tied weights",
    "Layers of one shape have the weights and biases of the first: a recurrent network, unrolled.",
];
pub const SLOPE: [&str; 2] = [
    "Slope",
    "Of leaky ReLU on the left; no other activation has it.",
];
pub const SAMPLES: [&str; 2] = [
    "Samples",
    "Adds the gradients of the mean loss over so many inputs; everything else is of the first.",
];
pub const INPUT: [&str; 2] = ["Input", "What enters the network."];
pub const LOSS: [&str; 2] = [
    "Loss",
    "Where the gradient starts: at random, at an error, or in the direction that the chain carries best or worst.",
];
pub const TURN: [&str; 2] = [
    "Turn",
    "Turns the gradient of the loss: degrees from the direction that arrives best.",
];
pub const SEED: [&str; 2] = ["Seed", "Everything random comes from this number."];
pub const DATA: [&str; 2] = ["Data", "What it is to learn."];
pub const MODES: [&str; 2] = [
    "Modes",
    "The singular values of the linear map that is to be learned: up to 8 numbers, such as 3,2,1.",
];
pub const START: [&str; 2] = [
    "Balanced start",
    "The strength of every mode at first, spread evenly over the layers; 0 starts from the network’s own weights.",
];
pub const BATCH_NORM: [&str; 2] = [
    "Batch norm",
    "Normalises each neuron of the hidden layers over the rows of a batch, before its activation.",
];
pub const RULE: [&str; 2] = ["Rule", "How a gradient becomes an update."];
pub const LR: [&str; 2] = ["Step size", "The learning rate: how far a step goes."];
pub const BATCH: [&str; 2] = ["Batch", "How many rows a step sees; 0 is all."];
pub const CLIP: [&str; 2] = [
    "Clip",
    "The largest norm of all gradients together; 0 is no limit.",
];
pub const STEPS: [&str; 2] = ["Steps", "Where the training stops by itself."];
pub const STOP: [&str; 2] = [
    "Stop below",
    "The training stops after the first batch with a loss below it; 0 is never.",
];
pub const BEFORE: [&str; 3] = [
    "Before",
    "The training has branched: how its first steps were taken.",
    "up to 4 stretches until~rule~lr~batch~clip with growing numbers of steps, such as 500~sgd~0.1~32~0",
];
pub const AGAINST: [&str; 3] = [
    "Against",
    "The training A beside which it is shown: what is different there.",
    "settings with their values, such as lr~0.1_act~relu, or same",
];
pub const AT: [&str; 2] = ["Shown step", "The step of the training that is shown."];
pub const LAYER: [&str; 2] = [
    "Layer",
    "The layer under the lens; without a number the lens is at the input.",
];
pub const VIEW: [&str; 2] = ["View", "The chart that is open."];
pub const CHIPS: [&str; 3] = [
    "Chips",
    "What of the fan is shown; without it what belongs to the view.",
    "none, or some of gradient, directions, bound, weights, plain, theory, seeds, formats, separated by commas",
];
pub const STEP: [&str; 2] = [
    "Step",
    "The step of the lesson that is open; without a number the lesson is closed.",
];

/// The activations.
pub mod activation {
    pub const LINEAR: &str = "Linear";
    pub const SIGMOID: &str = "Sigmoid";
    pub const TANH: &str = "Tanh";
    pub const RELU: &str = "ReLU";
    pub const LEAKY_RELU: &str = "Leaky ReLU";
    pub const ELU: &str = "ELU";
    pub const SELU: &str = "SELU";
    pub const GELU: &str = "GELU";
    pub const SILU: &str = "SiLU";
    pub const SOFTPLUS: &str = "Softplus";
    pub const SOFTSIGN: &str = "Softsign";
    pub const ERF: &str = "Erf";
    pub const MISH: &str = "Mish";
    pub const SIN: &str = "Sine";
    pub const ARCTAN: &str = "Arctan";
}

/// The distributions of the weights.
pub mod init {
    pub const XAVIER_NORMAL: &str = "Xavier, normal";
    pub const XAVIER_UNIFORM: &str = "Xavier, uniform";
    pub const HE_NORMAL: &str = "He, normal";
    pub const HE_UNIFORM: &str = "He, uniform";
    pub const LECUN_NORMAL: &str = "LeCun, normal";
    pub const ORTHOGONAL: &str = "Orthogonal";
    pub const NORMAL: &str = "Normal N(0, 1)";
    pub const IDENTITY: &str = "Identity";
    pub const ZEROS: &str = "Zeros";
    pub const PYTORCH: &str = "PyTorch, linear layer";
    pub const CONSTANT: &str = "Constant";
}

/// What normalises the numbers of a layer.
pub mod norm {
    pub const NONE: &str = "None";
    pub const LAYER: &str = "Layer norm";
    pub const RMS: &str = "RMS norm";
}

/// Where in a layer its norm acts.
pub mod place {
    pub const BEFORE: &str = "Before the weights";
    pub const INSIDE: &str = "On the pre-activation";
    pub const AFTER: &str = "After the sum";
}

/// Whether layers of one shape share their weights.
pub mod tied {
    pub const NO: &str = "Each its own";
    pub const YES: &str = "Shared";
}

/// The inputs of the network.
pub mod input {
    pub const NORMAL: &str = "Normal N(0, 1)";
    pub const ONES: &str = "All ones";
    pub const UNIT: &str = "Random unit vector";
}

/// Where the gradient starts.
pub mod loss {
    pub const UNIT: &str = "Random unit gradient";
    pub const MSE: &str = "Squared error";
    pub const BEST: &str = "Best direction";
    pub const WORST: &str = "Worst direction";
    pub const CROSS_ENTROPY: &str = "Cross-entropy";
    pub const SUM: &str = "Sum of the outputs";
}

pub mod data {
    pub const CIRCLE: &str = "A disc in a ring";
    pub const XOR: &str = "Quadrants (xor)";
    pub const GAUSS: &str = "Two clouds";
    pub const SPIRAL: &str = "Two spirals";
    pub const SINE: &str = "A sine";
    pub const COPY: &str = "Recall after a delay";
    pub const TEACHER: &str = "A linear map";
    pub const DIGITS: &str = "Handwritten digits";
}

pub mod switch {
    pub const OFF: &str = "Off";
    pub const ON: &str = "On";
}

pub mod rule {
    pub const SGD: &str = "Gradient descent";
    pub const MOMENTUM: &str = "Momentum 0.9";
    pub const ADAM: &str = "Adam";
}

/// The allowed values of a setting, as part of a sentence.
pub fn whole(min: Shown, max: Shown) -> String {
    format!("a whole number from {min} to {max}")
}

pub fn real(min: Shown, max: Shown) -> String {
    format!("a number from {min} to {max}")
}

pub fn reals(most: usize, min: Shown, max: Shown) -> String {
    format!("1 to {most} numbers from {min} to {max}, such as 3,2,1")
}

pub fn whole_runs(min: Shown, max: Shown, layers: u32) -> String {
    format!(
        "whole numbers from {min} to {max} for at most {layers} layers, such as 16 or 16~10,8~10"
    )
}

pub fn real_runs(min: Shown, max: Shown, layers: u32) -> String {
    format!("numbers from {min} to {max} for at most {layers} layers, such as 1.5 or 1~10,4~1,1")
}

pub fn choice(names: &str) -> String {
    format!("one of {names}")
}

pub fn choice_runs(names: &str, [last, first]: [&str; 2]) -> String {
    format!("one of {names}; or a list such as {first}~19,{last}")
}

/// The allowed values in a network with this many layers.
pub fn for_layers(depth: usize, allowed: &str) -> String {
    format!("for layers 1 to {depth}: {allowed}")
}

/// How many weights there may be.
pub fn weights(depth: usize, limit: u64) -> String {
    format!("with {depth} layers there may be {limit} weights in all")
}

/// How many samples there may be.
pub fn samples(weights: u64, limit: u64) -> String {
    format!("with {weights} weights, weights times samples may be at most {limit}")
}

/// The groups of settings below the sentence about the network.
pub const MORE: &str = "Network";
pub const REMEDIES: &str = "Remedies";
pub const ENDS: &str = "Input and loss";
pub const CHANCE: &str = "Chance";

/// In the box of a gradient that is not turned.
pub const NOT_TURNED: &str = "not turned";

/// What takes a setting back to its default.
pub fn back_to_default(label: &str) -> String {
    format!("{label} as usual")
}

/// The slider beside the box of a setting.
pub fn slider(label: &str) -> String {
    format!("{label}, slider")
}

/// Where the lens is without a layer.
pub const THE_INPUT: &str = "the input";

/// The tick that ties the size of the input to the first layer.
pub const SAME_AS_FIRST: &str = "same as layer 1";

/// Between the values of a setting that differs from layer to layer, and in place of those that are left out.
pub const OR: &str = "/";
pub const MORE_OF_THEM: &str = "…";

/// Runs of a setting that differs from layer to layer.
pub fn layer_by_layer(runs: &str) -> String {
    format!("{runs} (layer by layer)")
}

/// The most important settings in one line, and the texts for those that differ from layer to
/// layer. `parts`: activation, what is around it, initialisation, gain.
pub fn summary((depth, width): (usize, &str), parts: &[String], seed: u32) -> String {
    format!("{depth} × {width} · {} · seed {seed}", parts.join(" · "))
}

/// The same behind the sentence about the network.
pub fn with(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        some => format!(", with {}", some.join(", ")),
    }
}

/// Skips, norms and shared weights in this line.
pub fn skip(skip: f64) -> String {
    format!("skip {skip}")
}

/// A norm and its place.
pub fn norm_at(norm: &str, place: &str) -> String {
    format!("{norm} {place}")
}

/// The norms and their places, in the order of the choices.
pub const NORMS: [&str; 3] = ["", "layer norm", "RMS norm"];
pub const AT_PLACES: [&str; 3] = ["before the weights", "inside", "after the sum"];
pub const SKIPS: &str = "several skips";
pub const SEVERAL_NORMS: &str = "several norms";
pub const TIED_WEIGHTS: &str = "shared weights";

/// The same for a network file.
pub fn summary_of_file(name: &str, depth: usize) -> String {
    let name = shown(name);
    match depth {
        1 => format!("{name} · 1 layer"),
        _ => format!("{name} · {depth} layers"),
    }
}

pub fn gain(gain: f64) -> String {
    format!("gain {gain}")
}

pub const WIDTHS: &str = "different widths";
pub const ACTIVATIONS: &str = "several activations";
pub const GAINS: &str = "several gains";

/// The word behind a number of layers.
pub fn layers(count: usize) -> &'static str {
    if count == 1 { "layer" } else { "layers" }
}
