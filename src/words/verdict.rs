//! The answer: what the gradient does, and how far the direction of the loss matters.

use super::name::shown;

/// The states.
pub const DEAD: &str = "Dead";
pub const VANISHING: &str = "Vanishing";
pub const SHRINKING: &str = "Shrinking";
pub const STABLE: &str = "Stable";
pub const GROWING: &str = "Growing";
pub const EXPLODING: &str = "Exploding";
pub const NOT_FINITE: &str = "Not finite";
pub const NOT_RESOLVED: &str = "Not resolved";

/// The whole answer, which begins with the state's word.
pub fn sentence(state: &str, finding: &str) -> String {
    format!("{state}: {finding}")
}

/// The same if the network has a name.
pub fn sentence_in(state: &str, name: &str, finding: &str) -> String {
    format!("{state} in \u{201c}{}\u{201d}: {finding}", shown(name))
}

/// The same in a few words.
pub fn brief(state: &str, per_layer: &str) -> String {
    format!("{state}, ×{per_layer} per layer")
}

/// What is followed.
pub const GRADIENT: &str = "the gradient";
pub const BEST_DIRECTION: &str = "the best direction";
pub const WORST_DIRECTION: &str = "the worst direction";

/// The beginning of the findings below; `subject` is one of the three above.
pub fn way(depth: usize, subject: &str) -> String {
    format!("from layer {depth} back to the input {subject}")
}

pub fn shrinks_at_least(way: &str, times: &str) -> String {
    format!("{way} shrinks at least {times} times; how much more is not resolved.")
}

pub fn grows_at_most(way: &str, times: &str) -> String {
    format!("{way} grows at most {times} times; how much is not resolved.")
}

pub fn shrinks_beyond(way: &str) -> String {
    format!("{way} shrinks more than 10^(10¹⁷) times, beyond what is computed.")
}

pub fn keeps(way: &str, per_layer: &str) -> String {
    format!("{way} keeps its length, ×{per_layer} per layer.")
}

pub fn nearly_keeps(way: &str, per_layer: &str) -> String {
    format!("{way} keeps its length to 1 %, ×{per_layer} per layer.")
}

pub fn shrinks(way: &str, times: &str, per_layer: &str) -> String {
    format!("{way} shrinks {times} times, ×{per_layer} per layer.")
}

pub fn grows(way: &str, times: &str, per_layer: &str) -> String {
    format!("{way} grows {times} times, ×{per_layer} per layer.")
}

/// Other findings.
pub const DEAD_EVERYWHERE: &str = "the gradient is exactly 0 at every layer.";
pub const SOMETHING_NOT_FINITE: &str = "a number of this network is not finite.";

pub fn unknown_below(layer: usize) -> String {
    format!("nothing is known about the gradient below layer {layer}.")
}

pub fn dead_at(layer: usize, activation: &str) -> String {
    format!(
        "no gradient passes layer {layer} ({activation}); below it every gradient is exactly 0."
    )
}

pub fn gradient_not_finite(layer: usize) -> String {
    format!("on the way back, the gradient is not a number from layer {layer} on.")
}

/// `entering`: the norm of what enters the layer.
pub fn output_not_finite(layer: usize, entering: &str, activation: &str) -> String {
    format!(
        "the output of layer {layer} is the first that is not a number: ‖z‖ = {entering} enters it, and {activation} has no value that far out."
    )
}

/// How far the direction of the loss matters; `lost` is empty or [`lost`].
pub fn all_alike(factor: &str, lost: &str) -> String {
    format!("All directions of ∂L/∂y* that arrive have the factor {factor}.{lost}")
}

/// `arrives`: whether some directions do not arrive.
pub fn best_and_worst(best: &str, worst: &str, lost: &str, arrives: bool) -> String {
    let arrives = if arrives { " that arrives" } else { "" };
    format!("Best direction of ∂L/∂y*: factor {best}. Worst{arrives}: {worst}.{lost}")
}

/// Directions that do not arrive, "at least" so many if not all are resolved; begins with a space.
pub fn lost(lost: usize, directions: usize, is_resolved: bool) -> String {
    let at_least = if is_resolved { "" } else { "At least " };
    let verb = if lost == 1 { "is" } else { "are" };
    format!(" {at_least}{lost} of {directions} directions {verb} lost altogether.")
}

/// The headline: what it does, then how it arrives.
pub const IT_DIES: &str = "It dies";
pub const IT_VANISHES: &str = "It vanishes";
pub const IT_SHRINKS: &str = "It shrinks";
pub const IT_SURVIVES: &str = "It survives";
pub const IT_GROWS: &str = "It grows";
pub const IT_EXPLODES: &str = "It explodes";
pub const IT_BREAKS: &str = "It breaks off";
pub const IT_IS_NOT_RESOLVED: &str = "It is not resolved";

/// One of these, in a network that may have a name.
pub fn lead(state: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{state} in \u{201c}{}\u{201d}:", shown(name)),
        None => format!("{state}:"),
    }
}

/// `subject` is what is followed, `how` one of the lengths below.
pub fn arrives(subject: &str, how: &str) -> String {
    format!("{subject} arrives at the input {how}.")
}

/// The same where there is little room.
pub fn at_the_input(how: &str) -> String {
    format!("{how} at the input.")
}

/// The same for a length that is kept.
pub fn ended(how: &str) -> String {
    format!("{how}.")
}

/// Lengths beside that at the loss; `times` is a number in words.
pub fn times_shorter(times: &str) -> String {
    format!("{times} times shorter")
}

