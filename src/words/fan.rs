//! The fan and its lens.

use super::Shown;

/// The heading, and what the picture shows, as its page outside the live one begins.
pub const TITLE: &str = "The gradient on its way back";
pub const LEAD: &str = "The thick line is the length of the gradient at every place, from the loss at the right back to the input at the left, on a logarithmic scale. The thin lines are what becomes of every direction.";

/// The chips: what can be shown.
pub const YOUR_GRADIENT: &str = "your gradient";
pub const THE_BOUND: &str = "the bound";
pub const WEIGHT_GRADIENTS: &str = "weight gradients";
pub const PLAIN: &str = "plain f64, f32";
pub const THEORY: &str = "theory";
pub const MANY_SEEDS: &str = "many seeds";
pub const NUMBER_FORMATS: &str = "number formats";

/// The text alternative about it; begins with a space.
pub fn plain_says(truth: Shown, [double, single]: [Shown; 2]) -> String {
    format!(
        " The shortest direction that arrives has length {truth}; plain f64 says {double}, plain f32 {single}."
    )
}

/// What plain arithmetic makes of the directions, at the ends of its lines.
pub const PLAIN_ENDS: [&str; 2] = ["plain f64", "plain f32"];

pub fn all_directions(count: usize) -> String {
    match count {
        1 => "the only direction".into(),
        _ => format!("all {count} directions"),
    }
}

/// The text alternative; all but the first sentence begin with a space.
pub fn from_the_right(depth: usize) -> String {
    format!(
        "The gradient leaves the loss behind layer {depth} at the right and runs left, back to the input."
    )
}

/// What lengths are multiples of, where it is not 1.
pub fn multiples(start: Shown) -> String {
    format!(" Its lengths are given as multiples of the one at the loss, {start}.")
}

pub fn steps(journey: &str, shorter: usize, longer: usize, depth: usize) -> String {
    let layers = super::settings::layers(depth);
    format!(
        " Its length goes {journey}; it gets shorter in {shorter} and longer in {longer} of {depth} {layers}."
    )
}

pub fn unresolved(journey: &str, count: usize, places: usize) -> String {
    format!(
        " Its length goes {journey}; at {count} of {places} places only an upper limit of it is known."
    )
}

pub fn not_finite(count: usize, places: usize) -> String {
    format!(" Its length is not finite at {count} of {places} places.")
}

pub fn zero(count: usize, places: usize) -> String {
    format!(" It is exactly 0 at {count} of {places} places.")
}

/// The directions at the input; a length may be an upper limit.
pub fn directions(count: usize, first: Shown, last: Shown) -> String {
    format!(
        " Of {count} directions that leave the loss with length 1, the longest arrives at the input with length {first}, the shortest with {last}."
    )
}

pub fn only_direction(first: Shown) -> String {
    format!(
        " Only one direction that leaves the loss with length 1 arrives at the input, with length {first}."
    )
}

/// A sentence of [`below`], [`cut_off`] or [`gap`] in the text alternative.
pub fn added(sentence: &str) -> String {
    format!(" {sentence}.")
}

pub fn gap(gap: &str) -> String {
    format!("The product of the norms promises {gap} times as much as the longest direction keeps")
}

/// The numbers at a place: the length of the gradient, and the longest and shortest direction.
pub const LENGTH: &str = "‖∂L/∂z‖";

pub fn stretched(first: Shown, last: Shown) -> String {
    format!("directions from {first} to {last}")
}

/// All directions are cut off; there are at least two.
pub fn all_cut_off(count: usize) -> String {
    format!("all {count} directions exactly 0")
}

pub fn only_stretched(first: Shown) -> String {
    format!("one direction, {first}")
}

/// The direction that the reader follows.
pub fn direction(number: usize, count: usize) -> String {
    format!("direction {number} of {count}, σ")
}

/// The table.
pub const CAPTION: &str = "The gradient and the directions at every place";
pub const FACTOR: &str = "factor of the layer behind";
pub const LONGEST: &str = "longest direction σ₁";
pub const SHORTEST: &str = "shortest direction";
pub const DIRECTIONS: &str = "directions that are not 0";
pub const BOUND: &str = "bound";
pub const SIGNAL: &str = "‖z⁽ʰ⁾‖";

/// The button that sends the gradient back.
pub const PLAY: &str = "Send the gradient back";
pub const PAUSE: &str = "Pause";
/// Read out at the end.
pub const OVER: &str = "The gradient has arrived at the input.";

/// Directions that the frame does not hold.
pub fn below(hidden: usize, count: usize, lowest: &str) -> String {
    let go = if hidden == 1 { "goes" } else { "go" };
    format!("{hidden} of {count} directions {go} on below, to {lowest}")
}

/// Directions that are zero at the input.
pub fn cut_off(cut: usize, count: usize) -> String {
    let are = if cut == 1 { "is" } else { "are" };
    format!("{cut} of {count} directions {are} cut off: exactly 0")
}

/// Directions that a layer ends.
pub fn cut(count: usize) -> String {
    format!("{count} cut")
}

/// What stands beside a line whose length at a place is read out.
pub fn length(value: &str) -> String {
    format!("‖∂L/∂z‖ = {value}")
}

