//! What the layers do while a network is trained.

use super::Shown;

/// The heading of a saved picture.
pub const TITLE: &str = "Which layers learn, and which stand still";

/// Sentences in a row.
pub const SPACE: &str = " ";

/// A count of steps: "1,240".
pub fn number(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What the page shows of batch norms.
pub const BATCH_NORM: &str = "Batch norm: the page above shows every hidden layer with the mean and the deviation of all rows held fixed, as a part of its weights and biases. A step of the training takes those of its batch, and the gradient goes through them as well, as it does in the map.";

/// The beginnings of the headline.
pub const NOT_BEGUN: &str = "Not begun:";
pub const BEFORE: &str = "Before the first step:";
pub const NOTHING_LEARNS: &str = "Nothing learns:";
pub const IS_DEAD: &str = "It is dead:";
pub const DIES: &str = "It dies:";
pub const LEARNS: &str = "It learns:";
pub const LEARNS_IN_PART: &str = "It learns in part:";
pub const GUESSES: &str = "It only guesses so far:";
pub const STANDS_STILL: &str = "It stands still:";
pub const RESTS: &str = "It has learned:";
pub const IS_THROWN: &str = "The steps are too large:";
pub const DIVERGES: &str = "It diverges:";

/// How the headline goes on.
pub const NO_STEP: &str = "no step has been taken.";
pub const NO_RATE: &str = "the step size is 0, so no weight changes.";

/// `since`: the first step seen from which on it is so, if an earlier one is known.
pub fn all_gradients_zero(since: Option<&str>) -> String {
    let since = since.map_or(String::new(), |step| {
        format!(" since step {step} at the latest")
    });
    format!("the gradient of all weights is exactly 0{since}; only biases may still have one.")
}

/// `what` is one of the four below.
pub fn diverges_at(step: &str, what: &str) -> String {
    format!("at step {step} {what}.")
}

/// The same if the step that is shown is an earlier one.
pub fn later(step: &str, what: &str) -> String {
    format!("It diverges at step {step}: {what}.")
}

pub fn weights_not_finite(layer: usize) -> String {
    format!("the weights of layer {layer} are not finite")
}

pub fn outputs_not_finite(layer: usize) -> String {
    format!("the output of layer {layer} is not finite")
}

pub fn gradients_not_finite(layer: usize) -> String {
    format!("the gradient of layer {layer} is not finite")
}

pub const LOSS_NOT_FINITE: &str = "the loss is not finite";

/// Which layers.
pub fn all_layers(depth: usize) -> String {
    match depth {
        1 => "the only layer".into(),
        2 => "both layers".into(),
        _ => format!("all {depth} layers"),
    }
}

pub fn some_layers(count: usize, depth: usize) -> String {
    format!("{count} of the {depth} layers")
}

/// Stretches of layers from one to another: "layers 1 to 3 and layer 7".
pub fn layers(stretches: &[(usize, usize)]) -> String {
    let one = |(from, to): &(usize, usize)| match to - from {
        0 => format!("layer {from}"),
        1 => format!("layers {from} and {to}"),
        _ => format!("layers {from} to {to}"),
    };
    list(&stretches.iter().map(one).collect::<Vec<_>>())
}

/// The same as an owner; more stretches than `most` are "these layers".
pub fn layers_of(stretches: &[(usize, usize)], most: usize) -> String {
    match stretches.len() > most {
        true => "these layers".into(),
        false => layers(stretches),
    }
}

fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// What layers do.
pub fn learn(count: usize) -> &'static str {
    if count == 1 { "learns" } else { "learn" }
}

/// The same while the loss is that of a guess.
pub fn change_only(count: usize) -> &'static str {
    if count == 1 { "changes" } else { "change" }
}

pub fn stand_still(count: usize) -> &'static str {
    if count == 1 {
        "stands still"
    } else {
        "stand still"
    }
}

pub fn are_thrown(count: usize) -> &'static str {
    if count == 1 {
        "is thrown about"
    } else {
        "are thrown about"
    }
}

pub fn are_dead(count: usize) -> &'static str {
    if count == 1 { "is dead" } else { "are dead" }
}

/// Before any step.
pub const NOT_YET: &str = "no step yet";

/// The same beside the layers.
pub const THROWN: &str = "thrown about";
pub const DEAD: &str = "dead";

pub fn doing(layers: &str, what: &str) -> String {
    format!("{layers} {what}")
}

/// What all layers do, as one sentence.
pub fn and_so(doings: &[String]) -> String {
    format!("{}.", doings.join(", "))
}

/// Why; a change is that of one step.
pub const LESS_THAN_A_MILLIONTH: &str = "change by less than a millionth per step";
pub const MORE_THAN_A_TENTH: &str = "change by more than a tenth per step";
pub const NO_GRADIENT_AT_ALL: &str = "get a gradient of exactly 0";

/// `layers` are those that the sentence is about, unless it is about all.
pub fn cause(layers: Option<&str>, what: &str) -> String {
    match layers {
        Some(layers) => format!("The weights of {layers} {what}."),
        None => format!("All weights {what}."),
    }
}

/// The end of a headline as a sentence of its own.
pub fn sentence(rest: &str) -> String {
    let mut sentence = rest.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}

/// The loss on the batch of a step; `right` is [`right`].
pub fn loss(loss: &str, right: Option<&str>) -> String {
    match right {
        Some(right) => format!("On its batch: loss {loss}, {right}."),
        None => format!("On its batch: loss {loss}."),
    }
}

/// The same at two steps, each with its number.
pub fn losses(
    (first, before): (String, String),
    (step, after): (String, String),
    right: Option<&str>,
) -> String {
    let right = right.map_or(String::new(), |right| format!(", {right}"));
    format!("On its batch: loss {before} at step {first}, {after} at step {step}{right}.")
}