pub fn times_longer(times: &str) -> String {
    format!("{times} times longer")
}

pub fn percent_shorter(percent: f64) -> String {
    format!("{percent}\u{a0}% shorter")
}

pub fn percent_longer(percent: f64) -> String {
    format!("{percent}\u{a0}% longer")
}

pub const KEPT: &str = "as long as it set out";
pub const NEARLY_KEPT: &str = "as long as it set out, to 1\u{a0}%";
pub const BEYOND: &str = "more than 10^(10¹⁷) times shorter";

/// While the gradient is on its way back.
pub const AT_THE_LOSS: &str = "At the loss:";
pub const GONE: &str = "gone: it is exactly 0";
pub const NO_NUMBER: &str = "not a number";
pub const NOT_KNOWN: &str = "not known yet";

pub fn after(layers: usize, depth: usize) -> String {
    match depth {
        1 => "After the only layer:".into(),
        _ => format!("After {layers} of {depth} layers:"),
    }
}

pub fn is(how: &str) -> String {
    format!("the gradient is {how}.")
}

pub fn multiplied(layer: usize, factor: &str) -> String {
    format!("Layer {layer} multiplied its length by {factor}.")
}

/// A number, or a length, that is only a bound.
pub fn at_least(number: &str) -> String {
    format!("at least {number}")
}

pub fn at_most(number: &str) -> String {
    format!("at most {number}")
}

/// A power of ten near a number.
pub fn about(number: &str) -> String {
    format!("about {number}")
}

/// 10 to a power that is itself in words.
pub fn tower(exponent: &str) -> String {
    format!("10^({exponent})")
}

/// A number below a thousand times 1000^unit; `None` if that has no name that people know.
pub fn number(number: f64, unit: usize) -> Option<String> {
    Some(match unit {
        0 => number.to_string(),
        1 => {
            let whole = (number * 1000.0).round().to_string();
            let (thousands, rest) = whole.split_at_checked(whole.len().checked_sub(3)?)?;
            format!("{thousands},{rest}")
        }
        2 => format!("{number} million"),
        3 => format!("{number} billion"),
        4 => format!("{number} trillion"),
        _ => return None,
    })
}

/// Headlines without a length.
pub const NOTHING_ARRIVES: &str = "nothing at all reaches the input.";
pub const NOTHING_STARTS: &str = "there is no gradient to begin with.";
pub const NOTHING_KNOWN: &str = "nothing is known about the gradient at the input.";

pub fn output_is_no_number(layer: usize) -> String {
    format!("the output of layer {layer} is not a number.")
}

pub fn gradient_is_no_number(layer: usize) -> String {
    format!("the gradient is not a number from layer {layer} on.")
}

/// Below the headline.
pub const STARTS_AT_ZERO: &str = "The gradient of the loss is exactly 0, and so is every other.";
pub const NOTHING_BELOW: &str = "Nothing is known about the gradient below it.";
pub const BEYOND_WHAT: &str = "That is beyond what is computed.";
pub const HOW_MUCH: &str = "How long it is, is not resolved.";
pub const HOW_MUCH_MORE: &str = "How much shorter it is, is not resolved.";

pub fn ends_at(layer: usize, activation: &str) -> String {
    format!(
        "No gradient passes layer {layer} ({activation}); below it every gradient is exactly 0."
    )
}

/// `entering`: the norm of what enters the layer.
pub fn enters(entering: &str, activation: &str) -> String {
    format!("‖z‖ = {entering} enters it, and {activation} has no value that far out.")
}

pub fn each_layer(depth: usize, factor: &str) -> String {
    match depth {
        1 => format!("The only layer multiplies its length by {factor}."),
        _ => {
            format!("Each layer multiplies its length by {factor} on average, {depth} times over.")
        }
    }
}

/// `thing` is one of [`super::lengths::THINGS`].
pub fn like(thing: &str) -> String {
    format!("Were it a metre at the loss, it would be {thing} at the input.")
}

/// What some directions do although the gradient survives.
pub fn yet(what: &str) -> String {
    format!("Yet {what}.")
}

/// `qualified` is the number of lost directions in words, `zero` of them are exactly 0.
pub fn lost_directions(qualified: &str, [lost, zero, count]: [usize; 3]) -> String {
    let (arrive, do_not) = match lost {
        1 => ("arrives", "does not"),
        _ => ("arrive", "do not"),
    };
    let shorter = "more than a thousand times shorter";
    match zero {
        0 => format!("{qualified} of the {count} directions {arrive} {shorter}"),
        zero if zero == lost => {
            format!("{qualified} of the {count} directions {do_not} arrive at all")
        }
        zero => format!(
            "{qualified} of the {count} directions {arrive} {shorter}, {zero} of them not at all"
        ),
    }
}

pub fn longer_directions(longer: usize, count: usize) -> String {
    let arrive = if longer == 1 { "arrives" } else { "arrive" };
    format!("{longer} of the {count} directions {arrive} more than a thousand times longer")
}

/// Lost directions, and others that grow.
pub fn and_longer(lost: &str, longer: usize) -> String {
    format!("{lost}, and {longer} more than a thousand times longer")
}

pub fn all_fare_alike(count: usize) -> String {
    format!("{} fare alike.", all(count))
}

/// `how`: the length of the one that arrives shortest.
pub fn all_arrive(count: usize, how: &str) -> String {
    format!("{} arrive, the unluckiest {how}.", all(count))
}

fn all(count: usize) -> String {
    match count {
        2 => "Both directions".into(),
        _ => format!("All {count} directions"),
    }
}