/// The same as a multiple of the length at the loss.
pub fn multiple(value: &str) -> String {
    format!("‖∂L/∂z‖ = {value} ‖∂L/∂y*‖")
}

/// The lens.
pub const MAGNIFIED: &str = "magnified";
pub const MADE_SMALLER: &str = "made smaller";
pub const ACTUAL_SIZE: &str = "actual size";
pub const NOTHING_LEFT: &str = "nothing left";
pub const NOT_KNOWN: &str = "…";
pub const AT_THE_INPUT: &str = "at the input";
/// What the directions are at the loss.
pub const ONCE_A_CIRCLE: &str = "once a circle";

pub fn after_layer(layer: usize) -> String {
    format!("after layer {layer}")
}

/// Below the plot.
pub const INPUT: &str = "input";
pub const LAYER: &str = "layer";
pub const PER_LAYER: &str = "per layer";
pub const BACK_IT_GOES: &str = "← back it goes";

/// The source of the gradient.
pub const LOSS_GRADIENT: &str = "the loss gradient";
pub const TURN_IT: &str = " · turn it";

/// `length` is "1" or a number.
pub fn of_length(length: &str) -> String {
    format!("length {length}")
}

/// How far the gradient is turned away from the direction that survives best.
pub fn off_the_luckiest(degrees: f64) -> [String; 2] {
    let way = format!("{degrees:.0}° off the direction");
    [way, "that arrives longest".into()]
}

/// In place of a length that is zero.
pub const EXACTLY_ZERO: &str = "exactly 0";

/// The hatch below the bound.
pub fn promised(gap: &str) -> String {
    format!("promised by the norms, reached by no direction: {gap} times the longest")
}

pub fn promised_briefly(gap: &str) -> String {
    format!("never reached: {gap} times")
}

/// The bound at the input.
pub fn allows(bound: &str) -> String {
    format!("∏ ‖diag A′‖ ‖w‖ allows {bound}")
}

/// The parts of the gradients of the weights.
pub const GRADIENT_LOST: &str = "what the gradient lost on its way back ←";
pub const GRADIENT_GAINED: &str = "what the gradient gained on its way back ←";
pub const SIGNAL_LOST: &str = "→ what the signal lost on its way forward";
pub const SIGNAL_GAINED: &str = "→ what the signal gained on its way forward";
/// The same in a narrow picture.
pub const GRADIENT_PART: &str = "← gradient";
pub const SIGNAL_PART: &str = "signal →";
/// What the parts add up to; where the sums are level although both parts are dying, that it is so.
pub const SUM: &str = "The line is their sum: ‖∂L/∂w‖ = ‖z‖ · ‖∂L/∂a‖.";
pub const LEVEL: &str =
    "Level! Their sum is ‖∂L/∂w‖ = ‖z‖ · ‖∂L/∂a‖: it looks healthy, and both halves are dying.";
pub const LEVEL_BRIEFLY: &str = "Level, and both halves are dying.";

/// The answer that is still to be found, and the reader's guess.
pub const UNKNOWN: &str = "?";

pub fn guess(length: &str) -> String {
    format!("your guess: {length}")
}

/// Lengths that people know, as log10 of metres; the nearest to a metre first.
pub const LANDMARKS: [(f64, &str); 10] = [
    (0.0, "a metre"),
    (-4.0, "hair"),
    (4.0, "Everest"),
    (-7.0, "virus"),
    (7.1, "Earth"),
    (-10.0, "atom"),
    (11.2, "to the Sun"),
    (-15.0, "proton"),
    (16.0, "a light year"),
    (-20.0, "neutrino"),
];

/// If the gradient of the weights hides that the gradient shrinks `back` times and the output
/// `forth` times.
pub fn level_and_shrinking(back: &str, forth: &str) -> String {
    format!(
        "Why ‖∂L/∂w‖ looks level: it is ‖z⁽ʰ⁻¹⁾‖ times ‖∂L/∂a⁽ʰ⁾‖. On the way back the gradient shrinks {back} times, on the way forward the output shrinks {forth} times, and the product hides both."
    )
}

/// The same if both grow.
pub fn level_and_growing(back: &str, forth: &str) -> String {
    format!(
        "Why ‖∂L/∂w‖ looks level: it is ‖z⁽ʰ⁻¹⁾‖ times ‖∂L/∂a⁽ʰ⁾‖. On the way back the gradient grows {back} times, on the way forward the output grows {forth} times, and the product hides both."
    )
}

/// The spectra of a network that costs too much.
pub fn too_dear(cost: u64, limit: u64) -> String {
    format!(
        "Directions are not computed: all singular values of this network would need {} billion steps, and at most {} billion are done",
        tenths(cost),
        tenths(limit)
    ) + "; the gradient is exact, and norms lie between bounds."
}

pub const NO_STRIP: &str =
    " The strip of gains is left out: it would need all weights at every gain.";

/// `norm`: "2.31 to 2.35".
pub fn longest(norm: &str) -> String {
    format!(" The direction that survives best arrives {norm} times as long.")
}

/// In units of 10^9, rounded up to tenths.
fn tenths(count: u64) -> String {
    let tenths = count.div_ceil(100_000_000);
    format!("{}.{}", tenths / 10, tenths % 10)
}