/// Why it has stopped before its last step.
pub fn stopped(step: &str, loss: &str, below: &str) -> String {
    format!("It stopped: the loss on the batch of step {step} was {loss}, below {below}.")
}

/// What a guess is, and its loss.
pub fn of_a_guess(loss: &str) -> String {
    format!("An answer that ignores the input would have {loss}.")
}

/// The share of right answers, rounded.
pub fn right(percent: f64) -> String {
    format!("{percent} % right")
}

/// What is read out at a cell: the layer or the input, the step, and what is there.
pub fn cell(place: &str, step: &str, what: &str) -> String {
    format!("{place}, step {step}: {what}")
}

pub const INPUT: &str = "input";

pub fn layer(layer: usize) -> String {
    format!("layer {layer}")
}

pub fn after_layer(layer: usize) -> String {
    format!("after layer {layer}")
}

pub fn change(ratio: Shown) -> String {
    format!("one step changes ‖w‖ by {ratio}")
}

pub const NOT_TAKEN: &str = "this step has not been taken";
pub const FROM_ZEROS: &str = "its weights were all 0 before this step";

pub fn equals(symbol: &str, value: Shown) -> String {
    format!("{symbol} = {value}")
}

/// The step that is shown.
pub fn step(step: &str) -> String {
    format!("step {step}")
}

/// What the numbers of its batch are: "batch loss 0.013", "98 % of it right".
pub fn loss_of(loss: &str) -> String {
    format!("batch loss {loss}")
}

pub fn right_of_it(percent: f64) -> String {
    format!("{percent} % of it right")
}

/// Numbers of another step than the one that is shown.
pub fn of_step(numbers: &str, step: &str) -> String {
    format!("{numbers} (step {step})")
}

/// Parts of one line.
pub const DOT: &str = " · ";

/// The axes.
pub const STEP: &str = "step";
pub const LAYER: &str = "layer";
pub const LOSS: &str = "loss";
pub const GUESS: &str = "a guess";
pub const RIGHT: &str = "right";

/// The scale of the colours: what it measures, its grey, and what lies to both sides of that.
pub const UPDATE: &str = "what one step changes, ‖Δw‖ / ‖w‖";
pub const WEIGHT_GRADIENT: &str = "‖∂L/∂w‖, as a multiple of the last layer’s";
pub const OUTPUT_GRADIENT: &str = "‖∂L/∂z‖, as a multiple of that at the loss";
pub const SAME: &str = "1";

/// The table.
pub fn caption(first: &str, now: &str, losses: &str) -> String {
    format!("The layers at step {first} and at step {now}. {losses}")
}

pub fn at_step(quantity: &str, step: &str) -> String {
    format!("{quantity}, step {step}")
}

pub const DOES: &str = "what it does";
pub const NOTHING: &str = "–";

/// The text alternative.
pub fn map(depth: usize, first: &str, last: &str) -> String {
    let layers = super::settings::layers(depth);
    match first == last {
        true => format!("A map of {depth} {layers} at step {first}."),
        false => format!("A map of {depth} {layers} and the steps from {first} to {last}."),
    }
}

pub const EMPTY_MAP: &str = "An empty map.";

/// What is at a place.
pub fn there(place: &str, what: &str) -> String {
    format!("{place}, {what}")
}

/// The first and the last row at the step that is shown.
pub fn from_to(step: &str, [first, last]: [&str; 2]) -> String {
    match first == last {
        true => format!("At step {step}: {first}."),
        false => format!("At step {step}: {first}; {last}."),
    }
}

/// The data and what is learned of them.
pub fn classes(points: usize, right: usize) -> String {
    format!(
        "{points} points of two classes on the plane that the network divides; {right} of them are on the right side."
    )
}

pub fn fit(points: usize) -> String {
    format!("{points} points of a curve, and the curve that the network draws through them.")
}

pub fn not_drawn(points: usize) -> String {
    format!("{points} points; the output of the network is not finite.")
}

/// The act, which the whole program alone has.
pub const INSIDE: &str = include_str!("training.html");

pub const OF_A_FILE: &str =
    "The numbers come from a file; only a network that the settings draw can be trained.";

pub const GIVEN_UP: &str = "This training has ended: its next steps could not be computed.";

/// The data have other inputs and outputs than the network.
pub fn misfit(data: &str, [inputs, outputs]: [usize; 2], [own_in, own_out]: [usize; 2]) -> String {
    format!("{data}: {inputs} in, {outputs} out. This network has {own_in} in, {own_out} out.")
}

/// What is different in A.
pub fn setting(label: &str, value: &str) -> String {
    format!("{} {value}", label.to_lowercase())
}

pub const COMMA: &str = ", ";

/// Settings of A.
pub fn with(settings: &str) -> String {
    format!("with {settings}")
}

/// The steps at which A has branched.
pub fn branched_at(steps: &[String]) -> String {
    match steps {
        [] => "without the branch".into(),
        steps => format!("branched at step {}", list(steps)),
    }
}

pub const AS_NOW: &str = "as now";

/// How the first steps were taken.
pub fn up_to(step: &str, what: &str) -> String {
    format!("Up to step {step}: {what}.")
}

/// A, and how far it is.
pub fn of_a(differences: &str, (step, label): &(String, String)) -> String {
    let what = match differences {
        "" => "the same as what is shown",
        other => other,
    };
    match label.as_str() {
        "" => format!("A (dashed), {what}."),
        label => format!("A (dashed), {what}: {label} at {step}."),
    }
}

pub const A: &str = "A";
pub const A_CANNOT: &str = "A cannot be trained: it does not fit its data, or it is too large.";
